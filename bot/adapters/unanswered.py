"""What was taken on and is not answered yet: places in chats, kept so that a restart forgets nobody. Never words."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import secrets
from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from bot.encryption import Encryption
from bot.errors import StorageError
from bot.model import Unanswered

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.ports import Store

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that waits: its chat, the forum topic in it or 0, and its id in that chat, or 0 where it has none.

    `entry` is the id of the entry that answers it, or empty where no entry does. `urgent`: it waits for the emergency
    numbers.
    """

    chat: int
    message: int
    topic: int = 0
    entry: str = ""
    urgent: bool = False


class UnansweredMessages:
    """The messages of one platform that wait for their answer, each under a mark.

    They are written together, in the background: no answer waits for that. What is kept can be read with `key` alone,
    as the id of a private chat is its member's. A store that fails costs nobody an answer: it is logged, and tried
    again with the next message.
    """

    def __init__(self, store: Store, platform: str, key: bytes, now: Callable[[], datetime]) -> None:
        self._store = store
        self._platform = platform
        made = hashlib.blake2b(
            key, digest_size=32, person=b"mmn-bot accepted"
        ).digest()  # must stay: it opens what is kept
        self._encryption = Encryption(urlsafe_b64encode(made).decode())
        self._now = now
        self._askers: dict[str, str] = {}
        self._new: dict[str, Unanswered] = {}
        self._over: list[str] = []
        self._doubtful: set[str] = set()
        """Those of `_new` that may be kept all the same: a write can be done though its receipt is lost."""
        self._writing: asyncio.Task[None] | None = None

    def add(self, waiting: Waiting, asker: str = "") -> str:
        """Takes a message on, of the user with this code, and gives its mark."""
        mark = secrets.token_hex(8)
        sealed = self._encryption.seal(json.dumps(asdict(waiting)))
        self._askers[mark] = asker
        self._new[mark] = Unanswered(mark, self._platform, self._now(), sealed)
        self._write_soon()
        return mark

    def drop(self, mark: str) -> None:
        """The message is answered, or nobody waits for that any more."""
        self._askers.pop(mark, None)
        if self._new.pop(mark, None) is None or mark in self._doubtful:
            self._doubtful.discard(mark)
            self._over.append(mark)
            self._write_soon()

    def forget(self, asker: str) -> None:
        """Forgets where this user's waiting messages are. They are still answered, but not after a restart."""
        for mark in [mark for mark, theirs in self._askers.items() if theirs == asker]:
            self.drop(mark)

    async def are_kept(self) -> None:
        """Waits until what was added outlives a restart, as far as the store can be written."""
        if self._writing:
            await asyncio.wait({self._writing})

    async def left(self) -> dict[str, Waiting]:
        """What an earlier run left without an answer, the oldest first, by mark; what cannot be read is let go.

        Raises `StorageError`.
        """
        found: dict[str, Waiting] = {}
        for row in await self._store.unanswered(self._platform):
            if row.mark in self._askers:
                continue
            try:
                found[row.mark] = Waiting(**json.loads(self._encryption.open(row.sealed)))
            except (StorageError, TypeError):  # sealed with another token, or by another version
                self.drop(row.mark)
        return found

    def _write_soon(self) -> None:
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())

    async def _write(self) -> None:
        while self._new or self._over:
            new, self._new = self._new, {}
            over, self._over = self._over, []
            try:
                await self._store.note_unanswered(tuple(new.values()), over)
            except StorageError as error:
                _log.error("who waits for an answer is not kept for a restart: %s", error)
                self._new, self._over = new | self._new, over + self._over
                self._doubtful.update(new)
                return
            self._doubtful.difference_update(new)
