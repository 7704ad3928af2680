"""Where a failing update ends: the member is told, the log gets the error without a word of theirs."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import Update
from telegram.error import Forbidden, TelegramError

from bot import logs
from bot.adapters.telegram import reading
from bot.adapters.telegram.requests import may_have_arrived, why
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.adapters.telegram.admin_handlers import Context
    from bot.adapters.telegram.posting import Poster

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ErrorHandler:
    """Catches what escapes from an update, so that no update stops another."""

    poster: Poster

    async def catches(self, update: object, context: Context) -> None:
        """Logs the error and says sorry to whoever waits for an answer."""
        error = context.error
        tap = update.callback_query if isinstance(update, Update) else None
        if isinstance(error, Forbidden) and tap is None:
            return  # the member blocked the bot, or the group removed it: nobody is waiting
        if may_have_arrived(error):  # an answer that only its receipt is missing of: nobody need be told of an error
            _log.warning("Telegram did not say in time whether it took an answer")
            if tap:
                with suppress(TelegramError):
                    await tap.answer()
            return
        if isinstance(error, TelegramError):
            _log.warning("Telegram did not take an answer: %s", why(error))
        elif isinstance(error, BotError):
            _log.error("an update could not be answered: %s", error)
        elif error:
            _log.error("an update could not be answered: %s", logs.told(error))
        if isinstance(update, Update):
            with suppress(TelegramError):
                await self._say_sorry(update)

    async def _say_sorry(self, update: Update) -> None:
        if update.callback_query:
            await update.callback_query.answer(self.poster.lines.sorry_title, show_alert=True)
            return
        message = update.message or update.edited_message
        question = reading.question(message, self.poster.bot.bot) if message else None
        if message and (question is None or question.addressed):
            await self.poster.apologise(
                message, self.poster.conversation.service.sorry(self.poster.conversation.country)
            )
