"""What an earlier run took on and did not answer: it is answered now, or its chat is told."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from bot.adapters.telegram.reading import Asked
from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from telegram import Update

    from bot.adapters.conversation import Conversation
    from bot.adapters.telegram.posting import Poster
    from bot.adapters.unanswered import Waiting

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recovery:
    """Words are never kept, so what was not yet decided cannot be answered; which entry answers it is."""

    conversation: Conversation
    poster: Poster

    async def find(self) -> dict[str, Waiting]:
        """What an earlier run left, by mark."""
        try:
            return await self.conversation.unanswered.left()
        except StorageError as error:
            _log.error("who waited for an answer before the start is not known: %s", error)
            return {}

    def leave_to_come(self, left: Mapping[str, Waiting], coming: Collection[Update]) -> dict[str, Waiting]:
        """What of it does not come again by itself: Telegram gives an update anew that the earlier run did not confirm."""
        messages = [update.effective_message for update in coming if update.effective_message]
        again = {(message.chat.id, message.message_id) for message in messages}
        for mark, waiting in left.items():
            if (waiting.chat, waiting.message) in again:
                self.conversation.unanswered.drop(mark)
        return {mark: each for mark, each in left.items() if (each.chat, each.message) not in again}

    async def answer(self, left: Mapping[str, Waiting]) -> None:
        """Emergencies first and at once; then, chat by chat, what an entry answers; and a word of regret for the rest."""
        await asyncio.gather(*(self._give(mark, each) for mark, each in left.items() if each.urgent))
        chats: dict[int, dict[str, Waiting]] = {}
        for mark, each in sorted(left.items(), key=lambda one: one[1].message):
            if not each.urgent:
                chats.setdefault(each.chat, {})[mark] = each
        await asyncio.gather(*map(self._answer_in_one_chat, chats.values()))

    async def _answer_in_one_chat(self, left: Mapping[str, Waiting]) -> None:
        lost: dict[str, Waiting] = {}
        for mark, each in left.items():
            if self.conversation.service.faq.entry(each.entry):
                await self._give(mark, each)
            elif await self.conversation.answer_to(each.chat, each.message):
                # It was answered, and the mark could not be taken away.
                self.conversation.unanswered.drop(mark)
            else:
                lost[mark] = each
        if lost:
            *others, last = lost
            await self._give(last, lost[last])
            for mark in others:
                self.conversation.unanswered.drop(mark)

    async def _give(self, mark: str, waiting: Waiting) -> None:
        member = max(waiting.chat, 0)  # a private chat has its member's id, and a group one below zero
        asked = Asked((waiting.chat, waiting.topic), waiting.message, member, waiting.message)
        with suppress(TelegramError):  # nobody can be told that nobody can be told
            await self.poster.give(asked, self.conversation.after_restart(waiting.entry, urgent=waiting.urgent))
        self.conversation.unanswered.drop(mark)
