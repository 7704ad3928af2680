"""The connection to Discord: which event goes where."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from contextlib import contextmanager
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot import logs
from bot.adapters.discord import commands, listening, reading
from bot.adapters.discord.components import TapButton, TapMenu
from bot.adapters.discord.error_handler import ErrorHandler
from bot.adapters.discord.manager_handlers import ManagerHandlers
from bot.adapters.discord.member_handlers import MemberHandlers
from bot.adapters.discord.moderator_handlers import ModeratorHandlers
from bot.adapters.discord.posting import Poster
from bot.adapters.discord.recovery import Recovery
from bot.adapters.discord.tap_handlers import TapHandlers
from bot.adapters.member_limits import MemberLimits
from bot.errors import StorageError, UnreachableError
from bot.model import Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.adapters.conversation import Conversation
    from bot.adapters.discord.components import Interaction
    from bot.adapters.outage import Outage
    from bot.model import Press, Reply

_log = logging.getLogger(__name__)

_TO_TELL_COMMANDS = (1.0, 5.0, 30.0, 120.0, 600.0)
"""Seconds between tries to tell Discord the commands; the last one again and again."""
_SETTLED = 15.0
"""Seconds after which a broken connection is an outage: Discord closes connections several times a day."""


_REPEATED = 1_000
"""Messages that Discord may repeat when a broken connection is taken up again, at most."""


class Client(discord.Client):
    """A connection to Discord: which event goes where.

    Nothing in it minds several shards. One is enough below 2,500 servers, and takes up a broken connection where it
    was, while the sharded client starts a new one and loses what was said meanwhile.
    """

    def __init__(self, conversation: Conversation, outage: Outage, *, message_content: bool) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=message_content)
        super().__init__(intents=intents, allowed_mentions=discord.AllowedMentions.none(), max_messages=None)
        self._conversation = conversation
        self._outage = outage
        self.was_ready = False
        self._alarm: asyncio.TimerHandle | None = None
        self._heard: deque[int] = deque(maxlen=_REPEATED)
        self._answering: dict[int, set[asyncio.Task[Any]]] = {}
        self._addressed: deque[int] = deque(maxlen=_REPEATED)
        self._telling: asyncio.Task[None] | None = None
        for event, parse in self._connection.parsers.items():
            self._connection.parsers[event] = _guarded(parse)
        self._poster = Poster(conversation)
        self.error_handler = ErrorHandler(self._poster)
        asking, editing, tapping = (MemberLimits(conversation.recent_answers.code) for _ in range(3))
        self.members = MemberHandlers(conversation, self._poster, asking, editing)
        self._taps = TapHandlers(conversation, self._poster, tapping, asking)
        self._moderators = ModeratorHandlers(conversation, self._poster)
        conversation.moderator_chats.connect(conversation.platform, self._post, self._bring, self._change)
        self.tree = commands.tree_for(
            self, self.members, ManagerHandlers(conversation, self._poster), self.error_handler
        )

    async def setup_hook(self) -> None:
        """Once logged in, before the first event: what must work from the start."""
        self.add_dynamic_items(TapButton, TapMenu)
        faq = self._conversation.service.faq
        await self.tree.set_translator(commands.Wording(faq.language, faq.community))
        if not await self._are_commands_told(first=True):
            self._telling = asyncio.create_task(self._tell_commands())

    async def _tell_commands(self) -> None:
        """Tells Discord the commands, again and again until it takes them: they are the way in for most members."""
        for wait in chain(_TO_TELL_COMMANDS, repeat(_TO_TELL_COMMANDS[-1])):
            await asyncio.sleep(wait)
            if await self._are_commands_told():
                _log.warning("Discord: the menu of commands is set now.")
                return

    async def _are_commands_told(self, *, first: bool = False) -> bool:
        try:
            await commands.publish(self.tree, self._conversation.store)
        except (discord.DiscordException, aiohttp.ClientError, OSError, StorageError) as error:
            if first:
                _log.warning(
                    "Discord: the menu of commands could not be set: %s. The bot tries on.", type(error).__name__
                )
            return False
        return True

    async def close(self) -> None:
        """Ends the connection, and what goes on beside it."""
        if self._telling:
            self._telling.cancel()
        await super().close()

    async def _post(self, channel: int, reply: Reply) -> int:
        """Posts to a channel that the bot may not know, as a thread that is archived. Raises `UnreachableError`."""
        self._must_be_there()
        return await self._poster.post(self.get_partial_messageable(channel), reply)

    async def _bring(self, sealed: bytes, reply: Reply) -> None:
        """Brings an answer of the moderators to a member. Raises `UnreachableError` and `StorageError`."""
        self._must_be_there()
        await self._moderators.brings(self, sealed, reply)

    async def _change(self, channel: int, message: int, reply: Reply) -> None:
        """Turns a message of the bot's into a reply. Raises `UnreachableError`."""
        self._must_be_there()
        await self._poster.change(self.get_partial_messageable(channel), message, reply)

    def _must_be_there(self) -> None:
        if self.user is None or self.is_closed():  # posting needs no open gateway, but a login
            raise UnreachableError("the bot is not connected to Discord")

    # ---- how the line is ---------------------------------------------------------------------------------------------

    async def on_ready(self) -> None:
        """Connected, and told what there is."""
        first, self.was_ready = not self.was_ready, True
        self._calm()
        if first:
            await self.error_handler.watch(Recovery(self, self.members, self.error_handler).run())

    async def on_resumed(self) -> None:
        """Connected again, with nothing missed."""
        self._calm()

    async def on_disconnect(self) -> None:
        """The connection broke; the library makes a new one."""
        if self._alarm is None and not self.is_closed():
            self._alarm = asyncio.get_running_loop().call_later(_SETTLED, self._outage.begins)

    def _calm(self) -> None:
        if self._alarm:
            self._alarm.cancel()
        self._alarm = None
        self._outage.recovers()

    # ---- what members do ---------------------------------------------------------------------------------------------

    async def on_message(self, message: discord.Message) -> None:
        """Somebody said something, perhaps to the bot."""
        if self.user and message.id not in self._heard:
            self._heard.append(message.id)
            question = reading.question(message, self.user)
            waiting = message if question and question.addressed else None
            if waiting:
                self._addressed.append(message.id)
            with self._at(message.id):
                await self.error_handler.watch(self.members.says(message, self.user), waiting)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Somebody changed a message, or Discord put a preview below it."""
        if self.user and payload.message.edited_at:
            question = reading.question(payload.message, self.user)
            new = self._was_talk(payload.message)
            if new and question and question.addressed:
                self._addressed.append(payload.message_id)
            with self._at(payload.message_id) as answering:
                await self.error_handler.watch(self.members.edits(payload.message, self.user, answering, new=new))

    @contextmanager
    def _at(self, message: int) -> Iterator[set[asyncio.Task[Any]]]:
        """While this task answers a message; gives those that do so already, for what it said before."""
        task, others = asyncio.current_task(), self._answering.setdefault(message, set())
        before = set(others)
        if task:
            others.add(task)
        try:
            yield before
        finally:
            others.discard(task)
            if not others:
                self._answering.pop(message, None)

    def _was_talk(self, message: discord.Message) -> bool:
        """Whether a message was heard in this run, and was then said among members. Of others nobody knows any more."""
        return message.id in self._heard and message.id not in self._addressed

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """A message is gone."""
        await self._gone(payload.channel_id, [payload.message_id])

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Many messages are gone."""
        await self._gone(payload.channel_id, payload.message_ids)

    async def _gone(self, channel: int, messages: list[int] | set[int]) -> None:
        where = self.get_partial_messageable(channel)
        answering = {task for message in messages for task in self._answering.get(message, ())}
        await self.error_handler.watch(self.members.deletes(where, channel, messages, answering))

    # ---- where the bot is --------------------------------------------------------------------------------------------

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Added to a server, perhaps once more."""
        await self.error_handler.watch(listening.ends(self._conversation, listening.channels_of(guild)))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Removed from a server."""
        await self.error_handler.watch(listening.ends(self._conversation, listening.channels_of(guild)))

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel is gone."""
        await self.error_handler.watch(listening.ends(self._conversation, [channel.id]))

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """A thread is gone."""
        await self.error_handler.watch(listening.ends(self._conversation, [payload.thread_id]))

    async def tapped(self, interaction: Interaction, press: Press | None) -> None:
        """Somebody tapped a button or chose from a list."""
        if press and press.verb in {Verb.ANSWER, Verb.DONE}:
            work = self._moderators.taps(interaction, press, self.error_handler.watch)
        else:
            work = self._taps.taps(interaction, press)
        await self.error_handler.watch(work, interaction)


def _guarded(parse: Callable[[Any], None]) -> Callable[[Any], None]:
    """What the library makes of one kind of event; one that it cannot read is told to the log, and costs no other."""

    def parses(data: Any) -> None:  # noqa: ANN401  whatever Discord sends
        try:
            parse(data)
        except Exception as error:  # noqa: BLE001  the border of an event: it must not end the connection
            _log.error("Discord sent an event that could not be read: %s", logs.told(error))

    return parses
