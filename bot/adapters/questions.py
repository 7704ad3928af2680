"""How a question is answered once a platform has read it: the same on every platform."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from bot.adapters.conversation import by_all, by_one
from bot.adapters.pages import page_named, unreadable
from bot.answering.turns import NOTHING_SAID

if TYPE_CHECKING:
    from bot.adapters.conversation import Conversation
    from bot.model import Button, Reply


class Question(Protocol):
    """What a platform read out of a message.

    `replies_to` is the id of the bot's message that it replies to, or 0, and `choices` the buttons below that.
    `unreadable`: its words are spoken, or in a picture or a file.
    """

    @property
    def text(self) -> str:
        """The words."""

    @property
    def addressed(self) -> bool:
        """Whether it was said to the bot."""

    @property
    def replies_to(self) -> int:
        """The message that it replies to."""

    @property
    def choices(self) -> tuple[Button, ...]:
        """The buttons below that."""

    @property
    def edited(self) -> bool:
        """Whether it was changed since it was sent."""

    @property
    def unreadable(self) -> bool:
        """Whether it has no words that the bot can read."""


async def reply_to(conversation: Conversation, question: Question, chat: int, asker: int, *, alone: bool) -> Reply:
    """The reply to a question in a chat; `alone`: only its asker is there, who may type the name of a page too.

    `asker` is the user whose words they are: nobody sends another's to the moderators. Before a question that
    is edited stands its own answer, so it is not read with what was said last.
    """
    seen = by_one if alone else by_all
    page = page_named(question.text, in_need=conversation.in_need(asker)) if alone else None
    if question.unreadable and question.addressed:
        page = unreadable
    if page:
        return await conversation.page(page, asker, seen)
    before = conversation.last_said(asker) if alone and not question.edited else NOTHING_SAID
    shown = await conversation.entry_in(chat, question.replies_to)
    if shown or question.choices:
        before = replace(before, entry=shown, choices=question.choices)
    return await conversation.ask(question.text, asker, addressed=question.addressed, before=before, seen=seen)
