"""What `bot.ports.Store` promises, held to in SQLite and in PostgreSQL alike."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.model import Count, QuestionPost, Said, SentQuestion, Unanswered
from bot.storage.addresses import is_there
from bot.storage.store import SqlStore, open_store

pytestmark = pytest.mark.asyncio

BIG = 2**63 - 1
NOW = datetime(2026, 11, 21, 12, 30, 15, 123456, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SAID = Said(place="code", topic=7, question=10, messages=(11, 12), asker="anna", entry="what-is-mmn", at=NOW)


async def test_all_of_it_survives_being_closed_and_opened(store: SqlStore, address: str):
    await store.set_listening("telegram:-100", on=True)
    await store.set_note("menu", "v3")
    await store.count("shown", "what-is-mmn", NOW.date())
    await store.remember(SAID)
    await store.keep_question(b"\x00\xff", NOW)
    await store.close()

    again = await open_store(address)

    assert await again.listening("telegram:-100")
    assert await again.note("menu") == "v3"
    assert await again.counts() == [Count("2026-W47", "what-is-mmn", "shown", 1)]
    assert await again.answer_at("code", 12) == SAID
    assert await again.questions() == [SentQuestion(1, NOW, b"\x00\xff")]
    await again.close()


# ---- countries -------------------------------------------------------------------------------------------------------


async def test_a_country_is_each_members_own_until_they_choose_another_or_have_it_forgotten(store: SqlStore):
    assert (await store.country("anna"), await store.forget_country("anna")) == ("", False)

    await store.choose_country("anna", "GB")
    await store.choose_country("ben", "eu")
    await store.choose_country("anna", "IE")
    assert (await store.country("anna"), await store.country("ben")) == ("IE", "eu")

    assert await store.forget_country("anna")
    assert (await store.country("anna"), await store.country("ben")) == ("", "eu")


# ---- chats -----------------------------------------------------------------------------------------------------------


async def test_listening_is_off_until_it_is_switched_on(store: SqlStore):
    assert not await store.listening("telegram:-100")

    await store.set_listening("telegram:-100", on=True)
    assert (await store.listening("telegram:-100"), await store.listening("discord:-100")) == (True, False)

    await store.set_listening("telegram:-100", on=False)
    assert not await store.listening("telegram:-100")


@pytest.mark.parametrize(
    ("known", "old_and_new"),
    [
        ({"old": True}, (False, True)),
        ({"old": False, "new": True}, (False, False)),
        ({"old": True, "new": False}, (False, True)),
        ({"new": True}, (False, True)),
        ({}, (False, False)),
    ],
)
async def test_a_chat_takes_its_settings_along(store: SqlStore, known: dict[str, bool], old_and_new: tuple[bool, bool]):
    for chat, on in {**known, "other": True}.items():
        await store.set_listening(chat, on=on)

    await store.move_chat("old", "new")

    assert (await store.listening("old"), await store.listening("new")) == old_and_new
    assert await store.listening("other")


async def test_a_chat_that_moves_nowhere_keeps_its_settings(store: SqlStore):
    await store.set_listening("telegram:-100", on=True)

    await store.move_chat("telegram:-100", "telegram:-100")

    assert await store.listening("telegram:-100")


async def test_a_note_is_the_latest_one_and_empty_before(store: SqlStore):
    assert await store.note("menu") == ""

    for value in ("first", "", "Grüße 👋🏽 ﷽ 'quoted' %s :name\n" * 1000):
        await store.set_note("menu", value)
        assert await store.note("menu") == value


# ---- counts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 11, 22), "2026-W47"),
        (date(2026, 11, 23), "2026-W48"),
        (date(2026, 1, 4), "2026-W01"),
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2024, 12, 30), "2025-W01"),
    ],
)
async def test_a_week_is_that_of_iso_8601(store: SqlStore, day: date, week: str):
    await store.count("helped", "what-is-mmn", day)

    assert await store.counts() == [Count(week, "what-is-mmn", "helped", 1)]


async def test_counts_come_by_week_entry_and_kind(store: SqlStore):
    assert await store.counts() == []
    asked = [("shown", "b", 23), ("shown", "", 16), ("shown", "a-b", 16), ("helped", "a-b", 16), ("shown", "ab", 16)]

    for what, entry, day in [*asked, *asked[:2]]:
        await store.count(what, entry, date(2026, 11, day))

    assert await store.counts() == [
        Count("2026-W47", "", "shown", 2),
        Count("2026-W47", "a-b", "helped", 1),
        Count("2026-W47", "a-b", "shown", 1),
        Count("2026-W47", "ab", "shown", 1),
        Count("2026-W48", "b", "shown", 2),
    ]


# ---- answers that stand in chats -------------------------------------------------------------------------------------


async def test_an_answer_is_found_by_its_question_and_by_its_last_message(store: SqlStore):
    await store.remember(SAID)

    assert await store.answer_to("code", 10) == SAID
    assert await store.answer_at("code", 12) == SAID
    assert await store.answer_at("code", 11) is None
    assert await store.answer_to("other", 10) is await store.answer_at("other", 12) is None


async def test_ids_may_have_64_bits(store: SqlStore):
    said = replace(SAID, topic=BIG, question=-BIG - 1, messages=(-BIG - 1, BIG - 1, BIG))

    await store.remember(said)

    assert await store.answer_to("code", -BIG - 1) == said
    assert await store.answer_at("code", BIG) == said
    assert await store.answer_at("code", BIG - 1) is None


async def test_a_time_is_the_same_moment_in_utc(store: SqlStore):
    away = NOW.astimezone(timezone(timedelta(hours=-7)))

    await store.remember(replace(SAID, at=away))

    found = await store.answer_at("code", 12)
    assert found
    assert (found.at, found.at.tzinfo) == (NOW, UTC)
    assert await store.same_answer("code", 7, "what-is-mmn", away - MINUTE) == found


async def test_an_answer_that_ends_in_the_same_message_is_replaced(store: SqlStore):
    edited = replace(SAID, messages=(9, 10, 12), question=99, entry="diagnosis", asker="", at=NOW + MINUTE)

    for said in (SAID, replace(SAID, place="other"), edited):
        await store.remember(said)

    assert await store.answer_at("code", 12) == edited
    assert await store.answer_to("code", 10) is None
    assert await store.answer_at("other", 12) == replace(SAID, place="other")


async def test_of_several_answers_the_latest_is_given(store: SqlStore):
    answers = [
        replace(SAID, messages=(last,), at=NOW + minutes * MINUTE) for last, minutes in [(12, 1), (13, 2), (14, 0)]
    ]
    for said in answers:
        await store.remember(said)

    assert await store.answer_to("code", 10) == answers[1]
    assert await store.same_answer("code", 7, "what-is-mmn", NOW - MINUTE) == answers[1]


async def test_the_same_answer_counts_in_the_same_topic_and_after_a_time(store: SqlStore):
    await store.remember(SAID)

    assert await store.same_answer("code", 7, "what-is-mmn", NOW - timedelta(microseconds=1)) == SAID
    assert await store.same_answer("code", 7, "what-is-mmn", NOW) is None
    assert await store.same_answer("code", 0, "what-is-mmn", NOW - MINUTE) is None
    assert await store.same_answer("code", 7, "diagnosis", NOW - MINUTE) is None
    assert await store.same_answer("other", 7, "what-is-mmn", NOW - MINUTE) is None


async def test_an_answer_that_was_taken_away_is_not_found(store: SqlStore):
    others = [replace(SAID, place="other"), replace(SAID, messages=(13,))]
    for said in (SAID, *others):
        await store.remember(said)

    await store.drop(SAID)
    await store.drop(SAID)

    assert await store.answer_at("code", 12) is None
    assert [await store.answer_at("other", 12), await store.answer_at("code", 13)] == others


async def test_of_an_asker_who_is_forgotten_no_answer_is_known_and_of_others_each(store: SqlStore):
    others = [replace(SAID, asker="bert", messages=(14,)), replace(SAID, asker="", messages=(15,))]
    for said in (SAID, replace(SAID, place="other"), *others):
        await store.remember(said)

    assert [await store.forget("anna"), await store.forget("anna"), await store.forget("")] == [2, 0, 0]

    assert await store.answer_at("code", 12) is await store.answer_at("other", 12) is None
    assert [await store.answer_at("code", 14), await store.answer_at("code", 15)] == others


# ---- messages that wait for their answer ----------------------------------------------------------------------------


def waiting(mark: str, platform: str = "telegram", at: datetime = NOW) -> Unanswered:
    return Unanswered(mark, platform, at, f"\x00{mark}".encode())


async def test_messages_that_wait_come_back_by_platform_the_oldest_first(store: SqlStore, address: str):
    await store.note_unanswered([waiting("b"), waiting("c", "discord"), waiting("a", at=NOW - MINUTE)], [])
    again = await open_store(address)

    assert await again.unanswered("telegram") == [waiting("a", at=NOW - MINUTE), waiting("b")]
    assert await again.unanswered("discord") == [waiting("c", "discord")]
    await again.close()


async def test_what_was_answered_waits_no_longer(store: SqlStore):
    await store.note_unanswered([waiting("a"), waiting("b")], [])

    await store.note_unanswered([waiting("c"), waiting("d")], ["a", "d", "unknown"])
    await store.note_unanswered([], ["a"])
    await store.note_unanswered([], [])

    assert await store.unanswered("telegram") == [waiting("b"), waiting("c")]


async def test_of_what_cannot_be_kept_together_nothing_is(store: SqlStore):
    await store.note_unanswered([waiting("a")], [])
    without_place = replace(waiting("c"), sealed=None)  # type: ignore[arg-type]

    with pytest.raises(StorageError):
        await store.note_unanswered([waiting("b"), without_place], ["a"])

    assert await store.unanswered("telegram") == [waiting("a")]


async def test_what_is_kept_already_stays_and_keeps_nothing_else_out(store: SqlStore):
    await store.note_unanswered([waiting("a")], [])

    await store.note_unanswered([waiting("a"), waiting("b")], [])

    assert await store.unanswered("telegram") == [waiting("a"), waiting("b")]


async def test_thousands_that_wait_are_kept_and_let_go_at_once(store: SqlStore):
    many = [waiting(f"{number:05}") for number in range(20_000)]

    await store.note_unanswered(many, [])
    assert await store.unanswered("telegram") == many

    await store.note_unanswered([], [each.mark for each in many])
    assert await store.unanswered("telegram") == []


async def test_what_waits_for_too_long_is_purged_with_the_answers(store: SqlStore):
    await store.note_unanswered([waiting("old", at=NOW - MINUTE), waiting("new")], [])

    assert await store.purge(NOW, NOW) == (0, 0)

    assert await store.unanswered("telegram") == [waiting("new")]


# ---- questions that members sent on purpose --------------------------------------------------------------------------


async def test_questions_come_back_the_oldest_first(store: SqlStore):
    assert await store.questions() == []

    for sealed, at in ((b"second", NOW), (b"first", NOW - MINUTE), (b"third", NOW)):
        await store.keep_question(sealed, at)

    kept = await store.questions()
    assert [(question.sealed, question.at) for question in kept] == [
        (b"first", NOW - MINUTE), (b"second", NOW), (b"third", NOW),
    ]  # fmt: skip
    assert len({question.id for question in kept}) == 3


async def test_purging_takes_what_is_older_and_leaves_what_is_not(store: SqlStore):
    moment = timedelta(microseconds=1)
    for message, at in enumerate((NOW - MINUTE, NOW - moment, NOW, NOW + moment), start=20):
        await store.remember(replace(SAID, messages=(message,), at=at))
        await store.keep_question(str(message).encode(), at)

    assert await store.purge(NOW, NOW - moment) == (2, 1)
    assert await store.purge(NOW, NOW - moment) == (0, 0)

    assert [bool(await store.answer_at("code", message)) for message in range(20, 24)] == [False, False, True, True]
    assert [question.sealed for question in await store.questions()] == [b"21", b"22", b"23"]


async def test_the_number_of_an_erased_question_is_not_given_again(store: SqlStore):
    await store.keep_question(b"old", NOW)
    (old,) = await store.questions()
    await store.purge(NOW, NOW + MINUTE)

    await store.keep_question(b"new", NOW)

    assert (await store.questions())[0].id > old.id


# ---- many at once ----------------------------------------------------------------------------------------------------


async def test_of_fifty_who_write_at_once_nobody_is_lost(store: SqlStore, address: str):
    other = await open_store(address)

    async def write(number: int) -> None:
        through = (store, other)[number % 2]
        for _ in range(4):
            await through.count("shown", "what-is-mmn", NOW.date())
        await through.remember(replace(SAID, messages=(number,)))
        await through.keep_question(str(number).encode(), NOW)

    await asyncio.gather(*map(write, range(50)))

    assert await store.counts() == [Count("2026-W47", "what-is-mmn", "shown", 200)]
    assert {question.sealed for question in await store.questions()} == {str(number).encode() for number in range(50)}
    assert await store.forget("anna") == 50
    await other.close()


async def test_what_was_begun_is_finished_when_its_caller_is_stopped(store: SqlStore):
    for delay in range(20):
        writing = asyncio.create_task(store.count("shown", "stopped", NOW.date()))
        await asyncio.sleep(delay / 5000)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)

    assert await store.counts() == [Count("2026-W47", "stopped", "shown", 20)]


# ---- before there is one ---------------------------------------------------------------------------------------------


async def test_to_ask_whether_there_is_a_database_makes_none(sqlite_file: Path):
    assert not is_there(str(sqlite_file))
    assert not sqlite_file.parent.exists()

    await (await open_store(str(sqlite_file))).close()
    assert is_there(str(sqlite_file))


@pytest.mark.parametrize("address", ["postgresql://user:password@host/database", "mysql://host/database"])
async def test_what_is_no_file_is_for_the_opening_to_find_out(address: str):
    assert is_there(address)


async def test_a_post_waits_until_it_is_done_or_its_member_is_forgotten(store: SqlStore):
    first, second = [await store.keep_question(words, NOW) for words in (b"a", b"b")]
    post = QuestionPost("telegram:-1", 7, "telegram", "anna", b"her id", done=False, at=NOW, question=first)
    other = replace(post, message=8, asker="ben", sealed=b"his id", question=second)
    for one in (post, other, replace(post, message=9, asker="", sealed=b"", question=0)):
        await store.keep_post(one)
    assert await store.posts_that_wait() == [post, other]

    await store.keep_post(replace(post, asker="", sealed=b"", done=True, question=0))
    assert await store.posts_that_wait() == [other]
    assert await store.forget_posts("ben") == 1
    assert await store.posts_that_wait() == []
