"""What replies to one of the bot's messages mean, and what stands around a question."""

from dataclasses import replace

import pytest

from bot.answering.policy import Decision
from bot.answering.replying import unfolded
from bot.answering.service import Service
from bot.model import Button, Incoming, Outcome, Press, Verb

CHOICES = (
    Button("Is there a cure for MMN?", Press(Verb.SHOW, "cure")),
    Button("What is IVIG, and what does it do in MMN?", Press(Verb.SHOW, "ivig")),
    Button("Helpful", Press(Verb.HELPED, "cure")),
    Button("None of these", Press(Verb.NONE)),
)


@pytest.mark.parametrize("verb", [Verb.MORE, Verb.SHOW, Verb.BACK])
def test_only_what_asks_for_the_whole_is_unfolded(service: Service, verb: Verb):
    press = Press(verb, "ivig")
    reply = service.press(press)

    assert unfolded(reply, press) == (reply.whole if verb is Verb.MORE else reply)
    assert reply.short


def replied(service: Service, said: str, *, context: str = "", choices: tuple[Button, ...] = CHOICES) -> str:
    """The entry that is shown for a reply."""
    return service.ask(Incoming(said, context=context, choices=choices)).entry


def test_a_vote_asks_for_a_tap(service: Service):
    assert service.ask(Incoming("yes, this helped", choices=CHOICES)).outcome is not Outcome.ANSWER


def test_no_not_that_brings_the_other_choices_and_not_the_one_that_was_refused(service: Service):
    reply = service.ask(Incoming("no, that's not what I meant", context="treatment"))

    shown = [button.press.target for button in reply.buttons if button.press.verb is Verb.SHOW]
    assert reply.outcome is Outcome.SUGGEST
    assert shown
    assert "treatment" not in shown
    assert reply.buttons[-1].press == Press(Verb.BACK, "treatment")


@pytest.mark.parametrize("said", ["thanks", "ok", "lol", "useless"])
def test_small_talk_after_an_answer_is_not_read_with_the_answer(service: Service, said: str):
    reply = service.ask(Incoming(said, context="cure"))

    assert (reply.outcome, reply.entry) == (Outcome.NOT_COVERED, replied(service, said, choices=()))


def test_a_cry_for_help_is_heard_in_a_reply_and_in_a_quotation_that_stands_alone(service: Service):
    assert service.ask(Incoming("I can't breathe", context="cure", choices=CHOICES)).outcome is Outcome.URGENT
    assert service.ask(Incoming("> I want to kill myself")).outcome is Outcome.URGENT


def test_a_quoted_line_is_not_what_the_member_asks(service: Service):
    assert service.ask(Incoming("> is it catching?\nwhat is IVIG?")).entry == "ivig"


@pytest.mark.parametrize("said", ["Hello, my name is Krzysztof, is there a cure?", "is there a cure thank you all"])
def test_greetings_and_thanks_do_not_swallow_a_question(service: Service, said: str):
    assert service.ask(Incoming(said)).entry == "cure"


@pytest.mark.parametrize(
    "said", ["he asked me is it contagious and I just laughed", "Q: is MMN catching? A: no", '"is mmn contagious?" no']
)
def test_talk_about_a_question_is_no_question(service: Service, said: str):
    assert service.ask(Incoming(said, addressed=False)).outcome is Outcome.SILENT


def test_a_name_that_the_faq_does_not_know_is_named(service: Service):
    assert "\u201cprivigen\u201d" in str(service.ask(Incoming("what is privigen")).short)
    assert "\u201ccell cept\u201d" not in str(service.ask(Incoming("mri")).short)


def test_what_is_typed_for_a_vote_leads_on_and_counts_nothing(service: Service):
    answer = service.ask(Incoming("is it catching?"))
    typed = {
        label: service.ask(Incoming(label, context="contagious", choices=answer.buttons))
        for label in ("Not this", "more")
    }

    assert typed["Not this"].title == service.faq.community.lines.others_title
    assert typed["more"].buttons[-2].press == Press(Verb.BACK, "contagious")


