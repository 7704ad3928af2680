"""A reply as Telegram shows it: HTML in which every text is escaped, and a keyboard with few and wide buttons."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape
from itertools import groupby
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageLimit

from bot.adapters.layout import joined, packed, parts
from bot.adapters.rows import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.adapters.layout import Part
    from bot.model import Button, Lines, Reply

_SUPERGROUPS = 1_000_000_000_000
"""What Telegram puts before the number of a supergroup to make its id, which is below zero."""
_TAG = re.compile(r"<[^<>]*>")


class Html:
    """Telegram's HTML, as `bot.adapters.layout.Markup`."""

    folds = True
    under_title = "\n\n"

    def plain(self, text: str) -> str:
        """Escaped."""
        return escape(text)

    def above(self, text: str) -> str:
        """As a title."""
        return self.title(text)

    def title(self, text: str) -> str:
        """Bold."""
        return f"<b>{escape(text)}</b>"

    def heading(self, text: str) -> str:
        """With a colon."""
        return f"{escape(text)}:"

    def note(self, text: str) -> str:
        """In italics."""
        return f"<i>{escape(text)}</i>"

    def link(self, words: str, url: str) -> str:
        """A named link."""
        return f'<a href="{escape(url)}">{escape(words)}</a>'

    def code(self, text: str) -> str:
        """Text of one width."""
        return f"<pre>{escape(text)}</pre>"

    def length(self, markup: str) -> int:
        """UTF-16 units once the HTML is parsed, which is what Telegram counts."""
        return len(without_markup(markup).encode("utf-16-le")) // 2


def messages(reply: Reply, lines: Lines, limit: int = MessageLimit.MAX_TEXT_LENGTH) -> list[str]:
    """The reply as the HTML of one message, or of several where it is longer than `limit` units, cut at paragraphs."""
    html = Html()
    return [_folded(message) for message in packed(parts(reply, lines, html, limit), html, limit)]


def _folded(message: list[Part]) -> str:
    """The HTML of one message, what is folded in a quotation that a tap unfolds."""
    made = ""
    for folded, run in groupby(message, key=lambda part: part.folded):
        group = list(run)
        text = joined(group)
        made += (group[0].gap if made else "") + (f"<blockquote expandable>{text}</blockquote>" if folded else text)
    return made


def one_message(reply: Reply, lines: Lines, limit: int = MessageLimit.MAX_TEXT_LENGTH) -> str:
    """The reply as one message: of a longer one, the last blocks are left out, never the disclaimer."""
    while len(made := messages(reply, lines, limit)) > 1 and reply.blocks:
        reply = replace(reply, blocks=reply.blocks[:-1])
    return made[0]


def without_markup(html: str) -> str:
    """The words of a message in HTML."""
    return unescape(_TAG.sub("", html))


def link_to(place: tuple[int, int], message: int) -> str:
    """The address of a message in a supergroup, for its members; empty in a basic group, whose messages have none."""
    chat, topic = place
    if chat > -_SUPERGROUPS:
        return ""
    path = [-chat - _SUPERGROUPS, *([topic] if topic else []), message]
    return f"https://t.me/c/{'/'.join(map(str, path))}"


def keyboard(reply: Reply, *more: Button, links: Iterable[tuple[str, str]] = ()) -> InlineKeyboardMarkup | None:
    """The `links` (label, address), the reply's buttons and `more` below them."""
    linked = [[InlineKeyboardButton(label, url)] for label, url in links]
    tapped = [list(map(_tap_button, row)) for row in rows((*reply.buttons, *more))]
    return InlineKeyboardMarkup([*linked, *tapped]) if linked or tapped else None


def _tap_button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.label, callback_data=str(button.press))
