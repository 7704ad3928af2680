"""How much of a telephone a reply takes before anything is tapped, over the whole FAQ and on both platforms."""

import re
import statistics
import textwrap
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.adapters.discord import rendering as discord
from bot.adapters.discord import views
from bot.adapters.discord.components import TapButton, wire_of
from bot.adapters.pending_questions import marked
from bot.adapters.rows import ROOM, is_led_to
from bot.adapters.telegram import rendering as telegram
from bot.answering.policy import OUTCOMES, Decision
from bot.answering.presses import read
from bot.answering.service import Service
from bot.content.community_shapes import LINES
from bot.content.shapes import LONGEST_LABEL
from bot.model import Button, Community, Entry, Incoming, Kind, Lines, Outcome, Press, Reply, Verb

SEEN = {Kind.ANSWER, Kind.SIGNPOST, Kind.CARE_TEAM}
WIDE = 40
"""Characters on a line of a telephone."""
MEDIAN, P95, MOST = 9, 12, 16
MARK = "0123456789ab"
"""Lines with words on them; an empty one stands above the last two or three."""


def on_telegram(reply: Reply, lines: Lines) -> str:
    first = telegram.messages(reply, lines)[0]
    return telegram.without_markup(re.sub(r"<blockquote expandable>.*</blockquote>", "", first, flags=re.DOTALL))


def on_discord(reply: Reply, lines: Lines) -> str:
    text = re.sub(r"(?m)^### |\*", "", "\n\n".join(discord.messages(reply, lines)))
    return re.sub(r"\[((?:\\.|[^\]\\])+)\]\([^)]*\)", r"\1", text).replace("\\", "")


@pytest.mark.parametrize("seen", [on_telegram, on_discord])
def test_what_is_seen_at_once_is_short(service: Service, seen: Callable[[Reply, Lines], str]):
    lines = service.faq.community.lines
    shown = [seen(service.show(entry.id), lines) for entry in service.faq.entries.values() if entry.kind in SEEN]

    taken = sorted(sum(len(textwrap.wrap(line, WIDE)) for line in text.splitlines()) for text in shown)

    assert statistics.median(taken) <= MEDIAN
    assert statistics.quantiles(taken, n=20)[-1] <= P95
    assert taken[-1] <= MOST


# ---- rows of buttons -------------------------------------------------------------------------------------------------

Rows = list[list[Button]]


def telegram_rows(reply: Reply, _: Community) -> Rows:
    keyboard = telegram.keyboard(reply)
    rows = keyboard.inline_keyboard if keyboard else ()
    return [[button(each.text, str(each.callback_data)) for each in row] for row in rows]


def discord_rows(reply: Reply, community: Community) -> Rows:
    made: dict[int, list[Button]] = {}
    shown = views.view(reply, community)
    for tap in shown.children if shown else ():
        if isinstance(tap, TapButton):
            made.setdefault(tap.item.row, []).append(button(tap.item.label, wire_of(tap.item.custom_id)))
    return list(made.values())


def button(label: str, wire: str) -> Button:
    """A button as a tap on it is read, without the mark of the question that it is about."""
    return Button(label, replace(read(wire), about=""))


def ways_to(entry: Entry, service: Service) -> list[Reply]:
    """An entry as a question brings it, as a tap does, and after a vote."""
    asked = service.word(Decision(OUTCOMES[entry.kind], "", entry.id), Incoming(entry.question))
    doubted = service.word(Decision(OUTCOMES[entry.kind], "", entry.id, doubt="breathing-emergency"), Incoming("?"))
    chosen = [service.press(Press(verb, entry.id)) for verb in (Verb.SHOW, Verb.BACK, Verb.HELPED)]
    return [asked, doubted, *chosen]


async def rows_of(replies: list[Reply], service: Service) -> list[Rows]:
    """Their rows on Telegram, then on Discord, whose library wants a running loop."""
    shown = (telegram_rows, discord_rows)
    return [rows(marked(reply, MARK), service.faq.community) for rows in shown for reply in replies]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.asyncio
async def test_below_every_entry_stand_two_rows_at_first_sight(service: Service, kind: Kind):
    entries = [entry for entry in service.faq.entries.values() if entry.kind is kind]
    assert entries
    for entry in entries:
        for rows in await rows_of(ways_to(entry, service), service):
            assert len(rows) <= 2, entry.id
            assert kind in {Kind.URGENT, Kind.CHATTER} or rows[-1][-1].press == Press(Verb.MORE, entry.id)


