"""What a reply says, part by part: the same parts in the same order on every platform, each in the platform's markup."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from bot.model import Bullets, Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.model import Block, Lines, Reply, Source

LINE, PARAGRAPH = "\n", "\n\n"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


class Role(Enum):
    """What a part of a reply is, where a platform shows that."""

    HEADING = "heading"
    TEXT = "text"
    ORIGIN = "origin"
    DISCLAIMER = "disclaimer"


class Markup(Protocol):
    """How one platform writes; whatever comes in is plain, and is escaped for it."""

    folds: bool
    """Whether the whole of a short answer stands in the same message, folded."""
    under_title: str
    """The gap below a title."""

    def plain(self, text: str) -> str:
        """Text as it stands."""

    def above(self, text: str) -> str:
        """What stands before the title."""

    def title(self, text: str) -> str:
        """The title of the reply."""

    def heading(self, text: str) -> str:
        """What stands above a list in it."""

    def note(self, text: str) -> str:
        """The disclaimer."""

    def link(self, words: str, url: str) -> str:
        """Words that lead to an address."""

    def code(self, text: str) -> str:
        """Lines to be copied."""

    def length(self, markup: str) -> int:
        """The length of what the functions above gave, as the platform counts it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A line or a paragraph in a platform's markup that is never cut, with the gap before it, folded or not."""

    text: str
    gap: str = PARAGRAPH
    role: Role = Role.TEXT
    folded: bool = False


def parts(reply: Reply, lines: Lines, markup: Markup, limit: int) -> Iterator[Part]:
    """A reply in its parts, none longer than `limit`; of a short answer the rest only where the platform folds it."""
    headings = [markup.above(reply.above)] if reply.above else []
    headings += [markup.title(reply.title)] if reply.title else []
    yield from (Part(heading, PARAGRAPH, Role.HEADING) for heading in headings)
    above = sum(markup.length(heading) + len(PARAGRAPH) for heading in headings)
    said = _text(reply, markup, limit - above)  # no heading is left alone in its message
    below = (Part(markup.plain(reply.below)),) if reply.below else ()
    if not reply.short:
        yield from (*said, *_by_name(reply, lines, markup, limit), *below, *_disclaimer(reply, markup))
        return
    yield from said
    brief = (*below, *_origin_in_brief(reply, lines, markup), *_disclaimer_in_brief(reply, lines, markup))
    yield from (part if place == 0 else replace(part, gap=LINE) for place, part in enumerate(brief))
    if markup.folds:
        beyond = chain(*(_block(block, markup, limit) for block in (*reply.beyond_short, *reply.numbers)))
        rest = (*beyond, *_by_name(reply, lines, markup, limit), *_disclaimer(reply, markup))
        yield from (replace(part, folded=True) for part in rest)


def packed(every: Iterable[Part], markup: Markup, limit: int) -> list[list[Part]]:
    """The parts in as few messages of `limit` as hold them in their order."""
    messages: list[list[Part]] = [[]]
    length = 0
    for part in every:
        longer = length + len(part.gap) + markup.length(part.text)
        if messages[-1] and longer > limit:
            messages.append([])
        length = longer if messages[-1] else markup.length(part.text)
        messages[-1].append(part)
    return [message for message in messages if message]


def in_one_line(blocks: Iterable[Block]) -> str:
    """The words of these blocks, without markup."""
    return " ".join(" ".join(block.items) if isinstance(block, Bullets) else block.text for block in blocks)


def joined(message: Iterable[Part]) -> str:
    """The text of one message."""
    first, *others = message
    return first.text + "".join(part.gap + part.text for part in others)


# ---- sources and organisations ---------------------------------------------------------------------------------------


def _origin_in_brief(reply: Reply, lines: Lines, markup: Markup) -> Iterator[Part]:
    """How many sources an answer has, and when it was reviewed; their names stand in the whole answer."""
    sources = f"{lines.sources}: {len(reply.sources)}" if reply.sources else ""
    told = " \u00b7 ".join(filter(None, (sources, _reviewed(reply, lines))))
    if told:
        yield Part(markup.plain(told), PARAGRAPH, Role.ORIGIN)


def _disclaimer_in_brief(reply: Reply, lines: Lines, markup: Markup) -> Iterator[Part]:
    support = (markup.link(lines.support_link, organisation.url) for organisation in reply.organisations[:1])
    yield Part(" ".join((markup.note(lines.not_advice), *support)), PARAGRAPH, Role.DISCLAIMER)


