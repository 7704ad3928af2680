"""The table of outcomes: what is done with which chances, said to the bot or overheard."""

import pytest
from chances import ASKS, STATES, addressed, candidates, overheard

from bot.answering.bars import BARS
from bot.answering.candidates import Candidate
from bot.answering.policy import Decision, decide, keeping_doubt
from bot.answering.question_detection import SpeechAct
from bot.answering.safety import Flags
from bot.model import Kind, Outcome


@pytest.mark.parametrize(
    ("chances", "outcome", "entry"),
    [
        ({"answer_1": 0.9, "answer_2": 0.1}, Outcome.ANSWER, "answer_1"),
        ({"signpost_1": 0.9, "answer_2": 0.1}, Outcome.NOT_COVERED, "signpost_1"),
        ({"care_1": 0.9, "answer_2": 0.1}, Outcome.CARE_TEAM, "care_1"),
        ({"urgent_1": 0.9, "answer_2": 0.1}, Outcome.URGENT, "urgent_1"),
        ({"chatter_1": 0.99, "answer_2": 0.01}, Outcome.NOT_COVERED, "chatter_1"),
        ({}, Outcome.NOT_COVERED, ""),
    ],
)
def test_a_clear_winner_decides_by_its_kind(chances: dict[str, float], outcome: Outcome, entry: str):
    decision = addressed(candidates(**chances))

    assert (decision.outcome, decision.entry) == (outcome, entry)


def test_two_urgent_entries_count_together():
    decision = addressed(candidates(urgent_1=0.25, urgent_2=0.25, answer_1=0.5))

    assert (decision.outcome, decision.entry, decision.confidence) == (Outcome.URGENT, "urgent_1", 0.5)


def test_what_may_be_an_emergency_after_all_comes_out_as_it_would_have_and_says_so():
    decision = addressed(candidates(answer_1=0.8, urgent_1=BARS.doubt, urgent_2=0.01))

    assert (decision.outcome, decision.entry, decision.doubt) == (Outcome.ANSWER, "answer_1", "urgent_1")
    assert addressed(candidates(answer_1=0.9, urgent_1=BARS.doubt / 2)).doubt == ""
    assert addressed(candidates(urgent_1=0.9)).doubt == ""


def test_a_doubt_below_the_bar_of_an_alarm_is_faint():
    near_something_calm = [
        Candidate("urgent_1", Kind.URGENT, 0.5, likeness=0.3),
        Candidate("answer_1", Kind.ANSWER, 0.4, likeness=0.4),
    ]

    assert addressed(candidates(answer_1=0.8, urgent_1=BARS.urgent - 0.01)).faint
    assert not addressed(near_something_calm, Flags(words=10)).faint
    assert not addressed(candidates(answer_1=0.9)).faint


def test_overheard_talk_is_never_doubted():
    assert overheard(candidates(answer_1=0.8, urgent_1=BARS.doubt)).doubt == ""


def test_two_personal_decisions_count_together():
    assert addressed(candidates(care_1=0.3, care_2=0.3, answer_1=0.4)).outcome is Outcome.CARE_TEAM


def test_an_emergency_goes_before_a_personal_decision():
    assert addressed(candidates(care_1=0.5, urgent_1=0.5)).outcome is Outcome.URGENT


@pytest.mark.parametrize(
    ("flags", "said_to_the_bot", "outcome"),
    [
        (Flags(words=3), True, Outcome.URGENT),
        (Flags(words=3), False, Outcome.SILENT),
        (Flags(words=1), True, Outcome.NOT_COVERED),
        (Flags(words=3, asked="sepsis"), True, Outcome.NOT_COVERED),
    ],
)
def test_a_few_words_that_are_surely_a_cry_need_not_be_like_a_phrase(
    flags: Flags, outcome: Outcome, *, said_to_the_bot: bool
):
    """One word may be like a cry by its letters alone; a question about a word is no cry; members' talk needs to be like one."""
    found = [Candidate("urgent_1", Kind.URGENT, BARS.urgent_though_thin, thin=True)]

    assert decide(found, flags, None if said_to_the_bot else STATES).outcome is outcome


def test_a_sign_is_an_emergency_whatever_the_words_around_it_are_like():
    flags = Flags(sign="urgent_1", rule="took an overdose")

    assert addressed(candidates(answer_1=0.99, urgent_1=0.01), flags).entry == "urgent_1"
    assert overheard(candidates(answer_1=0.99, urgent_1=0.01), flags).entry == "urgent_1"
    assert addressed([], flags).outcome is Outcome.URGENT


