"""What the bot said of late, so that it can mend and remove its answers, and not repeat them: links, never words."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from bot.errors import StorageError
from bot.model import Said
from bot.retention import ANSWERS_KEPT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime, timedelta

    from bot.ports import Store

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class RecentAnswers:
    """The answers of one platform, none older than `ANSWERS_KEPT`.

    Chats and users are kept as codes that only `key` makes, as the id of a private chat is its member's. A store that
    fails costs the link and never the answer: it is logged, and the answer counts as unknown.
    """

    def __init__(self, store: Store, platform: str, key: bytes, now: Callable[[], datetime]) -> None:
        self._store = store
        self._platform = platform
        self._key = hashlib.blake2b(key, digest_size=32, person=b"mmn-bot recent").digest()
        self._now = now
        self._voted: dict[tuple[str, int, str, str], datetime] = {}
        self._pointed: dict[tuple[str, int, str, str], datetime] = {}
        """Who voted on what, and who was led to what, each with the time at which it is let go."""

    def code(self, user: int) -> str:
        """A code for a user that nobody without the key can make or turn back."""
        return self._code("user", user)

    async def add(
        self, place: tuple[int, int], question: int, messages: tuple[int, ...], user: int, entry: str
    ) -> None:
        """Remembers an answer that was posted just now. `place` is the chat and the topic in it, or 0."""
        chat, topic = place
        said = Said(self._code("chat", chat), topic, question, messages, self.code(user), entry, self._now())
        await _tried(self._store.remember(said))

    async def to_question(self, chat: int, question: int) -> Said | None:
        """The answer to a message."""
        return self._if_recent(await _read(self._store.answer_to(self._code("chat", chat), question)))

    async def at(self, chat: int, message: int) -> Said | None:
        """The answer that ends in this message."""
        return self._if_recent(await _read(self._store.answer_at(self._code("chat", chat), message)))

    async def same(self, place: tuple[int, int], entry: str, within: timedelta) -> Said | None:
        """The answer that shows this entry in this place, given a short while ago."""
        chat, topic = place
        return await _read(self._store.same_answer(self._code("chat", chat), topic, entry, self._now() - within))

    async def change(self, said: Said, messages: tuple[int, ...], entry: str) -> None:
        """The answer was edited: it consists of these messages now, and shows this entry. One that is gone stays so."""
        if await _read(self._store.answer_at(said.place, said.messages[-1])) is None:
            return
        await _tried(self._store.remember(replace(said, messages=messages, entry=entry)))
        if messages[-1] != said.messages[-1]:
            await self.drop(said)

    async def drop(self, said: Said) -> None:
        """The answer is no longer there."""
        await _tried(self._store.drop(said))

    def is_first_vote(self, chat: int, message: int, user: int, entry: str) -> bool:
        """Whether this user has not voted on the entry in this message before: a trembling hand taps twice.

        In memory only, so that no vote of anybody's is kept.
        """
        self.let_go()
        vote = self._vote(chat, message, user, entry)
        first = vote not in self._voted
        self._voted[vote] = self._now() + ANSWERS_KEPT
        return first

    def take_back_vote(self, chat: int, message: int, user: int, entry: str) -> None:
        """The vote could not be counted: the next one is the first."""
        self._voted.pop(self._vote(chat, message, user, entry), None)

    def _vote(self, chat: int, message: int, user: int, entry: str) -> tuple[str, int, str, str]:
        return self._code("chat", chat), message, self.code(user), entry

    def is_first_pointer(self, place: tuple[int, int], entry: str, user: int, within: timedelta) -> bool:
        """True the first time, in a span of `within`, that this user is pointed to this entry's answer there.

        Kept in memory only.
        """
        self.let_go()
        chat, topic = place
        who = self._code("chat", chat), topic, self.code(user), entry
        first = who not in self._pointed
        self._pointed.setdefault(who, self._now() + within)
        return first

    def let_go(self) -> None:
        """Lets go of what was in memory for long enough."""
        now = self._now()
        self._voted = {vote: until for vote, until in self._voted.items() if until > now}
        self._pointed = {who: until for who, until in self._pointed.items() if until > now}

    async def forget(self, user: int) -> int:
        """Erases what is known of this user's answers and votes, and gives their number. Raises `StorageError`.

        A failure is not hidden here, because the member is told that it was done.
        """
        code = self.code(user)
        self._pointed = {who: until for who, until in self._pointed.items() if who[2] != code}
        votes = [vote for vote in self._voted if vote[2] == code]
        for vote in votes:
            del self._voted[vote]
        return len(votes) + await self._store.forget(code)

    def _code(self, what: str, number: int) -> str:
        named = f"{self._platform}:{what}:{number}"
        return hashlib.blake2b(named.encode(), key=self._key, digest_size=16).hexdigest()

    def _if_recent(self, said: Said | None) -> Said | None:
        return said if said and said.at > self._now() - ANSWERS_KEPT else None


async def _read(work: Awaitable[_T]) -> _T | None:
    return await _tried(work, "read")


async def _tried(work: Awaitable[_T], done: str = "written") -> _T | None:
    try:
        return await work
    except StorageError as error:
        _log.error("the link between a question and its answer cannot be %s: %s", done, error)
        return None
