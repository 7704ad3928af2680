"""Faults on order: what the next calls fail with."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from loopback.telegram.errors import ApiError, ConnectionDroppedError

if TYPE_CHECKING:
    from loopback.telegram.errors import Json

DESCRIPTIONS = {
    401: "Unauthorized",
    403: "Forbidden: bot was kicked from the supergroup chat",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
}
HTML = "<html>\r\n<head><title>{code}</title></head>\r\n<body><center><h1>{code}</h1></center></body>\r\n</html>\r\n"


@dataclass
class Fault:
    """One fault; `left` is how often it still strikes, None for ever."""

    method: str
    left: int | None
    match: str
    after: bool
    error: Exception | None
    slow: float = 0

    def strike(self) -> None:
        """Raises what was ordered."""
        if self.error:
            raise self.error


class Faults:
    """The faults that are due, the first ordered first."""

    def __init__(self) -> None:
        self.ordered: list[Fault] = []

    def order(  # noqa: PLR0913  a fault has as many sides
        self,
        method: str,
        code: int = 0,
        *,
        times: int | None = 1,
        retry_after: int = 0,
        description: str = "",
        html: bool = False,
        drop: bool = False,
        after: bool = False,
        match: str = "",
        slow: float = 0,
    ) -> None:
        """The next `times` calls of a method (`*`: any; None: for ever) fail with this code, as Telegram words it.

        `html` answers in a proxy's HTML, `drop` ends the connection instead, `after` does the work first and then
        loses the answer, `match` hits only calls with this text in their parameters. With `slow` alone the work is done
        at once, and its answer comes after so many seconds.
        """
        assert bool(code) + drop + bool(slow) == 1, "a fault has a code, drop=True, or slow"
        error: Exception | None = ConnectionDroppedError() if drop else None
        if code:
            phrase = HTTPStatus(code).phrase
            usual = f"Too Many Requests: retry after {retry_after}" if retry_after else DESCRIPTIONS.get(code, phrase)
            body = HTML.format(code=f"{code} {phrase}") if html else ""
            error = ApiError(code, description or usual, retry_after=retry_after, body=body)
        self.ordered.append(Fault(method, times, match, after, error, slow))

    def due(self, method: str, params: Json) -> Fault | None:
        """The fault that strikes this call, used up once more."""
        for fault in self.ordered:
            if fault.method in {"*", method} and fault.left != 0 and fault.match in str(params):
                if fault.left is not None:
                    fault.left -= 1
                return fault
        return None
