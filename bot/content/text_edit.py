"""Replaces values at their places in the text of a YAML file, and leaves all else as it is, byte for byte."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

import yaml

from bot.content import writing
from bot.content.shapes import Field, Form
from bot.content.yaml_values import comparable, value_of, values_of
from bot.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.content.shapes import Shape
    from bot.content.writing import Value, Values

_SINGLE_LISTS = {Form.LINES, Form.IDS, Form.CHOICES, Form.COUNTRIES, Form.URLS}


class TextEdit:
    """A text with the replacements to be made in it."""

    def __init__(self, text: str) -> None:
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self.text = text if text.endswith("\n") else text + self._newline
        self._changes: list[tuple[int, int, str]] = []

    def result(self) -> str:
        """The text with all replacements made."""
        text = self.text
        # From the end, so that earlier places stay right. Of two changes at one place, the first one stands first.
        changes = sorted(self._changes, key=lambda change: change[:2])
        for start, end, new in reversed(changes):
            text = text[:start] + new + text[end:]
        return text

    # ---- places ------------------------------------------------------------------------------------------------------

    def _line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def _line_end(self, place: int) -> int:
        found = self.text.find("\n", place)
        return len(self.text) if found < 0 else found + 1

    def _end(self, node: yaml.Node) -> int:
        """Where the value ends, without the comments and empty lines that follow it."""
        if isinstance(node, yaml.ScalarNode):
            written = self.text[node.start_mark.index : node.end_mark.index]
            return int(node.start_mark.index) + len(written.rstrip())
        if not isinstance(node, yaml.CollectionNode) or node.flow_style:
            return int(node.end_mark.index)
        if not node.value:
            return int(node.start_mark.index)
        last = node.value[-1]
        return self._end(last[1] if isinstance(last, tuple) else last)

    def _last_line(self, node: yaml.Node) -> int:
        end = self._end(node)
        return self._line_end(end if end <= node.start_mark.index else end - 1)

    def _dash(self, item: yaml.Node) -> int:
        """The column of the dash before an item."""
        start = self._line_start(item.start_mark.index)
        return max(self.text.rfind("-", start, item.start_mark.index), start) - start

    # ---- changes -----------------------------------------------------------------------------------------------------

    def _change(self, start: int, end: int, lines: Sequence[str]) -> None:
        self._changes.append((start, end, "".join(line + self._newline for line in lines)))

    def replace(self, node: yaml.Node, written: str) -> None:
        """Writes something else in the place of a node."""
        self._changes.append((node.start_mark.index, self._end(node), written))

    def remove_lines(self, first: yaml.Node, last: yaml.Node) -> None:
        """Takes the lines out from the one in which a node begins to the one in which another ends."""
        self._change(self._line_start(first.start_mark.index), self._last_line(last), ())

    def set_values(self, node: yaml.Node, values: Values, shape: Shape) -> None:
        """Gives a group of keys these values. Raises `InputError` where it is written in another form."""
        if not isinstance(node, yaml.MappingNode) or node.flow_style:
            raise InputError("this part of the file has another form: edit the file's text instead")
        there = {str(key.value): (key, value) for key, value in node.value}
        indent = node.start_mark.column
        for name, value in values.items():
            if name not in there:
                if value:
                    self._insert(node, name, value, shape, indent)
            elif not value:
                self._remove(node, *there[name])
            elif comparable(value_of(there[name][1], shape[name])) != comparable(value):
                self._set(*there[name], value, shape[name], indent)

    def _insert(self, node: yaml.MappingNode, name: str, value: Value, shape: Shape, indent: int) -> None:
        """Behind the last of the keys that stand before it in the shape; else behind the first key there is."""
        order = list(shape)
        before = [pair for pair in node.value if pair[0].value in order[: order.index(name)]] or node.value[:1]
        place = self._last_line(max(before, key=lambda pair: pair[0].start_mark.index)[1])
        self._change(place, place, writing.pair(name, value, shape[name], indent))

    def _remove(self, node: yaml.MappingNode, key: yaml.Node, value: yaml.Node) -> None:
        own_line = not self.text[self._line_start(key.start_mark.index) : key.start_mark.index].strip()
        following = [other for other, _ in node.value if other.start_mark.index > key.start_mark.index]
        if own_line or not following:
            self.remove_lines(key, value)
        else:  # it stands behind the dash of its group
            self._changes.append((key.start_mark.index, following[0].start_mark.index, ""))

    def _set(self, key: yaml.Node, node: yaml.Node, value: Value, field: Field, indent: int) -> None:
        if isinstance(value, str):
            self._set_text(key, node, value, field, indent)
        elif isinstance(node, yaml.SequenceNode) and isinstance(value, (list, tuple)):
            self._set_list(node, value, field)
        elif isinstance(node, yaml.MappingNode) and field.form is Form.VARIANTS and not node.flow_style:
            variants: Mapping[str, Sequence[str]] = value  # type: ignore[assignment]
            gone = dict.fromkeys((str(name.value) for name, _ in node.value), ())
            self.set_values(node, {**gone, **variants}, dict.fromkeys((*gone, *variants), _VARIANT))
        elif isinstance(node, yaml.MappingNode) and field.shape and not node.flow_style:
            self.set_values(node, value, field.shape)  # type: ignore[arg-type]
        else:
            self._rewrite(key, node, value, field, indent)

    def _rewrite(self, key: yaml.Node, node: yaml.Node, value: Value, field: Field, indent: int) -> None:
        written = writing.pair(str(key.value), value, field, indent)
        first = written[0].strip()
        self._changes.append(
            (
                key.start_mark.index,
                self._last_line(node),
                "".join(line + self._newline for line in (first, *written[1:])),
            )
        )

    def _set_text(self, key: yaml.Node, node: yaml.Node, value: str, field: Field, indent: int) -> None:
        in_block = isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}
        if in_block and field.form is Form.TEXT:
            start, end = self._line_end(node.start_mark.index), self._last_line(node)
            old = next((part for part in self.text[start:end].splitlines() if part.strip()), "")
            margin = len(old) - len(old.lstrip()) or indent + writing.STEP
            self._change(start, end, writing.block(value, margin))
        elif in_block or not isinstance(node, yaml.ScalarNode) or "\n" in value:
            self._rewrite(key, node, value, field, indent)
        else:
            self.replace(node, writing.scalar(value, field.form))

    def _set_list(self, node: yaml.SequenceNode, wanted: Sequence[Any], field: Field) -> None:
        if node.flow_style:
            if field.form is Form.RECORDS:
                raise InputError("a list of groups stands in square brackets: edit the file's text instead")
            self.replace(node, writing.in_brackets([str(item) for item in wanted]))
            return
        whole = Field(field.form, "", shape=field.shape)
        old = [
            value_of(item, whole) if field.form in _SINGLE_LISTS else values_of(item, field.shape or {})
            for item in node.value
        ]
        keys = [repr(comparable(item)) for item in old], [repr(comparable(item)) for item in wanted]
        for what, start, end, new_start, new_end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
            if what == "equal":
                continue
            both = min(end - start, new_end - new_start)
            for place in range(both):
                self._set_item(node.value[start + place], wanted[new_start + place], field)
            for item in node.value[start + both : end]:
                self.remove_lines(item, item)
            added = wanted[new_start + both : new_end]
            if added:
                self._add_items(node, start + both, added, field)

    def _set_item(self, item: yaml.Node, wanted: Any, field: Field) -> None:  # noqa: ANN401  a line or a group
        if isinstance(wanted, str):
            self.replace(item, writing.scalar(wanted))
        else:
            shape = field.shape or {}
            self.set_values(item, {name: wanted.get(name) or "" for name in shape}, shape)

    def _add_items(self, node: yaml.SequenceNode, place: int, added: Sequence[Any], field: Field) -> None:
        beside = node.value[place - 1] if place else node.value[0]
        at = self._last_line(beside) if place else self._line_start(beside.start_mark.index)
        margin = self._dash(beside)
        for item in added:
            written = (
                [f"{' ' * margin}- {writing.scalar(item)}"]
                if isinstance(item, str)
                else writing.record(item, field.shape or {}, margin)
            )
            self._change(at, at, written)


_VARIANT = Field(Form.IDS, "", required=False)
