"""Problems as GitHub's workflow commands, which it shows beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model import Problem

_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def annotation(problem: Problem) -> str:
    """The line that GitHub reads; escaped as actions/toolkit does it."""
    place = f"file={problem.path.translate(_IN_PROPERTY)},line={problem.line},col={problem.column}"
    return f"::{problem.severity} {place}::{problem.told.translate(_IN_MESSAGE)}"
