"""A YAML file as a tree whose nodes know their place in the text, and the values that stand there as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from bot.content import yaml_errors
from bot.content.shapes import Field, Form
from bot.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content.shapes import Shape
    from bot.content.writing import Value, Values

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


def compose(text: str) -> yaml.Node:
    """The tree of a text. Raises `InputError` where it is no YAML, or empty."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        slip = yaml_errors.explain(error, text)
        where = f"in line {slip.line}, column {slip.column}, {slip.message} ({slip.hint})"
        raise InputError(f"this file is no YAML as it stands: {where}; mend its text first") from None
    except yaml.YAMLError:
        raise InputError("this file is no YAML as it stands: mend its text first") from None
    if root is None:
        raise InputError("this file is empty")
    return root


def at(node: yaml.Node, path: Sequence[str]) -> yaml.Node:
    """The node to which the names in `path` lead. Raises `InputError` where nothing stands there."""
    for name in path:
        found = [value for key, value in _pairs(node) if key.value == name]
        if not found:
            raise InputError(f"there is no `{name}` in this file any more")
        node = found[0]
    return node


def _pairs(node: yaml.Node) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def values_of(node: yaml.Node, shape: Shape) -> Values:
    """The values of a group of keys; keys that its shape does not have are left out."""
    return {key.value: value_of(value, shape[key.value]) for key, value in _pairs(node) if key.value in shape}


def value_of(node: yaml.Node, field: Field) -> Value:
    """The value of one key."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value).strip()
    if isinstance(node, yaml.MappingNode):
        if field.form is Form.VARIANTS:
            return {str(key.value): _texts_of(value) for key, value in node.value}
        return values_of(node, field.shape or {})  # type: ignore[return-value]
    if field.form is Form.RECORDS:
        return [values_of(item, field.shape or {}) for item in node.value]
    return _texts_of(node)


def _texts_of(node: yaml.Node) -> list[str]:
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    return [str(item.value).strip() for item in items if isinstance(item, yaml.ScalarNode)]


def comparable(value: Any) -> Any:  # noqa: ANN401  a tree of values
    """A value in a form in which equal ones are equal, however they are held; empty ones are left out of groups."""
    if isinstance(value, str):
        return "\n".join(part.rstrip() for part in value.strip().splitlines())
    if isinstance(value, (list, tuple)):
        return [comparable(item) for item in value]
    return {key: comparable(one) for key, one in value.items() if one}
