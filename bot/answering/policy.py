"""Decides what to do with a message. A pure function: every row of its table of outcomes is one `if`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.model import Kind, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.question_detection import SpeechAct
    from bot.answering.safety import Flags

MOST_SUGGESTIONS = 4
"""Choices when the bot asks back: few and wide, for weak hands."""


COVERING, MOST_NONE_ODDS, LEAST_NONE_ODDS = 80, 4.0, 0.05


def none_odds(entries: int) -> float:
    """How many messages that no entry is for come on one that an entry is for, in an FAQ of so many entries.

    The more it covers, the fewer are left. Measured with all 80 entries of this FAQ, and with 40 and 12 of them drawn at
    random, while members asked everything in the sets for tuning: the calibration is best at about 0.05, 1 and 4.
    """
    return min(max(COVERING / max(entries, 1) - 1, LEAST_NONE_ODDS), MOST_NONE_ODDS)


@dataclass(frozen=True, slots=True)
class Bars:
    """The confidence that each outcome asks for. All are chances from 0 to 1 as `Match.confidence`.

    A chance means the same in every FAQ, as it is learned from its phrases: of messages at 0.9, nine in ten are right. So
    these bars stay where they are when moderators change the FAQ. Chosen on 3,770 messages that were read or measured along
    the way, inside the range where the figures hardly move: 286 emergencies, 381 personal decisions, 1,316 questions to
    answer, 578 that the FAQ has no answer to, the rest talk. `python benchmarks/bars.py` prints what each value gives on
    most of them.
    """

    urgent: float = 0.3
    """Like an emergency by its words alone, said to the bot. Found 0.958 and false alarms 0.0037; at 0.5 0.948 and 0.0032, at
    0.2 0.962 and 0.0052, at 0.1 0.965 and 0.0063. What lies below is doubted."""
    urgent_overheard: float = 0.8
    """The same in talk among members. Out of turn 0.005; at 0.7 0.011 with as many found, at 0.9 0.005 and found 0.923."""
    doubt: float = 0.1
    """What is likely enough for silence on the numbers to be wrong, where somebody speaks to the bot: they get the reply that
    they would have got, and above it what to do if it is an emergency. With the alarms 0.965 are so heard, and 0.004 of calm
    messages are doubted; at 0.05 0.969 and 0.007, at 0.15 0.962 and 0.004."""
    urgent_sentence: float = 0.9
    """The same of one sentence by itself, where a message has several and this one does not ask. It finds 6 emergencies more
    of 191 that were read and 7 more of 55 that were only measured, for 5 false alarms of 2,439 and 1 of 575; at 0.85 6 and 7
    for 9 and 1, at 0.95 5 and 2 for 2 and 0."""
    care_team: float = 0.06
    """Of personal decisions 0.918 are found, as at 0.03; at 0.1 0.890."""
    care_team_beside: float = 0.5
    """The same as a share of the confidence of the likeliest answer or ordinary talk: "how do I tell my boss" at 0.46 is not
    kept from its answer by 0.08 for "what do my results mean?", and "I don't want to mow the lawn" decides nothing. Found
    0.918, honest 0.921 and one tap 0.967; at 0.15 0.921, 0.916 and 0.963, at 0.8 0.899 with the others as they are."""
    care_team_beside_signpost: float = 0.08
    """The same share of the likeliest signpost, which sends a member to their doctor too where it must. Flat below; at 0.12
    0.899 are found."""
    answer: float = 0.55
    """Right 0.929, wrong 0.023 and honest 0.921; at 0.5 0.935, 0.025 and 0.918, at 0.65 0.913, 0.019 and 0.933."""
    signpost: float = 0.6
    """Flat from 0.3 to 0.9: where the bar is missed the bot asks back, which is as honest."""
    margin: float = 0.25
    """How far an answer or a signpost must be ahead of the next entry. Flat from 0.15; at 0.35 right 0.925, at 0.5 0.915."""
    also: float = 0.1
    """What the next entry needs to stand on the first button of an answer: half of a double question, or what was meant."""
    first_suggestion: float = 0.1
    """What the likeliest choice needs, or none is offered: a list of wild guesses says less than "no answer". One tap 0.967,
    as at 0.05; at 0.2 0.965."""
    suggestion: float = 0.004
    """What each of the others needs. Flat from 0.002 to 0.02."""
    chatter_when_addressed: float = 0.2
    """What is left of the chance that it is ordinary talk, when somebody speaks to the bot: then they want something. At 0.05
    right 0.932 and honest 0.919; at 0.4 0.929 and 0.925."""
    overheard: float = 0.85
    """Where the bot answers unasked it must be sure. With the form of talk (`bot.answering.question_detection`) right 0.73
    and wrong 0.003; at 0.9 0.68 and as many wrong, at 0.8 0.75."""
    overheard_talk: float = 0.03
    """The most that may speak for ordinary talk where the bot answers unasked. Flat from 0.01 to 0.1."""
    each_of_two: float = 0.7
    """What each of two questions in a message needs. In twoquestions-tune.jsonl both are answered or offered in 18 of 24,
    with 0.5 in 19, with 0.9 in 17; of 258 single questions in tune.jsonl and tune2.jsonl ten get a second offer that is
    off, with 0.5 fourteen, with 0.9 one: a button too many, no wrong answer."""
    few_words: int = 4
    likeness: float = 0.38
    """A message of so few words must be at least so like a phrase of its entry: one rare word else makes it too sure.
    Of 66 such questions in the sets for tuning that are ranked rightly one lies below (0.31); "trombone", which stands in
    one long phrase, has 0.27, and "the big red bus" 0.27."""
    likeness_alone: float = 0.5
    """The same for a message of one word: with rare words in long phrases, "trombone" reaches 0.4."""
    likeness_of_harm: float = 0.65
    """The same for an emergency or a personal decision in one or two words: "gone", "who who" and "bad" are none."""


BARS = Bars()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match with the kind of its entry; `fits` is false where the message names something that it does not.

    `thin`: the message has few words, and no phrase of the entry is like it.
    """

    entry_id: str
    kind: Kind
    confidence: float
    fits: bool = True
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done, and why: `rule` names the row that decided, in words for a moderator.

    `also` is the entry that answers a second question of the message, or the next likely one, or empty. `foreign` tells that it is not covered
    because the bot could not read the language, `unknown` what it is about that the FAQ does not know. `doubt` is the
    emergency that it may be after all, or empty.
    """

    outcome: Outcome
    rule: str
    entry: str = ""
    suggestions: tuple[str, ...] = ()
    confidence: float = 0.0
    foreign: bool = False
    also: str = ""
    unknown: str = ""
    doubt: str = ""


def decide(
    candidates: Sequence[Candidate], flags: Flags, form: SpeechAct, *, addressed: bool, bars: Bars = BARS
) -> Decision:
    """The outcome for a message, from every entry's chance (best first) and what stands out in it. Never raises.

    The order is the order of harm: an emergency first, then a decision that belongs to the member's own doctor, then
    what may be answered. Talk that nobody addressed to the bot is answered only where it is surely a question that
    the FAQ answers.
    """
    urgent = urgent_chance(candidates)
    if flags.sign:
        return Decision(Outcome.URGENT, f"sign of an emergency: {flags.rule}", flags.sign, (), max(urgent, 0.5))
    if urgent_chance([c for c in candidates if not c.thin]) >= (bars.urgent if addressed else bars.urgent_overheard):
        return Decision(Outcome.URGENT, "like an emergency", _first(candidates, Kind.URGENT), (), urgent)
    if flags.foreign:
        outcome = Outcome.NOT_COVERED if addressed else Outcome.SILENT
        return Decision(outcome, "in a language that the bot does not read", foreign=True)
    if not addressed:
        return _decide_overheard(candidates, form, bars)
    said = [candidate for candidate in candidates if not candidate.thin]
    personal, rival = _sum(said, Kind.CARE_TEAM), max(_best(said, Kind.ANSWER), _best(said, Kind.CHATTER))
    beside = bars.care_team_beside * rival, bars.care_team_beside_signpost * _best(said, Kind.SIGNPOST)
    if personal >= max(bars.care_team, *beside):
        entry = _first(candidates, Kind.CARE_TEAM)
        decision = Decision(Outcome.CARE_TEAM, "a personal decision", entry, (), personal)
    else:
        decision = _decide_addressed(_without_chatter(candidates, bars), flags, bars)
    return replace(decision, doubt=_first(candidates, Kind.URGENT) if urgent >= bars.doubt else "")


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
    if best.kind is Kind.ANSWER and clear and not best.thin and best.confidence >= bars.answer:
        also = candidates[1] if second >= bars.also else None
        beside = also.entry_id if also and also.kind.is_showable and also.fits else ""
        return Decision(Outcome.ANSWER, "surely this question", best.entry_id, (), best.confidence, also=beside)
    if best.kind is Kind.SIGNPOST and clear and best.confidence >= bars.signpost:
        rule, named = "the FAQ has no answer to this", ", ".join(flags.named.values())
        return Decision(Outcome.NOT_COVERED, rule, best.entry_id, (), best.confidence, unknown=named)
    if best.kind is Kind.CHATTER and best.confidence >= bars.signpost:
        return Decision(Outcome.NOT_COVERED, "talk, not a question", best.entry_id, (), best.confidence)
    suggestions = _suggestions(candidates, bars)
    if suggestions and flags.named and not any(c.fits for c in candidates if c.entry_id in suggestions):
        return _unknown(candidates, flags, bars)
    if suggestions:
        return Decision(Outcome.SUGGEST, "not sure which question", "", suggestions, best.confidence)
    return Decision(Outcome.NOT_COVERED, "nothing in the FAQ is like this", "", (), best.confidence)


def _unknown(candidates: Sequence[Candidate], flags: Flags, bars: Bars) -> Decision:
    """For a message about something that no entry speaks of: says what it is, and what is nearest."""
    unknown = ", ".join(flags.named.values()) or flags.asked_as
    nearest = _suggestions([c for c in candidates if c.fits or c.kind is Kind.ANSWER], bars)
    rule = f"about something that the FAQ does not know: {unknown}"
    return Decision(Outcome.NOT_COVERED, rule, "", nearest, candidates[0].confidence, unknown=unknown)


def decide_two(decision: Decision, questions: Sequence[Candidate], bars: Bars = BARS) -> Decision:
    """The decision on a message that asks several things, from the best candidate for each of its questions.

    The surest is answered and the next one offered, where both are sure. An emergency, a personal decision and what no
    source answers stay what they are. To have a single sentence of a story make it one of the former was tried: it found
    no more of them in twoquestions-tune.jsonl, and took 0.02 from one tap in tune.jsonl.
    """
    if decision.outcome not in {Outcome.ANSWER, Outcome.SUGGEST}:
        return decision
    sure = sorted((c for c in questions if c.fits and c.confidence >= bars.each_of_two), key=lambda c: -c.confidence)
    answers = [c for c in sure if c.kind is Kind.ANSWER]
    entry = decision.entry or (answers[0].entry_id if answers else "")
    also = next((c.entry_id for c in sure if c.kind.is_showable and c.entry_id != entry), "")
    if not entry or not also:
        return decision
    if decision.entry:
        return replace(decision, also=also)
    return Decision(Outcome.ANSWER, "two questions, each of them surely", entry, (), answers[0].confidence, also=also)


def _without_chatter(candidates: Sequence[Candidate], bars: Bars) -> list[Candidate]:
    """The candidates with the chance of ordinary talk cut, and the others' raised to match; best first."""
    talk = _sum(candidates, Kind.CHATTER)
    total = 1 - talk * (1 - bars.chatter_when_addressed)

    def weigh(candidate: Candidate) -> Candidate:
        kept = bars.chatter_when_addressed if candidate.kind is Kind.CHATTER else 1.0
        weighed = candidate.confidence * kept / total
        return Candidate(candidate.entry_id, candidate.kind, weighed, candidate.fits, candidate.thin)

    weighed = map(weigh, candidates)
    return sorted(weighed, key=lambda candidate: -candidate.confidence)


def _suggestions(candidates: Sequence[Candidate], bars: Bars) -> tuple[str, ...]:
    offered = [c for c in candidates if c.kind.is_showable and c.confidence >= bars.suggestion]
    if not offered or offered[0].confidence < bars.first_suggestion:
        return ()
    return tuple(c.entry_id for c in offered[:MOST_SUGGESTIONS])


def urgent_chance(candidates: Sequence[Candidate]) -> float:
    """The chance that a message is an emergency of any sort."""
    return _sum(candidates, Kind.URGENT)


def _sum(candidates: Sequence[Candidate], kind: Kind) -> float:
    return sum(candidate.confidence for candidate in candidates if candidate.kind is kind)


def _best(candidates: Sequence[Candidate], kind: Kind) -> float:
    """The confidence of the likeliest that fits what the message names."""
    return max((one.confidence for one in candidates if one.kind is kind and one.fits), default=0.0)


def _first(candidates: Sequence[Candidate], kind: Kind) -> str:
    return next((candidate.entry_id for candidate in candidates if candidate.kind is kind), "")
