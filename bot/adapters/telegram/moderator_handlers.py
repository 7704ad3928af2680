"""What moderators do: try questions, see what the FAQ lacks, have it read anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from telegram import ChatMember, ChatMemberRestricted
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.adapters import moderator_tasks
from bot.adapters.telegram import reading
from bot.model import Verb
from bot.moderating import notices

if TYPE_CHECKING:
    from telegram import Message, Update

    from bot.adapters.conversation import Conversation
    from bot.adapters.telegram.admin_handlers import Context
    from bot.adapters.telegram.posting import Poster
    from bot.model import Reply

_IN_IT = {ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER}


@dataclass(frozen=True, slots=True)
class ModeratorHandlers:
    """The commands of the moderators' chat, for everybody in it: there, or alone with the bot."""

    conversation: Conversation
    poster: Poster

    async def tries(self, update: Update, _: Context) -> None:
        """/try and a question: the reply as members would see it, and why."""
        message = update.effective_message
        if message and await self._is_allowed(message):
            for reply in moderator_tasks.tries(self.conversation, reading.behind_command(message)):
                await self.poster.show(message, reply)

    async def lacks(self, update: Update, _: Context) -> None:
        """/gaps."""
        message = update.effective_message
        if message and await self._is_allowed(message):
            await self.poster.show(message, await moderator_tasks.lacks(self.conversation))

    async def opens_workbench(self, update: Update, _: Context) -> None:
        """/workbench: a link that opens it, in private alone."""
        message = update.effective_message
        if message and await self._is_allowed(message):
            private = message.chat.type == ChatType.PRIVATE
            await self.poster.show(message, moderator_tasks.opens_workbench(self.conversation, private=private))

    async def reloads(self, update: Update, _: Context) -> None:
        """/reload."""
        message = update.effective_message
        if message and await self._is_allowed(message):
            await self.poster.show(message, await self.conversation.reload())

    async def answers(self, update: Update, _: Context) -> None:
        """/answer and words, in reply to a question that a member sent: it gets there; without words it is marked as done."""
        message = update.effective_message
        if message is None or not await self._is_allowed(message):
            return
        posted = message.reply_to_message
        words = reading.behind_command(message)
        replies_to = posted.message_id if posted else 0
        fate, told = await moderator_tasks.answers(self.conversation, message.chat.id, replies_to, words)
        await self.poster.show(message, notices.note("", told))
        if posted and fate.ends:
            await self.poster.mark(posted, told)

    async def posts(self, chat: int, reply: Reply) -> int:
        """Posts into the moderators' chat. Telegram has no field that a button opens: a command answers."""
        hint = self.conversation.service.faq.community.moderators.answer_hint
        asks = any(button.press.verb is Verb.ANSWER for button in reply.buttons)
        return await self.poster.post(chat, replace(reply, below=hint, buttons=()) if asks else reply)

    async def brings(self, sealed: bytes, reply: Reply) -> None:
        """Brings an answer to a member in private."""
        await self.poster.post(self.conversation.addresses.open(sealed), reply)

    async def _is_allowed(self, message: Message) -> bool:
        """Whether it was written by a moderator, where only moderators read; whoever else did is told how it is set."""
        theirs = self.conversation.moderator_chats.chats.get(self.conversation.platform)
        if theirs is not None:
            private = message.chat.type == ChatType.PRIVATE
            if message.chat.id == theirs or (private and await self._is_in(theirs, message.chat.id)):
                return True
        line = self.conversation.service.faq.community.moderators.only_here
        setting = f"{self.conversation.platform}: {message.chat.id}"
        await self.poster.show(message, notices.note("", line.format(setting=setting)))
        return False

    async def _is_in(self, chat: int, user: int) -> bool:
        try:
            member = await self.poster.bot.get_chat_member(chat, user)
        except TelegramError:  # Telegram knows no such member, or the bot is not in that chat
            return False
        return member.is_member if isinstance(member, ChatMemberRestricted) else member.status in _IN_IT
