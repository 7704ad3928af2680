"""Puts replies into channels and interactions, and remembers which answer belongs to which question."""

from __future__ import annotations

import logging
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.adapters.discord import fallbacks, reading, rendering, views
from bot.adapters.discord.components import tap_button
from bot.adapters.discord.fallbacks import Shown
from bot.adapters.discord.refusals import meaning, told
from bot.adapters.discord.send_queue import SendQueue, is_passing
from bot.adapters.rows import is_led_to
from bot.adapters.unanswered import Waiting
from bot.errors import UnreachableError
from bot.model import Button, Outcome, Paragraph, Press, Reply, Verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.adapters.conversation import Conversation
    from bot.adapters.discord.components import Interaction
    from bot.model import Community, Said

_log = logging.getLogger(__name__)

_SOLVED = "\N{WHITE HEAVY CHECK MARK}"


def is_sure(reply: Reply) -> bool:
    """Whether everybody in the channel may see what a command brings.

    What is not sure, not covered or a personal decision stays between the bot and the member, and so does an
    emergency, with a button to show it to all.
    """
    return reply.outcome is Outcome.ANSWER and bool(reply.entry)


def words(*paragraphs: str, title: str = "") -> Reply:
    """A few words as a reply."""
    return Reply(Outcome.ANSWER, title, tuple(map(Paragraph, paragraphs)))


def _reaches(interaction: Interaction) -> bool:
    """Whether the bot reaches the messages of this channel by itself, and not only by the taps of members."""
    return interaction.is_guild_integration() and interaction.app_permissions.view_channel


@contextmanager
def _unreachable() -> Iterator[None]:
    """Raises `UnreachableError` where Discord cannot be reached, or refuses what is asked of it."""
    try:
        yield
    except discord.HTTPException as error:
        raise UnreachableError(f"Discord says {error.code or error.status}, {meaning(error) or error.text}") from None
    except (discord.DiscordException, aiohttp.ClientError, OSError):
        raise UnreachableError("Discord cannot be reached") from None


