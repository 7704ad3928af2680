"""The report as one HTML page that needs nothing else: bars are drawn as SVG in the page, and no script runs."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.moderating.stats import Row, Stats

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2530; --paper: #fff; --one: #1f6f8b; --two: #c4622d; --line: #cbd5dd; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --paper: #11181f; --one: #58b3d1; --two: #e8925f; --line: #33424f; }
}
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 54rem;
  margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 2.5rem; }
svg { width: 100%; height: auto; display: block; }
svg text { font: 14px system-ui, sans-serif; fill: var(--ink); }
.one { fill: var(--one); background: var(--one); } .two { fill: var(--two); background: var(--two); } .axis { stroke: var(--line); }
.key span { display: inline-block; width: .8em; height: .8em; margin: 0 .4em 0 1em; }
"""
_WIDTH, _NAMES, _NUMBERS = 860, 390, 60
_BAR, _GAP = 18, 10
_LONGEST_NAME = 52


def page(stats: Stats, community: str, today: date) -> str:
    """The whole page as text, to be written as UTF-8."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{escape(community)}: what is asked</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{escape(community)}: what is asked</h1>
<p>As of {today.isoformat()}. Numbers below 5 are shown as &lt;5, so that nobody can be told from them; where one
could be worked out from the others, the smallest of these is blurred too.</p>
{sections(stats)}
</body>
</html>
"""


def sections(stats: Stats) -> str:
    """Each table with its drawing, as HTML for a page that styles the classes `one`, `two`, `axis` and `key`."""
    told = (
        ("Questions per week", stats.weeks, ("questions",), "All that was asked, whatever came of it."),
        ("What came of them", stats.outcomes, ("questions",), "All weeks together."),
        ("Most shown", stats.shown, ("times shown",), "All weeks together."),
        (
            "Least helpful",
            stats.unhelpful,
            ("helped", "did not help"),
            "By the share of votes that say so, the worst first.",
        ),
        (
            "Gaps",
            stats.gaps,
            ("the FAQ has no answer", "tapped “None of these”"),
            "Each week. <code>mmn-bot gaps</code> groups what was asked.",
        ),
    )
    return "\n".join(_section(title, rows, series, note) for title, rows, series, note in told)


def _section(title: str, rows: Sequence[Row], series: Sequence[str], note: str) -> str:
    if not rows:
        return f"<h2>{title}</h2>\n<p>Nothing was counted yet.</p>"
    colours = ("one", "two")
    key = "".join(f'<span class="{colour}"></span>{name}' for colour, name in zip(colours, series, strict=False))
    return f'<h2>{title}</h2>\n<p>{note}</p>\n<p class="key">{key}</p>\n{_bars(title, rows)}'


def _bars(title: str, rows: Sequence[Row]) -> str:
    """Horizontal bars, a group for each row: names and numbers stand beside them and need no pointing at."""
    most = max((size for row in rows for size in row.sizes), default=0) or 1
    room = _WIDTH - _NAMES - _NUMBERS
    parts: list[str] = []
    top = _GAP
    for row in rows:
        middle = top + _BAR * len(row.cells) / 2 + 5
        parts.append(f'<text x="{_NAMES - 10}" y="{middle:.0f}" text-anchor="end">{escape(_short(row.name))}</text>')
        for colour, cell, size in zip(("one", "two"), row.cells, row.sizes, strict=False):
            width = room * size / most
            parts.append(
                f'<rect class="{colour}" x="{_NAMES}" y="{top + 1}" width="{width:.1f}" height="{_BAR - 2}" rx="2"/>'
                f'<text x="{_NAMES + width + 6:.1f}" y="{top + 14}">{escape(cell)}</text>'
            )
            top += _BAR
        top += _GAP
    axis = f'<line class="axis" x1="{_NAMES}" y1="0" x2="{_NAMES}" y2="{top}"/>'
    drawn = "\n".join(parts)
    return f'<svg viewBox="0 0 {_WIDTH} {top}" role="img" aria-label="{escape(title)}">\n{axis}\n{drawn}\n</svg>'


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"
