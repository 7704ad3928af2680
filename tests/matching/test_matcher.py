"""Ranking the entries for a message, with a confidence that means something."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching import Lessons, Matcher
from bot.matching.corpus import Corpus
from bot.matching.scorers import RIDGE, fit_classifier, fit_vocabulary
from bot.matching.segments import Segments

PHRASES = {
    "opening-hours": ["when do you open", "opening hours", "what time do you close", "are you open on sunday"],
    "parking": ["where can i park", "is there a car park", "parking space near you", "how much is parking"],
    "refund": ["can i get my money back", "refund please", "return an item", "how do i return this"],
}


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher.from_phrases(PHRASES)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("where do i leave my car, is there parking?", "parking"),
        ("What are your hours", "opening-hours"),
        ("i want my money", "refund"),
        ("retrun an item", "refund"),
    ],
)
def test_the_entry_that_is_meant_comes_first(matcher: Matcher, said: str, meant: str):
    assert matcher.rank(said)[0].entry_id == meant


def test_a_phrase_said_word_for_word_is_named_as_the_one_that_matched(matcher: Matcher):
    best = matcher.rank("refund please")[0]

    assert (best.entry_id, best.phrase) == ("refund", "refund please")
    assert best.likeness == pytest.approx(1.0)


def test_confidences_are_chances_that_fall_and_leave_room_for_none_of_these(matcher: Matcher):
    chances = [match.confidence for match in matcher.rank("is there a place to park", limit=10)]

    assert len(chances) == len(PHRASES)
    assert 0 < sum(chances) < 1
    assert chances == sorted(chances, reverse=True)


@pytest.mark.parametrize("said", ["my cat sings opera", "lovely weather for sailing", "we had a great holiday"])
def test_a_message_that_is_like_nothing_is_not_sure_of_anything(matcher: Matcher, said: str):
    unlike = matcher.rank(said, limit=1)
    asked = matcher.rank("where can i leave my car, is there parking near you", limit=1)

    assert sum(match.confidence for match in unlike) < asked[0].confidence / 2


def test_words_of_an_id_speak_for_its_entry():
    phrases = {
        "giftVoucher": ["how does it work", "can i have one"],
        "newsletter": ["sign me up", "stop writing to me"],
    }

    assert Matcher.from_phrases(phrases).rank("a voucher please")[0].entry_id == "giftVoucher"


def test_an_id_is_never_shown_as_the_phrase_that_matched():
    best = Matcher.from_phrases({"parking": ["where can i park"], "refund": ["money back"]}).rank("parking")[0]

    assert (best.entry_id, best.phrase) == ("parking", "where can i park")


def test_the_same_message_is_less_sure_where_more_messages_mean_none_of_the_entries():
    def chance(none_odds: float) -> float:
        return Matcher.from_lessons(Lessons(PHRASES, none_odds=none_odds)).rank("parking please")[0].confidence

    assert chance(0.1) > chance(1.0) > chance(10.0)


@pytest.mark.parametrize("entry_id", PHRASES)
def test_what_is_said_word_for_word_is_as_good_as_sure_however_small_the_faq(entry_id: str):
    matcher = Matcher.from_lessons(Lessons(PHRASES, none_odds=4.0))

    for phrase in PHRASES[entry_id]:
        best, *rest = matcher.rank(f"{phrase}?")
        assert (best.entry_id, best.confidence >= 0.97) == (entry_id, True)
        assert best.confidence + sum(match.confidence for match in rest) <= 1


def test_what_two_entries_say_word_for_word_is_sure_of_neither():
    ranked = Matcher.from_phrases({"one": ["where is it", "a map"], "two": ["where is it", "a tree"]}).rank(
        "where is it"
    )

    assert [match.confidence for match in ranked] == pytest.approx([0.49, 0.49])


def test_words_that_no_phrase_knows_lower_the_confidence(matcher: Matcher):
    plain = matcher.rank("parking space")[0].confidence
    buried = matcher.rank("parking space xylophone quartz zebra wombat kumquat")[0].confidence

    assert buried < plain


def test_a_message_that_shares_nothing_ranks_nothing(matcher: Matcher):
    assert matcher.rank("\u4f60\u597d") == []
    assert matcher.rank("") == []


def test_the_limit_is_kept(matcher: Matcher):
    assert len(matcher.rank("parking", limit=2)) == 2


def test_the_question_within_a_story_weighs_more(matcher: Matcher):
    story = [
        "we",
        "parked",
        "far",
        "away",
        "and",
        "walked",
        "near",
        "the",
        "parking",
        "space",
        "so",
        "when",
        "do",
        "you",
        "open",
    ]
    question = ["when", "do", "you", "open"]

    def chance(focus: list[str]) -> float:
        ranked = matcher.rank_words(story, 3, focus)
        return next(match.confidence for match in ranked if match.entry_id == "opening-hours")

    assert chance(question) > chance([])


def test_an_index_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one phrase"):
        Matcher.from_phrases({"none": []})


@pytest.mark.parametrize(
    ("phrases", "found"),
    [
        ({"one": ["only phrase here"]}, ["one"]),
        ({"q": ["z z"], "none": []}, []),
        ({"x": ["!"], "z": ["?"]}, []),
        ({"one": ["only phrase here"], "two": ["only phrase here"]}, ["one", "two"]),
    ],
)
def test_an_index_however_small_answers_without_failing(phrases: dict[str, list[str]], found: list[str]):
    matches = Matcher.from_phrases(phrases).rank("only phrase here")

    assert [match.entry_id for match in matches] == found


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_no_text_however_odd_raises(said: str):
    matches = _SHARED.rank(said, limit=3)

    assert all(0.0 <= match.confidence <= 1.0 for match in matches)


_SHARED = Matcher.from_phrases(PHRASES)


def test_building_twice_gives_the_same_confidences(matcher: Matcher):
    again = Matcher.from_phrases(PHRASES)

    assert again.rank("is parking free on sunday") == matcher.rank("is parking free on sunday")


def test_every_row_of_features_has_length_one_of_which_its_likeness_to_others_lacks_what_it_has_alone():
    rows = Corpus([("where", "to", "park"), ("where", "to", "park"), ("open",), ()]).rows()

    products = rows.kernel(np.eye(4, dtype=np.float32))

    assert np.diag(products) == pytest.approx([1.0, 1.0, products[2, 2], 0.0], abs=1e-5)
    assert products[0, 1] == pytest.approx(1.0, abs=1e-5)
    assert 0.8 < products[2, 2] < 1.0


def test_the_classifier_solves_the_ridge_equations():
    said = [tuple(phrase.split()) for phrases in PHRASES.values() for phrase in phrases]
    rows = Corpus(said).rows()
    labels = np.repeat(np.arange(3), 4)
    dense = rows.by_feature(np.eye(12, dtype=np.float32)).T.astype(float)

    exact = dense.T @ np.linalg.solve(dense @ dense.T + RIDGE * np.eye(12), np.eye(3)[labels])

    assert rows.by_feature(fit_classifier(rows, labels, 3)) == pytest.approx(exact, abs=1e-4)


@pytest.mark.parametrize("seen", [None, np.arange(12) % 3 > 0])
def test_the_factors_of_the_rows_give_the_products_of_the_rows(seen: np.ndarray | None):
    said = [tuple(phrase.split()) for phrases in PHRASES.values() for phrase in phrases]
    rows = Corpus([*said[:-1], said[0]]).rows(seen)
    some = np.random.default_rng(0).normal(size=(12, 3)).astype(np.float32)

    matrix = rows.by_feature(np.eye(12, dtype=np.float32)).T

    assert rows.kernel(some) == pytest.approx(matrix @ (matrix.T @ some), abs=1e-5)


def test_a_word_speaks_for_the_entry_that_uses_it():
    corpus = Corpus([("park", "here"), ("park", "there"), ("open", "now"), ("open", "late")])
    odds = fit_vocabulary(corpus.words, np.array([0, 0, 1, 1]), 2)
    park = corpus.vocabulary.index("park")

    assert odds[park, 0] > 0 > odds[park, 1]


def test_an_entry_is_as_near_as_its_three_nearest_phrases():
    segments = Segments([2, 4])
    likeness = np.array([[0.2, 0.4, 0.9, 0.6, 0.3, 0.0]], dtype=np.float32)

    assert segments.nearest(likeness)[0] == pytest.approx([0.3, 0.6])


# ---- contrasts -------------------------------------------------------------------------------------------------------

HARMLESS = {
    "parking": [
        "we walked in the national park",
        "a picnic in the park",
        "the dogs in the park",
        "park run on saturday",
    ]
}


def opposed(said: str, contrasts: dict[str, list[str]]) -> tuple[float, str]:
    ranked = Matcher.from_lessons(Lessons(PHRASES, contrasts=contrasts)).rank(said, 5)
    match = next(match for match in ranked if match.entry_id == "parking")
    return match.confidence, match.contrast


def test_what_looks_like_an_entry_and_is_not_is_held_back_and_the_likest_contrast_is_named():
    before, _ = opposed("the ducks in the park", {})
    after, contrast = opposed("the ducks in the park", HARMLESS)

    assert after < before - 0.05
    assert contrast == "the dogs in the park"


def test_what_is_meant_is_found_beside_its_contrasts():
    confidence, contrast = opposed("where do i park, is there a car park near you", HARMLESS)

    assert confidence > 0.5
    assert contrast == ""


def test_a_contrast_said_word_for_word_is_never_taken_for_its_entry():
    confidence, _ = opposed("A picnic in the park!", HARMLESS)

    assert confidence == pytest.approx(0.02)


def test_contrasts_teach_against_their_own_entry_alone():
    plain = Matcher.from_phrases(PHRASES).rank("can i get my money back please")
    beside = Matcher.from_lessons(Lessons(PHRASES, contrasts=HARMLESS)).rank("can i get my money back please")

    assert beside[0].entry_id == plain[0].entry_id == "refund"
    assert beside[0].confidence == pytest.approx(plain[0].confidence, abs=0.1)


def test_a_phrase_of_another_entry_may_be_a_contrast():
    contrasts = {"parking": ["refund please", "return an item"]}
    best = Matcher.from_lessons(Lessons(PHRASES, contrasts=contrasts)).rank("refund please")[0]

    assert (best.entry_id, best.confidence >= 0.97) == ("refund", True)
