"""A Telegram of its own for each story, with the real adapter in it and the real FAQ behind."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback.conversations import Backstage, at_rest
from loopback.telegram import BotApi, Chat, InProcessRequest, Person, Posted, Tap
from telegram import Update
from telegram.ext import Application

from bot.adapters.telegram import rate_limiter, requests, running
from bot.answering.service import Service
from bot.content import load

MORE = "More"
FAQ = Path(__file__).parents[3] / "faq" / "en"


class Stage(Backstage):
    """Anna and Ben, the club that they are in (Ben is its admin), and the bot, which plays when it is told to."""

    def __init__(self, service: Service, store: Path) -> None:
        super().__init__(service, store)
        self.api = BotApi()
        self.anna, self.ben = self.api.person("Anna"), self.api.person("Ben")
        self.club = self.api.group("MMN friends", [self.anna], admins=[self.ben])
        self.home = self.api.private(self.anna)
        self.mods: Chat | None = None
        self.runner = asyncio.Runner()
        self.restart()

    def restart(self) -> None:
        """The bot starts anew: what it had in memory is gone."""
        self.conversation = self.made_conversation("telegram", self.mods.id if self.mods else None)
        builder = Application.builder().token(self.api.token).updater(None)
        builder = builder.request(InProcessRequest(self.api)).get_updates_request(InProcessRequest(self.api))
        self.app = running.assemble(builder, self.conversation)
        self.runner.run(self.app.initialize())

    def has_moderators(self) -> Chat:
        """The moderators' chat, with Ben as its admin, is in the settings from now on."""
        self.mods = self.api.group("Moderators", admins=[self.ben])
        self.restart()
        return self.mods

    def hear(self) -> None:
        """Lets the bot take everything that waits for it."""
        for update in self.api.take_updates():
            self.runner.run(self.app.process_update(Update.de_json(update, self.app.bot)))
        self.runner.run(self.conversation.settles())

    def wait(self, seconds: float) -> None:
        """Lets so much time pass for the bot. What its clock shows stays."""
        loop = self.runner.get_loop()
        time = loop.time
        loop.time = lambda: time() + seconds  # type: ignore[method-assign]
        self.runner.run(asyncio.sleep(0))

    def hear_at_once(self) -> None:
        """The same, where what waits came at one moment."""

        async def takes() -> None:
            updates = (Update.de_json(update, self.app.bot) for update in self.api.take_updates())
            await asyncio.gather(*map(self.app.process_update, updates))

        self.runner.run(takes())
        self.runner.run(self.conversation.settles())

    def play(self, chat: Chat | None = None) -> Posted:
        """Lets the bot take everything that waits for it, and gives its latest message in `chat` (the club)."""
        self.hear()
        return (chat or self.club).last

    def is_silent(self) -> bool:
        """Whether the bot posts nothing anywhere in answer to what waits for it."""
        before = len(self.api.calls_of("sendMessage"))
        self.hear()
        return len(self.api.calls_of("sendMessage")) == before

    def ask(self, words: str, chat: Chat | None = None, *, topic: int | None = None) -> Posted:
        """The bot's answer to a question that Anna asks with /ask, in the club unless told otherwise."""
        self.anna.says(chat or self.club, f"/ask {words}", topic=topic)
        return self.play(chat)

    def tap(self, message: Posted, label: str, by: Person | None = None) -> Tap:
        """A tap of Anna's, unless told otherwise, and what the bot made of it; behind "More" where it stands there.

        That is opened by whoever taps, or by Anna where it is not theirs.
        """
        for who in (by or self.anna, self.anna):
            if label not in message.labels and MORE in message.labels:
                who.taps(message, MORE)
                self.hear()
        tapped = (by or self.anna).taps(message, label)
        self.hear()
        return tapped

    def offered(self, message: Posted) -> list[str]:
        """What Anna can tap below a message, and behind "More" there, which she taps for that."""
        labels = list(message.labels)
        if MORE in labels:
            self.tap(message, MORE)
        return labels + message.labels


class Small:
    """The bot on a small FAQ, of which a story changes what it needs."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage = stage
        self.folder = folder

    def change(self, file: str, old: str, new: str) -> None:
        """Changes the FAQ, and has the bot answer from it."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.stage.service = Service(load(self.folder))

    def ask(self, words: str = "is it catching?") -> list[Posted]:
        """The messages of the answer."""
        before = len(self.stage.club.from_bot)
        self.stage.ask(words)
        return self.stage.club.from_bot[before:]

    def answer(self, *paragraphs: str) -> list[Posted]:
        """The messages of an answer that has these paragraphs."""
        said = "answer: No, you can not catch it from anyone.\n"
        self.change("answers/basics/contagious.yaml", said, "answer: |\n  " + "\n\n  ".join(paragraphs) + "\n")
        return self.ask()

    def answer_at_length(self) -> list[Posted]:
        """The two messages of an answer with two paragraphs, of which one message holds one."""
        return self.answer("😀" * 1400, "😀" * 1400)


@pytest.fixture
def quick_telegram(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Telegram that takes what a member does in a minute at once: the story is not of its limits."""
    for chat in ("GROUP", "PRIVATE"):
        monkeypatch.setattr(rate_limiter, chat, rate_limiter.Window(1_000, 1))


@pytest.fixture
def stage(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Iterator[Stage]:
    monkeypatch.setattr(requests, "WAITS", (0, 0))
    monkeypatch.setattr(requests, "URGENT_WAITS", (0,) * 9)
    made = Stage(service, tmp_path / "store.sqlite3")
    yield made
    made.runner.run(made.app.shutdown())
    made.runner.run(at_rest(made.conversation))
    made.runner.close()
    made.api.assert_clean()
    assert [record.getMessage() for record in caplog.get_records("call")] == []  # a story with trouble clears the log


@pytest.fixture
def small(stage: Stage, small_faq: Path) -> Small:
    stage.service = Service(load(small_faq))
    return Small(stage, small_faq)


@pytest.fixture
def mods(stage: Stage) -> Chat:
    """The moderators' chat of that story."""
    return stage.has_moderators()
