"""Markup in a text that members read: no platform shows it as it was meant, so they would read its signs."""

from __future__ import annotations

import re
from typing import NamedTuple

_LONGEST = 30
"""Characters of the markup that are shown."""
_PLAIN = "members would read it as it stands: write plain text"
_KINDS = (
    ("HTML", re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-z]{2,8}|#\d{2,5});", re.IGNORECASE), _PLAIN),
    ("a heading of Markdown", re.compile(r"^[ \t]*#{1,6}[ \t]+\S[^\n]*", re.MULTILINE), _PLAIN),
    ("a link of Markdown", re.compile(r"\[[^\]\n]+\]\([^)\s]+\)"), "write the address itself, or name the page"),
    (
        "Markdown",
        re.compile(
            r"\*\*(?=\S)[^*\n]+\*\*|(?<!\w)__(?=\S)[^_\n]+__(?!\w)|(?<![\w*])\*(?=[^\s*])[^*\n]*[^\s*]\*(?![\w*])|`[^`\n]+`"
        ),
        _PLAIN,
    ),
    (
        "a numbered list",
        re.compile(r"^[ \t]*\d{1,2}[.)][ \t]+(?=\S)", re.MULTILINE),
        "its items would run together: start each with a hyphen and a space",
    ),
)


class Markup(NamedTuple):
    """What it is, the remedy, and how many characters of the text stand before it."""

    message: str
    hint: str
    before: int


def find(text: str) -> Markup | None:
    """The first markup in a text of members; None where there is none."""
    if not any(sign in text for sign in "<&#[*_`.)"):
        return None
    for what, pattern, hint in _KINDS:
        found = pattern.search(text)
        if found:
            shown = found[0].strip()
            cut = shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}\u2026"
            return Markup(f"{what} (\u201c{cut}\u201d) has no effect", hint, found.start())
    return None
