"""A request from the wire to its answer: what both fronts do alike."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from loopback.telegram import shapes
from loopback.telegram.errors import ApiError
from loopback.telegram.updates import long_poll

if TYPE_CHECKING:
    from loopback.telegram.api import BotApi
    from loopback.telegram.errors import Json


async def answer(api: BotApi, token: str, method: str, form: Json) -> tuple[int, bytes]:
    """(HTTP status, body); raises ConnectionDroppedError where there is no answer."""
    if token != api.token:
        return _refused(ApiError(401, "Unauthorized"))
    try:
        params = shapes.decode(method, form)
        if method == "getUpdates":
            result = await long_poll(api, params)
        else:
            result, slow = api.call(method, params), api.slow
            await asyncio.sleep(slow)
    except ApiError as error:
        return _refused(error)
    return 200, json.dumps({"ok": True, "result": result}).encode()


def _refused(error: ApiError) -> tuple[int, bytes]:
    return error.code, error.body.encode() or json.dumps(error.as_json()).encode()
