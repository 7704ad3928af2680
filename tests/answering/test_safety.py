"""The flags that a message raises."""

from pathlib import Path

import pytest

from bot.answering.safety import Flags, Safety
from bot.answering.service import learned_from
from bot.content import load
from bot.matching import Matcher, Shelf

FAQ = Path(__file__).parents[2] / "faq" / "en"


@pytest.fixture(scope="module")
def parts(shelf: Shelf) -> tuple[Safety, Matcher]:
    faq = load(FAQ)
    matcher = Matcher.from_lessons(learned_from(faq), shelf)
    return Safety(faq, matcher), matcher


def flags(parts: tuple[Safety, Matcher], said: str) -> Flags:
    safety, matcher = parts
    return safety.flags(matcher.reader.read(said))


@pytest.mark.parametrize(
    ("said", "sign"),
    [
        ("I can't breathe", "breathing-emergency"),
        ("my thraot is closng up", "breathing-emergency"),
        ("I want to kill myself", "suicidal-thoughts"),
        ("my face is drooping on one side", "stroke-signs"),
        ("crushing chest pain", "chest-pain"),
    ],
)
def test_the_signs_of_an_emergency_are_found_through_slips(parts: tuple[Safety, Matcher], said: str, sign: str):
    assert flags(parts, said).sign == sign


@pytest.mark.parametrize(
    "said",
    [
        "does MMN affect breathing",
        "this drip is killing me with boredom",
        "my hand is dead today",
        "will my foot drop get worse",
        "is the chest freezer still for sale",
        "I died laughing",
    ],
)
def test_ordinary_talk_shows_no_sign(parts: tuple[Safety, Matcher], said: str):
    assert flags(parts, said) == Flags(named=flags(parts, said).named)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("treatments for a pinched nerve", ("pinched nerve",)),
        ("what is lou gerhigs", ("als",)),
        ("is MMN like carpal tunnel", ()),
        ("is multifocal motor neuropathy like CIDP", ()),
        ("does gabapentin help with MMN", ("gabapentin",)),
        ("do they do a brain MRI for myositis", ("magnetic resonance imaging", "myositis")),
        ("is it catching", ()),
    ],
)
def test_medicines_and_tests_are_named_and_illnesses_where_the_own_one_is_not(
    parts: tuple[Safety, Matcher], said: str, named: tuple[str, ...]
):
    assert flags(parts, said).named == named


def test_an_entry_speaks_of_what_its_phrases_name(parts: tuple[Safety, Matcher]):
    safety, _ = parts

    assert safety.speaks_of("mmn-vs-als", ["als"])
    assert not safety.speaks_of("treatment", ["pinched nerve"])
