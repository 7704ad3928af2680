"""An emergency's card that Telegram does not take as it should be: the ways that are left to bring it to its member."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram.constants import ParseMode, ReactionEmoji
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.adapters.telegram import rendering
from bot.adapters.telegram.requests import LONGEST_URGENT, why

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telegram.ext import ExtBot

    from bot.adapters.telegram.reading import Place

_log = logging.getLogger(__name__)

_SEEN = ReactionEmoji.PERSON_WITH_FOLDED_HANDS
"""Of the few reactions that Telegram lets a bot use, the one that mocks nobody."""


@dataclass(frozen=True, slots=True)
class Fallbacks:
    """Brings the messages of a card (HTML) to a member."""

    bot: ExtBot[bool]
    texts: list[str]

    async def whatever_way(self, refused: TelegramError, place: Place, message: int, user: int) -> list[int]:
        """The ids of what was posted in the chat after all; none where the member got it in private, or a sign alone."""
        for (chat, topic), parse_mode in _ways(refused, place, user):
            with suppress(BadRequest, Forbidden, ChatMigrated):
                posted = [await self._send(chat, topic, text, parse_mode) for text in self.texts]
                return posted if chat == place[0] else []
        _log.error("Telegram takes an emergency's card neither in its chat nor in private: %s", why(refused))
        with suppress(TelegramError):
            await self.bot.set_message_reaction(place[0], message, _SEEN, rate_limit_args=True)
        return []

    async def _send(self, chat: int, topic: int, html: str, parse_mode: str | None) -> int:
        settings: dict[str, Any] = {"read_timeout": LONGEST_URGENT, "rate_limit_args": True, "parse_mode": parse_mode}
        text = html if parse_mode else rendering.without_markup(html)
        return (await self.bot.send_message(chat, text, message_thread_id=topic or None, **settings)).message_id


def _ways(refused: TelegramError, place: Place, user: int) -> Iterator[tuple[Place, str | None]]:
    """A chat and a topic, and in which markup; nothing is quoted, and no button is below it."""
    chat, topic = place
    if isinstance(refused, ChatMigrated):
        yield (refused.new_chat_id, 0), ParseMode.HTML
    elif not isinstance(refused, Forbidden):
        yield place, None
        if topic:
            yield (chat, 0), None
    if user not in {0, chat}:
        yield (user, 0), ParseMode.HTML
        yield (user, 0), None
