"""In which file of an FAQ's folder something stands, and as what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content import shapes
from bot.content.folders import ANSWERS, CHATTER_FILE, SAFETY, SIGNPOSTS
from bot.model import Kind

if TYPE_CHECKING:
    from bot.content.shapes import Shape
    from bot.model import Entry


@dataclass(frozen=True, slots=True)
class Home:
    """A file, from the folder of the language; the names that lead to the group of keys in it; and what that may hold."""

    file: str
    path: tuple[str, ...]
    shape: Shape


def of_entry(entry: Entry) -> Home:
    """Where an entry stands."""
    return of(entry.kind, entry.theme, entry.id)


def of(kind: Kind, theme: str, entry_id: str) -> Home:
    """Where an entry of this kind, theme (of answers alone) and id stands."""
    match kind:
        case Kind.ANSWER:
            return Home(f"{ANSWERS}/{theme}/{entry_id}.yaml", (), shapes.ANSWER)
        case Kind.SIGNPOST:
            return Home(f"{SIGNPOSTS}/{entry_id}.yaml", (), shapes.SIGNPOST)
        case Kind.URGENT | Kind.CARE_TEAM:
            return Home(f"{SAFETY}/{entry_id}.yaml", (), shapes.SAFETY)
        case Kind.CHATTER:
            return Home(CHATTER_FILE, (entry_id,), shapes.CHATTER)
