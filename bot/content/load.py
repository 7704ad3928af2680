"""Loads one language's FAQ folder: the whole FAQ, or every problem in every file."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot.content import build, community_shapes, crosscheck, shapes
from bot.content.nodes import Node, Report, Scalar, read_text, read_yaml
from bot.content.records import Record, check_id, read_named, read_record
from bot.errors import ContentError
from bot.model import Entry, Faq, Kind, Problem
from bot.packed_texts import PackedTexts

if TYPE_CHECKING:
    from collections.abc import Iterator

ANSWERS, SIGNPOSTS, SAFETY = "answers", "signposts", "safety"
THEMES_FILE, SOURCES_FILE, WORDS_FILE = "themes.yaml", "sources.yaml", "words.yaml"
ORGANISATIONS_FILE, COMMUNITY_FILE, CHATTER_FILE = "organisations.yaml", "community.yaml", "chatter.yaml"
NUMBERS_FILE = "numbers.yaml"
"""Beside the folders of the languages: numbers are the same in each."""
EVERYDAY_FILE, SPELLINGS_FILE, OTHER_LANGUAGES_FILE = "everyday-words.txt", "spellings.txt", "other-languages.yaml"
NAMES, NAME_FILES, PROPER_FILES = (
    "names",
    ("illnesses.yaml", "medicines.yaml", "organisations.yaml", "tests.yaml"),
    ("people.txt", "places.txt"),
)
WORD_LISTS = (EVERYDAY_FILE, SPELLINGS_FILE, *PROPER_FILES)
LANGUAGE_FILES = (THEMES_FILE, SOURCES_FILE, WORDS_FILE, ORGANISATIONS_FILE, COMMUNITY_FILE, CHATTER_FILE)
ALIASES_FILE = "aliases.yaml"
OPTIONAL_FILES = (OTHER_LANGUAGES_FILE, ALIASES_FILE)

LIKE_YAML = re.compile(r"\.ya?ml\b", re.IGNORECASE)


def numbers_file(folder: Path) -> Path:
    """The numbers to call of the FAQ in `folder`."""
    return folder.absolute().parent / NUMBERS_FILE


def load(folder: Path) -> Faq:
    """The FAQ in `folder` (as `faq/en`, whose name is the language); raises `ContentError` with every problem."""
    faq, problems = read(folder)
    if faq is None:
        raise ContentError(problems)
    return faq


def read(folder: Path, numbers: Path | None = None) -> tuple[Faq | None, list[Problem]]:
    """The FAQ, or None with every problem found, in the order of files and lines.

    `numbers` is another file with the numbers to call than the one beside the folder.
    """
    loading = _Loading(folder, numbers or numbers_file(folder))
    faq = None
    try:
        loading.check_folders()
        faq = loading.run()
    except PermissionError as error:
        hint = "see that the user who runs this may read it, and enter every folder above it"
        place = Path(error.filename or folder)
        loading.problems = [Problem(shown(place), 1, 1, f"this cannot be read: {error.strerror}", hint)]
    problems = sorted(set(loading.problems))
    return (None if problems else faq), problems


@dataclass
class _Loading:
    """One run over a folder: what was read so far, and where ids and phrases stand."""

    folder: Path
    numbers: Path
    problems: list[Problem] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    records: list[tuple[Entry, Record]] = field(default_factory=list)

    def check_folders(self) -> None:
        """Raises `PermissionError` for a folder that may not be listed: it would pass for an empty one."""

        def refuse(error: OSError) -> None:
            if isinstance(error, PermissionError):
                raise error

        for _ in os.walk(self.folder, onerror=refuse):
            pass

    def run(self) -> Faq | None:
        if not self.folder.is_dir():
            self._report(self.folder).add("there is no such folder", "name the folder of one language, as faq/en")
            return None
        if not any((self.folder / file).exists() for file in LANGUAGE_FILES):
            inner = sorted(path.parent.name for path in self.folder.glob(f"*/{COMMUNITY_FILE}"))
            hint = f"name the folder of one language, as {shown(self.folder / (inner[0] if inner else 'en'))}"
            self._report(self.folder).add("this is no folder of a language", hint)
            return None
        themes = {name.text: record.line("title") for name, record in self._named(THEMES_FILE, shapes.THEME)}
        sources = {
            name.text: build.source(name.text, record) for name, record in self._named(SOURCES_FILE, shapes.SOURCE)
        }
        organisations = self._record(self.folder / ORGANISATIONS_FILE, shapes.ORGANISATIONS)
        community = self._record(self.folder / COMMUNITY_FILE, community_shapes.COMMUNITY)
        words = self._record(self.folder / WORDS_FILE, shapes.WORDS)
        numbers = self._record(self.numbers, shapes.NUMBERS)
        everyday = PackedTexts.of(self._word_list(self.folder / EVERYDAY_FILE))
        names = self._names()
        proper = tuple(
            name for file in PROPER_FILES for name in self._word_list(self.folder / NAMES / file, needed=False)
        )
        spellings = self._spellings()
        self._read_answers(themes)
        for path in self._yaml_files(self.folder / SIGNPOSTS):
            self._read_entry(path, shapes.SIGNPOST, Kind.SIGNPOST)
        for path in self._yaml_files(self.folder / SAFETY):
            self._read_entry(path, shapes.SAFETY, None)
        for name, record in self._named(CHATTER_FILE, shapes.CHATTER):
            self._claim(name.text, record.report, at=name)
            self._keep(build.entry(name.text, Kind.CHATTER, "", record), record)
        if not self.places:
            self._report(self.folder).add("there is no entry at all", f"write one as {ANSWERS}/<theme>/<id>.yaml")
        self._check_stray_files()
        crosscheck.check_ids(self.records, self.places, sources)
        crosscheck.check_facts(self.records)
        crosscheck.check_phrases(self.records)
        crosscheck.check_signs(self.records)
        there = (self.folder / OTHER_LANGUAGES_FILE).exists()
        cries = list(self._named(OTHER_LANGUAGES_FILE, shapes.OTHER_LANGUAGE)) if there else []
        crosscheck.check_cries([record for _, record in cries], self.records)
        aliases = self._aliases()
        support = organisations.records("organisations") if organisations else []
        crosscheck.check_organisations(support)
        countries = numbers.records("countries") if numbers else []
        crosscheck.check_numbers(countries)
        first = organisations.items("crisis_first") if organisations else []
        if organisations and countries:
            crosscheck.check_countries(first, countries, organisations.report)
        said_by = build.community(community) if community else None
        known = build.words(words, everyday, names, proper, spellings) if words else None
        if said_by is None or known is None:
            return None
        return Faq(
            language=self.folder.name,
            entries=self._in_menu_order(themes),
            themes=themes,
            sources=sources,
            organisations=tuple(map(build.organisation, support)),
            numbers=tuple(map(build.numbers, countries)),
            crisis_first=tuple(item.text for item in first),
            words=known,
            community=said_by,
            other_languages=tuple(build.other_language(name.text, record) for name, record in cries),
            aliases=aliases,
        )

    # ---- files -------------------------------------------------------------------------------------------------------

    def _report(self, path: Path) -> Report:
        return Report(shown(path), self.problems)

    def _yaml(self, path: Path) -> tuple[Node | None, Report]:
        report = self._report(path)
        return read_yaml(path, report), report

    def _record(self, path: Path, shape: shapes.Shape) -> Record | None:
        node, report = self._yaml(path)
        return read_record(node, shape, report) if node else None

    def _named(self, file: str, shape: shapes.Shape) -> Iterator[tuple[Scalar, Record]]:
        node, report = self._yaml(self.folder / file)
        if node:
            yield from read_named(node, shape, report)

    def _aliases(self) -> dict[str, str]:
        """Ids that entries had before; a folder without any is fine."""
        there = (self.folder / ALIASES_FILE).exists()
        pairs = list(self._named(ALIASES_FILE, shapes.ALIAS)) if there else []
        crosscheck.check_aliases(pairs, self.places)
        return {name.text: record.line("to") for name, record in pairs}

    def _names(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """The names of each kind of thing; a folder without any is fine."""
        names = {}
        for path in (self.folder / NAMES / file for file in NAME_FILES):
            node, report = self._yaml(path) if path.exists() else (None, self._report(path))
            if node:
                names[path.stem] = read_record(node, shapes.NAMES, report).variants("names")
        return names

    def _word_list(self, path: Path, *, needed: bool = True) -> tuple[str, ...]:
        if not needed and not path.exists():
            return ()
        content = read_text(path, self._report(path))
        lines = (line.strip() for line in (content or "").splitlines())
        return tuple(line for line in lines if line and not line.startswith("#"))

    def _spellings(self) -> dict[str, str]:
        """Other spellings, each with the one as which it is read; a folder without any is fine."""
        pairs = {}
        path = self.folder / SPELLINGS_FILE
        for line in self._word_list(path, needed=False):
            words = line.split()
            if len(words) == len(("spelling", "read as")):
                pairs[words[0]] = words[1]
            else:
                self._report(path).add(
                    f"`{line}` is no pair of words", "write one word, a blank, and its other spelling"
                )
        return pairs

    def _yaml_files(self, folder: Path) -> list[Path]:
        if not folder.is_dir():
            self._report(folder).add("this folder is missing", "make it, or restore it from an earlier version")
            return []
        return sorted(path for path in folder.iterdir() if path.suffix == ".yaml" and not left_behind(path.name))

    def _check_stray_files(self) -> None:
        """A file in the wrong place would be silently without effect; say so instead."""
        for path in sorted(path for path in self.folder.rglob("*") if LIKE_YAML.search(path.name)):
            parts = path.relative_to(self.folder).parts
            if any(map(left_behind, parts)):
                continue
            depth = {ANSWERS: 3, SIGNPOSTS: 2, SAFETY: 2, NAMES: 2}.get(parts[0], 1)
            if parts[0] == NAMES and parts[-1] in NAME_FILES:
                continue
            read_here = (
                path.suffix == ".yaml"
                and len(parts) == depth
                and (depth > 1 or parts[0] in LANGUAGE_FILES + OPTIONAL_FILES)
            )
            if not read_here:
                places = f"entries are {ANSWERS}/<theme>/<id>.yaml, {SIGNPOSTS}/<id>.yaml, {SAFETY}/<id>.yaml"
                hint = places if path.suffix == ".yaml" else "let its name end in .yaml"
                if path.name == NUMBERS_FILE:
                    hint = f"numbers are the same in every language: move them to {shown(self.numbers)}"
                self._report(path).add("this file is not read", hint)

    # ---- entries -----------------------------------------------------------------------------------------------------

    def _read_answers(self, themes: dict[str, str]) -> None:
        folder = self.folder / ANSWERS
        if not folder.is_dir():
            self._report(folder).add("this folder is missing", "make it, with a folder for each theme")
            return
        for theme in sorted(path for path in folder.iterdir() if path.is_dir() and not left_behind(path.name)):
            if themes and theme.name not in themes:
                self._report(theme).add(
                    f"there is no theme `{theme.name}`", f"add it to {THEMES_FILE}, or rename the folder"
                )
            for path in self._yaml_files(theme):
                self._read_entry(path, shapes.ANSWER, Kind.ANSWER, theme.name)

    def _read_entry(self, path: Path, shape: shapes.Shape, kind: Kind | None, theme: str = "") -> None:
        node, report = self._yaml(path)
        check_id(path.stem, report)
        self._claim(path.stem, report)
        if node:
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


def left_behind(name: str) -> bool:
    """Whether a file or folder of this name belongs to an editor, git or a mounted volume, and is not read."""
    return name.startswith(".") or name.endswith(("~", "#"))


def shown(path: Path) -> str:
    """`path` as people see it: from the current folder where it lies below it, with forward slashes."""
    relative = os.path.relpath(path)
    return (path.as_posix() if relative.startswith("..") else relative).replace(os.sep, "/")