def test_a_sign_in_another_language_goes_before_saying_that_it_is_not_read():
    assert addressed([], Flags(sign="urgent_1", rule="quiero morir", foreign=True)).outcome is Outcome.URGENT


@pytest.mark.parametrize(
    "chances",
    [
        {"answer_1": BARS.answer - 0.01, "answer_2": 0.1},
        {"answer_1": 0.5, "answer_2": 0.5},
        {"signpost_1": BARS.signpost - 0.01, "answer_2": 0.1},
        {"signpost_1": BARS.signpost + 0.01, "answer_2": BARS.signpost - 0.01},
    ],
)
def test_without_a_clear_winner_the_bot_asks_back(chances: dict[str, float]):
    decision = addressed(candidates(**chances))

    assert decision.outcome is Outcome.SUGGEST
    assert decision.suggestions == tuple(chances)


def test_at_most_four_are_offered_and_none_that_is_not_to_be_chosen():
    found = candidates(
        answer_1=0.3, answer_2=0.2, care_1=0.03, urgent_1=0.1, answer_3=0.09, signpost_4=0.08, answer_5=0.07
    )

    assert addressed(found).suggestions == ("answer_1", "answer_2", "answer_3", "signpost_4")


def test_wild_guesses_are_not_offered_and_that_there_is_no_answer_is_said():
    guesses = addressed(candidates(answer_1=0.09, answer_2=0.08, signpost_1=0.08, chatter_1=0.02))

    assert (guesses.outcome, guesses.entry, guesses.suggestions) == (Outcome.NOT_COVERED, "", ())
    assert addressed(candidates(answer_1=0.12, answer_2=0.08)).suggestions == ("answer_1", "answer_2")


def test_talk_said_to_the_bot_is_taken_for_a_question_where_it_may_be_one():
    greeting_then_question = candidates(chatter_1=0.45, answer_1=0.5)

    assert addressed(greeting_then_question).outcome is Outcome.ANSWER
    assert overheard(greeting_then_question).outcome is Outcome.SILENT


def test_a_question_on_something_that_no_answer_speaks_of_is_not_covered_and_says_what_it_is():
    found = [
        Candidate("treatment", Kind.ANSWER, 0.25, fits=False),
        Candidate("exercise", Kind.SIGNPOST, 0.06, fits=False),
        Candidate("other-conditions", Kind.SIGNPOST, 0.04, fits=True),
    ]

    decision = addressed(found, Flags(named={"sciatica": "sciatica"}))

    assert (decision.outcome, decision.entry, decision.unknown) == (Outcome.NOT_COVERED, "", "sciatica")
    assert decision.suggestions == ("treatment", "other-conditions")


def test_a_signpost_says_what_it_is_that_the_faq_does_not_know():
    decision = addressed([Candidate("other-conditions", Kind.SIGNPOST, 0.9)], Flags(named={"sciatica": "sciatica"}))

    assert (decision.outcome, decision.entry, decision.unknown) == (Outcome.NOT_COVERED, "other-conditions", "sciatica")


def test_talk_of_two_sorts_is_talk():
    """ "That helps, bye" thanks and says goodbye."""
    assert addressed(candidates(chatter_1=0.48, chatter_2=0.48)).entry == "chatter_1"


def test_an_answer_that_speaks_of_what_is_named_is_given():
    found = [Candidate("mmn-vs-als", Kind.ANSWER, 0.9, fits=True)]

    assert addressed(found, Flags(named={"als": "als"})).outcome is Outcome.ANSWER


@pytest.mark.parametrize(("answer", "outcome"), [(0.8, Outcome.ANSWER), (0.1, Outcome.CARE_TEAM)])
def test_a_faint_personal_decision_does_not_keep_a_sure_answer_back(answer: float, outcome: Outcome):
    assert addressed(candidates(answer_1=answer, care_1=BARS.care_team)).outcome is outcome


def test_an_answer_that_does_not_fit_does_not_outweigh_a_personal_decision():
    found = [Candidate("answer_1", Kind.ANSWER, 0.8, fits=False), Candidate("care_1", Kind.CARE_TEAM, 0.35)]

    assert addressed(found, Flags(named={"als": "als"})).outcome is Outcome.CARE_TEAM


