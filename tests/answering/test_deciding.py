"""Stories of messages that say several things, or half a thing."""

from dataclasses import replace

import pytest

from bot.answering.deciding import learned_from
from bot.answering.service import Service
from bot.model import Incoming, Kind, Outcome


@pytest.mark.parametrize(
    ("said", "first", "second"),
    [
        ("Is MMN catching? And does it get worse as the years go by?", "progression", "contagious"),
        ("fatal? curable?", "life-expectancy", "cure"),
        ("is mmn contagious or fatal", "contagious", "life-expectancy"),
        ("how's mmn found and treated", "treatment", "diagnosis"),
        ("Does MMN get worse over time, and does the cold make the hands worse too?", "progression", "cold-weather"),
    ],
)
def test_of_two_questions_one_is_answered_and_the_other_stands_on_the_first_button(
    service: Service, said: str, first: str, second: str
):
    """Joined by a mark or a word, short or long, also where the FAQ only points to someone for one of them."""
    reply = service.ask(Incoming(said))

    assert reply.outcome is Outcome.ANSWER
    assert {reply.entry, reply.buttons[0].press.target} == {first, second}


@pytest.mark.parametrize(
    "said", ["does mmn cause cramps and twitching?", "is it the hands and feet that get weak first"]
)
def test_what_joins_two_things_in_one_question_makes_no_two_of_it(service: Service, said: str):
    assert service.explain(Incoming(said)).decision.also == ""


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("ok thank you for the help brother, God bless you. back to driving, must I tell the taxi company?", "driving"),
        ("Our daughter is over from Canada, we had a lovely weekend. is mmn fatal", "life-expectancy"),
    ],
)
def test_a_sure_question_behind_talk_is_answered(service: Service, said: str, entry: str):
    assert service.ask(Incoming(said)).entry == entry


def test_talk_behind_which_nothing_sure_is_asked_stays_talk(service: Service):
    assert service.ask(Incoming("Thank you so much for all of this. and is it, hm?")).entry in {
        "thanks",
        "acknowledgement",
    }


@pytest.mark.parametrize("said", ["what if", "how long", "can I", "why does it", "where do"])
def test_half_a_question_is_no_question_yet(service: Service, said: str):
    assert service.ask(Incoming(said)).title == "What would you like to know?"
    assert service.ask(Incoming(said, addressed=False)).outcome is Outcome.SILENT


@pytest.mark.parametrize(
    ("said", "entry"), [("b12", "diet-supplements"), ("why me", "causes"), ("who gets it", "who-gets-it")]
)
def test_a_few_letters_that_a_phrase_says_are_whole(service: Service, said: str, entry: str):
    assert service.ask(Incoming(said)).entry == entry


def test_one_vague_word_is_asked_back_about(service: Service):
    assert service.ask(Incoming("hands")).outcome is Outcome.SUGGEST


def test_behind_a_card_one_sentence_that_clears_it_takes_the_numbers_out_of_sight(service: Service):
    said = "what no im fine lol. i asked what causes it"

    assert not service.explain(Incoming(said, context="stroke-signs")).decision.doubt
    assert service.explain(Incoming("thanks. what causes it", context="stroke-signs")).decision.doubt


def test_behind_a_card_that_was_not_meant_nothing_else_is_offered_as_if_it_were_a_question(service: Service):
    reply = service.ask(Incoming("that is not what I asked", context="stroke-signs"))

    assert reply.outcome is not Outcome.SUGGEST


def test_a_personal_decision_beside_a_question_is_offered_below_its_answer(service: Service):
    decision = service.explain(
        Incoming("how often do people get infusions and should I stretch mine to 7 weeks")
    ).decision

    assert decision.outcome is Outcome.CARE_TEAM or service.faq.entries[decision.also].kind is Kind.CARE_TEAM


@pytest.mark.parametrize(
    ("said", "context", "entry"),
    [
        ("no son, not ALS, I meant the difference between physio and ot", "mmn-vs-als", "physio-ot"),
        ("that was not my question, I just want to know about pregnancy", "start-stop-treatment", "pregnancy"),
        ("for the benefits I mean, my question is how long until it works", "work-benefits", "ivig-schedule"),
        ("no no. I don't want stop treatment. how I can stop the CRAMP", "start-stop-treatment", "cramps-twitching"),
        ("I asked about the infusion day, not the gym", "exercise", "infusion-day"),
    ],
)
def test_who_says_what_they_mean_gets_just_that(service: Service, said: str, context: str, entry: str):
    decision = service.explain(Incoming(said, context=context)).decision

    assert (decision.entry, decision.doubt) == (entry, "")