@dataclass(frozen=True, slots=True)
class Poster:
    """Posts, edits and removes the bot's messages."""

    conversation: Conversation
    line: SendQueue = field(default_factory=SendQueue)

    @property
    def community(self) -> Community:
        """The fixed lines of the FAQ as it is now."""
        return self.conversation.service.faq.community

    # ---- in a channel ------------------------------------------------------------------------------------------------

    async def answer(
        self, target: discord.Message, reply: Reply, question: int, asker: discord.abc.User, nonce: str = ""
    ) -> None:
        """Replies to `target`; `question` is the id of the message (or interaction) of the `asker`.

        Of answers with the same `nonce` one is posted. Raises what Discord refuses it with.
        """
        channel = target.channel
        reply = self._in_forum(reply) if reading.is_post(channel) else reply
        earlier = await self.conversation.earlier((channel.id, 0), reply) if target.guild else None
        shown = (
            self._pointer(earlier, channel.id, target.guild, public=True)
            if earlier
            else self._shown(reply, public=bool(target.guild))
        )
        urgent = reply.outcome is Outcome.URGENT
        posted = await fallbacks.post(self.line, channel, channel.id, shown, to=target, nonce=nonce, urgent=urgent)
        await self._remember(channel.id, question, posted, asker.id, "" if earlier else reply.entry)

    async def answer_urgently(
        self, target: discord.Message, reply: Reply, asking: discord.Message, *, addressed: bool
    ) -> None:
        """Answers an emergency in `asking`, by whatever way is left. Raises what the channel refuses it with, if none is.

        Whoever was only overheard (`addressed` false) is not written to in private: they did not turn to the bot, and
        Discord's rules and good practice in a crisis forbid a private message unasked. They see a hint or a sign.
        """
        waiting = Waiting(asking.channel.id, asking.id, entry=reply.entry, urgent=True)
        mark = self.conversation.unanswered.add(waiting, self.conversation.recent_answers.code(asking.author.id))
        try:
            await self.answer(target, reply, asking.id, asking.author, reading.nonce(asking))
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            lines, shown = self.community.discord, self._shown(reply, public=False)
            hint, in_private = self._as_shown(words(lines.urgent_hint)), addressed and asking.guild is not None
            if not await fallbacks.reach(self.line, asking, shown, hint, lines.urgent_sign, in_private=in_private):
                if not is_passing(error):  # else the next start tries again
                    self.conversation.unanswered.drop(mark)
                raise
            _log.warning("an emergency was answered in another way than in its channel: %s", told(error))
        self.conversation.unanswered.drop(mark)

    async def mend(self, said: Said, asking: discord.Message, reply: Reply, *, addressed: bool) -> None:
        """Turns an answer that stands in a channel into the one that its edited question asks for.

        `addressed` is as in `answer_urgently`, which an emergency takes where the answer cannot be changed.
        """
        shown, urgent = self._shown(reply, public=asking.guild is not None), reply.outcome is Outcome.URGENT
        channel = asking.channel
        try:
            now = await fallbacks.change(self.line, channel, channel.id, said.messages, shown, urgent=urgent)
        except discord.HTTPException as error:
            if urgent:  # it must not hang on a message that is no longer there
                await self.answer_urgently(asking, reply, asking, addressed=addressed)
            elif not isinstance(error, discord.NotFound):  # removed by hand meanwhile
                raise
        else:
            await self.conversation.recent_answers.change(said, tuple(now), reply.entry)

    async def say_sorry(self, message: discord.Message) -> None:
        """Tells whoever wrote a message that an error left it without its answer."""
        shown = self._as_shown(self.conversation.service.sorry(self.conversation.country))
        await fallbacks.post(self.line, message.channel, message.channel.id, shown, to=message, nonce=f"{message.id}s")

    async def put(self, channel: discord.abc.Messageable, place: int, reply: Reply, *, urgent: bool = False) -> None:
        """Posts into a channel in reply to nothing. Raises what Discord refuses it with."""
        await fallbacks.post(self.line, channel, place, self._as_shown(reply), urgent=urgent)

    async def withdraw(self, said: Said, channel: discord.abc.Messageable) -> None:
        """Deletes an answer, as one whose question was deleted."""
        await self.conversation.recent_answers.drop(said)
        for message in said.messages:
            await fallbacks.delete(channel, message)

    async def post(self, channel: discord.abc.Messageable, reply: Reply) -> int:
        """Posts into a channel unasked, and gives the id of the last message. Raises `UnreachableError` where Discord does not let the bot."""
        shown = self._shown(reply, public=False)
        with _unreachable():
            posted = [await channel.send(**shown.new(place)) for place in range(len(shown.texts))]
        return posted[-1].id

    async def change(self, channel: discord.PartialMessageable, message: int, reply: Reply) -> None:
        """Turns a message of the bot's into a reply. Raises `UnreachableError` where Discord does not let the bot."""
        with _unreachable():
            await channel.get_partial_message(message).edit(**self._as_shown(reply).changed(0))

    # ---- in an interaction -------------------------------------------------------------------------------------------

    async def respond(self, interaction: Interaction, reply: Reply, *, public: bool) -> None:
        """Answers an interaction, for everybody in the channel or for the member alone. An emergency comes in private at the least."""
        channel, in_server = interaction.channel_id or 0, interaction.guild_id is not None
        reply = self._in_forum(reply) if reading.is_post(interaction.channel) else reply
        earlier = await self.conversation.earlier((channel, 0), reply) if public and in_server else None
        public = public and earlier is None
        shown = self._shown(reply, public=public and in_server, alone=not public, as_guest=not _reaches(interaction))
        shown = self._pointer(earlier, channel, interaction.guild, public=False) if earlier else shown
        try:
            posted = await fallbacks.respond(self.line, interaction, shown, ephemeral=not public)
        except (discord.DiscordException, aiohttp.ClientError, OSError):
            if reply.outcome is not Outcome.URGENT:
                raise
            home = await interaction.user.create_dm()
            await fallbacks.post(self.line, home, home.id, shown, nonce=f"{interaction.id}p", urgent=True)
            return
        if public and posted and not posted[0].flags.ephemeral:
            ids = [message.id for message in posted]
            await self._remember(channel, interaction.id, ids, interaction.user.id, reply.entry)

    async def turn(self, interaction: Interaction, reply: Reply) -> None:
        """Turns the message whose button was tapped into `reply`."""
        message = interaction.message
        if message is None:
            return
        alone = message.flags.ephemeral
        reply = self._in_forum(reply) if reading.is_post(interaction.channel) else reply
        public = interaction.guild_id is not None and not alone
        shown = self._shown(reply, public=public, alone=alone, as_guest=not _reaches(interaction))
        parts = shown.turned()
        if interaction.response.is_done():  # it was put off
            await interaction.edit_original_response(**parts)
        else:
            await self.line.respond(lambda: interaction.response.edit_message(**parts))
        await self._go_on(interaction, replace(shown, below=None))
        said = await self.conversation.recent_answers.at(message.channel.id, message.id)
        if said:
            for before in said.messages[:-1]:
                await fallbacks.delete(message.channel, before)
            await self.conversation.recent_answers.change(said, (message.id,), reply.entry)

    async def open(self, interaction: Interaction, reply: Reply, *, removable: bool) -> None:
        """Shows the whole of an answer that stands in a channel to the one who taps there; `removable`: with the way to remove it."""
        shown = self._as_shown(reply.whole, *((self._removing,) if removable else ()))
        await fallbacks.respond(self.line, interaction, shown, ephemeral=True)

    async def follow_up(self, interaction: Interaction, reply: Reply) -> None:
        """What comes of an interaction that was put off, for the member alone."""
        await self._go_on(interaction, self._shown(reply, public=False, alone=True), first=0)

    async def _go_on(self, interaction: Interaction, shown: Shown, first: int = 1) -> None:
        for place in range(first, len(shown.texts)):
            await interaction.followup.send(**shown.new(place), ephemeral=True)

    async def say(self, interaction: Interaction, title: str, *paragraphs: str) -> None:
        """A few words to one member."""
        shown = self._as_shown(words(*paragraphs, title=title))
        await fallbacks.respond(self.line, interaction, shown, ephemeral=True)

    async def solved(self, interaction: Interaction) -> None:
        """Sets a sign at the post in a forum whose author says that it is answered, where the bot may."""
        post = interaction.channel
        if isinstance(post, discord.Thread) and reading.is_post(post) and post.owner_id == interaction.user.id:
            with suppress(discord.HTTPException):
                await post.get_partial_message(post.id).add_reaction(_SOLVED)

    # ---- parts -------------------------------------------------------------------------------------------------------

    def _in_forum(self, reply: Reply) -> Reply:
        """The reply as it stands below a post, whose author says whether it solves what they asked."""
        label = self.community.discord.solved_button
        buttons = (
            replace(button, label=label) if button.press.verb is Verb.HELPED else button for button in reply.buttons
        )
        return replace(reply, buttons=tuple(buttons))

    def _shown(self, reply: Reply, *, public: bool, alone: bool = False, as_guest: bool = False) -> Shown:
        """In a server's channel the bot must remove its answer for members; what one alone sees can be shown to all.

        The page of the country that they chose cannot: of it the others would see the numbers for everybody. `as_guest`:
        only a tap on the message itself can remove it.
        """
        more: tuple[Button, ...] = ()
        if public:
            more = (self._removing,)
        elif alone and not reply.country and (reply.reviewed or reply.outcome is Outcome.URGENT):
            more = (Button(self.community.lines.share_button, Press(Verb.SHARE, reply.entry)),)
        stands_here = (public and as_guest) or not is_led_to(reply)
        return self._as_shown(reply, *(more if stands_here else ()))

    @property
    def _removing(self) -> Button:
        return Button(self.community.lines.remove_button, Press(Verb.REMOVE))

    def _as_shown(self, reply: Reply, *more: Button) -> Shown:
        return Shown(rendering.messages(reply, self.community.lines), views.view(reply, self.community, *more))

    def _pointer(self, said: Said, channel: int, guild: discord.abc.Snowflake | None, *, public: bool) -> Shown:
        """Leads to an answer that was given a short while ago."""
        lines = self.community.lines
        where = guild.id if guild else "@me"
        url = f"https://discord.com/channels/{where}/{channel}/{said.messages[0]}"
        link: discord.ui.Button[discord.ui.View] = discord.ui.Button(label=lines.said_before_button, url=url)
        below = discord.ui.View(timeout=None).add_item(link)
        if public:
            below.add_item(tap_button(Button(lines.remove_button, Press(Verb.REMOVE)), row=1))
        return Shown(rendering.messages(words(lines.said_before), lines), below)

    async def _remember(self, channel: int, question: int, messages: list[int], user: int, entry: str) -> None:
        await self.conversation.remember((channel, 0), question, tuple(messages), user, entry)
