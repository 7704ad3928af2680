"""A small FAQ to start with, for another condition: samples, and what is the same for every condition."""

from __future__ import annotations

import re
from dataclasses import fields
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from bot import text
from bot.content.folders import (
    COMMUNITY_FILE,
    EVERYDAY_FILE,
    NAMES,
    NUMBERS_FILE,
    OTHER_LANGUAGES_FILE,
    SAFETY,
    SPELLINGS_FILE,
    WORDS_FILE,
    numbers_file,
)
from bot.content.language_shapes import CHOOSING, PLACES, WORDS
from bot.content.parsing import read_to_edit
from bot.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from bot.model import ChoiceWords, Entry, Faq

_SAMPLES = ("bot", "starter")
_NEUTRAL = {
    "short_description": "Answers with sources. Not medical advice.",
    "support_text": "What each of these groups offers differs, so have a look.",
}
"""Lines of the bot in place of those that speak of one condition, or have no room for the name of another."""

_ON_ONE_LINE = 1_000_000
"""Characters of a line of YAML: the loader refuses text that goes on in the next one."""


def starter(faq: Faq, folder: Path, condition: str, today: date) -> dict[str, str]:
    """The text of every file of the new FAQ, by its path in it; `faq` was read from `folder`.

    Numbers, names, everyday words and the emergencies are copied, as they are the same everywhere; an emergency that
    speaks of the condition of `faq` is left out.
    """
    ours = _names_of_ours(faq)
    urgent = [entry for entry in faq.entries.values() if entry.kind is Kind.URGENT and not _speaks_of(entry, ours)]
    fill = {"CONDITION": condition, "TODAY": today.isoformat(), "CRISIS_FIRST": ", ".join(faq.crisis_first)}
    copied = (EVERYDAY_FILE, SPELLINGS_FILE, *(f"{SAFETY}/{entry.id}.yaml" for entry in urgent))
    named = sorted(path.relative_to(folder).as_posix() for path in (folder / NAMES).glob("*.*"))
    made = {path: _filled(sample, fill) for path, sample in _samples(files(_SAMPLES[0]) / _SAMPLES[1])}
    made |= {path: read_to_edit(folder / path) or "" for path in (*copied, *named) if (folder / path).exists()}
    made[COMMUNITY_FILE] = _community(read_to_edit(folder / COMMUNITY_FILE) or "", ours, condition)
    made[WORDS_FILE] = _words(faq, ours, condition)
    made[f"../{NUMBERS_FILE}"] = read_to_edit(numbers_file(folder)) or ""
    said = yaml.safe_load(read_to_edit(folder / OTHER_LANGUAGES_FILE) or "{}")
    made[OTHER_LANGUAGES_FILE] = _dumped(_cries(said, {entry.id for entry in urgent}))
    return made


def _samples(folder: Traversable, path: str = "") -> Iterator[tuple[str, str]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _samples(item, f"{path}{item.name}/")
        else:
            yield f"{path}{item.name}", item.read_text(encoding="utf-8")


def _filled(sample: str, fill: Mapping[str, str]) -> str:
    return re.sub("|".join(fill), lambda found: fill[found[0]], sample)


def _names_of_ours(faq: Faq) -> frozenset[str]:
    """What the condition of the FAQ is called, in small letters."""
    own = faq.words.own_condition
    return frozenset((*own, *(other for name in own for other in faq.vocabulary.same.get(name, ()))))


def _speaks_of(entry: Entry, names: Iterable[str]) -> bool:
    seen = text.clean(f"{entry.question} {entry.label} {entry.short} {entry.answer}")
    return any(re.search(rf"\b{re.escape(name)}\b", seen) for name in names)


def _community(lines: str, ours: Iterable[str], condition: str) -> str:
    named = "|".join(re.escape(name.upper()) for name in sorted(ours, key=len, reverse=True))
    lines = re.sub(rf"^name: (?:{named})\b", f"name: {condition[0].upper()}{condition[1:]}", lines, flags=re.MULTILINE)
    lines = re.sub(rf"\b(?:{named})\b", condition, lines)
    for key, line in _NEUTRAL.items():
        lines = re.sub(rf"^(\s+{key}:).*$", rf"\1 {line}", lines, flags=re.MULTILINE)
    return lines


def _words(faq: Faq, ours: frozenset[str], condition: str) -> str:
    """Each key below its help. The FAQ's own condition becomes another one, and `condition` the own one."""
    name = condition.lower()
    vocabulary, words = faq.vocabulary, faq.words
    kept = {
        field.name: getattr(of, field.name) for of in (vocabulary, words) for field in fields(of) if field.name in WORDS
    }
    kept["own_condition"] = (name,)
    kept["choosing"] = _choosing(faq.words.choosing)
    kept["same"] = {key: also for key, also in vocabulary.same.items() if not ours & {key, *key.split()}}
    others = {**vocabulary.other_conditions, **{name: vocabulary.same.get(name, ()) for name in words.own_condition}}
    kept["other_conditions"] = {key: also for key, also in others.items() if name not in {key, *also}}
    return "\n".join(f"# {WORDS[key].help}\n{_dumped({key: _plain(value)})}" for key, value in kept.items() if value)


def _choosing(choosing: ChoiceWords) -> dict[str, Sequence[str]]:
    named = {name: getattr(choosing, name) for name in CHOOSING if name not in PLACES}
    return {place: said for place, said in (dict(zip(PLACES, choosing.places, strict=True)) | named).items() if said}


def _cries(languages: Mapping[str, dict[str, Any]], urgent: set[str]) -> dict[str, Any]:
    led = {
        name: {**given, "cries": {entry: said for entry, said in given["cries"].items() if entry in urgent}}
        for name, given in languages.items()
    }
    return {name: given for name, given in led.items() if given["cries"]}


def _plain(value: Any) -> Any:  # noqa: ANN401  a tree of text as YAML writes it
    if isinstance(value, dict):
        return {key: list(item) for key, item in value.items()}
    return list(value)


def _dumped(data: object) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_flow_style=None, width=_ON_ONE_LINE)
