"""The school grade of an answer, worked out by hand from words, sentences and syllables."""

import pytest

from bot.content.readability import grade, hardest, length
from bot.model import Block, Bullets, Paragraph


def _by_hand(words: int, sentences: int, syllables: int) -> float:
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


@pytest.mark.parametrize(
    ("text", "words", "sentences", "syllables"),
    [
        ("The drip can help.", 4, 1, 4),
        ("The drip can help. It is slow! Is it?", 9, 3, 9),
        ("No end mark here", 4, 1, 4),
        ("Doctor", 1, 1, 2),
        ("It is 3.5 of ten", 6, 1, 6),
        ("A drip (or two). Rest.", 5, 2, 5),
        ("“Rest.” Then go.", 3, 2, 3),
        ("You don't need this.", 4, 1, 4),
        ("DOCTOR", 1, 1, 2),
        ("A well-known drip", 3, 1, 4),
    ],
)
def test_the_grade_follows_the_formula(text: str, words: int, sentences: int, syllables: int):
    assert grade((Paragraph(text),)) == pytest.approx(_by_hand(words, sentences, syllables))


def test_a_list_item_counts_as_a_sentence():
    blocks = (Paragraph("It can help with:"), Bullets(("a weak hand", "a foot that drops")))

    assert grade(blocks) == pytest.approx(_by_hand(words=11, sentences=3, syllables=11))


def test_long_words_and_long_sentences_read_harder():
    short = grade((Paragraph("The drip can help. It is slow."),))

    assert grade((Paragraph("The drip can help and it is slow."),)) > short
    assert grade((Paragraph("Immunoglobulin infusions generally help. They are gradual."),)) > short


@pytest.mark.parametrize("blocks", [(), (Paragraph(""),), (Paragraph("... - !"),), (Bullets(()),)])
def test_a_text_without_words_has_grade_zero(blocks: tuple[Block, ...]):
    assert grade(blocks) == 0.0


@pytest.mark.parametrize("language", ["de", "fr", "xx"])
def test_other_languages_have_a_grade_too(language: str):
    assert grade((Paragraph("Rest."),), language) == pytest.approx(_by_hand(words=1, sentences=1, syllables=1))


def test_the_hardest_sentence_is_named_and_a_list_item_is_one():
    easy, hard = "The drip can help.", "Immunoglobulin infusions generally help."

    assert hardest((Paragraph(f"{easy} {hard} It is slow."),)) == hard
    assert hardest((Paragraph(easy), Bullets(("it is slow", "immunoglobulin generally")))) == "immunoglobulin generally"
    assert hardest(()) == ""


def test_words_are_counted_in_lists_too():
    assert length((Paragraph("It can help with:"), Bullets(("a weak hand", "a foot")))) == 9
