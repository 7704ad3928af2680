"""Questions that their members may yet send to the moderators: their words, in memory, for an hour at most."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.model import Verb
from bot.moderating.masking import mask

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.model import Reply

HELD = timedelta(hours=1)
LONGEST = 1_000
"""Characters of a question that are sent: they are shown first, in one message."""
_MOST = 1_000
"""Questions that are held at once, at most. The oldest go first."""
_WAYS = {Verb.SEND, Verb.NONE, Verb.OTHERS, Verb.NOT_HELPED}
"""Buttons that send a question, or open a screen that can."""
_ON_THE_WAY = {*_WAYS, Verb.SHOW, Verb.MORE, Verb.BACK, Verb.HELPED, Verb.SUPPORT}
"""Buttons that carry the mark of the question, as their next screens can still lead to sending it."""


@dataclass(frozen=True, slots=True)
class PendingQuestion:
    """The words of a question as they would be sent, and the code of the member who asked."""

    words: str
    asker: str
    at: datetime


class PendingQuestions:
    """Holds at most `_MOST` questions, each for `HELD` and under a mark that the buttons below its reply carry.

    Where no moderators can be reached (`is_open` false) it holds nothing, and no button offers to send.
    """

    def __init__(self, now: Callable[[], datetime], *, is_open: bool) -> None:
        self._now = now
        self._is_open = is_open
        self._questions: dict[str, PendingQuestion] = {}
        self._chosen: dict[str, tuple[Verb, datetime]] = {}

    def hold(self, words: str, asker: str, reply: Reply) -> Reply:
        """The reply to these words, with the ways to send them where it has any."""
        ways = any(button.press.verb in _WAYS for button in reply.buttons)
        if not (self._is_open and ways and words.strip()):
            return marked(reply, "")
        mark = secrets.token_hex(6)
        self.let_go()
        self._questions[mark] = PendingQuestion(_shortened(mask(words).strip()), asker, self._now())
        return marked(reply, mark)

    def lead_on(self, reply: Reply, mark: str) -> Reply:
        """What a tap led to, with the ways to send the words under `mark` while they are held."""
        return marked(reply, mark if self.find(mark) else "")

    def find(self, mark: str) -> PendingQuestion | None:
        """What is held under a mark."""
        self.let_go()
        return self._questions.get(mark)

    def drop(self, mark: str, chosen: Verb) -> None:
        """Lets go of a question: its member has chosen to send it, or not to."""
        self._questions.pop(mark, None)
        self._chosen[mark] = chosen, self._now()

    def chosen(self, mark: str) -> Verb | None:
        """What the member chose for a question of the last hour: a trembling hand taps twice."""
        verb, _ = self._chosen.get(mark, (None, None))
        return verb

    def take_back(self, mark: str, question: PendingQuestion) -> None:
        """Holds a question again that could not be sent."""
        self._chosen.pop(mark, None)
        self._questions[mark] = question

    def forget(self, asker: str) -> int:
        """Lets go of every question of a member, and gives their number."""
        others = {mark: one for mark, one in self._questions.items() if one.asker != asker}
        gone = len(self._questions) - len(others)
        self._questions = others
        return gone

    def let_go(self) -> None:
        """Lets go of what was held for long enough."""
        oldest = self._now() - HELD
        self._chosen = {mark: (verb, at) for mark, (verb, at) in self._chosen.items() if at > oldest}
        young = [(mark, one) for mark, one in self._questions.items() if one.at > oldest]
        self._questions = dict(young[-_MOST:])


def marked(reply: Reply, mark: str) -> Reply:
    """The reply whose buttons lead on with `mark`; without one, no button offers to send."""
    buttons = (
        replace(button, press=replace(button.press, about=mark)) if button.press.verb in _ON_THE_WAY else button
        for button in reply.buttons
        if mark or button.press.verb is not Verb.SEND
    )
    return replace(reply, buttons=tuple(buttons))


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()} \u2026"
