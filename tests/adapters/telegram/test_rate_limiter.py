"""Which request goes out, and when: told on a clock that stands still until somebody waits for it."""

import asyncio
from collections.abc import Callable, Coroutine

from loopback.clock import Loop

from bot.adapters.telegram.rate_limiter import GROUP, PRIVATE, Lane, PriorityRateLimiter

CLUB: Lane = (-1_001_234_567_890, False)
EDITS: Lane = (CLUB[0], True)
HOME: Lane = (5_000_000_001, False)


class Queue:
    """Whoever wants to pass, and who passed when, in whole seconds."""

    def __init__(self) -> None:
        self.rate_limiter = PriorityRateLimiter()
        self.passed: list[tuple[str, int]] = []
        self.tasks: list[asyncio.Task[None]] = []

    def comes(self, name: str, lane: Lane = CLUB, *, urgent: bool = False, times: int = 1) -> None:
        self.tasks += [asyncio.create_task(self._passes(name, lane, urgent=urgent)) for _ in range(times)]

    async def _passes(self, name: str, lane: Lane, *, urgent: bool) -> None:
        await self.rate_limiter.passes(lane, urgent=urgent)
        self.passed.append((name, int(asyncio.get_running_loop().time())))

    async def all_passed(self) -> None:
        await asyncio.gather(*self.tasks)

    def when(self, name: str) -> list[int]:
        return [at for who, at in self.passed if who == name]


def told(story: Callable[[Queue], Coroutine[None, None, None]]) -> None:
    async def tells() -> None:
        await story(Queue())

    with asyncio.Runner(loop_factory=Loop) as runner:
        runner.run(tells())


def test_a_group_gets_fewer_than_telegrams_twenty_a_minute_so_that_an_emergency_has_room():
    async def story(queue: Queue) -> None:
        queue.comes("usual", times=40)
        await queue.all_passed()

        assert queue.when("usual") == [*[0] * 18, *[60] * 18, *[120] * 4]

    assert GROUP.most == 20
    told(story)


def test_an_emergency_passes_a_group_that_had_its_share():
    async def story(queue: Queue) -> None:
        queue.comes("usual", times=330)
        await asyncio.sleep(1)
        queue.comes("cry", urgent=True)
        queue.comes("cry at home", HOME, urgent=True)
        await asyncio.gather(*queue.tasks[-2:])

        assert queue.passed[18:] == [("cry", 1), ("cry at home", 1)]
        for task in queue.tasks:
            task.cancel()

    told(story)


def test_other_chats_and_edits_do_not_wait_for_a_group_that_had_its_share():
    async def story(queue: Queue) -> None:
        queue.comes("usual", times=330)
        queue.comes("edit", EDITS)
        queue.comes("at home", HOME)
        await asyncio.gather(*queue.tasks[-2:])

        assert queue.when("edit") == queue.when("at home") == [0]
        for task in queue.tasks:
            task.cancel()

    told(story)


def test_one_person_gets_bursts_and_one_a_second_in_the_long_run():
    async def story(queue: Queue) -> None:
        queue.comes("usual", HOME, times=60)
        await queue.all_passed()

        assert max(queue.when("usual")) == 60

    assert PRIVATE.most / PRIVATE.seconds == 1
    told(story)


def test_of_all_chats_together_the_oldest_come_first_and_emergencies_before_them():
    async def story(queue: Queue) -> None:
        for number in range(100):
            queue.comes(f"{number:02}", (number + 1, False))
        queue.comes("cry", (1000, False), urgent=True)
        await queue.all_passed()

        usual = [name for name, _ in queue.passed if name != "cry"]
        assert usual == sorted(usual)
        assert queue.when("cry") == [0]
        assert [sum(at == second for _, at in queue.passed) for second in range(4)] == [27, 26, 26, 22]

    told(story)


def test_where_telegram_takes_nothing_everybody_waits_and_the_emergency_goes_first():
    async def story(queue: Queue) -> None:
        queue.rate_limiter.shut(CLUB, 30)
        queue.comes("usual", times=2)
        queue.comes("cry", urgent=True)
        queue.comes("edit", EDITS)
        queue.comes("at home", HOME)
        await queue.all_passed()

        assert queue.passed == [("edit", 0), ("at home", 0), ("cry", 30), ("usual", 30), ("usual", 30)]

    told(story)


def test_one_that_gives_up_takes_nobodys_place():
    async def story(queue: Queue) -> None:
        queue.comes("usual", times=18)
        queue.comes("gives up")
        queue.comes("next")
        await asyncio.sleep(1)
        queue.tasks[18].cancel()
        await asyncio.gather(*queue.tasks, return_exceptions=True)

        assert queue.passed[18:] == [("next", 60)]

    told(story)


def test_a_chat_is_forgotten_as_soon_as_nothing_depends_on_it_though_nobody_else_comes():
    async def story(queue: Queue) -> None:
        queue.rate_limiter.shut(EDITS, 30)
        queue.comes("gives up", EDITS)
        queue.comes("usual", HOME)
        queue.comes("usual", CLUB)
        await asyncio.sleep(1)
        queue.tasks[0].cancel()
        assert queue.rate_limiter._lanes.keys() == {EDITS, HOME, CLUB}

        await asyncio.sleep(20)
        assert queue.rate_limiter._lanes.keys() == {EDITS, CLUB}

        await asyncio.sleep(41)
        assert queue.rate_limiter._lanes == {}

    told(story)


def test_a_chat_that_is_shut_for_longer_than_its_messages_count_stays_so():
    async def story(queue: Queue) -> None:
        queue.comes("usual", HOME)
        await queue.all_passed()
        queue.rate_limiter.shut(HOME, 90)
        await asyncio.sleep(61)
        queue.comes("late", HOME)
        await queue.all_passed()

        assert queue.when("late") == [90]

    told(story)
