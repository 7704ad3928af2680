"""The dialogues that the bot is in: what it said last to each member who is alone with it, in memory only."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.answering.turns import NOTHING_SAID, Turn

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = timedelta(minutes=10)
"""For how long a message is read with what was said before it."""
_MOST = 1_000
"""Members with whom the bot is in a dialogue at once, at most. The oldest dialogues end first."""


class Dialogues:
    """The last turn with each member who is alone with the bot, by the member's code, for `KEPT`."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._turns: dict[str, tuple[Turn, datetime]] = {}

    def last(self, member: str) -> Turn:
        """What the bot said last to a member, if that is not long ago."""
        self.let_go()
        turn, _ = self._turns.get(member, (NOTHING_SAID, None))
        return turn

    def note(self, member: str, turn: Turn) -> None:
        """Takes down what the bot says to a member."""
        self.forget(member)
        self._turns[member] = turn, self._now()

    def forget(self, member: str) -> None:
        """Lets go of what was said to a member."""
        self._turns.pop(member, None)

    def let_go(self) -> None:
        """Lets go of what was said for long enough ago."""
        oldest = self._now() - KEPT
        young = [(member, said) for member, said in self._turns.items() if said[1] > oldest]
        self._turns = dict(young[-_MOST:])
