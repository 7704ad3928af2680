"""What a tap on a button does: the message becomes what the button promised, and votes are counted."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.answering.service import Service
from bot.content import load

if TYPE_CHECKING:
    from conftest import Stage

HEREDITY = "Does MMN run in families?"
CATCHING = "Is MMN contagious?"
THANKS = "Thank you. Only the count is kept."
YES, NO = "Helpful", "Not this"
GONE = "That answer is no longer here"


def test_topics_are_browsed_back_and_forth_in_one_message(stage: "Stage"):
    stage.anna.says(stage.home, "/topics")
    menu = stage.play(stage.home)

    titles = []
    for label in ("What MMN is", CATCHING, "More on: What MMN is", "All topics", "Support groups"):
        stage.tap(menu, label)
        titles.append(menu.text.splitlines()[0])

    assert titles == ["What MMN is", CATCHING, "What MMN is", "What would you like to know?", "Support organizations"]
    assert stage.home.from_bot == [menu]


def test_a_tap_is_answered_without_a_word(stage: "Stage"):
    tapped = stage.tap(stage.ask("is it catching?"), "What causes MMN?")

    assert tapped.answer
    assert "text" not in tapped.answer


def test_a_choice_that_was_offered_is_opened(stage: "Stage"):
    choice = stage.ask("hands")
    offered = choice.labels[0]

    stage.tap(choice, offered)

    assert choice.text.startswith(offered)


def test_none_of_these_says_so_and_names_who_can_help(stage: "Stage"):
    choice = stage.ask("hands")

    stage.tap(choice, "None of these")

    assert choice.text.startswith("This FAQ has no answer to that")
    assert "Inflammatory Neuropathies UK" in choice.text


def test_not_this_offers_others(stage: "Stage"):
    answer = stage.ask("does mmn run in families")

    stage.tap(answer, "Not this one")

    assert answer.text.startswith("Perhaps something else?")
    assert HEREDITY not in answer.labels
    assert answer.labels[-2:] == ["None of these", "Back"]
    stage.tap(answer, "Back")
    assert answer.text.startswith(HEREDITY)


def test_in_private_more_shows_the_whole_and_leads_back(stage: "Stage"):
    answer = stage.ask("is it catching?", stage.home)
    short = answer.html

    stage.tap(answer, "More")
    assert "<blockquote" not in answer.html
    assert answer.text.endswith(stage.service.faq.community.disclaimer)
    assert {"More on: What MMN is", "Support groups", "Back"} <= set(answer.labels)
    stage.tap(answer, "Back")

    assert answer.html == short
    assert stage.counted()["shown", "contagious"] == 1


def test_in_a_group_more_adds_buttons_and_no_lines_for_the_others_to_scroll(stage: "Stage"):
    answer = stage.ask("is it catching?")
    short = answer.html

    stage.tap(answer, "More")

    assert answer.html == short
    assert answer.labels[-2:] == ["Support groups", "Remove this"]


def test_support_organisations_are_shown_by_country_and_all_again(stage: "Stage"):
    stage.anna.says(stage.home, "/support")
    card = stage.play(stage.home)

    stage.tap(card, "Canada")
    assert "GBS/CIDP Foundation of Canada: A foundation that supports people in Canada" in card.text
    assert "CIDP Italia" not in card.text
    assert card.text.startswith("Support organizations: Canada")
    assert "Canada" not in card.labels

    stage.tap(card, "All countries")
    assert "CIDP Italia" in card.text
    assert card.text.startswith("Support organizations\n")


@pytest.mark.parametrize("said", ["uk", "Canada"])
def test_support_takes_a_country_behind_it(stage: "Stage", said: str):
    stage.anna.says(stage.home, f"/support {said}")

    assert stage.play(stage.home).text.startswith("Support organizations: ")


def test_buttons_from_before_a_restart_work(stage: "Stage"):
    answer = stage.ask("is it catching?")
    stage.restart()

    stage.tap(answer, "What causes MMN?")

    assert answer.text.startswith("What causes MMN?")
    assert stage.club.from_bot == [answer]


def test_a_button_for_an_answer_that_was_removed_since_says_so(stage: "Stage", small_faq: Path):
    answer = stage.ask("is it catching?")
    stage.service = Service(load(small_faq))

    stage.tap(answer, "What causes MMN?")

    assert answer.text.startswith(GONE)
    assert answer.labels == ["What MMN is", "Treatment", "Support organisations", "Remove this"]


@pytest.mark.parametrize("restarts", [False, True])
@pytest.mark.parametrize("in_topic", [False, True])
def test_a_tap_on_an_answer_that_was_deleted_meanwhile_posts_it_anew(stage: "Stage", in_topic: bool, restarts: bool):  # noqa: FBT001
    forum = stage.api.group("MMN forum", [stage.anna], forum=True)
    topic = forum.topic("Treatment") if in_topic else None
    answer = stage.ask("is it catching?", forum, topic=topic)
    stage.ben.deletes(answer)
    if restarts:
        stage.restart()

    stage.tap(answer, "What causes MMN?")

    assert forum.last.text.startswith("What causes MMN?")
    assert forum.last.topic == topic


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "show",
        "show:",
        "SHOW:contagious",
        "show:../../etc/passwd",
        "show:contagious\n",
        "support:Atlantis",
        "x" * 64,
    ],
)
def test_forged_or_damaged_data_does_nothing(stage: "Stage", forged: str):
    answer = stage.ask("is it catching?")
    before = answer.html

    tapped = stage.anna.taps(answer, data=forged)

    assert stage.is_silent()
    assert tapped.answer is not None
    assert answer.html == before


def test_a_tap_that_waited_too_long_while_the_bot_was_away_still_works(stage: "Stage"):
    answer = stage.ask("is it catching?")
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    stage.api.fail("answerCallbackQuery", 400, description=too_old, times=None)

    tapped = stage.tap(answer, "What causes MMN?")
    tapped.answer = {}  # as far as Telegram minds

    assert answer.text.startswith("What causes MMN?")


def test_in_private_a_vote_is_counted_and_thanked_for_and_its_buttons_vanish(stage: "Stage"):
    answer = stage.ask("is it catching?", stage.home)

    tapped = stage.tap(answer, YES)

    assert stage.store.votes() == [("2026-W47", "contagious", True, 1)]
    assert tapped.answer
    assert tapped.answer["text"] == THANKS
    assert answer.text.startswith(CATCHING)
    assert not {YES, NO} & set(answer.labels)


def test_in_a_group_a_vote_leaves_the_answer_for_those_who_vote_next(stage: "Stage"):
    answer = stage.ask("is it catching?")
    before = answer.html

    told = [stage.tap(answer, label, who).answer for label, who in ((YES, stage.anna), (NO, stage.ben))]

    assert told
    assert [each and each.get("text") for each in told] == [THANKS] * 2
    assert (answer.html, {YES, NO} <= set(answer.labels)) == (before, True)
    assert stage.store.votes() == [("2026-W47", "contagious", False, 1), ("2026-W47", "contagious", True, 1)]


@pytest.mark.parametrize("private", [False, True])
def test_an_answer_that_did_not_help_leads_on_and_back(stage: "Stage", private: bool):  # noqa: FBT001
    stage.has_moderators()
    answer = stage.ask("is it catching?", stage.home if private else None)

    stage.tap(answer, NO)

    assert answer.text.startswith("Thank you for telling me")
    assert answer.labels[4:] == ["Ask a moderator", "Back"]
    stage.tap(answer, "Back")
    assert answer.text.startswith(CATCHING)
    stage.tap(answer, NO)
    stage.tap(answer, "Ask a moderator")
    assert "is it catching?" in answer.text
    assert stage.store.votes() == [("2026-W47", "contagious", False, 1)]


# ---- whose answer it is ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("What causes MMN?", "What causes MMN?"),
        ("More", CATCHING),
    ],
)
def test_somebody_elses_tap_opens_in_private_and_leaves_the_answer(stage: "Stage", label: str, title: str):
    answer = stage.ask("is it catching?")
    before = answer.html, answer.labels

    tapped = stage.tap(answer, label, stage.ben)

    assert tapped.answer
    link, _, payload = tapped.answer["url"].partition("?start=")
    assert (answer.html, answer.labels) == before
    assert link == "https://t.me/mmn_support_bot"
    home = stage.api.private(stage.ben)
    stage.ben.says(home, f"/start {payload}")
    assert stage.play(home).text.startswith(title)


def test_somebody_elses_tap_for_the_numbers_of_a_country_leaves_the_card_to_who_needs_it(stage: "Stage"):
    card = stage.ask("I can't breathe")
    before = card.html

    tapped = stage.tap(card, "Numbers for my country", stage.ben)

    assert tapped.answer
    assert tapped.answer["url"].endswith("?start=country")
    assert card.html == before


def test_who_wrote_what_another_had_answered_taps_as_the_asker_does(stage: "Stage"):
    question = stage.anna.says(stage.club, "is it catching?")
    stage.ben.says(stage.club, "/ask", reply_to=question)
    answer = stage.play()

    stage.tap(answer, "What causes MMN?", stage.anna)

    assert answer.text.startswith("What causes MMN?")


def test_below_what_an_admin_asked_in_the_groups_name_admins_tap(stage: "Stage"):
    stage.ben.says(stage.club, "/ask is it catching?", anonymously=True)
    answer = stage.play()

    assert stage.tap(answer, "What causes MMN?", stage.anna).answer == {
        "callback_query_id": list(stage.api.taps)[-1],
        "url": "https://t.me/mmn_support_bot?start=show_causes",
    }
    stage.tap(answer, "What causes MMN?", stage.ben)
    assert answer.text.startswith("What causes MMN?")


@pytest.mark.parametrize(
    "way", [("Support groups",), ("Support groups", "Canada"), ("Support groups", "Canada", "All countries")]
)
def test_from_the_support_organisations_a_way_leads_back(stage: "Stage", way: tuple[str, ...]):
    answer = stage.ask("is it catching?")
    for label in (*way, "Back"):
        stage.tap(answer, label)

    assert answer.text.startswith(CATCHING)


@pytest.mark.parametrize("way", [("Numbers for my country",), ("Numbers for my country", "Ireland")])
@pytest.mark.parametrize("said", ["I can't breathe", "ich habe schmerzen in der hand und kann nicht schlafen"])
def test_from_the_numbers_of_a_country_a_way_leads_back_to_numbers(stage: "Stage", said: str, way: tuple[str, ...]):
    card = stage.ask(said)
    for label in (*way, "Back"):
        stage.tap(card, label)

    assert card.text.startswith("If you need help now")


def test_what_was_on_its_way_to_the_moderators_stays_so_on_a_way_back(stage: "Stage"):
    stage.has_moderators()
    answer = stage.ask("does mmn run in families")
    for label in ("Support groups", "Canada", "Back", "Ask a moderator"):
        stage.tap(answer, label)

    assert "does mmn run in families" in answer.text


# ---- votes, counted --------------------------------------------------------------------------------------------------


def test_a_trembling_hand_votes_once(stage: "Stage"):
    answer = stage.ask("is it catching?")
    stage.anna.taps(answer, "Helpful")
    stage.anna.taps(answer, "Helpful")

    stage.hear()

    assert stage.store.votes() == [("2026-W47", "contagious", True, 1)]


def test_two_members_vote_on_an_answer_at_once(stage: "Stage"):
    answer = stage.ask("is it catching?")
    stage.anna.taps(answer, "Helpful")
    stage.ben.taps(answer, "Not this")

    stage.hear()

    votes = [("2026-W47", "contagious", False, 1), ("2026-W47", "contagious", True, 1)]
    assert stage.store.votes() == votes


def test_somebody_who_browses_can_vote_on_each_answer_that_the_message_shows(stage: "Stage"):
    answer = stage.ask("is it catching?", stage.home)
    for label in ("Helpful", "What causes MMN?", "Helpful"):
        stage.tap(answer, label)

    assert stage.store.votes() == [("2026-W47", "causes", True, 1), ("2026-W47", "contagious", True, 1)]


def test_a_forged_vote_on_what_the_faq_does_not_hold_is_not_counted(stage: "Stage"):
    answer = stage.ask("is it catching?")
    stage.anna.taps(answer, data="helped:no-such-entry")

    stage.hear()

    assert stage.store.votes() == []
    assert answer.text.startswith(GONE)
