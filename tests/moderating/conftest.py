"""One small FAQ and its service, built once for a file of tests."""

from pathlib import Path

import pytest

from bot.answering.service import Service
from bot.content import load


@pytest.fixture
def small_service(small_faq: Path, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.chdir(small_faq.parents[1])
    return Service(load(Path("faq/en")))
