"""Inline mode: what members are offered as they type after the bot's name, in any chat."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from telegram.error import BadRequest
from telegram.helpers import create_deep_linked_url

from bot.adapters.layout import in_one_line
from bot.adapters.telegram import rendering

if TYPE_CHECKING:
    from telegram import Update

    from bot.adapters.conversation import Conversation
    from bot.adapters.telegram.admin_handlers import Context
    from bot.adapters.telegram.posting import Poster
    from bot.model import Entry

_OFFERED = 10
"""Entries that inline mode offers; more than a screen is not read."""
_DESCRIBED = 120
"""Characters of an entry's first words in that list."""
_NOTHING_FOUND = "ask"
"""Behind /start for whoever found nothing: the welcome."""
_CACHED = 60
"""Seconds for which Telegram may keep them: a changed FAQ is soon seen."""


@dataclass(frozen=True, slots=True)
class InlineHandlers:
    """Offers entries; what is chosen is sent by Telegram, and the bot is not told."""

    conversation: Conversation
    poster: Poster

    async def searches(self, update: Update, context: Context) -> None:
        """@bot words, in any chat: the entries that they may mean, to be sent there with a tap."""
        query = update.inline_query
        if query is None:
            return
        found = self.conversation.service.search(query.query, _OFFERED)
        nothing = self.conversation.service.faq.community.telegram.found_nothing
        button = None if found else InlineQueryResultsButton(nothing, start_parameter=_NOTHING_FOUND)
        offered = [self._offer(entry, context.bot.username) for entry in found]
        with suppress(BadRequest):  # it waited while the bot was away: whoever typed has gone on
            await query.answer(offered, cache_time=_CACHED, button=button)

    def _offer(self, entry: Entry, username: str) -> InlineQueryResultArticle:
        reply = self.conversation.service.show(entry.id, self.conversation.country)
        link = InlineKeyboardButton(self.poster.lines.private_button, create_deep_linked_url(username, entry.id))
        return InlineQueryResultArticle(
            entry.id,
            entry.question,
            InputTextMessageContent(rendering.one_message(reply, self.poster.lines)),
            description=in_one_line(entry.answer)[:_DESCRIBED],
            reply_markup=InlineKeyboardMarkup([[link]]),
        )
