"""Decides what to do with a message. A pure function: every row of the table of outcomes is one `if`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.bars import BARS
from bot.model import Kind, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.bars import Bars
    from bot.answering.question_detection import SpeechAct
    from bot.answering.safety import Flags

FIRST = {Kind.URGENT, Kind.CARE_TEAM}
"""Kinds of entries that take precedence over all others."""

FEWEST = 2
"""Messages with at most this many words carry little information."""

MOST_SUGGESTIONS = 4
"""Choices when the bot asks back: few and wide, for weak hands."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match with the kind of its entry.

    `fits` is false if the message names something that the entry does not speak of. `thin` is true if the message has
    few words and no phrase of the entry is like the message. `likeness` is that of the entry's nearest phrase.
    """

    entry_id: str
    kind: Kind
    confidence: float
    fits: bool = True
    thin: bool = False
    likeness: float = 1.0


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
    unsaid: bool = False
    """Whether the message says nothing yet that could be looked for: numbers, symbols, or half a question."""


def decide(
    candidates: Sequence[Candidate], flags: Flags, form: SpeechAct, *, addressed: bool, bars: Bars = BARS
) -> Decision:
    """The decision on a message, from the candidates (best first), the flags and the form of the message. Never raises.

    The order is the order of harm: an emergency first, then a decision that belongs to the member's own doctor, then
    what may be answered. A message that was not said to the bot and is no emergency is answered only if it is surely a
    question that the FAQ answers.
    """
    urgent = urgent_chance(candidates)
    if flags.sign:
        return Decision(Outcome.URGENT, f"sign of an emergency: {flags.rule}", flags.sign, (), max(urgent, 0.5))
    surely = addressed and flags.words > 1 and not flags.asked and urgent >= bars.urgent_though_thin
    said = [candidate for candidate in candidates if not candidate.thin]
    least = bars.urgent_beside_calm if _nearer_calm(said, flags, bars) else 0.0
    if surely or urgent_chance(said) >= max(bars.urgent if addressed else bars.urgent_overheard, least):
        return Decision(Outcome.URGENT, "like an emergency", _first(candidates, Kind.URGENT), (), urgent)
    if flags.foreign:
        outcome = Outcome.NOT_COVERED if addressed else Outcome.SILENT
        return Decision(outcome, "in a language that the bot does not read", foreign=True)
    if not addressed:
        return _decide_overheard(candidates, form, bars)
    personal, rival = _sum(said, Kind.CARE_TEAM), max(_best(said, Kind.ANSWER), _best(said, Kind.CHATTER))
    entry, likely = _first(candidates, Kind.CARE_TEAM), personal >= bars.care_team_beside * rival
    if likely and personal >= bars.care_team:
        decision = Decision(Outcome.CARE_TEAM, "a personal decision", entry, (), personal)
    elif likely and personal >= bars.care_team_likely:
        choices = _choices(candidates, bars, entry)
        decision = Decision(Outcome.SUGGEST, "perhaps a personal decision", "", choices, personal)
    else:
        decision = _decide_addressed(_without_chatter(candidates, bars), flags, bars)
    return replace(decision, doubt=_first(candidates, Kind.URGENT) if urgent >= bars.doubt else "")


def _nearer_calm(candidates: Sequence[Candidate], flags: Flags, bars: Bars) -> bool:
    """Whether a short message is nearer to a phrase of something else than to any cry for help."""
    nearest = {True: 0.0, False: 0.0}
    for one in candidates:
        nearest[one.kind is Kind.URGENT] = max(nearest[one.kind is Kind.URGENT], one.likeness)
    return flags.words <= bars.short_words and nearest[True] < nearest[False]


def _decide_overheard(candidates: Sequence[Candidate], form: SpeechAct, bars: Bars) -> Decision:
    best = candidates[0] if candidates else None
    confidence = best.confidence if best else 0.0
    if best is None or best.kind is not Kind.ANSWER or not best.fits or best.thin:
        return Decision(Outcome.SILENT, "overheard, and nothing that the FAQ answers", confidence=confidence)
    if form.to_one:
        return Decision(Outcome.SILENT, "overheard, and said to somebody else", confidence=confidence)
    if not form.asks:
        return Decision(Outcome.SILENT, "overheard, and not a question that stands alone", confidence=confidence)
    if confidence < bars.overheard or _sum(candidates, Kind.CHATTER) > bars.overheard_talk:
        return Decision(Outcome.SILENT, "overheard, and not sure enough", confidence=confidence)
    return Decision(Outcome.ANSWER, "overheard, and surely this question", best.entry_id, (), confidence)


def _decide_addressed(candidates: Sequence[Candidate], flags: Flags, bars: Bars) -> Decision:
    if not candidates:
        return Decision(Outcome.NOT_COVERED, "nothing in the FAQ is like this")
    best, second = candidates[0], candidates[1].confidence if len(candidates) > 1 else 0.0
    if best.kind is Kind.ANSWER and not best.fits:
        return _unknown(candidates, flags, bars)
    clear = best.confidence - second >= bars.margin
    enough = max(bars.answer, bars.answer_to_few if 0 < flags.words <= FEWEST else 0)
    if best.kind is Kind.ANSWER and clear and not best.thin and best.confidence >= enough:
        also = candidates[1] if second >= bars.also else None
        beside = also.entry_id if also and also.kind.is_showable and also.fits else ""
        return Decision(Outcome.ANSWER, "surely this question", best.entry_id, (), best.confidence, also=beside)
    if best.kind is Kind.SIGNPOST and clear and best.confidence >= bars.signpost:
        named = ", ".join(typed for usual, typed in flags.named.items() if usual not in flags.compared)
        rule = "the FAQ has no answer to this"
        return Decision(Outcome.NOT_COVERED, rule, best.entry_id, (), best.confidence, unknown=named)
    only_a_name = bool(flags.named) and best.thin
    if best.kind is Kind.CHATTER and not only_a_name and _sum(candidates, Kind.CHATTER) >= bars.signpost:
        return Decision(Outcome.NOT_COVERED, "talk, not a question", best.entry_id, (), best.confidence)
    like_nothing = flags.words == 1 and all(c.thin for c in candidates if c.kind.is_showable)
    suggestions = () if like_nothing else _suggestions(candidates, bars)
    if (
        (suggestions or only_a_name)
        and flags.named
        and not any(c.fits for c in candidates if c.entry_id in suggestions)
    ):
        return _unknown(candidates, flags, bars)
    if suggestions:
        return Decision(Outcome.SUGGEST, "not sure which question", "", suggestions, best.confidence)
    return Decision(Outcome.NOT_COVERED, "nothing in the FAQ is like this", "", (), best.confidence)


def _unknown(candidates: Sequence[Candidate], flags: Flags, bars: Bars) -> Decision:
    """The decision on a message about something that no entry speaks of: names that thing and the nearest entries."""
    unknown = ", ".join(flags.named.values()) or flags.asked_as
    nearest = _suggestions([c for c in candidates if c.fits or c.kind is Kind.ANSWER], bars)
    rule = f"about something that the FAQ does not know: {unknown}"
    return Decision(Outcome.NOT_COVERED, rule, "", nearest, candidates[0].confidence, unknown=unknown)


def decide_two(decision: Decision, questions: Sequence[Candidate], bars: Bars = BARS) -> Decision:
    """The decision on a message that asks several things, given the best candidate for each of its questions.

    If two questions are sure, one is answered and the other one offered, also if that is a personal decision; what the FAQ
    answers goes before what it only points to. Emergencies and personal decisions stay what they are. To let one sentence of a story turn the
    message into an emergency or a personal decision was tried: it found no more of them in twoquestions-tune.jsonl, and
    took 0.02 from one tap in tune.jsonl.
    """
    pointing = decision.outcome is Outcome.NOT_COVERED and bool(decision.entry) and not decision.unknown
    if not pointing and decision.outcome not in {Outcome.ANSWER, Outcome.SUGGEST}:
        return decision
    likely = (c for c in questions if c.fits and not c.thin and c.confidence >= bars.each_of_two)
    sure = sorted(likely, key=lambda c: -c.confidence)
    least = bars.answer_of_two if pointing else bars.answer
    answers = [c for c in sure if c.kind is Kind.ANSWER and c.confidence >= least]
    entry = decision.entry if decision.outcome is Outcome.ANSWER else answers[0].entry_id if answers else ""
    beside = (c.entry_id for c in sure if c.kind.is_showable or c.kind is Kind.CARE_TEAM)
    also = next((one for one in beside if one != entry), "")
    if not entry or not also:
        return decision
    if decision.outcome is Outcome.ANSWER:
        return replace(decision, also=also)
    rule, sure_of = "two questions, each of them surely", answers[0].confidence
    return Decision(Outcome.ANSWER, rule, entry, (), sure_of, also=also, doubt=decision.doubt)


def _without_chatter(candidates: Sequence[Candidate], bars: Bars) -> list[Candidate]:
    """The candidates with a lower chance of ordinary talk, and with higher chances of all else to match; best first."""
    talk = _sum(candidates, Kind.CHATTER)
    total = 1 - talk * (1 - bars.chatter_when_addressed)

    def weigh(candidate: Candidate) -> Candidate:
        kept = bars.chatter_when_addressed if candidate.kind is Kind.CHATTER else 1.0
        weighed = candidate.confidence * kept / total
        return replace(candidate, confidence=weighed)

    weighed = map(weigh, candidates)
    return sorted(weighed, key=lambda candidate: -candidate.confidence)


def _suggestions(candidates: Sequence[Candidate], bars: Bars) -> tuple[str, ...]:
    choices = _choices(candidates, bars)
    first = next((one.confidence for one in candidates if one.entry_id in choices), 0.0)
    return choices if first >= bars.first_suggestion else ()


def _choices(candidates: Sequence[Candidate], bars: Bars, personal: str = "") -> tuple[str, ...]:
    """The likeliest answers and signposts, and among them the personal decision that it may be."""
    offered = [c.entry_id for c in candidates if c.kind.is_showable and c.confidence >= bars.suggestion]
    wanted = {personal, *offered[: MOST_SUGGESTIONS - bool(personal)]}
    return tuple(c.entry_id for c in candidates if c.entry_id in wanted)


def cries(cry: Sequence[Candidate], said: Sequence[Candidate], bars: Bars = BARS) -> bool:
    """Whether a sentence that cries for help decides, `said` being the candidates for the whole message.

    Where the whole surely means something else, the sentence must be as sure of itself; otherwise `doubting` is enough.
    """
    surely_else = any(one.confidence >= bars.surely_else for one in said if one.kind is not Kind.URGENT)
    return bool(cry) and (not surely_else or urgent_chance(cry) >= bars.urgent_all_the_same)


def beside_talk(
    decision: Decision,
    candidates: Sequence[Candidate],
    flags: Flags,
    form: SpeechAct,
    *,
    corrects: bool,
) -> Decision:
    """The decision on what is said beside talk: `decision` is that on the talk, the candidates are those for the rest.

    What surely asks something is answered, what likely does is asked back about. Who `corrects` an answer surely wants
    something else, so that less will do. A doubt about either is kept.
    """
    asked = decide(candidates, flags, form, addressed=True)
    doubt = asked.doubt or decision.doubt
    showable = [candidate for candidate in candidates if candidate.kind.is_showable]
    best = max((candidate.confidence for candidate in showable), default=0.0)
    if asked.entry and showable and asked.entry == showable[0].entry_id and asked.confidence >= BARS.beside_talk:
        return replace(asked, doubt=doubt)
    if asked.outcome is Outcome.URGENT:
        return replace(decision, doubt=asked.entry)
    if best < (BARS.first_suggestion if corrects else BARS.likely_beside_talk):
        return decision
    suggestions = _suggestions(showable, BARS)
    return Decision(Outcome.SUGGEST, "not sure which question, beside talk", "", suggestions, best, doubt=doubt)


def doubting(decision: Decision, cry: Sequence[Candidate]) -> Decision:
    """The decision with a note of doubt, if one sentence cries for help in a message that surely means something else."""
    return (
        replace(decision, doubt=_first(cry, Kind.URGENT))
        if cry and decision.outcome is not Outcome.URGENT
        else decision
    )


def behind_a_card(
    decision: Decision, candidates: Sequence[Candidate], card: str, *, ends: bool, cleared: bool
) -> Decision:
    """The decision on what somebody says who has just been shown the card of an emergency, the id of which is `card`.

    "I can't phone them" and "do I drive in or wait" are no emergency by their words, and no other question either: what is
    not surely talk or surely another question brings the numbers once more. Below any of these the way to them stays in
    sight, but where the message `ends` it as talk, or one of its sentences has `cleared` it: help came, or is not needed.
    """
    if decision.outcome is Outcome.URGENT or decision.foreign:
        return decision
    talk, urgent = _sum(candidates, Kind.CHATTER) >= BARS.over, urgent_chance(candidates)
    if (talk and ends) or (cleared and urgent < BARS.doubt):
        return decision
    if talk or (decision.entry and decision.confidence >= BARS.over) or urgent < BARS.still:
        return replace(decision, doubt=card)
    return Decision(Outcome.URGENT, "behind the card of an emergency, and not surely anything else", card)


def urgent_chance(candidates: Sequence[Candidate]) -> float:
    """The chance that a message is an emergency of any sort."""
    return _sum(candidates, Kind.URGENT)


def _sum(candidates: Sequence[Candidate], kind: Kind) -> float:
    return sum(candidate.confidence for candidate in candidates if candidate.kind is kind)


def _best(candidates: Sequence[Candidate], kind: Kind) -> float:
    """The confidence of the likeliest candidate of this kind that fits the message; 0 if there is none."""
    return max((one.confidence for one in candidates if one.kind is kind and one.fits), default=0.0)


def _first(candidates: Sequence[Candidate], kind: Kind) -> str:
    return next((candidate.entry_id for candidate in candidates if candidate.kind is kind), "")
