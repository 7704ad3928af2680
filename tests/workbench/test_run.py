"""The bot that runs serves the workbench too, where its settings say so: what is published there, its members get."""

import asyncio
import itertools
import logging
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from workbench_visits import Visitor

from bot import app
from bot.adapters.conversation import Conversation
from bot.adapters.telegram import running
from bot.config import ModeratorsSettings, Settings, Tokens, WorkbenchSettings
from bot.encryption import Encryption
from bot.errors import UnreachableError
from bot.model import Incoming, Reply
from bot.moderating import notices

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


ASKED, UNASKED = "may my ferret sleep beside the drip stand", "do stilts help on gravel paths"
WORDS = "Ferrets are fine.\nKeep the line out of reach."


async def stays(_: int, __: int, ___: Reply) -> None:
    """A post of which the adapters' own stories tell what becomes of it."""


def test_who_waits_for_an_answer_gets_it_from_the_page(
    running_settings: Settings, port: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    brought: list[tuple[bytes, str]] = []
    messages = itertools.count(7)

    async def post(_: int, __: Reply) -> int:
        return next(messages)

    async def bring(sealed: bytes, reply: Reply) -> None:
        if not brought:
            brought.append((sealed, "refused"))
            raise UnreachableError("it says: blocked")
        brought.append((sealed, str(reply.blocks)))

    async def story(conversation: Conversation) -> None:
        chats = conversation.moderator_chats
        chats.connect("telegram", post, bring, stays)
        assert await chats.take(ASKED, notices.note(ASKED), "telegram", "code", b"sealed") == (True, True)
        assert await chats.take(UNASKED, notices.note(UNASKED), "telegram") == (True, True)
        visitor = Visitor(f"http://127.0.0.1:{port}")
        visitor.host = HOST
        try:
            assert conversation.login_link is not None
            await visitor.get(conversation.login_link().removeprefix("http://faq.example.org"))
            await visitor.press("Open the workbench")
            await visitor.get("/asked")
            assert "They wait for an answer" in visitor.text
            await visitor.press("Send the answer", words="   ")
            assert "Please write an answer first" in visitor.text
            await visitor.press("Send the answer", words="x" * 3_001)
            assert visitor.status == 413
            await visitor.get("/asked")
            await visitor.press("Send the answer", words=WORDS)
            assert "did not reach" in visitor.text

            form = visitor.form("Send the answer")
            await visitor.press("Send the answer", words=WORDS)
            assert "The member has your words" in visitor.text
            assert "They wait for an answer" not in visitor.text
            assert ASKED not in visitor.text
            assert UNASKED in visitor.text
            await visitor.post(form.action, {**form.fields, "words": WORDS})
            assert "answered meanwhile" in visitor.text
        finally:
            await visitor.http.close()
        assert await conversation.store.posts_that_wait() == []
        post_of_it = await conversation.store.post_at("telegram:-100", 7)
        assert post_of_it is not None
        assert (post_of_it.done, post_of_it.sealed, post_of_it.asker, post_of_it.question) == (True, b"", "", 0)

    key = Encryption.make_key()
    moderators = ModeratorsSettings({"telegram": -100}, timedelta(days=90))
    plays(replace(running_settings, key=key, moderators=moderators), monkeypatch, story)
    assert [one[0] for one in brought] == [b"sealed", b"sealed"]
    assert "Ferrets are fine." in brought[1][1]
    for secret in (ASKED, "Ferrets", "sealed"):
        assert secret not in caplog.text


def test_health_tells_how_the_line_to_each_platform_is(
    running_settings: Settings, port: int, monkeypatch: pytest.MonkeyPatch
):
    async def story(conversation: Conversation) -> None:
        assert conversation.login_link is not None
        outage = conversation.outage("Telegram")
        visitor = Visitor(f"http://127.0.0.1:{port}")
        visitor.host = HOST
        try:
            await visitor.get(conversation.login_link().removeprefix("http://faq.example.org"))
            await visitor.press("Open the workbench")
            told = []
            for change in (lambda: None, outage.recovers, outage.begins, outage.ends):
                change()
                await visitor.get("/health")
                told.append(visitor.text.partition("Platforms")[2].partition("The program")[0].strip())
        finally:
            await visitor.http.close()
        assert told == [
            "TelegramIs being connected.",
            "Telegram✓ Connected.",
            "Telegram✗ Cannot be reached now. The bot tries on; its log says why.",
            "Telegram✗ The bot gave up on it: its log says why. It must be started again.",
        ]

    plays(running_settings, monkeypatch, story)


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
