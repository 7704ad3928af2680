"""How much of a chat's room one member may take: an emergency is never held back by it."""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_MINUTE = timedelta(minutes=1)
_KEPT = 1_000
"""Members in chats that are remembered before those without an action in the last minute are let go."""


class MemberLimit(Enum):
    """What becomes of what a member asks."""

    GOES = "goes"
    IS_TOLD = "is told"
    WAITS = "waits"


class MemberLimits:
    """What members asked within the last minute, in memory only."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._asked: dict[tuple[int, int], deque[datetime]] = {}
        self._told: set[tuple[int, int]] = set()

    def of(self, chat: int, user: int, most: int, *, addressed: bool = True) -> MemberLimit:
        """Counts one action of this user in this chat.

        Up to `most` actions in a minute give `GOES`. The first one too many gives `IS_TOLD`, the ones after it `WAITS`.
        One that was only overheard, not `addressed` to the bot, never gives `IS_TOLD`.
        """
        oldest = self._now() - _MINUTE
        if len(self._asked) > _KEPT:
            self._asked = {who: times for who, times in self._asked.items() if times[-1] > oldest}
            self._told &= self._asked.keys()
        who = chat, user
        asked = self._asked.setdefault(who, deque())
        while asked and asked[0] <= oldest:
            asked.popleft()
        if len(asked) < most:
            asked.append(self._now())
            self._told.discard(who)
            return MemberLimit.GOES
        if who in self._told or not addressed:
            return MemberLimit.WAITS
        self._told.add(who)
        return MemberLimit.IS_TOLD
