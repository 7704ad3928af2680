"""What an adapter is handed in a story: the real parts, around the service and the store that the story names."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from loopback.kept import Kept

from bot.adapters.addresses import Addresses
from bot.adapters.conversation import Conversation
from bot.adapters.dialogues import Dialogues
from bot.adapters.moderator_chats import ModeratorChats
from bot.adapters.pending_questions import PendingQuestions
from bot.adapters.recent_answers import RecentAnswers
from bot.adapters.unanswered import UnansweredMessages
from bot.encryption import Encryption
from bot.moderating import notices

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from pathlib import Path

    from bot.answering.service import Service
    from bot.model import Reply
    from bot.ports import Store

TOKEN = b"110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
NO_CHATS: Mapping[str, int] = {}


def front_for(  # noqa: PLR0913
    platform: str,
    current: Callable[[], Service],
    store: Store,
    now: Callable[[], datetime],
    *,
    chats: Mapping[str, int] = NO_CHATS,
    key: str = "",
    here: bool = True,
    reload: Callable[[], Awaitable[Reply]] | None = None,
    login_link: Callable[[], str] | None = None,
) -> Conversation:
    """A conversation on `platform`. `chats` are the moderators' chats, `key` seals what is sent to them.

    `here` is false where the store is somebody else's machine, `reload` what stands behind the command of that
    name, `login_link` makes links to the workbench.
    """

    async def nothing_new() -> Reply:
        return notices.live(current())

    moderator_chats = ModeratorChats(chats, store, Encryption(key), timedelta(days=90), now)
    keeping = moderator_chats.keeping(here=here)
    return Conversation(
        platform=platform,
        current=current,
        reload=reload or nothing_new,
        store=store,
        recent_answers=RecentAnswers(store, platform, TOKEN, now),
        unanswered=UnansweredMessages(store, platform, TOKEN, now),
        pending_questions=PendingQuestions(now, is_open=keeping.takes_questions),
        dialogues=Dialogues(now),
        moderator_chats=moderator_chats,
        addresses=Addresses(TOKEN),
        keeping=keeping,
        now=now,
        country="",
        cooldown=timedelta(minutes=10),
        login_link=login_link,
    )


async def at_rest(conversation: Conversation) -> None:
    """Waits until the store has done all that a conversation gave it; of a story in which it hangs on purpose, a while."""
    if conversation.patience.running:
        await asyncio.wait(conversation.patience.running, timeout=3)


class Backstage:
    """What stands behind an adapter in a story: the service, the store, the clock and the settings."""

    def __init__(self, service: Service, store: Path) -> None:
        self.service, self.store = service, Kept(store)
        self.now = datetime(2026, 11, 21, 12, tzinfo=UTC)
        self.key = ""
        self.here = True
        self.reload: Callable[[], Awaitable[Reply]] | None = None
        self.login_link: Callable[[], str] | None = None

    def restart(self) -> None:
        """The bot starts anew, with the settings as they are now; what it had in memory is gone."""
        raise NotImplementedError

    def made_conversation(self, platform: str, moderators: int | None) -> Conversation:
        """What the adapter of `platform` is handed, if that is the moderators' chat."""
        return front_for(
            platform,
            lambda: self.service,
            self.store,
            lambda: self.now,
            chats={platform: moderators} if moderators else {},
            key=self.key,
            here=self.here,
            reload=self.reload,
            login_link=self.login_link,
        )

    def has_key(self) -> Encryption:
        """A new key is in the settings from now on: what opens what is kept."""
        self.key = Encryption.make_key()
        self.restart()
        return Encryption(self.key)

    def kept(self) -> list[str]:
        """The questions that are kept, opened with the key of the settings."""
        return Encryption(self.key).open_all(question.sealed for question in asyncio.run(self.store.questions()))[0]

    def counted(self) -> dict[tuple[str, str], int]:
        """Every count so far, by what was counted and of which entry."""
        return {(count.what, count.entry): count.number for count in asyncio.run(self.store.counts())}
