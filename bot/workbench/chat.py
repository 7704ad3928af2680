"""What was tried: each message or tap with its reply, and how the bot came to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.adapters.sending import SENDING
from bot.answering import presses
from bot.answering.replying import unfolded
from bot.model import Incoming
from bot.moderating import why

if TYPE_CHECKING:
    from bot.answering.service import Service
    from bot.model import Reply
    from bot.workbench.sessions import Session

LONGEST = 4_000
"""Characters of a message, as Telegram takes them."""


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
    told: tuple[str, ...]
    near: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange. `tapped`: `said` is the label of a button. Of a tap there is no `why`.

    `context` is the entry in the answer that it replied to, or empty.
    """

    said: str
    tapped: bool
    addressed: bool
    reply: Reply
    why: Why | None = None
    context: str = ""


def say(words: str, session: Session, service: Service) -> None:
    """Puts a message to the bot as a member would, in reply to the last answer where that was chosen."""
    last = session.turns[-1].reply if session.turns and session.replying else None
    incoming = Incoming(
        words[:LONGEST],
        addressed=not session.overheard,
        country=session.country,
        context=last.entry if last else "",
        choices=last.buttons if last else (),
    )
    reply = service.ask(incoming)
    told = explained(incoming, service)
    session.turns.append(Turn(words, False, incoming.addressed, reply, told, incoming.context))  # noqa: FBT003
    session.replying = False


def tap(wire: str, label: str, session: Session, service: Service) -> bool:
    """Taps a button, and gives whether it does something here: nothing is sent from here; what is forged is nothing."""
    if wire.partition("~")[0] in SENDING:
        return False
    press = presses.read(wire)
    if press is None:
        return True
    reply = unfolded(service.press(press, session.country), press)
    session.country = reply.country or session.country
    session.turns.append(Turn(label[:100], True, True, reply))  # noqa: FBT003
    return True


def explained(incoming: Incoming, service: Service) -> Why:
    """How the bot comes to its reply to a message."""
    explanation = service.explain(incoming)
    decision, reading = explanation.decision, explanation.reading
    return Why(
        outcome=decision.outcome.value,
        entry=decision.entry,
        rule=decision.rule,
        percent=round(100 * decision.confidence),
        read_as=str(reading),
        mended=tuple(reading.repairs),
        stood_out=tuple(why.stood_out(explanation)),
        told=why.told(explanation, service)[3:],
        near=tuple(
            Near(
                match.entry_id,
                service.faq.entries[match.entry_id].question,
                match.phrase,
                round(100 * match.confidence),
            )
            for match in explanation.matches[: why.SHOWN]
        ),
    )
