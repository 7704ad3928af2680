"""What members type that stands for a tap: the same decision for the bot, and for all who look at how it came about."""

import pytest

from bot.answering.service import Service
from bot.model import Button, Incoming, Outcome, Press, Verb

CHOICES = tuple(Button(entry, Press(Verb.SHOW, entry)) for entry in ("ivig", "cure"))


@pytest.mark.parametrize(
    ("said", "press", "outcome"),
    [
        ("crisis line uk", Press(Verb.COUNTRY, "GB"), Outcome.URGENT),
        ("999", Press(Verb.URGENT), Outcome.URGENT),
        ("2", Press(Verb.SHOW, "cure"), Outcome.ANSWER),
        ("the second one", Press(Verb.SHOW, "cure"), Outcome.ANSWER),
        ("none of these", Press(Verb.NONE), Outcome.SUGGEST),
    ],
)
def test_a_decision_tells_which_tap_a_message_stands_for(service: Service, said: str, press: Press, outcome: Outcome):
    incoming = Incoming(said, choices=CHOICES)
    decision = service.explain(incoming).decision

    assert (decision.press, decision.outcome) == (press, outcome)
    assert service.ask(incoming) == service.press(press)


@pytest.mark.parametrize(("said", "entries"), [("both", ("ivig",)), ("yes please", ())])
def test_who_chooses_all_that_was_offered_taps_nothing_and_has_chosen(
    service: Service, said: str, entries: tuple[str, ...]
):
    decision = service.explain(Incoming(said, choices=CHOICES)).decision

    assert decision.chosen
    assert decision.press is None
    assert entries == tuple(filter(None, (decision.entry,)))


def test_a_cry_for_help_is_no_tap_whatever_it_names(service: Service):
    decision = service.explain(Incoming("i cant breathe, uk", choices=CHOICES)).decision

    assert decision.press is None
    assert decision.outcome is Outcome.URGENT


def test_a_label_that_is_a_country_too_is_the_choice_with_the_way_back(service: Service):
    ireland = Button("Ireland", Press(Verb.COUNTRY, "IE", back="emotional-support"))

    decision = service.decide(Incoming("ireland", choices=(ireland,)))

    assert decision.chosen
    assert decision.press == ireland.press


def test_who_chooses_what_they_have_seen_before_gets_it_and_is_not_told_that_this_is_all(service: Service):
    seen = Incoming("both", choices=CHOICES, shown=("ivig",))

    assert service.ask(seen) == service.ask(Incoming("both", choices=CHOICES))
    assert service.ask(seen).buttons[0].press == Press(Verb.SHOW, "cure")
