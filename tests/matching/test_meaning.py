"""Word vectors: what is alike in meaning lies near, whatever the letters; the package's own code never runs."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from bot.matching import Matcher
from bot.matching.meaning import WordVectors, word_vectors


def likeness(left: str, right: str) -> float:
    one, other = word_vectors().of([left, right])
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))


@pytest.mark.parametrize(
    ("word", "akin", "other"),
    [("doctor", "physician", "parcel"), ("tired", "exhausted", "passport"), ("parcel", "shipment", "tired")],
)
def test_words_that_are_used_alike_lie_nearer_than_words_that_are_not(word: str, akin: str, other: str):
    assert likeness(word, akin) > likeness(word, other) + 0.2


def test_a_word_that_is_no_piece_is_the_sum_of_its_pieces():
    pieces = {"\u2581": 0, "a": 1, "b": 2, "ab": 3, "\u2581ab": 4, "c": 5}
    vectors = WordVectors()
    vectors._pieces = pieces
    whole, cut = vectors.of(["ab", "abc"])
    assert cut == pytest.approx(whole + vectors.of(["c"])[0] - vectors.of([""])[0])


def test_a_word_of_signs_that_no_piece_has_is_no_reason_to_fail():
    odd = word_vectors().of(["\U000e0041", "", "\u2581", "x" * 3_000, "\ud83d"])
    assert odd.shape == (5, word_vectors().size)
    assert np.isfinite(odd).all()
    assert (odd[0] == odd[1]).all()


def test_no_words_have_no_vectors():
    assert word_vectors().of([]).shape == (0, word_vectors().size)


def test_a_message_that_shares_no_word_with_any_phrase_finds_its_entry():
    matcher = Matcher.from_phrases(
        {
            "delivery": ["where is my parcel", "when will the package arrive", "track my order", "shipping time"],
            "refund": ["I want my money back", "reimburse me", "return for a refund", "cancel and repay"],
            "opening": ["when are you open", "opening hours", "are you closed on sunday", "store hours"],
        }
    )
    assert matcher.rank("has our shipment departed yet")[0].entry_id == "delivery"
    assert matcher.rank("does shop shut weekends")[0].entry_id == "opening"


def test_of_the_package_only_the_data_is_read():
    said = "import sys; from bot.matching.meaning import word_vectors; word_vectors().of(['hand'])"
    done = subprocess.run(
        [sys.executable, "-c", f"{said}; print('wordllama' in sys.modules)"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
