"""The bot on Telegram from start to stop."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode, UpdateType
from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    Updater,
    filters,
)

from bot.adapters.lately import Lately
from bot.adapters.lifetime import TO_FINISH, serve_until
from bot.adapters.member_limits import MemberLimits
from bot.adapters.pages import PAGES
from bot.adapters.telegram import member_handlers, menus, reading
from bot.adapters.telegram.admin_handlers import AdminHandlers, Context
from bot.adapters.telegram.error_handler import ErrorHandler
from bot.adapters.telegram.inline_handlers import InlineHandlers
from bot.adapters.telegram.member_handlers import MemberHandlers
from bot.adapters.telegram.moderator_handlers import ModeratorHandlers
from bot.adapters.telegram.posting import Poster
from bot.adapters.telegram.recovery import Recovery
from bot.adapters.telegram.requests import LONGEST, RetryingRateLimiter, WatchedRequest
from bot.adapters.telegram.tap_handlers import TapHandlers
from bot.adapters.telegram.update_processor import OrderedUpdateProcessor
from bot.errors import ConfigError
from bot.model import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from telegram.ext import ApplicationBuilder

    from bot.adapters.conversation import Conversation
    from bot.config import TelegramSettings

_log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

UPDATES = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.MY_CHAT_MEMBER,
)
_TO_TAKE = 10.0
"""How many seconds to wait, at most, for updates to be decided and saved before the next request confirms them. It
takes some 0.2 seconds, and more on a busy machine. Too short: a crash loses messages. Too long: a slow disk delays
everyone."""
_POLL = 30
"""Seconds for which a request for updates may wait at Telegram."""
_TO_CONNECT = 10.0
"""Seconds that it may take to reach Telegram."""
_LONGEST_WAIT = 30.0
"""Seconds between tries to start, at most; they begin with one."""


_SPOKEN = filters.UpdateType.MESSAGES & ~filters.StatusUpdate.ALL & ~filters.COMMAND
_MISTYPED = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & filters.COMMAND
_TOKEN = re.compile(r"\d+:[\w-]+", re.ASCII)
_REFUSED = (
    "Telegram does not take the token in TELEGRAM_BOT_TOKEN: copy it again from @BotFather (/mybots, API Token), and "
    "see that `telegram: api` in the settings, where it is set, is the address of a Bot API server"
)


class Telegram:
    """The bot on Telegram, with the token that BotFather gave."""

    def __init__(self, token: str, settings: TelegramSettings, conversation: Conversation) -> None:
        if not _TOKEN.fullmatch(token):
            raise ConfigError(_REFUSED)
        self._settings = settings
        self._conversation = conversation
        self._outage = conversation.outage("Telegram")
        self._news = WatchedRequest(self._outage, self._is_taken)
        self._wait = 0.5
        builder = Application.builder().token(token)
        builder = builder.base_url(f"{settings.api}/bot").base_file_url(f"{settings.api}/file/bot")
        builder = builder.get_updates_request(self._news)
        builder = (
            builder.connect_timeout(_TO_CONNECT).read_timeout(LONGEST).write_timeout(LONGEST).pool_timeout(LONGEST)
        )
        self.application = assemble(builder, conversation)

    async def run(self, stop: asyncio.Event) -> None:
        """Answers until `stop` is set. Raises `ConfigError` where Telegram refuses the token or the webhook."""
        await serve_until(stop, self._serve(), self._finish)

    async def _serve(self) -> None:
        while not await self._started():
            self._wait = min(2 * self._wait, _LONGEST_WAIT)
            await asyncio.sleep(self._wait)
        _log.info("Telegram: @%s answers.", self.application.bot.username)
        try:
            moderators = self._conversation.moderator_chats.chats.get(self._conversation.platform)
            await menus.publish(self.application.bot, self._conversation.service.faq.community, moderators)
        except BadRequest as error:
            _log.warning("Telegram: the menu of commands could not be set: %s", error.message)
        except RetryAfter:
            _log.warning("Telegram: the menu of commands could not be set, as it was set too often today.")
        except TelegramError:
            self._outage.begins()
        await self._news.refused.wait()
        raise ConfigError(_REFUSED)

    async def _is_taken(self) -> None:
        """Waits until every received update is saved. A request for more makes Telegram delete the earlier ones."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_TO_TAKE):
                await cast("OrderedUpdateProcessor", self.application.update_processor).all_taken()
                await self._conversation.unanswered.are_kept()

    async def _find_leftovers(self) -> Coroutine[Any, Any, None]:
        """The work of answering what an earlier run left, apart from what Telegram gives anew."""
        recovery = Recovery(
            self._conversation,
            Poster(self._conversation, self.application.bot, MemberLimits(self._conversation.recent_answers.code)),
        )
        left = await recovery.find()
        coming: Sequence[Update] = ()
        if left and self._settings.webhook is None:
            with suppress(Conflict):  # there was a webhook before
                coming = await self.application.bot.get_updates(timeout=0, allowed_updates=UPDATES)
        return recovery.answer(recovery.leave_to_come(left, coming))

    async def _started(self) -> bool:
        """Whether the bot could start; not where the line does not hold, which passes."""
        app = self.application
        try:
            await app.initialize()
            if not app.running:
                await app.start()
                app.create_task(await self._find_leftovers())
            await self._listen(cast("Updater", app.updater))
        except InvalidToken:
            raise ConfigError(_REFUSED) from None
        except BadRequest as error:
            raise ConfigError(f"Telegram refuses the `webhook` of the settings: {error.message}") from None
        except TelegramError:
            self._outage.begins()
            return False
        except OSError as error:
            raise ConfigError(f"the bot cannot listen for Telegram where `webhook` says: {error.strerror}") from None
        return True

    async def _listen(self, updater: Updater) -> None:
        webhook = self._settings.webhook
        if webhook is None:
            await updater.start_polling(timeout=_POLL, allowed_updates=UPDATES, error_callback=_told_by_the_line)
            return
        await updater.start_webhook(
            webhook.listen,
            webhook.port,
            urlsplit(webhook.url).path,
            webhook_url=webhook.url,
            allowed_updates=UPDATES,
            secret_token=secrets.token_urlsafe(32),  # a new one each time: Telegram is told, nobody need keep it
        )
        self._outage.starts_well()  # with polling, the answers to what is asked for tell it

    async def _finish(self) -> None:
        """Lets what is in flight end, for as long as a stop may take."""
        app = self.application
        try:
            async with asyncio.timeout(TO_FINISH):
                if app.updater and app.updater.running:
                    with suppress(TimeoutError, TelegramError):  # how it ended is told already
                        async with asyncio.timeout(TO_FINISH / 2):
                            await app.updater.stop()
                if app.running:
                    await app.stop()
                await app.shutdown()
        except TimeoutError:
            _log.warning("Telegram: not everything could be finished in time.")
        await app.bot.shutdown()  # where it did not come so far that the application does it
        await self._conversation.settles()


