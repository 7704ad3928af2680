"""What a tap on a button or a choice in a list does: whose answer it may change, and what everybody else gets."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import discord

from bot.adapters.conversation import by_all, by_one
from bot.adapters.discord import fallbacks, filling
from bot.adapters.discord.components import choices_of
from bot.adapters.discord.posting import words
from bot.adapters.pending_questions import marked
from bot.adapters.taps import Tap, Taps
from bot.model import Outcome, Press, Verb

if TYPE_CHECKING:
    from bot.adapters.conversation import Conversation
    from bot.adapters.discord.components import Interaction
    from bot.adapters.discord.posting import Poster
    from bot.adapters.member_limits import MemberLimits
    from bot.model import Reply, Said

_MOST = 30
"""Taps of one member in a minute and one channel."""
_SHARED = 1_000
"""Taps on "Show to everyone" that are known, the latest ones."""


@dataclass(frozen=True, slots=True)
class TapHandlers:
    """Answers every tap, also a forged one."""

    conversation: Conversation
    poster: Poster
    tapping: MemberLimits
    asking: MemberLimits
    shared: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=_SHARED))

    async def taps(self, interaction: Interaction, press: Press | None) -> None:
        """A tap: the one who asked sees the message change; somebody else gets a message of their own."""
        taps = Taps(self.conversation, self.tapping, _MOST)
        tap = taps.sort(press, interaction.channel_id or 0, interaction.user.id)
        if tap is Tap.WAITS:
            await interaction.response.defer()
        elif tap is Tap.IS_TOLD:
            await self.poster.respond(interaction, self.conversation.service.pause(), public=False)
        elif press is None:
            await self.poster.say(interaction, "", self.poster.community.discord.gone_button)
        elif tap is Tap.REMOVES:
            await self._remove(interaction)
        elif tap is Tap.IS_REFUSED:
            await self.poster.say(interaction, "", self.poster.community.lines.send_refused)
        elif press.verb is Verb.SHARE:
            await self._share(interaction, press)
        else:
            await self._lead_on(interaction, press, urgent=taps.shows_help(press))

    async def _share(self, interaction: Interaction, press: Press) -> None:
        """Shows to everyone what one alone saw; a trembling hand taps twice, and it is posted once."""
        tapped = interaction.message.id if interaction.message else 0, str(press)
        if tapped in self.shared:
            await interaction.response.defer()
            return
        reply = marked(self.conversation.service.press(press, self.conversation.country), "")
        urgent = reply.outcome is Outcome.URGENT
        fills = bool(reply.entry) and not urgent and interaction.guild_id is not None
        if fills and not filling.may_fill(self.asking, interaction):
            await self.poster.respond(interaction, self.conversation.service.pause(), public=False)
            return
        self.shared.append(tapped)
        try:
            await self.poster.respond(interaction, reply, public=bool(reply.entry) or urgent)
        except discord.DiscordException:
            self.shared.remove(tapped)
            raise

    async def _lead_on(self, interaction: Interaction, press: Press, *, urgent: bool) -> None:
        if press.verb in {Verb.CONFIRM, Verb.CONFIRM_ANSWER}:
            await interaction.response.defer()  # Discord may take its time with what is posted to the moderators
        message = interaction.message.id if interaction.message else 0
        theirs = await self._is_theirs(interaction, urgent=urgent)
        by_others = theirs and _is_seen_by_others(interaction)
        channel, seen = interaction.channel_id or 0, by_all if by_others else by_one
        reply = await self.conversation.press(press, channel, message, interaction.user.id, seen)
        if press.verb is Verb.MORE and reply.entry:
            await self._open(interaction, reply, theirs=theirs)
        elif press.verb is Verb.HELPED and reply.entry and (by_others or not theirs):
            await self.poster.say(interaction, "", self.poster.community.lines.vote_thanks)
            await self.poster.solved(interaction)
        elif theirs and not (press.verb in {Verb.SEND, Verb.NOT_HELPED} and by_others):
            await self.poster.turn(interaction, reply)
        else:
            await self.poster.respond(interaction, for_one(self.conversation, interaction, reply), public=False)

    async def _open(self, interaction: Interaction, reply: Reply, *, theirs: bool) -> None:
        """The whole of an answer: where others read along, for the one who taps alone."""
        if _is_seen_by_others(interaction):
            may_remove = interaction.guild_id is not None and (theirs or interaction.permissions.manage_messages)
            told = for_one(self.conversation, interaction, reply)
            await self.poster.open(interaction, told, removable=may_remove)
        else:
            await self.poster.turn(interaction, reply.whole)

    async def _remove(self, interaction: Interaction) -> None:
        """Takes an answer away, from below it or from where the whole of it was opened."""
        message = interaction.message
        if message is None:
            return
        await interaction.response.defer()  # whose it is the store knows, which may take its time
        answer = _opened_from(message) or message.id
        said = await self.conversation.recent_answers.at(message.channel.id, answer)
        may = answer != message.id or _is_surely_theirs(interaction) or self._was_for(said, interaction.user)
        if not (may or interaction.permissions.manage_messages):
            await self.poster.follow_up(interaction, words(self.poster.community.lines.remove_refused))
            return
        with suppress(discord.NotFound):  # a second tap, or somebody else's
            await interaction.delete_original_response()
        if said:
            await self.conversation.recent_answers.drop(said)
        for part in said.messages if said else (answer,):
            if part != message.id:
                await fallbacks.delete(message.channel, part)

    async def _is_theirs(self, interaction: Interaction, *, urgent: bool) -> bool:
        """Whether the one who taps is the one who asked; not where the store takes too long to tell."""
        message = interaction.message
        if message is None or _is_surely_theirs(interaction):
            return True
        said = await self.conversation.answer_at(message.channel.id, message.id, urgent=urgent)
        return self._was_for(said, interaction.user)

    def _was_for(self, said: Said | None, user: discord.abc.User) -> bool:
        return said is not None and said.asker == self.conversation.recent_answers.code(user.id)


def for_one(conversation: Conversation, interaction: Interaction, reply: Reply) -> Reply:
    """The reply for the one who taps alone: words that are somebody else's they are not offered to send."""
    about = next((button.press.about for button in reply.buttons if button.press.about), "")
    another = conversation.is_for_another(Press(Verb.SEND, about=about), interaction.user.id)
    return marked(reply, "") if another else reply


def _is_seen_by_others(interaction: Interaction) -> bool:
    """Whether the message that was tapped stands in a channel or among friends, where no words of a /ask belong."""
    alone = interaction.context.dm_channel or (interaction.message is not None and interaction.message.flags.ephemeral)
    return not alone


def _is_surely_theirs(interaction: Interaction) -> bool:
    """Whether Discord itself tells that the one who taps asked: alone with the bot they always did, or by a command."""
    asked = interaction.message.interaction_metadata if interaction.message else None
    return not _is_seen_by_others(interaction) or (asked is not None and asked.user.id == interaction.user.id)


def _opened_from(message: discord.Message) -> int | None:
    """The id of the answer that this message for one member was opened from. None unless it offers "Remove this"."""
    opened = message.interaction_metadata if message.flags.ephemeral else None
    offered = any(button.press.verb is Verb.REMOVE for button in choices_of(message))
    return opened.interacted_message_id if opened and offered else None
