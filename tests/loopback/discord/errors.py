"""How Discord says no, by its own codes, and what no person could do in its client."""

from __future__ import annotations

from typing import Any

SENTENCES = {
    0: (401, "401: Unauthorized"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    40060: (400, "Interaction has already been acknowledged."),
    40094: (400, "Interaction has already reached its maximum of follow-up messages"),
    50001: (403, "Missing Access"),
    50003: (403, "Cannot execute action on this channel type"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50008: (400, "Cannot send messages in a non-text channel"),
    50013: (403, "Missing Permissions"),
    50027: (401, "Invalid Webhook Token"),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    160002: (403, "Cannot reply without permission to read message history"),
    160005: (403, "Thread is locked"),
}


class Refusal(Exception):  # noqa: N818 - Discord refuses; the stand-in is in order
    """A request that Discord refuses; `body` is what the bot reads."""

    def __init__(self, code: int, errors: dict[str, Any] | None = None) -> None:
        self.status, message = SENTENCES[code]
        self.body: dict[str, Any] = {"message": message, "code": code}
        if errors:
            self.body["errors"] = errors
        super().__init__(f"{self.status} {code} {message}")


class Form:
    """The problems of one request, gathered as Discord gathers them: `done` refuses with all of them."""

    def __init__(self) -> None:
        self._errors: dict[str, Any] = {}

    def wrong(self, path: str, code: str, message: str) -> None:
        """Notes a problem at `path`, as `embeds.0.title`."""
        place = self._errors
        for step in path.split("."):
            place = place.setdefault(step, {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def length(self, path: str, value: Any, most: int, least: int = 0) -> None:  # noqa: ANN401
        """Holds a text to `least` to `most` characters; none at all is right where `least` is 0."""
        if value is None and not least:
            return
        if not isinstance(value, str):
            self.wrong(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif len(value) > most:
            self.wrong(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        elif len(value) < least:
            self.wrong(path, "BASE_TYPE_MIN_LENGTH", f"Must be {least} or more in length.")

    def count(self, path: str, items: list[Any], most: int, least: int = 0) -> None:
        """Holds a list to `least` to `most` items."""
        if not least <= len(items) <= most:
            self.wrong(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def choice(self, path: str, value: Any, known: Any) -> None:  # noqa: ANN401
        """Holds a value to the known ones."""
        if value not in known:
            self.wrong(path, "BASE_TYPE_CHOICES", f"Value must be one of {sorted(known)}.")

    def done(self) -> None:
        """Refuses with 50035 if anything was wrong."""
        if self._errors:
            raise Refusal(50035, self._errors)


class Impossible(AssertionError):  # noqa: N818 - it reads as what it says
    """A test lets a person do what Discord's client would not offer."""
