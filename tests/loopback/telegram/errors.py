"""What a call can end in besides a result."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class ApiError(Exception):
    """A refusal as Telegram words it. `body` replaces the JSON, as when a proxy answers in Telegram's place."""

    def __init__(
        self, code: int, description: str, *, retry_after: int = 0, migrate_to_chat_id: int = 0, body: str = ""
    ) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrate_to_chat_id = migrate_to_chat_id
        self.body = body

    def as_json(self) -> Json:
        """The body that Telegram sends with it."""
        found = {"retry_after": self.retry_after, "migrate_to_chat_id": self.migrate_to_chat_id}
        parameters = {name: value for name, value in found.items() if value}
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, "parameters": parameters} if parameters else body


class MisuseError(ApiError):
    """A 400 that nothing but a mistake in the bot brings about; it is a surprise as well."""

    def __init__(self, description: str) -> None:
        super().__init__(400, f"Bad Request: {description}")


class ConnectionDroppedError(Exception):
    """The connection ends without an answer."""
