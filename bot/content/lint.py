"""What a whole FAQ must keep to beyond the form of each file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.content.facts import unproved
from bot.content.readability import grade
from bot.model import Entry, Faq, Kind, Paragraph, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

HARDEST_GRADE = 9.0
"""US school grade that no answer may exceed."""
HARDEST_MEAN_GRADE = 7.0
"""US school grade that all answers together may not exceed. The NHS and PIF aim at a reading age of 9 to 11."""

MOST_SIGNS = 40
"""Signs of all urgent entries together. More cannot be looked after, and would alarm without need."""


def grades(faq: Faq) -> Mapping[str, float]:
    """The school grade of every entry that members read, by id."""
    read = (entry for entry in faq.entries.values() if entry.kind is not Kind.CHATTER)
    return {entry.id: grade(entry.answer, faq.language) for entry in read}


def lint(faq: Faq) -> list[Problem]:
    """Every problem of an FAQ whose files are sound each by itself."""
    return [*_hard_to_read(faq), *_hard_together(faq), *_by_entry(faq)]


def lint_entry(entry: Entry, faq: Faq) -> list[Problem]:
    """The problems of one entry, as if it stood in the FAQ."""
    alone = replace(faq, entries={entry.id: entry})
    return [*_hard_to_read(alone), *_by_entry(alone)]


def _by_entry(faq: Faq) -> list[Problem]:
    return [*_short_hard(faq), *_unproved(faq), *_unsafe(faq)]


def _hard_to_read(faq: Faq) -> list[Problem]:
    return [
        _at_answer(
            faq.entries[entry_id], f"this reads at school grade {value:.1f}, above {HARDEST_GRADE:.0f}", _PLAINER
        )
        for entry_id, value in grades(faq).items()
        if value > HARDEST_GRADE
    ]


def _hard_together(faq: Faq) -> list[Problem]:
    measured = grades(faq)
    answers = [entry for entry in faq.entries.values() if entry.kind is Kind.ANSWER]
    mean = sum(measured[entry.id] for entry in answers) / max(len(answers), 1)
    if mean > HARDEST_MEAN_GRADE:
        hardest = max(answers, key=lambda entry: measured[entry.id])
        message = f"all answers together read at school grade {mean:.1f}, above {HARDEST_MEAN_GRADE:.0f}; this one is the hardest"
        return [_at_answer(hardest, message, _PLAINER)]
    return []


def _short_hard(faq: Faq) -> list[Problem]:
    measured = ((entry, grade((Paragraph(entry.short),), faq.language)) for entry in faq.entries.values())
    return [
        _at_answer(entry, f"its `short` reads at school grade {value:.1f}, above {HARDEST_GRADE:.0f}", _PLAINER)
        for entry, value in measured
        if value > HARDEST_GRADE
    ]


def _unproved(faq: Faq) -> list[Problem]:
    """Every number in an answer stands in one of its facts: a wrong number would do the most harm."""
    return [
        _at_answer(
            entry, f"the number {number} stands in none of its facts", "add the fact with its source, or mend it"
        )
        for entry in faq.entries.values()
        if entry.kind is Kind.ANSWER
        for number in unproved(entry)
    ]


_PLAINER = "use shorter sentences and shorter words"


def _unsafe(faq: Faq) -> list[Problem]:
    """An emergency must show whom to call, and its signs must stay few enough to be looked after."""
    urgent = [entry for entry in faq.entries.values() if entry.kind is Kind.URGENT]
    problems = [
        _at_answer(entry, "an urgent entry shows no numbers", "add `numbers: [emergency]`")
        for entry in urgent
        if not entry.numbers
    ]
    signs = sum(len(entry.signs) for entry in urgent)
    if signs > MOST_SIGNS:
        most = max(urgent, key=lambda entry: len(entry.signs))
        message = f"all urgent entries together have {signs} signs, {MOST_SIGNS} are possible; this one has the most"
        problems.append(
            _at_answer(most, message, "write phrases below `asks` instead, and near misses below `not_asks`")
        )
    return problems


def _at_answer(entry: Entry, message: str, hint: str) -> Problem:
    return Problem(entry.path, entry.answer_line, 1, message, hint)
