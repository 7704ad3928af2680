"""Answers what an earlier run took on and left without an answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import discord

from bot.adapters.discord import reading

if TYPE_CHECKING:
    from bot.adapters.discord.error_handler import ErrorHandler
    from bot.adapters.discord.member_handlers import MemberHandlers


@dataclass(slots=True)
class _Left:
    """A message that waits: the marks under which it is kept, and whether it is known to be an emergency."""

    channel: int
    message: int
    marks: list[str] = field(default_factory=list)
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Recovery:
    """Reads what is left from Discord by its place, as no words are kept."""

    client: discord.Client
    members: MemberHandlers
    error_handler: ErrorHandler

    async def run(self) -> None:
        """Answers all that is left, in every channel the emergencies first. Raises `StorageError`."""
        left: dict[tuple[int, int], _Left] = {}
        for mark, waiting in (await self.members.conversation.unanswered.left()).items():
            place = waiting.chat, waiting.message
            each = left.setdefault(place, _Left(*place))
            each.marks.append(mark)
            each.urgent = each.urgent or waiting.urgent
        channels: dict[int, list[_Left]] = {}
        for each in sorted(left.values(), key=lambda each: not each.urgent):
            channels.setdefault(each.channel, []).append(each)
        await asyncio.gather(*(self.error_handler.watch(self._answer_all(each)) for each in channels.values()))

    async def _answer_all(self, left: list[_Left]) -> None:
        """Answers what is left in one channel; what cannot be read there, once for all of it."""
        conversation, sorry = self.members.conversation, True
        for each in left:
            message = await self._read(each)
            me = self.client.user
            if isinstance(message, discord.Message) and me and reading.question(message, me):
                await self.error_handler.watch(self.members.says(message, me), message)
            elif message and (each.urgent or sorry):
                reply = conversation.after_restart(urgent=each.urgent)
                where = self.client.get_partial_messageable(each.channel)
                await self.error_handler.watch(self.members.poster.put(where, each.channel, reply, urgent=each.urgent))
                sorry = sorry and each.urgent
            for mark in each.marks:
                conversation.unanswered.drop(mark)

    async def _read(self, left: _Left) -> discord.Message | bool:
        """The message; True where it cannot be read, and False where nobody waits for an answer any more."""
        if await self.members.conversation.recent_answers.to_question(left.channel, left.message):
            return False  # it ended between the answer and the note of it

        async def fetch() -> discord.Message:
            channel = self.client.get_channel(left.channel) or await self.client.fetch_channel(left.channel)
            if not isinstance(channel, discord.abc.Messageable):
                raise discord.InvalidData
            return await channel.fetch_message(left.message)

        try:
            return await self.members.poster.line.send(("reads", left.channel), fetch, urgent=left.urgent)
        except discord.NotFound:
            return False
        except (discord.Forbidden, discord.InvalidData):
            return True
