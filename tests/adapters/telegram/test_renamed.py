"""An entry that was renamed or retired: old links, buttons and what an earlier run left go on leading to what stands for it."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.adapters.taps import Taps
from bot.answering.service import Service
from bot.matching import IndexCache
from bot.model import Button, Incoming, Outcome, Press, Verb

if TYPE_CHECKING:
    from conftest import Stage

CATCHING = "Is MMN contagious?"
OLD = {"catching": "contagious", "choking": "breathing-emergency"}


@pytest.fixture
def renamed(stage: "Stage", index_cache: IndexCache) -> "Stage":
    stage.service = Service(replace(stage.service.faq, aliases=OLD), index_cache)
    return stage


def test_a_link_by_the_old_name_opens_it(renamed: "Stage"):
    renamed.anna.says(renamed.home, "/start catching")

    assert renamed.play(renamed.home).text.startswith(CATCHING)


def test_a_vote_on_an_old_button_counts_for_it(renamed: "Stage"):
    answer = renamed.ask("is it catching?")

    renamed.runner.run(
        renamed.conversation.press(Press(Verb.HELPED, "catching"), renamed.club.id, answer.id, 1, lambda _: False)
    )

    assert renamed.counted()["helped", "contagious"] == 1


def test_what_an_earlier_run_left_is_answered_by_it(renamed: "Stage"):
    assert renamed.conversation.after_restart("catching", urgent=False).entry == "contagious"
    assert renamed.conversation.after_restart("gone", urgent=False).entry == ""


def test_a_tap_on_the_old_card_of_an_emergency_is_never_held_back(renamed: "Stage"):
    taps = Taps(renamed.conversation, limits=None, most=0)  # type: ignore[arg-type]  # not asked for

    assert taps.shows_help(Press(Verb.SHOW, "choking"))


def test_the_way_back_and_what_was_offered_lead_to_it(renamed: "Stage"):
    numbers = renamed.service.press(Press(Verb.COUNTRY, "GB", back="choking"))
    offered = (Button("Is it catching?", Press(Verb.SHOW, "catching")), Button("None of these", Press(Verb.NONE)))

    assert renamed.service.press(numbers.buttons[-1].press).outcome is Outcome.URGENT
    assert renamed.service.ask(Incoming("the first", choices=offered)).entry == "contagious"