@pytest.mark.parametrize(
    ("chances", "choices"),
    [
        ({"care_1": 0.2, "answer_1": 0.3, "signpost_1": 0.1}, ("answer_1", "care_1", "signpost_1")),
        ({"care_1": 0.15, "care_2": 0.1, "answer_1": 0.02}, ("care_1", "answer_1")),
        ({"care_1": 0.2}, ("care_1",)),
        (
            {"answer_1": 0.2, "answer_2": 0.15, "answer_3": 0.14, "answer_4": 0.13, "care_1": 0.125},
            ("answer_1", "answer_2", "answer_3", "care_1"),
        ),
    ],
)
def test_what_may_be_a_personal_decision_is_asked_back_about_with_its_card_among_the_choices(
    chances: dict[str, float], choices: tuple[str, ...]
):
    decision = addressed(candidates(**chances))

    assert (decision.outcome, decision.suggestions) == (Outcome.SUGGEST, choices)


@pytest.mark.parametrize(("chance", "outcome"), [(0.9, Outcome.CARE_TEAM), (0.05, Outcome.ANSWER)])
def test_a_message_of_few_words_is_a_personal_decision_only_where_it_is_like_one(chance: float, outcome: Outcome):
    found = [Candidate("answer_1", Kind.ANSWER, 0.95 - chance, thin=False), Candidate("care_1", Kind.CARE_TEAM, chance)]
    thin = [found[0], Candidate("care_1", Kind.CARE_TEAM, chance, thin=True)]

    assert addressed(found).outcome is outcome
    assert addressed(thin).outcome is not Outcome.CARE_TEAM


@pytest.mark.parametrize(
    ("chances", "form", "outcome"),
    [
        ({"answer_1": 0.9, "answer_2": 0.1}, ASKS, Outcome.ANSWER),
        ({"answer_1": 0.9, "answer_2": 0.1}, STATES, Outcome.SILENT),
        ({"answer_1": 0.9, "answer_2": 0.1}, SpeechAct(asks=True, to_one=True), Outcome.SILENT),
        ({"answer_1": 0.6, "answer_2": 0.4}, ASKS, Outcome.SILENT),
        ({"answer_1": 0.85, "chatter_1": 0.15}, ASKS, Outcome.SILENT),
        ({"signpost_1": 0.95}, ASKS, Outcome.SILENT),
        ({"care_1": 0.95}, ASKS, Outcome.SILENT),
        ({"chatter_1": 0.95}, ASKS, Outcome.SILENT),
        ({"urgent_1": 0.95}, STATES, Outcome.URGENT),
        ({"urgent_1": BARS.urgent_overheard - 0.01}, STATES, Outcome.SILENT),
        ({}, ASKS, Outcome.SILENT),
    ],
)
def test_overheard_talk_is_answered_only_where_it_is_surely_a_question(
    chances: dict[str, float], form: SpeechAct, outcome: Outcome
):
    assert overheard(candidates(**chances), form=form).outcome is outcome


def test_a_message_that_the_bot_can_not_read_gets_no_answer_but_an_emergency_is_seen():
    foreign = Flags(foreign=True)

    assert addressed(candidates(answer_1=0.99), foreign).foreign
    assert addressed(candidates(answer_1=0.99), foreign).outcome is Outcome.NOT_COVERED
    assert overheard(candidates(answer_1=0.99), foreign).outcome is Outcome.SILENT
    assert addressed(candidates(urgent_1=0.99), foreign).outcome is Outcome.URGENT


def test_every_decision_names_its_rule():
    assert addressed(candidates(answer_1=0.9, answer_2=0.1)).rule == "surely this question"
    assert overheard(candidates(answer_1=0.9), form=STATES).rule == "overheard, and not a question that stands alone"


def test_the_next_likely_entry_is_offered_beside_an_answer():
    assert addressed(candidates(answer_1=0.7, signpost_1=0.2)).also == "signpost_1"
    assert not addressed(candidates(answer_1=0.7, answer_2=0.05)).also


def test_what_is_not_shown_on_a_button_is_not_offered_beside_an_answer():
    unfit = [Candidate("answer_1", Kind.ANSWER, 0.7), Candidate("answer_2", Kind.ANSWER, 0.2, fits=False)]

    assert not addressed(candidates(answer_1=0.65, care_1=0.25)).also
    assert not addressed(unfit).also


