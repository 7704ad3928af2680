"""Stories of what is said behind an answer, a card, or another question."""

import pytest

from bot.answering.service import Service
from bot.model import Button, Incoming, Outcome, Press, Verb, code_of


def test_a_reply_to_an_answer_is_read_with_it(service: Service):
    alone = service.explain(Incoming("does it hurt?")).decision
    behind = service.explain(Incoming("does it hurt?", context="nerve-conduction-study")).decision

    assert (alone.outcome, alone.entry) == (Outcome.ANSWER, "pain-and-numbness")
    assert (behind.outcome, behind.entry) == (Outcome.NOT_COVERED, "tests-in-practice")


def chances(service: Service, said: str, context: str = "") -> dict[str, float]:
    """The chance of each entry for what somebody says, behind an answer or alone."""
    candidates = service.explain(Incoming(said, context=context)).heard.candidates
    return {candidate.entry_id: candidate.confidence for candidate in candidates}


@pytest.mark.parametrize("entry", ["ivig", "ivig-side-effects"])
def test_behind_an_answer_it_and_what_is_related_to_it_are_likelier(service: Service, entry: str):
    said = "what do people mostly say of it in the first weeks"

    assert chances(service, said, "ivig")[entry] > chances(service, said)[entry]


def test_what_goes_on_or_is_short_is_read_behind_the_answer_more_than_a_whole_question(service: Service):
    """Three ways of asking the same, of which the last one says by itself what it is about."""
    leaning = [
        "and how long does it take",
        "how long does it take?",
        "how long does it take to find out what somebody has",
    ]
    about_ivig = ("ivig-schedule", "infusion-day")
    shares = [sum(map(chances(service, said, "ivig").get, about_ivig)) for said in leaning]

    assert min(shares[:2]) > 0.5 > shares[2]


def test_words_that_speak_of_the_answer_go_on_about_it(service: Service):
    """By themselves they mean travel as well. Read as what does not go on, they would gain half as much."""
    said = "What about overseas, same card do?"

    assert chances(service, said, "medical-card")["medical-card"] > 1.8 * chances(service, said)["medical-card"]


def test_behind_a_card_that_sends_a_member_to_their_doctor_the_same_decision_is_no_likelier(service: Service):
    said, card = "what do people mostly say of it in the first weeks", "start-stop-treatment"
    alone, behind = chances(service, said), chances(service, said, card)

    assert behind[card] <= alone[card]
    assert behind["ivig-side-effects"] > alone["ivig-side-effects"]


def test_behind_a_card_of_numbers_what_ends_it_is_likelier(service: Service):
    said = "the doctor has looked at it"

    assert chances(service, said, "stroke-signs")["all-clear"] > 2 * chances(service, said)["all-clear"]


@pytest.mark.parametrize("said", ["what is mmn", "emg", "cramps"])
def test_small_talk_before_a_question_changes_nothing(service: Service, said: str):
    alone = service.explain(Incoming(said)).decision

    assert service.explain(Incoming(said, context="greetings")).decision == alone


@pytest.mark.parametrize("context", ["", "ivig", "no-such-entry"])
def test_a_whole_question_is_answered_whatever_it_replies_to(service: Service, context: str):
    assert service.ask(Incoming("is MMN contagious?", context=context)).entry == "contagious"


def test_a_short_reply_to_what_has_no_answer_is_not_answered_about_the_illness(service: Service):
    assert service.ask(Incoming("does it hurt?")).entry == "pain-and-numbness"
    assert service.ask(Incoming("does it hurt?", context="pregnancy")).entry in {"", "pregnancy"}


def test_an_emergency_is_one_whatever_it_replies_to(service: Service):
    assert service.ask(Incoming("I can't breathe", context="breathing-swallowing")).outcome is Outcome.URGENT


def test_half_a_question_behind_an_answer_is_about_that(service: Service):
    decision = service.explain(Incoming("how long", context="infusion-day")).decision

    assert "infusion-day" in {decision.entry, *decision.suggestions}


def test_the_second_of_two_questions_is_read_behind_the_first(service: Service):
    decision = service.explain(Incoming("What does an EMG measure, and does it hurt?")).decision

    assert (decision.entry, decision.also) == ("emg", "tests-in-practice")


def test_who_refuses_what_was_offered_does_not_mean_it(service: Service):
    asks = "What do people mostly say of it in the first weeks"
    offered = (Button("What IVIG is and does", Press(Verb.SHOW, "ivig")),)

    def chance(said: str, choices: tuple[Button, ...] = ()) -> float:
        candidates = service.explain(Incoming(said, choices=choices)).heard.candidates
        return next(one.confidence for one in candidates if one.entry_id == "ivig")

    assert chance(asks, offered) > 2 * chance(asks)
    assert chance(f"None of these. {asks}", offered) == pytest.approx(chance(f"None of these. {asks}"))


def test_who_corrects_an_answer_likely_means_what_the_question_before_may_have_meant_besides(service: Service):
    refused = Button("Not this", Press(Verb.OTHERS, "work-benefits", instead=(code_of("driving"),)))
    alone, behind = (
        {
            match.entry_id: match.confidence
            for match in service.explain(
                Incoming("no, i mean to hold the wheel", context="work-benefits", choices=choices)
            ).heard.matches
        }
        for choices in ((), (refused,))
    )

    assert behind["driving"] > alone["driving"]
    assert behind["work-benefits"] < behind["driving"]


def test_what_they_say_that_they_mean_is_read_so_too(service: Service):
    refused = Button("Not this", Press(Verb.OTHERS, "progression", instead=(code_of("life-expectancy"),)))
    said = "no, i mean the end"

    assert service.ask(Incoming(said, context="progression", choices=(refused,))).entry == "life-expectancy"
    assert service.ask(Incoming(said, context="progression")).entry == ""
