"""What the adapters need kept, whatever keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.model import Count, QuestionPost, Said, SentQuestion, Unanswered


class Store(Protocol):
    """Settings of chats and members, counts, and links between questions and answers: no words, no names, no user ids.

    A `chat` is the platform's name and the id of a group on it, such as `telegram:-1001234567890`. A `place` is a chat
    as a keyed code, since the id of a private chat is its member's. Times are UTC. When a
    method returns, what it wrote is kept even if the process is killed right after. Every method raises
    `bot.errors.StorageError` if the store cannot be read or written.
    """

    # ---- chats -------------------------------------------------------------------------------------------------------

    async def listening(self, chat: str) -> bool:
        """Whether the admins of this chat switched listening on."""

    async def set_listening(self, chat: str, *, on: bool) -> None:
        """Remembers that listening was switched on or off."""

    async def forget_chat(self, chat: str) -> None:
        """Forgets the settings of a chat."""

    async def move_chat(self, old: str, new: str) -> None:
        """Gives the settings of a chat to the one that it became."""

    async def note(self, name: str) -> str:
        """What the bot noted for itself under this name; empty where it did not."""

    async def set_note(self, name: str, value: str) -> None:
        """Notes something for the next run, as a mark of what a platform was told."""

    # ---- countries ---------------------------------------------------------------------------------------------------

    async def country(self, member: str) -> str:
        """The country that a member chose, who is a keyed code; empty where they chose none."""

    async def choose_country(self, member: str, country: str) -> None:
        """Remembers the country that a member chose."""

    async def forget_country(self, member: str) -> bool:
        """Forgets which one a member chose; whether there was one."""

    # ---- counts ------------------------------------------------------------------------------------------------------

    async def count(self, what: str, entry: str, on: date) -> None:
        """Counts one event, as `shown` or `helped`, of an entry (or of none: empty), in the ISO week of this day."""

    async def counts(self) -> list[Count]:
        """Every count, by week, entry and kind of event."""

    # ---- answers that stand in chats ---------------------------------------------------------------------------------

    async def remember(self, said: Said) -> None:
        """Keeps an answer; one that ends in the same message of the same place is replaced."""

    async def answer_to(self, place: str, question: int) -> Said | None:
        """The latest answer to a message."""

    async def answer_at(self, place: str, message: int) -> Said | None:
        """The answer that ends in this message."""

    async def same_answer(self, place: str, topic: int, entry: str, since: datetime) -> Said | None:
        """The latest answer that shows this entry there, given after `since`."""

    async def drop(self, said: Said) -> None:
        """The answer is no longer there."""

    async def forget(self, asker: str) -> int:
        """Erases every answer that was for this asker's code, and gives their number.

        All of it, as the place of a private chat and the number of a question lead to the asker, too.
        """

    # ---- messages that wait for their answer ------------------------------------------------------------------------

    async def note_unanswered(self, new: Sequence[Unanswered], answered: Sequence[str]) -> None:
        """Keeps messages that wait, and lets go of those with these marks, all of it or nothing.

        One that is kept already stays: whoever was told of a failure tries again, and it may have been kept.
        """

    async def unanswered(self, platform: str) -> list[Unanswered]:
        """Every message of a platform that waits, the oldest first."""

    # ---- questions that members sent on purpose ----------------------------------------------------------------------

    async def keep_question(self, sealed: bytes, at: datetime) -> int:
        """Keeps a question, encrypted already, and gives its number."""

    async def questions(self) -> list[SentQuestion]:
        """Every question that is kept, the oldest first."""

    async def keep_post(self, post: QuestionPost) -> None:
        """Keeps where the moderators' chat shows a question; one in the same message is replaced."""

    async def post_at(self, chat: str, message: int) -> QuestionPost | None:
        """The question that this message of the moderators' chat shows, if it does."""

    async def posts_that_wait(self) -> list[QuestionPost]:
        """The posts of kept questions whose members wait for an answer, the oldest first."""

    async def forget_posts(self, asker: str) -> int:
        """Forgets to whom an answer goes, of every question of this asker's code, and gives their number."""

    async def purge(self, answers_before: datetime, questions_before: datetime) -> tuple[int, int]:
        """Erases answers and questions from before these times; gives how many of each.

        What waits for its answer since before `answers_before` is let go, too.
        """

    async def close(self) -> None:
        """Lets go of files and connections."""