@pytest.mark.parametrize(
    ("words", "chance", "calm", "outcome", "doubt"),
    [
        (10, 0.5, 0.4, Outcome.SUGGEST, "urgent_1"),
        (10, 0.5, 0.2, Outcome.URGENT, ""),
        (10, 0.7, 0.4, Outcome.URGENT, ""),
        (30, 0.5, 0.4, Outcome.URGENT, ""),
    ],
)
def test_a_short_message_nearer_to_something_calm_must_be_surer_of_an_emergency(
    words: int, chance: float, calm: float, outcome: Outcome, doubt: str
):
    found = [
        Candidate("urgent_1", Kind.URGENT, chance, likeness=0.3),
        Candidate("answer_1", Kind.ANSWER, 0.45, likeness=calm),
    ]
    decision = addressed(sorted(found, key=lambda one: -one.confidence), Flags(words=words))

    assert (decision.outcome, decision.doubt) == (outcome, doubt)


def test_of_two_doubts_the_stronger_one_is_kept():
    strong, faint = (Decision(Outcome.SUGGEST, "", doubt=f"urgent_{number}", faint=number > 1) for number in (1, 2))
    calm = Decision(Outcome.SUGGEST, "")

    assert keeping_doubt(faint, strong).doubt == keeping_doubt(strong, faint).doubt == "urgent_1"
    assert not keeping_doubt(faint, strong).faint
    assert keeping_doubt(faint, calm).doubt == keeping_doubt(calm, faint).doubt == "urgent_2"


def test_behind_an_answer_a_question_must_be_surer_than_alone():
    found = candidates(answer_1=(BARS.answer + BARS.answer_in_a_reply) / 2)

    assert decide(found, Flags()).outcome is Outcome.ANSWER
    assert decide(found, Flags(), in_reply=True).outcome is Outcome.SUGGEST


def test_with_an_entry_come_its_likeliest_rivals_of_those_that_are_shown_and_a_likely_personal_decision():
    found = candidates(answer_1=0.5, answer_2=0.1, care_1=0.09, signpost_1=0.08, urgent_1=0.05, chatter_1=0.04)
    more = candidates(answer_1=0.5, **{f"answer_{number}": 0.05 for number in range(2, 9)})

    assert addressed(found).instead == ("answer_2", "signpost_1")
    assert addressed(candidates(answer_1=0.5, care_1=BARS.care_team_likely)).instead == ("care_1",)
    assert addressed(more).instead == ("answer_2", "answer_3", "answer_4", "answer_5")
    assert addressed(candidates(answer_1=0.2, answer_2=0.19)).instead == ()


@pytest.mark.parametrize(
    ("chances", "comes_to"),
    [
        ({"answer_1": BARS.answer_to_told, "chatter_1": 0.1}, (Outcome.ANSWER, "answer_1", False)),
        ({"answer_1": BARS.answer_to_told - 0.01, "chatter_1": 0.1}, (Outcome.SUGGEST, "", True)),
        ({"answer_1": BARS.answer - 0.01, "answer_2": 0.05}, (Outcome.NOT_COVERED, "chatter_9", True)),
        ({"answer_1": 0.5, "answer_2": 0.45}, (Outcome.NOT_COVERED, "chatter_9", True)),
        ({"signpost_1": 0.9}, (Outcome.NOT_COVERED, "signpost_1", False)),
        ({"signpost_1": BARS.signpost - 0.01}, (Outcome.NOT_COVERED, "chatter_9", True)),
        ({"chatter_1": BARS.told_as, "answer_1": 0.2}, (Outcome.NOT_COVERED, "chatter_1", False)),
        ({"chatter_1": 0.4, "chatter_2": 0.35}, (Outcome.NOT_COVERED, "chatter_9", True)),
        ({"care_1": 0.9}, (Outcome.CARE_TEAM, "care_1", False)),
        ({"urgent_1": 0.9}, (Outcome.URGENT, "urgent_1", False)),
    ],
)
def test_what_is_only_told_gets_choices_only_if_it_is_likely_about_an_answer(
    chances: dict[str, float], comes_to: tuple[Outcome, str, bool]
):
    decision = decide(candidates(**chances), Flags(), told="chatter_9")

    assert (decision.outcome, decision.entry, decision.told) == comes_to