@pytest.mark.parametrize("said", ["more", "tell me more", "go on"])
@pytest.mark.parametrize("choices", [(), (Button("More", Press(Verb.MORE, "ivig")),)])
def test_more_in_reply_to_an_answer_opens_the_whole_of_it(service: Service, said: str, choices: tuple[Button, ...]):
    reply = service.ask(Incoming(said, context="ivig", choices=choices))

    assert reply == service.press(Press(Verb.MORE, "ivig")).whole
    assert not reply.short


def test_more_in_reply_to_nothing_asks_for_the_question(service: Service):
    reply = service.ask(Incoming("more"))

    assert (reply.outcome, reply.entry) == (Outcome.NOT_COVERED, "carry-on")


@pytest.mark.parametrize(
    ("said", "entry"), [("and side effects?", "ivig-side-effects"), ("what happens that day", "infusion-day")]
)
def test_what_follows_a_personal_decision_is_not_that_decision_once_more(service: Service, said: str, entry: str):
    decision = service.explain(Incoming(said, context="start-stop-treatment")).decision

    assert decision.outcome is not Outcome.CARE_TEAM
    assert entry in {decision.entry, *decision.suggestions}


def test_a_reply_in_words_that_no_phrase_has_is_no_error(service: Service):
    assert service.ask(Incoming("xqzv", context="ivig")).outcome is Outcome.NOT_COVERED


@pytest.mark.parametrize("said", ["what is mmn", "foot drop", "tell me about ivig"])
def test_a_reply_that_is_whole_by_itself_is_not_asked_back(service: Service, said: str):
    assert service.ask(Incoming(said, context="other-treatments")).entry == replied(service, said, choices=())


def test_no_to_small_talk_or_to_a_menu_brings_no_empty_choice(service: Service):
    menu = service.browse()

    for asked in (Incoming("no", context="greetings"), Incoming("no", choices=menu.buttons)):
        assert service.ask(asked).entry == "disagreement"


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("\U0001f44d", "acknowledgement"),
        ("\u2764\ufe0f", "thanks"),
        ("\U0001f62d", "low-moment"),
        ("\U0001f602\U0001f602", "jokes"),
    ],
)
def test_an_emoji_alone_gets_the_word_that_it_stands_for(service: Service, said: str, entry: str):
    assert service.ask(Incoming(said)).entry == entry
    assert service.ask(Incoming(said, addressed=False)).outcome is Outcome.SILENT


def test_an_emoji_that_no_phrase_has_opens_the_menu_whatever_it_is_called(service: Service):
    assert (
        service.ask(Incoming("\U0001f494\U0001f525")).buttons == service.ask(Incoming("?")).buttons
    )  # it is called heart


@pytest.mark.parametrize(
    "said", ["no, I mean the needle test, emg", "I asked about the EMG", "not that, what is an emg", "wrong. emg?"]
)
def test_who_corrects_the_bot_does_not_get_the_same_once_more(service: Service, said: str):
    assert replied(service, said, context="nerve-conduction-study", choices=()) == "emg"


def test_who_only_refuses_is_offered_something_else_and_not_the_whole_of_it(service: Service):
    reply = service.ask(Incoming("no, not the weather", context="cold-weather"))

    assert reply.entry != "cold-weather"


@pytest.mark.parametrize(
    ("said", "context", "meant"),
    [
        ("not this. I ask what this disease is", "do-i-have-mmn", "what-is-mmn"),
        ("no. I ask OTHER treatments, not stopping", "start-stop-treatment", "other-treatments"),
        ("you did not answer me about my cramps", "ivig", "cramps-twitching"),
        ("It is not low mood. Can he still work with MMN?", "emotional-support", "work-benefits"),
    ],
)
def test_who_corrects_the_bot_and_says_what_they_want_gets_that_or_is_asked_back_about_it(
    service: Service, said: str, context: str, meant: str
):
    decision = service.explain(Incoming(said, context=context)).decision

    assert meant in {decision.entry, *decision.suggestions}
    assert decision.entry != context


