"""What is kept between two runs."""

from bot.storage.sqlite import SqliteStore

__all__ = ["SqliteStore"]
