"""Puts replies into chats: as answers to a message, as edits of what stands there, or as a pointer to it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING

from telegram import ForceReply, ReplyParameters
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.adapters.conversation import VOTES
from bot.adapters.member_limits import MemberLimit
from bot.adapters.rows import is_led_to
from bot.adapters.telegram import reading, rendering, update_processor
from bot.adapters.telegram.fallbacks import Fallbacks
from bot.adapters.telegram.requests import LONGEST, LONGEST_URGENT, may_have_arrived, why
from bot.adapters.unanswered import Waiting
from bot.errors import UnreachableError
from bot.model import Button, Outcome, Paragraph, Press, Reply, Verb

if TYPE_CHECKING:
    from telegram import InlineKeyboardMarkup, MaybeInaccessibleMessage, Message
    from telegram.ext import ExtBot

    from bot.adapters.conversation import Conversation
    from bot.adapters.member_limits import MemberLimits
    from bot.adapters.telegram.reading import Asked, Place
    from bot.model import Lines, Said

_UNCHANGED = "Message is not modified"
_ASKED_IN_GROUP, _ASKED = 6, 20
"""How often in a minute one member may ask: a group gets 20 messages in all, a private chat one a second."""


@dataclass(frozen=True, slots=True)
class Poster:
    """Posts, edits and removes the bot's messages, and remembers which answer belongs to which question."""

    conversation: Conversation
    bot: ExtBot[bool]
    asking: MemberLimits

    @property
    def lines(self) -> Lines:
        """The fixed lines of the FAQ as it is now."""
        return self.conversation.service.faq.community.lines

    # ---- answers -----------------------------------------------------------------------------------------------------

    async def answer(
        self, asking: Message, reply: Reply, quoted: Message | None = None, *, addressed: bool = True
    ) -> None:
        """Answers `asking`, quoting it or `quoted`, at its turn and once; an emergency at once, by whatever way is left.

        In a group it points to the same answer given just before. A member who asks the bot too much is told so, once.
        """
        asked = reading.asked(asking, quoted, addressed=addressed)
        if reply.outcome is not Outcome.URGENT:
            most = _ASKED_IN_GROUP if _is_group(asked.place) else _ASKED
            limit = self.asking.of(asked.place[0], asked.user, most, addressed=addressed)
            if limit is MemberLimit.WAITS:
                return
            reply = self.conversation.service.pause() if limit is MemberLimit.IS_TOLD else reply
        await self.give(asked, reply)

    async def give(self, asked: Asked, reply: Reply) -> None:
        """As `answer`, to a message that may have come in an earlier run; nobody is told to slow down."""
        urgent = reply.outcome is Outcome.URGENT
        chat, topic = asked.place
        waiting = Waiting(chat, asked.message, topic, reply.entry, urgent)
        mark = self.conversation.unanswered.add(waiting, self.conversation.recent_answers.code(asked.user))
        update_processor.taken()
        try:
            if urgent:
                await self._fallbacks(asked, reply)
            else:
                await update_processor.wait_for_turn()
                if not await self.conversation.answer_to(chat, asked.message):
                    await self._answer(asked, reply)
        except TelegramError as error:
            if _is_final(error) or (may_have_arrived(error) and not urgent):  # an emergency: twice is better than never
                self.conversation.unanswered.drop(mark)
            raise
        self.conversation.unanswered.drop(mark)

    async def apologise(self, asking: Message, reply: Reply) -> None:
        """Answers a message of which nobody knows how far it was answered."""
        await self._answer(reading.asked(asking), reply)

    async def show(self, asking: Message, reply: Reply) -> None:
        """Answers a moderator: again and again where they like, and nobody need know later what it was."""
        await update_processor.wait_for_turn()
        await self._post(reading.place(asking), reply, _quoting(asking.message_id))

    async def post(self, chat: int, reply: Reply) -> int:
        """Posts into a chat unasked, and gives the id of the last message. Raises `UnreachableError` where Telegram does not let the bot."""
        try:
            return (await self._post((chat, 0), reply, None))[-1]
        except TelegramError as error:
            raise UnreachableError(f"Telegram says: {why(error)}") from None

    async def change(self, chat: int, message: int, reply: Reply) -> None:
        """Turns a message of the bot's into a reply without buttons. Raises `UnreachableError` where Telegram does not let the bot."""
        try:
            await self.bot.edit_message_text(rendering.messages(reply, self.lines)[0], chat, message)
        except TelegramError as error:
            raise UnreachableError(f"Telegram says: {why(error)}") from None

    async def mark(self, posted: Message, line: str) -> None:
        """Writes a line below a message of the bot's, whose buttons go."""
        with suppress(BadRequest):  # somebody removed it meanwhile
            await self.bot.edit_message_text(
                f"{posted.text_html}\n\n<b>{escape(line)}</b>", posted.chat.id, posted.message_id
            )

    # ---- what stands there already -----------------------------------------------------------------------------------

    async def mend(self, said: Said, asking: Message, reply: Reply) -> None:
        """Turns an answer that stands in a chat into the one that its edited question asks for."""
        await self._rewrite(reading.place(asking), said.messages, reply, said)

    async def turn(self, tapped: MaybeInaccessibleMessage, reply: Reply) -> None:
        """Turns the message whose button was tapped into `reply`."""
        said = await self.conversation.answer_at(tapped.chat.id, tapped.message_id)
        if said:  # of a message that was deleted Telegram no longer tells the topic
            await self._rewrite((tapped.chat.id, said.topic), said.messages, reply, said)
        else:
            await self._rewrite(reading.place(tapped), (tapped.message_id,), reply, None)

    async def remove(self, tapped: MaybeInaccessibleMessage) -> None:
        """Takes an answer away. One that Telegram finds too old to be deleted is emptied."""
        chat = tapped.chat.id
        said = await self.conversation.recent_answers.at(chat, tapped.message_id)
        for message in said.messages if said else (tapped.message_id,):
            try:
                await self.bot.delete_message(chat, message)
            except BadRequest:
                with suppress(BadRequest):  # somebody else was quicker: it is gone
                    await self.bot.edit_message_text(escape(self.lines.removed), chat, message)
        if said:
            await self.conversation.recent_answers.drop(said)

    # ---- how ---------------------------------------------------------------------------------------------------------

    async def _answer(self, asked: Asked, reply: Reply) -> None:
        earlier = await self.conversation.earlier(asked.place, reply) if _is_group(asked.place) else None
        if earlier and await self._point_to(earlier, asked, reply):
            return
        await self._remember(asked, await self._post(asked.place, reply, _quoting(asked.quoted)), reply.entry)

    async def _fallbacks(self, asked: Asked, reply: Reply) -> None:
        try:
            posted = await self._post(asked.place, reply, _quoting(asked.quoted))
        except TelegramError as error:
            if not _is_final(error):
                raise
            texts = rendering.messages(reply, self.lines)
            # Who was only overheard did not turn to the bot: nothing in private unasked, by good practice in a crisis.
            user = asked.user if asked.addressed else 0
            posted = await Fallbacks(self.bot, texts).whatever_way(error, asked.place, asked.message, user)
        if posted:
            await self._remember(asked, posted, reply.entry)

    async def _point_to(self, earlier: Said, asked: Asked, reply: Reply) -> bool:
        """Posts a pointer to the earlier answer. False if that answer was deleted.

        The pointer offers the other buttons of `reply`. Each member gets it once within the cooldown: asked again, this
        posts nothing, and is True all the same.
        """
        if not await self._stands(asked.place[0], earlier.messages[0]):
            await self.conversation.recent_answers.drop(earlier)
            return False
        recent, cooldown = self.conversation.recent_answers, self.conversation.cooldown
        if recent.is_first_pointer(asked.place, reply.entry, asked.user, cooldown):
            others = tuple(button for button in reply.buttons if button.press.verb not in VOTES)
            pointer = Reply(Outcome.ANSWER, blocks=(Paragraph(self.lines.said_before),), buttons=others)
            link = rendering.link_to(asked.place, earlier.messages[0])
            quote = _quoting(asked.quoted if link else earlier.messages[0])
            await self._remember(asked, await self._post(asked.place, pointer, quote, link), "")
        return True

    async def _stands(self, chat: int, message: int) -> bool:
        """Whether a message is there: taking away a reaction that it does not have changes nothing else."""
        try:
            await self.bot.set_message_reaction(chat, message)
        except BadRequest as error:
            return "not found" not in error.message
        return True

    async def _remember(self, asked: Asked, posted: list[int], entry: str) -> None:
        await self.conversation.remember(asked.place, asked.message, tuple(posted), asked.user, entry)

    async def _post(self, place: Place, reply: Reply, quote: ReplyParameters | None, link: str = "") -> list[int]:
        """The ids of the messages posted: the first one quotes, the last one has the keyboard, with a `link` above it."""
        urgent = reply.outcome is Outcome.URGENT
        *first, last = rendering.messages(reply, self.lines)
        posted: list[int] = []
        for text in first:
            posted.append(await self._send(place, text, None, None if posted else quote, urgent=urgent))
        keyboard = self._prompt() if reply.prompts else self._keyboard(place, reply, link)
        return [*posted, await self._send(place, last, keyboard, None if posted else quote, urgent=urgent)]

    async def _send(
        self,
        place: Place,
        text: str,
        keyboard: InlineKeyboardMarkup | ForceReply | None,
        quote: ReplyParameters | None,
        *,
        urgent: bool,
    ) -> int:
        chat, topic = place
        message = await self.bot.send_message(
            chat,
            text,
            message_thread_id=topic or None,
            reply_markup=keyboard,
            reply_parameters=quote,
            read_timeout=LONGEST_URGENT if urgent else LONGEST,
            rate_limit_args=urgent,
        )
        return message.message_id

    async def _rewrite(self, place: Place, old: tuple[int, ...], reply: Reply, said: Said | None) -> None:
        """Edits messages that stand in a chat; what is too many is deleted, what is too few is posted."""
        urgent = reply.outcome is Outcome.URGENT
        texts = rendering.messages(reply, self.lines)
        kept: list[int] = []
        for message, text in zip_longest(old, texts):
            keyboard = self._keyboard(place, reply) if len(kept) == len(texts) - 1 else None
            if text is None:
                with suppress(BadRequest):
                    await self.bot.delete_message(place[0], message)
            elif message and await self._edit(place[0], message, text, keyboard, urgent=urgent):
                kept.append(message)
            else:
                kept.append(await self._send(place, text, keyboard, None, urgent=urgent))
        if said:
            await self.conversation.recent_answers.change(said, tuple(kept), reply.entry)

    async def _edit(
        self, chat: int, message: int, text: str, keyboard: InlineKeyboardMarkup | None, *, urgent: bool
    ) -> bool:
        """Whether the message has this text now; not where it was deleted, or where Telegram finds it too old."""
        try:
            await self.bot.edit_message_text(text, chat, message, reply_markup=keyboard, rate_limit_args=urgent)
        except BadRequest as error:
            return error.message.startswith(_UNCHANGED)
        return True

    def _prompt(self) -> ForceReply:
        """Opens the field of the one who is answered, for a reply, which reaches the bot in privacy mode too."""
        hint = self.conversation.service.faq.community.telegram.ask_here
        return ForceReply(selective=True, input_field_placeholder=hint)

    def _keyboard(self, place: Place, reply: Reply, link: str = "") -> InlineKeyboardMarkup | None:
        """In a private chat members delete what they like; in a group the bot must do it for them."""
        in_group = _is_group(place) and not is_led_to(reply)
        removing = (Button(self.lines.remove_button, Press(Verb.REMOVE)),) if in_group else ()
        links = ((self.lines.said_before_button, link),) if link else ()
        return rendering.keyboard(reply, *removing, links=links)


def _quoting(message: int) -> ReplyParameters:
    return ReplyParameters(message, allow_sending_without_reply=True)


def _is_final(error: TelegramError) -> bool:
    """Whether Telegram has refused it, so that the same would be refused again."""
    return not isinstance(error, NetworkError) or isinstance(error, BadRequest)


def _is_group(place: Place) -> bool:
    """Telegram gives groups negative ids."""
    return place[0] < 0
