"""What stands in a chat, and what people did with it: living records, so a test sees what the bot edits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loopback.telegram.chats import Chat
    from loopback.telegram.errors import Json
    from loopback.telegram.people import Person

PHOTO = {"file_id": "photo", "file_unique_id": "photo", "width": 90, "height": 90}


@dataclass(eq=False)
class Posted:
    """A message. `text` is what people read, `html` what its author sent; with `caption`, the text is under a photo.

    `thread` is Telegram's message_thread_id: the topic, or outside topics the first message of a chain of replies.
    `extra` holds fields of the message that nothing here reads. `inline_id` is set where buttons came by inline mode.
    `reactions` are the bot's own.
    """

    id: int
    chat: Chat
    author: Person
    date: int
    text: str = ""
    html: str = ""
    entities: list[Json] = field(default_factory=list)
    markup: Json | None = None
    reply_to: Posted | None = None
    topic: int | None = None
    thread: int | None = None
    via_bot: Person | None = None
    sender_chat: Chat | None = None
    caption: bool = False
    service: bool = False
    edited: int = 0
    deleted: bool = False
    inline_id: str = ""
    extra: Json = field(default_factory=dict)
    reactions: list[str] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<{self.author.first_name} in {self.chat.title}, {self.id}: {self.text!r} {self.labels}>"

    @property
    def buttons(self) -> list[list[tuple[str, str]]]:
        """Rows of (label, callback data or url)."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [[(button["text"], _action(button)) for button in row] for row in rows]

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons, in reading order."""
        return [label for row in self.buttons for label, _ in row]

    def as_json(self, *, nested: bool = False) -> Json:
        """Telegram's Message; nested in another it does not show what it answers."""
        # In a topic, what answers nothing answers the service message that opened the topic.
        answered = self.reply_to or (self.chat.topics.get(self.topic) if self.topic else None)
        shown = answered and answered is not self and not answered.deleted and not nested
        fields = {
            "message_id": self.id,
            "date": self.date,
            "edit_date": self.edited,
            "chat": self.chat.as_json(),
            "from": self.author.as_json(),
            "sender_chat": self.sender_chat and self.sender_chat.as_json(),
            "via_bot": self.via_bot and self.via_bot.as_json(),
            "message_thread_id": self.thread,
            "is_topic_message": self.topic is not None,
            "reply_to_message": answered.as_json(nested=True) if answered and shown else None,
            "photo": self.caption and [PHOTO],
            "caption" if self.caption else "text": self.text,
            "caption_entities" if self.caption else "entities": self.entities,
            "reply_markup": self.markup if self.buttons else None,
        }
        return {name: value for name, value in fields.items() if value} | self.extra


@dataclass(eq=False)
class Tap:
    """A tap on a button; `answer` holds what the bot answered it with (`text`, `show_alert`, `url`), once it has."""

    id: str
    by: Person
    message: Posted
    data: str
    answer: Json | None = None


@dataclass(eq=False)
class InlineQuery:
    """Words typed after the bot's name; `answer` and `results` are what the bot answered, once it has."""

    id: str
    by: Person
    words: str
    answer: Json | None = None

    @property
    def results(self) -> list[Json]:
        """The results on offer."""
        return list((self.answer or {}).get("results", []))

    @property
    def titles(self) -> list[str]:
        """What the person reads in the list."""
        return [result.get("title", "") for result in self.results]


def _action(button: Json) -> str:
    if "callback_data" in button:
        return str(button["callback_data"])
    return str(next((value for name, value in button.items() if name not in {"text", "style"}), ""))
