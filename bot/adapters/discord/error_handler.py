"""Where a failing event ends: the member is told, the log gets the error without a word of theirs."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.adapters.discord.refusals import told
from bot.adapters.discord.send_queue import is_passing
from bot.adapters.unanswered import Waiting
from bot.errors import BotError

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.adapters.discord.components import Interaction
    from bot.adapters.discord.posting import Poster

_log = logging.getLogger(__name__)


class ErrorHandler:
    """Catches what escapes from an event, and knows which events are being answered."""

    def __init__(self, poster: Poster) -> None:
        self._poster = poster
        self._conversation = poster.conversation
        self._at_work: set[asyncio.Task[Any]] = set()

    async def watch(
        self, work: Coroutine[Any, Any, None], waiting: Interaction | discord.Message | None = None
    ) -> None:
        """Does the work of one event; where it fails, says sorry to whoever is `waiting` for it."""
        task = asyncio.current_task()
        if task:
            self._at_work.add(task)
        mark = self._take_on(waiting) if isinstance(waiting, discord.Message) else ""
        try:
            await work
        except Exception as error:  # the border of an event: one that fails must not stop others
            _tell(error)
            if not await self._is_told(waiting, error) and is_passing(error):
                mark = ""  # the next start answers it
        finally:
            if task:
                self._at_work.discard(task)
        if mark:  # not where this is cancelled, as the bot ends
            self._conversation.unanswered.drop(mark)

    def _take_on(self, message: discord.Message) -> str:
        """Keeps where a message waits for its answer, and gives the mark of that."""
        where = Waiting(message.channel.id, message.id)
        return self._conversation.unanswered.add(where, self._conversation.recent_answers.code(message.author.id))

    async def _is_told(self, waiting: Interaction | discord.Message | None, error: Exception) -> bool:
        """Whether the one who waits, if anybody does, heard of what failed; where Discord refuses the answer, they cannot."""
        if waiting is None or isinstance(error, discord.Forbidden):
            return False
        try:
            await self._say_sorry(waiting)
        except (discord.DiscordException, aiohttp.ClientError, OSError):
            return False
        return True

    async def finish(self) -> None:
        """Returns when no event is being answered any more, and what came of it is kept."""
        if self._at_work:
            await asyncio.wait(self._at_work)
        await self._conversation.settles()

    async def _say_sorry(self, waiting: Interaction | discord.Message) -> None:
        if isinstance(waiting, discord.Message):
            await self._poster.say_sorry(waiting)
            return
        reply = self._conversation.service.sorry(self._conversation.country)
        if waiting.response.is_done():
            await self._poster.follow_up(waiting, reply)
        else:
            await self._poster.respond(waiting, reply, public=False)


def _tell(error: Exception) -> None:
    if isinstance(error, discord.HTTPException):
        _log.warning("Discord did not take an answer: %s", told(error))
    elif isinstance(error, BotError):
        _log.error("an event could not be answered: %s", error)
    else:
        _log.error("an event could not be answered: %s", told(error))
