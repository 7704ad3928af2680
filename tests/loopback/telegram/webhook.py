"""The two ways for updates to reach the bot: it fetches them, or they are posted to its webhook."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp
from loopback.telegram import shapes
from loopback.telegram.errors import ApiError, MisuseError
from loopback.telegram.sending import refuse

if TYPE_CHECKING:
    from loopback.telegram.api import BotApi
    from loopback.telegram.errors import Json

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  a header's name
ACTIVE = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
TRIES = 4
PAUSE = 0.1
"""Seconds before the first try is repeated; each further pause is that much longer."""


@dataclass
class Webhook:
    """Where updates are posted to, empty for nowhere; `deliveries` are (update id, HTTP status or 0) of every try.

    `proxies` maps the start of a public address to the one behind it, as a reverse proxy would.
    """

    url: str = ""
    secret: str = ""
    problem: str = ""
    deliveries: list[tuple[int, int]] = field(default_factory=list)
    proxies: dict[str, str] = field(default_factory=dict)

    @property
    def target(self) -> str:
        """Where a post really goes."""
        public = next((start for start in self.proxies if self.url.startswith(start)), "")
        return self.proxies.get(public, "") + self.url[len(public) :]


def get_updates(api: BotApi, params: Json) -> list[Json]:
    """`getUpdates`, without the wait."""
    if api.webhook.url:
        raise ApiError(409, ACTIVE)
    if not 1 <= params.get("limit", 100) <= 100 or params.get("timeout", 0) < 0:
        raise MisuseError("limit or timeout out of bounds")
    _allow(api, params)
    return api.updates.take(params.get("offset", 0), params.get("limit", 100))


def set_webhook(api: BotApi, params: Json) -> bool:
    """`setWebhook`; plain HTTP is let pass to the loopback only."""
    if params["url"] and not re.match(r"https://|http://(127\.0\.0\.1|localhost)[:/]", params["url"]):
        raise refuse("bad webhook: An HTTPS URL must be provided for webhook")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", params.get("secret_token", "")):
        raise MisuseError("secret token contains unallowed characters")
    _allow(api, params)
    _drop(api, params)
    api.webhook.url, api.webhook.secret, api.webhook.problem = params["url"], params.get("secret_token", ""), ""
    api.updates.ring()
    return True


def delete_webhook(api: BotApi, params: Json) -> bool:
    """`deleteWebhook`."""
    _drop(api, params)
    api.webhook.url = api.webhook.secret = ""
    return True


def get_webhook_info(api: BotApi, _: Json) -> Json:
    """`getWebhookInfo`."""
    info: Json = {"url": api.webhook.url, "has_custom_certificate": False}
    info |= {"pending_update_count": len(api.updates.pending), "max_connections": 40}
    info |= {"allowed_updates": sorted(api.updates.allowed)} if api.updates.allowed else {}
    failed = {"last_error_date": api.now(), "last_error_message": api.webhook.problem}
    return info | (failed if api.webhook.problem else {})


async def pump(api: BotApi) -> None:
    """Posts updates to the webhook, in order, for as long as it runs; one that never arrives is given up."""
    async with aiohttp.ClientSession() as session:
        with api.updates.listening() as changed:
            while True:
                changed.clear()
                while api.webhook.url and api.updates.pending:
                    update = api.updates.pending[0]
                    await _deliver(api, session, update)
                    api.updates.take(update["update_id"] + 1)
                await changed.wait()


async def post(api: BotApi, session: aiohttp.ClientSession, update: Json, secret: str) -> int:
    """The status with which the bot's webhook answers an update, 0 if it does not."""
    headers = {SECRET_HEADER: secret} if secret else {}
    try:
        async with session.post(api.webhook.target, json=update, headers=headers) as response:
            return response.status
    except aiohttp.ClientError:
        return 0


async def _deliver(api: BotApi, session: aiohttp.ClientSession, update: Json) -> None:
    for number in range(TRIES):
        status = await post(api, session, update, api.webhook.secret)
        api.webhook.deliveries.append((update["update_id"], status))
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return
        api.webhook.problem = f"Wrong response from the webhook: {status}" if status else "Connection refused"
        await asyncio.sleep(PAUSE * (number + 1))


def _allow(api: BotApi, params: Json) -> None:
    kinds = params.get("allowed_updates")
    if unknown := set(kinds or ()) - shapes.KINDS_OF_UPDATE:
        raise MisuseError(f"no such kinds of update: {sorted(unknown)}")
    api.updates.allow(kinds)


def _drop(api: BotApi, params: Json) -> None:
    if params.get("drop_pending_updates"):
        api.take_updates()
