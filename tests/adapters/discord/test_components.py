"""What a tap does: the asker's message becomes what the button promised, others get a message of their own."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from loopback.discord import Interaction, Message

from bot.answering.service import Service
from bot.content import load
from bot.errors import StorageError

if TYPE_CHECKING:
    from conftest import Stage

CATCHING = "Is MMN contagious?"
CAUSES = "What causes MMN?"
HEREDITY = "Does MMN run in families?"
GONE = "That answer is no longer here"
MENU = "What would you like to know?"
NOT_COVERED = "This FAQ has no answer to that"
HELPED, NOT_HELPED = "Helpful", "Not this"
REMOVE, MORE = "Remove this", "More"
SHARE = "Show to everyone"
THANKS = "Thank you. Only the count is kept."
REFUSED = "Only the person who asked, or an admin, can remove this."
SORRY = "Sorry, something went wrong"


def title(message: Message) -> str:
    return message.text.splitlines()[0]


def choices(message: Message) -> list[str]:
    """What can be tapped or picked."""
    return [*message.labels, *(label for select in message.selects for label in select.options)]


def forge(message: Message, label: str, wire: str) -> None:
    """Another version of the bot posted the message, and gave this button an id that this version does not know."""
    for row in message.components:
        for component in row["components"]:
            if component.get("label") == label:
                component["custom_id"] = wire
            for option in component.get("options", []):
                if option["label"] == label:
                    option["value"] = wire


# ---- the asker's taps ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("private", [False, True])
def test_a_tap_of_the_asker_changes_their_answer(stage: "Stage", private: bool):  # noqa: FBT001  a table
    place = stage.anna.dm() if private else stage.help
    answer = stage.ask("is it catching?", place)

    stage.tap(answer, CAUSES)

    assert title(answer) == CAUSES
    assert place.from_bot == [answer]
    assert (REMOVE in stage.offered(answer)) is not private


def test_a_tap_on_what_a_command_answered_changes_it(stage: "Stage"):
    answer = stage.slash("ask", question="is it catching?").response

    stage.tap(answer, CAUSES)

    assert title(answer) == CAUSES
    assert stage.help.from_bot == [answer]


def test_a_choice_that_was_offered_to_all_is_opened(stage: "Stage"):
    offer = stage.ask("hands")
    chosen = choices(offer)[0]

    stage.tap(offer, chosen)

    assert title(offer) == chosen
    assert offer.selects == []
    assert REMOVE in stage.offered(offer)


def test_a_choice_that_was_offered_to_one_alone_is_opened_for_them_alone(stage: "Stage"):
    offer = stage.slash("ask", question="hands").response
    chosen = offer.labels[0]

    stage.tap(offer, chosen)

    assert title(offer) == chosen
    assert offer.ephemeral
    offered = stage.offered(offer)
    assert SHARE in offered
    assert REMOVE not in offered


def test_none_of_these_says_so_and_names_who_can_help(stage: "Stage"):
    offer = stage.ask("hands")

    stage.tap(offer, "None of these")

    assert title(offer) == NOT_COVERED
    assert "[Inflammatory Neuropathies UK](" in offer.text


def test_not_this_offers_others(stage: "Stage"):
    answer = stage.ask("does mmn run in families")

    stage.tap(answer, "Not this one")

    assert title(answer) == "Perhaps something else?"
    assert HEREDITY not in choices(answer)
    assert choices(answer)[-2:] == ["None of these", "Back"]


def test_support_organizations_are_shown_by_country_and_all_again(stage: "Stage"):
    card = stage.last(stage.slash("support"))

    stage.tap(card, "Canada")
    assert (
        "[GBS/CIDP Foundation of Canada](https://gbscidp.ca/conditions/mmn): A foundation that supports people in Canada"
        in card.text
    )
    assert "CIDP Italia" not in card.text
    assert "Canada" not in choices(card)

    opened = stage.tap(card, "All countries")
    assert "CIDP Italia" in "".join(part.text for part in (card, *opened.followups))


# ---- somebody else's taps --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["a mention", "a command"])
def test_a_tap_of_somebody_else_brings_them_a_message_of_their_own(stage: "Stage", how: str):
    asked = stage.ask("is it catching?") if how == "a mention" else None
    answer = asked or stage.slash("ask", question="is it catching?").response

    own = stage.tap(answer, CAUSES, by=stage.ben).response

    assert title(own) == CAUSES
    assert own.ephemeral
    assert (title(answer), answer.edits) == (CATCHING, 0)


def test_on_a_message_of_their_own_everybody_goes_on_tapping(stage: "Stage"):
    own = stage.tap(stage.ask("is it catching?"), "Support groups", by=stage.ben).response

    for label in ("Canada", "Back", "More on: What MMN is", CATCHING):
        stage.tap(own, label, by=stage.ben)

    assert title(own) == CATCHING
    assert own.ephemeral


@pytest.mark.parametrize("who", ["anna", "cara"])
def test_more_opens_the_whole_for_who_taps_alone_with_a_way_back(stage: "Stage", who: str):
    answer = stage.ask("is it catching?")
    by = getattr(stage, who)

    opened = stage.tap(answer, MORE, by=by).response

    assert (title(opened), opened.ephemeral, answer.edits) == (CATCHING, True, 0)
    assert stage.service.faq.community.disclaimer in opened.text
    stage.tap(opened, "Back", by=by)
    assert (opened.text, opened.labels[-1]) == (answer.text, MORE)


def test_alone_with_the_bot_more_opens_in_the_same_message(stage: "Stage"):
    answer = stage.ask("is it catching?", stage.anna.dm())
    short = answer.text

    stage.tap(answer, MORE)
    assert stage.service.faq.community.disclaimer in answer.text
    stage.tap(answer, "Back")

    assert answer.text == short
    assert stage.anna.dm().from_bot == [answer]
    assert stage.counted()["shown", "contagious"] == 1


# ---- show to everyone ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["does mmn run in families", "should I stop my ivig?"])
def test_what_one_alone_sees_can_be_shown_to_everyone(stage: "Stage", question: str):
    own = stage.slash("ask", question=question).response

    shown = stage.tap(own, SHARE).response

    assert title(shown) == title(own)
    assert not shown.ephemeral
    assert stage.help.from_bot == [shown]
    offered = stage.offered(shown)
    assert REMOVE in offered
    assert SHARE not in offered


def test_who_shows_an_answer_to_everyone_can_remove_it(stage: "Stage"):
    own = stage.tap(stage.ask("is it catching?"), CAUSES, by=stage.cara).response
    shown = stage.tap(own, SHARE, by=stage.cara).response

    stage.tap(shown, REMOVE, by=stage.cara)

    assert [title(message) for message in stage.help.from_bot] == [CATCHING]


def test_what_stands_in_the_channel_already_is_not_shown_again(stage: "Stage"):
    own = stage.slash("ask", question="does mmn run in families").response
    stage.tap(own, SHARE)

    pointer = stage.tap(own, SHARE).response

    assert pointer.ephemeral
    assert len(stage.help.from_bot) == 1


@pytest.mark.parametrize("question", ["hands", "asdf qwer", "?!"])
def test_what_is_no_entry_cannot_be_shown_to_everyone(stage: "Stage", question: str):
    assert SHARE not in choices(stage.slash("ask", question=question).response)


# ---- what was tapped is gone or forged -------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["is it catching?", "hands"])
def test_buttons_and_lists_from_before_a_restart_work(stage: "Stage", question: str):
    asked = stage.slash("ask", question=question).response
    chosen = choices(asked)[0]
    stage.restart()

    stage.tap(asked, chosen)

    assert title(asked) == chosen


def test_a_list_in_the_channel_from_before_a_restart_works(stage: "Stage"):
    offer = stage.ask("hands")
    chosen = choices(offer)[0]
    stage.restart()

    stage.tap(offer, chosen)

    assert title(offer) == chosen


@pytest.mark.parametrize("how", ["a mention", "a command"])
def test_whose_question_it_was_is_known_after_a_restart(stage: "Stage", how: str):
    asked = stage.ask("is it catching?") if how == "a mention" else None
    answer = asked or stage.slash("ask", question="is it catching?").response
    stage.restart()

    own = stage.tap(answer, "Support groups", by=stage.ben).response
    assert (title(own), own.ephemeral, title(answer)) == ("Support organizations", True, CATCHING)

    stage.tap(answer, CAUSES)
    assert title(answer) == CAUSES

    assert REMOVE not in stage.offered(answer, by=stage.cara)
    stage.tap(answer, REMOVE)
    assert stage.help.from_bot == []


def test_a_tap_whose_owner_the_store_cannot_tell_brings_a_message_of_their_own(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    answer = stage.ask("is it catching?")
    stage.store_fails("answer_at")

    own = stage.tap(answer, CAUSES).response

    assert (title(own), own.ephemeral, title(answer)) == (CAUSES, True, CATCHING)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    caplog.clear()


@pytest.mark.parametrize("label", [CAUSES, HELPED, MORE])
def test_a_button_for_an_answer_that_was_removed_since_says_so(stage: "Stage", small_faq: Path, label: str):
    answer = stage.ask("is it catching?")
    (small_faq / "answers/basics/contagious.yaml").unlink()
    stage.service = Service(load(small_faq))

    stage.tap(answer, label)

    assert title(answer) == GONE
    assert choices(answer) == ["What MMN is", "Treatment", "Support organisations", REMOVE]
    assert stage.store.votes() == []


def test_what_was_removed_since_is_not_shown_to_everyone(stage: "Stage", small_faq: Path):
    own = stage.tap(stage.slash("ask", question="does mmn run in families").response, MORE).response
    stage.service = Service(load(small_faq))

    told = stage.tap(own, SHARE).response

    assert title(told) == GONE
    assert told.ephemeral
    assert stage.help.from_bot == []


FORGED = ["show", "show:", "SHOW:contagious", "show:../../etc/passwd", "show:contagious ", "support:Atlantis", "x" * 60]


@pytest.mark.parametrize("wire", FORGED)
@pytest.mark.parametrize("by", ["anna", "ben"])
def test_a_forged_or_damaged_button_is_answered_and_does_nothing(stage: "Stage", wire: str, by: str):
    answer = stage.ask("is it catching?")
    forge(answer, CAUSES, f"mmn/tap/{wire}")

    tapped = stage.tap(answer, CAUSES, by=getattr(stage, by))

    assert tapped.response.text.startswith("This button is from an earlier version of me")
    assert tapped.response.ephemeral
    assert (answer.edits, stage.help.from_bot) == (0, [answer])


@pytest.mark.parametrize("wire", [*FORGED, "x" * 100])
def test_a_forged_or_damaged_choice_in_a_list_is_answered_and_does_nothing(stage: "Stage", wire: str):
    menu = stage.slash("topics").response
    forge(menu, "Treatment", wire)

    tapped = stage.tap(menu, "Treatment")

    assert tapped.acknowledged_within is not None
    assert menu.edits == 0


@pytest.mark.parametrize("wire", ["mmn/tap/", "mmn/tap/" + "x" * 61, "faq:contagious", "mmn/tap/show:\ncure"])
def test_a_button_that_is_none_of_this_bots_is_answered_too(stage: "Stage", wire: str):
    answer = stage.ask("is it catching?")
    forge(answer, CAUSES, wire)

    tapped = stage.tap(answer, CAUSES)

    assert tapped.acknowledged_within is not None
    assert answer.edits == 0


@pytest.mark.parametrize("wire", ["show:no-such-entry", "theme:no-such-theme", "read:no-such-entry"])
def test_a_forged_button_for_what_never_was_says_that_it_is_gone(stage: "Stage", wire: str):
    answer = stage.ask("is it catching?")
    forge(answer, CAUSES, f"mmn/tap/{wire}")

    assert title(stage.tap(answer, CAUSES).response) == GONE


def test_a_trembling_hand_shows_an_answer_to_everyone_once(stage: "Stage"):
    own = stage.slash("ask", question="does mmn run in families").response
    opened = stage.tap(own, MORE).response
    stage.anna.clicks(opened, SHARE)
    stage.tap(opened, SHARE)

    assert len(stage.help.from_bot) == 1


# ---- votes -----------------------------------------------------------------------------------------------------------


def test_in_private_a_vote_is_counted_and_its_buttons_vanish(stage: "Stage"):
    answer = stage.ask("is it catching?", stage.anna.dm())

    stage.tap(answer, HELPED)

    assert stage.store.votes() == [("2026-W47", "contagious", True, 1)]
    assert title(answer) == CATCHING
    assert not {HELPED, NOT_HELPED} & set(answer.labels)


def test_in_a_channel_a_vote_of_the_asker_leaves_the_answer_for_those_who_vote_next(stage: "Stage"):
    answer = stage.ask("is it catching?")

    thanks = stage.tap(answer, HELPED).response

    assert (thanks.text, thanks.ephemeral) == (THANKS, True)
    assert stage.store.votes() == [("2026-W47", "contagious", True, 1)]
    assert (answer.edits, {HELPED, NOT_HELPED} <= set(answer.labels)) == (0, True)


@pytest.mark.parametrize("private", [False, True])
def test_an_answer_that_did_not_help_leads_on_and_in_a_channel_for_its_member_alone(
    stage: "Stage",
    private: bool,  # noqa: FBT001  a table
):
    answer = stage.ask("is it catching?", stage.anna.dm() if private else None)

    on = stage.tap(answer, NOT_HELPED)
    led = answer if private else on.response

    assert title(led) == "Thank you for telling me"
    assert (led.ephemeral, choices(led)[4:]) == (not private, ["Back"])
    assert stage.store.votes() == [("2026-W47", "contagious", False, 1)]
    stage.tap(led, "Back")
    assert title(led) == CATCHING


def test_a_vote_of_somebody_else_is_counted_and_thanked_for(stage: "Stage"):
    answer = stage.ask("is it catching?")

    thanks = stage.tap(answer, HELPED, by=stage.ben).response

    assert (thanks.text, thanks.ephemeral) == (THANKS, True)
    assert stage.store.votes() == [("2026-W47", "contagious", True, 1)]
    assert answer.edits == 0


def test_the_votes_of_several_members_add_up(stage: "Stage"):
    answer = stage.ask("is it catching?")

    for who in (stage.ben, stage.cara, stage.anna):
        stage.tap(answer, HELPED, by=who)

    assert stage.store.votes() == [("2026-W47", "contagious", True, 3)]


def test_a_trembling_hand_votes_once(stage: "Stage"):
    answer = stage.ask("is it catching?")

    def tap_twice() -> list[Interaction]:
        return [stage.anna.clicks(answer, HELPED), stage.anna.clicks(answer, HELPED)]

    stage.server.at_once(tap_twice)
    stage.settle()

    assert stage.store.votes() == [("2026-W47", "contagious", True, 1)]


def test_a_vote_that_could_not_be_counted_counts_when_it_is_cast_again(
    stage: "Stage", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    async def fails(*_: object) -> None:
        raise StorageError("the disk is full")

    answer = stage.ask("is it catching?")
    with monkeypatch.context() as broken:
        broken.setattr(stage.store, "count", fails, raising=False)
        assert title(stage.tap(answer, HELPED).response) == SORRY
    caplog.clear()

    told = [stage.tap(answer, HELPED).response.text for _ in range(2)]

    assert told == [THANKS] * 2
    assert stage.store.votes() == [("2026-W47", "contagious", True, 1)]


def test_somebody_elses_second_vote_on_an_answer_does_not_count(stage: "Stage"):
    answer = stage.ask("is it catching?")

    told = [stage.tap(answer, label, by=stage.ben).response for label in (HELPED, HELPED, "Not this")]

    assert [message.text for message in told[:2]] == [THANKS] * 2
    assert title(told[2]) == "Thank you for telling me"
    assert stage.store.votes() == [("2026-W47", "contagious", True, 1)]


@pytest.mark.parametrize("by", ["anna", "ben"])
def test_a_forged_vote_on_what_the_faq_does_not_hold_is_not_counted(stage: "Stage", by: str):
    answer = stage.ask("is it catching?")
    forge(answer, HELPED, "mmn/tap/helped:no-such-entry")

    stage.tap(answer, HELPED, by=getattr(stage, by))

    assert stage.store.votes() == []


# ---- removing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["anna", "ben"])
@pytest.mark.parametrize("how", ["a mention", "a command"])
def test_the_asker_and_who_may_manage_messages_can_remove_an_answer(stage: "Stage", who: str, how: str):
    asked = stage.ask("is it catching?") if how == "a mention" else None
    answer = asked or stage.slash("ask", question="is it catching?").response

    tapped = stage.tap(answer, REMOVE, by=getattr(stage, who))

    assert stage.help.from_bot == []
    assert tapped.followups == []


@pytest.mark.parametrize("how", ["a mention", "a command"])
def test_other_members_are_not_offered_to_remove_an_answer(stage: "Stage", how: str):
    asked = stage.ask("is it catching?") if how == "a mention" else None
    answer = asked or stage.slash("ask", question="is it catching?").response

    assert REMOVE not in stage.offered(answer, by=stage.cara)


def test_other_members_cannot_remove_a_card_and_are_told(stage: "Stage"):
    card = stage.ask("I can't breathe")

    told = stage.last(stage.tap(card, REMOVE, by=stage.cara))

    assert (told.text, told.ephemeral) == (REFUSED, True)
    assert stage.help.from_bot == [card]


@pytest.mark.parametrize("question", ["I can't breathe", "hands", "asdf qwer"])
def test_whatever_stands_in_the_channel_can_be_removed(stage: "Stage", question: str):
    stage.tap(stage.ask(question), REMOVE)

    assert stage.help.from_bot == []


def test_the_pointer_to_an_earlier_answer_can_be_removed_too(stage: "Stage"):
    answer = stage.ask("is it catching?")

    stage.tap(stage.ask("is it catching?"), REMOVE)

    assert stage.help.from_bot == [answer]


def test_the_asker_can_remove_what_their_answer_became_by_a_tap(stage: "Stage"):
    answer = stage.ask("is it catching?")
    stage.tap(answer, CAUSES)

    stage.tap(answer, REMOVE)

    assert stage.help.from_bot == []


def test_in_a_place_without_the_bot_its_answer_can_be_removed(stage: "Stage"):
    cleo = stage.server.person("Cleo", installed_app=True)
    chat = stage.server.guild("Knitting", [cleo], bot=False).text_channel("chat")
    answer = stage.slash("ask", chat, by=cleo, question="is it catching?").response
    assert REMOVE in answer.labels  # only a tap on the answer itself can remove it there

    stage.tap(answer, REMOVE, by=cleo)

    assert chat.messages == []


@pytest.mark.parametrize("why", ["two days", "forgetme"])
def test_after_two_days_or_forgetme_a_mention_is_not_known_to_be_theirs(stage: "Stage", why: str):
    answer = stage.ask("is it catching?")
    if why == "forgetme":
        stage.slash("forgetme")
    else:
        stage.now += timedelta(days=2)

    assert REMOVE not in stage.offered(answer)


def test_a_second_tap_on_remove_is_no_trouble(stage: "Stage", caplog: pytest.LogCaptureFixture):
    opened = stage.tap(stage.ask("is it catching?"), MORE).response

    stage.server.at_once(lambda: [stage.anna.clicks(opened, REMOVE), stage.anna.clicks(opened, REMOVE)])
    stage.settle()

    assert stage.help.from_bot == []
    assert [record.getMessage() for record in caplog.records] == []


# ---- when something goes wrong ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["anna", "ben"])
@pytest.mark.parametrize("label", [CAUSES, HELPED])
def test_a_tap_that_fails_is_told_to_one_alone(
    stage: "Stage", by: str, label: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    answer = stage.ask("is it catching?")
    monkeypatch.setattr(stage.service, "press", lambda *_: 1 / 0)

    sorry = stage.tap(answer, label, by=getattr(stage, by)).response

    assert title(sorry) == SORRY
    assert sorry.ephemeral
    assert (title(answer), answer.edits) == (CATCHING, 0)
    assert len(caplog.records) == 1
    caplog.clear()


def test_a_store_that_cannot_be_used_is_told_to_the_member_and_its_remedy_to_the_log(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    answer = stage.ask("is it catching?")
    stage.store.breaks()

    sorry = stage.tap(answer, HELPED).response

    assert (title(sorry), sorry.ephemeral) == (SORRY, True)
    assert caplog.records
    assert all("restore it from a backup" in record.getMessage() for record in caplog.records)
    caplog.clear()


def test_a_tap_that_discord_does_not_take_is_told_to_the_log(stage: "Stage", caplog: pytest.LogCaptureFixture):
    answer = stage.ask("is it catching?")
    stage.server.fail("POST /interactions/*/callback", 400)

    sorry = stage.tap(answer, CAUSES).response

    assert title(sorry) == SORRY
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    caplog.clear()


def test_a_removal_that_discord_does_not_take_is_told_to_who_tapped(stage: "Stage", caplog: pytest.LogCaptureFixture):
    answer = stage.ask("is it catching?")
    stage.server.fail("DELETE /webhooks/*", 400)

    [sorry] = stage.tap(answer, REMOVE).followups

    assert (title(sorry), sorry.ephemeral) == (SORRY, True)
    assert stage.help.from_bot == [answer]
    caplog.clear()
