"""How the moderators are reached, and what becomes of a question when they are not."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from loopback.kept import Kept

from bot.adapters.moderator_chats import ModeratorChats
from bot.encryption import Encryption
from bot.errors import StorageError, UnreachableError
from bot.model import Keeping, Outcome, Reply

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
KEY = "vpEyMiTDkT1eqmaCp3bul4CBH-EHXPJBw2n59s3Ny60="  # made up: a name of a test must be the same in every process
BOTH = {"telegram": -100, "discord": 200}
NOTE = Reply(Outcome.ANSWER, "A question")
WORDS = "can my hamster smell it?"


class Office:
    """Moderator chats whose posts are written down, and fail on the platforms in `down`."""

    def __init__(self, file: Path, chats: Mapping[str, int], key: str = "", days: int = 90) -> None:
        self.posts: list[tuple[str, int, Reply]] = []
        self.down: set[str] = set()
        self.store = Kept(file)
        self.moderator_chats = ModeratorChats(chats, self.store, Encryption(key), timedelta(days=days), lambda: NOW)
        for platform in chats:
            self.moderator_chats.connect(platform, self._post_to(platform), self._bring, self._change)

    async def _bring(self, sealed: bytes, reply: Reply) -> None:
        raise NotImplementedError

    async def _change(self, chat: int, message: int, reply: Reply) -> None:
        raise NotImplementedError

    def _post_to(self, platform: str) -> Callable[[int, Reply], Coroutine[None, None, int]]:
        async def post(chat: int, reply: Reply) -> int:
            if platform in self.down:
                raise UnreachableError("it says: chat not found")
            self.posts.append((platform, chat, reply))
            return len(self.posts)

        return post

    def take(self, platform: str = "telegram") -> bool:
        return any(asyncio.run(self.moderator_chats.take(WORDS, NOTE, platform)))

    def kept(self) -> list[str]:
        return asyncio.run(self.moderator_chats.questions())[0]


Opens = Callable[..., Office]


@pytest.fixture
def opens(tmp_path: Path) -> Opens:
    return lambda chats=BOTH, key="", days=90: Office(tmp_path / "store.sqlite3", chats, key, days)


@pytest.mark.parametrize("platform", ["telegram", "discord"])
def test_a_question_is_posted_where_it_was_asked(opens: Opens, platform: str):
    office = opens()

    assert office.take(platform)
    assert office.posts == [(platform, BOTH[platform], NOTE)]


def test_a_question_from_where_the_moderators_have_no_chat_is_posted_in_their_other(opens: Opens):
    office = opens({"discord": 200})

    assert office.take("telegram")
    assert office.posts == [("discord", 200, NOTE)]


def test_a_question_that_reaches_nobody_is_not_taken_and_the_log_says_why(
    opens: Opens, caplog: pytest.LogCaptureFixture
):
    office = opens()
    office.down = {"telegram"}

    assert not office.take()
    assert office.posts == []
    assert [record.getMessage() for record in caplog.records] == [
        "the moderators' chat of the settings (moderators: telegram) could not be reached: it says: chat not found"
    ]
    assert WORDS not in caplog.text


def test_a_platform_on_which_the_bot_is_not_yet_there_is_logged(opens: Opens, caplog: pytest.LogCaptureFixture):
    office = opens({})
    office.moderator_chats.chats = {"telegram": -100}

    assert not office.take()
    assert "the moderators' chat on telegram cannot be posted to yet" in caplog.text


def test_without_moderators_and_a_key_no_question_is_taken(opens: Opens):
    assert not opens({}).take()


def test_with_a_key_a_question_is_kept_and_posted(opens: Opens):
    office = opens(key=KEY)

    assert office.take()
    assert office.kept() == [WORDS]
    assert len(office.posts) == 1


@pytest.mark.parametrize("chats", [{}, BOTH])
def test_a_question_that_is_kept_is_taken_though_it_reaches_nobody_today(opens: Opens, chats: dict[str, int]):
    office = opens(chats, KEY)
    office.down = set(chats)

    assert office.take()
    assert office.kept() == [WORDS]


def test_where_questions_are_to_be_kept_for_no_day_none_is(opens: Opens):
    office = opens(key=KEY, days=0)

    assert office.take()
    assert office.kept() == []


@pytest.mark.parametrize(("down", "taken"), [(set(), True), ({"telegram"}, False)])
def test_a_store_that_fails_is_logged_and_the_question_posted(
    opens: Opens,
    caplog: pytest.LogCaptureFixture,
    down: set[str],
    taken: bool,  # noqa: FBT001
):
    async def fails(*_: object) -> None:
        raise StorageError("the disk is full")

    office = opens(key=KEY)
    office.down = down
    office.store.keep_question = fails

    assert office.take() == taken
    assert "ERROR" in caplog.text
    assert "a question for the moderators could not be kept: the disk is full" in caplog.text


def test_news_is_told_in_every_chat_and_one_that_is_down_keeps_it_from_no_other(
    opens: Opens, caplog: pytest.LogCaptureFixture
):
    office = opens()
    assert asyncio.run(office.moderator_chats.tell(NOTE))
    assert office.posts == [("telegram", -100, NOTE), ("discord", 200, NOTE)]

    office.down = {"telegram"}
    assert asyncio.run(office.moderator_chats.tell(NOTE))
    assert len(office.posts) == 3

    office.down = {"telegram", "discord"}
    assert not asyncio.run(office.moderator_chats.tell(NOTE))
    assert len(caplog.records) == 3


def test_questions_come_back_in_order_without_those_that_no_key_opens(opens: Opens):
    office = opens(key=KEY)
    for key, words in ((KEY, "first"), (Encryption.make_key(), "lost"), (KEY, "second")):
        asyncio.run(office.store.keep_question(Encryption(key).seal(words), NOW))

    assert asyncio.run(office.moderator_chats.questions()) == (["first", "second"], 1)


@pytest.mark.parametrize(
    ("chats", "key", "days", "keeping"),
    [
        ({}, "", 90, Keeping()),
        (BOTH, "", 90, Keeping(posted=True)),
        ({}, KEY, 90, Keeping(days=90)),
        (BOTH, KEY, 7, Keeping(posted=True, days=7, waits=7)),
        (BOTH, KEY, 0, Keeping(posted=True, waits=0)),
        ({}, KEY, 0, Keeping(waits=0)),
    ],
)
def test_what_becomes_of_a_question_is_told_by_the_settings(
    opens: Opens, chats: dict[str, int], key: str, days: int, keeping: Keeping
):
    assert opens(chats, key, days).moderator_chats.keeping(here=True) == keeping
