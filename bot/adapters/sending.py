"""Takes a question to the moderators: it is shown first, and sent by a second tap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Verb
from bot.moderating import notices

if TYPE_CHECKING:
    from bot.adapters.conversation import Conversation
    from bot.model import Press, Reply

SENDING = {Verb.SEND, Verb.CONFIRM, Verb.CONFIRM_ANSWER, Verb.DECLINE}
"""The taps on that way."""


async def send(conversation: Conversation, press: Press, user: int) -> Reply:
    """A question on its way to the moderators: first shown, and sent by a second tap."""
    wording, question = conversation.service.sending, conversation.pending_questions.find(press.about)
    chosen = conversation.pending_questions.chosen(press.about)
    if question is None and chosen in {Verb.CONFIRM, Verb.CONFIRM_ANSWER}:
        return wording.sent(answered=chosen is Verb.CONFIRM_ANSWER)
    if question is None:
        return wording.unsent() if chosen else wording.lost()
    if press.verb is Verb.SEND:
        return wording.preview(question.words, press.about, conversation.keeping)
    conversation.pending_questions.drop(press.about, press.verb)
    if press.verb is Verb.DECLINE:
        return wording.unsent()
    wanted = press.verb is Verb.CONFIRM_ANSWER
    whose = (conversation.recent_answers.code(user), conversation.addresses.seal(user)) if wanted else ()
    kept = posted = False
    try:
        notice = notices.question(question.words, conversation.service)
        kept, posted = await conversation.moderator_chats.take(question.words, notice, conversation.platform, *whose)
    finally:
        if not (kept or posted):
            conversation.pending_questions.take_back(press.about, question)
    return wording.sent(answered=wanted and posted) if kept or posted else wording.failed(press.about)
