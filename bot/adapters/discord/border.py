"""Where a failing event ends: the member is told, the log gets the error without a word of theirs."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import discord

from bot import logs
from bot.adapters.discord import rendering
from bot.errors import BotError

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.adapters.discord.posting import Poster
    from bot.adapters.discord.taps import Interaction

_log = logging.getLogger(__name__)


class Border:
    """Catches what escapes from an event, and knows which events are being answered."""

    def __init__(self, poster: Poster) -> None:
        self._poster = poster
        self._at_work: set[asyncio.Task[Any]] = set()

    async def watch(
        self, work: Coroutine[Any, Any, None], waiting: Interaction | discord.Message | None = None
    ) -> None:
        """Does the work of one event; where it fails, says sorry to whoever is `waiting` for it."""
        task = asyncio.current_task()
        if task:
            self._at_work.add(task)
        try:
            await work
        except Exception as error:  # the border of an event: one that fails must not stop others
            _tell(error)
            if waiting and not isinstance(error, discord.Forbidden):
                with suppress(discord.DiscordException):
                    await self._say_sorry(waiting)
        finally:
            if task:
                self._at_work.discard(task)

    async def finish(self) -> None:
        """Returns when no event is being answered any more."""
        if self._at_work:
            await asyncio.wait(self._at_work)

    async def _say_sorry(self, waiting: Interaction | discord.Message) -> None:
        front = self._poster.front
        shown = rendering.embed(front.service.sorry(front.country), self._poster.community.lines)
        if isinstance(waiting, discord.Message):
            await waiting.channel.send(embed=shown, reference=waiting.to_reference(fail_if_not_exists=False))
        elif waiting.response.is_done():
            await waiting.followup.send(embed=shown, ephemeral=True)
        else:
            await waiting.response.send_message(embed=shown, ephemeral=True)


def _tell(error: Exception) -> None:
    if isinstance(error, discord.HTTPException):
        _log.warning(
            "Discord did not take an answer: error %s (%s)",
            error.code or error.status,
            meaning(error) or "see its list of codes",
        )
    elif isinstance(error, BotError):
        _log.error("an event could not be answered: %s", error)
    else:
        _log.error("an event could not be answered: %s", logs.told(error))


def meaning(error: discord.HTTPException) -> str:
    """What Discord's code means for the bot; empty where it is not known here."""
    return _MEANING.get(error.code, "")


_MEANING = {
    10003: "there is no such channel",
    50001: "the bot has no access to that channel",
    50013: "the bot lacks a permission there, which /mmn status names",
    160002: "the bot lacks a permission there, which /mmn status names",
    50008: "it is no channel to write in",
    50083: "the thread is archived",
    160005: "the thread is locked",
    10008: "the message is no longer there",
    10062: "the answer came too late",
}
"""Discord's own codes, in words."""