def _by_name(reply: Reply, lines: Lines, markup: Markup, limit: int) -> Iterator[Part]:
    heading, gap = f"{markup.plain(lines.sources)}: ", PARAGRAPH
    for source in reply.sources:
        linked = _linked(_named(source), source.url, markup, limit - len(heading))
        yield Part(heading + linked, gap, Role.ORIGIN)
        heading, gap = "", "; "
    if reply.reviewed:
        yield Part(markup.plain(_reviewed(reply, lines)), LINE if reply.sources else PARAGRAPH, Role.ORIGIN)
    if reply.organisations:
        yield Part(markup.heading(lines.organisations), PARAGRAPH)
    for organisation in reply.organisations:
        about = f": {markup.plain(organisation.about)}" if reply.introduces else ""
        named = _linked(organisation.name, organisation.url, markup, limit - len(about) - len("\u2022 "))
        yield Part(f"\u2022 {named}{about}", LINE)


def _named(source: Source) -> str:
    return f"{source.title} ({source.publisher})"


def _reviewed(reply: Reply, lines: Lines) -> str:
    return lines.reviewed.format(date=reply.reviewed.isoformat()) if reply.reviewed else ""


def _linked(words: str, url: str, markup: Markup, limit: int) -> str:
    """A named link; the words alone where there is no address, and as much of them as there is room for."""
    linked = markup.link(words, url) if url else markup.plain(words)
    return linked if markup.length(linked) <= limit else markup.plain(next(cut(words, markup, limit)))


def _disclaimer(reply: Reply, markup: Markup) -> Iterator[Part]:
    if reply.disclaimer:
        yield Part(markup.note(reply.disclaimer), PARAGRAPH, Role.DISCLAIMER)


# ---- text ------------------------------------------------------------------------------------------------------------


def _text(reply: Reply, markup: Markup, limit: int) -> Iterator[Part]:
    """The short text where there is one, else the whole, and numbers to call."""
    gap = LINE if reply.short else markup.under_title if reply.title else PARAGRAPH
    seen = (*reply.short, *reply.numbers_in_brief) if reply.short else (*reply.blocks, *reply.numbers)
    for part in chain(*(_block(block, markup, limit) for block in seen)):
        yield replace(part, gap=gap) if gap else part
        gap = ""


def _block(block: Block, markup: Markup, limit: int) -> Iterator[Part]:
    if isinstance(block, Code):
        yield from (Part(part) for part in _code(block.text, markup, limit))
        return
    if isinstance(block, Bullets) and block.urls:
        gap, mark = PARAGRAPH, "\u2022 "
        for item, url in zip(block.items, block.urls, strict=True):
            yield Part(mark + _linked(item, url, markup, limit - len(mark)), gap)
            gap = LINE
        return
    texts = [f"\u2022 {item}" for item in block.items] if isinstance(block, Bullets) else [block.text]
    gap = PARAGRAPH
    for text in texts:
        for part in cut(text, markup, limit):
            yield Part(markup.plain(part), gap)
            gap = LINE


def cut(text: str, markup: Markup, limit: int) -> Iterator[str]:
    """A text in parts that in markup are not longer than `limit`: cut behind a sentence, else at a space, else anywhere."""
    while (longer := markup.length(markup.plain(text)) - limit) > 0:
        fits = min(len(text), limit)
        while (longer := markup.length(markup.plain(text[:fits])) - limit) > 0:
            fits -= max(1, longer // 2)
        ends = [found.end() for found in _SENTENCE_END.finditer(text[:fits])]
        end = ends[-1] if ends else text.rfind(" ", 0, fits) + 1 or fits
        yield text[:end].rstrip()
        text = text[end:]
    yield text


def _code(text: str, markup: Markup, limit: int) -> Iterator[str]:
    """Lines to be copied, in parts that are cut between lines, so that each can be copied by itself."""
    room = limit - markup.length(markup.code(""))
    held = ""
    for line in chain(*(_lengths(line, markup, room) for line in text.split(LINE))):
        longer = f"{held}{LINE}{line}" if held else line
        if held and markup.length(markup.code(longer)) > limit:
            yield markup.code(held)
            longer = line
        held = longer
    yield markup.code(held)


def _lengths(line: str, markup: Markup, room: int) -> Iterator[str]:
    """A line to be copied in parts of at most `room`."""
    while markup.length(markup.code(line)) - markup.length(markup.code("")) > room:
        fits = min(len(line), room)
        while markup.length(markup.code(line[:fits])) - markup.length(markup.code("")) > room:
            fits -= 1
        yield line[:fits]
        line = line[fits:]
    yield line
