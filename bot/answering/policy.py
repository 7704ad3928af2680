"""Decides what to do with a message. A pure function: every row of the table of outcomes is one `if`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from bot.answering.bars import BARS, FEWEST
from bot.answering.candidates import (
    MOST_SUGGESTIONS,
    best_of,
    chance_of,
    choices_of,
    first_of,
    suggestions_of,
    urgent_chance,
)
from bot.model import Kind, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.candidates import Candidate
    from bot.answering.question_detection import SpeechAct
    from bot.answering.safety import Flags
    from bot.model import Press

OUTCOMES = {
    Kind.ANSWER: Outcome.ANSWER,
    Kind.SIGNPOST: Outcome.NOT_COVERED,
    Kind.URGENT: Outcome.URGENT,
    Kind.CARE_TEAM: Outcome.CARE_TEAM,
    Kind.CHATTER: Outcome.NOT_COVERED,
}
"""What a message comes to that leads to an entry, by the kind of the entry."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a message, and why."""

    outcome: Outcome
    rule: str
    """The rule that decided, in words for a moderator."""
    entry: str = ""
    """The id of the entry to show, or empty."""
    suggestions: tuple[str, ...] = ()
    """The ids of the entries to offer as choices, best first."""
    confidence: float = 0.0
    foreign: bool = False
    """Whether the message is in a language that the bot does not read."""
    also: str = ""
    """The id of the entry that answers a second question of the message, or of the next likely entry, or empty."""
    unknown: str = ""
    """What the message is about, if the FAQ does not know or does not cover it; otherwise empty."""
    doubt: str = ""
    """The id of the emergency that the message may be after all, or empty."""
    faint: bool = False
    """Whether that is so unlikely that the reply says so at its end."""
    unsaid: bool = False
    """Whether the message says nothing yet that could be looked for: numbers, symbols, or half a question."""
    press: Press | None = None
    """The tap that the message stands for, as a choice in words does, or None."""
    instead: tuple[str, ...] = ()
    """The ids of what else may be meant in the place of `entry`, likeliest first."""
    chosen: bool = False
    """Whether the message only chooses among what was offered, and so asks nothing by its own words."""
    told: bool = False
    """Whether the message only tells something, so that no more than an offer is made of what it may ask about."""


def decide(
    candidates: Sequence[Candidate],
    flags: Flags,
    overheard: SpeechAct | None = None,
    *,
    in_reply: bool = False,
    told: str = "",
) -> Decision:
    """The decision on a message, from the candidates (best first) and the flags, with what else it may mean. Never raises.

    `overheard` is the form of a message that was not said to the bot. `in_reply`: it is read together with the answer that it
    replies to. `told` is the id of the entry that answers what is only told, if the message asks nothing; what is told
    on behind a reply is seldom about what it is like.

    The order is the order of harm: an emergency first, then a decision that belongs to the member's own doctor, then
    what may be answered. A message that was not said to the bot and is no emergency is answered only if it is surely a
    question that the FAQ answers.
    """
    decision = _decide(candidates, flags, overheard, in_reply=in_reply, told=told)
    others = (one.entry_id for one in candidates if _may_be_meant(one) and one.entry_id != decision.entry)
    return replace(decision, instead=tuple(islice(others, MOST_SUGGESTIONS))) if decision.entry else decision


