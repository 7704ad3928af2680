"""A reply as Telegram shows it: HTML in which every text is escaped, and a keyboard with few and wide buttons."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape, unescape
from itertools import chain, groupby
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageLimit

from bot.adapters.brief import origin
from bot.adapters.rows import rows
from bot.model import Bullets, Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.model import Block, Button, Lines, Organisation, Reply, Source

_SUPERGROUPS = 1_000_000_000_000
"""What Telegram puts before the number of a supergroup to make its id, which is below zero."""
_TAG = re.compile(r"<[^<>]*>")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_LINE, _PARAGRAPH = "\n", "\n\n"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line or a paragraph as HTML that is never cut, with the gap before it, folded or not."""

    html: str
    gap: str = _PARAGRAPH
    folded: bool = False

    @property
    def length(self) -> int:
        """UTF-16 units once the HTML is parsed, which is what Telegram counts; without the gap."""
        return _units(without_markup(self.html))


def messages(reply: Reply, lines: Lines, limit: int = MessageLimit.MAX_TEXT_LENGTH) -> list[str]:
    """The reply as the HTML of one message, or of several where it is longer than `limit` units, cut at paragraphs."""
    packed: list[list[_Piece]] = [[]]
    length = 0
    for piece in _pieces(reply, lines, limit):
        if packed[-1] and length + len(piece.gap) + piece.length > limit:
            packed.append([])
        length = length + len(piece.gap) + piece.length if packed[-1] else piece.length
        packed[-1].append(piece)
    return [_joined(part) for part in packed if part]


def one_message(reply: Reply, lines: Lines, limit: int = MessageLimit.MAX_TEXT_LENGTH) -> str:
    """The reply as one message: of a longer one, the last blocks are left out, never the disclaimer."""
    while len(parts := messages(reply, lines, limit)) > 1 and reply.blocks:
        reply = replace(reply, blocks=reply.blocks[:-1])
    return parts[0]


def plain(blocks: Iterable[Block]) -> str:
    """The words of these blocks in one line."""
    return " ".join(" ".join(block.items) if isinstance(block, Bullets) else block.text for block in blocks)


def without_markup(html: str) -> str:
    """The words of a message in HTML."""
    return unescape(_TAG.sub("", html))


def link_to(place: tuple[int, int], message: int) -> str:
    """The address of a message in a supergroup, for its members; empty in a basic group, whose messages have none."""
    chat, topic = place
    if chat > -_SUPERGROUPS:
        return ""
    parts = [-chat - _SUPERGROUPS, *([topic] if topic else []), message]
    return f"https://t.me/c/{'/'.join(map(str, parts))}"


def keyboard(reply: Reply, *more: Button, links: Iterable[tuple[str, str]] = ()) -> InlineKeyboardMarkup | None:
    """The `links` (label, address), the reply's buttons and `more` below them."""
    linked = [[InlineKeyboardButton(label, url)] for label, url in links]
    tapped = [list(map(_tap_button, row)) for row in rows((*reply.buttons, *more))]
    return InlineKeyboardMarkup([*linked, *tapped]) if linked or tapped else None


def _tap_button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.label, callback_data=str(button.press))


# ---- pieces ----------------------------------------------------------------------------------------------------------


def _pieces(reply: Reply, lines: Lines, limit: int) -> Iterator[_Piece]:
    for heading in filter(None, (reply.above, reply.title)):
        yield _Piece(f"<b>{escape(heading)}</b>")
    text = chain(*(_block(block, limit) for block in (*(reply.short or reply.blocks), *reply.numbers)))
    yield from (replace(piece, gap=_LINE) if reply.short and not place else piece for place, piece in enumerate(text))
    if reply.short:
        yield from _in_brief(reply, lines)
        folded = chain(*(_block(block, limit) for block in reply.beyond_short), _by_name(reply, lines))
        yield from (replace(piece, folded=True) for piece in chain(folded, _disclaimer(reply)))
        return
    yield from _by_name(reply, lines)
    if reply.below:
        yield _Piece(escape(reply.below))
    yield from _disclaimer(reply)


def _in_brief(reply: Reply, lines: Lines) -> Iterator[_Piece]:
    """What stands below a short answer, a line each."""
    gap = _PARAGRAPH
    for line in filter(None, (escape(reply.below), escape(origin(reply, lines)), _not_advice(reply, lines))):
        yield _Piece(line, gap)
        gap = _LINE


def _not_advice(reply: Reply, lines: Lines) -> str:
    support = " ".join(_linked(lines.support_link, organisation) for organisation in reply.organisations[:1])
    return f"<i>{escape(lines.not_advice)}</i> {support}".rstrip()


def _by_name(reply: Reply, lines: Lines) -> Iterator[_Piece]:
    if reply.sources:
        yield _Piece(f"{escape(lines.sources)}: {'; '.join(map(_source, reply.sources))}")
    if reply.reviewed:
        yield _Piece(
            escape(lines.reviewed.format(date=reply.reviewed.isoformat())), _LINE if reply.sources else _PARAGRAPH
        )
    if reply.organisations:
        yield _Piece(f"{escape(lines.organisations)}:")
    for organisation in reply.organisations:
        yield _Piece(_organisation(organisation, introduced=reply.introduces), _LINE)


def _disclaimer(reply: Reply) -> Iterator[_Piece]:
    if reply.disclaimer:
        yield _Piece(f"<i>{escape(reply.disclaimer)}</i>")


def _block(block: Block, limit: int) -> Iterator[_Piece]:
    if isinstance(block, Code):
        yield from (_Piece(f"<pre>{escape(part)}</pre>") for part in _cut_at_lines(block.text, limit))
        return
    texts = [f"\u2022 {item}" for item in block.items] if isinstance(block, Bullets) else [block.text]
    gap = _PARAGRAPH
    for text in texts:
        for part in _cut(text, limit):
            yield _Piece(escape(part), gap)
            gap = _LINE


def _source(source: Source) -> str:
    title = f"{escape(source.title)} ({escape(source.publisher)})"
    return f'<a href="{escape(source.url)}">{title}</a>' if source.url else title


def _organisation(organisation: Organisation, *, introduced: bool) -> str:
    named = f"\u2022 {_linked(organisation.name, organisation)}"
    return f"{named}: {escape(organisation.about)}" if introduced else named


def _linked(words: str, organisation: Organisation) -> str:
    return f'<a href="{escape(organisation.url)}">{escape(words)}</a>'


def _cut(text: str, limit: int) -> Iterator[str]:
    """A text in parts of at most `limit` units: cut behind a sentence, else at a space, else anywhere."""
    while _units(text) > limit:
        head = text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", errors="ignore")
        ends = [found.end() for found in _SENTENCE_END.finditer(head)]
        end = ends[-1] if ends else head.rfind(" ") + 1 or len(head)
        yield text[:end].rstrip()
        text = text[end:]
    yield text


def _cut_at_lines(text: str, limit: int) -> Iterator[str]:
    """A text in parts of at most `limit` units: cut between lines, so that each part can be copied."""
    first, *lines = (part for line in text.split(_LINE) for part in _cut(line, limit))
    for line in lines:
        if _units(first + _LINE + line) > limit:
            yield first
            first = line
        else:
            first += _LINE + line
    yield first


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _joined(pieces: list[_Piece]) -> str:
    html = ""
    for folded, run in groupby(pieces, key=lambda piece: piece.folded):
        group = list(run)
        text = group[0].html + "".join(piece.gap + piece.html for piece in group[1:])
        html += (group[0].gap if html else "") + (f"<blockquote expandable>{text}</blockquote>" if folded else text)
    return html
