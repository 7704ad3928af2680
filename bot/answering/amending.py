"""Amends the decision on a whole message: by its parts, and by the card that was shown before it. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.bars import BARS
from bot.answering.candidates import chance_of, first_of, suggestions_of, urgent_chance
from bot.answering.policy import Decision, decide, keeping_doubt
from bot.model import Kind, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.candidates import Candidate
    from bot.answering.safety import Flags
    from bot.matching import Match


def decide_two(decision: Decision, questions: Sequence[Candidate]) -> Decision:
    """The decision on a message that asks several things, given the best candidate for each of its questions.

    If two questions are sure, one is answered and the other one offered, also if that is a personal decision. Emergencies
    and personal decisions stay what they are.
    """
    pointing = decision.outcome is Outcome.NOT_COVERED and bool(decision.entry) and not decision.unknown
    if not pointing and decision.outcome not in {Outcome.ANSWER, Outcome.SUGGEST}:
        return decision
    likely = (c for c in questions if c.fits and not c.thin and c.confidence >= BARS.each_of_two)
    sure = sorted(likely, key=lambda c: -c.confidence)
    answer = _answered_of_two(decision, sure, pointing=pointing)
    entry = answer.entry_id if answer else decision.entry
    beside = (c.entry_id for c in sure if c.kind.is_offered)
    also = next((one for one in beside if one != entry), "")
    if not entry or not also:
        return decision
    if answer is None:
        return replace(decision, also=also)
    rule = "two questions, each of them surely"
    instead = tuple(one for one in (*decision.instead, *decision.suggestions) if one != entry)
    answered = Decision(Outcome.ANSWER, rule, entry, (), answer.confidence, also=also, instead=instead)
    return keeping_doubt(answered, decision)


def _answered_of_two(decision: Decision, sure: Sequence[Candidate], *, pointing: bool) -> Candidate | None:
    """The question that is answered in the place of what the whole message is like, if that is no answer.

    What the FAQ answers goes before what it only points to, unless the message as a whole is sure of that.
    """
    if decision.outcome is Outcome.ANSWER or (pointing and decision.confidence >= BARS.pointing_of_two):
        return None
    least = BARS.answer_of_two if pointing else BARS.answer
    likeliest = decision.entry or next(iter(decision.suggestions), "")
    if likeliest not in {c.entry_id for c in sure}:  # no part asks for it, so it is the whole that does
        least = max(least, decision.confidence)
    return next((c for c in sure if c.kind is Kind.ANSWER and c.confidence >= least), None)


def beside_talk(
    decision: Decision, candidates: Sequence[Candidate], flags: Flags, *, corrects: bool, tells: bool = False
) -> Decision:
    """The decision on what is said beside talk: `decision` is that on the talk, the candidates are those for the rest.

    What surely asks something is answered, what likely does is asked back about, where it does not only tell. Who `corrects`
    an answer surely wants something else, so that less will do. A doubt about either is kept.
    """
    asked = decide(candidates, flags)
    showable = [candidate for candidate in candidates if candidate.kind.is_showable]
    best = max((candidate.confidence for candidate in showable), default=0.0)
    sure = asked.confidence >= BARS.beside_talk
    if sure and (asked.outcome is Outcome.CARE_TEAM or (showable and asked.entry == showable[0].entry_id)):
        return keeping_doubt(asked, decision)
    if asked.outcome is Outcome.URGENT:
        return replace(decision, doubt=asked.entry, faint=False)
    if (tells and not corrects) or best < (BARS.first_suggestion if corrects else BARS.likely_beside_talk):
        return decision
    suggestions = suggestions_of(showable)
    suggested = Decision(Outcome.SUGGEST, "not sure which question, beside talk", "", suggestions, best)
    return keeping_doubt(keeping_doubt(suggested, asked), decision)


def meant(decision: Decision, asked: Decision | None, beside: Sequence[Candidate], *, talk: bool = False) -> Decision:
    """The decision on a message that says what it means, as behind "no, I meant".

    `asked` is that on these words, if they lead anywhere; `beside` are the candidates for the others; `talk` is true if the
    whole was taken for talk, as "I asked about ..." is. A cry for help must stand in either of the two: one that only the
    whole seems to be is doubted, and a doubt about the whole is none.
    """
    cry = urgent_chance([candidate for candidate in beside if not candidate.thin])
    if cry >= BARS.urgent_sentence and decision.outcome is not Outcome.URGENT:
        return Decision(
            Outcome.URGENT, "like an emergency, beside what is meant", first_of(beside, Kind.URGENT), (), cry
        )
    if asked is not None and asked.outcome is Outcome.URGENT:
        return decision if decision.outcome is Outcome.URGENT else asked
    if asked is None or asked.confidence < BARS.meant:
        return decision
    calm = urgent_chance(beside) < BARS.doubt
    if decision.outcome is Outcome.URGENT:
        only_seems = calm and not asked.doubt and asked.confidence >= BARS.over
        return replace(asked, doubt=decision.entry) if only_seems else decision
    if decision.entry and not talk and asked.confidence < decision.confidence:
        return decision
    return asked if calm else keeping_doubt(asked, decision)


def doubting(decision: Decision, cry: Sequence[Candidate]) -> Decision:
    """The decision with a note of doubt, if one sentence cries for help in a message that surely means something else."""
    return (
        replace(decision, doubt=first_of(cry, Kind.URGENT), faint=False)
        if cry and decision.outcome is not Outcome.URGENT
        else decision
    )


def read_last(decision: Decision, context: str) -> Decision:
    """The decision with the entry that a member has just read as the last of the choices.

    Of 79 turns in conversations in which it came first it was meant in 22.
    """
    others = tuple(entry for entry in decision.suggestions if entry != context)
    return replace(decision, suggestions=(*others, context)) if context in decision.suggestions else decision


def insisting(decision: Decision, signpost: Match | None) -> Decision:
    """The decision on what corrects a signpost and, by its own words, surely means it: that there is no more is better than a guess."""
    if signpost is None or signpost.confidence < BARS.insisting or decision.unknown:
        return decision
    unsure = decision.outcome in {Outcome.SUGGEST, Outcome.NOT_COVERED}
    if not unsure and (decision.outcome is not Outcome.ANSWER or decision.confidence >= signpost.confidence):
        return decision
    rule = "asks once more for what the FAQ has no answer to"
    again = Decision(Outcome.NOT_COVERED, rule, signpost.entry_id, (), signpost.confidence)
    return keeping_doubt(replace(again, instead=decision.instead or decision.suggestions), decision)


def without_faint_doubt(decision: Decision) -> Decision:
    """The decision on what somebody says who has said before that nobody is in danger: a faint doubt is not told once more."""
    return replace(decision, doubt="") if decision.faint else decision


@dataclass(frozen=True, slots=True)
class Clearing:
    """A sentence that says that help came, or is not needed: the `entry` that answers it.

    `urgent` is the chance of an emergency by the other sentences of the message.
    """

    entry: str
    urgent: float


def behind_a_card(
    decision: Decision, candidates: Sequence[Candidate], card: str, *, ends: bool, clearing: Clearing | None
) -> Decision:
    """The decision on what somebody says who has just been shown the card of an emergency, the id of which is `card`.

    "I can't phone them" and "do I drive in or wait" are no emergency by their words, and no other question either: what is
    not surely talk or surely another question brings the numbers once more. Below any of these the way to them stays in
    sight, but where the message `ends` it as talk, or has a sentence that clears it. Other talk is then heard as just that, and
    so is what only that sentence made an emergency: "no, I not want to kill me. I am tired of caring".
    """
    cleared = clearing is not None and clearing.urgent < BARS.doubt
    if clearing and cleared and decision.outcome is Outcome.URGENT:
        return Decision(Outcome.NOT_COVERED, "behind the card of an emergency, and denied", clearing.entry)
    if decision.outcome is Outcome.URGENT or decision.foreign:
        return decision
    answered = any(one.entry_id == decision.entry and one.kind is not Kind.CHATTER for one in candidates)
    talk = not answered and chance_of(candidates, Kind.CHATTER) >= BARS.over
    urgent = urgent_chance(candidates)
    if talk and ends and (clearing is None or cleared):
        return decision
    if clearing and cleared:
        return replace(decision, doubt="", entry=clearing.entry if talk else decision.entry)
    if talk or (decision.entry and decision.confidence >= BARS.over) or urgent < BARS.still:
        return keeping_doubt(decision, replace(decision, doubt=card, faint=False))
    return Decision(Outcome.URGENT, "behind the card of an emergency, and not surely anything else", card)
