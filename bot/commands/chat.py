"""Ask the bot questions here in the terminal."""

from __future__ import annotations

import secrets
import sys
from contextlib import suppress
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
from bot.core import open_service
from bot.encryption import Encryption
from bot.model import Keeping
from bot.moderating import notices
from bot.retention import ANSWERS_KEPT
from bot.storage.forgetful import ForgetfulStore

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from bot.answering.service import Service
    from bot.model import Reply

HELP = """Ask the bot questions here in the terminal. Type a question and press Enter; type the number of a choice to
tap it; type "quit" to leave. Where the input is a file or a pipe, every line of it is taken as a question."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None beyond the common ones."""


def main(options: argparse.Namespace) -> int:
    """Chats until the input ends."""
    settings = _settings.settings(options)
    terminal.chat(conversation(open_service(settings), settings.country), typed_lines(), open_console())
    return 0


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
