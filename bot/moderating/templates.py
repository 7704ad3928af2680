"""A new entry's file, with every key explained and left to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content import shapes

if TYPE_CHECKING:
    from bot.content.shapes import Field, Shape

KINDS: dict[str, Shape] = {"answer": shapes.ANSWER, "signpost": shapes.SIGNPOST, "safety": shapes.SAFETY}
"""The kinds of entry that have a file of their own."""

_LISTS = {shapes.Form.LINES, shapes.Form.IDS, shapes.Form.CHOICES}
_ABOUT = {
    "answer": "A new answer. Every fact in it must stand in one of its sources.",
    "signpost": "A new signpost: what people ask and no source answers. It says so, and names who can help.",
    "safety": "A new safety entry. It comes before everything else, so ask a second moderator to read it.",
}


def template(kind: str) -> str:
    """The text of a new file of a kind out of `KINDS`: `check` complains of each key that must be filled in, and no more."""
    parts = [f"# {_ABOUT[kind]}\n# Fill in each key below, then run `mmn-bot check`: it tells what is still missing.\n"]
    parts += [_key(name, field) for name, field in KINDS[kind].items()]
    return "\n".join(parts)


def _key(name: str, field: Field) -> str:
    most = f" At most {field.longest:,} characters." if field.longest else ""
    choice = f" Possible: {', '.join(field.choices)}." if field.choices else ""
    about = f"# {field.help}{choice}{most}\n"
    about += "".join(f"#   {key}: {one.help}\n" for key, one in (field.shape or {}).items())
    if not field.required:
        return f"{about}# If it is not needed, leave it out; if it is, take the `# ` away.\n# {name}:\n{_value(field, '# ')}"
    return f"{about}{name}:{' |' if field.form is shapes.Form.TEXT else ''}\n{_value(field)}"


def _value(field: Field, mark: str = "") -> str:
    if field.form is shapes.Form.TEXT:
        return f"{mark}  \n"
    if field.shape:
        empty = {key: " []" if one.form in _LISTS else "" for key, one in field.shape.items()}
        return "".join(f"{mark}  {' ' if place else '-'} {key}:{empty[key]}\n" for place, key in enumerate(empty))
    return f"{mark}  - \n" if field.form in _LISTS else ""
