"""What a message says, freed of how it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Is it CATCHING?", ["is", "it", "catching"]),
        ("I can\u2019t swallow", ["i", "can't", "swallow"]),
        ("Guillain-Barr\u00e9", ["guillain", "barre"]),
        ("ﬁne \uff29\uff36\uff29\uff27", ["fine", "ivig"]),
        ("soooo tired", ["soo", "tired"]),
        ("in 1000 people", ["in", "1000", "people"]),
        ("see https://example.org/a?b=c and www.example.org", ["see", "and"]),
        ("<@123456> @SomeBot what is it", ["what", "is", "it"]),
        ("/ask what is an emg", ["what", "is", "an", "emg"]),
        ("/ask@some_bot emg", ["emg"]),
        ("and/or", ["and", "or"]),
        ("pins & needles", ["pins", "and", "needles"]),
        ("R&D", ["r", "d"]),
        ("see www.example.org now", ["see", "now"]),
        ("See WWW.Example.org now", ["see", "now"]),
        ("mail me at a@b.org", ["mail", "me", "at", "a", "b", "org"]),
        ("he\u200bllo \u202edlrow", ["hello", "dlrow"]),
        ("\U0001f600\U0001f44d\U0001f3fd", ["grinning", "face", "thumbs", "up", "sign"]),
        ("\U0001f600 nice", ["nice"]),
        ("(((...)))!!!", []),
        ("", []),
    ],
)
def test_words_are_the_same_however_they_were_typed(typed: str, words: list[str]):
    assert text.tokens(text.clean(typed)) == words


def test_sentences_end_at_marks_and_line_ends_and_keep_their_question_mark():
    cleaned = text.clean("My hand is weak. Is it MMN?\nThanks!! \u2026 ok")

    assert text.sentences(cleaned) == ["my hand is weak.", "is it mmn?", "thanks!!", "ok"]


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        ("is\nmmn\ncatching", ["is mmn catching"]),
        ("hi\nis it catching\nthanks", ["hi", "is it catching", "thanks"]),
        ("i\ncan't\nbreathe!\nhelp", ["i can't breathe!", "help"]),
    ],
)
def test_lines_of_one_word_each_are_one_sentence(typed: str, sentences: list[str]):
    assert text.sentences(text.clean(typed)) == sentences


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("how is MMNtreated", ["how", "is", "mmn", "treated"]),
        ("does anEMG hurt", ["does", "an", "emg", "hurt"]),
        ("IVIg and MRIs", ["ivig", "and", "mris"]),
        ("DOctor McDonald", ["doctor", "mcdonald"]),
    ],
)
def test_an_abbreviation_in_capitals_is_parted_from_the_word_it_runs_into(typed: str, words: list[str]):
    assert text.tokens(text.clean(typed)) == words


def test_a_number_with_a_point_does_not_end_a_sentence():
    assert text.sentences(text.clean("0.6 in 100,000 people")) == ["0.6 in 100,000 people"]


def test_a_message_longer_than_any_platform_carries_is_cut():
    assert len(text.clean("word " * 100_000)) <= text.MAX_CHARS


@given(st.text(max_size=300))
def test_any_text_at_all_is_cleaned_to_small_printable_text(typed: str):
    cleaned = text.clean(typed)

    assert cleaned == cleaned.casefold()
    assert all(word for word in text.tokens(cleaned))
    assert text.tokens(text.clean(cleaned)) == text.tokens(cleaned)


@given(
    st.lists(
        st.text(st.sampled_from("abXYZ019'`&._-/@<> \n\t\u00e9\u2019\u200b") | st.characters(), max_size=40), max_size=6
    )
)
def test_many_texts_read_at_once_have_the_words_that_each_has_alone(typed: list[str]):
    assert text.spaced_words(typed) == [" ".join(text.tokens(text.clean(one))) for one in typed]


def test_texts_that_are_not_plain_keep_their_places_among_those_that_are():
    typed = [
        "is it CATCHING?",
        "see https://x.org/a now",
        "",
        "IVIGhelps & don't",
        "w" * 5_000,
        "caf\u00e9",
        "it's sooo\x00odd",
    ]
    assert text.spaced_words(typed) == [
        "is it catching",
        "see now",
        "",
        "ivig helps and don't",
        "ww ww",  # its start and its end
        "cafe",
        "it's soo odd",
    ]


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        ("What  is IVIG?", "what is ivig"),
        ("what is ivig", "what is ivig"),
        ("is it catching… really", "is it catching really"),
        ("Don't I?", "don't i"),
        ("?!", ""),
    ],
)
def test_the_key_of_a_phrase_is_its_words_alone_read_one_by_one_or_many_at_once(phrase: str, key: str):
    assert text.key(phrase) == key
    assert text.spaced_words([phrase]) == [key]
