"""What a tap on a button does: whose answer it may change, and where it leads for everybody else."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import Message
from telegram.constants import ChatType
from telegram.error import BadRequest
from telegram.helpers import create_deep_linked_url

from bot.adapters.conversation import VOTES
from bot.adapters.taps import Tap, Taps
from bot.adapters.telegram import admin_handlers, reading, update_processor
from bot.answering import presses
from bot.answering.replying import unfolded
from bot.model import Verb

if TYPE_CHECKING:
    from telegram import CallbackQuery, MaybeInaccessibleMessage, Update, User

    from bot.adapters.conversation import Conversation
    from bot.adapters.member_limits import MemberLimits
    from bot.adapters.telegram.admin_handlers import Context
    from bot.adapters.telegram.posting import Poster
    from bot.model import Press

_MOST = 20
"""Taps of one member in a minute and one chat."""
_OPENED_IN_PRIVATE = {
    Verb.SHOW,
    Verb.MORE,
    Verb.BACK,
    Verb.OTHERS,
    Verb.THEME,
    Verb.TOPICS,
    Verb.SUPPORT,
    Verb.URGENT,
    Verb.COUNTRY,
    Verb.NONE,
}
_BEFORE_TARGET = "_"
"""Stands for a colon, which a deep link cannot carry."""


def opened(payload: str) -> Press | None:
    """The tap in a group that a deep link brings into the private chat."""
    press = presses.read(payload.replace(_BEFORE_TARGET, ":"))
    return press if press and press.verb in _OPENED_IN_PRIVATE else None


@dataclass(frozen=True, slots=True)
class TapHandlers:
    """Answers every tap, also a forged one."""

    conversation: Conversation
    poster: Poster
    tapping: MemberLimits

    async def taps(self, update: Update, _: Context) -> None:
        """A tap on a button: the message becomes what the button promised. Every tap is answered, also a forged one."""
        query = update.callback_query
        if query is None:
            return
        if query.message is None:
            await _acknowledge(query)
            return
        press, chat, user = presses.read(query.data or ""), query.message.chat.id, query.from_user.id
        tapped = Taps(self.conversation, self.tapping, _MOST)
        tap = tapped.sort(press, chat, user)
        if tap in {Tap.IS_TOLD, Tap.WAITS}:
            await _acknowledge(query, self.poster.lines.pause_text)
            return
        if press is None:
            await _acknowledge(query)
            return
        if not tapped.shows_help(press):
            await update_processor.wait_for_turn()
        if tap is Tap.REMOVES:
            await self._remove(query)
        elif tap is Tap.IS_REFUSED and not await self._may_send_for_the_group(press, chat, user):
            await _acknowledge(query, self.poster.lines.send_refused)
        else:
            await self._lead_on(query, query.message, press)

    async def _lead_on(self, query: CallbackQuery, tapped: MaybeInaccessibleMessage, press: Press) -> None:
        """In a group an answer belongs to who asked: for anybody else it leads on in private. Votes leave it for all."""
        user, alone = query.from_user.id, tapped.chat.type == ChatType.PRIVATE
        theirs = alone or await self._is_theirs(tapped, query.from_user)
        if press.verb not in VOTES and not theirs:
            with suppress(BadRequest):
                await query.answer(url=self._privately(press))
            return
        reply = await self.conversation.press(press, tapped.chat.id, tapped.message_id, user, reading.sight(tapped))
        if alone or (theirs and (press.verb is not Verb.HELPED or not reply.entry)):
            await self.poster.turn(tapped, unfolded(reply, press) if alone else reply)
        await _acknowledge(query, self.poster.lines.vote_thanks if press.verb in VOTES else "")

    def _privately(self, press: Press) -> str:
        """The address that opens in private what a tap leads to; none leads to words of somebody else's."""
        payload = f"{press.verb}{_BEFORE_TARGET}{press.target}" if press.target else str(press.verb)
        return create_deep_linked_url(self.poster.bot.username, payload)

    async def _may_send_for_the_group(self, press: Press, chat: int, user: int) -> bool:
        """Whether the words were said in the name of the group, and this user is one of its admins."""
        by_group = not self.conversation.is_for_another(press, chat)
        return by_group and await admin_handlers.is_admin(self.poster.bot, chat, user)

    async def _remove(self, query: CallbackQuery) -> None:
        if not query.message or not await self._may_remove(query.message, query.from_user):
            await _acknowledge(query, self.poster.lines.remove_refused)
            return
        await self.poster.remove(query.message)
        await _acknowledge(query)

    async def _may_remove(self, message: MaybeInaccessibleMessage, user: User) -> bool:
        """The one who asked, the one whose message is answered, and admins."""
        return await self._is_theirs(message, user) or await admin_handlers.is_admin(
            self.poster.bot, message.chat.id, user.id
        )

    async def _is_theirs(self, message: MaybeInaccessibleMessage, user: User) -> bool:
        """Whether they asked, or wrote the message that is answered; what an admin asked as the group is any admin's."""
        recent, chat = self.conversation.recent_answers, message.chat.id
        said = await self.conversation.answer_at(chat, message.message_id)
        answered = message.reply_to_message if isinstance(message, Message) else None
        author = reading.author(answered) if answered else 0
        if author == user.id or (said and said.asker == recent.code(user.id)):
            return True
        by_group = author == chat or (said is not None and said.asker == recent.code(chat))
        return by_group and await admin_handlers.is_admin(self.poster.bot, chat, user.id)


async def _acknowledge(query: CallbackQuery, text: str = "") -> None:
    """Stops the clock on the button, with a few words or none; a tap that waited for long has stopped it already."""
    with suppress(BadRequest):
        await query.answer(text or None)
