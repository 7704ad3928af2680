"""How a member chooses in words among what the bot offered."""

import pytest

from bot.answering.policy import Decision
from bot.answering.service import Service
from bot.model import Button, Incoming, Outcome, Press, Verb

CURE, IVIG, PAIN = (
    Button("Is there a cure for MMN?", Press(Verb.SHOW, "cure")),
    Button("What is IVIG, and what does it do in MMN?", Press(Verb.SHOW, "ivig")),
    Button("Pain, numbness or tingling", Press(Verb.SHOW, "pain-and-numbness")),
)
NONE = Button("None of these", Press(Verb.NONE))
CHOICES = (CURE, IVIG, PAIN, NONE)


def shown(service: Service, said: str, *, context: str = "", choices: tuple[Button, ...] = CHOICES) -> str:
    """The entry that these words bring, below these choices."""
    return service.ask(Incoming(said, context=context, choices=choices)).entry


def offered(service: Service, said: str, choices: tuple[Button, ...] = CHOICES) -> list[str]:
    """The entries that the reply to these words offers."""
    buttons = service.ask(Incoming(said, choices=choices)).buttons
    return [button.press.target for button in buttons if button.press.verb is Verb.SHOW]


@pytest.mark.parametrize("said", ["2", " 2. ", "number 2", "No. 2!", "what is ivig, and what does it do in mmn"])
def test_a_choice_is_taken_by_its_number_or_its_words(service: Service, said: str):
    assert shown(service, said) == "ivig"


@pytest.mark.parametrize("said", ["no2", "NO2, please", "option2", "i'd go with option2"])
def test_a_number_that_is_written_to_the_word_before_it_is_a_choice_too(service: Service, said: str):
    assert shown(service, said) == "ivig"
    assert service.ask(Incoming(said)).outcome is not Outcome.URGENT
    assert service.ask(Incoming(said, addressed=False)).outcome is Outcome.SILENT


@pytest.mark.parametrize("said", ["second", "The 2nd one, please!", "I'd like two", "b", "the second one I think"])
def test_a_choice_is_taken_by_its_place_in_words(service: Service, said: str):
    assert shown(service, said) == "ivig"


@pytest.mark.parametrize("said", ["a", "A please", "I'd go with a", "option a, thanks"])
def test_a_letter_is_a_place(service: Service, said: str):
    assert service.decide(Incoming(said, choices=CHOICES)).chosen


@pytest.mark.parametrize(
    "said",
    ["a number please", "a question", "is it a thing", "give me a list", "In what share of people? A number please."],
)
def test_an_article_is_no_place(service: Service, said: str):
    assert not service.decide(Incoming(said, choices=CHOICES)).chosen


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("the tingling one please", "pain-and-numbness"),
        ("the thing about ivig", "ivig"),
        ("the one with tingling", "pain-and-numbness"),
        ("the wrist one", "foot-drop-falls"),
    ],
)
def test_a_choice_is_taken_by_a_word_of_its_label_with_others_around_it(service: Service, said: str, entry: str):
    weakness = Button("Foot drop, wrist drop and falls", Press(Verb.SHOW, "foot-drop-falls"))

    assert shown(service, said, choices=(*CHOICES, weakness)) == entry


@pytest.mark.parametrize("said", ["ivig, that's the one", "ivig. that one", "ivig, yes please"])
def test_what_only_says_that_it_is_chosen_belongs_to_the_word_before_it(service: Service, said: str):
    assert shown(service, said) == "ivig"
    assert service.decide(Incoming(said, choices=CHOICES)).chosen


def test_an_emergency_is_one_also_where_its_words_stand_in_a_label_that_was_offered(service: Service):
    """What is chosen by some words of a label is looked at for danger first."""
    breathing = Button("Breathing and swallowing", Press(Verb.SHOW, "breathing-swallowing"))
    said = Incoming("the swallowing one, the breathing", choices=(CURE, breathing))
    danger = Incoming("choking, now, please", choices=(CURE, Button("Choking", Press(Verb.SHOW, "cure"))))

    assert service.ask(said).entry == "breathing-swallowing"
    assert service.ask(danger).outcome is Outcome.URGENT


def test_a_word_that_two_labels_have_chooses_neither(service: Service):
    assert shown(service, "the mmn one") not in {"cure", "ivig"}


@pytest.mark.parametrize("said", ["first", "one", "number one", "the top one"])
def test_one_is_the_first_choice_and_also_stands_behind_others(service: Service, said: str):
    assert shown(service, said) == "cure"


