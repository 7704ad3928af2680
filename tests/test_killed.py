"""The bot is killed amid its work, again and again: what members were told is true afterwards, and they notice no more."""

import asyncio
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from conftest import FILES
from loopback.machine import Machine, machine
from loopback.sides import Side, Talk, on_discord, on_telegram

from bot.encryption import Encryption
from bot.model import Count
from bot.storage.store import open_store

AMONG = 4
"""Members who are busy at the same time on each platform."""
CATCHING, IVIG = "Is MMN contagious?", "What is IVIG?"


@dataclass(eq=False)
class Member:
    """Somebody who asks, votes, asks what the FAQ lacks, sends that, and begins anew: `does` goes on to the next wait.

    `voted` and `sent` are what the bot told them that it has.
    """

    talk: Talk
    name: str
    voted: int = 0
    sent: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.does = self._live()

    def _live(self) -> Iterator[None]:
        for turn in count(1):
            yield from self._asks("is it catching?")
            yield from self._taps("Helpful")
            assert self.talk.outcome.startswith(("Thank you.", CATCHING)), self.talk.outcome
            self.voted += 1
            words = f"worn out after work, {self.name} {turn}"
            yield from self._asks(words)
            yield from self._taps("None of these")
            yield from self._taps("Ask a moderator")
            yield from self._taps("Yes, send it")
            assert self.talk.outcome.startswith("Sent. Thank you."), self.talk.outcome
            self.sent.append(words)

    def _asks(self, words: str) -> Iterator[None]:
        before = len(self.talk.texts)
        self.talk.says(words)
        while len(self.talk.texts) == before:
            yield

    def _taps(self, label: str) -> Iterator[None]:
        self.talk.taps(label)
        while not self.talk.outcome:
            yield


@dataclass
class Kept:
    """What is found on the disk."""

    sound: str
    voted: int
    sent: list[str]


class Round:
    """New members on every side, who are busy until the bot is killed."""

    def __init__(self, place: Machine, sides: tuple[Side, ...], number: int) -> None:
        self.machine = place
        self.members = [
            Member(side.talk(f"Member {n}"), f"{side.name} {number} {n}") for side in sides for n in range(AMONG)
        ]

    @property
    def told(self) -> int:
        """How often members were told that something is kept."""
        return sum(member.voted + len(member.sent) for member in self.members)

    def goes_on_until(self, told: int) -> None:
        """Until so much was confirmed; then the bot is killed, while all of them wait for something."""

        def enough() -> bool:
            for member in self.members:
                next(member.does)
            return self.told >= told

        self.machine.until(enough, "members to be told")
        self.machine.kill()


def is_on_disk(place: Machine, folder: Path) -> Kept:
    """What a copy of the files holds, so that the bot itself finds them as they were left."""
    shutil.copytree(place.data, folder)
    with closing(sqlite3.connect(folder / place.store.name)) as opened:
        (sound,) = opened.execute("PRAGMA integrity_check").fetchone()

    async def read() -> tuple[list[Count], list[str]]:
        store = await open_store(str(folder / place.store.name))
        counts, questions = await store.counts(), await store.questions()
        await store.close()
        return counts, [Encryption(place.key).open(question.sealed) for question in questions]

    counts, sent = asyncio.run(read())
    return Kept(sound, sum(each.number for each in counts if each.what == "helped"), sent)


def mends(place: Machine, talk: Talk, words: str, title: str) -> None:
    """The first question of this talk is changed, and its answer changes with it."""
    talk.edits(words)
    place.until(lambda: talk.texts[0].startswith(title), f"{title} in place of {talk.texts[0]}")


@pytest.mark.long
def test_killed_amid_writes_it_has_kept_all_that_members_were_told_and_goes_on(tmp_path: Path):
    rounds: list[Round] = []
    with ExitStack() as stack:
        sides = stack.enter_context(on_telegram()), stack.enter_context(on_discord())
        place = stack.enter_context(machine(tmp_path, FILES, *sides))
        place.start()
        for number, told in enumerate((1, 12, 30)):
            rounds.append(Round(place, sides, number))
            rounds[-1].goes_on_until(told)

            kept = is_on_disk(place, tmp_path / f"round {number}")
            members = [member for each in rounds for member in each.members]
            sent = {words for member in members for words in member.sent}
            assert kept.sound == "ok"
            assert kept.voted >= sum(member.voted for member in members)
            assert sent <= set(kept.sent)

            place.start()
            for member in rounds[-1].members:
                if member.sent:  # so its first answer was linked to its question long before
                    mends(place, member.talk, "what is ivig?", IVIG)

        mended = [member for member in members if member.sent]
        for member in mended:
            mends(place, member.talk, "is it catching?", CATCHING)
        place.signal(signal.SIGTERM)
        assert place.ends() == 0
    assert mended
