"""What the adapter of one platform is handed: the core, and what is kept around it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from bot.adapters.outage import Outage
from bot.adapters.pending_questions import HELD, marked
from bot.adapters.sending import SENDING, send
from bot.errors import StorageError
from bot.model import Incoming, Kind, Outcome, Reply, Verb
from bot.moderating import stats

if TYPE_CHECKING:
    from collections.abc import Awaitable, Coroutine
    from datetime import datetime, timedelta

    from bot.adapters.addresses import Addresses
    from bot.adapters.moderator_chats import ModeratorChats
    from bot.adapters.pending_questions import PendingQuestions
    from bot.adapters.recent_answers import RecentAnswers
    from bot.adapters.unanswered import UnansweredMessages
    from bot.answering.service import Service
    from bot.model import Button, Keeping, Press, Said
    from bot.ports import Store

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

Sight = Callable[[Reply], bool]
"""Whether the member who asks will be the only one to see a reply."""

VOTES = {Verb.HELPED, Verb.NOT_HELPED}
"""The taps that say whether an answer helped."""
_LET_GO_AFTER = HELD.total_seconds() + 1
_PATIENCE = 1.0
"""Seconds that an answer waits for its count; a database that hangs holds up no more than that."""
_GLANCE = 0.3
"""Seconds that numbers to call wait for the country that a member chose; after that they come as for everybody."""


def by_all(_: Reply) -> bool:
    """Of a group: what the bot says is seen by everybody in it."""
    return False


def by_one(_: Reply) -> bool:
    """Of a private chat, or of what a platform shows to one member alone."""
    return True


@dataclass(frozen=True, slots=True)
class Conversation:
    """`current` gives the service in force, which a changed FAQ replaces; `reload` reads the FAQ anew and tells of it.

    `country` is the one of the settings, for whoever chose none; `keeping` what becomes of what members do.
    `login_link` gives a link for one use that opens the workbench, where there is one. `outages` holds how the line to
    each platform is, by the platform's name.
    """

    platform: str
    current: Callable[[], Service]
    reload: Callable[[], Awaitable[Reply]]
    store: Store
    recent_answers: RecentAnswers
    unanswered: UnansweredMessages
    pending_questions: PendingQuestions
    moderator_chats: ModeratorChats
    addresses: Addresses
    keeping: Keeping
    now: Callable[[], datetime]
    country: str
    cooldown: timedelta
    login_link: Callable[[], str] | None = None
    outages: dict[str, Outage] = field(default_factory=dict, repr=False)
    counting: set[asyncio.Task[Any]] = field(default_factory=set, init=False, repr=False)
    _listening: dict[str, bool] = field(default_factory=dict, init=False, repr=False)

    def outage(self, name: str) -> Outage:
        """How the line to the platform of this name is, for its adapter to tell."""
        return self.outages.setdefault(name, Outage(name))

    @property
    def service(self) -> Service:
        """The core on the FAQ as it is now."""
        return self.current()

    # ---- what members do ---------------------------------------------------------------------------------------------

    async def ask(  # noqa: PLR0913  what a message is, and by whom it is seen
        self,
        text: str,
        user: int,
        *,
        addressed: bool,
        context: str = "",
        choices: tuple[Button, ...] = (),
        seen: Sight = by_all,
    ) -> Reply:
        """The reply to a message of a user; `context` is the entry in the answer that it replies to, with these choices."""
        incoming = Incoming(text, addressed, self.country, context, choices)
        reply = await self._for(user, seen, lambda country: self.service.ask(replace(incoming, country=country)))
        if reply.outcome is not Outcome.SILENT and not self._is_talk(reply):
            patience = 0.0 if reply.outcome is Outcome.URGENT else _PATIENCE
            counts = [(reply.outcome.value, ""), *([(stats.SHOWN, reply.entry)] if reply.entry else ())]
            await asyncio.gather(*(self._count(what, entry, patience) for what, entry in counts))
        if not addressed:  # nothing of what is overheard is held
            return marked(reply, "")
        held = self.pending_questions.hold(text, self.recent_answers.code(user), reply)
        if any(button.press.about for button in held.buttons):  # it may be long until somebody taps
            asyncio.get_running_loop().call_later(_LET_GO_AFTER, self.pending_questions.let_go)
        return held

    async def entry_in(self, chat: int, message: int) -> str:
        """The entry that a message of the bot's shows, or empty; also where the store takes too long to tell."""
        said = await self._soon(self.recent_answers.at(chat, message)) if message else None
        return said.entry if said else ""

    async def answer_to(self, chat: int, message: int, *, urgent: bool = False) -> Said | None:
        """The answer that a message has; `urgent`: none, where the store takes too long to tell."""
        asked = self.recent_answers.to_question(chat, message)
        return await (self._soon(asked) if urgent else asked)

    async def listening(self, chat: str) -> bool:
        """Whether the bot may hear all that is said in this chat. The store is asked once: a cry for help is among it."""
        if chat not in self._listening:
            self._listening[chat] = await self.store.listening(chat)
        return self._listening[chat]

    async def listen(self, chat: str, *, on: bool) -> None:
        """Switches listening on or off."""
        await self.store.set_listening(chat, on=on)
        self._listening[chat] = on

    async def forget_chat(self, chat: str) -> None:
        """The bot is no longer in a chat: its settings go."""
        await self.store.forget_chat(chat)
        self._listening.pop(chat, None)

    async def moved(self, old: str, new: str) -> None:
        """A chat became another one."""
        await self.store.move_chat(old, new)
        self._listening.pop(old, None)
        self._listening.pop(new, None)

    async def show(self, entry_id: str, user: int, seen: Sight) -> Reply:
        """An entry that a user chose by its name."""
        reply = await self._for(user, seen, lambda country: self.service.show(entry_id, country))
        await self._count_shown(reply)
        return reply

    async def page(self, text: Callable[[Conversation, str], Reply], user: int, seen: Sight) -> Reply:
        """A page that a user opens."""
        return await self._for(user, seen, lambda country: text(self, country))

    async def press(self, press: Press, chat: int, message: int, user: int, seen: Sight) -> Reply:
        """The reply to a tap of a user below a message; their first vote there is counted, else `StorageError` is raised."""
        if press.verb in SENDING:
            return await send(self, press, user)
        reply = await self._for(user, seen, lambda country: self.service.press(press, country))
        if press.verb in VOTES and press.target in self.service.faq.entries:
            if self.recent_answers.is_first_vote(chat, message, user, press.target):
                await self.store.count(press.verb.value, press.target, self.now().date())
        elif press.verb is Verb.NONE:
            await self._count(stats.NONE_OF_THESE)
        elif press.verb is Verb.SHOW:
            await self._count_shown(reply)
        return self.pending_questions.lead_on(reply, press.about)

    def is_for_another(self, press: Press, user: int) -> bool:
        """Whether this tap would send, or let go of, the words of somebody else."""
        question = self.pending_questions.find(press.about) if press.verb in SENDING else None
        return question is not None and question.asker != self.recent_answers.code(user)

    async def earlier(self, place: tuple[int, int], reply: Reply) -> Said | None:
        """The same answer, given in this place within the cooldown. What cannot wait, and mere talk, has none."""
        if not reply.entry or reply.reviewed is None:
            return None
        return await self.recent_answers.same(place, reply.entry, self.cooldown)

    def after_restart(self, entry: str = "", *, urgent: bool) -> Reply:
        """For who waited while the bot was started again: the entry that answers them, the numbers to call, or a sorry."""
        if entry in self.service.faq.entries:
            return self.service.show(entry, self.country)
        return self.service.urgent(self.country) if urgent else self.service.restarted(self.country)

    async def forget(self, user: int) -> Reply:
        """Erases what leads to a user, and says what it was."""
        held = self.pending_questions.forget(self.recent_answers.code(user))  # first: it cannot fail
        self.unanswered.forget(self.recent_answers.code(user))
        held += await self.moderator_chats.forget(self.recent_answers.code(user))
        country = await self.store.forget_country(self.recent_answers.code(user))
        return self.service.forgotten(max(held, await self.recent_answers.forget(user)), country=country)

    # ---- countries ---------------------------------------------------------------------------------------------------

    async def _for(self, user: int, seen: Sight, word: Callable[[str], Reply]) -> Reply:
        """What `word` makes of a country: of the one that the user chose, where they alone see it; else of the settings'.

        A country that is chosen by the reply is remembered then. In a group it is not: people of many countries read
        it, and the numbers of one of them alone would be wrong for the others.
        """
        reply = word(self.country)
        if not (reply.above or reply.numbers or reply.organisations) or not seen(reply):
            return reply
        code = self.recent_answers.code(user)
        if reply.country:
            await self._soon(self._tried(self.store.choose_country(code, reply.country)))
            return reply
        country = await self._soon(self._tried(self.store.country(code)), _GLANCE)
        return word(country) if country and country != self.country else reply

    async def _tried(self, work: Awaitable[str | None]) -> str | None:
        try:
            return await work
        except StorageError as error:
            _log.error("the country that somebody chose is not known: %s", error)
            return None

    async def settles(self) -> None:
        """Waits for what the store was given without a wait, for as long as an answer would."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                await asyncio.gather(*map(asyncio.shield, self.counting))
                await self.unanswered.are_kept()

    # ---- counts ------------------------------------------------------------------------------------------------------

    def _is_talk(self, reply: Reply) -> bool:
        """Whether it answers ordinary talk, which is no question."""
        entry = self.service.faq.entries.get(reply.entry)
        return entry is not None and entry.kind is Kind.CHATTER

    async def _count_shown(self, reply: Reply) -> None:
        if reply.entry:
            await self._count(stats.SHOWN, reply.entry)

    async def _count(self, what: str, entry: str = "", patience: float = _PATIENCE) -> None:
        """Counts one event. No member waits long for that, or goes without an answer."""
        await self._soon(self._counted(what, entry), patience)

    async def _soon(self, work: Coroutine[Any, Any, _T], patience: float = _PATIENCE) -> _T | None:
        """What the store gives, or None where it takes too long: it then goes on by itself."""
        task = asyncio.create_task(work)
        self.counting.add(task)  # the loop itself does not hold a task
        task.add_done_callback(self.counting.discard)
        done, _ = await asyncio.wait({task}, timeout=patience)
        return task.result() if done else None

    async def _counted(self, what: str, entry: str) -> None:
        try:
            await self.store.count(what, entry, self.now().date())
        except StorageError as error:
            _log.error("something could not be counted: %s", error)
