"""The platforms side by side: one that cannot go on leaves the others running, and all stop together."""

import asyncio
import logging
import os
import signal
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from loopback.clock import Clock
from loopback.patience import PATIENCE

from bot import __version__, app
from bot.adapters.conversation import Conversation, by_one
from bot.config import ModeratorsSettings, Settings, TelegramSettings, Tokens
from bot.errors import BotError, ConfigError

ANSWERS = "answers until it is told to stop"
Runs = Callable[[asyncio.Event], Awaitable[None]]


class Stage:
    """Telegram and Discord as each story wants them; `told` is what became of each."""

    def __init__(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        self.settings = settings
        self.told: dict[str, str] = {}
        self.built: dict[str, tuple[Any, ...]] = {}
        self.hidden: list[str] = []
        self._monkeypatch = monkeypatch
        monkeypatch.setattr(app.logs, "hide", lambda tokens, **_: self.hidden.extend(tokens))

    def plays(self, **platforms: Runs) -> None:
        """Runs the app with these platforms until it ends."""
        for name, runs in platforms.items():
            module = import_module(f"bot.adapters.{name.lower()}.running")
            self._monkeypatch.setattr(module, name, self._adapter(name, runs))
        asyncio.run(asyncio.wait_for(app.run(self.settings), PATIENCE))

    def _adapter(self, name: str, runs: Runs) -> Callable[..., app.Adapter]:
        stage = self

        class Adapter:
            def __init__(self, *parts: object, **named: object) -> None:
                stage.built[name] = (*parts, named)

            async def run(self, stop: asyncio.Event) -> None:
                await runs(stop)
                stage.told[name] = ANSWERS

        return Adapter


@pytest.fixture
def stage(small_faq: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    tokens = Tokens(telegram="1:secret", discord="MTE.secret")
    telegram = TelegramSettings(api="http://127.0.0.1:1")
    return Stage(Settings(small_faq, "", tokens, tmp_path, telegram=telegram, message_content=True), monkeypatch)


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def serves(stop: asyncio.Event) -> None:
    await stop.wait()


async def is_told_to_stop(stop: asyncio.Event) -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    await stop.wait()


async def is_refused(_: asyncio.Event) -> None:
    raise ConfigError("the token is refused")


async def is_refused_for_another_reason(_: asyncio.Event) -> None:
    raise ConfigError("the other token is refused")


async def has_a_bug(_: asyncio.Event) -> None:
    raise KeyError("okapi")


def test_told_to_stop_every_platform_stops(stage: Stage, caplog: pytest.LogCaptureFixture):
    stage.plays(Telegram=serves, Discord=is_told_to_stop)

    assert stage.told == {"Telegram": ANSWERS, "Discord": ANSWERS}
    assert caplog.messages == []


def test_start_and_stop_are_told(stage: Stage, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO, "bot.app")

    stage.plays(Telegram=serves, Discord=is_told_to_stop)

    assert caplog.messages == [
        f"mmn-bot {__version__} starts on Telegram and Discord, with 7 entries from {stage.settings.faq}.",
        "mmn-bot was told to stop, and finishes what it is at.",
        "mmn-bot has stopped.",
    ]


def test_a_platform_that_cannot_go_on_leaves_the_other_running_and_is_told(
    stage: Stage, caplog: pytest.LogCaptureFixture
):
    stage.plays(Telegram=is_refused, Discord=is_told_to_stop)

    assert stage.told == {"Discord": ANSWERS}
    assert caplog.messages == ["the token is refused. The others go on: Discord."]


def test_a_bug_on_one_platform_leaves_the_other_running_and_shows_no_word_of_a_member(
    stage: Stage, caplog: pytest.LogCaptureFixture
):
    stage.plays(Telegram=is_told_to_stop, Discord=has_a_bug)

    assert stage.told == {"Telegram": ANSWERS}
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("Discord ended by a bug: builtins.KeyError at ")
    assert "okapi" not in caplog.text


@pytest.mark.parametrize(
    ("telegram", "discord"), [(is_refused, is_refused_for_another_reason), (is_refused, has_a_bug)]
)
def test_where_no_platform_is_left_the_app_ends_with_an_error(stage: Stage, telegram: Runs, discord: Runs):
    with pytest.raises((BotError, KeyError)):
        stage.plays(Telegram=telegram, Discord=discord)

    assert stage.told == {}


def test_where_its_only_platform_has_a_bug_the_app_ends_with_it(stage: Stage):
    del stage.settings.tokens["telegram"]

    with pytest.raises(KeyError, match="okapi"):
        stage.plays(Discord=has_a_bug)


@pytest.mark.parametrize(("platform", "name"), [("telegram", "Telegram"), ("discord", "Discord")])
def test_a_platform_without_a_token_is_left_out(stage: Stage, platform: str, name: str):
    del stage.settings.tokens[platform]

    stage.plays(Telegram=is_told_to_stop, Discord=is_told_to_stop)

    assert set(stage.told) == {"Telegram", "Discord"} - {name}


def test_each_platform_gets_its_token_its_settings_and_the_same_core(stage: Stage):
    stage.plays(Telegram=serves, Discord=is_told_to_stop)

    telegram_token, telegram, telegram_front, _ = stage.built["Telegram"]
    discord_token, discord_front, discord = stage.built["Discord"]
    assert (telegram_token, telegram) == ("1:secret", TelegramSettings("http://127.0.0.1:1"))
    assert (discord_token, discord) == ("MTE.secret", {"message_content": True})
    assert (telegram_front.platform, discord_front.platform) == ("telegram", "discord")
    assert telegram_front.service is discord_front.service
    assert telegram_front.moderator_chats is discord_front.moderator_chats
    assert telegram_front.recent_answers.code(7) != discord_front.recent_answers.code(7)


def test_what_is_over_is_let_go_of_though_nobody_comes_back_to_the_bot(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, clock: Clock
):
    monkeypatch.setattr(app, "_now", clock)
    monkeypatch.setattr(app, "_MINUTE", 0.01)
    stage.settings = replace(
        stage.settings, tokens=Tokens(telegram="1:secret"), moderators=ModeratorsSettings({"telegram": -100})
    )

    async def one_member_comes_and_goes(stop: asyncio.Event) -> None:
        front: Conversation = stage.built["Telegram"][2]
        questions, dialogues, recent = front.pending_questions, front.dialogues, front.recent_answers
        await front.ask("hands", 7, addressed=True, seen=by_one)
        recent.is_first_vote(7, 8, 7, "contagious")
        recent.is_first_pointer((-1, 0), "contagious", 7, timedelta(minutes=10))
        for later, left in (
            (timedelta(), [True, True, True, True]),
            (timedelta(minutes=10), [True, False, True, False]),
            (timedelta(hours=1), [False, False, True, False]),
            (timedelta(days=2), [False, False, False, False]),
        ):
            clock.time += later
            while [*map(bool, (questions._questions, dialogues._turns, recent._voted, recent._pointed))] != left:  # noqa: ASYNC110  no event tells it
                await asyncio.sleep(0.01)
        await is_told_to_stop(stop)

    stage.plays(Telegram=one_member_comes_and_goes)

    assert stage.told == {"Telegram": ANSWERS}


def test_the_tokens_are_hidden_before_anything_else_happens(stage: Stage):
    (stage.settings.faq / "themes.yaml").unlink()

    with pytest.raises(BotError):
        stage.plays(Telegram=serves, Discord=serves)

    assert sorted(filter(None, stage.hidden)) == ["1:secret", "MTE.secret"]


@pytest.mark.parametrize("ends", [is_told_to_stop, is_refused])
def test_the_sign_of_life_is_there_while_it_runs_and_is_taken_away(stage: Stage, ends: Runs):
    file = stage.settings.data / "alive"
    seen: list[bool] = []

    async def looks(stop: asyncio.Event) -> None:
        await asyncio.sleep(0)
        seen.append(file.exists())
        await ends(stop)

    del stage.settings.tokens["telegram"]
    try:
        stage.plays(Discord=looks)
    except ConfigError:
        assert ends is is_refused

    assert seen == [True]
    assert not file.exists()
