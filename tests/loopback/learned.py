"""What an FAQ teaches, laid where a program will look for it: so that each story need not wait until it is learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.deciding import learned_from
from bot.content import load
from bot.matching import IndexCache

if TYPE_CHECKING:
    from pathlib import Path


def lay_index(faq: Path, data: Path) -> None:
    """Learns what the FAQ in `faq` teaches, and lays it into the data folder of a program, which is made."""
    data.mkdir(parents=True, exist_ok=True)
    IndexCache(data / "indexes").index(learned_from(load(faq)))


def teaches(path: Path) -> bool:
    """Whether a file below a program's folder is of the FAQ, or of what was learned from it, and so holds its words."""
    return bool({"faq", "indexes"} & set(path.parts))
