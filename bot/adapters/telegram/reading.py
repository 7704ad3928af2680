"""What a member said to the bot, out of a Telegram message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import Message
from telegram.constants import ChatType

from bot.adapters.conversation import by_all, by_one
from bot.answering import presses
from bot.model import Button

if TYPE_CHECKING:
    from telegram import MaybeInaccessibleMessage, User

    from bot.adapters.conversation import Sight

Place = tuple[int, int]
"""A chat and a forum topic in it, or 0."""

_COMMAND = re.compile(r"/([a-z0-9_]{1,64})(?:@([a-z0-9_]+))?(?!\w|(?<!/ask)/)[:,;.!?…-]*[\s:,;.!]*", re.IGNORECASE)
"""A command, with the signs that people write behind one. As Telegram finds it, so whatever sign comes next. With a slash
there it is a path, save for /ask."""


@dataclass(frozen=True, slots=True)
class Question:
    """A message to answer: its `text`, the message that the answer quotes, and whether it was said to the bot.

    `replies_to` is the id of the bot's message that it replies to, or 0, and `choices` the buttons below that.
    `unreadable`: its words are spoken, or in a picture or a file.
    """

    text: str
    quoted: Message
    addressed: bool
    replies_to: int = 0
    choices: tuple[Button, ...] = ()
    unreadable: bool = False

    @property
    def edited(self) -> bool:
        """Whether it was changed since it was sent."""
        return self.quoted.edit_date is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """A message that is answered: where it stands, its id, whose it is (0: unknown), and the message that is quoted.

    `addressed`: it was said to the bot, and not only overheard.
    """

    place: Place
    message: int
    user: int
    quoted: int
    addressed: bool = True


def asked(message: Message, quoted: Message | None = None, *, addressed: bool = True) -> Asked:
    """A message whose answer quotes it, or `quoted`."""
    return Asked(place(message), message.message_id, author(message), (quoted or message).message_id, addressed)


def author(message: Message) -> int:
    """Whose words a message holds, or 0; an admin who writes in the name of the group counts as the group."""
    if is_anonymous_admin(message):
        return message.chat.id
    return message.from_user.id if message.from_user else 0


def question(message: Message, me: User) -> Question | None:
    """What `message` asks, or None where it is none of the bot's business: of other bots, another command, a sticker.

    A command or a mention without words of its own, in reply to somebody's message, asks what that message asks.
    """
    said = message.text or message.caption or ""
    command = _COMMAND.match(said)
    private = message.chat.type == ChatType.PRIVATE
    about = message.reply_to_message
    to_me = about is not None and about.from_user is not None and about.from_user.id == me.id
    unreadable = not said and _is_unreadable(message)
    wordless = not said and (not (private or (to_me and unreadable)) or message.media_group_id)
    if (command and not _asks(command, me)) or wordless:
        return None
    mention = re.compile(
        rf"(?<![\w.+-])@{re.escape(me.username or '')}\b", re.IGNORECASE
    )  # else it is an e-mail address
    named = bool(command or mention.search(said))
    words = mention.sub(" ", said[command.end() :] if command else said).strip()
    if named and not words and about and not to_me:
        asked = message.quote.text if message.quote else about.text or about.caption
        if asked or _is_unreadable(about):
            return Question(asked or "", about, addressed=True, unreadable=not asked)
    if about is None or not to_me:
        return Question(words, message, named or private, unreadable=unreadable)
    return Question(words, message, True, about.message_id, _choices(about), unreadable)  # noqa: FBT003  a reply to the bot is for it


def _is_unreadable(message: Message) -> bool:
    """Whether a message without words may say something all the same; a sticker or a moving picture says little."""
    seen = message.photo or message.video or (message.document and not message.animation)
    return bool(message.voice or message.audio or message.video_note or seen)


def _choices(message: Message) -> tuple[Button, ...]:
    """The buttons below a message of the bot's."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    pressed = ((button.text, presses.read(str(button.callback_data or ""))) for row in rows for button in row)
    return tuple(Button(label, press) for label, press in pressed if press)


def behind_command(message: Message) -> str:
    """The words behind the command that a message starts with."""
    said = message.text or message.caption or ""
    command = _COMMAND.match(said)
    return said[command.end() :].strip() if command else said


def is_by_a_member(message: Message) -> bool:
    """A bot's, the bot's own by way of somebody's inline query, and what a channel forwards by itself are not."""
    if message.via_bot or message.is_automatic_forward or message.from_user is None:
        return False
    return not message.from_user.is_bot or message.sender_chat is not None


def is_anonymous_admin(message: Message) -> bool:
    """Whether it was written by an admin in the name of the group."""
    return message.sender_chat is not None and message.sender_chat.id == message.chat.id


def sight(message: MaybeInaccessibleMessage) -> Sight:
    """Who will see what the bot says in the chat of a message."""
    return by_one if message.chat.type == ChatType.PRIVATE else by_all


def place(message: MaybeInaccessibleMessage) -> Place:
    """The chat and the forum topic (0 for none) in which a message stands."""
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return message.chat.id, topic or 0


def chat_key(chat: int) -> str:
    """A chat as the store names it."""
    return f"telegram:{chat}"


def _asks(command: re.Match[str], me: User) -> bool:
    return command[1].lower() == "ask" and (command[2] or me.username or "").lower() == (me.username or "").lower()
