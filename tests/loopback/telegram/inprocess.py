"""The front without a network: python-telegram-bot's requests, handed straight to the loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loopback.telegram.errors import ConnectionDroppedError
from loopback.telegram.front import answer

from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

if TYPE_CHECKING:
    from loopback.telegram.api import BotApi


class InProcessRequest(BaseRequest):
    """For `ApplicationBuilder().token(api.token).request(...).get_updates_request(...)`; each needs one of its own."""

    def __init__(self, api: BotApi) -> None:
        self.api = api

    @property
    def read_timeout(self) -> float:
        """Seconds that PTB adds to the wait of getUpdates; nothing here keeps to them."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, **_timeouts: object
    ) -> tuple[int, bytes]:
        """(HTTP status, body), as from Telegram's server."""
        assert method == "POST", f"the loopback serves no files: {url}"
        token, _, name = url.partition("/bot")[2].partition("/")
        form = request_data.json_parameters if request_data else {}
        try:
            return await answer(self.api, token, name, dict(form))
        except ConnectionDroppedError as error:
            raise NetworkError("httpx.RemoteProtocolError: Server disconnected without sending a response.") from error