@pytest.mark.asyncio
async def test_in_a_group_where_it_can_be_removed_too_a_card_has_two_rows(service: Service):
    community = service.faq.community
    removing = Button(community.lines.remove_button, Press(Verb.REMOVE))
    said = ("hello", "wie geht es dir heute mein lieber freund")
    replies = [service.ask(Incoming(words)) for words in said]
    replies += [service.show(entry.id) for entry in service.faq.entries.values() if entry.kind is Kind.URGENT]
    replies += [service.urgent(), service.sorry(), service.restarted(), service.press(Press(Verb.NONE))]

    for reply in replies:
        more = () if is_led_to(reply) else (removing,)
        for rows in await rows_of([replace(reply, buttons=(*reply.buttons, *more))], service):
            assert len(rows) <= 2, reply.title


@pytest.mark.parametrize("kind", sorted(SEEN))
@pytest.mark.asyncio
async def test_all_that_leads_on_from_an_entry_stands_behind_more_with_the_way_back(service: Service, kind: Kind):
    for entry in service.faq.entries.values():
        if entry.kind is not kind:
            continue
        opened = service.press(Press(Verb.MORE, entry.id, about=MARK))
        for rows in await rows_of([opened], service):
            presses = [button.press for row in rows for button in row]
            assert len(rows) <= 5
            assert Press(Verb.BACK, entry.id) in presses
            assert [press.target for press in presses if press.verb is Verb.SHOW] == list(
                entry.see_also[: 2 - bool(entry.numbers)]
            )
            assert Press(Verb.SUPPORT, back=entry.id) in presses
            assert (Press(Verb.SEND) in presses) == (kind is Kind.SIGNPOST)
            assert {Press(verb, entry.id) for verb in (Verb.HELPED, Verb.NOT_HELPED)} <= set(
                presses
            ) or kind is not Kind.ANSWER


@pytest.mark.asyncio
async def test_a_choice_has_a_row_for_each_question_and_one_more(service: Service):
    asked = [service.ask(Incoming(words)) for words in ("hands", "is it bad", "my arm", "weak")]
    tapped = [
        service.press(Press(verb, entry)) for verb in (Verb.OTHERS, Verb.NOT_HELPED) for entry in service.faq.entries
    ]
    choices = [reply for reply in (*asked, *tapped) if reply.outcome is Outcome.SUGGEST and not reply.above]
    assert len(choices) > 100
    for rows in await rows_of(choices, service):
        questions = [row for row in rows if row[0].press.verb is Verb.SHOW]
        assert [len(row) for row in questions] == [1] * len(questions)
        assert len(rows) == len(questions) + 1


@pytest.mark.asyncio
async def test_every_label_is_seen_whole_in_its_row(service: Service):
    replies = [reply for entry in service.faq.entries.values() for reply in ways_to(entry, service)]
    replies += [service.press(Press(Verb.MORE, entry, about=MARK)) for entry in service.faq.entries]
    replies += [service.press(Press(verb)) for verb in (Verb.TOPICS, Verb.NONE, Verb.URGENT)]

    cut = {
        button.label
        for rows in await rows_of(replies, service)
        for row in rows
        for button in row
        if len(button.label) > ROOM[len(row) - 1]
    }

    assert cut == set()


def test_every_label_of_an_entry_is_seen_whole(service: Service):
    labels = [entry.label for entry in service.faq.entries.values() if entry.kind in SEEN]

    assert [label for label in labels if len(label) > LONGEST_LABEL] == []


def test_what_a_row_shows_whole_is_what_its_labels_may_have():
    votes = ("helped_button", "not_helped_button", "more_button")

    assert {LINES[vote].longest for vote in votes} == {ROOM[len(votes) - 1]}
    assert LINES["others_button"].longest == ROOM[1]
    assert LINES["send_button"].longest == LONGEST_LABEL == ROOM[0]


def test_what_to_do_in_an_emergency_is_never_behind_a_tap(service: Service):
    decisions = [entry for entry in service.faq.entries.values() if entry.kind is Kind.CARE_TEAM]

    assert decisions
    assert [entry.id for entry in decisions if "call your local emergency number" not in entry.short] == []