@pytest.mark.parametrize("said", ["thats not what i asked", "no, not this", "wrong"])
def test_who_only_refuses_says_nothing_that_could_be_looked_for(service: Service, said: str):
    assert service.decide(Incoming(said, context="ivig")).press == Press(Verb.OTHERS, "ivig")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("thank you, I cry now. I am a hairdresser, my scissors hand is tired, what can I do", "work-benefits"),
        ("ok cool thanks. so will it get worse in ten years", "progression"),
    ],
)
def test_a_question_beside_talk_is_answered_or_asked_back_about(service: Service, said: str, meant: str):
    decision = service.explain(Incoming(said)).decision

    assert meant in {decision.entry, *decision.suggestions}


def test_who_asks_once_more_for_what_they_have_just_read_gets_the_whole_of_it_as_all_there_is(service: Service):
    reply = service.ask(Incoming("but can one catch it", context="contagious"))

    assert reply.entry == "contagious"
    assert not reply.short
    assert reply.blocks[0].text.startswith("This is all that I have on it.")


def test_what_was_read_twice_is_not_read_out_a_third_time(service: Service):
    """Talk or another answer may stand between."""
    asked = Incoming("but can one catch it", context="thanks", shown=("contagious", "ivig"))
    again = service.ask(asked)
    reply = service.ask(replace(asked, context="contagious", shown=("contagious", "contagious")))

    assert again.blocks[0].text.startswith("This is all that I have on it.")
    assert (reply.outcome, reply.entry, len(reply.blocks)) == (Outcome.ANSWER, "contagious", 1)
    assert Press(Verb.MORE, "contagious") in {button.press for button in reply.buttons}
    assert {Verb.SEND, Verb.TOPICS, Verb.SUPPORT} <= {button.press.verb for button in reply.buttons}


def test_who_comes_back_to_a_subject_after_others_gets_its_answer(service: Service):
    reply = service.ask(Incoming("is mmn contagious", context="ivig", shown=("contagious", "contagious", "ivig")))

    assert reply.blocks == service.show("contagious").blocks


def test_who_cries_once_more_is_never_told_that_this_is_all_there_is(service: Service):
    said = "how do I cope with the low mood"

    reply = service.ask(Incoming(said, context="emotional-support", shown=("emotional-support",) * 3))

    assert reply.blocks == service.ask(Incoming(said)).blocks
    assert reply.numbers


def test_a_second_question_stands_below_what_was_shown_before(service: Service):
    reply = service.ask(Incoming("is mmn contagious or fatal", shown=("contagious", "life-expectancy")))

    assert reply.blocks[0].text.startswith("This is all that I have on it.")
    assert {reply.entry, reply.buttons[0].press.target} == {"contagious", "life-expectancy"}


def test_what_is_chosen_by_its_name_is_shown_as_often_as_one_likes(service: Service):
    choices = service.ask(Incoming("hands")).buttons
    first = choices[0].press.target

    reply = service.ask(Incoming("1", choices=choices, shown=(first, first)))

    assert reply.blocks == service.show(first).blocks


def test_who_only_wants_to_read_on_is_not_told_that_this_is_all(service: Service):
    reply = service.ask(Incoming("more please", context="contagious"))

    assert reply.entry == "contagious"
    assert reply.blocks == service.show("contagious").blocks


def test_who_says_that_the_bot_repeats_itself_is_not_sent_elsewhere(service: Service):
    assert service.ask(Incoming("you already told me this", context="pregnancy")).entry == "same-again"


@pytest.mark.parametrize("said", ["tl;dr", "too long, one line please"])
def test_who_finds_it_too_long_gets_what_is_seen_of_it_at_once(service: Service, said: str):
    whole = service.press(Press(Verb.MORE, "ivig"))
    reply = service.ask(Incoming(said, context="ivig", choices=whole.buttons))

    assert reply.entry == "ivig"
    assert reply.short


