"""A message: what Discord keeps of it, what the bot gets of it, and what a person sees of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from loopback.discord import limits

if TYPE_CHECKING:
    from loopback.discord.channels import Channel
    from loopback.discord.interactions import Interaction
    from loopback.discord.people import Person

MESSAGE_CONTENT = 1 << 15
PLAIN, REPLY, SLASH_ANSWER, MENU_ANSWER = 0, 19, 20, 23
LEFT_OUT: dict[str, Any] = {"content": "", "embeds": [], "attachments": [], "components": []}


@dataclass(frozen=True)
class Button:
    """A button under a message; one with a `url` has no `custom_id`."""

    label: str
    custom_id: str = ""
    style: int = 2
    url: str = ""
    disabled: bool = False


@dataclass(frozen=True)
class Select:
    """A menu under a message; `options` maps what is read to what is sent."""

    placeholder: str
    custom_id: str
    options: dict[str, str]
    disabled: bool = False


@dataclass(eq=False)
class Message:
    """A message by anyone. `pings` are those whom it makes a sound for; `allowed_mentions` is what the bot asked for."""

    channel: Channel
    author: Person
    content: str = ""
    id: int = 0
    type: int = PLAIN
    reply_to: Message | None = None
    pings: list[Person] = field(default_factory=list)
    allowed_mentions: dict[str, Any] | None = None
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    flags: int = 0
    interaction: Interaction | None = None
    edits: int = 0
    deleted: bool = False
    nonce: str = ""
    sent_at: float = 0.0
    reactions: list[str] = field(default_factory=list)

    @property
    def ephemeral(self) -> bool:
        """Only one person sees it."""
        return bool(self.flags & limits.EPHEMERAL)

    @property
    def loading(self) -> bool:
        """The bot is still thinking."""
        return bool(self.flags & limits.LOADING)

    @property
    def buttons(self) -> list[Button]:
        """The buttons in reading order."""
        found = [each for each in limits.walk(self.components) if each["type"] == limits.BUTTON]
        keys = ("custom_id", "style", "url", "disabled")
        return [Button(each.get("label") or "", **{key: each[key] for key in keys if key in each}) for each in found]

    @property
    def labels(self) -> list[str]:
        """What the buttons say."""
        return [button.label for button in self.buttons]

    @property
    def selects(self) -> list[Select]:
        """The menus in reading order."""
        return [
            Select(
                each.get("placeholder") or "",
                each["custom_id"],
                {option["label"]: option["value"] for option in each.get("options") or []},
                each.get("disabled", False),
            )
            for each in limits.walk(self.components)
            if each["type"] in limits.SELECTS
        ]

    @property
    def text(self) -> str:
        """All that is to be read: content without the marks of headings and italics, embeds from title to footer, texts among components."""
        parts = [re.sub(r"(?m)^(?:### (.*)|\*([^*\n]+)\*)", lambda found: found[1] or found[2], self.content)]
        for embed in self.embeds:
            parts += [embed.get("title"), embed.get("description")]
            parts += [part for each in embed.get("fields") or [] for part in (each["name"], each["value"])]
            parts.append((embed.get("footer") or {}).get("text"))
        parts += [each["content"] for each in limits.walk(self.components) if each["type"] == limits.TEXT]
        return "\n".join(part for part in parts if part)

    @property
    def answer(self) -> Message:
        """The bot's first message in the channel after this one; waited for."""
        server = self.channel.server
        return server.wait_for(
            lambda: next((each for each in self.channel.from_bot if each.id > self.id), None),
            what=f"the bot to answer {self.content!r}",
        )

    def payload(self, intents: int = MESSAGE_CONTENT, *, nested: bool = True) -> dict[str, Any]:
        """The message as a bot with these intents gets it."""
        about = self._about() | (self._mentions())
        if not self._is_readable(intents):
            about |= LEFT_OUT
        if self.reply_to:
            source = self.reply_to
            guild = {"guild_id": str(source.channel.guild.id)} if source.channel.guild else {}
            about["message_reference"] = {
                "type": 0,
                "message_id": str(source.id),
                "channel_id": str(source.channel.id),
            } | guild
            if nested:
                about["referenced_message"] = None if source.deleted else source.payload(intents, nested=False)
        if self.interaction:
            about |= self.interaction.mark()
        return about

    def event(self, intents: int) -> dict[str, Any]:
        """The same as the gateway sends it, with the guild and the author as a member."""
        guild = self.channel.guild
        if guild is None:
            return self.payload(intents)
        member = guild.member(self.author)
        del member["user"]
        return self.payload(intents) | {"guild_id": str(guild.id), "member": member}

    def _is_readable(self, intents: int) -> bool:
        bot = self.channel.server.bot
        return bool(intents & MESSAGE_CONTENT) or self.channel.guild is None or self.author is bot or bot in self.pings

    def _about(self) -> dict[str, Any]:
        return {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "type": self.type,
            "author": self.author.payload(),
            "content": self.content,
            "embeds": [{"type": "rich"} | embed for embed in self.embeds],
            "components": self.components,
            "attachments": [],
            "flags": self.flags,
            "timestamp": self.channel.server.when(self.id),
            "edited_timestamp": self.channel.server.when(self.id) if self.edits else None,
            "tts": False,
            "pinned": False,
        }

    def _mentions(self) -> dict[str, Any]:
        return {
            "mentions": [person.payload() for person in self.pings],
            "mention_roles": re.findall(r"<@&(\d+)>", self.content),
            "mention_everyone": False,
        }
