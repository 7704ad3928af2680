"""What a program logged, as stories compare it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

_TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ ", re.MULTILINE)
_LIFE = re.compile(r"^INFO bot\.app: mmn-bot .*\n", re.MULTILINE)


def news(logged: str) -> str:
    """The lines without their times, and without those that tell of every start and stop."""
    return _LIFE.sub("", _TIME.sub("", logged))


def logged(caplog: pytest.LogCaptureFixture, *but: str) -> list[str]:
    """What the log of this process says, but for the packages named; it is cleared."""
    records = [record for record in caplog.records if record.name.partition(".")[0] not in but]
    lines = [f"{record.levelname} {record.getMessage()}" for record in records]
    caplog.clear()
    return lines
