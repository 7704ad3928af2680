"""Tables for people: drawn where a terminal is attached, plain columns in a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console


def show(headers: Sequence[str], rows: Sequence[Sequence[str]], console: Console) -> None:
    """Prints a table. In a pipe nothing is wrapped or cut: columns are padded and two spaces apart."""
    if console.is_terminal:
        table = Table(*headers)
        for row in rows:
            table.add_row(*map(Text, row))
        console.print(table)
        return
    widths = [max(map(len, column)) for column in zip(headers, *rows, strict=True)]
    for row in (headers, *rows):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        console.print(Text(line.rstrip()), soft_wrap=True)
