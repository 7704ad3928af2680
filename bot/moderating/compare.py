"""What a change of the FAQ does to the messages that it is asked: the decision before beside the decision after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import text
from bot.model import Incoming, Outcome
from bot.moderating.masking import mask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.model import Case, Faq, Kind
    from bot.moderating.decisions import Decisions

CASE, PHRASE, CONTRAST, QUESTION, MEMBER = "case", "phrase", "not_asks", "question", "member"
"""Where a message comes from: the moderators' cases, the phrases or the contrasts (`not_asks`) of either FAQ, a file of
questions, or a member who sent it to the moderators."""

MOST = 3_000
"""Phrases that are compared where a change bears on all of them: more would take many minutes."""

_DEAREST = (Outcome.URGENT, Outcome.CARE_TEAM)
_ORDER = (CASE, MEMBER, QUESTION, PHRASE, CONTRAST)


@dataclass(frozen=True, slots=True)
class Said:
    """A message to compare by, and where it comes from; `context` is the entry that it replies to, or empty."""

    text: str
    addressed: bool
    origin: str
    context: str = ""

    @property
    def incoming(self) -> Incoming:
        """The message as it is put to the core."""
        return Incoming(self.text, addressed=self.addressed, context=self.context)

    @property
    def shown(self) -> str:
        """The message as it may be shown: what leads to a member is masked."""
        return mask(self.text) if self.origin == MEMBER else self.text


@dataclass(frozen=True, slots=True)
class Result:
    """What a message comes to: `entry` is the entry shown, or those offered as choices parted by commas."""

    outcome: Outcome
    entry: str
    confidence: float

    def __str__(self) -> str:
        return f"{self.outcome} {self.entry}".strip()


@dataclass(frozen=True, slots=True)
class Change:
    """A message that comes to something else than before."""

    said: Said
    before: Result
    after: Result

    @property
    def is_loss(self) -> bool:
        """Whether an emergency, or a decision about somebody's own care, is no longer known as one."""
        return self.before.outcome in _DEAREST and self.after.outcome is not self.before.outcome


def phrases(*faqs: Faq) -> list[Said]:
    """All phrases and contrasts of FAQs, as they stand."""
    return _as_said(line for faq in faqs for line in _lines(faq))


def moved(before: Faq, after: Faq) -> list[Said]:
    """The phrases and contrasts of either FAQ that do not stand below the same entry of the other.

    Who says word for word what stands in both comes to the same entry in both, but for those in `touched`.
    """
    old, new = dict.fromkeys(_lines(before)), dict.fromkeys(_lines(after))
    return _as_said([*(line for line in new if line not in old), *(line for line in old if line not in new)])


def touched(before: Faq, after: Faq) -> list[Said]:
    """What stands in both, where the words that the FAQ knows, or the signs of emergencies, are others; else nothing."""
    if _known(before) == _known(after):
        return []
    old = set(_lines(before))
    return _as_said(line for line in _lines(after) if line in old)


def part(said: Sequence[Said]) -> Sequence[Said]:
    """At most `MOST` of them, taken at even steps."""
    return said[:: (len(said) - 1) // MOST + 1] if said else said


def rewritten(before: Faq, after: Faq) -> dict[str, tuple[int, int]]:
    """How many lines of `asks` and of `not_asks` were added, and how many removed."""
    old, new = set(_lines(before)), set(_lines(after))
    return {
        key: (sum(line[2] == what for line in new - old), sum(line[2] == what for line in old - new))
        for key, what in (("asks", PHRASE), ("not_asks", CONTRAST))
    }


_Line = tuple[str, "Kind", str, str]
"""A line of an entry: its entry, the kind of that, `PHRASE` or `CONTRAST`, and what it says."""


def _lines(faq: Faq) -> Iterator[_Line]:
    for entry in faq.entries.values():
        for what, lines in ((PHRASE, entry.asks), (CONTRAST, entry.not_asks)):
            for line in lines:
                yield entry.id, entry.kind, what, line


def _as_said(lines: Iterable[_Line]) -> list[Said]:
    return [Said(line, True, what) for *_, what, line in lines]  # noqa: FBT003  a row of data


def _known(faq: Faq) -> object:
    signs = {entry.id: entry.signs for entry in faq.entries.values() if entry.signs}
    return [faq.vocabulary, faq.words, signs, faq.other_languages]


def messages(
    cases: Iterable[Case], written: Iterable[Said], questions: Iterable[str] = (), sent: Iterable[str] = ()
) -> list[Said]:
    """Every message once: cases, questions that members sent, others that were asked, then what is `written` in the FAQs."""
    said = [Said(case.text, case.addressed, CASE, case.context) for case in cases]
    said += [Said(question, True, MEMBER) for question in sent]  # noqa: FBT003
    said += [Said(question, True, QUESTION) for question in questions]  # noqa: FBT003  a row of data
    first: dict[tuple[str, bool, str], Said] = {}
    for one in [*said, *written]:
        first.setdefault((text.key(one.text), one.addressed, one.context), one)
    return list(first.values())


def result(decisions: Decisions, said: Said) -> Result:
    """What a message comes to."""
    decision = decisions.of(said.incoming, hold=said.origin != MEMBER)
    return Result(decision.outcome, decision.entry or ", ".join(decision.suggestions), decision.confidence)


def changes(said: Sequence[Said], before: Sequence[Result], after: Sequence[Result]) -> list[Change]:
    """The messages whose outcome or entry is another: losses first, then cases first, phrases last, the surest first.

    Choices that are only offered in another order, or with another among them, are no change.
    """
    found = [Change(*row) for row in zip(said, before, after, strict=True) if _key(row[1]) != _key(row[2])]
    return sorted(found, key=_rank)


def _rank(change: Change) -> tuple[bool, int, float, str]:
    sure = max(change.before.confidence, change.after.confidence)
    return not change.is_loss, _ORDER.index(change.said.origin), -sure, change.said.text


def _key(result: Result) -> tuple[Outcome, str]:
    return result.outcome, "" if result.outcome is Outcome.SUGGEST else result.entry
