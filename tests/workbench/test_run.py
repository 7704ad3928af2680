"""The bot that runs serves the workbench too, where its settings say so: what is published there, its members get."""

import asyncio
import logging
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from workbench_visits import Visitor

from bot import app
from bot.adapters.conversation import Conversation
from bot.adapters.telegram import running
from bot.config import Settings, Tokens, WorkbenchSettings
from bot.model import Incoming

PATIENCE = 120.0
HOST = {"Host": "faq.example.org"}
SAID = "am i going to pass this on to my grandkids"


def plays(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, story: Callable[[Conversation], Awaitable[None]]
) -> None:
    """Runs the bot, on a Telegram that is this story."""

    class Telegram:
        def __init__(self, _: str, __: object, conversation: Conversation) -> None:
            self.conversation = conversation

        async def run(self, _: asyncio.Event) -> None:
            await story(self.conversation)

    monkeypatch.setattr(running, "Telegram", Telegram)
    monkeypatch.setattr(app.logs, "hide", lambda *_, **__: None)
    asyncio.run(asyncio.wait_for(app.run(settings), PATIENCE))


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def running_settings(settings: Settings, port: int) -> Settings:
    url = "http://faq.example.org"
    return replace(settings, tokens=Tokens(telegram="1:secret"), workbench=WorkbenchSettings(url, port=port))


def test_a_moderator_comes_in_by_the_link_and_members_get_what_is_published(
    running_settings: Settings, faq: Path, port: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    links: list[str] = []

    async def story(conversation: Conversation) -> None:
        assert conversation.login_link is not None
        assert conversation.service.ask(Incoming(SAID)).entry == ""
        links.append(conversation.login_link())
        visitor = Visitor(f"http://127.0.0.1:{port}")
        visitor.host = HOST
        try:
            await visitor.get(links[0].removeprefix("http://faq.example.org"))
            await visitor.press("Open the workbench")
            await visitor.get("/entries/contagious")
            asks = visitor.form("Save in the draft").fields["asks"]
            await visitor.press("Save in the draft", asks=f"{asks}\n{SAID}")
            await visitor.get("/draft")
            await visitor.press("Check the draft")
            await visitor.press("Publish for members", by="Ana")
            assert "Published" in visitor.text
        finally:
            await visitor.http.close()
        assert conversation.service.ask(Incoming(SAID)).entry == "contagious"

    plays(running_settings, monkeypatch, story)
    assert SAID in (faq / "answers" / "basics" / "contagious.yaml").read_text(encoding="utf-8")
    told = "\n".join(caplog.messages)
    assert "The workbench is at http://faq.example.org." in told
    assert "published" in told
    for secret in (links[0].partition("=")[2], SAID, "Ana"):
        assert secret not in told


def test_the_bot_answers_also_where_the_workbench_cannot_be_served(
    running_settings: Settings, port: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    async def story(conversation: Conversation) -> None:
        assert conversation.service.ask(Incoming("is it catching")).entry == "contagious"

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        plays(running_settings, monkeypatch, story)
    assert any(message.startswith("there is no workbench: ") for message in caplog.messages)


def test_without_the_setting_there_is_none(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    async def story(conversation: Conversation) -> None:
        assert conversation.login_link is None

    plays(replace(settings, tokens=Tokens(telegram="1:secret")), monkeypatch, story)


def test_a_bot_without_a_workbench_loads_nothing_of_it():
    told = "import sys, bot.app; print([name for name in sys.modules if name.startswith(('bot.workbench', 'jinja2'))])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
