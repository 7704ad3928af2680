"""What the bot tells the moderators in their chat."""

from dataclasses import replace

import pytest

from bot.answering.service import Service
from bot.model import Bullets, Code, Outcome, Paragraph, Verb
from bot.moderating import notices

HAMSTER = "can my hamster smell the drip?"


def test_a_question_is_shown_with_the_nearest_entries(small_service: Service):
    reply = notices.question("how does <b>the drip</b> work?", small_service)

    assert reply.title == "A member sends this question"
    words, nearest = reply.blocks
    assert words == Paragraph("“how does <b>the drip</b> work?”")
    assert isinstance(nearest, Paragraph)
    assert nearest.text.startswith("Nearest in the FAQ: ivig")
    assert nearest.text.count(",") == 2
    assert (reply.outcome, reply.disclaimer) == (Outcome.ANSWER, "")
    assert [button.press.verb for button in reply.buttons] == [Verb.ANSWER, Verb.DONE]


def test_a_question_that_nothing_comes_near_to_names_no_entry(small_service: Service):
    assert notices.question("", small_service).blocks == (Paragraph("“”"),)


def test_a_broken_faq_is_told_with_its_first_ten_problems(small_service: Service):
    problems = [f"a.yaml:{number}:1: wrong" for number in range(1, 13)]

    reply = notices.broken(problems, small_service)

    assert reply.title == "The FAQ has mistakes. The bot goes on with the one that it has."
    assert reply.blocks == (Bullets((*problems[:10], "… and 2 more")),)
    assert notices.broken(problems[:10], small_service).blocks == (Bullets(tuple(problems[:10])),)


def test_an_faq_that_is_live_is_told_with_the_number_of_its_entries(small_service: Service):
    assert notices.live(small_service).title == "The FAQ is live, with 7 entries."


def test_the_reasons_name_how_it_was_read_what_decided_and_the_likeliest(small_service: Service):
    *told, listed = notices.reasons("is it catchng", small_service).blocks

    read, stood_out, decided, rests_on, turned = (block.text for block in told if isinstance(block, Paragraph))
    assert read.startswith("Read as: is it catching")
    assert "catchng → catching" in read
    assert stood_out.startswith("Stood out: ")
    assert decided.startswith("Decided: answer (surely this question), confidence ")
    assert rests_on.startswith("contagious rests on: ")
    assert turned == "no other entry would win with a few words more or less"
    assert isinstance(listed, Bullets)
    assert listed.items[0].startswith("contagious ")


def test_gaps_are_told_with_yaml_to_be_copied_line_by_line(small_service: Service):
    reply = notices.lacking([HAMSTER, "zebra: quux", HAMSTER], 0, small_service)

    assert reply.title == "What members ask that the FAQ lacks"
    codes = [block for block in reply.blocks if isinstance(block, Code)]
    assert codes == [Code(f"  - {HAMSTER}"), Code('  - "zebra: quux"')]
    assert [block.text[:14] for block in reply.blocks if isinstance(block, Paragraph)] == [
        "Asked 2 times.",
        "Asked 1 time. ",
    ]


def test_a_gap_whose_phrases_are_all_there_already_has_nothing_to_copy(small_service: Service):
    reply = notices.lacking(["why am i tired all day"], 0, small_service)

    [told] = reply.blocks
    assert isinstance(told, Paragraph)
    assert "The signpost `fatigue` says that there is no answer." in told.text


@pytest.mark.parametrize(
    ("groups", "more"), [(5, ()), (6, ("Groups beside these: 1.",)), (7, ("Groups beside these: 2.",))]
)
def test_of_many_gaps_the_largest_five_are_told(small_service: Service, groups: int, more: tuple[str, ...]):
    words = ("zebra quux", "trombone polish", "wombat fjord", "kayak glue", "violin soup", "yodel moss", "igloo jam")
    asked = [said for count, said in enumerate(words[:groups], 1) for _ in range(count)]

    told = [block.text for block in notices.lacking(asked, 0, small_service).blocks if isinstance(block, Paragraph)]

    counts = range(groups, groups - 5, -1)
    assert [text.split(".")[0] for text in told[:5]] == [f"Asked {n} time{'s' * (n > 1)}" for n in counts]
    assert tuple(text.split(" To see")[0] for text in told[5:]) == more


@pytest.mark.parametrize(("texts", "unread"), [((), 0), ((), 2), ((HAMSTER,), 2), (("is it catching",), 0)])
def test_what_cannot_be_read_is_told_and_so_is_that_nothing_was_sent(
    small_service: Service, texts: tuple[str, ...], unread: int
):
    told = [
        block.text for block in notices.lacking(texts, unread, small_service).blocks if isinstance(block, Paragraph)
    ]

    assert ("Members have sent nothing that the FAQ lacks." in told) == (HAMSTER not in texts)
    assert (f"Questions that cannot be read with the present key: {unread}." in told) == (unread > 0)


def test_what_leads_to_a_member_is_masked_in_gaps_too(small_service: Service):
    reply = notices.lacking(["@anna_b zebra quux +44 7700 900123"], 0, small_service)

    assert "anna" not in str(reply)
    assert "7700" not in str(reply)
    assert "[name] zebra quux [phone number]" in str(reply)


def test_a_note_is_a_few_words_without_a_button():
    reply = notices.note("Title", "one", "two")

    assert (reply.title, reply.blocks, reply.buttons) == ("Title", (Paragraph("one"), Paragraph("two")), ())
    assert replace(reply, title="") == notices.note("", "one", "two")
