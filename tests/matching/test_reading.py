"""A message as the words that the FAQ thinks in."""

import pytest

from bot.matching import Matcher, Reader, Reading
from bot.model import Vocabulary

VOCABULARY = Vocabulary(
    same={
        "ivig": ("iv ig", "ivy g", "eye vee eye gee"),
        "what is": ("whats", "what's"),
        "can not": ("can't", "cant", "cannot"),
    },
    other_conditions={"als": ("lou gehrig's", "lou gehrigs", "motor neurone disease")},
    everyday=("the", "is", "i", "same", "as", "doctor", "and", "now", "wait"),
    spellings={"tumour": "tumor", "paralysed": "paralyzed"},
    medicine_endings=("mab", "ine"),
    spoken_signs={"?": ("question mark",), ".": ("full stop", "new line")},
    names={"medicines": {"iv ig": ("gamunecks",), "pregabalin": ("lyrica",)}},
)
PHRASES = ["what is ivig", "does mmn hurt", "can not swallow", "is mmn the same as als"]


@pytest.fixture
def reader() -> Reader:
    return Matcher.from_phrases({"any": PHRASES}, VOCABULARY).reader


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("whats ivy g", "what is ivig."),
        ("What's IV-IG?", "what is ivig?"),
        ("eye vee eye gee", "ivig."),
        ("I can't swalow", "i can not swallow."),
        ("is mmn the same as lou gehrigs", "is mmn the same as als."),
        ("is mmn the same as lou gerhigs", "is mmn the same as als."),
        ("doesmmnhurt", "does mmn hurt."),
        ("does mmn hu rt. now", "does mmn hurt. now."),
        ("can not swal low", "can not swallow."),
        ("is tumour the same as tumor", "is tumor the same as tumor."),
        ("wait wait now", "wait now."),
        ("what is gamunecks", "what is ivig."),  # a slip in the name of what is read as something else
        ("what is lyrica", "what is lyrica."),
    ],
)
def test_variants_and_slips_come_to_the_same_words(reader: Reader, typed: str, read_as: str):
    assert str(reader.read(typed)) == read_as


def test_a_message_in_another_language_is_called_foreign_and_a_misspelt_one_is_not(reader: Reader):
    assert reader.read("cual es el tratamiento").foreign
    assert not reader.read("waht is ivgi doctr").foreign


def test_a_sentence_keeps_its_words_as_typed(reader: Reader):
    assert reader.read("I can't swalow").sentences[0].typed == ("i", "can't", "swalow")


def test_every_repair_is_told(reader: Reader):
    assert reader.read("does mnm hrut").repairs == (("mnm", "mmn"), ("hrut", "hurt"))


def test_an_unknown_word_that_ends_as_medicines_do_is_no_slip(reader: Reader):
    assert reader.read("is zalvimab the same as ivig").medicines == ("zalvimab",)
    assert str(reader.read("is zalvimab the same")) == "is zalvimab the same."


def test_a_space_inside_a_word_makes_no_message_foreign(reader: Reader):
    assert not reader.read("can not swal low now").foreign


def test_a_phrase_of_the_faq_is_read_in_the_same_spelling(reader: Reader):
    assert reader.read_phrase("a tumour") == ("a", "tumor")


def test_a_question_mark_belongs_to_its_sentence(reader: Reader):
    reading = reader.read("I can not swallow. Is it MMN? Now")

    assert [sentence.question_mark for sentence in reading.sentences] == [False, True, False]


def test_a_phrase_of_the_faq_is_taken_as_it_stands(reader: Reader):
    assert reader.read_phrase("whats teh ivy g") == ("what", "is", "teh", "ivig")


def test_a_name_is_a_word_that_nobody_knows(reader: Reader):
    assert reader.knows("doctor")
    assert not reader.knows("jurgen")


@pytest.mark.parametrize("typed", ["", "?!", "\u200b"])
def test_a_message_without_a_word_reads_as_nothing(reader: Reader, typed: str):
    assert reader.read(typed) == Reading((), ())


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("is mmn the sa", ["is mmn the same"]),
        ("does mmn hu", ["does mmn hurt"]),
        ("is mmn", ["is mmn"]),  # whole as it stands
        ("is mmn s", ["is mmn "]),  # one letter says nothing
        ("is mmn zzz", ["is mmn zzz"]),
        ("does mmn hurt?", ["does mmn hurt?"]),
        ("does mmn hu ", ["does mmn hu "]),  # a space ends the word
        ("", [""]),
    ],
)
def test_a_word_that_is_still_being_typed_may_become_a_word_of_the_faq(
    reader: Reader, typed: str, completed: list[str]
):
    assert reader.completed(typed) == completed


def test_a_message_full_of_unknown_words_is_not_mended_for_ever(reader: Reader):
    reading = reader.read(" ".join(f"swalow{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(300)))

    assert len(reading.repairs) <= 40


def test_of_words_as_near_to_a_slip_the_one_that_goes_with_its_neighbours_is_read():
    phrases = ["is mmn fatal", "so is mmn fatal", "how does it begin", "can it fail", "been there", "it can fail"]
    reader = Matcher.from_phrases({"any": phrases}, VOCABULARY).reader

    assert reader.read("is mmn faal").words == ("is", "mmn", "fatal")
    assert reader.read("can it faal").words == ("can", "it", "fail")
    assert reader.read("how does it bein").words == ("how", "does", "it", "begin")
    assert reader.read("bein there").words == ("been", "there")


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("what is ivig question mark", "what is ivig?"),
        ("the doctor and I full stop does mmn hurt question mark", "the doctor and i. does mmn hurt?"),
        ("wait new line does mmn hurt", "wait. does mmn hurt."),
        ("Question mark?", "question mark?"),
        ("the question marks", "the question marks."),
    ],
)
def test_a_spoken_sentence_mark_is_one_where_it_stands_beside_other_words(reader: Reader, typed: str, read_as: str):
    assert str(reader.read(typed)) == read_as
