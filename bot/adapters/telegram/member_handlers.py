"""What members say: questions, commands, and what a deep link brings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden

from bot.adapters import moderator_tasks, questions
from bot.adapters.pages import support_in
from bot.adapters.telegram import reading, tap_handlers, update_processor
from bot.answering.replying import unfolded
from bot.model import Outcome, Paragraph, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from telegram import Message, Update

    from bot.adapters.conversation import Conversation
    from bot.adapters.lately import Lately
    from bot.adapters.pages import Page
    from bot.adapters.telegram.admin_handlers import Context
    from bot.adapters.telegram.posting import Poster

PROMPTED = 5 * 60.0
"""Seconds for which a member's next message is the question that /ask without words asked for."""


@dataclass(frozen=True, slots=True)
class MemberHandlers:
    """Answers to whatever a member may do. No method lets a member's words out of its hands."""

    conversation: Conversation
    poster: Poster
    prompted: Lately

    # ---- messages ----------------------------------------------------------------------------------------------------

    async def asks(self, update: Update, context: Context) -> None:
        """A question: new or edited, by command, mention, reply or in private; or overheard where admins allow it."""
        message = update.effective_message
        if message is None:
            return
        question = reading.question(message, context.bot.bot)
        if question and update.edited_message is None and self._was_prompted(message):
            question = replace(question, addressed=True)
        if question is None or not (question.addressed or await self._listening(message)):
            return
        if await moderator_tasks.is_among_moderators(self.conversation, message.chat.id, question.replies_to):
            return
        reply = await self._reply_to(question, message)
        if reply.outcome is Outcome.SILENT:
            return
        if update.edited_message is None or not await self._mends(message, reply):
            await self.poster.answer(message, reply, question.quoted, addressed=question.addressed)

    async def _reply_to(self, question: reading.Question, message: Message) -> Reply:
        alone = message.chat.type == ChatType.PRIVATE
        if not (question.text or question.unreadable or alone or question.replies_to):
            return self._prompt(message)
        asker = reading.author(question.quoted)
        return await questions.reply_to(self.conversation, question, message.chat.id, asker, alone=alone)

    def _prompt(self, message: Message) -> Reply:
        """Asks for the question itself: a command's menu sends it off before anything can be typed behind it."""
        self.prompted.note(message.chat.id, reading.author(message))
        ask_now = self.conversation.service.faq.community.telegram.ask_now
        return Reply(Outcome.SUGGEST, blocks=(Paragraph(ask_now),), prompts=True)

    def _was_prompted(self, message: Message) -> bool:
        return self.prompted.take(message.chat.id, reading.author(message)) > 0

    async def _mends(self, message: Message, reply: Reply) -> bool:
        """Whether the answer that the edited message has could be turned into this one."""
        urgent = reply.outcome is Outcome.URGENT
        if not urgent:
            await update_processor.wait_for_turn()
        said = await self.conversation.answer_to(message.chat.id, message.message_id)
        if said is None:
            return False
        try:
            await self.poster.mend(said, message, reply)
        except (BadRequest, Forbidden):
            if not urgent:
                raise
            return False
        return True

    async def starts(self, update: Update, context: Context) -> None:
        """/start, which a deep link sends with the id of an entry behind it, or with what a tap in a group leads to."""
        message, sent = update.effective_message, context.args[0] if context.args else ""
        if message is None:
            return
        user, seen = _user_id(message), reading.sight(message)
        press = tap_handlers.opened(sent)
        if self.conversation.service.faq.entry(sent):
            reply = await self.conversation.show(sent, user, seen)
        elif press:
            reply = await self.conversation.press(press, message.chat.id, message.message_id, user, seen)
            reply = unfolded(reply, press) if message.chat.type == ChatType.PRIVATE else reply
        else:
            reply = self.conversation.service.welcome()
        await self._answer(update, reply)

    def page(self, text: Page) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
        """A command that shows a fixed page."""

        async def shows(update: Update, _: Context) -> None:
            message = update.effective_message
            if message:
                await self._open(update, message, text)

        return shows

    async def supports(self, update: Update, context: Context) -> None:
        """/support, with a country behind it or none."""
        message = update.effective_message
        if message:
            await self._open(update, message, support_in(" ".join(context.args or ())))

    async def _open(self, update: Update, message: Message, page: Page) -> None:
        await self._answer(update, await self.conversation.page(page, _user_id(message), reading.sight(message)))

    async def forgets(self, update: Update, _: Context) -> None:
        """/forgetme."""
        message, user = update.effective_message, update.effective_user
        if message is None or user is None:
            return
        self.prompted.forget(user.id)
        await self.poster.answer(message, await self.conversation.forget(user.id))
        await self.conversation.recent_answers.forget(user.id)  # nor is it known to whom this was said

    async def mistypes(self, update: Update, _: Context) -> None:
        """A command in a private chat that there is not: how to use the bot."""
        await self._answer(update, self.conversation.service.help())

    async def _answer(self, update: Update, reply: Reply) -> None:
        if update.effective_message:
            await self.poster.answer(update.effective_message, reply)

    async def _listening(self, message: Message) -> bool:
        return await self.conversation.listening(reading.chat_key(message.chat.id))


def _user_id(message: Message) -> int:
    return message.from_user.id if message.from_user else 0
