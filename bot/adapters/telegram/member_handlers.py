"""What members do: ask, browse, tap, and search as they type in any chat."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Message,
)
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden
from telegram.helpers import create_deep_linked_url

from bot.adapters.conversation import by_all, by_one, page_named
from bot.adapters.member_limits import MemberLimit
from bot.adapters.telegram import admin_handlers, reading, rendering, update_processor
from bot.answering import presses
from bot.model import Kind, Outcome, Paragraph, Reply, Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime

    from telegram import CallbackQuery, MaybeInaccessibleMessage, Update, User

    from bot.adapters.conversation import Conversation, Page, Sight
    from bot.adapters.member_limits import MemberLimits
    from bot.adapters.telegram.admin_handlers import Context
    from bot.adapters.telegram.posting import Poster
    from bot.model import Entry, Press

_OFFERED = 10
"""Entries that inline mode offers; more than a screen is not read."""
_DESCRIBED = 120
"""Characters of an entry's first words in that list."""
_TAPPED = 20
"""How often in a minute one member may tap in one chat."""
_VOTES = {Verb.HELPED, Verb.NOT_HELPED}
_OPENED_IN_PRIVATE = {
    Verb.SHOW,
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
_PROMPTED = timedelta(minutes=5)
"""For how long a member's next message is the question that /ask without words asked for."""
_NOTHING_FOUND = "ask"
"""Behind /start for whoever found nothing in inline mode: the welcome."""
_CACHED = 60
"""Seconds for which Telegram may keep them: a changed FAQ is soon seen."""


@dataclass(frozen=True, slots=True)
class MemberHandlers:
    """Answers to whatever a member may do. No method lets a member's words out of its hands."""

    conversation: Conversation
    poster: Poster
    tapping: MemberLimits
    prompted: dict[tuple[int, int], datetime] = field(default_factory=dict)

    # ---- messages ----------------------------------------------------------------------------------------------------

    async def asks(self, update: Update, context: Context) -> None:
        """A question: new or edited, by command, mention, reply or in private; or overheard where admins allow it."""
        message = update.effective_message
        if message is None:
            return
        question = reading.question(message, context.bot.bot)
        if question and not question.addressed and self._was_prompted(message):
            question = replace(question, addressed=True)
        if question is None or not (question.addressed or await self._listening(message)):
            return
        if await self.conversation.is_among_moderators(message.chat.id, question.replies_to):
            return
        reply = await self._reply_to(question, message)
        if reply.outcome is Outcome.SILENT:
            return
        if update.edited_message is None or not await self._mends(message, reply):
            await self.poster.answer(message, reply, question.quoted, addressed=question.addressed)

    async def _reply_to(self, question: reading.Question, message: Message) -> Reply:
        alone, entry = message.chat.type == ChatType.PRIVATE, ""
        page = page_named(question.text) if alone else None
        asker = reading.author(question.quoted)  # whose words they are: nobody sends another's to the moderators
        if question.unreadable and question.addressed:
            page = _unreadable
        if page:
            return await self.conversation.page(page, asker, _seen(message))
        if not (question.text or alone or question.replies_to):
            return self._prompt(message)
        entry = await self.conversation.entry_in(message.chat.id, question.replies_to)
        return await self.conversation.ask(
            question.text,
            asker,
            addressed=question.addressed,
            context=entry,
            choices=question.choices,
            seen=_seen(message),
        )

    def _prompt(self, message: Message) -> Reply:
        """Asks for the question itself: a command's menu sends it off before anything can be typed behind it."""
        now = self.conversation.now()
        for who in [who for who, at in self.prompted.items() if at <= now - _PROMPTED]:
            del self.prompted[who]
        self.prompted[message.chat.id, reading.author(message)] = now
        ask_now = self.conversation.service.faq.community.telegram.ask_now
        return Reply(Outcome.SUGGEST, blocks=(Paragraph(ask_now),), prompts=True)

    def _was_prompted(self, message: Message) -> bool:
        at = self.prompted.pop((message.chat.id, reading.author(message)), None)
        return at is not None and at > self.conversation.now() - _PROMPTED

    async def _mends(self, message: Message, reply: Reply) -> bool:
        """Whether the answer that the edited message has could be turned into this one."""
        urgent = reply.outcome is Outcome.URGENT
        if not urgent:
            await update_processor.turn()
        said = await self.conversation.answer_to(message.chat.id, message.message_id, urgent=urgent)
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
        user, seen = _author(message), _seen(message)
        press = presses.read(sent.replace(_BEFORE_TARGET, ":"))
        if sent in self.conversation.service.faq.entries:
            reply = await self.conversation.show(sent, user, seen)
        elif press and press.verb in _OPENED_IN_PRIVATE:
            reply = await self.conversation.press(press, message.chat.id, message.message_id, user, seen)
        else:
            reply = self.conversation.service.welcome()
        await self._answer(update, reply)

    def page(self, text: Page) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
        """A command that shows a fixed page."""

        async def shows(update: Update, _: Context) -> None:
            message = update.effective_message
            if message:
                await self._answer(update, await self.conversation.page(text, _author(message), _seen(message)))

        return shows

    async def supports(self, update: Update, context: Context) -> None:
        """/support, with a country behind it or none."""
        message = update.effective_message
        if message:
            named = self.conversation.service.country_named(" ".join(context.args or ()))

            def text(conversation: Conversation, country: str) -> Reply:
                return conversation.service.support(named or country)

            await self._answer(update, await self.conversation.page(text, _author(message), _seen(message)))

    async def forgets(self, update: Update, _: Context) -> None:
        """/forgetme."""
        user = update.effective_user
        if user is None:
            return
        await self._answer(update, await self.conversation.forget(user.id))
        await self.conversation.recent_answers.forget(user.id)  # nor is it known to whom this was said

    async def mistypes(self, update: Update, _: Context) -> None:
        """A command in a private chat that there is not: how to use the bot."""
        await self._answer(update, self.conversation.service.help())

    async def _answer(self, update: Update, reply: Reply) -> None:
        if update.effective_message:
            await self.poster.answer(update.effective_message, reply)

    async def _listening(self, message: Message) -> bool:
        return await self.conversation.listening(reading.chat_key(message.chat.id))

    # ---- taps --------------------------------------------------------------------------------------------------------

    async def taps(self, update: Update, _: Context) -> None:
        """A tap on a button: the message becomes what the button promised. Every tap is answered, also a forged one."""
        query = update.callback_query
        if query is None:
            return
        press = presses.read(query.data or "")
        if press is None or query.message is None:
            await _acknowledge(query)
            return
        if not self._shows_help(press):
            if self.tapping.of(query.message.chat.id, query.from_user.id, _TAPPED) is not MemberLimit.GOES:
                await _acknowledge(query, self.poster.lines.pause_text)
                return
            await update_processor.turn()
        if press.verb is Verb.REMOVE:
            await self._remove(query)
        elif await self._is_for_another(press, query):
            await _acknowledge(query, self.poster.lines.send_refused)
        else:
            await self._lead_on(query, query.message, press)

    async def _lead_on(self, query: CallbackQuery, tapped: MaybeInaccessibleMessage, press: Press) -> None:
        """In a group an answer belongs to who asked: for anybody else it leads on in private. Votes leave it for all."""
        user, alone = query.from_user.id, tapped.chat.type == ChatType.PRIVATE
        theirs = alone or await self._is_theirs(tapped, query.from_user)
        if press.verb not in _VOTES and not theirs:
            with suppress(BadRequest):
                await query.answer(url=self._privately(press))
            return
        reply = await self.conversation.press(press, tapped.chat.id, tapped.message_id, user, _seen(tapped))
        if alone or (theirs and (press.verb is not Verb.HELPED or not reply.entry)):
            await self.poster.turn(tapped, reply)
        await _acknowledge(query, self.poster.lines.vote_thanks if press.verb in _VOTES else "")

    def _privately(self, press: Press) -> str:
        """The address that opens in private what a tap leads to; none leads to words of somebody else's."""
        payload = f"{press.verb}{_BEFORE_TARGET}{press.target}" if press.target else str(press.verb)
        return create_deep_linked_url(self.poster.bot.username, payload)

    async def _is_for_another(self, press: Press, query: CallbackQuery) -> bool:
        """Whether a tap would send somebody else's words; what an admin asked in the name of the group is any admin's."""
        if not query.message or not self.conversation.is_for_another(press, query.from_user.id):
            return False
        chat = query.message.chat.id
        by_group = not self.conversation.is_for_another(press, chat)
        return not (by_group and await admin_handlers.is_admin(self.poster.bot, chat, query.from_user.id))

    def _shows_help(self, press: Press) -> bool:
        """Whether a tap asks for an emergency's card, or for the numbers of a country."""
        if press.verb in {Verb.COUNTRY, Verb.URGENT}:
            return True
        entry = self.conversation.service.faq.entries.get(press.target) if press.verb is Verb.SHOW else None
        return entry is not None and entry.kind is Kind.URGENT

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
        said = await recent.at(chat, message.message_id)
        answered = message.reply_to_message if isinstance(message, Message) else None
        author = reading.author(answered) if answered else 0
        if author == user.id or (said and said.asker == recent.code(user.id)):
            return True
        by_group = author == chat or (said is not None and said.asker == recent.code(chat))
        return by_group and await admin_handlers.is_admin(self.poster.bot, chat, user.id)

    # ---- inline mode -------------------------------------------------------------------------------------------------

    async def searches(self, update: Update, context: Context) -> None:
        """@bot words, in any chat: the entries that they may mean, to be sent there with a tap."""
        query = update.inline_query
        if query is None:
            return
        found = self.conversation.service.search(query.query, _OFFERED)
        nothing = self.conversation.service.faq.community.telegram.found_nothing
        button = None if found else InlineQueryResultsButton(nothing, start_parameter=_NOTHING_FOUND)
        offered = [self._offer(entry, context.bot.username) for entry in found]
        with suppress(BadRequest):  # it waited while the bot was away: whoever typed has gone on
            await query.answer(offered, cache_time=_CACHED, button=button)

    def _offer(self, entry: Entry, username: str) -> InlineQueryResultArticle:
        reply = self.conversation.service.show(entry.id, self.conversation.country)
        link = InlineKeyboardButton(self.poster.lines.private_button, create_deep_linked_url(username, entry.id))
        return InlineQueryResultArticle(
            entry.id,
            entry.question,
            InputTextMessageContent(rendering.one_message(reply, self.poster.lines)),
            description=rendering.plain(entry.answer)[:_DESCRIBED],
            reply_markup=InlineKeyboardMarkup([[link]]),
        )


def _seen(message: MaybeInaccessibleMessage) -> Sight:
    return by_one if message.chat.type == ChatType.PRIVATE else by_all


def _author(message: Message) -> int:
    return message.from_user.id if message.from_user else 0


def _unreadable(conversation: Conversation, country: str) -> Reply:
    return conversation.service.unreadable(country)


async def _acknowledge(query: CallbackQuery, text: str = "") -> None:
    """Stops the clock on the button, with a few words or none; a tap that waited for long has stopped it already."""
    with suppress(BadRequest):
        await query.answer(text or None)
