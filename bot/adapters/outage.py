"""Whether a platform can be reached: told once when it can not, and once when it can again."""

from __future__ import annotations

import logging
from enum import Enum

_log = logging.getLogger(__name__)


class Line(Enum):
    """How the line to a platform is: not tried yet, there, broken, or given up."""

    NEW = "new"
    UP = "up"
    DOWN = "down"
    ENDED = "ended"


class Outage:
    """What is known of the line to a platform."""

    def __init__(self, platform: str) -> None:
        self._platform = platform
        self.line = Line.NEW

    def begins(self, why: str = "") -> None:
        """Tells the log, once until it is over; without a reason, that the platform cannot be reached."""
        if self.line is not Line.DOWN:
            reason = why or f"{self._platform} cannot be reached"
            _log.warning("%s. The bot tries on, and goes on when this ends.", reason)
        self.line = Line.DOWN

    def recovers(self) -> None:
        """The platform answers; tells the log, where there was an outage."""
        if self.line is Line.DOWN:
            _log.warning("%s answers again.", self._platform)
        self.line = Line.UP

    def starts_well(self) -> None:
        """The platform answers from now on; who starts tells the log."""
        self.line = Line.UP

    def ends(self) -> None:
        """The bot no longer serves this platform; who ends it tells why."""
        self.line = Line.ENDED
