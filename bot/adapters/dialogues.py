"""What the bot said last to a member, so that the next message is read with it: entries and buttons, never words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.model import Button, Reply

KEPT = timedelta(minutes=10)
"""For how long a message is read with what was said before it."""
_MOST = 1_000
"""Members with whom the bot is in a dialogue at once, at most. The oldest dialogues end first."""
_MOST_SHOWN = 50
"""Entries of a dialogue that are kept in mind."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What the bot said last: the id of the entry that it showed, or empty, and the buttons below.

    `subject` is the id of the entry that was spoken of last, be it before that: talk and choices leave it as it is.
    `shown` are the ids of the entries that were shown so far but talk, as often as each was, and the edition of its text.
    `danger_over`: the member said that nobody is in danger, and no card of an emergency has come since.
    """

    entry: str = ""
    choices: tuple[Button, ...] = ()
    subject: str = ""
    shown: tuple[tuple[str, int], ...] = ()
    danger_over: bool = False


NOTHING_SAID = Turn()


class Dialogues:
    """The last turn with each member who is alone with the bot, by the member's code. In memory only, for `KEPT`."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._turns: dict[str, tuple[Turn, datetime]] = {}

    def last(self, member: str) -> Turn:
        """What the bot said last to a member, if that is not long ago."""
        self._let_go()
        turn, _ = self._turns.get(member, (NOTHING_SAID, None))
        return turn

    def note(
        self, member: str, reply: Reply, *, talk: bool, danger_over: bool = False, edition: int | None = 0
    ) -> None:
        """Takes down what the bot says to a member.

        `talk`: it answers ordinary talk, and leaves the subject as it is. `danger_over`: it answers who said that nobody is in danger.
        `edition`: what tells the text of its entry from an earlier or a later one; None where it is only shown once more, after a
        vote or on a way back.
        """
        last, spoken_of = self.last(member), reply.entry if reply.entry and not talk else ""
        turn = Turn(
            reply.entry,
            reply.buttons,
            subject=spoken_of or last.subject,
            shown=(*last.shown, *([(spoken_of, edition)] if spoken_of and edition is not None else ()))[-_MOST_SHOWN:],
            danger_over=(last.danger_over or danger_over) and reply.outcome is not Outcome.URGENT,
        )
        self.forget(member)
        self._turns[member] = turn, self._now()

    def forget(self, member: str) -> None:
        """Lets go of what was said to a member."""
        self._turns.pop(member, None)

    def _let_go(self) -> None:
        oldest = self._now() - KEPT
        young = [(member, said) for member, said in self._turns.items() if said[1] > oldest]
        self._turns = dict(young[-_MOST:])