@pytest.mark.parametrize(
    ("chances", "comes_to"),
    [
        ({"answer_1": BARS.told_on}, (Outcome.ANSWER, "answer_1", False)),
        ({"answer_1": BARS.told_on - 0.01}, (Outcome.SUGGEST, "", True)),
        ({"answer_1": BARS.likely_told_on - 0.01}, (Outcome.NOT_COVERED, "chatter_9", True)),
        ({"signpost_1": BARS.told_on}, (Outcome.NOT_COVERED, "signpost_1", False)),
        ({"signpost_1": BARS.told_on - 0.01}, (Outcome.SUGGEST, "", True)),
        ({"signpost_1": BARS.likely_told_on - 0.01}, (Outcome.NOT_COVERED, "chatter_9", True)),
        ({"care_1": BARS.care_team}, (Outcome.CARE_TEAM, "care_1", False)),
        ({"care_1": BARS.care_team_likely}, (Outcome.SUGGEST, "", False)),
        ({"urgent_1": BARS.urgent}, (Outcome.URGENT, "urgent_1", False)),
    ],
)
def test_what_is_told_on_behind_a_reply_must_be_surer_to_bring_a_page(
    chances: dict[str, float], comes_to: tuple[Outcome, str, bool]
):
    decision = decide(candidates(**chances), Flags(), in_reply=True, told="chatter_9")

    assert (decision.outcome, decision.entry, decision.told) == comes_to


def test_a_few_words_that_are_like_no_phrase_of_a_signpost_are_not_pointed_there():
    like, unlike = (
        [Candidate("signpost_1", Kind.SIGNPOST, 0.9, thin=thin), Candidate("answer_1", Kind.ANSWER, 0.05, thin=thin)]
        for thin in (False, True)
    )

    assert decide(like, Flags(words=1)).entry == "signpost_1"
    assert decide(unlike, Flags(words=1)).entry == ""


@pytest.mark.parametrize(("words", "doubt"), [(2, "urgent_1"), (1, "")])
def test_one_word_that_is_like_no_cry_for_help_is_not_doubted(words: int, doubt: str):
    """As "apple", which stands in a long phrase of somebody who swells up."""
    found = [Candidate("urgent_1", Kind.URGENT, 0.8, thin=True), Candidate("answer_1", Kind.ANSWER, 0.05, thin=True)]

    assert decide(found, Flags(words=words)).doubt == doubt


@pytest.mark.parametrize(("words", "outcome"), [(2, Outcome.SUGGEST), (1, Outcome.NOT_COVERED)])
def test_a_few_words_that_are_likeliest_a_personal_decision_are_asked_back_about(words: int, outcome: Outcome):
    """As "lower dose", which is like no phrase; "stop" alone may be said to the bot."""
    found = [Candidate("care_1", Kind.CARE_TEAM, 0.9, thin=True), Candidate("answer_1", Kind.ANSWER, 0.05, thin=True)]
    decision = decide(found, Flags(words=words))

    assert decision.outcome is outcome
    assert decision.suggestions == (("care_1", "answer_1") if outcome is Outcome.SUGGEST else ())


def test_what_is_heard_is_as_sure_as_the_entry_that_answers_it():
    found = candidates(answer_1=0.3, chatter_9=0.1)

    assert decide(found, Flags(), told="chatter_9").confidence == pytest.approx(0.1)
    assert decide(candidates(answer_1=0.3), Flags(), told="chatter_9").confidence == 0


def test_what_is_only_told_is_offered_nothing_unlikely_and_keeps_its_doubt():
    found = candidates(answer_1=0.5, answer_2=BARS.first_suggestion - 0.01, urgent_1=BARS.doubt)

    offered, heard = (
        decide(found, Flags(), told="chatter_9"),
        decide(candidates(answer_1=0.2, urgent_1=0.2), Flags(), told="chatter_9"),
    )

    assert (offered.suggestions, offered.doubt) == (("answer_1",), "urgent_1")
    assert (heard.entry, heard.doubt, heard.instead) == ("chatter_9", "urgent_1", ("answer_1",))
    assert decide(found, Flags()).outcome is Outcome.ANSWER


def test_of_what_is_offered_nothing_is_far_less_likely_than_the_first_and_nothing_sensitive_unlikely():
    likely = [
        Candidate("answer_1", Kind.ANSWER, 0.3),
        Candidate("wills", Kind.SIGNPOST, 0.25, sensitive=True),
        Candidate("answer_2", Kind.ANSWER, 0.3 * BARS.suggestion_beside),
        Candidate("answer_3", Kind.ANSWER, 0.3 * BARS.suggestion_beside - 0.001),
    ]
    surely_wills = [Candidate("wills", Kind.SIGNPOST, BARS.sensitive, sensitive=True), *likely[:1]]

    assert addressed(likely).suggestions == ("answer_1", "answer_2")
    assert addressed(surely_wills).suggestions == ("wills", "answer_1")
