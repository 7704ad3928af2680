"""Telegram and Discord for stories of the whole program that are the same on both: people alone with the bot, and moderators."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from loopback import discord, telegram
from loopback.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

DISCORD_TOKEN = "MTE4NjQ0.Gq7xYz.wombat-secret-of-the-portal"  # noqa: S105  made up


class Talk(Protocol):
    """Somebody alone with the bot: what they do, and what they see. Nothing is waited for."""

    @property
    def texts(self) -> Sequence[str]:
        """What the bot's messages say now, the oldest first."""

    @property
    def outcome(self) -> str:
        """What the last tap came to: a few words, or else what the message says now; empty while the clock turns."""

    def says(self, words: str) -> None:
        """Asks the bot."""

    def edits(self, words: str) -> None:
        """Makes another question of the first one."""

    def taps(self, label: str) -> None:
        """Taps a button below the bot's last message."""


class Side(Protocol):
    """A platform, with a moderator in their chat `moderator_chats`."""

    name: str
    settings: str
    moderator_chats: int

    @property
    def environment(self) -> Mapping[str, str]:
        """What the program needs to reach it."""

    @property
    def posted(self) -> Sequence[str]:
        """What the bot posted unasked in the moderators' chat."""

    def is_up(self, lines: Sequence[str]) -> bool:
        """Whether a bot that said these lines answers there."""

    def talk(self, name: str) -> Talk:
        """Somebody new, alone with the bot."""

    def orders(self, command: str) -> Callable[[], str]:
        """A moderator's command, as `gaps`, and how to read its answer; empty until it is there."""

    def assert_clean(self) -> None:
        """The bot asked the platform for nothing odd."""


# ---- Telegram --------------------------------------------------------------------------------------------------------


class _TelegramTalk:
    def __init__(self, api: telegram.BotApi, name: str) -> None:
        self.person = api.person(name)
        self.chat = api.private(self.person)
        self._asked: list[telegram.Posted] = []
        self._tap: telegram.Tap | None = None

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.chat.from_bot]

    @property
    def outcome(self) -> str:
        if self._tap is None or self._tap.answer is None:
            return ""
        return str(self._tap.answer.get("text") or self._tap.message.text)

    def says(self, words: str) -> None:
        self._asked.append(self.person.says(self.chat, words))

    def edits(self, words: str) -> None:
        self.person.edits(self._asked[0], words)

    def taps(self, label: str) -> None:
        self._tap = self.person.taps(self.chat.last, label)


class Telegram:
    """A Telegram with the group of the moderators, in which Ben is."""

    name = "telegram"

    def __init__(self, server: telegram.Server) -> None:
        self.api = server.api
        self.ben = self.api.person("Ben Wombat", username="benwombat")
        self.moderators = self.api.group("Moderators", [self.ben])
        self.moderator_chats = self.moderators.id
        self.settings = f"telegram:\n  api: http://127.0.0.1:{server.port}\n"

    @property
    def environment(self) -> dict[str, str]:
        return {"TELEGRAM_BOT_TOKEN": self.api.token}

    @property
    def posted(self) -> list[str]:
        return [message.text for message in self.moderators.from_bot if message.reply_to is None]

    def is_up(self, lines: Sequence[str]) -> bool:
        return any(line.endswith("Telegram: @mmn_support_bot answers.") for line in lines)

    def talk(self, name: str) -> _TelegramTalk:
        return _TelegramTalk(self.api, name)

    def orders(self, command: str) -> Callable[[], str]:
        asked = self.ben.says(self.moderators, f"/{command}")
        return lambda: "\n".join(message.text for message in self.moderators.from_bot if message.reply_to is asked)

    def assert_clean(self) -> None:
        assert self.api.surprises == []


# ---- Discord ---------------------------------------------------------------------------------------------------------


def _read(message: discord.Message) -> str:
    """What people read: the marks that keep Discord from styling are not shown."""
    return re.sub(r"\\(?=[^\w\s])", "", message.text)


class _DiscordTalk:
    def __init__(self, server: discord.Server, name: str) -> None:
        self.person = server.person(name)
        self.chat = self.person.dm()
        self._asked: list[discord.Message] = []
        self._tap: discord.Interaction | None = None
        self._edits = 0

    @property
    def texts(self) -> list[str]:
        return [_read(message) for message in self.chat.from_bot]

    @property
    def outcome(self) -> str:
        shown = self._tap and self._tap.original
        if not shown or shown.loading or (self._tap and self._tap.deferred and shown.edits == self._edits):
            return ""
        return _read(shown)

    def says(self, words: str) -> None:
        self._asked.append(self.person.says(self.chat, words))

    def edits(self, words: str) -> None:
        self.person.edits(self._asked[0], words)

    def taps(self, label: str) -> None:
        last = self.chat.from_bot[-1]
        self._edits = last.edits
        menu = any(label in select.options for select in last.selects)
        self._tap = self.person.selects(last, label) if menu else self.person.clicks(last, label)


class Discord:
    """A Discord with a server of which Ben is a manager, and the moderators' channel there."""

    name, settings = "discord", ""

    def __init__(self, server: discord.Listening) -> None:
        self.server = server
        self.ben = server.person("Ben Wombat")
        self.guild = server.guild("The platypus club", [self.ben], managers=[self.ben])
        self.moderators = self.guild.text_channel("moderators")
        self.moderator_chats = self.moderators.id

    @property
    def environment(self) -> dict[str, str]:
        return {"DISCORD_BOT_TOKEN": self.server.token, "LOOPBACK_DISCORD": self.server.url}

    @property
    def posted(self) -> list[str]:
        return [_read(message) for message in self.moderators.from_bot]

    def is_up(self, lines: Sequence[str]) -> bool:
        return any("Discord: @mmn.bot answers." in line for line in lines) and self.server.gateway.is_ready()

    def talk(self, name: str) -> _DiscordTalk:
        return _DiscordTalk(self.server, name)

    def orders(self, command: str) -> Callable[[], str]:
        ordered = self.ben.slash(self.moderators, f"mmn {command}")

        def answer() -> str:
            shown = ordered.original
            return _read(shown) if shown and not shown.loading else ""

        return answer

    def assert_clean(self) -> None:
        assert self.server.surprises == []


@contextmanager
def on_telegram() -> Iterator[Telegram]:
    """A Telegram for as long as the block lasts."""
    with telegram.serve(telegram.BotApi()) as server:
        yield Telegram(server)


@contextmanager
def on_discord() -> Iterator[Discord]:
    """A Discord for as long as the block lasts."""
    with discord.serve(token=DISCORD_TOKEN) as server:
        server.patience = PATIENCE
        yield Discord(server)
