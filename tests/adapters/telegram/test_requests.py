"""How the line to Telegram is told of, and how long a request is tried, without a clock."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta

import httpx
import pytest
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import HTTPXRequest

from bot.adapters.outage import Outage
from bot.adapters.telegram.rate_limiter import PriorityRateLimiter
from bot.adapters.telegram.requests import RETRIES_WHEN_SLOWED, WAITS, RetryingRateLimiter, WatchedRequest

OUTAGE = NetworkError("httpx.ConnectError: All connection attempts failed")
UNREACHABLE = "Telegram cannot be reached"
TRIES_ON = "The bot tries on, and goes on when this ends."
BACK = "Telegram answers again."


# ---- the line --------------------------------------------------------------------------------------------------------


@pytest.fixture
def line() -> WatchedRequest:
    async def at_once() -> None: ...

    return WatchedRequest(Outage("Telegram"), at_once)


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    assert {record.levelno for record in caplog.records} <= {logging.WARNING}
    return [record.getMessage() for record in caplog.records]


@pytest.fixture
def came(monkeypatch: pytest.MonkeyPatch) -> list[int | Exception]:
    """What comes of each request for updates: a status or an error."""
    fates: list[int | Exception] = []

    async def makes(*_: object, **__: object) -> tuple[int, bytes]:
        fate = fates.pop(0)
        if isinstance(fate, Exception):
            raise fate
        return fate, b"{}"

    monkeypatch.setattr(HTTPXRequest, "do_request", makes)
    return fates


def ask(line: WatchedRequest) -> tuple[int, bytes]:
    async def asks() -> tuple[int, bytes]:
        return await line.do_request("http://127.0.0.1/bot1:a/getUpdates", "POST")

    return asyncio.run(asks())


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (409, "Another program asks Telegram with the same token: stop one of the two"),
        (429, "Telegram asks for fewer requests"),
        (500, "Telegram answers with error 500"),
        (502, "Telegram answers with error 502"),
        (400, "Telegram answers with error 400"),
    ],
)
def test_a_request_for_updates_that_telegram_does_not_grant_is_told_in_plain_words(
    line: WatchedRequest, came: list[int | Exception], caplog: pytest.LogCaptureFixture, status: int, why: str
):
    came += [status, status, 200, 200]

    assert [ask(line) for _ in range(4)] == [(status, b"{}"), (status, b"{}"), (200, b"{}"), (200, b"{}")]
    assert told(caplog) == [f"{why}. {TRIES_ON}", BACK]
    assert not line.refused.is_set()


@pytest.mark.parametrize("error", [OUTAGE, TimedOut()])
def test_a_request_for_updates_that_does_not_arrive_is_told_and_stays_an_error(
    line: WatchedRequest, came: list[int | Exception], caplog: pytest.LogCaptureFixture, error: NetworkError
):
    came += [error, error, 200]

    for _ in range(2):
        with pytest.raises(type(error)):
            ask(line)
    ask(line)

    assert told(caplog) == [f"{UNREACHABLE}. {TRIES_ON}", BACK]
    assert not line.refused.is_set()


@pytest.mark.parametrize("status", [401, 404])
def test_a_token_that_telegram_takes_no_longer_is_noticed(
    line: WatchedRequest, came: list[int | Exception], status: int
):
    came.append(status)

    assert ask(line) == (status, b"{}")
    assert line.refused.is_set()


# ---- made again ------------------------------------------------------------------------------------------------------


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """The waits so far, in seconds, none of which takes any time."""
    waits: list[float] = []

    async def sleeps(seconds: float) -> None:
        waits.append(seconds)

    with monkeypatch.context() as patched:
        patched.setenv("PTB_TIMEDELTA", "true")  # as the running bot has it
        patched.setattr(asyncio, "sleep", sleeps)
        yield waits


def answering(*fates: Exception | str) -> tuple[Callable[[], Awaitable[str]], list[Exception | str]]:
    """A request that comes to one fate after the other, and those that are left."""
    left = list(fates)

    async def asks() -> str:
        fate = left.pop(0)
        if isinstance(fate, Exception):
            raise fate
        return fate

    return asks, left


def made(request: Callable[[], Awaitable[str]], endpoint: str = "sendMessage", *, urgent: bool | None = None) -> str:
    data = {"chat_id": 5_000_000_001}
    return asyncio.run(RetryingRateLimiter().process_request(request, (), {}, endpoint, data, urgent))


def test_what_gets_through_is_asked_once(slept: list[float]):
    request, left = answering("sent", "sent twice")

    assert made(request) == "sent"
    assert left == ["sent twice"]
    assert slept == []


def test_what_does_not_get_through_is_tried_again_after_longer_and_longer_waits(slept: list[float]):
    request, _ = answering(OUTAGE, NetworkError("Bad Gateway (502)"), OUTAGE, "sent")

    assert made(request) == "sent"
    assert slept == [1, 2, 4]


def timed_out(why: Exception | None) -> TimedOut:
    """As the library has it."""
    error = TimedOut()
    error.__cause__ = why
    return error


def test_an_answer_that_may_have_arrived_is_not_sent_twice(slept: list[float]):
    request, left = answering(timed_out(httpx.ReadTimeout("")), "sent twice")

    with pytest.raises(TimedOut):
        made(request)

    assert left == ["sent twice"]
    assert slept == []


@pytest.mark.parametrize("error", [httpx.ConnectTimeout(""), httpx.PoolTimeout("")])
def test_an_answer_that_was_never_on_its_way_is_sent_again(slept: list[float], error: Exception):
    request, _ = answering(timed_out(error), "sent")

    assert made(request) == "sent"
    assert slept == [1]


def test_an_edit_that_may_have_arrived_is_made_again(slept: list[float]):
    request, _ = answering(timed_out(httpx.ReadTimeout("")), "edited")

    assert made(request, "editMessageText") == "edited"
    assert slept == [1]


def test_an_emergency_that_may_have_arrived_is_sent_again_rather_than_lost(slept: list[float]):
    request, _ = answering(timed_out(httpx.ReadTimeout("")), *[OUTAGE] * 100, "sent")

    assert made(request, urgent=True) == "sent"
    assert slept[0] < 1
    assert 600 < sum(slept) < 900


def test_after_a_minute_a_request_is_given_up(slept: list[float]):
    request, left = answering(*[OUTAGE] * (len(WAITS) + 1), "sent too late")

    with pytest.raises(NetworkError):
        made(request)

    assert left == ["sent too late"]
    assert slept == list(WAITS)
    assert sum(slept) == 60


@pytest.mark.parametrize(
    "error", [BadRequest("Chat not found"), Forbidden("bot was blocked"), Conflict("webhook"), InvalidToken("no")]
)
def test_what_would_fail_again_is_not_tried_again(slept: list[float], error: TelegramError):
    request, left = answering(error, "sent")

    with pytest.raises(type(error)):
        made(request)

    assert left == ["sent"]
    assert slept == []


@pytest.mark.parametrize("endpoint", ["getUpdates", "getMe", "setWebhook", "deleteWebhook"])
def test_what_is_asked_in_a_loop_anyway_is_left_to_the_loop(slept: list[float], endpoint: str):
    request, left = answering(OUTAGE, "answered")

    with pytest.raises(NetworkError):
        made(request, endpoint)

    assert left == ["answered"]
    assert slept == []


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """For how many seconds Telegram took nothing, each time; none of it takes any time."""
    waits: list[float] = []
    monkeypatch.setattr(PriorityRateLimiter, "shut", lambda _, __, seconds: waits.append(seconds))
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    return waits


def test_telegrams_own_waits_are_kept_to(shut: list[float]):
    request, _ = answering(RetryAfter(timedelta(seconds=7)), RetryAfter(timedelta(seconds=3)), "sent")

    assert made(request) == "sent"
    assert shut == pytest.approx([7, 3], abs=0.5)
    assert all(wait > named for wait, named in zip(shut, [7, 3], strict=True))


def test_telegrams_own_waits_are_kept_to_in_what_no_chat_sees(slept: list[float]):
    request, _ = answering(RetryAfter(timedelta(seconds=7)), "answered")

    assert made(request, "answerCallbackQuery") == "answered"
    assert slept == pytest.approx([7], abs=0.5)


def test_an_emergency_is_slowed_down_and_never_given_up(shut: list[float]):
    request, _ = answering(*[RetryAfter(timedelta(seconds=2))] * 20, "sent")

    assert made(request, urgent=True) == "sent"
    assert len(shut) == 20


def test_a_request_that_is_slowed_down_again_and_again_is_given_up(shut: list[float]):
    slower = [RetryAfter(timedelta(seconds=2)) for _ in range(RETRIES_WHEN_SLOWED + 1)]
    request, left = answering(*slower, "sent too late")

    with pytest.raises(RetryAfter):
        made(request)

    assert left == ["sent too late"]
    assert len(shut) == RETRIES_WHEN_SLOWED


def test_an_outage_and_a_slowing_down_are_outlasted_together(slept: list[float], shut: list[float]):
    request, _ = answering(OUTAGE, RetryAfter(timedelta(seconds=5)), OUTAGE, "sent")

    assert made(request) == "sent"
    assert slept == [1, 2]
    assert shut == pytest.approx([5.1])
