"""Puts replies into chats: as answers to a message, as edits of what stands there, or as a pointer to it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from telegram import ReplyParameters
from telegram.error import BadRequest, TelegramError

from bot.adapters.telegram import reading, rendering
from bot.errors import UnreachableError
from bot.model import Button, Outcome, Paragraph, Press, Reply, Verb

if TYPE_CHECKING:
    from telegram import InlineKeyboardMarkup, MaybeInaccessibleMessage, Message
    from telegram.ext import ExtBot

    from bot.adapters.front import Front
    from bot.model import Lines, Said

_UNCHANGED = "Message is not modified"

Place = tuple[int, int]
"""A chat and a forum topic in it, or 0."""


@dataclass(frozen=True, slots=True)
class Poster:
    """Posts, edits and removes the bot's messages, and remembers which answer belongs to which question."""

    front: Front
    bot: ExtBot[Any]

    @property
    def lines(self) -> Lines:
        """The fixed lines of the FAQ as it is now."""
        return self.front.service.faq.community.lines

    async def answer(self, asking: Message, reply: Reply, quoted: Message | None = None) -> None:
        """Answers `asking`, quoting it or `quoted`; in a group, points to the same answer given just before."""
        place = reading.place(asking)
        earlier = await self.front.earlier(place, reply) if _is_group(place) else None
        if earlier and await self._point_to(earlier, asking):
            return
        quote = ReplyParameters((quoted or asking).message_id, allow_sending_without_reply=True)
        await self._remember(asking, await self._post(place, reply, quote), reply.entry)

    async def show(self, asking: Message, reply: Reply) -> None:
        """Answers a moderator: again and again where they like, and nobody need know later what it was."""
        await self._post(
            reading.place(asking), reply, ReplyParameters(asking.message_id, allow_sending_without_reply=True)
        )

    async def post(self, chat: int, reply: Reply) -> None:
        """Posts into a chat unasked. Raises `UnreachableError` where Telegram does not let the bot."""
        try:
            await self._post((chat, 0), reply, None)
        except TelegramError as error:
            raise UnreachableError(f"Telegram says: {error.message}") from None

    async def mend(self, said: Said, asking: Message, reply: Reply) -> None:
        """Turns an answer that stands in a chat into the one that its edited question asks for."""
        await self._rewrite(reading.place(asking), said.messages, reply, said)

    async def turn(self, tapped: MaybeInaccessibleMessage, reply: Reply) -> None:
        """Turns the message whose button was tapped into `reply`."""
        said = await self.front.recent.at(tapped.chat.id, tapped.message_id)
        if said:  # of a message that was deleted Telegram no longer tells the topic
            await self._rewrite((tapped.chat.id, said.topic), said.messages, reply, said)
        else:
            await self._rewrite(reading.place(tapped), (tapped.message_id,), reply, None)

    async def remove(self, tapped: MaybeInaccessibleMessage) -> None:
        """Takes an answer away. One that Telegram finds too old to be deleted is emptied."""
        chat = tapped.chat.id
        said = await self.front.recent.at(chat, tapped.message_id)
        for message in said.messages if said else (tapped.message_id,):
            try:
                await self.bot.delete_message(chat, message)
            except BadRequest:
                with suppress(BadRequest):  # somebody else was quicker: it is gone
                    await self.bot.edit_message_text(escape(self.lines.removed), chat, message)
        if said:
            await self.front.recent.drop(said)

    async def _point_to(self, earlier: Said, asking: Message) -> bool:
        """Whether a pointer to this answer could be posted; it could not where the answer was deleted by hand."""
        pointer = Reply(Outcome.ANSWER, blocks=(Paragraph(self.lines.said_before),))
        try:
            posted = await self._post(reading.place(asking), pointer, ReplyParameters(earlier.messages[0]))
        except BadRequest:
            await self.front.recent.drop(earlier)
            return False
        await self._remember(asking, posted, "")
        return True

    async def _remember(self, asking: Message, posted: list[int], entry: str) -> None:
        user = asking.from_user.id if asking.from_user else 0
        await self.front.recent.add(reading.place(asking), asking.message_id, tuple(posted), user, entry)

    async def _post(self, place: Place, reply: Reply, quote: ReplyParameters | None) -> list[int]:
        """The ids of the messages posted: the first one quotes, the last one has the keyboard."""
        *first, last = rendering.messages(reply, self.lines)
        posted: list[int] = []
        for text in first:
            posted.append(await self._send(place, text, None, None if posted else quote))
        return [*posted, await self._send(place, last, self._keyboard(place, reply), None if posted else quote)]

    async def _send(
        self, place: Place, text: str, keyboard: InlineKeyboardMarkup | None, quote: ReplyParameters | None
    ) -> int:
        chat, topic = place
        message = await self.bot.send_message(
            chat, text, message_thread_id=topic or None, reply_markup=keyboard, reply_parameters=quote
        )
        return message.message_id

    async def _rewrite(self, place: Place, old: tuple[int, ...], reply: Reply, said: Said | None) -> None:
        """Edits messages that stand in a chat; what is too many is deleted, what is too few is posted."""
        texts = rendering.messages(reply, self.lines)
        kept: list[int] = []
        for message, text in zip_longest(old, texts):
            keyboard = self._keyboard(place, reply) if len(kept) == len(texts) - 1 else None
            if text is None:
                with suppress(BadRequest):
                    await self.bot.delete_message(place[0], message)
            elif message and await self._edit(place[0], message, text, keyboard):
                kept.append(message)
            else:
                kept.append(await self._send(place, text, keyboard, None))
        if said:
            await self.front.recent.change(said, tuple(kept), reply.entry)

    async def _edit(self, chat: int, message: int, text: str, keyboard: InlineKeyboardMarkup | None) -> bool:
        """Whether the message has this text now; not where it was deleted, or where Telegram finds it too old."""
        try:
            await self.bot.edit_message_text(text, chat, message, reply_markup=keyboard)
        except BadRequest as error:
            return error.message.startswith(_UNCHANGED)
        return True

    def _keyboard(self, place: Place, reply: Reply) -> InlineKeyboardMarkup | None:
        """In a private chat members delete what they like; in a group the bot must do it for them."""
        removing = (Button(self.lines.remove_button, Press(Verb.REMOVE)),) if _is_group(place) else ()
        return rendering.keyboard(reply, *removing)


def _is_group(place: Place) -> bool:
    """Telegram gives groups negative ids."""
    return place[0] < 0
