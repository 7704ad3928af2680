"""What the running bot keeps, for the pages: counts, and questions that members sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.encryption import Encryption
from bot.moderating import stats
from bot.storage.addresses import is_there

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.model import Count, SentQuestion


async def counts(settings: Settings) -> list[Count]:
    """Every count; none where no bot ran yet. Raises `StorageError`."""
    return (await _read(settings))[0]


async def sent(settings: Settings) -> tuple[list[tuple[int, str]], int]:
    """The questions that members sent, each with its number, and how many no key opens. Raises `StorageError`."""
    encryption = Encryption(settings.key)
    questions = (await _read(settings))[1] if encryption.is_there else []
    opened: list[tuple[int, str]] = []
    closed = 0
    for question in questions:
        texts, unread = encryption.open_all([question.sealed])
        closed += unread
        opened += [(question.id, text) for text in texts]
    return opened, closed


async def _read(settings: Settings) -> tuple[list[Count], list[SentQuestion]]:
    if not is_there(settings.store):
        return [], []
    from bot.storage.store import open_store  # noqa: PLC0415  many a page can do without it

    store = await open_store(settings.store)
    try:
        return await store.counts(), await store.questions()
    finally:
        await store.close()


def of_entry(counted: list[Count], entry_id: str) -> dict[str, str]:
    """How often an entry was shown, helped and did not help, as it may be shown."""
    of = {what: sum(one.number for one in counted if one.entry == entry_id and one.what == what) for what in _OF_ENTRY}
    return {what: f"<{stats.FEWEST}" if 0 < number < stats.FEWEST else str(number) for what, number in of.items()}


_OF_ENTRY = (stats.SHOWN, stats.HELPED, stats.NOT_HELPED)
