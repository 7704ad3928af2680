"""Whether a platform can be reached: told once when it can not, and once when it can again."""

from __future__ import annotations

import logging

_log = logging.getLogger(__name__)


class Outage:
    """What is known of the line to a platform."""

    def __init__(self, platform: str) -> None:
        self._platform = platform
        self._broken = False

    def begins(self, why: str = "") -> None:
        """Tells the log, once until it is over; without a reason, that the platform cannot be reached."""
        if not self._broken:
            reason = why or f"{self._platform} cannot be reached"
            _log.warning("%s. The bot tries on, and goes on when this ends.", reason)
        self._broken = True

    def is_over(self) -> None:
        """Tells the log, where there was one."""
        if self._broken:
            _log.warning("%s answers again.", self._platform)
        self._broken = False
