"""A moderator's day: from a question that the FAQ lacks to its answer, with the bot running all the while."""

import asyncio
import re
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from conftest import FILES
from loopback.machine import Machine, machine
from loopback.sides import Side, on_discord, on_telegram

from bot.encryption import Encryption
from bot.moderating.stats import FEWEST
from bot.storage.store import open_store

WORDS = "could we share one cup"
CUPS = {"everyday-words.txt": "the\nyou\nis\nof\nat\nand\nwith\nwe\none\nshare\ncup\nsame\nhis\nher\ncould\n"}
FILE = "answers/basics/contagious.yaml"
CATCHING = "Is MMN contagious?"
LIVE = "The FAQ is live, with 7 entries."
BROKEN = "The FAQ has mistakes. The bot goes on with the one that it has."
SLIP = f"faq/en/{FILE}:1:1: unknown key `qestion` (did you mean `question`?)"


class Day:
    """A machine with a running bot, a platform, and Anna, alone with the bot there."""

    def __init__(self, place: Machine, side: Side) -> None:
        self.machine, self.side = place, side
        self.anna = side.talk("Anna Quokka")

    def asks(self, words: str) -> str:
        """What the bot says to that."""
        before = len(self.anna.texts)
        self.anna.says(words)
        self.machine.until(lambda: len(self.anna.texts) > before, f"an answer to {words}")
        return self.anna.texts[-1]

    def taps(self, *labels: str) -> str:
        """What the bot's last message has become after these taps."""
        for label in labels:
            self.anna.taps(label)
            self.machine.until(lambda: self.anna.outcome, f"what {label!r} leads to")
        return self.anna.texts[-1]

    def orders(self, command: str) -> str:
        """What the bot says to a moderator's command."""
        answer = self.side.orders(command)
        self.machine.until(answer, f"an answer to {command}")
        return answer()

    def is_posted(self, text: str) -> str:
        """The first message with these words in the moderators' chat."""
        self.machine.until(lambda: any(text in each for each in self.side.posted), f"{text!r} to be posted")
        return next(each for each in self.side.posted if text in each)

    def times_read(self) -> int:
        return sum("The FAQ was read again: 7 entries." in line for line in self.machine.lines)

    def is_read_anew(self, before: int) -> None:
        self.machine.until(lambda: self.times_read() > before, "the FAQ to be read anew")


@pytest.fixture(scope="module", params=[on_telegram, on_discord], ids=["telegram", "discord"])
def day(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    folder = tmp_path_factory.mktemp("day")
    with request.param() as side, machine(folder, FILES | CUPS, side) as place:
        place.start()
        yield Day(place, side)
        place.signal(signal.SIGTERM)
        assert place.ends() == 0


def pasted(text: str) -> str:
    """The lines of YAML in what the bot or the terminal shows."""
    return "".join(f"{line}\n" for line in re.findall(r"^  - .+$", text, re.MULTILINE))


def test_a_hangup_has_the_faq_read_anew(day: Day):
    before = day.times_read()

    day.machine.signal(signal.SIGHUP)

    day.is_read_anew(before)
    assert day.asks("what is ivig").startswith("What is IVIG?")


def test_from_a_question_that_the_faq_lacks_to_its_answer(day: Day):
    assert day.asks(WORDS).startswith("This FAQ has no answer to that")

    assert f"\u201c{WORDS}\u201d" in day.taps("Ask a moderator")
    assert day.side.posted == []
    assert day.taps("Yes, send it").startswith("Sent. Thank you.")

    assert f"A member sends this question\n\u201c{WORDS}\u201d" in day.is_posted(WORDS).replace("\n\n", "\n")
    gaps = day.orders("gaps")
    assert "Asked 1 time." in gaps
    assert pasted(gaps) == f"  - {WORDS}\n"
    assert pasted(day.machine.terminal("gaps")) == pasted(gaps)

    before = day.times_read()
    day.machine.write(FILE, FILES[FILE] + pasted(gaps))
    day.is_read_anew(before)

    assert day.asks(WORDS).startswith(CATCHING)
    assert "Members have sent nothing that the FAQ lacks." in day.orders("gaps")
    assert len(day.side.posted) == 1


def test_what_breaks_the_faq_is_told_once_with_its_place_and_a_hint_and_so_is_its_mending(day: Day):
    good = (day.machine.faq / FILE).read_text(encoding="utf-8")
    day.machine.write(FILE, good.replace("question:", "qestion:").replace("No, you", "Yes, you"))

    told = day.is_posted(SLIP)
    assert told.startswith(BROKEN)
    assert SLIP in day.orders("reload")
    assert "No, you can not catch it" in day.asks("is it catching")

    day.machine.write(FILE, good.replace("No, you", "No, surely you"))
    day.is_posted(LIVE)
    assert "No, surely you can not catch it" in day.asks("is it catching")
    assert day.orders("reload").startswith(LIVE)
    assert [each for each in day.side.posted if "The FAQ" in each] == [told, LIVE]


def test_the_terminal_shows_the_counts_and_erases_what_is_over_while_the_bot_runs(day: Day):
    day.asks("is it catching")
    day.taps("Helpful")
    for _ in range(FEWEST - 1):
        day.asks("is it catching")

    counts = day.machine.terminal("stats")
    assert re.search(r"^week +questions\n20\d\d-W\d\d +\d+$", counts, re.MULTILINE)
    assert re.search(rf"^most shown +times\n{re.escape(CATCHING)} +<?\d+$", counts, re.MULTILINE)

    keeps_from_last_year(day.machine)
    assert "Sent questions older than 90 days: 1 erased." in day.machine.terminal("purge")
    assert day.asks("what is ivig").startswith("What is IVIG?")


def keeps_from_last_year(place: Machine) -> None:
    """Leaves a question in the store, as the bot did a year ago."""

    async def keep() -> None:
        store = await open_store(str(place.store))
        await store.keep_question(
            Encryption(place.key).seal("an old question"), datetime.now(UTC) - timedelta(days=365)
        )
        await store.close()

    asyncio.run(keep())
