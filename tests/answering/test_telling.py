"""What is told and not asked, and what is insisted on, behind what was said before."""

from dataclasses import replace

import pytest

from bot.answering.policy import Decision
from bot.answering.service import Service
from bot.matching import IndexCache
from bot.model import Incoming, Outcome, Paragraph, Press, Verb

STORY = "the neighbour lent us his trailer for the old wardrobe"


def test_a_story_gets_a_kind_word_and_a_tap_says_that_it_was_a_question(service: Service):
    reply = service.ask(Incoming(STORY))
    question, topics = reply.buttons
    choices = service.press(question.press)

    assert service.faq.entries[reply.entry].told
    assert (question.label, topics.press.verb) == (service.faq.community.lines.asked_button, Verb.TOPICS)
    assert len(str(question.press).encode()) <= 64
    assert (choices.outcome, choices.title) == (Outcome.SUGGEST, service.faq.community.lines.empty_title)
    assert any(button.press.verb is Verb.SHOW for button in choices.buttons)


def test_who_tells_on_is_heard_as_before_and_in_other_words(service: Service):
    loss = service.ask(Incoming("my husband died last month"))
    on = service.ask(Incoming(STORY, context=loss.entry, choices=loss.buttons))

    assert (loss.entry, on.entry) == ("grief", "grief")
    assert on.blocks == (Paragraph(service.faq.entries["grief"].again),)
    assert on.blocks != loss.blocks


def test_what_is_told_on_an_answer_is_offered_and_not_asked_back_about(service: Service):
    lines = service.faq.community.lines
    told = service.word(
        Decision(Outcome.SUGGEST, "likely", suggestions=("ivig",), told=True), Incoming("we bought a fridge for it")
    )
    asked = service.word(Decision(Outcome.SUGGEST, "not sure", suggestions=("ivig",)), Incoming("the fridge?"))

    assert (told.title, asked.title) == (lines.told_title, lines.suggest_title)
    assert told.buttons == asked.buttons


def test_an_faq_without_words_for_it_takes_nothing_to_be_only_told(service: Service, index_cache: IndexCache):
    faq = service.faq
    bare = Service(replace(faq, words=replace(faq.words, telling=())), index_cache)

    assert not bare.decide(Incoming(STORY)).told


def test_what_is_surely_talk_has_no_way_to_say_that_it_was_a_question(service: Service):
    thanks = service.ask(Incoming("thank you so much for all of that"))

    assert [button.press for button in thanks.buttons] == [Press(Verb.TOPICS)]


def test_who_corrects_the_bot_asks_for_something_however_it_is_told(service: Service):
    said = Incoming("no, I meant my sister, she has two boys and a dog", context="ivig", subject="ivig")

    assert service.decide(said).outcome is Outcome.SUGGEST


def test_who_asks_a_signpost_once_more_is_told_that_there_is_no_more(service: Service):
    lines = service.faq.community.lines
    reply = service.ask(Incoming("not benefits. work. on the boat", context="work-benefits", shown=("work-benefits",)))

    beside = service.ask(Incoming("not what i asked. is breastfeeding ok", context="pregnancy"))

    assert (reply.entry, reply.blocks[0]) == ("work-benefits", Paragraph(lines.once_more_text))
    assert beside.entry == "pregnancy"
    assert service.ask(Incoming("no, I asked about driving", context="travel")).entry == "driving"


def test_an_answer_that_is_refused_does_not_come_once_more_though_its_words_are_said(service: Service):
    assert service.ask(Incoming("no, I asked what an EMG costs", context="emg")).entry != "emg"


def test_a_cry_behind_the_card_of_the_same_emergency_is_heard_however_it_is_told(service: Service):
    said = "she is on the kitchen floor and she does not breathe"
    card = service.ask(Incoming(said))

    assert service.decide(Incoming(said, context=card.entry, shown=(card.entry,))).outcome is Outcome.URGENT


def test_what_is_told_on_an_answer_and_likely_about_another_one_is_offered(service: Service):
    said = "my brother-in-law swears that a copper ring fixed his grip"
    first, behind = service.decide(Incoming(said)), service.decide(Incoming(said, context="what-is-mmn"))

    assert (first.entry, first.suggestions) == ("complementary", ())
    assert (behind.outcome, behind.suggestions, behind.told) == (Outcome.SUGGEST, ("complementary",), True)


@pytest.mark.parametrize(
    "said", ["she is not going to catch it off my brush is she", "he wants the lot, whether it will help"]
)
def test_who_asks_at_the_end_of_what_they_tell_asks(service: Service, said: str):
    assert not service.decide(Incoming(said, context="what-is-mmn")).told
