"""Stories with the real FAQ: what a member says, and what comes back."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.answering import presses
from bot.answering.policy import OUTCOMES, Decision
from bot.answering.service import Service
from bot.content import load
from bot.matching import IndexCache
from bot.model import Button, Incoming, Keeping, Kind, Outcome, Paragraph, Press, Reply, Verb, code_of

FAQ = Path(__file__).parents[2] / "faq" / "en"


def ask(service: Service, said: str, *, addressed: bool = True) -> Reply:
    return service.ask(Incoming(said, addressed=addressed))


@pytest.mark.parametrize(
    ("said", "outcome", "entry"),
    [
        ("is it catching?", Outcome.ANSWER, "contagious"),
        ("wich docter do i ned for mmn", Outcome.ANSWER, "which-doctor"),
        ("can i stp my treatmnt for a mnth", Outcome.CARE_TEAM, "start-stop-treatment"),
        ("my thraot is closng up after ivgi", Outcome.URGENT, "infusion-reaction"),
        ("does mmn run in families", Outcome.NOT_COVERED, "heredity"),
        ("treatments for a pinched nerve", Outcome.NOT_COVERED, "other-conditions"),
        ("hi bot. is mmn fatal", Outcome.ANSWER, "life-expectancy"),
        ("is MMN the same as lou gehrigs", Outcome.ANSWER, "mmn-vs-als"),
        ("I don't want to be here any more", Outcome.URGENT, "suicidal-thoughts"),
        ("I can't brea the", Outcome.URGENT, "breathing-emergency"),
        ("what is 40 + 2", Outcome.NOT_COVERED, "silliness"),
        ("what does fyi mean", Outcome.NOT_COVERED, ""),
        ("does nexotrimab help with mmn", Outcome.NOT_COVERED, ""),
        ("hi, help", Outcome.ANSWER, "about-this-bot"),
        (
            "Good morning all, I hope everybody had a lovely weekend and the sun is out where you are. is mmn fatal",
            Outcome.ANSWER,
            "life-expectancy",
        ),
    ],
)
def test_what_members_say_comes_to_what_a_moderator_would_do(service: Service, said: str, outcome: Outcome, entry: str):
    reply = ask(service, said)

    assert (reply.outcome, reply.entry) == (outcome, entry)


@pytest.mark.parametrize(
    "said",
    [
        "thanks everyone, had my ivig today",
        "good luck with your EMG tomorrow Pete",
        "my neurologist is brilliant",
        "who needs thumbs anyway",
    ],
)
def test_ordinary_talk_that_was_overheard_is_met_with_silence(service: Service, said: str):
    assert ask(service, said, addressed=False) == Reply(Outcome.SILENT)


def test_a_clear_question_that_was_overheard_is_answered(service: Service):
    assert ask(service, "does anyone know if MMN is contagious?", addressed=False).entry == "contagious"


def test_an_emergency_is_answered_even_when_overheard(service: Service):
    reply = ask(service, "my throat is closing and I can't breathe since the drip", addressed=False)

    assert reply.outcome is Outcome.URGENT


def test_every_answer_carries_sources_review_date_disclaimer_and_organisations(service: Service):
    for entry in service.faq.entries.values():
        if entry.kind is Kind.ANSWER:
            reply = service.show(entry.id)
            assert reply.sources, entry.id
            assert reply.reviewed == entry.reviewed, entry.id
            assert reply.disclaimer == service.faq.community.disclaimer
            assert 1 <= len(reply.organisations) <= 2
            leads_elsewhere = {Verb.THEME, Verb.TOPICS, Verb.SUPPORT, Verb.COUNTRY}
            assert len([button for button in reply.buttons if button.press.verb not in leads_elsewhere]) <= 4


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("no puedo respirar", "breathing-emergency"),
        ("ich bekomme keine Luft", "breathing-emergency"),
        ("quiero morir", "suicidal-thoughts"),
        ("je veux mourir", "suicidal-thoughts"),
    ],
)
def test_an_emergency_in_another_language_is_heard(service: Service, said: str, entry: str):
    assert ask(service, said).entry == entry


def test_a_cry_for_help_at_the_end_of_a_very_long_message_is_heard(service: Service):
    story = "We went to the lake and had a lovely day with the dog. " * 100

    assert ask(service, f"{story}I want to kill myself.").entry == "suicidal-thoughts"


def test_an_emergency_card_shows_numbers_and_the_way_to_those_of_a_country(service: Service):
    reply = ask(service, "crushing chest pain right now")

    shown = str(reply.numbers)
    assert "United Kingdom: 999" in shown
    assert "your local emergency number" in shown
    assert (reply.sources, reply.organisations, reply.disclaimer) == ((), (), "")
    assert reply.buttons == (Button("Numbers for my country", Press(Verb.COUNTRY, back="chest-pain")),)


def test_a_known_country_has_its_own_numbers_alone(service: Service):
    reply = service.ask(Incoming("I want to end my life"), "CA")

    shown = str(reply.numbers)
    assert "988" in shown
    assert "116 123" not in shown
    assert "findahelpline.com" in shown


def test_a_country_brings_its_organisations_first(service: Service):
    assert service.show("ivig", country="AU").organisations[0].id == "gbs-cidp-nsw"


def test_when_unsure_the_bot_asks_back_with_one_tap_choices(service: Service):
    reply = ask(service, "hands")

    assert reply.outcome is Outcome.SUGGEST
    assert 2 <= len(reply.buttons) <= 5
    assert reply.buttons[-1] == Button("None of these", Press(Verb.NONE))
    tapped = service.press(reply.buttons[0].press)
    assert tapped.outcome in {Outcome.ANSWER, Outcome.NOT_COVERED}


@pytest.mark.parametrize("said", ["", "   ", "\U0001fab5", "?!", "@bot"])
def test_a_question_without_words_opens_the_menu(service: Service, said: str):
    reply = ask(service, said)

    assert reply.buttons[0].press == Press(Verb.THEME, "basics")


def test_a_message_in_another_script_is_told_honestly_that_there_is_no_answer(service: Service):
    reply = ask(service, "\u4ec0\u4e48\u662f\u591a\u7076\u6027\u8fd0\u52a8\u795e\u7ecf\u75c5")

    assert (reply.outcome, reply.entry) == (Outcome.NOT_COVERED, "")


def test_a_message_in_another_language_is_not_guessed_at_and_gets_the_numbers(service: Service):
    reply = ask(service, "cual es el tratamiento para la enfermedad")

    assert reply.title == service.faq.community.lines.foreign_title
    assert "your local emergency number" in str(reply.numbers)


def test_every_button_leads_somewhere_and_fits_a_telegram_button(service: Service):
    waiting = [button.press for button in service.browse().buttons]
    seen: set[Press] = set()
    while waiting:
        press = waiting.pop()
        if press not in seen:
            seen.add(press)
            reply = service.press(press)
            assert reply.title or reply.blocks, press
            assert press.verb is Verb.SEND or presses.read(str(press)) == press  # what is not held cannot be sent
            longest = str(replace(press, about="0" * 12))
            assert len(longest.encode()) <= 64
            assert presses.read(longest)
            waiting += [button.press for button in reply.buttons]
    shown = {press.target for press in seen if press.verb is Verb.SHOW}
    answers = {entry.id for entry in service.faq.entries.values() if entry.kind is Kind.ANSWER}
    assert answers <= shown


def test_a_button_to_an_entry_that_was_removed_says_so_and_shows_the_menu(service: Service):
    reply = service.press(Press(Verb.SHOW, "removed-last-week"))

    assert reply.title == service.faq.community.lines.gone_title
    assert reply.buttons


def test_not_this_shows_other_entries(service: Service):
    reply = service.press(Press(Verb.OTHERS, "ivig"))

    *_, none, back = reply.buttons
    assert (none.press, back.press) == (Press(Verb.NONE), Press(Verb.BACK, "ivig"))
    assert Press(Verb.SHOW, "ivig") not in [button.press for button in reply.buttons[:-1]]
    assert len(reply.buttons) == 6


@pytest.mark.parametrize("way", ["a tap", "typed", "typed after more"])
@pytest.mark.parametrize("entry", ["exercise", "insurance-cost", "dose"])
def test_not_this_leads_to_what_the_question_may_have_meant_besides(service: Service, entry: str, way: str):
    decision = Decision(OUTCOMES[service.faq.entries[entry].kind], "", entry, instead=("driving", "ivig"))
    answer = service.word(decision, Incoming("a question"))
    if way == "typed after more":
        answer = service.ask(Incoming("more", context=entry, choices=answer.buttons))
    refusing = {Verb.OTHERS, Verb.NOT_HELPED}
    [refused] = [button.press for button in answer.buttons if button.press.verb in refusing]
    press = presses.read(str(refused))

    assert press
    others = (
        service.press(press)
        if way == "a tap"
        else service.ask(Incoming("no, not that", context=entry, choices=answer.buttons))
    )

    assert [one.press.target for one in others.buttons if one.press.verb is Verb.SHOW] == ["driving", "ivig"]


@pytest.mark.parametrize(
    ("codes", "offered"),
    [
        (["cure", "cure", "ivig", "driving"], ["cure", "driving"]),
        (["cure", "suicidal-thoughts", "dose", "thanks", "gone"], ["cure", "dose"]),
        (["cure", "driving", "causes", "travel", "exercise", "diagnosis"], ["cure", "driving", "causes", "travel"]),
    ],
)
def test_of_what_a_button_names_only_what_may_be_offered_is_each_once_and_a_few(
    service: Service, codes: list[str], offered: list[str]
):
    """A button may be forged, or so old that what it names is the refused entry now."""
    press = presses.read(f"others:ivig={''.join(map(code_of, codes))}")

    assert press
    assert [one.press.target for one in service.press(press).buttons if one.press.verb is Verb.SHOW] == offered


def test_what_a_question_may_have_meant_besides_is_found_under_the_id_that_it_has_now(service: Service):
    renamed = replace(service.faq, aliases={"old-name": "ivig"})

    assert renamed.coded([code_of("old-name"), code_of("gone"), code_of("cure")]) == ["ivig", "cure"]


def _verbs(reply: Reply) -> list[Verb]:
    return [button.press.verb for button in reply.buttons]


def test_an_answer_leads_to_the_next_question_and_asks_whether_it_helped(service: Service):
    assert _verbs(ask(service, "is it catching?")) == [Verb.SHOW, Verb.HELPED, Verb.NOT_HELPED, Verb.MORE]


def test_all_else_that_leads_on_from_an_answer_stands_behind_more_with_the_way_back(service: Service):
    related, theme, votes = [Verb.SHOW] * 2, [Verb.THEME], [Verb.HELPED, Verb.NOT_HELPED]

    assert _verbs(service.press(Press(Verb.MORE, "contagious"))) == [*related, *theme, *votes, Verb.BACK, Verb.SUPPORT]


def test_an_entry_that_was_chosen_leads_back_to_its_theme(service: Service):
    reply = service.show("contagious")

    assert Press(Verb.THEME, "basics") in [button.press for button in reply.buttons]
    assert Verb.OTHERS not in _verbs(reply)


def test_an_answer_that_did_not_help_leads_to_others_to_the_moderators_and_back(service: Service):
    reply = service.press(Press(Verb.NOT_HELPED, "contagious"))

    assert reply.title == "Thank you for telling me"
    assert _verbs(reply) == [Verb.SHOW] * 4 + [Verb.SEND, Verb.BACK]
    assert reply.buttons[-1].press.target == "contagious"


def test_a_vote_shows_the_same_entry_without_the_choice_to_vote(service: Service):
    reply = service.press(Press(Verb.HELPED, "contagious"))

    assert reply.entry == "contagious"
    assert not {Verb.HELPED, Verb.NOT_HELPED} & set(_verbs(reply))


def test_pages_are_filled_in(service: Service):
    kept = Keeping(posted=True, days=30)
    pages = [service.help(), service.page("about", "", kept), service.privacy(kept), service.urgent(), service.sorry()]

    for page in pages:
        assert page.title
        assert page.blocks
        assert "{" not in str((page.title, page.blocks))
    assert service.faq.community.contact in str(service.privacy(kept).blocks)
    assert "112" in str(service.urgent("GB").numbers)


@pytest.mark.parametrize(
    ("keeping", "told"),
    [
        (Keeping(), ["You cannot send a question", "stays on the computer"]),
        (Keeping(posted=True), ["only after a second tap", "in the moderators' chat", "stays on the computer"]),
        (Keeping(days=30), ["only after a second tap", "encrypted, for 30 days"]),
        (Keeping(posted=True, days=7, here=False), ["in the moderators' chat", "for 7 days", "in a database"]),
    ],
)
def test_the_privacy_page_says_what_the_settings_in_force_do(service: Service, keeping: Keeping, told: list[str]):
    page = str(service.privacy(keeping).blocks)

    assert [line for line in told if line not in page] == []
    assert ("I keep these words, encrypted" in page) == bool(keeping.days)
    assert ("the moderators can answer you through me" in page) == keeping.posted
    assert ("moderators' chat" in page) == keeping.posted


def test_what_members_are_promised_first_is_what_the_privacy_page_says(service: Service):
    community = service.faq.community
    privacy = str(service.privacy(Keeping(posted=True, days=30)).blocks)
    about = str(service.page("about", "", Keeping()).blocks)
    greeting = community.telegram.greeting_sees_all
    promises = (privacy, about, community.lines.welcome_text, community.telegram.description, greeting)

    for promise in promises:
        assert "I never store or log what you write" in promise
        assert "unless you choose to send a question" in promise


def test_what_was_held_about_a_member_is_said(service: Service):
    assert "(3)" in str(service.forgotten(3).blocks)
    assert service.forgotten(0).blocks != service.forgotten(3).blocks


@pytest.mark.parametrize("said", ["trombone", "xylophone", "umbrella", "the big red bus", "pancake"])
def test_one_rare_word_out_of_a_phrase_is_no_question_that_is_surely_understood(service: Service, said: str):
    assert ask(service, said).outcome in {Outcome.SUGGEST, Outcome.NOT_COVERED}


class _BrokenSafety:
    def flags(self, _reading: object) -> None:
        raise KeyError("my secret words")


def test_a_failure_of_the_safety_step_shows_the_numbers_and_logs_no_word(
    index_cache: IndexCache, caplog: pytest.LogCaptureFixture
):
    broken = Service(load(FAQ), index_cache)
    broken._decider._hearing.safety = _BrokenSafety()  # type: ignore[assignment]

    with caplog.at_level(logging.DEBUG):
        reply = ask(broken, "my secret words")

    assert reply.outcome is Outcome.URGENT
    assert "999" in str(reply.numbers)
    assert "KeyError" in caplog.text
    assert "secret" not in caplog.text


WORDS = [
    "no",
    "option",
    "yes",
    "the",
    "second",
    "last",
    "mmn",
    "ivig",
    "help",
    "uk",
    "not",
    "i meant",
    "1",
    "12",
    "+",
    "-",
    "&",
    "?",
]
OFFERED = (Button("Is there a cure?", Press(Verb.SHOW, "cure")), Button("None of these", Press(Verb.NONE)))
ODD = st.builds(
    Incoming,
    st.one_of(
        st.text(max_size=500),
        st.text(alphabet="\u200b\u202e\u0301(){}[]?!. ", max_size=2000),
        st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
        st.lists(st.sampled_from(WORDS), max_size=4).map("".join),
    ),
    addressed=st.booleans(),
    context=st.sampled_from(["", "ivig", "thanks", "chest-pain", "gone"]),
    choices=st.sampled_from([(), OFFERED]),
)


@example(Incoming("thanks, no1"))
@given(ODD)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_message_however_odd_fails_or_is_left_without_a_reply(
    service: Service, caplog: pytest.LogCaptureFixture, said: Incoming
):
    reply = service.ask(said)

    assert "could not be answered" not in caplog.text
    assert reply.title or reply.blocks or not said.addressed


@pytest.mark.parametrize(
    "said",
    ["a" * 100_000, "\u0301" * 100_000, "\u202e\u200f" * 50_000, "(" * 100_000, "\U0001f600" * 100_000, "ab " * 40_000],
)
def test_a_hundred_thousand_characters_get_a_reply(service: Service, said: str):
    assert service.ask(Incoming(said)).outcome is not Outcome.SILENT


def test_that_an_illness_is_not_gone_into_is_said_only_where_no_answer_compares_it(service: Service):
    """Our sources do go into ALS, beside MMN."""
    lupus, als = ask(service, "can I sue who said it was lupus"), ask(service, "can I sue who said it was ALS")

    assert "lupus" in str(lupus.blocks)
    assert "do not go into" not in str(als.blocks)


def test_what_may_be_an_emergency_is_answered_and_told_what_to_do_if_it_is_one(service: Service):
    decision = Decision(Outcome.ANSWER, "a rule", "contagious", doubt="chest-pain")

    reply = service.word(decision, Incoming("it catches me in the chest"), "GB")

    assert reply.title == "Is MMN contagious?"
    assert reply.above == "If this is happening now, do not wait for me. Call 999 / 112, and say where you are."
    assert service.press(reply.buttons[0].press).outcome is Outcome.URGENT


def test_what_is_hardly_an_emergency_is_answered_and_whom_to_call_stands_below(service: Service):
    decision = Decision(Outcome.ANSWER, "a rule", "contagious", doubt="chest-pain", faint=True)
    usual = service.word(replace(decision, doubt="", faint=False), Incoming(""))

    reply = service.word(decision, Incoming("it catches me in the chest"), "GB")

    assert (reply.above, reply.below) == ("", "If anybody is in danger now, call 999 / 112.")
    assert reply.buttons[:-1] == usual.buttons[1:]
    assert service.press(reply.buttons[-1].press).outcome is Outcome.URGENT


@pytest.mark.parametrize("faint", [True, False])
def test_beside_a_note_of_doubt_the_second_of_two_questions_keeps_its_button(service: Service, *, faint: bool):
    decision = Decision(Outcome.ANSWER, "a rule", "contagious", doubt="chest-pain", faint=faint, also="life-expectancy")

    assert Press(Verb.SHOW, "life-expectancy") in [one.press for one in service.word(decision, Incoming("")).buttons]


@pytest.mark.parametrize("said", ["should i stop ivig", "what about the cost of ivig", "hand tired"])
def test_every_reply_that_is_no_sure_answer_leads_to_help(service: Service, said: str):
    reply = service.ask(Incoming(said))

    assert reply.outcome is not Outcome.ANSWER
    assert "/urgent" in reply.below


def test_an_answer_and_small_talk_are_left_without_it(service: Service):
    assert service.ask(Incoming("is mmn contagious")).below == ""
    assert service.ask(Incoming("good morning everyone")).below == ""


def test_the_name_of_a_medicine_alone_is_told_as_unknown_and_not_greeted(service: Service):
    assert "gilenya" in ask(service, "gilenya").title


@pytest.mark.parametrize("said", ["I call 911 here? I am in Manila", "WHAT NUMBER FOR PHILIPPINES"])
def test_who_asks_whom_to_call_behind_a_card_gets_numbers(service: Service, said: str):
    reply = service.ask(Incoming(said, context="head-injury"))

    assert reply.outcome is Outcome.URGENT
    assert reply.numbers


def test_the_card_of_a_personal_decision_can_be_chosen_where_the_bot_is_not_sure_that_it_is_one(service: Service):
    asked = service.word(Decision(Outcome.SUGGEST, "", suggestions=("ivig-schedule", "dose")), Incoming("more often?"))

    [card] = [button for button in asked.buttons if button.press.target == "dose"]
    assert card.label == service.faq.entries["dose"].label
    assert service.ask(Incoming("the second one", choices=asked.buttons)).entry == "dose"
    assert service.press(card.press).blocks == service.show("dose").blocks


@pytest.mark.parametrize("before", [{"context": "thanks"}, {"context": "ivig", "shown": ("thanks", "ivig")}])
def test_talk_is_not_answered_twice_in_the_same_words(service: Service, before: dict[str, str]):
    thanks = service.faq.entries["thanks"]

    assert ask(service, "thank you").blocks == thanks.answer
    assert service.ask(Incoming("thank you", **before)).blocks == (Paragraph(thanks.again),)


@pytest.mark.parametrize("card", ["", "suicidal-thoughts", "emotional-support"])
@pytest.mark.parametrize(
    "said",
    ["Didn't ask for a crisis line. Christ.", "why do you give me a crisis number", "stop sending me helpline numbers"],
)
def test_who_refuses_numbers_to_call_gets_none(service: Service, said: str, card: str):
    assert service.ask(Incoming(said, context=card, subject=card)).outcome is not Outcome.URGENT


@pytest.mark.parametrize(
    "said",
    [
        "is there no crisis line in india",
        "I do not want to talk, crisis line please",
        "I don't need a lecture, give me the crisis line number",
        "why do you not give me the crisis line",
        "I don't want a crisis line, I want the emergency number",
        "no more talk. crisis line",
    ],
)
def test_a_no_to_something_else_beside_numbers_refuses_none(service: Service, said: str):
    assert ask(service, said).outcome is Outcome.URGENT


def test_a_whole_question_is_no_choice_by_the_words_that_a_label_has_too(service: Service):
    offered = tuple(
        Button(service.faq.entries[entry].label, Press(Verb.SHOW, entry)) for entry in ("causes", "contagious")
    )

    assert service.ask(Incoming("what is mmn", choices=offered)).entry == "what-is-mmn"
    assert service.ask(Incoming("the cause one please", choices=offered)).entry == "causes"


def test_what_is_sensitive_is_not_offered_where_it_is_unlikely(service: Service, index_cache: IndexCache):
    said = Incoming("hands")
    every = {entry_id: replace(entry, sensitive=True) for entry_id, entry in service.faq.entries.items()}
    shy = Service(replace(service.faq, entries=every), index_cache)

    assert service.faq.entries["end-of-life-wishes"].sensitive
    offered, likely = (set(one.decide(said).suggestions) for one in (service, shy))
    assert likely < offered


@pytest.mark.parametrize("word", ["crazy", "starving", "weird", "apple", "door", "boiling"])
def test_one_usual_word_raises_no_alarm_and_no_doubt(service: Service, word: str):
    decision = service.decide(Incoming(word))

    assert decision.outcome is not Outcome.URGENT
    assert not decision.doubt


@pytest.mark.parametrize("word", ["bleeding", "drowning", "overdose", "choking", "unconscious", "suicidal", "stabbed"])
def test_one_word_that_cries_for_help_brings_the_numbers(service: Service, word: str):
    assert service.decide(Incoming(word)).outcome is Outcome.URGENT
