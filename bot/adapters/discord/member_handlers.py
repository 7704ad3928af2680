"""What members say: questions in words or by command, what they edit and delete, and pages."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord.app_commands import Choice

from bot.adapters import moderator_tasks, questions
from bot.adapters.conversation import by_one
from bot.adapters.discord import filling, posting, reading, tap_handlers
from bot.adapters.member_limits import MemberLimit
from bot.adapters.pages import support_in
from bot.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bot.adapters.conversation import Conversation
    from bot.adapters.discord.components import Interaction
    from bot.adapters.discord.posting import Poster
    from bot.adapters.member_limits import MemberLimits
    from bot.adapters.pages import Page
    from bot.model import Reply

_CHOICES = 25
"""Entries that Discord shows below a field that is being typed in."""
_ASKED_ALONE = 20
"""Answers that one member gets in a minute where they are alone with the bot. An emergency is not among them."""
_EDITED = 12
"""Edits of questions in a minute and one channel."""


@dataclass(frozen=True, slots=True)
class MemberHandlers:
    """Answers to whatever a member may do. No method lets a member's words out of its hands."""

    conversation: Conversation
    poster: Poster
    asking: MemberLimits
    editing: MemberLimits

    # ---- messages ----------------------------------------------------------------------------------------------------

    async def says(self, message: discord.Message, me: discord.abc.User) -> None:
        """A message: a mention, a reply to the bot, a direct message; or overheard where managers allow it."""
        question = reading.question(message, me)
        if question and await self._hears(question, message):
            await self._answer(question, message, await self._reply_to(question))

    async def _answer(self, question: reading.Question, message: discord.Message, reply: Reply) -> None:
        if reply.outcome is Outcome.URGENT:
            await self.poster.answer_urgently(question.answered, reply, message, addressed=question.addressed)
        elif reply.outcome is not Outcome.SILENT:
            most = filling.IN_SERVER if message.guild else _ASKED_ALONE
            limit = self.asking.of(message.channel.id, message.author.id, most, addressed=question.addressed)
            if limit is MemberLimit.IS_TOLD:
                reply = self.conversation.service.pause()
            if limit is not MemberLimit.WAITS:
                await self.poster.answer(question.answered, reply, message.id, message.author, reading.nonce(message))

    async def edits(
        self,
        message: discord.Message,
        me: discord.abc.User,
        answering: Collection[asyncio.Task[Any]] = (),
        *,
        new: bool = False,
    ) -> None:
        """A question that was changed: its answer changes with it, as soon as `answering` it as it was is over.

        `new`: before the change it was not said to the bot, so it is answered as if it were said now. So is an emergency
        in any case, and it waits for nothing.
        """
        question = reading.question(message, me)
        if question is None:
            return
        reply = await self._reply_to(question) if await self._hears(question, message) else None
        urgent = reply is not None and reply.outcome is Outcome.URGENT
        if answering and not urgent:
            await asyncio.wait(answering)
        said = await self.conversation.answer_to(message.channel.id, message.id)
        if said:
            reply = reply or await self._reply_to(question)
            goes = self.editing.of(message.channel.id, message.author.id, _EDITED) is MemberLimit.GOES
            if reply.outcome is Outcome.URGENT or (goes and reply.outcome is not Outcome.SILENT):
                await self.poster.mend(said, message, reply, addressed=question.addressed)
        elif reply and (urgent or new):
            await self._answer(question, message, reply)

    async def deletes(
        self,
        channel: discord.abc.Messageable,
        channel_id: int,
        messages: Iterable[int],
        answering: Collection[asyncio.Task[Any]] = (),
    ) -> None:
        """Messages that are gone: a question takes its answer with it, also one that is on its way; a deleted answer is forgotten."""
        if answering:
            await asyncio.wait(answering)
        for message in messages:
            answer = await self.conversation.recent_answers.at(channel_id, message)
            if answer:
                await self.conversation.recent_answers.drop(answer)
            before = None
            while (said := await self.conversation.recent_answers.to_question(channel_id, message)) and said != before:
                await self.poster.withdraw(said, channel)
                before = said  # a store that cannot erase gives it again

    async def _reply_to(self, question: reading.Question) -> Reply:
        """The reply to words, which nobody but their author can send to the moderators."""
        said = question.answered
        if question.hidden:
            return posting.words(self.poster.community.discord.point_to_menu)
        alone = said.guild is None
        return await questions.reply_to(self.conversation, question, said.channel.id, said.author.id, alone=alone)

    async def _hears(self, question: reading.Question, message: discord.Message) -> bool:
        """Whether a message is for the bot to answer: said to it or overheard, and no talk of moderators about a question."""
        if not (question.addressed or await self._listening(message)):
            return False
        return not await moderator_tasks.is_among_moderators(self.conversation, message.channel.id, question.replies_to)

    async def _listening(self, message: discord.Message) -> bool:
        if not message.content:
            return False
        for key in reading.chat_keys(message.channel):
            if await self.conversation.listening(key):
                return True
        return False

    # ---- commands ----------------------------------------------------------------------------------------------------

    async def asks(self, interaction: Interaction, words: str) -> None:
        """/ask: free words, or the question of an entry as it was chosen from the list."""
        chosen = next(
            (entry.id for entry in self.conversation.service.faq.entries.values() if entry.question == words), ""
        )

        user, alone = interaction.user.id, interaction.context.dm_channel

        def seen(reply: Reply) -> bool:
            return alone or not posting.is_sure(reply)

        reply = await (
            self.conversation.show(chosen, user, seen)
            if chosen
            else self.conversation.ask(words, user, addressed=True, seen=seen)
        )
        public = posting.is_sure(reply) or (alone and reply.outcome is Outcome.URGENT)
        # what one alone sees fills no channel
        if public and not alone and not filling.may_fill(self.asking, interaction):
            reply, public = self.conversation.service.pause(), False
        await self.poster.respond(interaction, reply, public=public)

    def completes(self, typed: str) -> list[Choice[str]]:
        """The questions that may be meant, while a member types."""
        found = self.conversation.service.search(typed, _CHOICES)
        return [Choice(name=entry.question, value=entry.question) for entry in found]

    async def has_answered(self, interaction: Interaction, message: discord.Message) -> None:
        """The command in a message's menu: a sure answer stands below it for all, another is for the member alone."""
        question = reading.question(message, message.author)
        words = question.text if question else ""
        if not words:
            await self.poster.say(interaction, "", self.poster.community.discord.no_words)
            return
        reply = await self.conversation.ask(words, message.author.id, addressed=True)
        for_all = reply.outcome is Outcome.URGENT or posting.is_sure(reply)
        if not for_all or not interaction.is_guild_integration():
            await self.poster.respond(
                interaction, tap_handlers.for_one(self.conversation, interaction, reply), public=False
            )
            return
        if reply.outcome is not Outcome.URGENT and not filling.may_fill(self.asking, interaction):
            await self.poster.respond(interaction, self.conversation.service.pause(), public=False)
            return
        await interaction.response.defer(ephemeral=True)  # Discord may take its time with the message
        try:
            await self.poster.answer(message, reply, message.id, interaction.user)
        except discord.HTTPException:
            # the bot may not write there: for the member alone then
            await self.poster.follow_up(interaction, tap_handlers.for_one(self.conversation, interaction, reply))
        else:
            await self.poster.follow_up(interaction, posting.words(self.poster.community.discord.answered))

    async def forgets(self, interaction: Interaction) -> None:
        """/forgetme."""
        await interaction.response.defer(ephemeral=True, thinking=True)  # the store may take its time
        await self.poster.follow_up(interaction, await self.conversation.forget(interaction.user.id))

    async def supports(self, interaction: Interaction, country: str) -> None:
        """/support, with a country's code or its name."""
        await self.opens(interaction, support_in(country))

    def countries(self, typed: str) -> list[Choice[str]]:
        """The countries that the FAQ knows, while a member types."""
        start = typed.casefold()
        named = self.conversation.service.country_named(typed)
        known = (
            numbers
            for numbers in self.conversation.service.faq.numbers
            if numbers.country == named or any(start in name.casefold() for name in (numbers.name, *numbers.also))
        )
        return [Choice(name=numbers.name[:100], value=numbers.country) for numbers in known][:_CHOICES]

    async def misses(self, interaction: Interaction) -> None:
        """A command that this version no longer has, from a menu that Discord has not renewed yet."""
        await self.poster.say(interaction, "", self.poster.community.discord.gone_command)

    async def opens(self, interaction: Interaction, page: Page) -> None:
        """A page for the member alone, and for the country that they chose."""
        await self.shows(interaction, await self.conversation.page(page, interaction.user.id, by_one))

    async def shows(self, interaction: Interaction, reply: Reply) -> None:
        """Something for the member alone."""
        await self.poster.respond(interaction, reply, public=False)
