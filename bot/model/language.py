"""What is known of how members write: the words of one language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class ChoiceWords:
    """How somebody chooses in words among the questions that are offered.

    `places` are the words for the first, the second and so on, `last` those for the last one, `all` those for all or any of
    them, `agreeing` those that say yes. `around` may stand beside any of these, as "the ... one, please";
    `choosers` say that one is chosen, as "thing" in "the gadgets thing".
    """

    places: tuple[tuple[str, ...], ...] = ()
    last: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    agreeing: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    choosers: tuple[str, ...] = ()


NO_CHOICE_WORDS = ChoiceWords()


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of one language; `everyday` lists its words, the most usual first.

    `same` maps a wording to its variants, `other_conditions` a condition to its other names. `question_words` open a
    question, after `lead_ins` or not, `question_phrases` make one anywhere; `talk_to_one` opens talk to one other member.
    `names` maps a kind (illnesses, medicines, tests, organisations) to usual names and their variants, `proper` lists
    names of people and places. `polite` are wordings around a question that are no part of it, `reported` tell that
    somebody else asks or said it. `spellings` maps a spelling to the one as which it is read, `medicine_endings` are how
    names of medicines end, `sum_words` the words of sums, `asking_what` how the meaning of a word
    is asked; `joining` join two questions in a sentence, `referring` stand for what was said before, `unfinished`
    stand with question words in half a question; `refusing` open a message
    that corrects the bot, `correcting` stand in one, and behind `meaning` stands what is meant.
    """

    same: Mapping[str, tuple[str, ...]]
    other_conditions: Mapping[str, tuple[str, ...]]
    own_condition: tuple[str, ...]
    question_words: tuple[str, ...]
    lead_ins: tuple[str, ...]
    question_phrases: tuple[str, ...]
    talk_to_one: tuple[str, ...]
    words_for_you: tuple[str, ...]
    everyday: Sequence[str]
    names: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    proper: tuple[str, ...] = ()
    polite: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    spellings: Mapping[str, str] = field(default_factory=dict)
    medicine_endings: tuple[str, ...] = ()
    sum_words: tuple[str, ...] = ()
    asking_what: tuple[str, ...] = ()
    asking_numbers: tuple[str, ...] = ()
    asking_numbers_there: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    referring: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    refusing: tuple[str, ...] = ()
    correcting: tuple[str, ...] = ()
    meaning: tuple[str, ...] = ()


NO_WORDS = Words({}, {}, (), (), (), (), (), (), ())
"""The word list of a language of which nothing is known."""
