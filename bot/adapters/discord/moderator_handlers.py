"""What moderators do below a question that a member sent: answer it, or mark it as done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from bot.adapters import moderator_tasks
from bot.adapters.discord.posting import words
from bot.adapters.discord.rendering import escape
from bot.adapters.moderator_chats import Fate
from bot.model import Verb

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from bot.adapters.conversation import Conversation
    from bot.adapters.discord.components import Interaction
    from bot.adapters.discord.posting import Poster
    from bot.model import ModeratorsLines, Press, Reply

    Watch = Callable[[Coroutine[Any, Any, None], Interaction], Awaitable[None]]
    """Does the work of an event, and says sorry where it fails."""

_LONGEST = 1_500
"""Characters of an answer: with its heading it fits one message."""
_OPEN = 15 * 60.0
"""Seconds for which the field waits, as long as Discord takes a reply to the tap that opened it."""


@dataclass(frozen=True, slots=True)
class ModeratorHandlers:
    """Whoever sees the moderators' channel is one of them."""

    conversation: Conversation
    poster: Poster

    async def taps(self, interaction: Interaction, press: Press, watch: Watch) -> None:
        """A tap on one of the two buttons below a question."""
        message = interaction.message
        if message is None or not await moderator_tasks.is_among_moderators(
            self.conversation, message.channel.id, message.id
        ):
            await interaction.response.defer()
        elif press.verb is Verb.DONE:
            await self._ends(interaction, message, "")
        else:
            await interaction.response.send_modal(
                _Field(self._lines, lambda tapped, answer: watch(self._ends(tapped, message, answer), tapped))
            )

    async def brings(self, client: discord.Client, sealed: bytes, reply: Reply) -> None:
        """Brings an answer to a member in private."""
        home = await client.create_dm(discord.Object(self.conversation.addresses.open(sealed)))
        await self.poster.post(home, reply)

    @property
    def _lines(self) -> ModeratorsLines:
        return self.conversation.service.faq.community.moderators

    async def _ends(self, interaction: Interaction, message: discord.Message, answer: str) -> None:
        await interaction.response.defer()  # Discord may take its time with the member's private channel
        fate, told = await moderator_tasks.answers(self.conversation, message.channel.id, message.id, answer)
        if fate.ends:
            await interaction.edit_original_response(content=f"{message.content}\n\n**{escape(told)}**", view=None)
        elif fate is Fate.OVER:  # what the post says of it stays
            await interaction.edit_original_response(view=None)
        if answer:
            await self.poster.follow_up(interaction, words(told))


class _Field(discord.ui.Modal):
    """The field in which a moderator writes an answer; `sends` takes it."""

    def __init__(self, lines: ModeratorsLines, sends: Callable[[Interaction, str], Awaitable[None]]) -> None:
        super().__init__(title=lines.answer_button, timeout=_OPEN)
        self._sends = sends
        self._answer: discord.ui.TextInput[Any] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph, max_length=_LONGEST
        )
        self.add_item(discord.ui.Label(text=lines.answer_button, component=self._answer))

    async def on_submit(self, interaction: Interaction) -> None:
        """The moderator sends it."""
        await self._sends(interaction, self._answer.value)
