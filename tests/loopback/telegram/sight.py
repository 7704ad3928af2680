"""Which messages reach the bot: Telegram's privacy mode, as bots meet it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loopback.telegram.chats import HERE

if TYPE_CHECKING:
    from loopback.telegram.api import BotApi
    from loopback.telegram.messages import Posted


def bot_sees(api: BotApi, message: Posted) -> bool:
    """Whether Telegram hands the message to the bot. A plain mention of the bot is not enough."""
    if message.chat.bot_status not in HERE:
        return False
    if message.author.is_bot and not message.sender_chat and not api.bot_to_bot:
        return False
    if message.chat.kind == "private" or message.service:
        return True
    if not api.privacy or message.chat.bot_is_admin:
        return True
    if message.via_bot is api.me or (message.reply_to and message.reply_to.author is api.me):
        return True
    return _commands_bot(api, message)


def _commands_bot(api: BotApi, message: Posted) -> bool:
    if not message.text.startswith("/"):
        return False
    named = re.match(r"/\w*@(\w+)", message.text)
    if named:
        return named[1].lower() == api.me.username.lower()
    # A command without a name goes to the bot that spoke last.
    speakers = [said.author for said in message.chat.messages if said.author.is_bot and not said.sender_chat]
    return not speakers or speakers[-1] is api.me
