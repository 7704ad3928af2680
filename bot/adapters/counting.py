"""Counts what members ask, see and vote, never who: no answer waits for a count, or misses where one fails."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.errors import StorageError
from bot.model import Kind, Outcome, Verb
from bot.moderating import stats

if TYPE_CHECKING:
    from bot.adapters.conversation import Conversation
    from bot.answering.policy import Decision
    from bot.model import Press, Reply

_log = logging.getLogger(__name__)


async def asked(conversation: Conversation, decision: Decision, reply: Reply) -> None:
    """Counts the reply to a message; ordinary talk is no question, and a choice in words counts as its tap."""
    if decision.chosen:
        await tapped(conversation, decision.press.verb if decision.press else Verb.SHOW, reply)
    elif reply.outcome is not Outcome.SILENT and not _is_talk(conversation, reply):
        await _count(conversation, reply.outcome.value)
        await shown(conversation, reply)


async def tapped(conversation: Conversation, verb: Verb, reply: Reply) -> None:
    """Counts what a tap led to."""
    if verb is Verb.NONE:
        await _count(conversation, stats.NONE_OF_THESE)
    elif verb is Verb.SHOW:
        await shown(conversation, reply)


async def shown(conversation: Conversation, reply: Reply) -> None:
    """Counts that an entry was shown, if the reply shows one."""
    if reply.entry:
        await _count(conversation, stats.SHOWN, reply.entry)


async def voted(conversation: Conversation, press: Press, chat: int, message: int, user: int) -> None:
    """Counts the first vote of a user on an entry below a message.

    Raises `StorageError` if it cannot be counted; if that takes the store too long to tell, the log is told instead.
    """
    await conversation.patience.soon(_vote(conversation, press, chat, message, user))


async def _vote(conversation: Conversation, press: Press, chat: int, message: int, user: int) -> None:
    recent, entry = conversation.recent_answers, conversation.service.faq.entry(press.target)
    if entry is None or not recent.is_first_vote(chat, message, user, entry.id):
        return
    try:
        await conversation.store.count(press.verb.value, entry.id, conversation.now().date())
    except StorageError:
        recent.take_back_vote(chat, message, user, entry.id)  # the member will tap again
        raise


def _is_talk(conversation: Conversation, reply: Reply) -> bool:
    """Whether the reply answers ordinary talk, which is no question."""
    entry = conversation.service.faq.entries.get(reply.entry)
    return entry is not None and entry.kind is Kind.CHATTER


async def _count(conversation: Conversation, what: str, entry: str = "") -> None:
    await conversation.patience.soon(_counted(conversation, what, entry), 0)


async def _counted(conversation: Conversation, what: str, entry: str) -> None:
    try:
        await conversation.store.count(what, entry, conversation.now().date())
    except StorageError as error:
        _log.error("something could not be counted: %s", error)
