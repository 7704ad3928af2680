"""What must hold between entries that are each sound by themselves: ids name something, phrases stand once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import signs, text
from bot.content.records import Record, check_id, check_known
from bot.model import Entry, Kind, Source

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from bot.content.nodes import Scalar

Records = list[tuple[Entry, Record]]
"""Every entry that was read, with the record that it was read from."""


def check_ids(records: Records, places: Mapping[str, str], sources: Mapping[str, Source]) -> None:
    """Every id in `sources` and `see_also` names something.

    `places` holds every id that has a file, also of files that could not be read: that one problem is enough. So it
    is with `sources`, which is empty where its file could not be read.
    """
    kinds = {entry.id: entry.kind for entry, _ in reversed(records)}
    showable = [entry_id for entry_id, kind in kinds.items() if kind in {Kind.ANSWER, Kind.SIGNPOST}]
    unread = sorted(places.keys() - kinds.keys())
    for entry, record in records:
        if sources:
            check_known(record.items("sources"), sources, "source", record.report)
        related = record.items("see_also")
        _check_not_shown(entry, record, related, kinds, showable)
        in_question = [item for item in related if item.text in showable or item.text not in kinds]
        check_known(in_question, [*showable, *unread], "entry", record.report)


def _check_not_shown(
    entry: Entry, record: Record, related: Sequence[Scalar], kinds: Mapping[str, Kind], showable: Container[str]
) -> None:
    for item in related:
        if item.text == entry.id:
            record.report.add(f"`{item.text}` is this entry itself", "leave it out", at=item)
        elif item.text in kinds and item.text not in showable:
            what = f"`{item.text}` is of the kind {kinds[item.text]}"
            record.report.add(what, "name answers and signposts only", at=item)


def check_phrases(records: Records) -> None:
    """No two entries have the same phrase: they would share its messages by chance."""
    first: dict[str, tuple[str, Scalar, str]] = {}
    for entry, record in records:
        for phrase in record.items("asks"):
            key = " ".join(text.tokens(text.clean(phrase.text)))
            if not key:
                record.report.add("this phrase has no word", "write it in words", at=phrase)
            elif key in first:
                other, place, path = first[key]
                where = f"line {place.line}" if other == entry.id else f"`{other}` ({path}:{place.line})"
                record.report.add(f"this phrase stands in {where} too", "keep it where it fits best", at=phrase)
            else:
                first[key] = (entry.id, phrase, record.report.path)


def check_organisations(organisations: Sequence[Record]) -> None:
    """Every organisation has an id of its own."""
    seen: set[str] = set()
    for record in organisations:
        organisation_id = record.line("id")
        if organisation_id:
            check_id(organisation_id, record.report, at=record.values["id"])
            if organisation_id in seen:
                what = f"there is an organisation `{organisation_id}` already"
                record.report.add(what, "rename one of them", at=record.values["id"])
        seen.add(organisation_id)


def check_signs(records: Records) -> None:
    """Every sign can be read as a rule."""
    for _, record in records:
        for rule in record.items("signs"):
            try:
                signs.parse(rule.text)
            except ValueError as error:
                record.report.add(str(error), "write words parted by spaces, as: throat clos*|swell*", at=rule)
