"""What is found when files that people write are read or tried out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.model.messages import Incoming


class Severity(StrEnum):
    """Whether a problem must be mended before the FAQ is used, or is for somebody to look at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a file that people write: where (`line` and `column` from 1), what, and the remedy."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    @property
    def told(self) -> str:
        """What is wrong, and the remedy."""
        return f"{self.message} ({self.hint})" if self.hint else self.message

    def __str__(self) -> str:
        mild = "warning: " if self.severity is Severity.WARNING else ""
        return f"{self.path}:{self.line}:{self.column}: {mild}{self.told}"


@dataclass(frozen=True, slots=True)
class Case:
    """A message with what a careful moderator expects of it; `topics` are the accepted ids, the best first.

    `context` is the entry in the answer that it replies to, or empty.
    """

    text: str
    addressed: bool
    expect: str
    topics: tuple[str, ...]
    kind: str
    path: str
    line: int
    context: str = ""

    @property
    def incoming(self) -> Incoming:
        """The message as it is put to the core."""
        return Incoming(self.text, addressed=self.addressed, context=self.context)
