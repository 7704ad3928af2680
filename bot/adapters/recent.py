"""What the bot said of late, in memory only: so that it can mend and remove its answers, and not repeat them."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_KEPT = timedelta(days=2)
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that stands in a chat: the ids of its messages and of the message that asked, never a text.

    `place` is the chat and, where it has any, the topic or thread. `asker` is a code from `Recent.code`, or empty.
    `entry` is the entry that it shows, or empty.
    """

    place: tuple[int, int]
    question: int
    messages: tuple[int, ...]
    asker: str
    entry: str
    at: datetime


class Recent:
    """The latest answers: at most `_MOST`, none older than `_KEPT`, and none that outlives the process."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._key = secrets.token_bytes(32)
        self._said: dict[tuple[int, int], Said] = {}
        self._voted: dict[tuple[int, int, str, str], datetime] = {}

    def code(self, user: int) -> str:
        """A code for a user that nobody can turn back: its key is made anew each time the bot starts."""
        return hashlib.blake2b(str(user).encode(), key=self._key, digest_size=16).hexdigest()

    def add(self, place: tuple[int, int], question: int, messages: tuple[int, ...], user: int, entry: str) -> None:
        """Remembers an answer that was posted just now."""
        said = Said(place, question, messages, self.code(user), entry, self._now())
        self._said[_key(said)] = said
        while len(self._said) > _MOST:
            del self._said[next(iter(self._said))]

    def to_question(self, chat: int, question: int) -> Said | None:
        """The answer to a message."""
        return next((said for said in self._latest() if said.place[0] == chat and said.question == question), None)

    def at(self, chat: int, message: int) -> Said | None:
        """The answer that ends in this message."""
        self._let_go()
        return self._said.get((chat, message))

    def same(self, place: tuple[int, int], entry: str, within: timedelta) -> Said | None:
        """The answer that shows this entry in this place, given a short while ago."""
        since = self._now() - within
        return next(
            (said for said in self._latest() if said.entry == entry and said.place == place and said.at > since), None
        )

    def change(self, said: Said, messages: tuple[int, ...], entry: str) -> None:
        """The answer was edited: it consists of these messages now, and shows this entry."""
        if self._said.pop(_key(said), None):
            changed = replace(said, messages=messages, entry=entry)
            self._said[_key(changed)] = changed

    def is_first_vote(self, chat: int, message: int, user: int, entry: str) -> bool:
        """Whether this user has not voted on the entry in this message before: a trembling hand taps twice."""
        self._let_go()
        vote = chat, message, self.code(user), entry
        first = vote not in self._voted
        self._voted[vote] = self._now()
        return first

    def drop(self, said: Said) -> None:
        """The answer is no longer there."""
        self._said.pop(_key(said), None)

    def forget(self, user: int) -> int:
        """Erases whose answers and votes these are, and gives their number."""
        self._let_go()
        code = self.code(user)
        theirs = [(key, said) for key, said in self._said.items() if said.asker == code]
        self._said |= {key: replace(said, asker="") for key, said in theirs}
        votes = [vote for vote in self._voted if vote[2] == code]
        for vote in votes:
            del self._voted[vote]
        return len(theirs) + len(votes)

    def _latest(self) -> list[Said]:
        self._let_go()
        return list(reversed(self._said.values()))

    def _let_go(self) -> None:
        oldest = self._now() - _KEPT
        self._said = {key: said for key, said in self._said.items() if said.at > oldest}
        self._voted = {vote: at for vote, at in self._voted.items() if at > oldest}


def _key(said: Said) -> tuple[int, int]:
    return said.place[0], said.messages[-1]
