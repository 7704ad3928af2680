"""Numbers on the command line, held to what is possible: others are wrong usage, and are told the range."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def whole(lowest: int, highest: int | None = None) -> Callable[[str], int]:
    """Reads a whole number from `lowest` to `highest`, both possible; without a highest, any from `lowest` on."""
    possible = f"from {lowest} to {highest}" if highest is not None else f"from {lowest} on"

    def read(written: str) -> int:
        try:
            number = int(written)
        except ValueError:
            number = lowest - 1
        if number < lowest or (highest is not None and number > highest):
            raise ArgumentTypeError(f"`{written}` is no whole number {possible}")
        return number

    return read


def seconds(lowest: float, highest: float) -> Callable[[str], float]:
    """Reads a number of seconds, with a point where it needs one, from `lowest` to `highest`, both possible."""

    def read(written: str) -> float:
        try:
            number = float(written)
        except ValueError:
            number = lowest - 1
        if not lowest <= number <= highest:  # so that "nan" is refused, too
            raise ArgumentTypeError(f"`{written}` is no number of seconds from {lowest:g} to {highest:g}")
        return number

    return read
