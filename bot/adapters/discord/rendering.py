"""A reply as Discord shows it: an embed in which all text is escaped. What is below it to tap: `views`.

It is no layout of components (Components V2). Such a message can never again have an embed or a plain text, so that what
stands in a channel from before could not be edited into one; it holds 4,000 characters where an embed has 6,000. Where embeds are not allowed, `plain` says the same in text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import discord

from bot.adapters.brief import origin
from bot.model import Bullets, Code, Outcome, Reply

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.model import Block, Lines, Organisation, Source

COLOURS = {
    Outcome.URGENT: discord.Colour.red(),
    Outcome.CARE_TEAM: discord.Colour.gold(),
    Outcome.ANSWER: discord.Colour.teal(),
    Outcome.SUGGEST: discord.Colour.blurple(),
    Outcome.NOT_COVERED: discord.Colour.light_grey(),
}
"""One colour a kind; the title says it too, for those who do not see colours."""

LONGEST_TITLE, LONGEST_AUTHOR, LONGEST_TEXT, LONGEST_FOOTER = 256, 256, 4_096, 2_048
"""Characters of an embed's parts, as Discord counts them. All embeds of a message together may have 6,000."""
LONGEST_PLAIN = 2_000
"""Characters of a message's own text."""
MORE = " \u2026"
"""Behind a text that goes on elsewhere."""
_LEAST_ROOM = 500
"""Characters that a text has at the least."""
_PARAGRAPH = "\n\n"
_FENCED = len("```yaml\n\n```")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_MARK = re.compile(r"https?://\S+|[\\`*_~|\[\]<>]|(?<=^)[^\S\n]*(?:[#-]|\d+\.(?=\s))", re.MULTILINE)


class Room(NamedTuple):
    """Characters for a text with the lists below it, and for each of these lists."""

    text: int
    numbers: int
    sources: int
    organisations: int


IN_EMBED = Room(LONGEST_TEXT, 1_100, 700, 2_500)


def embed(reply: Reply, lines: Lines) -> discord.Embed:
    """The reply in one embed: the short answer where there is one, for which `whole` has all.

    Of a text that is too long the end is left out: `rest` has it.
    """
    first, *more = texts(reply, lines)
    tail = _tail(reply, lines)
    made = discord.Embed(
        title=escape(reply.title)[:LONGEST_TITLE] or None,
        description=_PARAGRAPH.join(filter(None, (first + (MORE if more else ""), tail)))[:LONGEST_TEXT] or None,
        colour=COLOURS.get(reply.outcome),
    )
    if reply.above:
        made.set_author(name=reply.above[:LONGEST_AUTHOR])  # the only line of an embed that stands above its title
    if reply.disclaimer and not reply.short:
        made.set_footer(text=reply.disclaimer[:LONGEST_FOOTER])
    return made


def plain(reply: Reply, lines: Lines) -> str:
    """The reply as text for where no embed is allowed. Of a text that is too long the end is left out."""
    title = f"**{escape(reply.title[:LONGEST_TITLE])}**" if reply.title else ""
    room = _plain_room(reply)
    first, *more = texts(reply, lines, room)
    parts = (
        escape(reply.above),
        title,
        first + (MORE if more else ""),
        _tail(reply, lines, room),
        "" if reply.short else escape(reply.disclaimer),
    )
    return _PARAGRAPH.join(filter(None, parts))[:LONGEST_PLAIN]


def _plain_room(reply: Reply) -> Room:
    around = sum(len(escape(part)) for part in (reply.above, reply.title[:LONGEST_TITLE], reply.disclaimer))
    around += len(f"****{3 * _PARAGRAPH}")
    return Room(LONGEST_PLAIN - around, 500, 300, 300)


def whole(reply: Reply, lines: Lines) -> list[discord.Embed]:
    """All of a reply, with sources and organisations by name, an embed each; every one fits a message of its own."""
    full = replace(reply, short=())
    return [embed(full, lines), *rest(full, lines)]


def rest(reply: Reply, lines: Lines) -> list[discord.Embed]:
    """What `embed` left out, of the text and then of the lists below it, an embed each; every one fits a message of its own."""
    parts = [*texts(reply, lines)[1:], *_packed(_left_out(reply, IN_EMBED))]
    return [discord.Embed(description=text, colour=COLOURS.get(reply.outcome)) for text in parts]


def texts(reply: Reply, lines: Lines, within: Room = IN_EMBED) -> list[str]:
    """The reply's text in parts that are cut at paragraphs; the first one leaves room for what stands below it."""
    room = max(_LEAST_ROOM, within.text - len(_tail(reply, lines, within)) - len(_PARAGRAPH) - len(MORE))
    parts: list[str] = [""]
    for gap, piece in _pieces(reply.short or reply.blocks, room):
        joined = f"{parts[-1]}{gap}{piece}" if parts[-1] else piece
        if len(joined) <= (room if len(parts) == 1 else LONGEST_TEXT):
            parts[-1] = joined
        else:
            parts.append(piece)
    return parts


def goes_on(reply: Reply, lines: Lines, *, embedded: bool = True) -> bool:
    """Whether an entry has more to it than is seen at once, in an embed or without one."""
    within = IN_EMBED if embedded else _plain_room(reply)
    return bool(reply.entry and (len(texts(reply, lines, within)) > 1 or _left_out(reply, within)))


# ---- text ------------------------------------------------------------------------------------------------------------


