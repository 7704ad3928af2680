"""Telegram's Bot API on the loopback, in memory: people who talk, a bot that is watched, and two ways for it to call.

    api = BotApi()
    anna = api.person("Anna")
    club = api.group("MMN friends", [anna])
    asked = anna.says(club, "/ask is it catching?")

    with serve(api) as server: ...                # over HTTP: server.base_url, server.base_file_url
    InProcessRequest(api)                         # without a network: ApplicationBuilder().request(...)

    api.wait_for(lambda: club.from_bot)           # then read what the bot did
    anna.taps(club.from_bot[-1], "Not this one")
    api.assert_clean()                            # nothing unexpected was asked, every tap was answered

What is wrong with a request stands in `api.surprises`; what Telegram would refuse is an `ApiError`.
"""

from loopback.telegram.api import BotApi, Call
from loopback.telegram.chats import Chat
from loopback.telegram.errors import ApiError, ConnectionDroppedError, MisuseError
from loopback.telegram.flood import Flood
from loopback.telegram.inprocess import InProcessRequest
from loopback.telegram.messages import InlineQuery, Posted, Tap
from loopback.telegram.people import Person
from loopback.telegram.server import Server, serve

__all__ = [
    "ApiError",
    "BotApi",
    "Call",
    "Chat",
    "ConnectionDroppedError",
    "Flood",
    "InProcessRequest",
    "InlineQuery",
    "MisuseError",
    "Person",
    "Posted",
    "Server",
    "Tap",
    "serve",
]
