"""Reads what a tapped button carries. It comes back from outside, so nothing in it is believed before it is checked."""

from __future__ import annotations

import re

from bot.model import CODE, LONGEST_ID, Press, Verb

_ABOUT = "~[0-9a-f]{12}"
_ENTRY = f"[a-z0-9-]{{1,{LONGEST_ID}}}"
_CODE = f"[a-z0-9]{{{CODE}}}"
_WIRE = re.compile(
    rf"(?:(?:show|back|helped|theme|read|share):{_ENTRY}|(?:more|others|unhelped):{_ENTRY}(?:=(?:{_CODE})+)?|share|urgent|topics|none|remove|answer|done"
    rf"|(?:support(?::(?:[A-Z]{{2}}|eu|ww|world))?|country(?::(?:[A-Z]{{2}}|eu))?)(?:\^{_ENTRY})?"
    rf")(?:{_ABOUT})?|(?:send|confirm|answerme|decline){_ABOUT}",
    re.ASCII,
)
_RENAMED = {"read": Verb.MORE}
"""Taps as buttons of earlier versions carry them."""


def read(wire: str) -> Press | None:
    """The press that `str(press)` wrote, or None where it is forged or damaged. Whether its target exists is open."""
    if not _WIRE.fullmatch(wire):
        return None
    said, _, about = wire.partition("~")
    said, _, codes = said.partition("=")
    said, _, back = said.partition("^")
    verb, _, target = said.partition(":")
    instead = tuple(codes[start : start + CODE] for start in range(0, len(codes), CODE))
    return Press(_RENAMED.get(verb) or Verb(verb), target, about, back, instead)