def _pieces(blocks: Iterable[Block], room: int) -> Iterator[tuple[str, str]]:
    """Paragraphs and list items, escaped and none longer than `room`, each behind the gap before it."""
    for block in blocks:
        if isinstance(block, Code):
            for lines in _lines(block.text.replace("```", "'''"), room - _FENCED):
                yield _PARAGRAPH, f"```yaml\n{lines}\n```"
            continue
        texts = [f"\u2022 {item}" for item in block.items] if isinstance(block, Bullets) else [block.text]
        gap = _PARAGRAPH
        for text in texts:
            for part in _cut(text, room):
                yield gap, escape(part)
                gap = "\n"


def _lines(text: str, room: int) -> Iterator[str]:
    """A text in parts of whole lines, each of at most `room`; a longer line is cut."""
    part = ""
    for line in text.split("\n"):
        if part and len(part) + 1 + len(line) > room:
            yield part
            part = ""
        part = f"{part}\n{line}" if part else line
        while len(part) > room:
            yield part[:room]
            part = part[room:]
    yield part


def _cut(text: str, room: int) -> Iterator[str]:
    """A text in parts that take at most `room` when escaped: cut behind a sentence, else at a space, else anywhere."""
    while len(escape(text)) > room:
        fits = room
        while len(escape(text[:fits])) > room:
            fits -= max(1, (len(escape(text[:fits])) - room) // 2)
        ends = [found.end() for found in _SENTENCE_END.finditer(text[:fits])]
        end = ends[-1] if ends else text.rfind(" ", 0, fits) + 1 or fits
        yield text[:end].rstrip()
        text = text[end:]
    yield text


def _tail(reply: Reply, lines: Lines, room: Room = IN_EMBED) -> str:
    """What stands below the text, whatever its length: numbers, sources, organisations; of long lists the first items."""
    parts = [_numbers(block, room.numbers) for block in reply.numbers]
    if reply.short:
        brief = (escape(reply.below), escape(origin(reply, lines)), _not_advice(reply, lines))
        return _PARAGRAPH.join(filter(None, (*parts, "\n".join(filter(None, brief)))))
    by_name = [f"{lines.sources}: {_listed(map(_source, reply.sources), '; ', room.sources)}"] if reply.sources else []
    if reply.reviewed:
        by_name.append(escape(lines.reviewed.format(date=reply.reviewed.isoformat())))
    parts.append("\n".join(by_name))
    if reply.organisations:
        named = (_organisation(organisation, introduced=reply.introduces) for organisation in reply.organisations)
        heading = f"**{escape(lines.organisations)}**"
        parts.append("\n".join((heading, _listed(named, "\n", room.organisations))))
    parts.append(escape(reply.below))
    return _PARAGRAPH.join(filter(None, parts))


def _numbers(block: Block, room: int) -> str:
    """Numbers of as many countries as there is room for, and always the line for people elsewhere, which is the last."""
    if not isinstance(block, Bullets):
        return escape(block.text)
    *countries, elsewhere = _bullets(block)
    return "\n".join(filter(None, (_listed(countries, "\n", room), elsewhere)))


def _bullets(block: Bullets) -> list[str]:
    return [f"\u2022 {escape(item)}" for item in block.items]


def _left_out(reply: Reply, room: Room) -> list[str]:
    """The items of the lists below a text for which there is no room there, a line each."""
    left = []
    for block in reply.numbers:
        if isinstance(block, Bullets):
            left += _beyond(_bullets(block)[:-1], "\n", room.numbers)
    if reply.short:
        return left
    organisations = (_organisation(each, introduced=reply.introduces) for each in reply.organisations)
    return [
        *left,
        *_beyond(map(_source, reply.sources), "; ", room.sources),
        *_beyond(organisations, "\n", room.organisations),
    ]


def _beyond(items: Iterable[str], gap: str, room: int) -> list[str]:
    """The items that `_listed` leaves out."""
    every = list(items)
    shown = _listed(every, gap, room)
    return every[next(count for count in range(len(every) + 1) if gap.join(every[:count]) == shown) :]


def _packed(lines: Iterable[str]) -> list[str]:
    """Lines in as few texts as hold them."""
    parts: list[str] = []
    for line in lines:
        joined = f"{parts[-1]}\n{line}" if parts else line
        parts[-1:] = [joined] if len(joined) <= LONGEST_TEXT else [*parts[-1:], line[:LONGEST_TEXT]]
    return parts


def _listed(items: Iterable[str], gap: str, room: int) -> str:
    """As many of the items, the first first, as fit."""
    text = ""
    for item in items:
        longer = f"{text}{gap}{item}" if text else item
        if len(longer) > room:
            break
        text = longer
    return text


def _source(source: Source) -> str:
    return _link(f"{source.title} ({source.publisher})", source.url)


def _organisation(organisation: Organisation, *, introduced: bool) -> str:
    named = f"\u2022 {_link(organisation.name, organisation.url)}"
    return f"{named}: {escape(organisation.about)}" if introduced else named


def _not_advice(reply: Reply, lines: Lines) -> str:
    support = " ".join(_link(lines.support_link, organisation.url) for organisation in reply.organisations[:1])
    return f"{escape(lines.not_advice)} {support}".rstrip()


def _link(words: str, url: str) -> str:
    """A named link; brackets in its address would end it early."""
    return f"[{escape(words)}]({url.replace('(', '%28').replace(')', '%29')})" if url else escape(words)


def escape(text: str) -> str:
    """`text` so that Discord shows it as it stands: no styles, no mentions, no links but plain addresses."""
    return _MARK.sub(lambda mark: mark[0] if mark[0].startswith("http") else f"{mark[0][:-1]}\\{mark[0][-1]}", text)