@pytest.mark.parametrize("said", ["the last one", "bottom", "third", "3"])
def test_the_last_choice_is_the_last_question_and_not_the_button_that_refuses_all(service: Service, said: str):
    assert shown(service, said) == "pain-and-numbness"


@pytest.mark.parametrize("said", ["7", "0", "2 or 3", "fourth", "I want a second opinion"])
def test_what_is_no_choice_chooses_nothing(service: Service, said: str):
    assert shown(service, said) not in {"ivig", "cure", "pain-and-numbness"}


@pytest.mark.parametrize("said", ["yes", "yes please", "sure", "that one"])
def test_a_yes_to_several_choices_is_asked_back_and_to_one_it_takes_that(service: Service, said: str):
    assert offered(service, said) == ["cure", "ivig", "pain-and-numbness"]
    assert shown(service, said, choices=(IVIG, NONE)) == "ivig"


@pytest.mark.parametrize("said", ["both", "all of them", "any"])
def test_who_wants_all_gets_the_first_with_the_next_on_its_first_button(service: Service, said: str):
    assert shown(service, said) == "cure"
    assert offered(service, said)[0] == "ivig"


def test_after_an_answer_one_word_is_no_choice_and_a_place_or_a_number_still_is(service: Service):
    answer = service.ask(Incoming("is it catching?"))

    assert shown(service, "first", context="contagious", choices=answer.buttons) != "causes"
    assert shown(service, "the first one please", context="contagious", choices=answer.buttons) == "causes"
    assert shown(service, "1", context="contagious", choices=answer.buttons) == "causes"


@pytest.mark.parametrize("said", ["yes", "yes it is happening", "Yes!!", "happening now"])
@pytest.mark.parametrize("context", ["", "breathing-swallowing"])
def test_after_a_note_of_doubt_a_yes_brings_the_card(service: Service, said: str, context: str):
    card = Button("I need help now", Press(Verb.SHOW, "breathing-emergency"))

    reply = service.ask(Incoming(said, context=context, choices=(card, CURE)))

    assert (reply.outcome, reply.entry) == (Outcome.URGENT, "breathing-emergency")


@pytest.mark.parametrize("said", ["no", "not happening", "all good"])
def test_after_a_note_of_doubt_nothing_but_a_yes_does(service: Service, said: str):
    card = Button("I need help now", Press(Verb.SHOW, "breathing-emergency"))

    assert service.ask(Incoming(said, choices=(card, CURE))).outcome is not Outcome.URGENT


def test_a_theme_of_the_menu_is_chosen_as_a_question_is(service: Service):
    menu = service.browse()
    themes = [button.press for button in menu.buttons if button.press.verb is Verb.THEME]

    assert service.ask(Incoming("the second one", choices=menu.buttons)) == service.press(themes[1])


def test_a_cry_for_help_is_no_choice(service: Service):
    assert service.ask(Incoming("I want to end it all", choices=CHOICES)).outcome is Outcome.URGENT


def test_a_reply_to_choices_is_likelier_to_mean_one_of_them(service: Service):
    said, progression = "the worse", Button("Does MMN get worse over time?", Press(Verb.SHOW, "progression"))

    assert service.ask(Incoming(said)).outcome is Outcome.SUGGEST
    assert shown(service, said, choices=(CURE, progression, NONE)) == "progression"


def test_what_was_spoken_of_before_a_word_of_thanks_is_still_the_subject(service: Service):
    said, test = "does it hurt?", "nerve-conduction-study"
    behind = service.explain(Incoming(said, context=test)).decision

    assert behind != service.explain(Incoming(said)).decision
    assert service.explain(Incoming(said, context="thanks", subject=test)).decision == behind


def test_a_message_that_names_the_illness_is_read_by_itself(service: Service):
    for said in ("is mmn painful?", "meds for mmn?"):
        assert (
            service.explain(Incoming(said, context="first-signs")).decision == service.explain(Incoming(said)).decision
        )


@pytest.mark.parametrize("said", ["number 2 then, the ivig thing", "2, please", "second, the drip"])
def test_a_place_may_have_a_few_words_behind_it(service: Service, said: str):
    assert shown(service, said) == "ivig"


def test_a_story_that_begins_with_a_place_is_no_choice(service: Service):
    assert shown(service, "first, tell me please if mmn is contagious for my children") == "contagious"


