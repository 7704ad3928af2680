"""What moderators do in their chat, the same on every platform: try, see what the FAQ lacks, answer what members sent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.adapters.moderator_chats import Fate
from bot.adapters.pending_questions import marked
from bot.errors import StorageError
from bot.model import Incoming
from bot.moderating import notices

if TYPE_CHECKING:
    from bot.adapters.conversation import Conversation
    from bot.adapters.moderator_chats import ModeratorChats
    from bot.answering.service import Service
    from bot.model import Reply


def tries(conversation: Conversation, words: str) -> tuple[Reply, ...]:
    """The reply to these words as members would see it, and why. Nothing is counted."""
    lines = conversation.service.faq.community.moderators
    if not words.strip():
        return (notices.note("", lines.try_usage),)
    reply = marked(conversation.service.ask(Incoming(words), conversation.country), "")
    return reply, notices.reasons(words, conversation.service)


def opens_workbench(conversation: Conversation, *, private: bool) -> Reply:
    """A link for one use that opens the workbench, for a moderator who alone reads it."""
    lines = conversation.service.faq.community.moderators
    if conversation.login_link is None:
        return notices.note("", lines.workbench_off)
    return notices.note(
        "", lines.workbench_link.format(link=conversation.login_link()) if private else lines.workbench_private
    )


async def lacks(conversation: Conversation) -> Reply:
    """What members ask that the FAQ lacks, out of what they sent."""
    if not conversation.moderator_chats.encryption.is_there:
        return notices.note("", conversation.service.faq.community.moderators.gaps_no_key)
    texts, unread = await conversation.moderator_chats.questions()
    return await asyncio.to_thread(notices.lacking, texts, unread, conversation.service)


async def is_among_moderators(conversation: Conversation, chat: int, replies_to: int) -> bool:
    """Whether moderators talk about a question that a member sent, in reply to it: that is not said to the bot."""
    try:
        return await conversation.moderator_chats.shows_question(conversation.platform, chat, replies_to)
    except StorageError:
        return False


async def answers(conversation: Conversation, chat: int, message: int, words: str) -> tuple[Fate, str]:
    """Brings a moderator's words to whoever sent the question in this message; what became of it, and how that is told.

    Without words the question is marked as done. Raises `StorageError`.
    """
    reply = notices.answer(words, conversation.service) if words else None
    fate = await conversation.moderator_chats.answer(conversation.platform, chat, message, reply)
    return fate, _told(fate, conversation.service)


async def answers_question(chats: ModeratorChats, service: Service, number: int, words: str) -> tuple[Fate, str]:
    """The same for the kept question of this number, from outside of the chats. Raises `StorageError`."""
    fate = await chats.answer_question(
        number, notices.answer(words, service), lambda asked, fate: notices.ended(asked, _told(fate, service), service)
    )
    return fate, _told(fate, service)


def _told(fate: Fate, service: Service) -> str:
    lines = service.faq.community.moderators
    return {
        Fate.SENT: lines.answer_sent,
        Fate.DONE: lines.done,
        Fate.UNWANTED: lines.answer_unwanted,
        Fate.OVER: lines.answer_unwanted,
        Fate.UNREACHED: lines.answer_unreached,
        Fate.UNKNOWN: lines.answer_usage,
    }[fate]
