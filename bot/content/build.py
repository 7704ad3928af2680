"""From checked records to the data that the bot works with."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from bot.content import community_shapes, language_shapes
from bot.model import (
    ChoiceWords,
    Community,
    DiscordLines,
    Entry,
    Fact,
    Helpline,
    Kind,
    Lines,
    ModeratorsLines,
    Numbers,
    Organisation,
    OtherLanguage,
    Page,
    Sign,
    Source,
    TelegramLines,
    Vocabulary,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.content.records import Record


def entry(entry_id: str, kind: Kind, theme: str, record: Record) -> Entry:
    """An entry of a kind; a key that its shape does not have is empty."""
    question = record.line("question")
    return Entry(
        id=entry_id,
        kind=kind,
        theme=theme,
        question=question,
        label=record.line("label") or question,
        short=record.line("short"),
        answer=record.blocks("answer"),
        asks=record.lines("asks"),
        not_asks=record.lines("not_asks"),
        sources=record.lines("sources"),
        facts=tuple(map(fact, record.records("facts"))),
        see_also=record.lines("see_also"),
        reviewed=record.date("reviewed"),
        numbers=record.lines("numbers"),
        signs=tuple(map(_sign, record.records("signs"))),
        in_reply=record.line("in_reply"),
        ends=record.flag("ends"),
        over=record.flag("over"),
        told=record.flag("told"),
        again=record.line("again"),
        sensitive=record.flag("sensitive"),
        path=record.report.path,
        answer_line=record.values["answer"].line if "answer" in record.values else record.node.line,
    )


def _sign(record: Record) -> Sign:
    return Sign(record.line("sign"), record.lines("catches"), record.lines("not"))


def other_language(name: str, record: Record) -> OtherLanguage:
    """Cries for help in another language."""
    return OtherLanguage(name, record.variants("cries"), record.lines("not"))


def fact(record: Record) -> Fact:
    """A fact of an answer."""
    return Fact(record.line("fact"), record.line("source"), record.line("heading"))


def source(source_id: str, record: Record) -> Source:
    """A source under its id."""
    return Source(
        id=source_id,
        title=record.line("title"),
        publisher=record.line("publisher"),
        kind=record.line("kind"),
        url=record.line("url"),
        accessed=record.date("accessed"),
    )


def organisation(record: Record) -> Organisation:
    """A support organisation."""
    return Organisation(
        id=record.line("id"),
        name=record.line("name"),
        countries=record.lines("countries"),
        languages=record.lines("languages"),
        url=record.line("url"),
        about=record.line("about"),
        names_mmn=record.flag("names_mmn"),
        checked_on=record.date("checked_on"),
        opened=record.flag("opened"),
    )


def numbers(record: Record) -> Numbers:
    """The numbers of a country."""
    poison = helpline(record.record("poison")) if "poison" in record.values else None
    return Numbers(
        country=record.line("country"),
        name=record.line("name"),
        emergency=record.lines("emergency"),
        crisis=tuple(map(helpline, record.records("crisis"))),
        poison=poison,
        sources=record.lines("sources"),
        checked_on=record.date("checked_on"),
        also=record.lines("also"),
    )


def helpline(record: Record) -> Helpline:
    """A helpline."""
    return Helpline(
        name=record.line("name"),
        number=record.line("number"),
        text=record.line("text"),
        chat=record.line("chat"),
        hours=record.line("hours"),
        free=record.flag("free"),
        note=record.line("note"),
    )


def vocabulary(
    record: Record,
    everyday: Sequence[str],
    names: Mapping[str, Mapping[str, tuple[str, ...]]],
    proper: tuple[str, ...],
    spellings: Mapping[str, str],
) -> Vocabulary:
    """The words of the language, of `words.yaml` and of the lists beside it."""
    return Vocabulary(
        same=record.variants("same"),
        other_conditions=record.variants("other_conditions"),
        everyday=everyday,
        names=names,
        proper=proper,
        spellings=spellings,
        medicine_endings=record.lines("medicine_endings"),
        spoken_signs=record.variants("spoken_signs"),
    )


def words(record: Record) -> Words:
    """How members say what they do in a message."""
    said = {field.name: record.lines(field.name) for field in fields(Words) if field.name != "choosing"}
    return Words(**said, choosing=_choice_words(record.record("choosing")))


def _choice_words(record: Record) -> ChoiceWords:
    """How somebody chooses in words; nothing where the group is absent."""
    return ChoiceWords(
        places=tuple(record.lines(place) for place in language_shapes.PLACES),
        last=record.lines("last"),
        all=record.lines("all"),
        agreeing=record.lines("agreeing"),
        around=record.lines("around"),
        choosers=record.lines("choosers"),
    )


def community(record: Record) -> Community:
    """Who runs the bot, and its fixed lines."""
    lines, telegram, pages = record.record("lines"), record.record("telegram"), record.record("pages")
    names = record.record("command_names")
    commands, discord, moderators = record.record("commands"), record.record("discord"), record.record("moderators")
    return Community(
        name=record.line("name"),
        contact=record.line("contact"),
        disclaimer=record.line("disclaimer"),
        lines=Lines(**{name: lines.line(name) for name in community_shapes.LINES}),
        telegram=TelegramLines(**{name: telegram.line(name) for name in community_shapes.TELEGRAM}),
        discord=DiscordLines(**{name: discord.line(name) for name in community_shapes.DISCORD}),
        moderators=ModeratorsLines(**{name: moderators.line(name) for name in community_shapes.MODERATORS}),
        pages={name: page(pages.record(name)) for name in community_shapes.PAGES},
        commands={name: commands.line(name) for name in community_shapes.COMMANDS},
        command_names={name: names.line(name) for name in community_shapes.COMMAND_NAMES if names.line(name)},
    )


def page(record: Record) -> Page:
    """A fixed text."""
    return Page(record.line("title"), record.blocks("text"))
