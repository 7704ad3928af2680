"""Takes what a form brought into the draft: at its place in the file, and with what somebody else changed meanwhile."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.content import build, crosscheck, editing, lint
from bot.content.nodes import Mapping, Report
from bot.content.parsing import parse_yaml
from bot.content.places import Places
from bot.content.readability import grade, hardest, length
from bot.content.records import read_record
from bot.errors import InputError
from bot.model import Kind, Severity
from bot.moderating import markup_check, spell_check, upkeep
from bot.workbench import forms

if TYPE_CHECKING:
    from datetime import date

    from bot.content.homes import Home
    from bot.content.writing import Values
    from bot.model import Entry, Faq, Problem
    from bot.moderating.spell_check import Dictionary
    from bot.workbench.sessions import Session
    from bot.workbench.workspace import Workspace

_REMEMBERED = 100


class Versions:
    """The texts that forms were made from, by a digest that the form carries; the oldest are forgotten."""

    def __init__(self) -> None:
        self._texts: OrderedDict[str, str] = OrderedDict()

    def note(self, text: str) -> str:
        """The digest of a text, which is held from now on."""
        digest = hashlib.sha256(text.encode()).hexdigest()[:32]
        self._texts[digest] = text
        self._texts.move_to_end(digest)
        while len(self._texts) > _REMEMBERED:
            self._texts.popitem(last=False)
        return digest

    def find(self, digest: str) -> str | None:
        """The text of a digest, where it is still held."""
        return self._texts.get(digest)


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody changed the same keys meanwhile: `keys`, whose draft it is (`by`), and how their values differ."""

    keys: tuple[str, ...]
    by: str
    theirs: Values


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a form: `values` as they are to be. `met`: others' changes stay.

    With a `clash`, or where it is `refused` (the sentence that says why), nothing was written; a form that was refused
    is still one of the `version` that it was made from.
    """

    values: Values
    clash: Clash | None = None
    met: str = ""
    refused: str = ""
    version: str = ""

    @property
    def is_written(self) -> bool:
        """Whether it is in the draft; else the form is shown again, so that nothing that was typed is lost."""
        return not (self.clash or self.refused)


def save(workspace: Workspace, session: Session, home: Home, given: Values, version: str) -> Saved:
    """Writes a form's values into the draft. Raises `InputError` where the file is gone."""
    name = file_name(workspace, home.file)
    current = workspace.draft.text(name)
    if current is None:
        raise InputError("This was taken away meanwhile. Go back to the list.")
    try:
        return _save(workspace, session, home, given, version, name, current)
    except InputError as error:
        return Saved(given, refused=str(error), version=version)


def _save(  # noqa: PLR0913, PLR0917  a form, and what it meets
    workspace: Workspace, session: Session, home: Home, given: Values, version: str, name: str, current: str
) -> Saved:
    theirs = editing.read_values(current, home.path, home.shape)
    change = workspace.draft.changes().get(name)
    by = (change.by or "somebody") if change else "somebody"
    met = ""
    if workspace.versions.note(current) != version:
        base = workspace.versions.find(version)
        before = editing.read_values(base, home.path, home.shape) if base else {}
        given, against = forms.together(before, given, theirs)
        if against:
            return Saved(given, Clash(tuple(against), by, theirs))
        met = by
    workspace.draft.write({name: editing.edit(current, home.path, given, home.shape)}, session.name, workspace.now())
    return Saved(given, met=met)


def file_name(workspace: Workspace, file: str) -> str:
    """The name in the draft of a file of the language; numbers stand beside its folder."""
    return file.removeprefix("../") if file.startswith("../") else f"{workspace.language}/{file}"


@dataclass(frozen=True, slots=True)
class Looked:
    """What is to be said of an entry as a form has it: the entry, what must be mended, what should be, and how it reads."""

    entry: Entry | None
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    grade: float = 0.0
    words: int = 0
    hardest: str = ""


def look(  # noqa: PLR0913, PLR0917  what an entry is held against
    text: str, home: Home, faq: Faq, like: Entry, today: date, dictionary: Dictionary
) -> Looked:
    """Checks one entry of a file's text by the same rules as `check`; `like` has its id, kind and theme."""
    found: list[Problem] = []
    report = Report(home.file, found)
    node = parse_yaml(text, report)
    for name in home.path:
        pairs = node.items if isinstance(node, Mapping) else []
        node = next((value for key, value in pairs if key.text == name), None)
    if node is None:
        return Looked(None, tuple(found), ())
    record = read_record(node, home.shape, report)
    kind = Kind(record.line("kind")) if "kind" in home.shape and record.line("kind") else like.kind
    entry = build.entry(like.id, kind, like.theme, record)
    known = {**faq.entries, entry.id: entry}
    entry = replace(
        entry,
        sources=tuple(source for source in entry.sources if source in faq.sources),
        see_also=tuple(other for other in entry.see_also if other in known),
    )
    crosscheck.check_dates([record], today)
    found += lint.lint_entry(entry, faq)
    found += markup_check.of_entries([entry], Places())
    alone = replace(faq, entries={entry.id: entry})
    mild = [
        *spell_check.misspelt([entry], dictionary, Places()),
        *upkeep.unfinished(alone),
        *upkeep.wordy(alone),
    ]
    return Looked(
        entry,
        tuple(one for one in found if one.severity is Severity.ERROR),
        tuple(mild),
        grade(entry.answer, faq.language),
        length(entry.answer),
        hardest(entry.answer, faq.language),
    )
