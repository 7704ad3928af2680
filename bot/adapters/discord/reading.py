"""What a member said to the bot, out of a Discord message."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.adapters.discord import listening
from bot.adapters.discord.components import choices_of

if TYPE_CHECKING:
    from discord.abc import MessageableChannel

    from bot.model import Button

_MENTION = re.compile(r"<@[!&]?\d+>")


@dataclass(frozen=True, slots=True)
class Question:
    """A message to answer: its `text`, the message that the answer replies to, and whether it was said to the bot.

    `replies_to` is the id of the bot's message that it replies to, or 0, and `choices` the buttons below that.
    `hidden`: it asks about a message whose words Discord does not show. `unreadable`: it is a picture, a file or spoken.
    """

    text: str
    answered: discord.Message
    addressed: bool
    replies_to: int = 0
    choices: tuple[Button, ...] = ()
    hidden: bool = False
    unreadable: bool = False

    @property
    def edited(self) -> bool:
        """Whether it was changed since it was sent."""
        return self.answered.edited_at is not None


def nonce(message: discord.Message) -> str:
    """What marks the answer to a message as it is worded now: of answers with the same nonce Discord posts one.

    After an edit it is another one, or Discord would give back the answer to the words before, and post nothing.
    """
    if message.edited_at is None:
        return str(message.id)
    return hashlib.blake2b(f"{message.id} {message.edited_at}".encode(), digest_size=8).hexdigest()


def question(message: discord.Message, me: discord.abc.User) -> Question | None:
    """What `message` asks, or None where it is none of the bot's business: of bots, of webhooks, without words.

    A mention without words of its own, in reply to somebody's message, asks what that message asks.
    """
    if message.author.bot or message.webhook_id or message.is_system():
        return None
    private = message.guild is None
    role = message.guild.self_role if message.guild else None  # of the bot's own name, and taken for the bot by mistake
    mentioned = me in message.mentions or role in message.role_mentions
    words = _with_title(message, _MENTION.sub(" ", message.content).strip())
    about = message.reference.resolved if message.reference else None
    to_me = isinstance(about, discord.Message) and about.author == me
    if mentioned and not words and isinstance(about, discord.Message) and not to_me:
        if about.content:
            return Question(_with_title(about, about.content), about, addressed=True)
        return Question("", message, addressed=True, hidden=True)
    if not words and not (private or (mentioned and not to_me)):
        return None  # a sticker, or a reply whose words Discord does not show
    if not isinstance(about, discord.Message) or not to_me:
        unreadable = not words and bool(message.attachments)
        return Question(words, message, mentioned or private, unreadable=unreadable)
    return Question(words, message, True, about.id, choices_of(about))  # noqa: FBT003  a reply to the bot is for it


def _with_title(message: discord.Message, words: str) -> str:
    """The words of a message; those that open a forum's post begin with its title, in which the question often stands."""
    thread = message.channel
    if words and isinstance(thread, discord.Thread) and thread.id == message.id and is_post(thread):
        return f"{thread.name}\n{words}"
    return words


def is_post(channel: object) -> bool:
    """Whether a channel is a post in a forum."""
    return isinstance(channel, discord.Thread) and isinstance(channel.parent, discord.ForumChannel)


def chat_keys(channel: MessageableChannel) -> tuple[str, ...]:
    """A channel as the store names it; a thread also goes by the channel that it hangs on."""
    parent = channel.parent_id if isinstance(channel, discord.Thread) else None
    return tuple(listening.key(number) for number in (channel.id, parent) if number)
