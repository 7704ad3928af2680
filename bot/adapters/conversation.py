"""What the adapter of one platform is handed: the core, and what is kept around it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.adapters import counting
from bot.adapters.outage import Outage
from bot.adapters.patience import Patience
from bot.adapters.pending_questions import marked
from bot.adapters.sending import SENDING, send
from bot.answering import turns
from bot.answering.turns import NOTHING_SAID, Turn
from bot.errors import StorageError
from bot.model import Outcome, Reply, Verb

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from datetime import datetime, timedelta

    from bot.adapters.addresses import Addresses
    from bot.adapters.dialogues import Dialogues
    from bot.adapters.moderator_chats import ModeratorChats
    from bot.adapters.pending_questions import PendingQuestions
    from bot.adapters.recent_answers import RecentAnswers
    from bot.adapters.unanswered import UnansweredMessages
    from bot.answering.service import Service
    from bot.model import Keeping, Press, Said
    from bot.ports import Store

_log = logging.getLogger(__name__)

Sight = Callable[[Reply], bool]
"""Whether the member who asks will be the only one to see a reply."""

VOTES = {Verb.HELPED, Verb.NOT_HELPED}
"""The taps that say whether an answer helped."""
_GLANCE = 0.3
"""Seconds that numbers to call wait for what the store knows of the member and the message. After that, they go out
without it, and are those of the settings' country."""


def by_all(_: Reply) -> bool:
    """False: in a group, everybody sees the reply."""
    return False


