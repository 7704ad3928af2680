"""What was tried: each message or tap with its reply, and how the bot came to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.adapters.sending import SENDING
from bot.answering import presses, turns
from bot.answering.replying import unfolded
from bot.answering.turns import NOTHING_SAID, Turn
from bot.moderating import why

if TYPE_CHECKING:
    from bot.answering.deciding import Explanation
    from bot.answering.service import Service
    from bot.model import Press, Reply
    from bot.workbench.sessions import Session

HEARD = ("addressed", "alone", "overheard")
"""To whom it is said: to the bot in a group, to the bot where a member is alone with it, or to the group."""


@dataclass(frozen=True, slots=True)
class Near:
    """An entry that came near: its id and question, the phrase of it that is likest, and the confidence in percent."""

    entry: str
    question: str
    phrase: str
    percent: int


@dataclass(frozen=True, slots=True)
class Why:
    """How the bot came to a reply, for the page."""

    outcome: str
    entry: str
    rule: str
    percent: int
    read_as: str
    mended: tuple[tuple[str, str], ...]
    stood_out: tuple[str, ...]
    rests_on: tuple[str, ...]
    near: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was said, and the reply. `tapped`: `said` is the label of a button. Of a tap there is no `why`.

    `number` names it in its session for good: its place among the others moves once the oldest go.
    `context` is the entry that the message was read with: the one that it replied to or that was spoken of, or empty.
    """

    number: int
    said: str
    tapped: bool
    addressed: bool
    reply: Reply
    why: Why | None = None
    context: str = ""


def say(words: str, session: Session, service: Service) -> None:
    """Puts a message to the bot as a member would, who is alone with it, or in reply to its last answer, if one was chosen."""
    incoming = turns.read_after(
        _before(session),
        words,
        service.faq,
        addressed=session.heard != "overheard",
    )
    explanation = service.explain(incoming)
    reply = service.word(explanation.decision, incoming, session.country)
    told, read_with = explained(explanation, reply, service), incoming.subject or incoming.context
    session.exchanges.append(Exchange(next(session.numbers), words, False, incoming.addressed, reply, told, read_with))  # noqa: FBT003
    session.replying = False
    _note(session, reply, service, explanation.decision.press)


def tap(wire: str, label: str, session: Session, service: Service) -> bool:
    """Taps a button, and gives whether it does something here: nothing is sent from here; what is forged is nothing."""
    if wire.partition("~")[0] in SENDING:
        return False
    press = presses.read(wire)
    if press is None:
        return True
    reply = unfolded(service.press(press, session.country), press)
    session.exchanges.append(Exchange(next(session.numbers), label[:100], True, True, reply))  # noqa: FBT003
    _note(session, reply, service, press)
    return True


def empty(session: Session) -> None:
    """Lets go of all that was tried, as if nothing had been said."""
    session.exchanges.clear()
    session.before = NOTHING_SAID


def _before(session: Session) -> Turn:
    """What a message is read with: all that was said to a member alone, the last reply in a group, or nothing."""
    if session.heard == "alone":
        return session.before
    last = session.exchanges[-1].reply if session.exchanges and session.replying else None
    return Turn(last.entry, last.buttons) if last else NOTHING_SAID


def _note(session: Session, reply: Reply, service: Service, press: Press | None = None) -> None:
    session.country = reply.country or session.country
    if session.heard == "alone":
        session.before = turns.after(session.before, reply, service.faq, press)


def explained(explanation: Explanation, reply: Reply, service: Service) -> Why:
    """How the bot came to its reply to a message."""
    decision, reading = explanation.decision, explanation.heard.reading
    return Why(
        outcome=reply.outcome.value,
        entry=reply.entry,
        rule=decision.rule,
        percent=round(100 * decision.confidence),
        read_as=str(reading),
        mended=tuple(reading.repairs),
        stood_out=tuple(why.stood_out(explanation)),
        rests_on=why.rests_on(explanation, service),
        near=tuple(
            Near(
                match.entry_id,
                service.faq.entries[match.entry_id].question,
                match.phrase,
                round(100 * match.confidence),
            )
            for match in explanation.heard.matches[: why.SHOWN]
        ),
    )
