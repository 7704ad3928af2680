"""Methods that answer what members tap and type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loopback.telegram import limits
from loopback.telegram.errors import MisuseError
from loopback.telegram.sending import refuse

if TYPE_CHECKING:
    from loopback.telegram.api import BotApi
    from loopback.telegram.errors import Json

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(api: BotApi, params: Json) -> bool:
    """`answerCallbackQuery`; a second answer is a slip of the bot's."""
    limits.at_most("the answer to a tap", params.get("text", ""), 200)
    opened = rf"https://t\.me/{re.escape(api.me.username)}\?start={limits.PAYLOAD}"
    if not re.fullmatch(opened, params.get("url") or f"https://t.me/{api.me.username}?start=x"):
        raise MisuseError("URL_INVALID")
    tap = api.taps.get(params["callback_query_id"])
    if tap is None:
        raise refuse(TOO_OLD)
    if tap.answer is not None:
        raise MisuseError(TOO_OLD)
    tap.answer = params
    return True


def answer_inline_query(api: BotApi, params: Json) -> bool:
    """`answerInlineQuery`."""
    limits.inline_results(params["results"])
    limits.inline_button(params.get("button"))
    query = api.queries.get(params["inline_query_id"])
    if query is None or query.answer is not None:
        raise refuse(TOO_OLD)
    query.answer = params
    return True