@pytest.mark.parametrize(
    "said",
    [
        "no, I can't breathe, I just want to know about pregnancy",
        "I meant I want to die",
        (
            "I meant the drip day. We had a quiet weekend, the boys mowed the lawn and my sister made her apple cake. "
            "My left arm and face went dead just now and I can't speak properly."
        ),
    ],
)
def test_what_is_meant_hides_no_emergency_beside_it(service: Service, said: str):
    assert service.ask(Incoming(said, context="infusion-day")).outcome is Outcome.URGENT


def test_what_only_seems_a_cry_together_with_the_words_that_lead_to_what_is_meant_is_none(service: Service):
    said = "nobody stops anything mate, i just wanna know about pregnancy"
    decision = service.explain(Incoming(said, context="start-stop-treatment")).decision

    assert decision.entry == "pregnancy"


def test_who_says_that_it_is_no_emergency_is_not_answered_on_what_they_say_beside_that(service: Service):
    reply = service.ask(Incoming("why emergency?? I am ok, nothing now. only hand", context="start-stop-treatment"))

    assert reply.entry == "no-emergency"


def test_what_was_just_read_is_asked_back_about_last(service: Service):
    alone, behind = (service.explain(Incoming("hands", context=read)).decision for read in ("", "symptoms"))

    assert alone.suggestions[0] == "symptoms"
    assert behind.suggestions[-1] == "symptoms"


def test_what_a_member_denies_is_no_cry_and_hides_none(service: Service):
    said = "oh for gods sake. i SAID i'm not suicidal. will i be able to play the violin again with treatment"

    assert service.ask(Incoming("im not suicidal")).entry == "no-emergency"
    assert service.explain(Incoming(said, context="suicidal-thoughts")).decision.doubt == ""
    assert service.ask(Incoming("I'm not suicidal but the rope is in my hand")).outcome is Outcome.URGENT


def test_short_sentences_behind_what_is_meant_belong_to_it(service: Service):
    said = "who said anything about stopping?? I asked about pills. Tablets. By mouth."
    decision = service.explain(Incoming(said, context="start-stop-treatment")).decision

    assert decision.entry == "other-treatments"


@pytest.mark.parametrize(
    "said",
    [
        (
            "No, I'm fine, false alarm. We had a quiet weekend, the boys mowed the lawn and my sister made her apple cake. "
            "My left arm and face went dead just now and I can't speak properly."
        ),
        "false alarm. no wait, my chest again",
        "I'm fine but my daughter has stopped breathing",
    ],
)
def test_a_denial_hides_no_cry_that_stands_beside_it(service: Service, said: str):
    decision = service.explain(Incoming(said, context="chest-pain", danger_over=True)).decision

    assert decision.outcome is Outcome.URGENT or decision.doubt


@pytest.mark.parametrize("said", ["ok. " * 1_000, "what? " * 800, "it is raining. I am fine. " * 150])
def test_of_a_thousand_sentences_few_are_looked_at_alone_as_nobody_else_is_answered_meanwhile(
    service: Service, monkeypatch: pytest.MonkeyPatch, said: str
):
    ranks, rank = [], service.matcher.rank_words
    monkeypatch.setattr(service.matcher, "rank_words", lambda *given: ranks.append(1) or rank(*given))

    service.ask(Incoming(said, context="chest-pain"))

    assert len(ranks) <= 100


def test_a_long_story_clears_no_card(service: Service):
    calm = "I am fine. " + "We went to the lake and had a lovely picnic with the children. " * 12

    assert service.explain(Incoming(calm, context="chest-pain")).decision.doubt
    assert not service.explain(Incoming("I am fine.", context="chest-pain")).decision.doubt


def test_how_members_speak_may_be_told_without_learning_the_phrases_anew(service: Service):
    faq = service.faq
    spoken = replace(faq, words=replace(faq.words, polite=(*faq.words.polite, "kind sir"), joining=()))
    known = replace(faq, vocabulary=replace(faq.vocabulary, proper=(*faq.vocabulary.proper, "Timbuktu")))

    learned = list(learned_from(faq).lines())

    assert list(learned_from(spoken).lines()) == learned
    assert list(learned_from(known).lines()) != learned


@pytest.mark.parametrize("said", ["oain", "zour", "gaz", "namaskaar bro"])
def test_what_a_word_was_guessed_to_be_is_neither_answered_nor_pointed_to(service: Service, said: str):
    decision = service.decide(Incoming(said))
    entry = service.faq.entries.get(decision.entry)

    assert entry is None or not entry.kind.is_showable


@pytest.mark.parametrize(("said", "entry"), [("pian", "pain-and-numbness"), ("crampz", "cramps-twitching")])
def test_one_word_with_a_usual_slip_is_answered(service: Service, said: str, entry: str):
    assert service.decide(Incoming(said)).entry == entry
