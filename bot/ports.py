"""What the adapters need kept, whatever keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date


class Store(Protocol):
    """Settings of chats, and counts of votes: no words, no names and no user ids.

    A `chat` is the platform's name and the id of a group on it, as `telegram:-1001234567890`. Every method raises
    `bot.errors.StorageError` where the store cannot be read or written.
    """

    async def listening(self, chat: str) -> bool:
        """Whether the admins of this chat switched listening on."""

    async def set_listening(self, chat: str, *, on: bool) -> None:
        """Remembers that listening was switched on or off."""

    async def move_chat(self, old: str, new: str) -> None:
        """Gives the settings of a chat to the one that it became."""

    async def note(self, name: str) -> str:
        """What the bot noted for itself under this name; empty where it did not."""

    async def set_note(self, name: str, value: str) -> None:
        """Notes something for the next run, as a mark of what a platform was told."""

    async def count_vote(self, entry: str, *, helpful: bool, on: date) -> None:
        """Counts one vote on an entry, in the week of this day."""
