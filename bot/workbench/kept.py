"""What the running bot keeps, for the pages: counts, and questions that members sent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.encryption import Encryption
from bot.errors import StorageError
from bot.moderating import stats
from bot.storage.addresses import is_there

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.model import Count, QuestionPost, SentQuestion


async def counts(settings: Settings) -> list[Count]:
    """Every count; none where no bot ran yet. Raises `StorageError`."""
    return (await _read(settings))[0]


async def counts_if_readable(settings: Settings) -> list[Count]:
    """The same for a page that can do without: none where they cannot be read, of which the page of the numbers tells."""
    try:
        return await counts(settings)
    except StorageError:
        return []


@dataclass(frozen=True, slots=True)
class Opened:
    """A question that a member sent: the number under which it is kept, and its words.

    `mark` is made of how it was sealed, and names it for good: numbers begin anew with every new database.
    """

    number: int
    words: str
    mark: str


@dataclass(frozen=True, slots=True)
class Sent:
    """The questions that members sent; how many no key opens; and the numbers of those whose members wait for an answer."""

    questions: list[Opened]
    closed: int
    waiting: set[int]


async def sent(settings: Settings) -> Sent:
    """The questions that members sent. Raises `StorageError`."""
    encryption = Encryption(settings.key)
    _, questions, posts = await _read(settings) if encryption.is_there else ([], [], [])
    opened: list[Opened] = []
    closed = 0
    for question in questions:
        texts, unread = encryption.open_all([question.sealed])
        closed += unread
        mark = hashlib.sha256(question.sealed).hexdigest()[:32]
        opened += [Opened(question.id, text, mark) for text in texts]
    return Sent(opened, closed, {post.question for post in posts})


async def _read(settings: Settings) -> tuple[list[Count], list[SentQuestion], list[QuestionPost]]:
    if not is_there(settings.store):
        return [], [], []
    from bot.storage.store import open_store  # noqa: PLC0415  many a page can do without it

    store = await open_store(settings.store)
    try:
        return await store.counts(), await store.questions(), await store.posts_that_wait()
    finally:
        await store.close()


def of_entry(counted: list[Count], entry_id: str) -> dict[str, str]:
    """How often an entry was shown, helped and did not help, as it may be shown."""
    of = {what: sum(one.number for one in counted if one.entry == entry_id and one.what == what) for what in _OF_ENTRY}
    return {what: f"<{stats.FEWEST}" if 0 < number < stats.FEWEST else str(number) for what, number in of.items()}


_OF_ENTRY = (stats.SHOWN, stats.HELPED, stats.NOT_HELPED)
