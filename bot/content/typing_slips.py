"""Slips of typing and pasting that nobody sees, or that YAML would read otherwise, in the text of a file as it lies there.

Each kind is told once, with its first place. The text is then read on as it was meant, so that one slip is one problem.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.content.nodes import Report

_CONFLICT = re.compile(r"^[ \t]*(?:<{7}|={7}|>{7}|\|{7})(?: .*)?\r?$", re.MULTILINE)
_SPACES = "\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"


class _Slip(NamedTuple):
    """How a slip is found, what to read in its place, what it is, and the remedy.

    Where a text has none of the `signs`, it has no such slip: that is seen ten times as quickly.
    """

    pattern: re.Pattern[str]
    instead: str
    what: str
    remedy: str
    signs: str = ""


_ANYWHERE = (
    _Slip(
        re.compile(f"^[{_SPACES}](?=\\w)", re.MULTILINE),
        "",
        "a no-break space or the like stands before the line",
        "delete it",
    ),
    _Slip(
        re.compile(f"[{_SPACES}]"),
        " ",
        "a no-break space or the like stands here",
        "type an ordinary space in its place",
    ),
    _Slip(
        re.compile(  # between letters of some scripts, and in emojis, joiners belong
            "[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]|[\u200c\u200d](?:(?<![^\x00-\x7f].)|(?![^\x00-\x7f]))"
        ),
        "",
        "a character that nobody sees stands here",
        "delete it, or what stands around it, and type that again",
    ),
)
_IN_YAML = (
    _Slip(
        re.compile(r"^[ \t]*(?:```|~~~)[^\r\n]*", re.MULTILINE), "", "a code fence stands here", "delete the line", "`~"
    ),
    _Slip(
        re.compile(r"^(?P<indent>[ \t]*)[\u2022\u2023\u25e6\u25aa\u00b7\u2013\u2014*+](?=[ \t]\S)", re.MULTILINE),
        r"\g<indent>-",
        "this sign makes no list",
        "start each item with a hyphen and a space: `- `",
        "\u2022\u2023\u25e6\u25aa\u00b7\u2013\u2014*+",
    ),
    _Slip(
        re.compile(r"^(?P<indent>[ \t]*)-(?=[^\s-])", re.MULTILINE),
        r"\g<indent>- ",
        "a space is missing behind the hyphen",
        "write `- ` before the item",
    ),
    _Slip(
        re.compile(r"^(?P<key>[ \t]*(?:- )?[a-z_]+)\uff1a[ \t]*", re.MULTILINE),
        r"\g<key>: ",
        "this is not the colon of the keyboard",
        "type `:` and a space",
        "\uff1a",
    ),
)


def mended(text: str, report: Report) -> str | None:
    """The text of any file without what nobody sees; None where a merge of git was left half-done. Slips are reported."""
    conflict = _CONFLICT.search(text) if any(mark in text for mark in ("<<<<<<<", "=======", ">>>>>>>")) else None
    if conflict:
        what, remedy = "a merge conflict is left here", "keep one of the two versions, and delete the marks"
        report.add_at(*place_after(text[: conflict.start()]), what, remedy)
        return None
    for slip in () if text.isascii() else _ANYWHERE:
        text = _mend(text, slip, report)
    return text


def mended_yaml(text: str, report: Report) -> str:
    """The text of a YAML file without signs that belong to other forms of writing. Slips are reported."""
    for slip in _IN_YAML:
        text = _mend(text, slip, report)
    return text


def place_after(before: str) -> tuple[int, int]:
    """Line and column, from 1, of what follows `before`."""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _mend(text: str, slip: _Slip, report: Report) -> str:
    if slip.signs and not any(sign in text for sign in slip.signs):
        return text
    first = slip.pattern.search(text)
    if first is None:
        return text
    mended_text, number = slip.pattern.subn(slip.instead, text)
    start = first.start() + len(first[0]) - len(first[0].lstrip(" \t"))
    more = f", and {number - 1} more in this file" if number > 1 else ""
    report.add_at(*place_after(text[:start]), slip.what + more, slip.remedy)
    return mended_text
