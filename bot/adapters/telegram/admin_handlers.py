"""What the admins of a group do: switch listening on and off, and see what the bot can see."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from telegram import ChatMember, ChatMemberRestricted
from telegram.constants import ChatType
from telegram.ext import CallbackContext

from bot.adapters.telegram import reading
from bot.errors import UnreachableError
from bot.model import Outcome, Paragraph, Reply

if TYPE_CHECKING:
    from telegram import Message, Update
    from telegram.ext import ExtBot

    from bot.adapters.conversation import Conversation
    from bot.adapters.telegram.posting import Poster
    from bot.model import TelegramLines

Context = CallbackContext[Any, Any, Any, Any]

_OUT = {ChatMember.LEFT, ChatMember.BANNED}
_GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}


def _is_out(member: ChatMember) -> bool:
    return not member.is_member if isinstance(member, ChatMemberRestricted) else member.status in _OUT


async def is_admin(bot: ExtBot[Any], chat: int, user: int) -> bool:
    """Whether a user, or the bot itself, is an admin of a group.

    The list of admins is asked for, as a group may hide its other members from a bot that is none.
    """
    return chat < 0 and any(admin.user.id == user for admin in await bot.get_chat_administrators(chat))


@dataclass(frozen=True, slots=True)
class AdminHandlers:
    """The commands that are for admins alone. Menus hide them from others, and they are checked here too.

    `grown` are the supergroups that groups became while the bot was in them: it does not come to them anew.
    """

    conversation: Conversation
    poster: Poster
    grown: set[int] = field(default_factory=set)

    async def listens(self, update: Update, context: Context) -> None:
        """/listen on|off."""
        message = update.effective_message
        if message is None or not await self._is_allowed(message):
            return
        chat = message.chat.id
        match [word.lower() for word in context.args or ()]:
            case ["on"]:
                await self.conversation.listen(reading.chat_key(chat), on=True)
                deaf = () if await self._sees_all(chat) else (self._lines.status_sees_some, self._lines.status_deaf)
                await self._say(message, "", self._lines.listen_on, *deaf)
            case ["off"]:
                await self.conversation.listen(reading.chat_key(chat), on=False)
                await self._say(message, "", self._lines.listen_off)
            case _:
                await self._say(message, "", await self._listening(chat), self._lines.listen_usage)

    async def tells_status(self, update: Update, _: Context) -> None:
        """/status."""
        message = update.effective_message
        if message is None or not await self._is_allowed(message):
            return
        chat, lines = message.chat.id, self._lines
        sees_all = await self._sees_all(chat)
        told = [lines.status_sees_all if sees_all else lines.status_sees_some]
        if await is_admin(self.poster.bot, chat, self.poster.bot.id):
            told.append(lines.status_is_admin)
        told.append(await self._listening(chat))
        if not sees_all and await self.conversation.listening(reading.chat_key(chat)):
            told.append(lines.status_deaf)
        told += (lines.status_removing, lines.status_elsewhere)
        told.append(self.conversation.service.faq.community.moderators.chat_number.format(chat=chat))
        await self._say(message, lines.status_title, *told)

    async def migrates(self, update: Update, _: Context) -> None:
        """A group became a supergroup: it has another id from now on."""
        message = update.effective_message
        if message and message.migrate_to_chat_id:
            self.grown.add(message.migrate_to_chat_id)
            new = reading.chat_key(message.migrate_to_chat_id)
            await self.conversation.moved(reading.chat_key(message.chat.id), new)

    async def comes_or_goes(self, update: Update, _: Context) -> None:
        """The bot came into a group, which is greeted, or is there no more, which ends what was allowed there."""
        change = update.my_chat_member
        if change is None or change.chat.id >= 0:
            return
        was, now = change.old_chat_member, change.new_chat_member
        if _is_out(now):
            await self.conversation.forget_chat(reading.chat_key(change.chat.id))
            return
        comes = _is_out(was) and change.chat.id not in self.grown
        is_admin = now.status == ChatMember.ADMINISTRATOR
        told = await self._greeting(is_admin=is_admin) if comes else []
        if is_admin and was.status != ChatMember.ADMINISTRATOR:
            told.append(self._lines.status_is_admin)
        if told and change.chat.type in _GROUPS:
            greeting = Reply(Outcome.ANSWER, blocks=tuple(map(Paragraph, told)))
            with suppress(UnreachableError):  # a group in which only admins may write
                await self.poster.post(change.chat.id, greeting)

    async def _greeting(self, *, is_admin: bool) -> list[str]:
        sees_all = is_admin or bool((await self.poster.bot.get_me()).can_read_all_group_messages)
        return [
            self._lines.greeting,
            self._lines.greeting_sees_all if sees_all else self._lines.greeting_sees_some,
        ]

    @property
    def _lines(self) -> TelegramLines:
        return self.conversation.service.faq.community.telegram

    async def _is_allowed(self, message: Message) -> bool:
        """Whether an admin of this group wrote it; whoever else did is told."""
        if message.chat.type == ChatType.PRIVATE:
            await self._say(message, "", self._lines.groups_only)
            return False
        user = message.from_user if message.sender_chat is None else None  # a channel has no rights of its own
        allowed = reading.is_anonymous_admin(message) or (
            user is not None and await is_admin(self.poster.bot, message.chat.id, user.id)
        )
        if not allowed:
            await self._say(message, "", self._lines.admins_only)
        return allowed

    async def _sees_all(self, chat: int) -> bool:
        """Asked anew each time: BotFather's switch can be turned while the bot runs."""
        me = await self.poster.bot.get_me()
        return bool(me.can_read_all_group_messages) or await is_admin(self.poster.bot, chat, me.id)

    async def _listening(self, chat: int) -> str:
        on = await self.conversation.listening(reading.chat_key(chat))
        return self._lines.status_listening if on else self._lines.status_not_listening

    async def _say(self, to: Message, title: str, *paragraphs: str) -> None:
        await self.poster.answer(to, Reply(Outcome.ANSWER, title, tuple(map(Paragraph, paragraphs))))
