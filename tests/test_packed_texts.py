"""Texts in one piece of memory are the texts that were packed, however they are asked for."""

import pickle

import pytest

from bot.packed_texts import PackedTexts

TEXTS = (
    "is it catching?",
    "",
    "Guillain-Barr\u00e9",
    "\u60aa\u3044",
    "half a face \ud83d",
    "two\nlines \0 and a zero",
    "\U0001f64f",
)


@pytest.mark.parametrize("texts", [TEXTS, (), ("",), ("a", "b")])
def test_all_are_as_they_were_packed(texts: tuple[str, ...]):
    packed = PackedTexts.of(iter(texts))

    assert tuple(packed) == texts
    assert len(packed) == len(texts)
    assert tuple(PackedTexts(packed.packed)) == texts


@pytest.mark.parametrize("place", [*range(-len(TEXTS), len(TEXTS))])
def test_one_is_found_by_its_place_from_either_end(place: int):
    assert PackedTexts.of(TEXTS)[place] == TEXTS[place]


@pytest.mark.parametrize("place", [len(TEXTS), -len(TEXTS) - 1])
def test_where_there_is_none_it_is_told(place: int):
    with pytest.raises(IndexError):
        PackedTexts.of(TEXTS)[place]


@pytest.mark.parametrize("some", [slice(2), slice(2, None), slice(1, 5, 2), slice(-3, -1), slice(3, 99)])
def test_some_are_found_by_their_places(some: slice):
    assert PackedTexts.of(TEXTS)[some] == TEXTS[some]


def test_those_of_the_same_texts_are_equal_and_may_go_to_another_process():
    packed = PackedTexts.of(TEXTS)

    assert pickle.loads(pickle.dumps(packed)) == packed  # noqa: S301  made here
    assert {packed, PackedTexts.of(TEXTS)} == {packed}
    assert packed != PackedTexts.of(TEXTS[1:])
    assert packed != TEXTS


def test_a_list_of_a_hundred_thousand_is_not_poured_into_a_traceback():
    assert repr(PackedTexts.of(["word"] * 100_000)) == "<100,000 packed texts>"
