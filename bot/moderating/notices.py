"""What the bot tells the moderators in their chat, as replies without any platform."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model import Bullets, Button, Code, Incoming, Outcome, Paragraph, Press, Reply, Verb
from bot.moderating import gaps, why

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answering.service import Service
    from bot.model import Block

MOST_GAPS = 5
"""Groups of questions that one message shows; the largest come first."""
_MOST_PROBLEMS = 10
_NEAREST = 3


def note(title: str, *paragraphs: str) -> Reply:
    """A few words."""
    return _notice(title, *map(Paragraph, paragraphs))


def question(words: str, service: Service) -> Reply:
    """A question that a member sent, and the entries that come nearest."""
    lines = service.faq.community.moderators
    near = [match.entry_id for match in service.explain(Incoming(words)).heard.matches[:_NEAREST]]
    told = (Paragraph(lines.question_nearest.format(entries=", ".join(near))),) if near else ()
    buttons = Button(lines.answer_button, Press(Verb.ANSWER)), Button(lines.done_button, Press(Verb.DONE))
    return replace(_notice(lines.question_title, Paragraph(f"\u201c{words}\u201d"), *told), buttons=buttons)


def ended(words: str, told: str, service: Service) -> Reply:
    """The same question with what became of it, and nothing left to be done."""
    return replace(question(words, service), below=told, buttons=())


def answer(words: str, service: Service) -> Reply:
    """An answer of the moderators, as the member gets it."""
    return note(service.faq.community.moderators.answer_title, *filter(None, map(str.strip, words.split("\n"))))


def broken(problems: Sequence[str], service: Service) -> Reply:
    """What is wrong with a changed FAQ; `service` has the last good one."""
    more = len(problems) - _MOST_PROBLEMS
    listed = (*problems[:_MOST_PROBLEMS], *((f"\u2026 and {more} more",) if more > 0 else ()))
    return _notice(service.faq.community.moderators.faq_broken, Bullets(listed))


def live(service: Service) -> Reply:
    """The FAQ that was read anew is in force."""
    return note(service.faq.community.moderators.faq_live.format(count=len(service.faq.entries)))


def reasons(words: str, service: Service) -> Reply:
    """How the bot comes to its reply to these words."""
    explanation = service.explain(Incoming(words))
    return _notice("", *map(Paragraph, why.told(explanation, service)), Bullets(why.likeliest(explanation)))


def lacking(texts: Iterable[str], unread: int, service: Service) -> Reply:
    """What members ask that the FAQ lacks, with YAML to be pasted; `unread` questions could not be opened."""
    lines = service.faq.community.moderators
    found = gaps.find(service, texts)
    blocks: list[Block] = [] if found else [Paragraph(lines.gaps_none)]
    for gap in found[:MOST_GAPS]:
        blocks.append(Paragraph(gaps.comment(gap, service)))
        pasted = gaps.paste(gap, service)
        if pasted:
            blocks.append(Code(pasted.rstrip("\n")))
    if len(found) > MOST_GAPS:
        blocks.append(Paragraph(lines.gaps_more.format(count=len(found) - MOST_GAPS)))
    if unread:
        blocks.append(Paragraph(lines.gaps_unread.format(count=unread)))
    return _notice(lines.gaps_title, *blocks)


def _notice(title: str, *blocks: Block) -> Reply:
    return Reply(Outcome.ANSWER, title, blocks)
