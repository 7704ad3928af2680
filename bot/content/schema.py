"""JSON schemas of the FAQ files, for editors' autocompletion: made from the same shapes that the loader checks."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bot.content import community_shapes, contact_shapes, language_shapes, shapes
from bot.content.shapes import Field, Form, Shape
from bot.model import LONGEST_ID

_LINE = {"type": "string", "minLength": 1}
_DATE = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_COUNTRY = {"type": "string", "pattern": f"^({shapes.COUNTRY_PATTERN})$"}
_NAMED = {
    "themes": shapes.THEME,
    "sources": shapes.SOURCE,
    "chatter": shapes.CHATTER,
    "other-languages": language_shapes.OTHER_LANGUAGE,
    "aliases": shapes.ALIAS,
}
_PLAIN = {
    "answer": shapes.ANSWER,
    "signpost": shapes.SIGNPOST,
    "safety": shapes.SAFETY,
    "organisations": contact_shapes.ORGANISATIONS,
    "numbers": contact_shapes.NUMBERS,
    "words": language_shapes.WORDS,
    "names": language_shapes.NAMES,
    "community": community_shapes.COMMUNITY,
}


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema (JSON Schema 2020-12) by its file's name."""
    plain = {f"{name}.schema.json": _document(name, _object(shape)) for name, shape in _PLAIN.items()}
    named = {
        f"{name}.schema.json": _document(
            name,
            {
                "type": "object",
                "propertyNames": {"pattern": f"^{shapes.ID_PATTERN}$", "maxLength": LONGEST_ID},
                "additionalProperties": _object(shape),
            },
        )
        for name, shape in _NAMED.items()
    }
    return plain | named


def as_text(schema: dict[str, Any]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _document(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"FAQ: {name}", **schema}


def _object(shape: Shape) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: {"description": field.help, **_value(field)} for name, field in shape.items()},
        "required": [name for name, field in shape.items() if field.required],
        "additionalProperties": False,
    }


def _value(field: Field) -> dict[str, Any]:
    line = _LINE | ({"maxLength": field.longest} if field.longest else {})
    line |= {"pattern": f"^{field.pattern.written}$"} if field.pattern else {}
    url = {"type": "string", "format": "uri", "pattern": "^https?://"}
    choice = {"type": "string", "enum": list(field.choices)}
    values: dict[Form, dict[str, Any]] = {
        Form.LINE: line,
        Form.TEXT: line,
        Form.URL: url,
        Form.URLS: _list_of(url),
        Form.ADDRESS: {"type": "string", "pattern": "^https?://"},
        Form.NUMBER: {"type": "integer", "minimum": 0, "maximum": field.most},
        Form.CHAT: {"type": "integer"},
        Form.DATE: dict(_DATE),
        Form.FLAG: {"type": "boolean"},
        Form.CHOICE: choice,
        Form.CHOICES: _list_of(choice),
        Form.LINES: _list_of(line),
        Form.IDS: _list_of(line),
        Form.COUNTRY: dict(_COUNTRY),
        Form.COUNTRIES: _list_of(dict(_COUNTRY)),
        Form.VARIANTS: {"type": "object", "additionalProperties": {"type": "array", "items": dict(_LINE)}},
        Form.RECORDS: _list_of(_object(field.shape or {})),
        Form.RECORD: _object(field.shape or {}),
    }
    return values[field.form]


def _list_of(value: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": value, "minItems": 1}


def main(folder: Path) -> None:
    """Writes every schema into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(as_text(schema), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
