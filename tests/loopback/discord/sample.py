"""A small bot on discord.py: what the tests of the loopback server speak with, in process and as a program."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Self

from loopback.discord.redirect import discord

if TYPE_CHECKING:
    import re

ANSWERS = {"is it catching?": "No, MMN is not contagious.", "what is ivig?": "A treatment."}
Asked = discord.Interaction[discord.Client]


class Show(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=r"faq:(?P<entry>[a-z-]+)"):
    """A button that works after a restart too."""

    def __init__(self, entry: str) -> None:
        super().__init__(discord.ui.Button(label=f"About {entry}", custom_id=f"faq:{entry}"))
        self.entry = entry

    @classmethod
    async def from_custom_id(cls, _: Asked, __: discord.ui.Item[discord.ui.View], match: re.Match[str]) -> Self:
        """The button as it was."""
        return cls(match["entry"])

    async def callback(self, interaction: Asked) -> None:
        """Shows the entry to the one who tapped."""
        await interaction.response.send_message(f"This is {self.entry}.", ephemeral=True)


def buttons() -> discord.ui.View:
    """What is under every answer."""
    return discord.ui.View(timeout=None).add_item(Show("ivig"))


class Faq:
    """The bot; mixed into the kind of client that a test wants."""

    def __init__(self, **options: object) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        quiet = discord.AllowedMentions.none()
        super().__init__(**({"intents": intents, "allowed_mentions": quiet, "guild_ready_timeout": 0.1} | options))
        self.heard: list[str] = []
        self.resumed = 0
        self.tree = discord.app_commands.CommandTree(self)
        everywhere = discord.app_commands.AppInstallationType(guild=True, user=True)
        contexts = discord.app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
        self.tree.allowed_installs, self.tree.allowed_contexts = everywhere, contexts
        self._add_commands()

    def _add_commands(self) -> None:
        @self.tree.command(description="Ask the FAQ")
        async def ask(interaction: Asked, question: str) -> None:
            await interaction.response.defer(ephemeral=True)
            embed = discord.Embed(title=question, description=ANSWERS.get(question, "I do not know."))
            await interaction.edit_original_response(embed=embed, view=buttons())

        @ask.autocomplete("question")
        async def complete(_: Asked, typed: str) -> list[discord.app_commands.Choice[str]]:
            return [discord.app_commands.Choice(name=key, value=key) for key in ANSWERS if key.startswith(typed)]

        @self.tree.context_menu(name="Answer this")
        async def answer_this(interaction: Asked, message: discord.Message) -> None:
            await interaction.response.send_message(ANSWERS.get(message.content, "I do not know."))

        @self.tree.command(description="For moderators", guild=None)
        @discord.app_commands.default_permissions(manage_guild=True)
        async def listen(interaction: Asked) -> None:
            await interaction.response.send_message("Listening.", ephemeral=True)

    async def setup_hook(self) -> None:
        """Registers what must live through a restart."""
        self.add_dynamic_items(Show)
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Logs in anew at once; discord.py's own waits five seconds, as Discord wants it."""

    async def on_resumed(self) -> None:
        """Counts."""
        self.resumed += 1

    async def on_message(self, message: discord.Message) -> None:
        """Answers what is meant for it."""
        if message.author == self.user:
            return
        self.heard.append(message.content)
        if message.guild is None or self.user in message.mentions:
            question = message.content.replace(self.user.mention, "").strip()
            await message.reply(ANSWERS.get(question, "I do not know."), view=buttons())


class Bot(Faq, discord.Client):
    """With one connection."""


class ShardedBot(Faq, discord.AutoShardedClient):
    """With as many connections as Discord asks for."""


if __name__ == "__main__":
    with asyncio.Runner() as runner:
        runner.run(ShardedBot().start(os.environ["DISCORD_BOT_TOKEN"]))
