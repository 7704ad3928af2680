"""With what a member's next message is read, by what the bot said before it."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.turns import NOTHING_SAID, Turn, after, read_after
from bot.content import load
from bot.model import Button, Faq, Incoming, Outcome, Press, Reply, Verb

MORE = Button("More", Press(Verb.MORE, "ivig"))
ANSWER = Reply(Outcome.ANSWER, entry="ivig", buttons=(MORE,))
CARD = Reply(Outcome.URGENT, entry="chest-pain")
TALK = Reply(Outcome.NOT_COVERED, entry="thanks")
TAPS = (Verb.HELPED, Verb.BACK, Verb.MORE)
CHOICES = Reply(Outcome.SUGGEST, buttons=(Button("Is there a cure?", Press(Verb.SHOW, "cure")),))


@pytest.fixture(scope="module")
def faq() -> Faq:
    return load(Path(__file__).parents[2] / "faq" / "en")


def talked(faq: Faq, *replies: Reply) -> Turn:
    turn = NOTHING_SAID
    for reply in replies:
        turn = after(turn, reply, faq)
    return turn


def test_an_answer_is_the_subject_of_what_comes_next(faq: Faq):
    read = read_after(talked(faq, ANSWER), "how long", faq)

    assert read == Incoming("how long", context="ivig", choices=(MORE,), subject="ivig", shown=("ivig",))


def test_what_is_said_first_is_read_by_itself(faq: Faq):
    assert read_after(NOTHING_SAID, "how long", faq, addressed=False) == Incoming("how long", addressed=False)


@pytest.mark.parametrize("reply", [TALK, CHOICES], ids=["talk", "choices"])
def test_talk_and_choices_leave_the_subject_as_it_was(faq: Faq, reply: Reply):
    read = read_after(talked(faq, ANSWER, reply), "how long", faq)

    said = ("ivig", reply.entry) if reply.entry else ("ivig",)
    assert read == Incoming("how long", context=reply.entry, choices=reply.buttons, subject="ivig", shown=said)


def test_what_was_shown_is_kept_in_mind_as_often_as_it_was_and_of_talk_what_is_said_otherwise_the_second_time(faq: Faq):
    hello = Reply(Outcome.NOT_COVERED, entry="greetings")
    read = read_after(talked(faq, hello, ANSWER, TALK, CHOICES, ANSWER), "how long", faq)

    assert not faq.entries["greetings"].again
    assert read.shown == ("ivig", "thanks", "ivig")


def test_what_moderators_changed_since_was_not_shown_yet(faq: Faq):
    ivig = faq.entries["ivig"]
    changed = replace(faq, entries={**faq.entries, "ivig": replace(ivig, short=f"{ivig.short} Ask your team.")})

    assert read_after(talked(faq, ANSWER), "how long", changed).shown == ()
    assert read_after(talked(faq, ANSWER), "how long", faq).shown == ("ivig",)


def test_what_was_removed_from_the_faq_is_no_subject(faq: Faq):
    gone = replace(faq, entries={name: entry for name, entry in faq.entries.items() if name != "ivig"})

    assert talked(gone, ANSWER).subject == ""


def test_a_vote_or_a_way_back_shows_nothing_anew(faq: Faq):
    voted, back, more = (after(talked(faq, ANSWER), ANSWER, faq, Press(verb, "ivig")) for verb in TAPS)

    assert voted.subject == "ivig"
    assert read_after(voted, "how long", faq).shown == read_after(back, "how long", faq).shown == ("ivig",)
    assert read_after(more, "how long", faq).shown == ("ivig", "ivig")


def test_of_a_long_dialogue_the_first_entries_are_let_go(faq: Faq):
    cure = Reply(Outcome.ANSWER, entry="cure")

    assert "cure" not in read_after(talked(faq, cure, *[ANSWER] * 50), "how long", faq).shown
    assert "cure" in read_after(talked(faq, cure, *[ANSWER] * 49), "how long", faq).shown


@pytest.mark.parametrize("reply", [TALK, ANSWER, Reply(Outcome.NOT_COVERED, entry="help-on-the-way"), CHOICES])
def test_only_who_says_that_nobody_is_in_danger_says_so(faq: Faq, reply: Reply):
    assert not talked(faq, CARD, reply).danger_over


def test_that_nobody_is_in_danger_holds_until_the_next_card_of_an_emergency(faq: Faq):
    clear = Reply(Outcome.NOT_COVERED, entry="all-clear")

    assert talked(faq, CARD, clear, ANSWER, TALK).danger_over
    assert not talked(faq, CARD, clear, CARD).danger_over
