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
class Vocabulary:
    """The words of one language, by which messages are read: an index is learned with them, and anew if they change."""

    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """A wording, with its variants."""
    other_conditions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """A condition that is not the FAQ's own, with its other names."""
    everyday: Sequence[str] = ()
    """The words of the language, the most usual first."""
    names: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """A kind (illnesses, medicines, tests, organisations), with usual names and their variants."""
    proper: tuple[str, ...] = ()
    """Names of people and places."""
    spellings: Mapping[str, str] = field(default_factory=dict)
    """A spelling, with the one as which it is read."""
    medicine_endings: tuple[str, ...] = ()
    """How names of medicines end."""
    spoken_signs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """A sentence mark, with how it is said by who dictates."""


NO_VOCABULARY = Vocabulary()
"""The vocabulary of a language of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Words:
    """How members say what they do in a message: ask, correct, refuse, call for help. No index rests on these."""

    own_condition: tuple[str, ...] = ()
    """The names of the FAQ's own condition."""
    question_words: tuple[str, ...] = ()
    """They open a question, after `lead_ins` or not."""
    lead_ins: tuple[str, ...] = ()
    question_phrases: tuple[str, ...] = ()
    """They make a question wherever they stand."""
    talk_to_one: tuple[str, ...] = ()
    """They open talk to one other member."""
    words_for_you: tuple[str, ...] = ()
    polite: tuple[str, ...] = ()
    """Wordings around a question that are no part of it."""
    telling: tuple[str, ...] = ()
    """One of them stands in what is told, other than in a few words to search for."""
    requesting: tuple[str, ...] = ()
    """They ask for something without a question."""
    reported: tuple[str, ...] = ()
    """They tell that somebody else asks or said it."""
    sum_words: tuple[str, ...] = ()
    """The words of sums."""
    asking_what: tuple[str, ...] = ()
    """How the meaning of a word is asked."""
    asking_numbers: tuple[str, ...] = ()
    """How numbers to call are asked for."""
    asking_numbers_there: tuple[str, ...] = ()
    """As `asking_numbers`, below a reply that offers the numbers of a country."""
    refusing_numbers: tuple[str, ...] = ()
    """They stand right in front of one of `asking_numbers` that is named, and not asked for."""
    joining: tuple[str, ...] = ()
    """They join two questions in a sentence."""
    referring: tuple[str, ...] = ()
    """They stand for what was said before."""
    unfinished: tuple[str, ...] = ()
    """They stand beside question words in half a question."""
    refusing: tuple[str, ...] = ()
    """They open a message that corrects the bot."""
    correcting: tuple[str, ...] = ()
    """They stand in a message that corrects the bot."""
    meaning: tuple[str, ...] = ()
    """What is meant stands behind them."""
    choosing: ChoiceWords = NO_CHOICE_WORDS
    """How somebody chooses among what is offered."""
