"""Brings two changes of one text together, where they do not touch the same lines."""

from __future__ import annotations

from difflib import SequenceMatcher, unified_diff


def merged(base: str, mine: str, theirs: str) -> str | None:
    """`base` with the changes of both; None where they change the same lines, or neighbours."""
    if mine in {base, theirs}:
        return theirs
    if theirs == base:
        return mine
    old = base.splitlines(keepends=True)
    spans = [*_spans(old, mine, 0), *_spans(old, theirs, 1)]
    spans.sort(key=lambda span: (span[0], span[1], span[3]))
    out: list[str] = []
    at = 0
    last_end, last_side = -1, -1
    for start, end, new, side in spans:
        if last_side not in {-1, side} and start <= last_end:
            return None
        out += [*old[at:start], *new]
        at, last_end, last_side = end, end, side
    return "".join([*out, *old[at:]])


def difference(before: str, after: str) -> list[str]:
    """The lines that differ, each behind `-` or `+`, with one line around them for finding them."""
    rows = unified_diff(before.splitlines(), after.splitlines(), n=1, lineterm="")
    return [row for row in rows if not row.startswith(("---", "+++"))]


def _spans(old: list[str], text: str, side: int) -> list[tuple[int, int, list[str], int]]:
    new = text.splitlines(keepends=True)
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(start, end, new[first:last], side) for what, start, end, first, last in codes if what != "equal"]
