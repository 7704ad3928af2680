"""What to write where a message came to the wrong reply: a phrase for an entry, and a case that must hold from then on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import text
from bot.content import editing, homes
from bot.model import Kind
from bot.moderating.checks import CASES
from bot.moderating.masking import mask

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.model import Entry

NOT_COVERED, SILENT = "not-covered", "silent"
"""What a message may come to that is no entry."""
MUST_HOLD = f"{CASES}/must-hold.jsonl"
"""The file of cases to which new ones are added."""

_EXPECTED = {
    Kind.ANSWER: "answer",
    Kind.SIGNPOST: "not-covered",
    Kind.URGENT: "urgent",
    Kind.CARE_TEAM: "personal-advice",
    Kind.CHATTER: "not-covered",
}


@dataclass(frozen=True, slots=True)
class Correction:
    """`phrase` for the `asks` of the entry `meant`, for the `not_asks` of `was`, or both; either may be empty.

    `case` is the line for the file of cases; empty where there is none.
    """

    phrase: str
    meant: str
    was: str
    case: str


def propose(  # noqa: PLR0913  what was said, what came of it, and what should have
    said: str,
    meant: str,
    was: str,
    entries: Mapping[str, Entry],
    *,
    addressed: bool,
    not_asks: bool,
    context: str = "",
) -> Correction:
    """The correction for a message that came to the entry `was` (or none) and should have come to `meant`.

    `meant` is an entry's id, `NOT_COVERED` or `SILENT`. `not_asks`: teach against `was` as well. `context` is the
    entry that the message replied to, or empty. What leads to a person is masked.
    """
    phrase = " ".join(mask(said).split())
    entry = entries.get(meant)
    expect = _EXPECTED[entry.kind] if entry else meant
    if expect == NOT_COVERED and not addressed:
        expect = SILENT
    case: dict[str, object] = {"text": phrase, "addressed": addressed, "expect": expect}
    if entry and entry.kind is not Kind.CHATTER:
        case["topics"] = [entry.id]
    if context in entries:
        case["context"] = context
    sound = expect != SILENT or not addressed
    held_back = was if was in entries and was != meant and (not_asks or entry is None) else ""
    return Correction(
        phrase, entry.id if entry else "", held_back, json.dumps(case, ensure_ascii=False) if sound else ""
    )


def files(
    correction: Correction, entries: Mapping[str, Entry], current: Callable[[str], str | None]
) -> dict[str, str | None]:
    """The files that a correction changes, with their new texts; `current` gives a file's text by its name.

    Names are from the folder of the language. What stands there already is not written again. Raises `InputError`.
    """
    changed: dict[str, str | None] = {}
    for entry_id, key, other in ((correction.meant, "asks", "not_asks"), (correction.was, "not_asks", "asks")):
        entry = entries.get(entry_id)
        if entry is None:
            continue
        home = homes.of_entry(entry)
        before = changed.get(home.file) or current(home.file) or ""
        values = editing.read_values(before, home.path, home.shape)
        kept = {name: [str(one) for one in values.get(name) or ()] for name in (key, other)}
        if all(text.key(one) != text.key(correction.phrase) for one in kept[key]):
            kept[key].append(correction.phrase)
        kept[other] = [one for one in kept[other] if text.key(one) != text.key(correction.phrase)]
        changed[home.file] = editing.edit(before, home.path, kept, home.shape)
    if correction.case:
        before = current(MUST_HOLD) or ""
        if correction.case not in before.splitlines():
            ended = before if not before or before.endswith("\n") else f"{before}\n"
            changed[MUST_HOLD] = f"{ended}{correction.case}\n"
    return changed
