"""Reads what a tapped button carries. It comes back from outside, so nothing in it is believed before it is checked."""

from __future__ import annotations

import re

from bot.model import Press, Verb

_WIRE = re.compile(
    r"(?:show|others|helped|unhelped|theme|read|share):[a-z0-9-]{1,40}|support(?::(?:[A-Z]{2}|eu|world))?|topics|none|remove",
    re.ASCII,
)


def read(wire: str) -> Press | None:
    """The press that `str(press)` wrote, or None where it is forged or damaged. Whether its target exists is open."""
    if not _WIRE.fullmatch(wire):
        return None
    verb, _, target = wire.partition(":")
    return Press(Verb(verb), target)
