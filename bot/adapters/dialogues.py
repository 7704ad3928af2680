"""What the bot said last to a member, so that the next message is read with it: entries and buttons, never words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.model import Button, Reply

KEPT = timedelta(minutes=10)
"""For how long a message is read with what was said before it."""
_MOST = 1_000
"""Members with whom the bot is in a dialogue at once, at most. The oldest dialogues end first."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What the bot said last: the id of the entry that it showed, or empty, and the buttons below.

    `subject` is the id of the entry that was spoken of last, be it before that: talk and choices leave it as it is.
    """

    entry: str = ""
    choices: tuple[Button, ...] = ()
    subject: str = ""


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

    def note(self, member: str, reply: Reply, *, talk: bool) -> None:
        """Takes down what the bot says to a member. `talk`: it answers ordinary talk, and leaves the subject as it is."""
        subject = reply.entry if reply.entry and not talk else self.last(member).subject
        self.forget(member)
        self._turns[member] = Turn(reply.entry, reply.buttons, subject), self._now()

    def forget(self, member: str) -> None:
        """Lets go of what was said to a member."""
        self._turns.pop(member, None)

    def _let_go(self) -> None:
        oldest = self._now() - KEPT
        young = [(member, said) for member, said in self._turns.items() if said[1] > oldest]
        self._turns = dict(young[-_MOST:])
