"""Markup in a text that members read: no platform shows it as it was meant, so they would read its signs."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.content.folders import COMMUNITY_FILE, ORGANISATIONS_FILE, shown
from bot.content.readability import pieces
from bot.model import Problem
from bot.moderating.spell_check import place_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bot.content.places import Places
    from bot.model import Entry, Faq

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


def marked(faq: Faq, folder: Path, places: Places) -> list[Problem]:
    """A problem for each text of members with markup: the first one in each. `folder` is that of the FAQ."""
    return [*of_entries(faq.entries.values(), places), *_of_lists(faq, folder, places)]


def of_entries(entries: Iterable[Entry], places: Places) -> list[Problem]:
    """The same, of some entries."""
    found = ((entry, *one) for entry in entries for one in _in_entry(entry))
    return [
        Problem(entry.path, *place_in(entry, sign, places), *_told(key, what, sign, hint))
        for entry, key, what, sign, hint in found
    ]


def _in_entry(entry: Entry) -> Iterator[tuple[str, str, str, str]]:
    texts = {"question": (entry.question,), "short": (entry.short,), "answer": pieces(entry.answer)}
    texts |= {"label": (entry.label,)} if entry.label != entry.question else {}
    for key, parts in texts.items():
        first = next((found for found in map(find, parts) if found), None)
        if first:
            yield key, *first


def _of_lists(faq: Faq, folder: Path, places: Places) -> Iterator[Problem]:
    community = shown(folder / COMMUNITY_FILE)
    supporting = shown(folder / ORGANISATIONS_FILE)
    said = faq.community
    lines = {**asdict(said.lines), **asdict(said.telegram), **asdict(said.discord), **asdict(said.moderators)}
    texts = [(community, key, text) for key, text in {"disclaimer": said.disclaimer, **lines}.items()]
    for name, one in said.pages.items():
        texts += [(community, name, text) for text in (one.title, *pieces(one.blocks))]
    texts += [
        (supporting, key, text) for one in faq.organisations for key, text in (("name", one.name), ("about", one.about))
    ]
    for path, key, text in texts:
        found = find(text)
        if found:
            yield Problem(path, *places.holding(path, found[1]), *_told(key, *found))


def _told(key: str, what: str, marked_up: str, hint: str) -> tuple[str, str]:
    cut = marked_up if len(marked_up) <= _LONGEST else f"{marked_up[:_LONGEST]}\u2026"
    return f"`{key}`: {what} (\u201c{cut}\u201d) has no effect", hint


def find(text: str) -> tuple[str, str, str] | None:
    """The first markup in a text: what it is, itself, and the remedy; None where there is none."""
    if not any(sign in text for sign in "<&#[*_`.)"):
        return None
    for what, pattern, hint in _KINDS:
        found = pattern.search(text)
        if found:
            return what, found[0].strip(), hint
    return None
