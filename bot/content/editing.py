"""Edits a YAML file at the exact place: a change of one value changes its line alone; comments and order stay.

The text is never written anew from what was read. Each value has its place in the text; where it is to be another, that
place is replaced. What is not edited stays as it is, byte for byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from bot.content import writing
from bot.content.text_edit import TextEdit
from bot.content.yaml_values import at, comparable, compose, values_of
from bot.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content.shapes import Shape
    from bot.content.writing import Values


def read_values(text: str, path: Sequence[str], shape: Shape) -> Values:
    """The values of the group of keys at `path` (the names that lead to it, none for the whole file), as they stand.

    Raises `InputError` where the text is no YAML, or nothing stands there.
    """
    return values_of(at(compose(text), path), shape)


def names(text: str) -> list[str]:
    """The names of the groups of a file that is a list of named groups."""
    root = compose(text)
    return [key.value for key, _ in root.value] if isinstance(root, yaml.MappingNode) else []


def edit(text: str, path: Sequence[str], values: Values, shape: Shape) -> str:
    """`text` with these values in the group at `path`; an empty value takes its key away, keys that are not named stay.

    Raises `InputError` where the text is no YAML, or would not be read back as these values.
    """
    whole = TextEdit(text)
    whole.set_values(at(compose(whole.text), path), values, shape)
    edited = whole.result()
    read = read_values(edited, path, shape)
    for name, value in values.items():
        if comparable(read.get(name) or "") != comparable(value or ""):
            raise InputError(f"`{name}` could not be written at its place: edit the file's text instead")
    return edited


def add_group(text: str, name: str, values: Values, shape: Shape) -> str:
    """`text` of a file of named groups with one more at its end."""
    ended = text if text.endswith("\n") or not text else f"{text}\n"
    newline = "\r\n" if "\r\n" in text else "\n"
    return ended + newline.join([f"{name}:", *writing.group(values, shape, writing.STEP), ""])


def remove_group(text: str, name: str) -> str:
    """`text` of a file of named groups without one of them."""
    whole = TextEdit(text)
    root = compose(whole.text)
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == name:
            whole.remove_lines(key, value)
    return whole.result()


def move_up(text: str, name: str) -> str:
    """`text` of a file of named groups with one of them before the one that it stood behind; comments go along."""
    root = compose(text)
    keys = [key for key, _ in root.value] if isinstance(root, yaml.MappingNode) else []
    place = [key.value for key in keys].index(name) if name in [key.value for key in keys] else 0
    if not place:
        return text
    ended = text if text.endswith("\n") else f"{text}\n"
    starts = [key.start_mark.index for key in keys] + [len(ended)]
    first, second, end = starts[place - 1 : place + 2]
    return ended[:first] + ended[second:end] + ended[first:second] + ended[end:]


def rename_key(text: str, path: Sequence[str], old: str, new: str) -> str:
    """`text` with another name for a key of the group at `path`."""
    whole = TextEdit(text)
    root = at(compose(whole.text), path)
    for key, _ in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == old:
            whole.replace(key, writing.scalar(new))
    return whole.result()
