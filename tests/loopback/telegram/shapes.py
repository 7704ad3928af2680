"""Requests held against Telegram's typed models, as aiogram keeps them."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, get_args
from unittest.mock import patch

from loopback.telegram.errors import MisuseError
from pydantic import BaseModel, ValidationError

with patch.object(BaseModel, "model_rebuild"):
    # It would build 400 models, which takes two seconds; `check` builds those of the methods that are called.
    from aiogram import methods, types

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loopback.telegram.errors import Json
    from pydantic.fields import FieldInfo

KINDS_OF_UPDATE = frozenset(types.Update.model_fields) - {"update_id"}


@cache
def models() -> dict[str, type[BaseModel]]:
    """The model of every method of the Bot API, by the method's name."""
    known = (getattr(methods, name) for name in methods.__all__)
    return {model.__api_method__: model for model in known if isinstance(getattr(model, "__api_method__", None), str)}


def decode(method: str, form: Json) -> Json:
    """Python values from a form, in which all that is not text is JSON."""
    model = models().get(method)
    fields = model.model_fields if model else {}
    return {name: _decoded(value, fields.get(name)) for name, value in form.items()}


def check(method: str, params: Json) -> None:
    """Refuses a method or a parameter that Telegram does not know, has taken back, or knows with another type."""
    model = models().get(method)
    if model is None:
        raise MisuseError(f"Telegram has no method {method}")
    model.model_rebuild(_types_namespace=vars(types))  # does nothing where it is built already
    try:
        made = model.model_validate(params)
    except ValidationError as error:
        slips = [f"{'.'.join(map(str, slip['loc']))}: {slip['msg']}" for slip in error.errors()]
        raise MisuseError("; ".join(slips)) from error
    unknown = list(_unknown(made))
    unknown += [name for name in params if _taken_back(model.model_fields.get(name))]
    if unknown:
        raise MisuseError(f"unknown or deprecated: {', '.join(unknown)}")


def _decoded(value: object, field: FieldInfo | None) -> object:
    if field is None or not isinstance(value, str):
        return value
    kinds = {field.annotation, *get_args(field.annotation)}
    if str in kinds and int not in kinds:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _unknown(value: object, path: str = "") -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from (f"{path}{name}" for name in value.model_extra or {})
        for name in value.model_fields_set:
            yield from _unknown(getattr(value, name, None), f"{path}{name}.")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _unknown(item, f"{path}{number}.")


def _taken_back(field: FieldInfo | None) -> bool:
    extra = field.json_schema_extra if field else None
    return isinstance(extra, dict) and bool(extra.get("deprecated"))
