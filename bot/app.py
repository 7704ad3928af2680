"""Builds the bot from its settings, once, hands the parts to each other, and runs it until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

from bot import __version__, hangup, health, logs, retention
from bot.adapters.addresses import Addresses
from bot.adapters.conversation import Conversation
from bot.adapters.dialogues import Dialogues
from bot.adapters.moderator_chats import ModeratorChats
from bot.adapters.pending_questions import PendingQuestions
from bot.adapters.recent_answers import RecentAnswers
from bot.adapters.unanswered import UnansweredMessages
from bot.config import TOKENS
from bot.core import open_service
from bot.encryption import Encryption
from bot.errors import BotError, StorageError
from bot.moderating import notices
from bot.reload import Reloader
from bot.storage.store import open_store

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import timedelta

    from bot.adapters.outage import Outage
    from bot.config import Settings
    from bot.model import Reply
    from bot.ports import Store
    from bot.reload import Reloaded
    from bot.workbench.serving import Workbench

_log = logging.getLogger(__name__)

_DAY = 86_400.0
"""Seconds between two purges."""
_MINUTE = 60.0
"""Seconds between two looks at what may be let go."""
_RELOADS = 2
"""Reloads that are under way at once, at most. The second one waits for the first and reads what changed since."""


class Adapter(Protocol):
    """A platform that the bot speaks on."""

    async def run(self, stop: asyncio.Event) -> None:
        """Answers until `stop` is set; raises where it cannot go on."""


async def run(settings: Settings) -> None:
    """Answers on the platforms that have a token, until SIGTERM or Ctrl-C."""
    logs.hide([*settings.tokens.values(), *settings.key.split(",")], as_json=settings.log_as_json)
    store = await open_store(settings.store)
    try:
        await _answer(settings, store, Parts(settings, store))
    finally:
        await store.close()


class Parts:
    """What the platforms share, and what each is handed of it."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._reloads: set[asyncio.Task[Reloaded]] = set()
        self._conversations: list[Conversation] = []
        chats = {platform: chat for platform, chat in settings.moderators.chats.items() if platform in settings.tokens}
        for platform in settings.moderators.chats.keys() - chats:
            _log.warning("there is no %s, so the moderators are not reached on that platform", TOKENS[platform])
        self._moderator_chats = ModeratorChats(chats, store, Encryption(settings.key), settings.moderators.keep, _now)
        self.reloader = Reloader(partial(open_service, settings, apart=True), settings.faq, self._tell)
        self.outages: dict[str, Outage] = {}
        """How the line to each platform is, as its adapter tells."""
        self.workbench = _workbench(settings, self, self._moderator_chats)

    async def _tell(self, reloaded: Reloaded) -> None:
        await self._moderator_chats.tell(self._notice(reloaded))

    async def reload(self) -> Reply:
        """Reads the FAQ again, and says what came of it."""
        return self._notice(await self.reloader.reload())

    def reload_soon(self) -> None:
        """Reads the FAQ again; the watch tells what came of it.

        One reload runs and one waits at most: the one that waits will see whatever has changed by then.
        """
        self._reloads = {task for task in self._reloads if not task.done()}
        if len(self._reloads) < _RELOADS:
            self._reloads.add(asyncio.get_running_loop().create_task(self.reloader.reload()))

    def _notice(self, reloaded: Reloaded) -> Reply:
        service = self.reloader.current()
        return notices.broken(reloaded.problems, service) if reloaded.problems else notices.live(service)

    def conversation(self, platform: str) -> Conversation:
        """The core with what is kept around it, for the adapter of a platform that has a token."""
        keeping = self._moderator_chats.keeping(here=not self._settings.database)
        token = self._settings.tokens[platform].encode()
        conversation = Conversation(
            platform=platform,
            current=self.reloader.current,
            reload=self.reload,
            store=self._store,
            recent_answers=RecentAnswers(self._store, platform, token, _now),
            unanswered=UnansweredMessages(self._store, platform, token, _now),
            pending_questions=PendingQuestions(_now, is_open=keeping.takes_questions),
            dialogues=Dialogues(_now),
            moderator_chats=self._moderator_chats,
            addresses=Addresses(token),
            keeping=keeping,
            now=_now,
            country=self._settings.country,
            cooldown=self._settings.cooldown,
            login_link=self.workbench.login_link if self.workbench else None,
            outages=self.outages,
        )
        self._conversations.append(conversation)
        return conversation

    async def let_go(self) -> None:
        """Lets go of what members did, as it comes to its end: of what is in memory only."""
        while True:
            await asyncio.sleep(_MINUTE)
            for conversation in self._conversations:
                conversation.let_go()


