"""How much of a telephone an answer takes before anything is tapped, over the whole FAQ and on both platforms."""

import re
import statistics
import textwrap
from collections.abc import Callable

import pytest

from bot.adapters.discord import rendering as discord
from bot.adapters.telegram import rendering as telegram
from bot.answering.service import Service
from bot.content.shapes import LONGEST_LABEL
from bot.model import Kind, Lines, Reply

SEEN = {Kind.ANSWER, Kind.SIGNPOST, Kind.CARE_TEAM}
WIDE = 40
"""Characters on a line of a telephone."""
MEDIAN, P95 = 9, 12
"""Lines with words on them; an empty one stands above the last two or three."""


def on_telegram(reply: Reply, lines: Lines) -> str:
    first = telegram.messages(reply, lines)[0]
    return telegram.without_markup(re.sub(r"<blockquote expandable>.*</blockquote>", "", first, flags=re.DOTALL))


def on_discord(reply: Reply, lines: Lines) -> str:
    made = discord.embed(reply, lines)
    text = "\n".join(filter(None, (made.author.name, made.title, made.description, made.footer.text)))
    return re.sub(r"\[((?:\\.|[^\]\\])+)\]\([^)]*\)", r"\1", text).replace("\\", "")


@pytest.mark.parametrize("seen", [on_telegram, on_discord])
def test_what_is_seen_at_once_is_short(service: Service, seen: Callable[[Reply, Lines], str]):
    lines = service.faq.community.lines
    shown = [seen(service.show(entry.id), lines) for entry in service.faq.entries.values() if entry.kind in SEEN]

    taken = sorted(sum(len(textwrap.wrap(line, WIDE)) for line in text.splitlines()) for text in shown)

    assert statistics.median(taken) <= MEDIAN
    assert statistics.quantiles(taken, n=20)[-1] <= P95


def test_every_label_of_an_entry_is_seen_whole(service: Service):
    labels = [entry.label for entry in service.faq.entries.values() if entry.kind in SEEN]

    assert [label for label in labels if len(label) > LONGEST_LABEL] == []


def test_what_to_do_in_an_emergency_is_never_behind_a_tap(service: Service):
    decisions = [entry for entry in service.faq.entries.values() if entry.kind is Kind.CARE_TEAM]

    assert decisions
    assert [entry.id for entry in decisions if "call your local emergency number" not in entry.short] == []
