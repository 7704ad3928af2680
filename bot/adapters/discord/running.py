"""The bot on Discord from start to stop."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot import logs
from bot.adapters.discord.client import Client
from bot.adapters.discord.invitation import invite
from bot.adapters.lifetime import TO_FINISH, serve_until
from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.adapters.conversation import Conversation

_log = logging.getLogger(__name__)

_REFUSED = (
    "Discord does not take the token in DISCORD_BOT_TOKEN: copy it again from discord.com/developers/applications "
    "(your application, Bot, Reset Token)"
)
_NO_INTENT = (
    "Discord: Message Content Intent is not switched on at discord.com/developers/applications (your application, "
    "Bot). The bot goes on without it: it cannot listen, and answers what is said to it"
)
_TOKEN_REFUSED_CODE = 4004
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0
"""Seconds between tries to start, at first and at most."""


class Discord:
    """The bot on Discord, with the token of the developer portal."""

    def __init__(self, token: str, conversation: Conversation, *, message_content: bool) -> None:
        self._token = token
        self._conversation = conversation
        self._message_content = message_content
        self._outage = conversation.outage("Discord")
        self._wait = _FIRST_WAIT / 2
        self._client: Client | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Answers until `stop` is set. Raises `ConfigError` where Discord refuses the token."""
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # this bot does not speak aloud
        await serve_until(stop, self._serve(), self._finish)

    async def _serve(self) -> None:
        while True:
            client = self._client = Client(self._conversation, self._outage, message_content=self._message_content)
            try:
                await self._connect(client)
            except discord.LoginFailure:
                raise ConfigError(_REFUSED) from None
            except discord.PrivilegedIntentsRequired:
                _log.warning(_NO_INTENT)
                self._message_content = False
            except discord.ConnectionClosed as error:
                if error.code == _TOKEN_REFUSED_CODE:
                    raise ConfigError(_REFUSED) from None
                self._outage.begins()
            except (discord.HTTPException, discord.GatewayNotFound, aiohttp.ClientError, OSError):
                self._outage.begins()
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                # The library trips over the socket that it lacks, where its first connection fails, and over frames
                # that are no events and make no sense.
                if client.ws is not None:
                    _log.error("Discord sent something that could not be read: %s", logs.told(error))
                self._outage.begins()
            await client.close()  # not where this is cancelled: `_finish` lets what is in flight end first
            self._wait = _FIRST_WAIT if client.was_ready else min(2 * self._wait, _LONGEST_WAIT)
            await asyncio.sleep(self._wait)

    async def _connect(self, client: Client) -> None:
        await client.login(self._token)
        name = client.user.name if client.user else "the bot"
        _log.info("Discord: @%s answers. To add it to a server: %s", name, invite(client.application_id or 0))
        await client.connect()

    async def _finish(self) -> None:
        """Lets what is in flight end, for as long as a stop may take."""
        if self._client is None:
            return
        try:
            async with asyncio.timeout(TO_FINISH):
                await self._client.error_handler.finish()
                await self._client.close()
        except TimeoutError:
            _log.warning("Discord: not everything could be finished in time.")
