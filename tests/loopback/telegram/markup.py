"""Text as Telegram reads it: strict HTML, entities with offsets in UTF-16, and what it finds by itself."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loopback.telegram.errors import MisuseError

if TYPE_CHECKING:
    from loopback.telegram.errors import Json

MAX_UNITS = 4096
MAX_ENTITIES = 100
KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
ATTRIBUTE = r"""\s+[a-z-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?"""
TAG = re.compile(rf"<(/?)([a-z][a-z0-9-]*)((?:{ATTRIBUTE})*)\s*>", re.IGNORECASE)
TOKEN = re.compile(rf"{TAG.pattern}|&(?:lt|gt|amp|quot|#\d+|#x[0-9a-f]+);|[^<&]+|[<&]", re.IGNORECASE)
OPAQUE = {"text_link", "code", "pre", "url"}
FOUND = {
    "url": re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]"),
    "bot_command": re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])"),
    "mention": re.compile(r"(?<!\w)@[A-Za-z0-9_]{3,32}\b"),
}
ESCAPES = {"<": "&lt;", "&": "&amp;"}
escape = html.escape


@dataclass
class _Open:
    tag: str
    attributes: dict[str, str]
    start: int


def units(text: str) -> int:
    """The length of a text in UTF-16 code units, in which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def parsed(text: str, how: Json) -> tuple[str, list[Json]]:
    """(what people read, entities) of a text sent with these parameters, within Telegram's limits."""
    mode = how.get("parse_mode")
    entities = list(how.get("entities") or how.get("caption_entities") or [])
    if mode not in {None, "", "HTML"}:
        raise MisuseError(f"the loopback reads parse_mode HTML only, not {mode}")
    plain, entities = from_html(text) if mode else (text, entities)
    if any(entity["offset"] < 0 or entity["offset"] + entity["length"] > units(plain) for entity in entities):
        raise MisuseError("ENTITY_BOUNDS_INVALID")
    plain, entities = _trimmed(plain, entities)
    if not plain:
        raise MisuseError("message text is empty")
    if units(plain) > MAX_UNITS:
        raise MisuseError(f"message is too long: {units(plain)} of {MAX_UNITS}")
    if len(entities) > MAX_ENTITIES:
        raise MisuseError(f"{len(entities)} entities, of which Telegram shows {MAX_ENTITIES}")
    return plain, sorted(entities + found_in(plain, entities), key=lambda one: (one["offset"], -one["length"]))


def from_html(text: str) -> tuple[str, list[Json]]:
    """(plain text, entities), or a MisuseError in Telegram's words."""
    plain, entities, stack = "", [], list[_Open]()
    for token in TOKEN.finditer(text):
        closing, tag, attributes = token.group(1), (token.group(2) or "").lower(), token.group(3)
        at = f"at byte offset {len(text[: token.start()].encode())}"
        if token.group() in ESCAPES:
            raise _unreadable(f"{token.group()!r} must be written as {ESCAPES[token.group()]} {at}")
        if not tag:
            plain += html.unescape(token.group()) if token.group().startswith("&") else token.group()
        elif closing:
            if not stack:
                raise _unreadable(f"Unexpected end tag {at}")
            opened = stack.pop()
            if opened.tag != tag:
                raise _unreadable(f'Unmatched end tag {at}, expected "</{opened.tag}>", found "</{tag}>"')
            entities += _entity(opened, plain, stack)
        else:
            stack.append(_opened(tag, attributes, units(plain), stack, at))
    if stack:
        raise _unreadable(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    return plain, entities


def found_in(text: str, others: list[Json] | None = None) -> list[Json]:
    """The commands, mentions and links that Telegram finds by itself, outside links, code and one another."""
    taken = [(one["offset"], one["offset"] + one["length"]) for one in others or [] if one["type"] in OPAQUE]
    found = []
    for kind, pattern in FOUND.items():
        for match in pattern.finditer(text):
            start = units(text[: match.start()])
            end = start + units(match.group())
            if not any(start < other_end and other < end for other, other_end in taken):
                found.append({"type": kind, "offset": start, "length": end - start})
                taken.append((start, end))
    return found


def _opened(tag: str, attributes: str, start: int, stack: list[_Open], at: str) -> _Open:
    found = re.findall(r"""([a-z-]+)(?:\s*=\s*("[^"]*"|'[^']*'))?""", attributes, re.IGNORECASE)
    values = {name.lower(): value[1:-1] for name, value in found}
    if tag not in KINDS:
        raise _unreadable(f'Unsupported start tag "{tag}" {at}')
    if tag == "span" and values.get("class") != "tg-spoiler":
        raise _unreadable(f'Tag "span" must have class "tg-spoiler" {at}')
    above = [opened.tag for opened in stack]
    if tag == "blockquote" and tag in above:
        raise _unreadable(f"a blockquote stands in another {at}")
    if "code" in above or ("pre" in above and tag != "code"):
        raise _unreadable(f'"{tag}" stands in code {at}')
    return _Open(tag, values, start)


def _entity(opened: _Open, plain: str, above: list[_Open]) -> list[Json]:
    kind = KINDS[opened.tag]
    length = units(plain) - opened.start
    entity: Json = {"type": kind, "offset": opened.start, "length": length}
    if not length or (kind == "code" and above and above[-1].tag == "pre"):
        return []
    if kind == "blockquote" and "expandable" in opened.attributes:
        entity["type"] = "expandable_blockquote"
    if kind == "text_link":
        linked = plain.encode("utf-16-le")[2 * opened.start :].decode("utf-16-le")
        entity["url"] = html.unescape(opened.attributes.get("href") or linked)
        if not re.match(r"(https?|tg|ton)://", entity["url"]):
            raise MisuseError(f"Telegram drops this link without a word: {entity['url']}")
    return [entity]


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    plain = text.strip()
    cut, whole = units(text[: len(text) - len(text.lstrip())]), units(plain)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] + entity["length"] - cut, whole)
        moved += [entity | {"offset": start, "length": end - start}] if end > start else []
    return plain, moved


def _unreadable(why: str) -> MisuseError:
    return MisuseError(f"can't parse entities: {why}")
