"""Files, folders and entries of an FAQ that lie where nobody reads them: what they say would be missing from the answers."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.content import shapes
from bot.content.folders import (
    ANSWERS,
    LANGUAGE_FILES,
    LIKE_CASES,
    LIKE_YAML,
    NAME_FILES,
    NAMES,
    NUMBERS_FILE,
    OPTIONAL_FILES,
    SAFETY,
    SIGNPOSTS,
    left_behind,
    like_entry,
    shown,
)
from bot.content.nodes import Mapping, Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Mapped
    from pathlib import Path

    from bot.content.nodes import Node
    from bot.content.shapes import Shape

_ENTRIES = f"entries are {ANSWERS}/<theme>/<id>.yaml, {SIGNPOSTS}/<id>.yaml, {SAFETY}/<id>.yaml"
_DEPTHS = {ANSWERS: 3, SIGNPOSTS: 2, SAFETY: 2, NAMES: 2}
"""How many names the path of a file has that is read below each folder."""
_KINDS: Mapped[str, tuple[str, str, Shape]] = {
    ANSWERS: ("an answer", "answers", shapes.ANSWER),
    SIGNPOSTS: ("a signpost", "signposts", shapes.SIGNPOST),
    SAFETY: ("a safety entry", "safety entries", shapes.SAFETY),
}


def entry_folder(folder: Path, name: str, report: Report) -> Path:
    """The folder of a kind of entries; one whose name has a slip is reported, and read in its place."""
    if (folder / name).is_dir() or not folder.is_dir():
        return folder / name
    others = {path.name.lower(): path for path in folder.iterdir() if path.is_dir() and path.name not in _DEPTHS}
    like = get_close_matches(name, others, n=1, cutoff=0.8)
    if not like:
        return folder / name
    found = others[like[0]]
    Report(shown(found), report.problems).add(f"the name of this folder must be `{name}`", "rename it")
    return found


def stray_files(folder: Path, entry_folders: Mapped[str, Path]) -> Iterator[tuple[Path, str]]:
    """Every file that is like one of an FAQ and is not read, with the remedy."""
    for path in sorted(path for path in folder.rglob("*") if not path.is_dir()):
        parts = path.relative_to(folder).parts
        if any(map(left_behind, parts)):
            continue
        top = next((name for name, there in entry_folders.items() if there.name == parts[0]), parts[0])
        if not LIKE_YAML.search(path.name) and not like_entry((top, *parts[1:])):
            continue
        depth = _DEPTHS.get(top, 1)
        read_here = path.suffix == ".yaml" and len(parts) == depth
        if top == NAMES:
            read_here = parts[-1] in NAME_FILES
        elif depth == 1:
            read_here = read_here and top in LANGUAGE_FILES + OPTIONAL_FILES
        if not read_here:
            yield path, _remedy(path, folder)


def stray_cases(folder: Path) -> Iterator[Path]:
    """Every file below the folder of the cases that is like one of them and is not read."""
    for path in sorted(path for path in folder.rglob("*") if not path.is_dir()):
        parts = path.relative_to(folder).parts
        read_here = len(parts) == 1 and path.suffix == ".jsonl"
        if not read_here and LIKE_CASES.fullmatch(path.name) and not any(map(left_behind, parts)):
            yield path


def _remedy(path: Path, folder: Path) -> str:
    if path.name == NUMBERS_FILE:
        return f"numbers are the same in every language: move them to {shown(folder.absolute().parent / NUMBERS_FILE)}"
    if path.suffix == ".yaml":
        return _ENTRIES
    if path.suffix.lower() in {"", ".txt", ".yml"} or LIKE_YAML.search(path.name):
        return "let its name end in .yaml"
    return "save it as plain text, with a name that ends in .yaml"


def is_of_another_kind(node: Node, here: str, entry_id: str, report: Report) -> bool:
    """Whether an entry has the keys of another folder's kind and not of its own's, which is reported as one problem."""
    keys = {key.text for key, _ in node.items} if isinstance(node, Mapping) else set()
    fitting = [name for name, (_, _, shape) in _KINDS.items() if _fits(keys, shape)]
    if not fitting or here in fitting:
        return False
    (what, others, shape), there = _KINDS[here], fitting[0]
    lacks = [f"`{name}`" for name, field in shape.items() if field.required and name not in keys]
    has = [f"`{key}`" for key in sorted(keys - shape.keys())]
    otherwise = [f"add {' and '.join(lacks)}"] * bool(lacks) + [f"take {' and '.join(has)} out"] * bool(has)
    folders = f"{there}/<theme>" if there == ANSWERS else there
    hint = f"move it to {folders}/{entry_id}.yaml; or, to make it {what}, {', and '.join(otherwise)}"
    report.add(f"this has the keys of {_KINDS[there][0]}, and lies among the {others}", hint)
    return True


def _fits(keys: set[str], shape: Shape) -> bool:
    return keys <= shape.keys() and keys >= {name for name, field in shape.items() if field.required}
