"""The whole program when much is asked at once, and when it is killed amid that."""

import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from conftest import FILES
from loopback.machine import Machine, machine
from loopback.sides import Telegram, on_telegram
from loopback.telegram import Chat, Flood, Posted

CRY, CARD = "i can not breathe", "If you need help now"
CATCHING, IVIG = "Is MMN contagious?", "What is IVIG?"
RESTARTED = "Sorry, I was restarted"
MEMBERS, EACH = 66, 5


class World:
    """A machine for the bot, a group with many members, and Anna, who is also alone with the bot."""

    def __init__(self, place: Machine, telegram: Telegram) -> None:
        self.machine, self.api = place, telegram.api
        self.anna = self.api.person("Anna")
        self.home = self.api.private(self.anna)
        self.others = [self.api.person(f"Member {number}") for number in range(MEMBERS)]
        self.club = self.api.group("MMN friends", [self.anna, *self.others])

    def until_answered(self, said: Posted) -> Posted:
        """The bot's answer to a message."""
        self.machine.until(lambda: self.answers(said), f"an answer to {said}; {self.api.told()}")
        return self.answers(said)[0]

    def answers(self, said: Posted) -> list[Posted]:
        return [each for each in said.chat.from_bot if each.reply_to is said]

    def waiting(self) -> int:
        """How many messages are noted on the disk as waiting."""
        with closing(sqlite3.connect(self.machine.store)) as store:
            (number,) = store.execute("SELECT count(*) FROM unanswered").fetchone()
        return int(number)

    def until_waiting(self, number: int) -> None:
        self.machine.until(lambda: self.waiting() == number, f"{number} notes")

    def telegram_takes_nothing(self, chat: Chat) -> None:
        self.api.fail("sendMessage", 429, retry_after=600, times=None, match=str(chat.id))

    def telegram_takes_all_again(self) -> None:
        self.api.faults.ordered.clear()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with ExitStack() as stack:
        telegram = stack.enter_context(on_telegram())
        yield World(stack.enter_context(machine(tmp_path, FILES, telegram)), telegram)


def test_among_330_questions_and_300_taps_an_emergency_passes_all_that_waits(world: World):
    world.machine.start()
    world.api.flood = Flood()
    menu = world.until_answered(world.others[0].says(world.club, "/topics"))
    for number in range(MEMBERS * EACH):
        world.others[number % MEMBERS].says(world.club, "/ask how does the drip work")
    world.machine.until(lambda: len(world.club.from_bot) == 18, "the group to have had its share of the minute")
    for number in range(300):
        turn = number // MEMBERS  # those of who asked for the menu change it, forth and back
        world.others[number % MEMBERS].taps(menu, data="topics" if turn % 2 else "theme:basics")
    cried = time.monotonic()
    cries = [world.anna.says(world.home, CRY), world.others[1].says(world.club, f"/ask {CRY}")]
    calm = world.api.person("Ben")  # who has read no card, below which the numbers would stay in sight
    asked = calm.says(world.api.private(calm), "is it catching?")

    cards = [world.until_answered(cry) for cry in cries]
    assert time.monotonic() - cried < 30  # a place among the others becomes free after some fifty
    assert all(card.text.startswith(CARD) for card in cards)
    assert world.until_answered(asked).text.startswith(CATCHING)
    assert len(world.club.from_bot) == 19
    assert [call for call in world.api.calls if call.error] == []

    world.api.taps.clear()  # those that wait wait on
    world.machine.kill()


def test_a_slow_answer_is_one_answer(world: World):
    world.machine.start()
    world.api.fail("sendMessage", slow=7, match="contagious")
    asked = world.anna.says(world.home, "is it catching?")
    world.until_answered(asked)
    later = world.anna.says(world.home, "what is ivig")  # waits until the first one is known to have arrived

    assert world.until_answered(later).text.startswith(IVIG)
    assert len(world.answers(asked)) == 1


@pytest.mark.long
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_what_waited_when_the_bot_ended_is_answered_or_told_after_the_start(world: World, end: signal.Signals):
    world.machine.start()
    world.telegram_takes_nothing(world.club)
    said = [
        world.others[number].says(world.club, f"/ask {words}")
        for number, words in enumerate(["is it catching?", "my trombone", "how does the drip work", "a zebra", CRY])
    ]
    world.until_waiting(5)
    world.machine.until(lambda: not world.api.updates.pending, "Telegram to forget them")
    world.machine.signal(end)
    world.machine.ends()
    world.telegram_takes_all_again()
    unheard = world.others[5].says(world.club, "/ask what is mmn")

    world.machine.start()
    catching, drip, regret, card = (world.until_answered(said[number]) for number in (0, 2, 3, 4))
    assert catching.text.startswith(CATCHING)
    assert drip.text.startswith(IVIG)
    assert card.text.startswith(CARD)
    assert regret.text.startswith(RESTARTED)
    assert "999" in regret.text
    assert world.until_answered(unheard).text.startswith("What is MMN?")
    assert world.answers(said[1]) == []
    world.until_waiting(0)

    world.machine.kill()
    world.machine.start()
    world.until_answered(world.anna.says(world.home, "is it catching?"))
    assert len(world.club.from_bot) == 5


def test_telegram_is_not_asked_for_more_before_what_it_gave_is_noted(world: World):
    world.machine.start()
    world.telegram_takes_nothing(world.club)
    for number in range(250):
        world.others[number % MEMBERS].says(world.club, "/ask is it catching?")
    noted = []

    def confirmed() -> bool:
        with world.api.lock:
            left = len(world.api.updates.pending)
            noted.append((250 - left, world.waiting()))
        return left == 0

    world.machine.until(confirmed, "all to be confirmed")
    assert all(on_disk >= gone for gone, on_disk in noted), noted
    world.machine.kill()
