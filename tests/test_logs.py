"""What gets into a log: news and places in the code, never a token, nor what a member wrote."""

import asyncio
import gc
import json
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot import logs

SECRET = "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"  # noqa: S105  made up
TOKEN = f"110201543:{SECRET}"
WORDS = "my okapi words"
TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ ")
TELEGRAM = ("telegram.ext", "telegram.request", "telegram.ext.Application")


@contextmanager
def logging_set_up(*tokens: str, verbose: bool = False) -> Iterator[logging.Logger]:
    """A logger of the bot's in a program that logs to standard error; pytest's own logging stands aside meanwhile."""
    root = logging.getLogger()
    names = ("", "bot", "httpx", "httpcore", "discord", "telegram", *TELEGRAM)
    handlers, levels = root.handlers, {name: logging.getLogger(name).level for name in names}
    root.handlers = []
    try:
        logs.set_up(verbose=verbose)
        if tokens:
            logs.hide(tokens)
        yield logging.getLogger("bot.adapters")
    finally:
        root.handlers = handlers
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def fails(words: str = WORDS) -> None:
    raise ValueError(words)


def fails_with_a_cause() -> None:
    try:
        fails()
    except ValueError as error:
        raise RuntimeError(f"{WORDS} again") from error


def logged(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines, without the time at the start of each."""
    captured = capsys.readouterr()
    assert captured.out == ""
    return [TIME.sub("", line) for line in captured.err.splitlines()]


# ---- what is logged --------------------------------------------------------------------------------------------------


def log_a_line_of_each(name: str) -> None:
    for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR):
        logging.getLogger(name).log(level, "said")


@pytest.mark.parametrize(
    ("name", "usual", "verbose"),
    [
        ("bot.adapters", ["WARNING", "ERROR"], ["INFO", "WARNING", "ERROR"]),
        ("some.library", ["WARNING", "ERROR"], ["INFO", "WARNING", "ERROR"]),
        ("httpx", ["WARNING", "ERROR"], ["WARNING", "ERROR"]),
        ("httpcore.connection", ["WARNING", "ERROR"], ["WARNING", "ERROR"]),
        ("telegram.ext.Application", ["WARNING", "ERROR"], ["WARNING", "ERROR"]),
        ("discord.gateway", [], []),
        ("telegram.ext.Updater", [], []),
        ("telegram.ext", [], []),
        ("telegram.request.BaseRequest", [], []),
    ],
)
def test_warnings_are_logged_and_where_more_is_wanted_news_but_not_those_with_addresses(
    capsys: pytest.CaptureFixture[str], name: str, usual: list[str], verbose: list[str]
):
    with logging_set_up():
        log_a_line_of_each(name)
    assert logged(capsys) == [f"{level} {name}: said" for level in usual]

    with logging_set_up(verbose=True):
        log_a_line_of_each(name)
    assert logged(capsys) == [f"{level} {name}: said" for level in verbose]


def test_a_bot_that_runs_on_a_platform_logs_its_own_news_and_no_others(capsys: pytest.CaptureFixture[str]):
    with logging_set_up(TOKEN):
        for name in ("bot.adapters", "some.library", "httpx"):
            log_a_line_of_each(name)

    assert [line for line in logged(capsys) if line.startswith("INFO")] == ["INFO bot.adapters: said"]


def test_a_line_carries_its_time_in_utc_and_its_level(capsys: pytest.CaptureFixture[str]):
    with logging_set_up() as log:
        record = log.makeRecord(log.name, logging.WARNING, "", 0, "said", (), None)
        record.created = 1_795_949_999.0
        log.handle(record)

    assert capsys.readouterr().err == "2026-11-29T10:59:59Z WARNING bot.adapters: said\n"


def test_as_json_each_line_is_an_object_that_hides_the_same(capsys: pytest.CaptureFixture[str]):
    with logging_set_up() as log:
        logs.hide([TOKEN], as_json=True)
        log.info("the token %s", TOKEN)
        try:
            fails()
        except ValueError:
            log.exception("an update failed")

    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert TIME.match(f"{first.pop('time')} ")
    assert first == {"level": "INFO", "logger": "bot.adapters", "message": "the token <hidden>"}
    assert second["message"] == "an update failed"
    assert second["error"].startswith("builtins.ValueError at test_logs.py:")
    assert WORDS not in second["error"]


# ---- tokens ----------------------------------------------------------------------------------------------------------


def test_a_token_is_hidden_wherever_it_stands_in_a_line(capsys: pytest.CaptureFixture[str]):
    with logging_set_up(TOKEN, "MTE0.discords.own") as log:
        log.warning("POST https://api.telegram.org/bot%s/getMe and again %s", TOKEN, TOKEN)
        log.warning("the token `%(token)s`", {"token": TOKEN})
        log.warning(f"built at once: {TOKEN}")  # noqa: G004  as it may happen
        log.warning("shown: %r", [TOKEN])
        log.warning("Discord's %s", "MTE0.discords.own")

    assert logged(capsys) == [
        "WARNING bot.adapters: POST https://api.telegram.org/bot<hidden>/getMe and again <hidden>",
        "WARNING bot.adapters: the token `<hidden>`",
        "WARNING bot.adapters: built at once: <hidden>",
        "WARNING bot.adapters: shown: ['<hidden>']",
        "WARNING bot.adapters: Discord's <hidden>",
    ]


def test_the_secret_half_of_a_token_is_hidden_too(capsys: pytest.CaptureFixture[str]):
    with logging_set_up(TOKEN) as log:
        log.warning("of 110201543 it is %s", SECRET)

    assert logged(capsys) == ["WARNING bot.adapters: of 110201543 it is <hidden>"]


def test_a_token_in_an_error_is_hidden(capsys: pytest.CaptureFixture[str]):
    with logging_set_up(TOKEN) as log:
        try:
            fails(f"The token `{TOKEN}` was rejected by the server.")
        except ValueError as error:
            log.exception("no: %s", error)  # noqa: TRY401  as it may happen

    first, second = logged(capsys)
    assert first == "ERROR bot.adapters: no: The token `<hidden>` was rejected by the server."
    assert SECRET not in second


def test_a_token_in_the_name_of_a_logger_is_hidden(capsys: pytest.CaptureFixture[str]):
    with logging_set_up(TOKEN) as log:
        log.getChild(TOKEN).warning("said")

    assert logged(capsys) == ["WARNING bot.adapters.<hidden>: said"]


def test_a_token_without_a_secret_half_garbles_no_line(capsys: pytest.CaptureFixture[str]):
    with logging_set_up("110201543:") as log:
        log.warning("Telegram cannot be reached")

    assert logged(capsys) == ["WARNING bot.adapters: Telegram cannot be reached"]


# ---- errors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("failing", [fails, fails_with_a_cause])
def test_of_an_error_only_its_kind_and_its_places_are_logged(
    capsys: pytest.CaptureFixture[str], failing: Callable[[], None]
):
    with logging_set_up(TOKEN) as log:
        try:
            failing()
        except (ValueError, RuntimeError) as error:
            log.exception("an update failed")
            kind, frame = type(error).__name__, error.__traceback__
    assert frame
    assert frame.tb_next

    places = f"test_logs.py:{frame.tb_lineno}, test_logs.py:{frame.tb_next.tb_lineno}"
    assert logged(capsys) == ["ERROR bot.adapters: an update failed", f"builtins.{kind} at {places}"]


def test_the_stack_is_not_logged(capsys: pytest.CaptureFixture[str]):
    with logging_set_up() as log:
        log.warning("here", stack_info=True)

    assert "\n".join(logged(capsys)).strip() == "WARNING bot.adapters: here"


def test_what_failed_before_the_tokens_are_known_is_logged_without_words_too(capsys: pytest.CaptureFixture[str]):
    with logging_set_up() as log:
        try:
            fails()
        except ValueError:
            log.exception("an update failed")

    assert WORDS not in "\n".join(logged(capsys))


def test_an_error_is_told_by_its_innermost_places():
    def deeper(levels: int) -> None:
        if levels == 0:
            fails()
        deeper(levels - 1)

    with pytest.raises(ValueError, match=WORDS) as raised:
        deeper(10)

    told = logs.told(raised.value)
    assert told.startswith("builtins.ValueError at test_logs.py:")
    assert told.count("test_logs.py:") == 3
    assert told.endswith(f"test_logs.py:{fails.__code__.co_firstlineno + 1}")


def test_an_error_that_was_never_raised_is_told_by_its_kind():
    assert logs.told(TelegramError(WORDS)) == "telegram.error.TelegramError at an unknown place"


def test_a_crash_report_holds_the_kind_of_error_and_its_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(RuntimeError) as raised:
        fails_with_a_cause()

    report = logs.write_crash(raised.value)

    assert report.parent == tmp_path
    first, *places = report.read_text(encoding="utf-8").splitlines()
    assert first == "builtins.RuntimeError"
    assert places[-1] == f"  {__file__}:{fails_with_a_cause.__code__.co_firstlineno + 4} in fails_with_a_cause"
    assert all(place.startswith(f"  {__file__}:") for place in places)


# ---- libraries -------------------------------------------------------------------------------------------------------


def test_of_a_librarys_line_only_its_own_wording_is_shown(capsys: pytest.CaptureFixture[str]):
    with logging_set_up(TOKEN):
        log = logging.getLogger("some.library")
        log.warning("Can not load: %s", WORDS)
        log.warning("Not taken: %(text)r", {"text": WORDS})
        log.warning(f"Not taken\n{WORDS}\n{TOKEN}")  # noqa: G004  as a library may
        log.warning(f"POST https://api.telegram.org/bot{TOKEN}/getMe")  # noqa: G004  as a library may
        log.warning(ValueError("100 % of it"))

    assert logged(capsys) == [
        "WARNING some.library: Can not load: %s",
        "WARNING some.library: Not taken: %(text)r",
        "WARNING some.library: Not taken",
        "WARNING some.library: POST https://api.telegram.org/bot<hidden>/getMe",
        "WARNING some.library: 100 % of it",
    ]


def test_an_answer_that_the_telegram_library_cannot_read_is_not_shown(capsys: pytest.CaptureFixture[str]):
    with logging_set_up(TOKEN), pytest.raises(TelegramError):
        BaseRequest.parse_json_payload(f'{{"ok": true, "result": [{{"text": "{WORDS}"'.encode())

    assert WORDS not in "\n".join(logged(capsys))


def test_an_error_for_which_nobody_waited_is_logged_without_its_words(capsys: pytest.CaptureFixture[str]):
    async def failing() -> None:
        fails()

    async def forgets() -> None:
        task = asyncio.create_task(failing())
        await asyncio.wait([task])
        del task
        gc.collect()

    with logging_set_up(TOKEN):
        asyncio.run(forgets())

    said = "\n".join(logged(capsys))
    assert said.startswith("ERROR asyncio: Task exception was never retrieved")
    assert WORDS not in said