def by_one(_: Reply) -> bool:
    """True: only the member who asks sees the reply, in a private chat or as a message for one member alone."""
    return True


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the adapter of one platform needs: the core, the store, and what is kept around them."""

    platform: str
    current: Callable[[], Service]
    """Gives the service in force. A changed FAQ replaces the service, so call this anew for each message."""
    reload: Callable[[], Awaitable[Reply]]
    """Reads the FAQ again. The reply tells what became of it."""
    store: Store
    recent_answers: RecentAnswers
    unanswered: UnansweredMessages
    pending_questions: PendingQuestions
    dialogues: Dialogues
    moderator_chats: ModeratorChats
    addresses: Addresses
    keeping: Keeping
    """What becomes of what members send, by the settings in force."""
    now: Callable[[], datetime]
    country: str
    """The country of the settings, for members who chose none."""
    cooldown: timedelta
    """For how long the same answer is not given again in a group."""
    login_link: Callable[[], str] | None = None
    """Makes a link for one use that opens the workbench. None if there is no workbench."""
    outages: dict[str, Outage] = field(default_factory=dict, repr=False)
    """The state of the connection to each platform, by the platform's name."""
    patience: Patience = field(default_factory=Patience, init=False, repr=False)
    """How long answers wait for the store."""
    _listening: dict[str, bool] = field(default_factory=dict, init=False, repr=False)

    def outage(self, name: str) -> Outage:
        """The state of the connection to the platform of this name. The platform's adapter keeps it up to date."""
        return self.outages.setdefault(name, Outage(name))

    @property
    def service(self) -> Service:
        """The service in force, on the FAQ as it is now."""
        return self.current()

    # ---- what members do ---------------------------------------------------------------------------------------------

    async def ask(
        self, text: str, user: int, *, addressed: bool, before: Turn = NOTHING_SAID, seen: Sight = by_all
    ) -> Reply:
        """The reply to a message of a user; `before` is what the bot said before it, if it is read with that."""
        service = self.service
        incoming = turns.read_after(before, text, service.faq, addressed=addressed)
        decision = service.decide(incoming)
        reply = await self._for(user, seen, lambda country: service.word(decision, incoming, country))
        await counting.asked(self, decision, reply)
        if not addressed:  # the words of an overheard message are not held
            return marked(reply, "")
        held = self._held(text, reply, before if decision.chosen else None, user)
        return self._noted(held, user, seen, decision.press)

    def _held(self, text: str, reply: Reply, chosen_from: Turn | None, user: int) -> Reply:
        """The reply, with the ways to send the words, or the question before them if they only chose among what was offered."""
        asker = self.recent_answers.code(user)
        if chosen_from is None:
            return self.pending_questions.hold(text, asker, reply)
        mark = next((button.press.about for button in chosen_from.choices if button.press.about), "")
        asked = self.pending_questions.find(mark)
        return self.pending_questions.lead_on(reply, mark if asked and asked.asker == asker else "")

    def last_said(self, user: int) -> Turn:
        """What the bot said last where only this user saw it, if that is not long ago."""
        return self.dialogues.last(self.recent_answers.code(user))

    def in_need(self, user: int) -> bool:
        """Whether only this user saw the card of an emergency last, and has not said that nobody is in danger."""
        return turns.in_need(self.last_said(user), self.service.faq)

    def _noted(self, reply: Reply, user: int, seen: Sight, press: Press | None = None) -> Reply:
        """The same reply, to a message or to a tap. If only the user sees it, it is taken down as what was said last."""
        if seen(reply):
            turn = turns.after(self.last_said(user), reply, self.service.faq, press)
            self.dialogues.note(self.recent_answers.code(user), turn)
        return reply

    async def entry_in(self, chat: int, message: int) -> str:
        """The id of the entry that a message of the bot shows. Empty if there is none, or the store takes too long."""
        said = await self.answer_at(chat, message) if message else None
        return said.entry if said else ""

    async def answer_at(self, chat: int, message: int, *, urgent: bool = False) -> Said | None:
        """The answer that ends in a message of the bot. None also if the store takes too long, at which `urgent` only glances."""
        return await self.patience.soon(self.recent_answers.at(chat, message), _GLANCE if urgent else None)

    async def answer_to(self, chat: int, message: int) -> Said | None:
        """The answer that a message already has. None also if the store takes too long."""
        return await self.patience.soon(self.recent_answers.to_question(chat, message))

    async def remember(
        self, place: tuple[int, int], question: int, messages: tuple[int, ...], user: int, entry: str
    ) -> None:
        """Keeps which answer was posted just now, as `RecentAnswers.add`. The chat's next answer does not wait for it for long."""
        await self.patience.soon(self.recent_answers.add(place, question, messages, user, entry))

    async def listening(self, chat: str) -> bool:
        """Whether listening is on in this chat.

        The store is asked once for each chat, so that no cry for help waits for it.
        """
        if chat not in self._listening:
            self._listening[chat] = await self.store.listening(chat)
        return self._listening[chat]

    async def listen(self, chat: str, *, on: bool) -> None:
        """Switches listening on or off."""
        await self.store.set_listening(chat, on=on)
        self._listening[chat] = on

    async def forget_chat(self, chat: str) -> None:
        """Forgets the settings of a chat that the bot is no longer in."""
        await self.store.forget_chat(chat)
        self._listening.pop(chat, None)

    async def moved(self, old: str, new: str) -> None:
        """Gives the settings of a chat to the chat that it became."""
        await self.store.move_chat(old, new)
        self._listening.pop(old, None)
        self._listening.pop(new, None)

    async def show(self, entry_id: str, user: int, seen: Sight) -> Reply:
        """The reply that shows an entry which a user chose by its id. The showing is counted."""
        reply = await self._for(user, seen, lambda country: self.service.show(entry_id, country))
        await counting.shown(self, reply)
        return self._noted(reply, user, seen)

    async def page(self, text: Callable[[Conversation, str], Reply], user: int, seen: Sight) -> Reply:
        """The page that `text` makes, as a user sees it. Behind the card of an emergency it leads back to the numbers."""
        page = await self._for(user, seen, lambda country: text(self, country))
        if seen(page) and self.in_need(user) and page.outcome is not Outcome.URGENT:
            page = self.service.leading_to_help(page)
        return self._noted(page, user, seen)

    async def press(self, press: Press, chat: int, message: int, user: int, seen: Sight) -> Reply:
        """The reply to a tap of a user below a message.

        The user's first vote on an entry below this message is counted. Raises `StorageError` if that vote cannot be
        counted; if that takes the store too long to tell, the log is told instead.
        """
        if press.verb in SENDING:
            return await send(self, press, user)
        reply = await self._for(user, seen, lambda country: self.service.press(press, country))
        if press.verb in VOTES:
            await counting.voted(self, press, chat, message, user)
        else:
            await counting.tapped(self, press.verb, reply)
        return self._noted(self.pending_questions.lead_on(reply, press.about), user, seen, press)

    def is_for_another(self, press: Press, user: int) -> bool:
        """Whether this tap would send or discard the words of another member."""
        question = self.pending_questions.find(press.about) if press.verb in SENDING else None
        return question is not None and question.asker != self.recent_answers.code(user)

    async def earlier(self, place: tuple[int, int], reply: Reply) -> Said | None:
        """The same answer, if given in this place within the cooldown. None for an emergency, a doubt, or ordinary talk.

        None also if the store takes too long.
        """
        if not reply.entry or reply.reviewed is None or reply.doubts:
            return None
        return await self.patience.soon(self.recent_answers.same(place, reply.entry, self.cooldown))

    def after_restart(self, entry: str = "", *, urgent: bool) -> Reply:
        """The reply to a message that waited while the bot restarted.

        If the FAQ has `entry`, the reply shows that entry. Otherwise it shows the numbers to call if `urgent`, or else
        says sorry.
        """
        if self.service.faq.entry(entry):
            return self.service.show(entry, self.country)
        return self.service.urgent(self.country) if urgent else self.service.restarted(self.country)

    async def forget(self, user: int) -> Reply:
        """Erases what leads to a user. The reply tells what was erased. Raises `StorageError`."""
        held = self.pending_questions.forget(self.recent_answers.code(user))  # first: it cannot fail
        self.unanswered.forget(self.recent_answers.code(user))
        self.dialogues.forget(self.recent_answers.code(user))
        held += await self.moderator_chats.forget(self.recent_answers.code(user))
        country = await self.store.forget_country(self.recent_answers.code(user))
        return self.service.forgotten(max(held, await self.recent_answers.forget(user)), country=country)

    def let_go(self) -> None:
        """Lets go of what was in memory for long enough. To be called now and then: it must go even if nobody writes."""
        self.pending_questions.let_go()
        self.dialogues.let_go()
        self.recent_answers.let_go()

    # ---- countries ---------------------------------------------------------------------------------------------------

    async def _for(self, user: int, seen: Sight, word: Callable[[str], Reply]) -> Reply:
        """Calls `word` with a country: the user's own if only they see the reply, else the one in the settings.

        If a reply that only the user sees has a `country`, the user chose that country, and it is remembered. In a
        group no country is remembered or used: people of many countries read the reply, and the numbers of one country
        would be wrong for the others.
        """
        reply = word(self.country)
        if not (reply.doubts or reply.numbers or reply.organisations) or not seen(reply):
            return reply
        code = self.recent_answers.code(user)
        if reply.country:
            await self.patience.soon(self._tried(self.store.choose_country(code, reply.country)), 0)
            return reply
        country = await self.patience.soon(self._tried(self.store.country(code)), _GLANCE)
        return word(country) if country and country != self.country else reply

    async def _tried(self, work: Awaitable[str | None]) -> str | None:
        try:
            return await work
        except StorageError as error:
            _log.error("the country that somebody chose cannot be read or kept: %s", error)
            return None

    async def settles(self) -> None:
        """Waits for the store to finish what is still running, for as long as an answer would wait."""
        await self.patience.settles()
        await self.patience.soon(self.unanswered.are_kept())
