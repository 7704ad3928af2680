"""Text as the bot holds it, free of any platform: each renderer escapes it for its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text without any markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """List items, each plain text without any markup; `urls` are where they lead, one for each or none at all."""

    items: tuple[str, ...]
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """Text to be copied as it stands, line by line; only what moderators read has any."""

    text: str


Block = Paragraph | Bullets | Code
