"""Loads one language's FAQ folder: the whole FAQ, or every problem in every file."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from bot.content import build, community_shapes, contact_shapes, crosscheck, language_shapes, misplaced, shapes
from bot.content.files import Files
from bot.content.folders import (
    ALIASES_FILE,
    ANSWERS,
    CHATTER_FILE,
    COMMUNITY_FILE,
    LANGUAGE_FILES,
    ORGANISATIONS_FILE,
    OTHER_LANGUAGES_FILE,
    PROPER_FILES,
    SAFETY,
    SIGNPOSTS,
    SOURCES_FILE,
    THEMES_FILE,
    WORDS_FILE,
    left_behind,
    numbers_file,
    shown,
)
from bot.content.lint import lint
from bot.content.records import Record, check_id, read_record
from bot.errors import ContentError
from bot.model import Entry, Faq, Kind, Problem

if TYPE_CHECKING:
    from bot.content.nodes import Node, Report


def load(folder: Path) -> Faq:
    """The FAQ in `folder` (as `faq/en`, whose name is the language), for those who look after it; see `read`.

    Raises `ContentError` with every problem of files that are not sound by themselves.
    """
    faq, problems = read(folder)
    if faq is None:
        raise ContentError(problems)
    return faq


def read(folder: Path, numbers: Path | None = None) -> tuple[Faq | None, list[Problem]]:
    """The FAQ, and every problem found, in the order of files and lines; None where a file is not sound by itself.

    An FAQ with problems is for those who look after it: members must not get it. `numbers` is another file with the
    numbers to call than the one beside the folder.
    """
    collects = gc.isenabled()
    gc.disable()  # nearly all that is made stays, and looking for what does not takes a fifth of the time
    try:
        return _read(folder, numbers or numbers_file(folder))
    finally:
        if collects:
            gc.enable()


def _read(folder: Path, numbers: Path) -> tuple[Faq | None, list[Problem]]:
    found: list[Problem] = []
    loading = _Loading(folder, numbers, Files(folder, found))
    faq = None
    try:
        loading.files.check_folders()
        faq = loading.run()
    except PermissionError as error:
        hint = "see that the user who runs this may read it, and enter every folder above it"
        place = Path(error.filename or folder)
        found = [Problem(shown(place), 1, 1, f"this cannot be read: {error.strerror}", hint)]
    if found or faq is None:
        return None, sorted(set(found))
    return faq, sorted(lint(faq))


@dataclass
class _Loading:
    """One run over a folder: what was read so far, and where ids and phrases stand."""

    folder: Path
    numbers: Path
    files: Files
    entries: dict[str, Entry] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    records: list[tuple[Entry, Record]] = field(default_factory=list)
    _entry_folders: dict[str, Path] = field(default_factory=dict)

    def run(self) -> Faq | None:
        if not self.folder.is_dir():
            self.files.report(self.folder).add("there is no such folder", "name the folder of one language, as faq/en")
            return None
        if not any((self.folder / file).exists() for file in LANGUAGE_FILES):
            inner = sorted(path.parent.name for path in self.folder.glob(f"*/{COMMUNITY_FILE}"))
            hint = f"name the folder of one language, as {shown(self.folder / (inner[0] if inner else 'en'))}"
            self.files.report(self.folder).add("this is no folder of a language", hint)
            return None
        named = list(self.files.named(THEMES_FILE, shapes.THEME))
        themes = {name.text: record.line("title") for name, record in named}
        cited = list(self.files.named(SOURCES_FILE, shapes.SOURCE))
        sources = {name.text: build.source(name.text, record) for name, record in cited}
        organisations = self.files.record(self.folder / ORGANISATIONS_FILE, contact_shapes.ORGANISATIONS)
        community = self.files.record(self.folder / COMMUNITY_FILE, community_shapes.COMMUNITY)
        words = self.files.record(self.folder / WORDS_FILE, language_shapes.WORDS)
        numbers = self.files.record(self.numbers, contact_shapes.NUMBERS)
        everyday = self.files.everyday()
        names = self.files.names()
        proper = tuple(name for file in PROPER_FILES for name in self.files.names_list(file))
        spellings = self.files.spellings()
        kinds = (ANSWERS, SIGNPOSTS, SAFETY)
        self._entry_folders = {
            name: misplaced.entry_folder(self.folder, name, self.files.report(self.folder)) for name in kinds
        }
        self._read_answers(themes)
        for path in self.files.yaml_files(self._entry_folders[SIGNPOSTS]):
            self._read_entry(path, SIGNPOSTS, shapes.SIGNPOST, Kind.SIGNPOST)
        for path in self.files.yaml_files(self._entry_folders[SAFETY]):
            self._read_entry(path, SAFETY, shapes.SAFETY, None)
        for name, record in self.files.named(CHATTER_FILE, shapes.CHATTER):
            self._claim(name.text, record.report, at=name)
            self._keep(build.entry(name.text, Kind.CHATTER, "", record), record)
        if not self.places:
            self.files.report(self.folder).add("there is no entry at all", f"write one as {ANSWERS}/<theme>/<id>.yaml")
        self._check_stray_files()
        crosscheck.check_ids(self.records, self.places, sources)
        crosscheck.check_themes(named, self.records, self.places)
        crosscheck.check_facts(self.records)
        crosscheck.check_phrases(self.records)
        crosscheck.check_signs(self.records)
        cries = list(self.files.named(OTHER_LANGUAGES_FILE, language_shapes.OTHER_LANGUAGE))
        crosscheck.check_cries([record for _, record in cries], self.records)
        aliases = self._aliases()
        support = organisations.records("organisations") if organisations else []
        crosscheck.check_organisations(support)
        countries = numbers.records("countries") if numbers else []
        crosscheck.check_numbers(countries)
        dated = (*(record for _, record in (*self.records, *cited)), *support, *countries)
        crosscheck.check_dates(dated, datetime.now(UTC).date())
        first = organisations.items("crisis_first") if organisations else []
        if organisations and countries and all(record.line("country") for record in countries):
            crosscheck.check_countries(first, countries, organisations.report)
        said_by = build.community(community) if community else None
        if said_by is None or words is None:
            return None
        return Faq(
            language=self.folder.name,
            entries=self._in_menu_order(themes),
            themes=themes,
            sources=sources,
            organisations=tuple(map(build.organisation, support)),
            numbers=tuple(map(build.numbers, countries)),
            crisis_first=tuple(item.text for item in first),
            vocabulary=build.vocabulary(words, everyday, names, proper, spellings),
            words=build.words(words),
            community=said_by,
            other_languages=tuple(build.other_language(name.text, record) for name, record in cries),
            aliases=aliases,
            first={name.text: ids for name, record in named if (ids := record.lines("first"))},
        )

    def _aliases(self) -> dict[str, str]:
        """Ids that entries had before; a folder without any is fine."""
        there = (self.folder / ALIASES_FILE).exists()
        pairs = list(self.files.named(ALIASES_FILE, shapes.ALIAS)) if there else []
        crosscheck.check_aliases(pairs, self.places)
        return {name.text: record.line("to") for name, record in pairs}

    def _check_stray_files(self) -> None:
        """A file in the wrong place would be silently without effect; say so instead. What names it is no slip of its own."""
        for path, hint in misplaced.stray_files(self.folder, self._entry_folders):
            self.files.report(path).add("this file is not read", hint)
            self.places.setdefault(path.name.partition(".")[0], shown(path))

    # ---- entries -----------------------------------------------------------------------------------------------------

    def _read_answers(self, themes: dict[str, str]) -> None:
        folder = self._entry_folders[ANSWERS]
        if not folder.is_dir():
            self.files.report(folder).add("this folder is missing", "make it, with a folder for each theme")
            return
        for theme in sorted(path for path in folder.iterdir() if path.is_dir() and not left_behind(path.name)):
            if themes and theme.name not in themes:
                close = get_close_matches(theme.name.lower(), themes, n=1, cutoff=0.8)
                hint = f"name the folder `{close[0]}`" if close else f"add it to {THEMES_FILE}, or rename the folder"
                self.files.report(theme).add(f"there is no theme `{theme.name}`", hint)
            for path in self.files.yaml_files(theme):
                self._read_entry(path, ANSWERS, shapes.ANSWER, Kind.ANSWER, theme.name)

    def _read_entry(self, path: Path, here: str, shape: shapes.Shape, kind: Kind | None, theme: str = "") -> None:
        node, report = self.files.yaml(path)
        check_id(path.stem, report)
        self._claim(path.stem, report)
        if node and not misplaced.is_of_another_kind(node, here, path.stem, report):
            record = read_record(node, shape, report)
            stated = record.line("kind") or Kind.URGENT
            self._keep(build.entry(path.stem, kind or Kind(stated), theme, record), record)

    def _claim(self, entry_id: str, report: Report, at: Node | None = None) -> None:
        if entry_id in self.places:
            report.add(
                f"there is an entry `{entry_id}` already, in {self.places[entry_id]}", "rename one of them", at=at
            )
        self.places.setdefault(entry_id, report.path)

    def _keep(self, entry: Entry, record: Record) -> None:
        """Of two entries with one id, which was reported, the first stands for both."""
        if entry.id not in self.entries:
            self.entries[entry.id] = entry
            self.records.append((entry, record))

    def _in_menu_order(self, themes: dict[str, str]) -> dict[str, Entry]:
        order = {theme: place for place, theme in enumerate(themes)}
        ranked = sorted(self.entries.values(), key=lambda entry: order.get(entry.theme, len(order)))
        return {entry.id: entry for entry in ranked}
