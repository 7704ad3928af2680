"""Gives an entry another id, or lets another entry stand for it: every reference follows, and the old id goes on working."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot import text
from bot.content import editing, homes, language_shapes, shapes
from bot.content.folders import ALIASES_FILE, OTHER_LANGUAGES_FILE, THEMES_FILE
from bot.content.nodes import Report
from bot.content.records import check_id
from bot.content.values import did_you_mean
from bot.errors import InputError
from bot.model import Kind
from bot.moderating.checks import CASES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.model import Entry, Faq, Problem

Files = dict[str, "str | None"]
"""Files with their new texts, None for one that goes; named from the folder of the language."""


def rename(faq: Faq, old: str, new: str, cases: Iterable[str], current: Callable[[str], str | None]) -> Files:
    """The files that change when the entry `old` is to be called `new`.

    `cases` are the names of the files of cases, `current` gives the text of a file. Raises `InputError`.
    """
    entry = _entry(faq, old)
    problems: list[Problem] = []
    check_id(new, Report("", problems))
    if problems:
        raise InputError(problems[0].told)
    if new in faq.entries:
        raise InputError(f"there is an entry `{new}` already: choose another id")
    work = _Work(current)
    before, after = homes.of_entry(entry), homes.of(entry.kind, entry.theme, new)
    if before.path:
        work.put(before.file, editing.rename_key(work.text(before.file), (), old, new))
    else:
        work.put(after.file, work.text(before.file))
        work.put(before.file, None)
    work.lead(faq, old, new, cases, moved={old: after})
    return work.files


def retire(faq: Faq, old: str, to: str, cases: Iterable[str], current: Callable[[str], str | None]) -> Files:
    """The files that change when the entry `to` is to stand for `old`: its phrases and contrasts move there.

    Raises `InputError`.
    """
    entry, other = _entry(faq, old), _entry(faq, to)
    if old == to:
        raise InputError("an entry cannot stand for itself: name another one")
    if entry.signs:
        raise InputError(f"`{old}` has signs of an emergency: move them to another entry first")
    if entry.kind is Kind.URGENT and other.kind is not Kind.URGENT:
        raise InputError(f"`{old}` is an emergency, and `{to}` is none: name another one")
    if other.kind is Kind.URGENT and entry.kind is not Kind.URGENT:
        raise InputError(
            f"`{to}` is an emergency, and `{old}` is none: who asks for `{old}` would get the emergency card; "
            "name an entry that is no emergency"
        )
    work = _Work(current)
    home, goal = homes.of_entry(entry), homes.of_entry(other)
    if home.path:
        work.put(home.file, editing.remove_group(work.text(home.file), old))
    else:
        work.put(home.file, None)
    moved = _together(entry, other)
    work.put(goal.file, editing.edit(work.text(goal.file), goal.path, moved, goal.shape))
    work.lead(faq, old, to, cases)
    return work.files


def _together(entry: Entry, other: Entry) -> dict[str, list[str]]:
    """What `other` is to have below `asks` and `not_asks` when it stands for `entry`.

    What is a phrase of either is no contrast of both: it brings `other` from now on. All other contrasts move too, also
    those that are phrases of a third entry, as most are: they go on keeping what only looks like `entry` away.
    """
    asks = {text.key(phrase): phrase for phrase in (*entry.asks, *other.asks)}
    own = {text.key(phrase) for phrase in other.asks}
    contrasts: dict[str, str] = {}
    for contrast in (*other.not_asks, *entry.not_asks):
        if text.key(contrast) not in asks:
            contrasts.setdefault(text.key(contrast), contrast)
    new = [phrase for key, phrase in asks.items() if key not in own]
    return {"asks": [*other.asks, *new], "not_asks": [*contrasts.values()]}


def _entry(faq: Faq, entry_id: str) -> Entry:
    entry = faq.entries.get(entry_id)
    if entry is None:
        raise InputError(f"there is no entry `{entry_id}` ({did_you_mean(entry_id, faq.entries)})")
    return entry


class _Work:
    """The files that change, on top of those that are there."""

    def __init__(self, current: Callable[[str], str | None]) -> None:
        self._current = current
        self.files: Files = {}

    def text(self, file: str) -> str:
        found = self.files[file] if file in self.files else self._current(file)
        return found or ""

    def put(self, file: str, new: str | None) -> None:
        if new != self.text(file) or new is None:
            self.files[file] = new

    def lead(
        self, faq: Faq, old: str, new: str, cases: Iterable[str], moved: dict[str, homes.Home] | None = None
    ) -> None:
        """Lets whatever names `old` name `new`, and notes the alias."""
        target = faq.entries.get(new) or faq.entries[old]
        for entry in faq.entries.values():
            home = (moved or {}).get(entry.id) or homes.of_entry(entry)
            if old in entry.see_also and self.files.get(home.file, "") is not None:
                related = [new if one == old else one for one in entry.see_also]
                allowed = target.kind.is_showable and entry.id != new
                kept = [one for one in dict.fromkeys(related) if one != new or allowed]
                self.put(home.file, editing.edit(self.text(home.file), home.path, {"see_also": kept}, home.shape))
        self._lead_menus(faq, old, new)
        self._lead_cries(old, new)
        for file in cases:
            self.put(file, "".join(_case(line, old, new) for line in self.text(file).splitlines(keepends=True)))
        self._note_alias(faq, old, new)

    def _lead_menus(self, faq: Faq, old: str, new: str) -> None:
        """The menu of a theme shows first what was there; another theme's answer has a place of its own."""
        stands = faq.entries.get(new)
        for theme, ids in faq.first.items():
            stays = stands is None or (stands.kind is Kind.ANSWER and stands.theme == theme)
            if old in ids:
                led = dict.fromkeys(new if one == old else one for one in ids if stays or one != old)
                text = editing.edit(self.text(THEMES_FILE), (theme,), {"first": [*led]}, shapes.THEME)
                self.put(THEMES_FILE, text)

    def _lead_cries(self, old: str, new: str) -> None:
        before = self.text(OTHER_LANGUAGES_FILE)
        for language in editing.names(before) if before else ():
            values = editing.read_values(self.text(OTHER_LANGUAGES_FILE), (language,), language_shapes.OTHER_LANGUAGE)
            if old in (values.get("cries") or {}):
                text = self.text(OTHER_LANGUAGES_FILE)
                self.put(OTHER_LANGUAGES_FILE, editing.rename_key(text, (language, "cries"), old, new))

    def _note_alias(self, faq: Faq, old: str, new: str) -> None:
        aliases = self.text(ALIASES_FILE)
        for alias, to in faq.aliases.items():
            if alias == new:
                aliases = editing.remove_group(aliases, alias)
            elif to == old:
                aliases = editing.edit(aliases, (alias,), {"to": new}, shapes.ALIAS)
        head = aliases or "# Ids that entries had before: old links, buttons and cases go on working.\n"
        self.put(ALIASES_FILE, editing.add_group(head, old, {"to": new}, shapes.ALIAS))


def case_files(names: Iterable[str]) -> list[str]:
    """The files of cases, as `rename` and `retire` take them, by their names."""
    return [f"{CASES}/{name}" for name in sorted(names)]


def _case(line: str, old: str, new: str) -> str:
    try:
        case = json.loads(line)
    except ValueError:
        return line
    if not isinstance(case, dict):
        return line
    topics, context = case.get("topics"), case.get("context")
    if isinstance(topics, list) and old in topics:
        case["topics"] = list(dict.fromkeys(new if topic == old else topic for topic in topics))
    elif context != old:
        return line
    if context == old:
        case["context"] = new
    return json.dumps(case, ensure_ascii=False) + ("\n" if line.endswith("\n") else "")
