"""How much of a chat's room one member may take: an emergency is never held back by it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from bot.adapters.lately import Lately

if TYPE_CHECKING:
    from collections.abc import Callable

_MINUTE = 60.0
"""Seconds for which what a member asked counts."""


class MemberLimit(Enum):
    """What becomes of what a member asks."""

    GOES = "goes"
    IS_TOLD = "is told"
    WAITS = "waits"


class MemberLimits:
    """What members asked within the last minute; /forgetme leaves it, or who took all the room could take it once more."""

    def __init__(self, code: Callable[[int], str]) -> None:
        self._asked, self._told = Lately(_MINUTE, code), Lately(_MINUTE, code)

    def of(self, chat: int, user: int, most: int, *, addressed: bool = True) -> MemberLimit:
        """Counts one action of this user in this chat.

        Up to `most` actions in a minute give `GOES`. The first one too many gives `IS_TOLD`, the ones after it `WAITS`.
        One that was only overheard, not `addressed` to the bot, never gives `IS_TOLD`.
        """
        if self._asked.number(chat, user) < most:
            self._asked.note(chat, user)
            self._told.take(chat, user)
            return MemberLimit.GOES
        if self._told.number(chat, user) or not addressed:
            return MemberLimit.WAITS
        self._told.note(chat, user)
        return MemberLimit.IS_TOLD
