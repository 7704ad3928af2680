"""A clock that a story sets."""

from datetime import UTC, datetime


class Clock:
    """Gives the same time until `time` is set to another."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 21, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time
