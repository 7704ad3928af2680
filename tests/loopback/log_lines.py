"""What a program logged, as stories compare it."""

import re

_TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ ", re.MULTILINE)
_LIFE = re.compile(r"^INFO bot\.app: mmn-bot .*\n", re.MULTILINE)


def news(logged: str) -> str:
    """The lines without their times, and without those that tell of every start and stop."""
    return _LIFE.sub("", _TIME.sub("", logged))