def _decide(
    candidates: Sequence[Candidate], flags: Flags, overheard: SpeechAct | None, *, in_reply: bool, told: str
) -> Decision:
    said, addressed = [candidate for candidate in candidates if not candidate.thin], overheard is None
    urgent = urgent_chance(said if flags.words == 1 else candidates)
    if flags.sign:
        return Decision(Outcome.URGENT, f"sign of an emergency: {flags.rule}", flags.sign, (), max(urgent, 0.5))
    surely = addressed and flags.words > 1 and not flags.asked and urgent >= BARS.urgent_though_thin
    least = BARS.urgent_beside_calm if _nearer_calm(said, flags) else 0.0
    if surely or urgent_chance(said) >= max(BARS.urgent if addressed else BARS.urgent_overheard, least):
        return Decision(Outcome.URGENT, "like an emergency", first_of(candidates, Kind.URGENT), (), urgent)
    if flags.foreign:
        outcome = Outcome.NOT_COVERED if addressed else Outcome.SILENT
        return Decision(outcome, "in a language that the bot does not read", foreign=True)
    if overheard:
        return _decide_overheard(candidates, overheard)
    personal, rival = chance_of(said, Kind.CARE_TEAM), max(best_of(said, Kind.ANSWER), best_of(said, Kind.CHATTER))
    entry, likely = first_of(candidates, Kind.CARE_TEAM), personal >= BARS.care_team_beside * rival
    if likely and personal >= BARS.care_team:
        decision = Decision(Outcome.CARE_TEAM, "a personal decision", entry, (), personal)
    elif (likely and personal >= BARS.care_team_likely) or _thin_and_personal(candidates, flags):
        choices = choices_of(candidates, entry)
        decision = Decision(Outcome.SUGGEST, "perhaps a personal decision", "", choices, personal)
    else:
        kept = 1.0 if told else BARS.chatter_when_addressed
        decision = _decide_addressed(_without_chatter(candidates, kept), flags, in_reply=in_reply, told=told)
    if urgent < BARS.doubt:
        return decision
    return replace(decision, doubt=first_of(candidates, Kind.URGENT), faint=urgent < BARS.urgent)


def _may_be_meant(candidate: Candidate) -> bool:
    """Whether this is a rival of what was decided; a personal decision must be likely, for its card is no guess."""
    return candidate.kind.is_showable or (
        candidate.kind is Kind.CARE_TEAM and candidate.confidence >= BARS.care_team_likely
    )


def _thin_and_personal(candidates: Sequence[Candidate], flags: Flags) -> bool:
    """Whether a few words are likeliest a personal decision, though like none of its phrases: "lower dose", "wean off".

    Of 265 decisions in a few words that a reviewer wrote behind answers, 39 are asked back about so, without it 10; of
    11,790 other messages and turns one is, which may be one.
    """
    personal = chance_of(candidates, Kind.CARE_TEAM)
    rival = max(best_of(candidates, Kind.ANSWER), best_of(candidates, Kind.CHATTER))
    return flags.words > 1 and personal >= max(BARS.care_team, rival)


def keeping_doubt(decision: Decision, other: Decision) -> Decision:
    """A decision that takes the place of another one, with the doubt of that if it has none itself, or a fainter one."""
    fainter = not decision.doubt or (decision.faint and bool(other.doubt) and not other.faint)
    return replace(decision, doubt=other.doubt, faint=other.faint) if fainter else decision


def _nearer_calm(candidates: Sequence[Candidate], flags: Flags) -> bool:
    """Whether a short message is nearer to a phrase of something else than to any cry for help."""
    nearest = {True: 0.0, False: 0.0}
    for one in candidates:
        nearest[one.kind is Kind.URGENT] = max(nearest[one.kind is Kind.URGENT], one.likeness)
    return flags.words <= BARS.short_words and nearest[True] < nearest[False]


def _decide_overheard(candidates: Sequence[Candidate], form: SpeechAct) -> Decision:
    best = candidates[0] if candidates else None
    confidence = best.confidence if best else 0.0
    if best is None or best.kind is not Kind.ANSWER or not best.fits or best.thin:
        return Decision(Outcome.SILENT, "overheard, and nothing that the FAQ answers", confidence=confidence)
    if form.to_one:
        return Decision(Outcome.SILENT, "overheard, and said to somebody else", confidence=confidence)
    if not form.asks:
        return Decision(Outcome.SILENT, "overheard, and not a question that stands alone", confidence=confidence)
    if confidence < BARS.overheard or chance_of(candidates, Kind.CHATTER) > BARS.overheard_talk:
        return Decision(Outcome.SILENT, "overheard, and not sure enough", confidence=confidence)
    return Decision(Outcome.ANSWER, "overheard, and surely this question", best.entry_id, (), confidence)


