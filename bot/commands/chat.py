"""Ask the bot questions here in the terminal."""

from __future__ import annotations

import secrets
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING

from bot.adapters import terminal
from bot.adapters.addresses import Addresses
from bot.adapters.conversation import Conversation
from bot.adapters.dialogues import Dialogues
from bot.adapters.moderator_chats import ModeratorChats
from bot.adapters.pending_questions import PendingQuestions
from bot.adapters.recent_answers import RecentAnswers
from bot.adapters.unanswered import UnansweredMessages
from bot.commands import _settings
from bot.commands._console import open_console
from bot.content import fingerprint
from bot.core import open_service
from bot.encryption import Encryption
from bot.errors import BotError
from bot.model import Keeping
from bot.moderating import notices
from bot.retention import ANSWERS_KEPT
from bot.storage.forgetful import ForgetfulStore

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from bot.answering.service import Service
    from bot.config import Settings
    from bot.model import Reply

HELP = """Ask the bot questions here in the terminal. Type a question and press Enter; type the number of a choice to
tap it; type "quit" to leave. Where the input is a file or a pipe, every line of it is taken as a question. Files of the FAQ
that you change meanwhile are read before the next question."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None beyond the common ones."""


def main(options: argparse.Namespace) -> int:
    """Chats until the input ends."""
    settings = _settings.settings(options)
    latest = Latest(settings)
    handed = replace(conversation(latest.service, settings.country), current=lambda: latest.service)
    terminal.chat(handed, latest.before_each(typed_lines()), open_console())
    return 0


class Latest:
    """The core on the files of the FAQ as they are: who changes one sees it in the next reply, as on the platforms."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._read = fingerprint(settings.faq)
        self.service = open_service(settings)

    def before_each(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines; before one is handed on, files that changed are read. Faulty ones are told, and change nothing."""
        for line in lines:
            found = fingerprint(self._settings.faq)
            if found != self._read:
                self._read = found
                self._read_again()
            yield line

    def _read_again(self) -> None:
        print("The FAQ has changed. Reading it again ...", flush=True)
        try:
            self.service = open_service(self._settings)
        except BotError as error:
            print(f"{error}\nIt was not taken over: the last good FAQ goes on answering.", flush=True)


def conversation(service: Service, country: str) -> Conversation:
    """What the terminal is handed: a conversation of which nothing is kept, and without moderators to send a question to."""
    store = ForgetfulStore()  # type: ignore[abstract]  # of what it leaves to the port nothing is wanted but silence
    key, platform = secrets.token_bytes(), "terminal"
    moderator_chats = ModeratorChats({}, store, Encryption(""), ANSWERS_KEPT, _now)

    async def reload() -> Reply:
        return notices.live(service)

    return Conversation(
        platform=platform,
        current=lambda: service,
        reload=reload,
        store=store,
        recent_answers=RecentAnswers(store, platform, key, _now),
        unanswered=UnansweredMessages(store, platform, key, _now),
        pending_questions=PendingQuestions(_now, is_open=False),
        dialogues=Dialogues(_now),
        moderator_chats=moderator_chats,
        addresses=Addresses(key),
        keeping=Keeping(),
        now=_now,
        country=country,
        cooldown=timedelta(),
    )


def _now() -> datetime:
    return datetime.now(UTC)


def typed_lines() -> Iterator[str]:
    """What is typed, line by line; a file or a pipe is read to its end."""
    if not sys.stdin.isatty():
        yield from sys.stdin
        return
    with suppress(ImportError):  # not on Windows; importing it gives the prompt a history and the arrow keys
        import_module("readline")
    while True:
        try:
            yield input(terminal.PROMPT)
        except EOFError:
            print()
            return
