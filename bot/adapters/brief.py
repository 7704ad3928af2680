"""What stands in a line below a short answer, on every platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model import Lines, Reply


def origin(reply: Reply, lines: Lines) -> str:
    """How many sources an answer has, and when it was reviewed; their names stand in the whole answer."""
    sources = f"{lines.sources}: {len(reply.sources)}" if reply.sources else ""
    reviewed = lines.reviewed.format(date=reply.reviewed.isoformat()) if reply.reviewed else ""
    return " \u00b7 ".join(filter(None, (sources, reviewed)))
