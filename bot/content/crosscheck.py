"""What must hold between entries that are each sound by themselves: ids name something, phrases stand once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot import sign_patterns, text
from bot.content import nodes, shapes
from bot.content.records import Record, check_id, check_known
from bot.content.values import did_you_mean
from bot.model import Entry, Kind, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence
    from datetime import date

    from bot.content.nodes import Report, Scalar

_MANY = 3
"""Phrases shared by two entries from which on one problem stands for all."""

Records = list[tuple[Entry, Record]]
"""Every entry that was read, with the record that it was read from."""


def check_ids(records: Records, places: Mapping[str, str], sources: Mapping[str, Source]) -> None:
    """Every id in `sources` and `see_also` names something.

    `places` holds every id that has a file, also of files that could not be read: one problem is enough for these.
    `sources` is empty where its file could not be read.
    """
    kinds = {entry.id: entry.kind for entry, _ in reversed(records)}
    showable = [entry_id for entry_id, kind in kinds.items() if kind.is_showable]
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


def check_themes(themes: Sequence[tuple[Scalar, Record]], records: Records, places: Mapping[str, str]) -> None:
    """What a theme shows first are answers of that theme, and no two have one title. `places` as in `check_ids`."""
    kinds = {entry.id for entry, _ in records}
    unread = sorted(places.keys() - kinds)
    titles: dict[str, str] = {}
    for name, record in themes:
        other = titles.setdefault(text.key(record.line("title")), name.text)
        if "title" in record.values and other != name.text:
            what = f"the theme `{other}` has the same title"
            record.report.add(what, "word it differently", at=record.values["title"])
        theirs = [entry.id for entry, _ in records if entry.kind is Kind.ANSWER and entry.theme == name.text]
        check_known(record.items("first"), [*theirs, *unread], "answer of this theme", record.report)


def check_facts(records: Records) -> None:
    """Every fact comes from a source of its entry, or says what a word means."""
    for entry, record in records:
        for fact in record.records("facts"):
            source = fact.line("source")
            if source and entry.sources and source not in {*entry.sources, shapes.MEANING}:
                what = f"`{source}` is not among the `sources` of this answer"
                record.report.add(what, "name it there too, or another one here", at=fact.values["source"])


def check_phrases(records: Records) -> None:
    """No two entries have the same phrase, which would share its messages by chance, nor the same question."""
    first: dict[str, tuple[Entry, Scalar]] = {}
    for entry, record in records:
        asks = _keyed(record.items("asks"))
        _check_sides(record, {key: phrase.line for key, phrase in asks})
        twice: dict[str, list[Scalar]] = {}
        for key, phrase in asks:
            if key in first:
                twice.setdefault(first[key][0].id, []).append(phrase)
            elif key:
                first[key] = (entry, phrase)
            elif phrase.text.strip():
                record.report.add("this phrase has no word", "write it in words", at=phrase)
        for other, phrases in twice.items():
            _report_twice(entry, record, other, phrases, first)
    _check_apart(records, "question", lambda entry: entry.question)
    _check_apart(records, "label", lambda entry: entry.label)


def _check_sides(record: Record, asks: Mapping[str, int]) -> None:
    """No phrase stands in both `asks` and `not_asks` of an entry. `asks` gives the line of each."""
    for key, phrase in _keyed(record.items("not_asks")):
        if key in asks:
            message = f"this stands below `asks` too, in line {asks[key]}"
            record.report.add(message, "keep it on the side where it belongs", at=phrase)
        elif not key:
            record.report.add("this phrase has no word", "write it in words", at=phrase)


def _report_twice(
    entry: Entry, record: Record, other: str, phrases: Sequence[Scalar], first: Mapping[str, tuple[Entry, Scalar]]
) -> None:
    """Reports phrases that stand elsewhere too. Of many, as in a copied file, the first one and their number."""
    for phrase in phrases[:1] if len(phrases) > _MANY else phrases:
        where, place = first[text.key(phrase.text)]
        there = f"line {place.line}" if other == entry.id else f"`{other}` ({where.path}:{place.line})"
        more = f" and {len(phrases) - 1} more phrases stand" if len(phrases) > _MANY else " phrase stands"
        record.report.add(f"this{more} in {there} too", "keep it where it fits best", at=phrase)


def _check_apart(records: Records, key: str, shown: Callable[[Entry], str]) -> None:
    """Two buttons with the same words could not be told apart: of a question, or a label."""
    first: dict[str, Entry] = {}
    for entry, record in records:
        written = record.values.get(key)
        other = first.setdefault(text.key(shown(entry)), entry)
        if written and other is not entry:
            record.report.add(f"`{other.id}` has the same {key} ({other.path})", "word it differently", at=written)


def _keyed(phrases: Sequence[Scalar]) -> list[tuple[str, Scalar]]:
    """Each phrase with its words: phrases with the same words are the same to whoever asks."""
    return list(zip(text.spaced_words(phrase.text for phrase in phrases), phrases, strict=True))


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


def check_dates(records: Iterable[Record], today: date) -> None:
    """No day on which somebody looked something up is yet to come: nobody would ever be reminded to do it again."""
    latest = today + timedelta(days=1)  # it is tomorrow already somewhere
    for record in records:
        for key in (key for key, field in record.shape.items() if field.form is shapes.Form.DATE):
            if record.date(key) > latest:
                what = f"`{key}` is {record.date(key)}, which is yet to come"
                record.report.add(what, "mend the date", at=record.values[key])


def check_numbers(countries: Sequence[Record]) -> None:
    """Each country stands once, on two sources at the least, and each of its helplines can be reached."""
    seen: set[str] = set()
    for record in countries:
        country = record.line("country")
        if country and country in seen:
            what = f"the country `{country}` stands here a second time"
            record.report.add(what, "keep one of the two", at=record.values["country"])
        seen.add(country)
        sources = record.items("sources")
        if len({source.text for source in sources}) == 1:
            what = "one page alone vouches for these numbers"
            record.report.add(what, "add a second one that does not copy it", at=sources[0])
        for line in (*record.records("crisis"), *([record.record("poison")] if "poison" in record.values else [])):
            written = {key.text for key, _ in line.node.items} if isinstance(line.node, nodes.Mapping) else set()
            if not written & {"number", "text", "chat"}:  # what is written and faulty was told already
                line.report.add("nobody can reach this helpline", "add its `number`, `text` or `chat`", at=line.node)


def check_countries(named: Sequence[Scalar], countries: Sequence[Record], report: Report) -> None:
    """Every country named has numbers."""
    check_known(named, [record.line("country") for record in countries], "country with numbers", report)


FEWEST_EXAMPLES = 2
"""Messages that each sign must find, and that it must not find."""


def check_signs(records: Records) -> None:
    """Every sign is a phrase with gaps and has examples. Whether they hold is checked on the whole FAQ."""
    for _, record in records:
        for sign in record.records("signs"):
            try:
                sign_patterns.parse(sign.line("sign"))
            except ValueError as error:
                if "sign" in sign.values:
                    hint = "write the words that it is known by, as: took an overdose ... ago"
                    record.report.add(str(error), hint, at=sign.values["sign"])
            for key in ("catches", "not"):
                if key in sign.values and len(sign.lines(key)) < FEWEST_EXAMPLES:
                    record.report.add(f"`{key}` has one example", "add a second one", at=sign.values[key])


def check_aliases(aliases: Sequence[tuple[Scalar, Record]], places: Mapping[str, str]) -> None:
    """Every alias is an id that no entry has now, and leads to one that there is."""
    for name, record in aliases:
        if name.text in places:
            record.report.add(f"there is an entry `{name.text}`, in {places[name.text]}", "take the alias out", at=name)
        if "to" in record.values and record.line("to") not in places:
            what = f"there is no entry `{record.line('to')}`"
            record.report.add(what, did_you_mean(record.line("to"), places), at=record.values["to"])


def check_cries(languages: Sequence[Record], records: Records) -> None:
    """Every cry in another language leads to an emergency."""
    urgent = [entry.id for entry, _ in records if entry.kind is Kind.URGENT]
    for language in languages:
        cries = language.values.get("cries")
        for name, _ in cries.items if isinstance(cries, nodes.Mapping) else []:
            if name.text not in urgent:
                what = f"there is no urgent entry `{name.text}`"
                language.report.add(what, did_you_mean(name.text, urgent), at=name)
