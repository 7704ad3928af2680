"""What is kept between two runs: in one SQLite file, or in PostgreSQL for those who run several processes."""

from bot.storage.database import is_there
from bot.storage.store import SqlStore, open_store

__all__ = ["SqlStore", "is_there", "open_store"]
