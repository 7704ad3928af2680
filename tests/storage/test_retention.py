"""What concerns members is erased when its time is over, and not before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.model import Said
from bot.retention import ANSWERS_KEPT, purge
from bot.storage.store import SqlStore

pytestmark = pytest.mark.asyncio

NOW = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
KEEP = timedelta(days=90)
SAID = Said(place="code", topic=0, question=10, messages=(11,), asker="", entry="ivig", at=NOW)


async def test_answers_are_kept_for_two_days_and_questions_for_as_long_as_the_settings_say(store: SqlStore):
    for message, age in ((1, ANSWERS_KEPT - SECOND), (2, ANSWERS_KEPT + SECOND), (3, KEEP)):
        await store.remember(replace(SAID, messages=(message,), at=NOW - age))
    for sealed, age in ((b"new", ANSWERS_KEPT + SECOND), (b"due", KEEP), (b"over", KEEP + SECOND)):
        await store.keep_question(sealed, NOW - age)

    assert timedelta(days=2) == ANSWERS_KEPT
    assert await purge(store, NOW, KEEP) == (2, 1)
    assert await purge(store, NOW, KEEP) == (0, 0)

    assert [bool(await store.answer_at("code", message)) for message in (1, 2, 3)] == [True, False, False]
    assert [question.sealed for question in await store.questions()] == [b"due", b"new"]
