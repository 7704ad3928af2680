"""The heart: everything that Telegram knows, one door for the bot's calls, and what a test reads of them."""

from __future__ import annotations

import asyncio
import itertools
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loopback.patience import PATIENCE, PAUSE
from loopback.telegram import shapes
from loopback.telegram.chats import Chat
from loopback.telegram.errors import ApiError, ConnectionDroppedError, MisuseError
from loopback.telegram.faults import Faults
from loopback.telegram.methods import METHODS
from loopback.telegram.people import Person
from loopback.telegram.profile import Profile
from loopback.telegram.sight import bot_sees
from loopback.telegram.updates import Updates
from loopback.telegram.webhook import Webhook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from loopback.telegram.errors import Json
    from loopback.telegram.flood import Flood
    from loopback.telegram.messages import InlineQuery, Posted, Tap

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"  # noqa: S105  made up


@dataclass(frozen=True)
class Call:
    """One request of the bot, `params` as Python values; `error` is what Telegram refused it with."""

    method: str
    params: Json = field(default_factory=dict)
    error: str = ""


class BotApi:
    """A Telegram of its own, with one bot on it.

    `privacy` is BotFather's privacy mode, `inline` its inline mode, `inline_feedback` whether the bot is told which
    result was chosen, `bot_to_bot` whether it gets what other bots say. All four can be changed at any time.
    With a `flood`, Telegram keeps the bot to its limits; `slow` is for how many seconds the last answer is held back.
    `calls` holds all that the bot asked, `surprises` what no sound bot asks, `taps` and `queries` by their ids.
    """

    def __init__(self, username: str = "mmn_support_bot", *, privacy: bool = True, inline: bool = True) -> None:
        self.lock = threading.RLock()
        self.token = TOKEN
        self.privacy = privacy
        self.inline = inline
        self.inline_feedback = False
        self.bot_to_bot = False
        self.me = Person(self, 110201543, "MMN support", username, is_bot=True)
        self.anonymous_admin = Person(self, 1087968824, "Group", "GroupAnonymousBot", is_bot=True)
        self.channel_bot = Person(self, 136817688, "Channel", "Channel_Bot", is_bot=True)
        self.telegram = Person(self, 777000, "Telegram")
        self.people: dict[int, Person] = {self.me.id: self.me}
        self.chats: dict[int, Chat] = {}
        self.blocked_by: set[Person] = set()
        self.updates = Updates(self.lock)
        self.profile = Profile()
        self.webhook = Webhook()
        self.faults = Faults()
        self.flood: Flood | None = None
        self.slow = 0.0
        self.fail = self.faults.order
        self.calls: list[Call] = []
        self.surprises: list[str] = []
        self.taps: dict[str, Tap] = {}
        self.queries: dict[str, InlineQuery] = {}
        self._ids = itertools.count(5_000_000_001)  # beyond 32 bits, as Telegram's ids are
        self._message_ids: dict[int, itertools.count[int]] = {}

    # ---- who and where -----------------------------------------------------------------------------------------------

    def person(self, name: str, *, username: str = "", language: str = "en") -> Person:
        """Somebody new on Telegram, in no chat yet."""
        return self._new_person(Person(self, next(self._ids), name, username, language))

    def other_bot(self, name: str) -> Person:
        """A bot of somebody else's."""
        return self._new_person(Person(self, next(self._ids), name, f"{name.lower()}_bot", is_bot=True))

    def private(self, person: Person) -> Chat:
        """The private chat of a person with the bot, which they have started before."""
        chat = self.chats.get(person.id) or Chat(self, person.id, "private", person.first_name, with_person=person)
        chat.members = {person: "member", self.me: "member"}
        self.chats[person.id] = chat
        return chat

    def group(  # noqa: PLR0913  a group has as many sides
        self,
        title: str,
        members: Iterable[Person] = (),
        *,
        admins: Iterable[Person] = (),
        owner: Person | None = None,
        forum: bool = False,
        basic: bool = False,
        with_bot: bool = True,
    ) -> Chat:
        """A supergroup, or a `basic` group, which can migrate to one; the bot is in it, unless told otherwise."""
        statuses = dict.fromkeys(members, "member") | dict.fromkeys(admins, "administrator")
        statuses |= {owner: "creator"} if owner else {}
        statuses |= {self.me: "member"} if with_bot else {}
        chat = self.new_chat("group" if basic else "supergroup", title, statuses)
        chat.forum = forum
        return chat

    def channel(self, title: str) -> Chat:
        """A channel, to be forwarded from or spoken for."""
        return self.new_chat("channel", title, {})

    def blocks(self, person: Person) -> None:
        """The person blocks the bot."""
        self.private(person).becomes(self.me, "kicked", person)
        self.blocked_by.add(person)

    def unblocks(self, person: Person) -> None:
        """The person starts the bot again."""
        self.blocked_by.discard(person)
        self.private(person).becomes(self.me, "member", person)

    # ---- what the bot asks -------------------------------------------------------------------------------------------

    def call(self, method: str, params: Json) -> object:
        """The result of a request, checked against Telegram's own model of it; otherwise an ApiError.

        Never waits: `getUpdates` gives what is there, and the fronts do the long polling.
        """
        with self.lock:
            fault = self.faults.due(method, params)
            try:
                if self.flood:
                    self.flood.check(method, params)
                if fault and not fault.after:
                    fault.strike()
                shapes.check(method, params)
                if method not in METHODS:
                    raise MisuseError(f"the loopback has no method {method}")
                result = METHODS[method](self, params)
                if fault:
                    fault.strike()
            except (ApiError, ConnectionDroppedError) as error:
                if isinstance(error, MisuseError):
                    self.surprises.append(f"{method}: {error.description}")
                self.calls.append(Call(method, params, str(error)))
                raise
            self.calls.append(Call(method, params))
            self.slow = fault.slow if fault else 0
            return result

    def calls_of(self, method: str) -> list[Call]:
        """All requests of one method so far."""
        return [call for call in self.calls if call.method == method]

    def take_updates(self) -> list[Json]:
        """All updates that wait for the bot, which counts as their delivery."""
        return self.updates.take(limit=None, confirm=True)

    # ---- how a test ends ---------------------------------------------------------------------------------------------

    @property
    def unanswered_taps(self) -> list[str]:
        """Ids of the taps whose clock still turns on a member's screen."""
        return [tap.id for tap in self.taps.values() if tap.answer is None]

    def assert_clean(self) -> None:
        """Nothing unexpected was asked, and every tap was answered."""
        assert self.surprises == []
        assert self.unanswered_taps == []

    def wait_for(self, condition: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Returns once the condition holds, for a bot that runs in another thread or process."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"waited {seconds} seconds in vain; calls: {self.told()}"
            time.sleep(PAUSE)

    async def until(self, condition: Callable[[], object], seconds: float = PATIENCE) -> None:
        """As `wait_for`, for a bot that runs in this event loop."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"waited {seconds} seconds in vain; calls: {self.told()}"
            await asyncio.sleep(PAUSE)

    def told(self) -> str:
        """The calls so far, for a failing test's message."""
        lines = [f"  {call.method} {call.params} {call.error}" for call in self.calls if call.method != "getUpdates"]
        return "\n".join(["", *lines[-20:], f"  surprises: {self.surprises}"])

    # ---- for the parts -----------------------------------------------------------------------------------------------

    def announce(self, message: Posted, kind: str = "message") -> None:
        """Queues the message for the bot if it would see it."""
        if bot_sees(self, message):
            self.updates.put(kind, message.as_json())

    def new_chat(self, kind: str, title: str, members: dict[Person, str]) -> Chat:
        """A chat with an id as its kind has."""
        number = next(self._ids)
        chat = Chat(self, -number if kind == "group" else -1_000_000_000_000 - number, kind, title, members=members)
        self.chats[chat.id] = chat
        return chat

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups and channels count for themselves; private chats and basic groups share the bot's own count."""
        key = chat.id if chat.kind in {"supergroup", "channel"} else 0
        return next(self._message_ids.setdefault(key, itertools.count(1 if key else 1001)))

    def new_id(self) -> str:
        """An id for a query: text, as Telegram's."""
        return str(next(self._ids) * 1009)

    def now(self) -> int:
        """The time, in whole seconds as in all of the Bot API."""
        return int(time.time())

    def _new_person(self, person: Person) -> Person:
        self.people[person.id] = person
        return person
