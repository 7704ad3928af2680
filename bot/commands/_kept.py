"""What the running bot keeps, for the commands: the store is opened for one errand and closed again."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, TypeVar

from bot.commands import _settings
from bot.config import KEY
from bot.encryption import Encryption
from bot.errors import ConfigError
from bot.storage.addresses import is_there

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.config import Settings
    from bot.ports import Store

_Gift = TypeVar("_Gift")


def run(settings: Settings, errand: Callable[[Store], Awaitable[_Gift]]) -> _Gift | None:
    """What the errand brings from the store; None, and a line that says why, where there is none yet.

    Asking makes no file. Raises `StorageError`.
    """
    address = settings.store
    if not is_there(address):
        print(f"There is no {address}, so nothing is kept yet.", file=sys.stderr)
        return None

    from bot.storage.store import open_store

    async def run_errand() -> _Gift:
        store = await open_store(address)
        try:
            return await errand(store)
        finally:
            await store.close()

    return asyncio.run(run_errand())


def sent_questions(settings: Settings) -> list[str]:
    """The questions that members sent to the moderators, oldest first, as they wrote them: mask before showing.

    Questions that no key opens are left out, and a line says how many. Another line says so where none is kept. Raises
    `ConfigError` where there is no key, and `StorageError`.
    """
    encryption = Encryption(settings.key)
    if not encryption.is_there:
        raise ConfigError(
            f"there is no {KEY}, and without a key the questions that members send are only posted to the moderators, "
            f"not kept: make one with `make key`, set {KEY}, and start the bot again"
        )
    kept = run(settings, lambda store: store.questions())
    if kept is not None and not kept:
        print("No question is kept: members sent none, or none of late.", file=sys.stderr)
    texts, closed = encryption.open_all(question.sealed for question in kept or ())
    if closed:
        print(
            f"{_settings.counted(closed, 'question')} cannot be read with this key: put the earlier key behind it in {KEY}, "
            "after a comma.",
            file=sys.stderr,
        )
    return texts