def _workbench(settings: Settings, parts: Parts, moderator_chats: ModeratorChats) -> Workbench | None:
    """The workbench where the settings ask for one; otherwise nothing of it is loaded."""
    told = settings.workbench
    if told is None:
        return None
    from bot.workbench.serving import RunningBot, Workbench

    bot = RunningBot(parts.reloader, moderator_chats, parts.outages)
    return Workbench(settings, told.listen, told.port, told.url, bot=bot)


async def _open(workbench: Workbench | None, stop: asyncio.Event) -> None:
    """Serves the workbench, where there is one; where it cannot be, the bot answers all the same."""
    if workbench is None:
        return
    try:
        await workbench.start(stop)
        _log.info("The workbench is at %s.", workbench.address)
    except BotError as error:
        _log.error("there is no workbench: %s", error)


def _stop(stop: asyncio.Event) -> None:
    _log.info("mmn-bot was told to stop, and finishes what it is at.")
    stop.set()


async def _purge_daily(store: Store, keep: timedelta) -> None:
    while True:
        try:
            await retention.purge(store, _now(), keep)
        except StorageError as error:
            _log.error("what was kept for long enough could not be erased: %s", error)
        await asyncio.sleep(_DAY)


async def _beside(work: Callable[[], Awaitable[None]]) -> None:
    """Does what the answers can do without: where it ends by a bug, they go on."""
    try:
        await work()
    except Exception as error:  # a bug in it must cost no member an answer; it is told, without anybody's words
        _log.error("the bot goes on without a part of it, which ended by a bug: %s", logs.told(error))


async def _answer(settings: Settings, store: Store, parts: Parts) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # on Windows, where Ctrl-C cancels this task instead
            loop.add_signal_handler(name, partial(_stop, stop))
    hangup.act_on_it(parts.reload_soon)
    beside = [
        asyncio.create_task(_beside(work))
        for work in (
            partial(health.beat, settings.sign_of_life),
            partial(parts.reloader.watch, stop),
            partial(_purge_daily, store, settings.moderators.keep),
            parts.let_go,
        )
    ]
    try:
        await _open(parts.workbench, stop)
        adapters = _adapters(settings, parts)
        entries = len(parts.reloader.current().faq.entries)
        where = " and ".join(adapters) or "no platform"
        _log.info("mmn-bot %s starts on %s, with %d entries from %s.", __version__, where, entries, settings.faq)
        await _run_all(adapters, parts.outages, stop)
        _log.info("mmn-bot has stopped.")
    finally:
        hangup.withstand()  # from here to the end of the program
        if parts.workbench:
            await parts.workbench.close()
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)


def _adapters(settings: Settings, parts: Parts) -> dict[str, Adapter]:
    made: dict[str, Adapter] = {}
    if "telegram" in settings.tokens:
        from bot.adapters.telegram.running import Telegram

        made["Telegram"] = Telegram(settings.tokens["telegram"], settings.telegram, parts.conversation("telegram"))
    if "discord" in settings.tokens:
        from bot.adapters.discord.running import Discord

        conversation = parts.conversation("discord")
        made["Discord"] = Discord(settings.tokens["discord"], conversation, message_content=settings.message_content)
    return made


async def _run_all(adapters: Mapping[str, Adapter], outages: Mapping[str, Outage], stop: asyncio.Event) -> None:
    """Runs every platform until `stop`; one that cannot go on leaves the others running. Raises when none is left."""
    left = dict(adapters)

    async def run_one(name: str, adapter: Adapter) -> None:
        try:
            await adapter.run(stop)
        except Exception as error:  # whatever ends one platform must not end the other; the last one's is raised
            del left[name]
            if name in outages:
                outages[name].ends()
            if not left:
                raise
            told = str(error) if isinstance(error, BotError) else f"{name} ended by a bug: {logs.told(error)}"
            _log.error("%s. The others go on: %s.", told, ", ".join(left))

    await asyncio.gather(*(run_one(name, adapter) for name, adapter in adapters.items()))


def _now() -> datetime:
    return datetime.now(UTC)