@pytest.mark.parametrize("said", ["all of them", "yes"])
def test_choices_whose_entries_are_gone_meanwhile_choose_nothing_and_are_no_error(service: Service, said: str):
    gone = Button("What was retired?", Press(Verb.SHOW, "no-such-entry"))

    assert service.ask(Incoming(said, choices=(CURE, gone, NONE))).outcome is not Outcome.URGENT
    assert service.ask(Incoming(said, choices=(gone, gone, NONE))).outcome is not Outcome.URGENT


@pytest.mark.parametrize(
    "said",
    [
        "the tingling one. thank you little machine",
        "Why always that! The tingling, the third one",
        "no, 3, please",
        "the third one please lovey",
        "Yes, the third one maybe. Though I said that I am not ill in the head",
        "dois. sorry, third one",
        "the painful one",
    ],
)
def test_a_choice_is_taken_beside_other_short_words(service: Service, said: str):
    assert shown(service, said) == "pain-and-numbness"


def test_a_question_below_an_answer_is_chosen_by_a_word_of_its_label_if_the_message_says_that_it_chooses(
    service: Service,
):
    below = (Button("Aids and gadgets", Press(Verb.SHOW, "aids-equipment")), NONE)

    for said in ("the aids thing sounds good", "Yes, show me the aids."):
        assert shown(service, said, context="daily-life", choices=below) == "aids-equipment"
    assert shown(service, "what are aids", context="daily-life", choices=(CURE, NONE)) != "cure"


@pytest.mark.parametrize(
    "said",
    ["first, I cant breathe", "the first one, i want to die", "the second one. i took all my pills", "1, he collapsed"],
)
def test_an_emergency_beside_a_choice_is_looked_at_first(service: Service, said: str):
    reply = service.ask(Incoming(said, choices=CHOICES))

    assert reply.outcome is Outcome.URGENT or reply.above


@pytest.mark.parametrize("said", ["not the third one", "is the third one at night worse than the first one"])
def test_words_that_refuse_a_choice_or_speak_of_another_thing_choose_nothing(service: Service, said: str):
    assert shown(service, said) != "pain-and-numbness"


def test_below_an_answer_every_button_that_leads_on_counts(service: Service):
    answer = service.show("work-benefits")
    second = [button for button in answer.buttons if button.press.verb in {Verb.SHOW, Verb.SUPPORT, Verb.MORE}][1]

    for said in ("sorry, the second one", "2"):
        said_below = Incoming(said, context="work-benefits", choices=answer.buttons)
        assert service.ask(said_below).title == service.press(second.press).title


def test_words_that_name_two_choices_choose_neither(service: Service):
    assert shown(service, "the first, the third one") not in {"cure", "pain-and-numbness"}


def test_a_choice_that_is_taken_back_at_once_is_none(service: Service):
    assert shown(service, "The first one then? No. I would like a cup of tea") != "cure"


def test_where_nothing_opens_a_question_every_button_that_leads_on_is_a_choice(service: Service):
    send, topics = Button("Ask a moderator", Press(Verb.SEND)), Button("All topics", Press(Verb.TOPICS))
    choices = (send, topics, Button("Support groups", Press(Verb.SUPPORT)))

    reply = service.ask(Incoming("the second one please", choices=choices))

    assert reply.title == service.support().title


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("yeah the first", "cure"),
        ("the last one, and the long version please", "pain-and-numbness"),
        ("aids sounds wrong but ok lol, 2", "ivig"),
    ],
)
def test_a_choice_may_have_a_yes_a_wish_or_a_joke_beside_it(service: Service, said: str, entry: str):
    assert shown(service, said) == entry


@pytest.mark.parametrize("said", ["yes", "yes it is happening now", "I need help now"])
def test_below_a_faint_note_a_yes_brings_the_numbers(service: Service, said: str):
    faint = Decision(Outcome.ANSWER, "", "contagious", doubt="chest-pain", faint=True)
    reply = service.word(faint, Incoming(""))

    asked = Incoming(said, context=reply.entry, choices=reply.buttons)
    assert service.ask(asked).outcome is Outcome.URGENT


@pytest.mark.parametrize("said", ["the lab says my ck level is 1.2", "my last level at the clinic was 14.1"])
def test_a_decimal_is_no_choice(service: Service, said: str):
    assert shown(service, said) not in {"cure", "ivig", "pain-and-numbness"}


def test_behind_an_answer_a_place_beside_a_question_may_be_about_what_the_answer_lists(service: Service):
    said = "first one, what is it called again, they have telephone?"

    assert service.decide(Incoming(said, context="support-groups", choices=CHOICES)).press is None
    assert service.decide(Incoming(said, choices=CHOICES)).press == CHOICES[0].press
