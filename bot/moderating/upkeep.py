"""What wears out in an FAQ as time goes by: reviews, addresses that somebody once opened, ways to an entry."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.content import shapes
from bot.content.folders import (
    NAME_FILES,
    NAMES,
    ORGANISATIONS_FILE,
    PROPER_FILES,
    SPELLINGS_FILE,
    numbers_file,
    shown,
)
from bot.content.readability import length
from bot.model import Kind, Problem, Severity, Verb

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from bot.answering.service import Service
    from bot.content.places import Places
    from bot.model import Entry, Faq

REVIEWED_WITHIN = timedelta(days=366)
"""A year and a day for a leap year. NHS content is reviewed every one to three years; treatments change."""
CHECKED_WITHIN = timedelta(days=183)
"""Half a year: addresses and telephone numbers change more often than facts."""


def worn(service: Service, folder: Path, today: date, places: Places) -> list[Problem]:
    """Every warning of this kind. `folder` is that of the FAQ."""
    faq = service.faq
    return [
        *overdue(faq, today, places),
        *unchecked(faq, folder, today, places),
        *unopened(faq, folder),
        *missing(folder),
        *read_anew(faq, places),
        *unfinished(faq),
        *wordy(faq),
        *unreachable(service),
    ]


def overdue(faq: Faq, today: date, places: Places) -> list[Problem]:
    """A warning for each entry that was not reviewed for a year."""
    return [
        _warning(
            entry.path,
            places.of(entry.path, entry.reviewed.isoformat()),
            f"this was reviewed on {entry.reviewed}, more than a year ago",
            "compare it with its sources, and set `reviewed` to the day on which you did",
        )
        for entry in faq.entries.values()
        if entry.kind is not Kind.CHATTER and today - entry.reviewed > REVIEWED_WITHIN
    ]


def unchecked(faq: Faq, folder: Path, today: date, places: Places) -> list[Problem]:
    """A warning for each organisation, and each country's numbers, that nobody checked for half a year.

    `folder` is that of the FAQ.
    """
    supporting, calling = shown(folder / ORGANISATIONS_FILE), shown(numbers_file(folder))
    named = [
        *((supporting, o.id, f"`{o.id}`", "open its address", o.checked_on) for o in faq.organisations),
        *((calling, n.country, f"the numbers of {n.name}", "look them up", n.checked_on) for n in faq.numbers),
    ]
    return [
        _warning(
            path,
            places.of(path, checked.isoformat(), within),
            f"{what} was last checked on {checked}, more than half a year ago",
            f"{remedy}, and set `checked_on` to the day on which you did",
        )
        for path, within, what, remedy, checked in named
        if today - checked > CHECKED_WITHIN
    ]


def unopened(faq: Faq, folder: Path) -> list[Problem]:
    """One warning for all organisations whose address nobody opened."""
    names = [f"`{organisation.id}`" for organisation in faq.organisations if not organisation.opened]
    if not names:
        return []
    return [
        _warning(
            shown(folder / ORGANISATIONS_FILE),
            (1, 1),
            f"addresses that nobody has opened, {len(names)}: {', '.join(names)}",
            "open each, and write `opened: true` and the day below `checked_on`",
        )
    ]


def missing(folder: Path) -> list[Problem]:
    """One warning for all lists of words that are not in the folder of the FAQ: none has to be, but none goes unseen."""
    lists = (SPELLINGS_FILE, *(f"{NAMES}/{file}" for file in (*NAME_FILES, *PROPER_FILES)))
    gone = [f"`{name}`" for name in lists if not (folder / name).exists()]
    if not gone:
        return []
    return [
        _warning(
            shown(folder),
            (1, 1),
            f"lists that are missing, {len(gone)}: {', '.join(gone)}; what they hold is read as misspelt, or guessed at",
            "restore them from an earlier version; for one with nothing to list, make a .txt file with a `#` and why, or a .yaml file with `names: {}`",
        )
    ]


def read_anew(faq: Faq, places: Places) -> list[Problem]:
    """A warning for each entry with a source that was read again after the entry was last compared with it."""
    return [
        _warning(
            entry.path,
            places.of(entry.path, entry.reviewed.isoformat()),
            f"`{source.id}` was read on {source.accessed}, after this was reviewed on {entry.reviewed}",
            "compare it with its sources, and set `reviewed` to the day on which you did",
        )
        for entry in faq.entries.values()
        for source in map(faq.sources.get, entry.sources)
        if source and source.accessed > entry.reviewed
    ]


def unfinished(faq: Faq) -> list[Problem]:
    """A warning for each answer without facts, and each entry without `short` or without the `label` that it needs."""
    return [
        _warning(entry.path, (entry.answer_line, 1), message, hint)
        for entry in faq.entries.values()
        if entry.kind in _READ_FIRST
        for message, hint in _lacks(entry)
    ]


_READ_FIRST = {Kind.ANSWER, Kind.SIGNPOST, Kind.CARE_TEAM}
"""The kinds whose short answer and label are shown; an emergency shows its whole text, which is short."""


def _lacks(entry: Entry) -> list[tuple[str, str]]:
    lacks = []
    if entry.kind is Kind.ANSWER and not entry.facts:
        lacks.append(("this answer lists no `facts`", "add each fact that it states, with its source and heading"))
    if not entry.short:
        lacks.append(("this has no `short`", "add the answer in one to three sentences"))
    if len(entry.label) > shapes.LONGEST_LABEL:
        most = shapes.LONGEST_LABEL
        lacks.append((f"the question has more than {most} characters, and there is no `label`", "add one, for buttons"))
    return lacks


LONGEST = 150
"""Words of an answer: somebody who is ill or afraid reads no more."""


def wordy(faq: Faq) -> list[Problem]:
    """A warning for each text that is longer than people in need of help read."""
    return [
        _warning(
            entry.path,
            (entry.answer_line, 1),
            f"this has {length(entry.answer)} words, more than {LONGEST}",
            "leave out what does not answer the question, or give it an entry of its own",
        )
        for entry in faq.entries.values()
        if length(entry.answer) > LONGEST
    ]


def unreachable(service: Service) -> list[Problem]:
    """A warning for each answer that no tap leads to, from the menu on: members find it only by asking."""
    seen: set[str] = set()
    waiting = [button.press for button in service.browse().buttons]
    shown: set[str] = set()
    while waiting:
        press = waiting.pop()
        if str(press) in seen:
            continue
        seen.add(str(press))
        if press.verb is Verb.SHOW:
            shown.add(press.target)
        if press.verb in {Verb.SHOW, Verb.MORE, Verb.THEME, Verb.TOPICS}:
            waiting += [button.press for button in service.press(press).buttons]
    return [
        _warning(
            entry.path,
            (entry.answer_line, 1),
            "no theme's menu and no `see_also` leads to this answer",
            f"name `{entry.id}` in the `see_also` of an entry near it",
        )
        for entry in service.faq.entries.values()
        if entry.kind is Kind.ANSWER and entry.id not in shown
    ]


def _warning(path: str, place: tuple[int, int], message: str, hint: str) -> Problem:
    return Problem(path, *place, message, hint, Severity.WARNING)
