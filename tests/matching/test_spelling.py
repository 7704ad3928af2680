"""Misspelt words, mended against what the FAQ and everyday English know."""

import pytest

from bot.matching import spelling
from bot.matching.spelling import Speller, compile_lexicon

FAQ_WORDS = {
    "mmn": 50,
    "ivig": 40,
    "doctor": 20,
    "treatment": 20,
    "throat": 3,
    "need": 9,
    "which": 9,
    "stop": 5,
    "infectious": 2,
    "does": 9,
    "it": 20,
    "hurt": 3,
}
EVERYDAY = [
    "the",
    "and",
    "need",
    "which",
    "which",
    "doctor",
    "month",
    "what",
    "just",
    "children",
    "adults",
    "closing",
    "stop",
    "now",
]


@pytest.fixture
def speller() -> Speller:
    return Speller(compile_lexicon(FAQ_WORDS, EVERYDAY))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nmm", "mmn"),
        ("ivgi", "ivig"),
        ("wich", "which"),
        ("docter", "doctor"),
        ("ned", "need"),
        ("stp", "stop"),
        ("treatmnt", "treatment"),
        ("mnth", "month"),
        ("thraot", "throat"),
        ("closng", "closing"),
        ("chidlren", "children"),
        ("jsut", "just"),
        ("adluts", "adults"),
        ("ti", "it"),
    ],
)
def test_slips_of_weak_hands_are_mended(speller: Speller, typed: str, meant: str):
    assert speller.mend(typed) == meant


@pytest.mark.parametrize("typed", ["doctor", "and", "xq", "b12", "scaphoid", "zzzzzzzzzz"])
def test_known_short_numbered_and_far_words_are_left_alone(speller: Speller, typed: str):
    assert speller.mend(typed) is None


def test_lost_spaces_are_found_again(speller: Speller):
    assert speller.split("doesithurt") == ("does", "it", "hurt")


@pytest.mark.parametrize("typed", ["doctor", "doesxyz", "a1b2", "it" * 40])
def test_what_is_not_words_run_together_is_not_split(speller: Speller, typed: str):
    assert speller.split(typed) is None


def test_a_stray_space_is_seen_only_where_the_halves_are_no_words(speller: Speller):
    assert speller.joins("infec", "tious")
    assert speller.joins("chil", "dren")
    assert not speller.joins("the", "need")
    assert not speller.joins("infec", "7")


def test_a_lost_space_is_likelier_than_two_slips_and_one_slip_likelier_than_a_lost_space(speller: Speller):
    assert speller.read("doesit") == ("does", "it")
    assert speller.read("doctr") == ("doctor",)
    assert speller.read("qqzzkk") == ("qqzzkk",)


def test_without_an_everyday_list_only_one_slip_behind_the_first_letter_of_a_longer_word_is_mended():
    bare = Speller(compile_lexicon(FAQ_WORDS))

    assert bare.mend("docter") == "doctor"
    assert bare.mend("thraot") == "throat"
    assert bare.mend("ned") is None
    assert bare.mend("dcter") is None
    assert bare.mend("hurtt") == "hurt"
    assert bare.mend("ti") is None
    assert bare.mend("spot") is None


def test_two_words_are_one_that_was_cut_where_they_are_much_more_unusual_than_it():
    usual = ["in", "to", *(f"filler{number}" for number in range(5_000)), "thin", "king"]
    speller = Speller(compile_lexicon({"into": 2, "thinking": 2, "in": 9, "to": 9}, usual))

    assert speller.joins("thin", "king")
    assert not speller.joins("in", "to")


@pytest.mark.parametrize("word", ["docker", "treatmant"])
def test_rare_words_and_those_of_names_are_left_alone(word: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(spelling, "MENDED_TO", len(EVERYDAY))
    guarded = Speller(compile_lexicon(FAQ_WORDS, [*EVERYDAY, "docker"], ["treatmant", "mmn"]))
    unguarded = Speller(compile_lexicon(FAQ_WORDS, EVERYDAY))

    assert word in guarded
    assert guarded.mend(word) is None
    assert unguarded.mend(word) in {"doctor", "treatment"}