def _decide_addressed(candidates: Sequence[Candidate], flags: Flags, *, in_reply: bool, told: str) -> Decision:
    if not candidates:
        return Decision(Outcome.NOT_COVERED, "nothing in the FAQ is like this")
    best, second = candidates[0], candidates[1].confidence if len(candidates) > 1 else 0.0
    if best.kind is Kind.ANSWER and not best.fits:
        return _unknown(candidates, flags)
    clear = best.confidence - second >= BARS.margin
    answer = BARS.answer_in_a_reply if in_reply else BARS.answer
    told_on = bool(told) and in_reply
    to_told = BARS.told_on if told_on else BARS.answer_to_told if told else 0.0
    enough = max(answer, BARS.answer_to_few if 0 < flags.words <= FEWEST else 0, to_told)
    if best.kind is Kind.ANSWER and clear and not best.thin and best.confidence >= enough:
        also = candidates[1] if second >= BARS.also else None
        beside = also.entry_id if also and also.kind.is_showable and also.fits else ""
        return Decision(Outcome.ANSWER, "surely this question", best.entry_id, (), best.confidence, also=beside)
    if (
        best.kind is Kind.SIGNPOST
        and clear
        and not best.thin
        and best.confidence >= (BARS.told_on if told_on else BARS.signpost)
    ):
        named = ", ".join(typed for usual, typed in flags.named.items() if usual not in flags.compared)
        rule = "the FAQ has no answer to this"
        return Decision(Outcome.NOT_COVERED, rule, best.entry_id, (), best.confidence, unknown=named)
    only_a_name = bool(flags.named) and best.thin
    if best.kind is Kind.CHATTER and not only_a_name and chance_of(candidates, Kind.CHATTER) >= BARS.signpost:
        if told and best.confidence < BARS.told_as:
            return _hear(candidates, told)
        return Decision(Outcome.NOT_COVERED, "talk, not a question", best.entry_id, (), best.confidence)
    like_nothing = flags.words == 1 and all(c.thin for c in candidates if c.kind.is_showable)
    suggestions = () if like_nothing else suggestions_of(candidates)
    if (
        (suggestions or only_a_name)
        and flags.named
        and not any(c.fits for c in candidates if c.entry_id in suggestions)
    ):
        return _unknown(candidates, flags)
    if told:
        offered = BARS.likely_told_on if told_on else answer
        likely = clear and best.confidence >= (offered if best.kind is Kind.ANSWER else max(offered, BARS.signpost))
        return _offer(candidates) if suggestions and likely else _hear(candidates, told)
    if suggestions:
        return Decision(Outcome.SUGGEST, "not sure which question", "", suggestions, best.confidence)
    return Decision(Outcome.NOT_COVERED, "nothing in the FAQ is like this", "", (), best.confidence)


def _hear(candidates: Sequence[Candidate], told: str) -> Decision:
    """The decision on what is only told, and surely like no entry: it is answered by the one for that.

    It is as sure as that one is: with the chance of another entry, a cry would pass for something sure behind its card.
    """
    sure = next((one.confidence for one in candidates if one.entry_id == told), 0.0)
    return Decision(Outcome.NOT_COVERED, "tells something, and asks nothing", told, (), sure, told=True)


def _offer(candidates: Sequence[Candidate]) -> Decision:
    """The decision on what is only told, and likely about an answer: that, and what else is likely, is offered."""
    likely = suggestions_of([one for one in candidates if one.confidence >= BARS.first_suggestion])
    rule = "tells something, likely about this"
    return Decision(Outcome.SUGGEST, rule, "", likely, candidates[0].confidence, told=True)


def _unknown(candidates: Sequence[Candidate], flags: Flags) -> Decision:
    """The decision on a message about something that no entry speaks of: names that thing and the nearest entries."""
    unknown = ", ".join(flags.named.values()) or flags.asked_as
    nearest = suggestions_of([c for c in candidates if c.fits or c.kind is Kind.ANSWER])
    rule = f"about something that the FAQ does not know: {unknown}"
    return Decision(Outcome.NOT_COVERED, rule, "", nearest, candidates[0].confidence, unknown=unknown)


def _without_chatter(candidates: Sequence[Candidate], kept: float) -> list[Candidate]:
    """The candidates with the part of the chance of ordinary talk that is `kept`, and higher chances of all else; best first."""
    talk = chance_of(candidates, Kind.CHATTER)
    total = 1 - talk * (1 - kept)

    def weigh(candidate: Candidate) -> Candidate:
        weight = kept if candidate.kind is Kind.CHATTER else 1.0
        return replace(candidate, confidence=candidate.confidence * weight / total)

    weighed = map(weigh, candidates)
    return sorted(weighed, key=lambda candidate: -candidate.confidence)
