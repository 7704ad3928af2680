"""What every story of an adapter leaves behind is put away."""

from collections.abc import Iterator

import pytest
from loopback.clock import Clock
from loopback.kept import close_all


@pytest.fixture(autouse=True)
def _stores() -> Iterator[None]:
    yield
    close_all()


@pytest.fixture
def clock() -> Clock:
    return Clock()