async def _stops_at_others(update: Update, _: Context) -> None:
    """What bots and channels say is not for the bot: two bots would talk for ever."""
    said = update.message or update.edited_message
    if said and not said.migrate_to_chat_id and not reading.is_by_a_member(said):
        raise ApplicationHandlerStop


def _told_by_the_line(_: TelegramError) -> None:
    """`WatchedRequest` has told it already."""


def assemble(builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any], conversation: Conversation) -> App:
    """The application with its handlers: which update goes where."""
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library's coming types; without it each 429 is a warning too
    defaults = Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True))
    order = OrderedUpdateProcessor()
    builder = (
        builder.defaults(defaults)
        .rate_limiter(RetryingRateLimiter())
        .concurrent_updates(order)
        .update_queue(order.news)
    )
    app = builder.build()
    poster = Poster(conversation, app.bot, MemberLimits(conversation.recent_answers.code))
    members = MemberHandlers(conversation, poster, Lately(member_handlers.PROMPTED, conversation.recent_answers.code))
    taps = TapHandlers(conversation, poster, MemberLimits(conversation.recent_answers.code))
    admins, moderators = AdminHandlers(conversation, poster), ModeratorHandlers(conversation, poster)
    conversation.moderator_chats.connect(conversation.platform, moderators.posts, moderators.brings, poster.change)
    callbacks = {
        **{name: members.page(page) for name, page in PAGES.items()},
        "ask": members.asks,
        "support": members.supports,
        "forgetme": members.forgets,
        "listen": admins.listens,
        "status": admins.tells_status,
        "try": moderators.tries,
        "gaps": moderators.lacks,
        "reload": moderators.reloads,
        "workbench": moderators.opens_workbench,
        "answer": moderators.answers,
    }
    app.add_handler(TypeHandler(Update, _stops_at_others), group=-1)
    app.add_handler(CommandHandler("start", members.starts, filters.UpdateType.MESSAGE))
    for command in COMMANDS:  # of /ask alone, an edit is answered too
        heard = filters.UpdateType.MESSAGES if command.name == "ask" else filters.UpdateType.MESSAGE
        app.add_handler(CommandHandler(command.name, callbacks[command.name], heard))
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, admins.migrates))
    app.add_handler(ChatMemberHandler(admins.comes_or_goes, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(MessageHandler(_SPOKEN, members.asks))
    app.add_handler(MessageHandler(_MISTYPED, members.mistypes))
    app.add_handler(CallbackQueryHandler(taps.taps))
    app.add_handler(InlineQueryHandler(InlineHandlers(conversation, poster).searches))
    app.add_error_handler(ErrorHandler(poster).catches)
    return app
