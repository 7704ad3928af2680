"""Numbers to call, asked for in words."""

import pytest

from bot.answering.service import Service
from bot.model import Incoming, Outcome, Press, Verb


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("emergency numbers germany", "Numbers to call: Germany"),
        ("what number do i ring in canada", "Numbers to call: Canada"),
        ("crisis line uk", "Numbers to call: United Kingdom"),
        ("Samaritans number please", "If you need help now"),
    ],
)
def test_numbers_that_are_asked_for_are_shown_of_the_country_that_is_named(service: Service, said: str, title: str):
    assert service.ask(Incoming(said)).title == title


def test_after_a_card_of_numbers_a_country_by_its_name_alone_is_enough(service: Service):
    card = service.ask(Incoming("I want to kill myself"))

    reply = service.ask(Incoming("and for ireland", context=card.entry, choices=card.buttons))

    assert reply.title == "Numbers to call: Ireland"
    assert service.ask(Incoming("and for ireland")).title != reply.title


@pytest.mark.parametrize("said", ["We're in the Netherlands, is there a number?", "which hotline for the netherlands"])
def test_where_numbers_are_offered_less_is_enough_to_ask_for_those_of_a_country(service: Service, said: str):
    coping = service.ask(Incoming("how do I cope with the low mood"))
    assert coping.outcome is Outcome.ANSWER

    asked = Incoming(said, context=coping.entry, choices=coping.buttons)

    assert service.ask(asked).title == "Numbers to call: Netherlands"
    assert service.ask(Incoming("is there a number", context=coping.entry, choices=coping.buttons)).numbers
    assert not service.ask(Incoming("We're in the Netherlands, is there a number?")).numbers


@pytest.mark.parametrize(
    "said",
    ["what is the number of infusions people get in a year", "do the numbers on the blood test tell if ivig works"],
)
def test_a_number_of_something_is_no_call(service: Service, said: str):
    coping = service.ask(Incoming("how do I cope with the low mood"))

    reply = service.ask(Incoming(said, context=coping.entry, choices=coping.buttons))

    assert reply.outcome is not Outcome.URGENT


def test_who_asks_whom_to_call_in_the_same_emergency_keeps_its_own_numbers(service: Service):
    card = service.ask(Incoming("he swallowed the whole box of pills"))

    reply = service.ask(Incoming("he took all of the pills, who do i call", context=card.entry, choices=card.buttons))

    assert (reply.entry, reply.numbers) == ("taken-something", card.numbers)


def test_who_asks_for_numbers_behind_a_card_may_say_more(service: Service):
    card = service.ask(Incoming("I want to kill myself"))
    said = "ambulance number of ireland is which one, i am alone in the car and my phone is at nine percent now"

    assert service.ask(Incoming(said, context=card.entry, choices=card.buttons)).title == "Numbers to call: Ireland"


def test_an_emergency_goes_before_the_numbers_that_it_asks_for(service: Service):
    reply = service.ask(Incoming("I can not breathe, what number do i ring in canada"))

    assert (reply.outcome, reply.entry) == (Outcome.URGENT, "breathing-emergency")


def test_a_story_that_speaks_of_a_line_asks_for_no_numbers(service: Service):
    told = "My cousin works for the crisis line in Canada and she says that they are short of people this winter"

    assert service.ask(Incoming(told)).outcome is not Outcome.URGENT


def test_overheard_talk_about_a_line_is_met_with_silence(service: Service):
    assert service.ask(Incoming("crisis line uk", addressed=False)).outcome is Outcome.SILENT


def test_who_thanks_for_a_card_keeps_the_way_to_the_numbers(service: Service):
    card = service.ask(Incoming("I want to kill myself"))

    reply = service.ask(Incoming("thanks for that", context=card.entry, choices=card.buttons))

    assert reply.entry == "thanks"
    assert "/urgent" in reply.below
    assert service.ask(Incoming("thanks for that")).below == ""


def test_so_does_who_thanks_for_the_numbers_of_a_country_behind_a_card(service: Service):
    numbers = service.press(Press(Verb.COUNTRY, "CA"))

    thanks = service.ask(Incoming("thanks for that", subject="suicidal-thoughts", choices=numbers.buttons))

    assert "/urgent" in thanks.below


@pytest.mark.parametrize("said", ["911", "999", " 112!", "116 123", "988", "1800 247 247", "02 2327 2327"])
def test_who_dials_a_number_here_instead_of_on_a_telephone_gets_the_numbers(service: Service, said: str):
    assert service.ask(Incoming(said)).title == "If you need help now"
    assert service.ask(Incoming(said, addressed=False)).outcome is Outcome.SILENT


@pytest.mark.parametrize("said", ["1", "15", "2+2"])
def test_a_number_that_may_count_something_is_no_call(service: Service, said: str):
    assert service.ask(Incoming(said)).outcome is not Outcome.URGENT


@pytest.mark.parametrize("said", ["samaritans", "samaritans uk", "the Samaritans please"])
def test_whoever_is_called_is_asked_for_by_their_name_alone(service: Service, said: str):
    assert service.explain(Incoming(said)).decision.outcome is Outcome.URGENT


def test_who_speaks_of_them_in_a_question_on_something_else_asks_that(service: Service):
    assert service.ask(Incoming("somebody from the Samaritans asked me how is mmn treated")).entry == "treatment"
