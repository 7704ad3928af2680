"""An answer longer than a message of Telegram's goes over several."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Small

NO = "No, you can not catch it from anyone."
NOT_ADVICE = "This is general information, not medical advice."
IN_BRIEF = "Sources: 1 · Reviewed 2026-11-21\nNot medical advice. Find support"


def units(text: str) -> int:
    """UTF-16 code units, in which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(("size", "messages"), [(4095, 1), (4096, 1), (4097, 2)])
def test_a_message_holds_4096_units_and_no_more(small: "Small", size: int, messages: int):
    room = size - units(small.ask()[0].text) + units(NO)
    small.stage.club.history.clear()
    small.stage.restart()

    parts = small.answer("😀" * (room // 2) + "a" * (room % 2))

    assert len(parts) == messages
    assert parts[-1].text.endswith(NOT_ADVICE)


def test_a_longer_answer_is_cut_between_paragraphs(small: "Small"):
    paragraphs = ["😀" * 740 + letter for letter in "abcd"]

    first, last = small.answer(*paragraphs)

    assert first.text == "\n\n".join([f"Is MMN contagious?\n{paragraphs[0]}", IN_BRIEF, paragraphs[1]])
    assert last.text.startswith("\n\n".join(paragraphs[2:]) + "\n\nSources: ")


def test_a_list_is_cut_between_its_items(small: "Small"):
    first, last = small.answer("\n  ".join(f"- {'😀' * 290}{number}" for number in range(10)))

    assert first.text.endswith("😀5")
    assert last.text.startswith("• 😀")


def test_a_paragraph_longer_than_a_message_is_cut_between_sentences(small: "Small"):
    sentence = "Smile with me: " + "😀" * 16 + "."

    parts = small.answer(" ".join([sentence] * 90))

    assert parts[-2].text.endswith("😀.")
    assert parts[-1].text.startswith("Smile with me: ")
    assert sum(part.text.count(sentence) for part in parts) == 90


def test_a_sentence_longer_than_a_message_is_cut_between_words(small: "Small"):
    parts = small.answer("Well, " + "😀😀😀😀😀😀 and " * 270 + "so on")

    assert parts[-2].text.endswith((" and", " 😀😀😀😀😀😀"))
    assert parts[-1].text.startswith(("and 😀", "😀😀😀😀😀😀 and"))
    assert sum(part.text.count("😀") for part in parts) == 6 * 270


def test_a_word_longer_than_a_message_is_cut_between_letters(small: "Small"):
    parts = small.answer("a" + "😀" * 2900)

    assert sum(part.text.count("😀") for part in parts) == 2900


def test_only_the_first_of_many_messages_quotes_and_only_the_last_has_buttons(small: "Small"):
    first, *between, last = small.answer("😀" * 2900)

    assert first.reply_to
    assert [part.reply_to for part in (*between, last)] == [None] * (len(between) + 1)
    assert [part.labels for part in (first, *between)] == [[]] * (len(between) + 1)
    assert "More" in last.labels


def test_in_a_topic_all_parts_of_an_answer_stay(small: "Small"):
    stage = small.stage
    small.answer_at_length()
    forum = stage.api.group("MMN forum", [stage.anna], forum=True)
    topic = forum.topic("Treatment")

    stage.ask("is it catching?", forum, topic=topic)

    assert [part.topic for part in forum.from_bot] == [topic, topic]


def test_an_answer_of_several_messages_becomes_one_by_a_tap(small: "Small"):
    first, last = small.answer_at_length()

    small.stage.tap(last, "Support organisations")

    assert small.stage.club.from_bot == [first]
    assert first.text.startswith("Support organisations\n\nThese groups know MMN.")
    assert first.labels[-1] == "Back"


def test_what_inline_mode_sends_is_one_message_with_the_disclaimer(small: "Small"):
    stage = small.stage
    small.answer("No.", "😀" * 1000, "😀" * 1000)
    stage.anna.types_inline("is it catching")
    stage.hear()

    chosen = stage.anna.chooses_inline("contagious", stage.club)

    assert chosen.text.startswith(f"Is MMN contagious?\nNo.\n\n{IN_BRIEF}\n\n😀")
    assert chosen.text.endswith(NOT_ADVICE)
