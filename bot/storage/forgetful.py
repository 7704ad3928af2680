"""A store for a chat with one person: it remembers the country that they chose, until the program ends, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ports import Store

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model import Count, SentQuestion, Unanswered


class ForgetfulStore(Store):
    """What it is given to keep is gone: the methods that it takes from the port do nothing, and find nothing."""

    def __init__(self) -> None:
        self._countries: dict[str, str] = {}

    async def country(self, member: str) -> str:
        """The country that a member chose."""
        return self._countries.get(member, "")

    async def choose_country(self, member: str, country: str) -> None:
        """Remembers it."""
        self._countries[member] = country

    async def forget_country(self, member: str) -> bool:
        """Forgets it, and gives whether there was one."""
        return self._countries.pop(member, None) is not None

    async def listening(self, chat: str) -> bool:  # noqa: ARG002
        """Nowhere."""
        return False

    async def note(self, name: str) -> str:  # noqa: ARG002
        """Nothing was noted."""
        return ""

    async def counts(self) -> list[Count]:
        """Nothing was counted."""
        return []

    async def forget(self, asker: str) -> int:  # noqa: ARG002
        """There is no answer to forget."""
        return 0

    async def unanswered(self, platform: str) -> list[Unanswered]:  # noqa: ARG002
        """Nobody waits."""
        return []

    async def questions(self) -> list[SentQuestion]:
        """Nobody sent one."""
        return []

    async def forget_posts(self, asker: str) -> int:  # noqa: ARG002
        """There is none."""
        return 0

    async def purge(self, answers_before: datetime, questions_before: datetime) -> tuple[int, int]:  # noqa: ARG002
        """There is nothing to erase."""
        return 0, 0
