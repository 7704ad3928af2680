"""What is kept between two runs: ids, codes and counts, and what a member chose to send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that stands in a chat: ids and codes, never a text.

    `place` is a keyed code of the chat, `topic` the forum topic in it or 0, `question` the id of the message that
    asked, `messages` those of the answer, in order and at least one. `asker` is a keyed code of the user, or empty.
    `entry` is the entry that it shows, or empty. `at` is in UTC.
    """

    place: str
    topic: int
    question: int
    messages: tuple[int, ...]
    asker: str
    entry: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened in a week (ISO 8601, as 2026-W47) to an entry, or to none."""

    week: str
    entry: str
    what: str
    number: int


@dataclass(frozen=True, slots=True)
class SentQuestion:
    """A question that a member sent to the moderators on purpose, encrypted."""

    id: int
    at: datetime
    sealed: bytes


@dataclass(frozen=True, slots=True)
class QuestionPost:
    """A message in the moderators' chat that shows what a member sent: ids and codes, never a text.

    `chat` is that chat as `telegram:-1001234567890`, `message` its id there, `platform` where the member asked.
    `asker` is a keyed code of the member and `sealed` their id, encrypted with a key that only that platform's adapter
    has; both are empty where the member did not ask for an answer, or has it. `done`: nothing is left to be done.
    `question` is the number of the question, where it is kept and its member waits; otherwise 0.
    """

    chat: str
    message: int
    platform: str
    asker: str
    sealed: bytes
    done: bool
    at: datetime
    question: int = 0


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A message that was taken on and waits for its answer.

    `mark` is a random name for it, `platform` the platform's. `sealed` is where the message stands, encrypted with a
    key that only the platform's adapter has: ids, never a text. `at` is in UTC.
    """

    mark: str
    platform: str
    at: datetime
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Keeping:
    """What becomes of what members do, by the settings in force.

    `posted`: a question that a member sends is posted to the moderators' chat. `days`: for how many days it is kept,
    encrypted; 0 where it is not. `here`: what is kept stays on the machine that runs the bot. `waits`: for how many
    days the bot knows, encrypted, to whom an answer of the moderators goes.
    """

    posted: bool = False
    days: int = 0
    here: bool = True
    waits: int = 90

    @property
    def takes_questions(self) -> bool:
        """Whether there is anybody to send a question to."""
        return self.posted or self.days > 0