def test_a_no_to_a_personal_decision_leads_to_what_is_near_it(service: Service):
    reply = service.ask(Incoming("no, that is not it", context="start-stop-treatment"))

    assert any(button.press.verb is Verb.SHOW for button in reply.buttons)


def test_the_numbers_stay_in_sight_behind_talk_that_does_not_end_an_emergency(service: Service):
    card = "suicidal-thoughts"
    talk = service.ask(Incoming("yes I mean it", context=card))
    reply = service.ask(Incoming("it is a long evening", context=talk.entry, subject=card))
    over = service.ask(Incoming("it is a long evening", context="all-clear", subject=card))

    assert reply.outcome is Outcome.URGENT or reply.above
    assert not over.above


@pytest.mark.parametrize("said", ["no, I'm not at the hospital, should he drive me there", "no it's getting worse"])
def test_a_no_after_a_card_is_no_all_clear_unless_it_says_so(service: Service, said: str):
    assert replied(service, said, context="sepsis", choices=()) not in {"all-clear", "no-emergency"}
    assert replied(service, "no no I'm fine, it was a mistake", context="sepsis", choices=()) == "no-emergency"


@pytest.mark.parametrize(
    ("said", "card"),
    [
        ("I have this number in my hand, what do I even say to them", "suicidal-thoughts"),
        ("I cannot make a call, I have no credit", "infusion-reaction"),
        ("is it not enough to wait until the clinic opens", "sudden-weakness"),
        ("who do I tell, in a town where everybody knows me?", "suicidal-thoughts"),
        ("It goes a little into the left arm, but with MMN that arm is always bad", "chest-pain"),
    ],
)
def test_who_answers_a_card_and_may_be_in_danger_still_keeps_the_numbers(service: Service, said: str, card: str):
    """None of these is an emergency by its words."""
    alone, reply = service.ask(Incoming(said)), service.ask(Incoming(said, context=card))

    assert alone.outcome is not Outcome.URGENT
    assert reply.outcome is Outcome.URGENT or reply.above
    assert Press(Verb.SHOW, card) in {button.press for button in reply.buttons}


def test_the_numbers_come_once_more_without_the_text_that_was_just_read(service: Service):
    first = service.ask(Incoming("I want to die"))
    again = service.ask(Incoming("I want to die", context=first.entry, choices=first.buttons))

    assert again.numbers == first.numbers
    assert set(again.blocks).isdisjoint(first.blocks)
    assert service.press(again.buttons[0].press).blocks == first.blocks


def test_an_emergency_that_no_entry_stands_for_brings_the_numbers_also_where_nothing_was_said_before(service: Service):
    reply = service.word(Decision(Outcome.URGENT, "by a rule without an entry"), Incoming("help"))

    assert reply.outcome is Outcome.URGENT
    assert reply.numbers


def test_behind_a_card_the_numbers_of_a_country_are_still_told(service: Service):
    """Also where the words that ask for them are a cry for help in themselves, the card of which was just shown."""
    assert service.ask(Incoming("crisis line ireland", context="suicidal-thoughts")).country == "IE"
    assert service.ask(Incoming("suicide line canada", context="suicidal-thoughts")).country == "CA"


@pytest.mark.parametrize(
    ("said", "card"),
    [
        ("no it is worse, I can't breathe", "breathing-emergency"),
        ("not better, still can't breathe", "breathing-emergency"),
        ("i said I want to die", "suicidal-thoughts"),
        ("no, my chest hurts now", "chest-pain"),
        ("no i mean should i stop my ivig", "start-stop-treatment"),
    ],
)
def test_who_insists_on_an_emergency_or_a_decision_is_no_less_believed_than_who_says_it_first(
    service: Service, said: str, card: str
):
    insisting = service.explain(Incoming(said, context=card)).decision

    assert (insisting.outcome.value, insisting.entry) == (service.faq.entries[card].kind.value, card)


def test_what_somebody_asks_about_next_is_asked_whatever_they_joke_before(service: Service):
    reply = service.ask(Incoming("lol you sound like my mum. ok what about creatine", context="exercise"))

    assert reply.entry == "diet-supplements"
