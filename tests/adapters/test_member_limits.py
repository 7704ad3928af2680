"""How much of a chat's room one member may take."""

import asyncio
from collections.abc import Callable, Coroutine

from loopback.clock import Loop

from bot.adapters.member_limits import MemberLimit, MemberLimits

CLUB, HOME = -1_005_000_000_019, 5_000_000_017
ANNA, BEN = 5_000_000_017, 5_000_000_018


class Club:
    """Those who ask in it, three times a minute at most."""

    def __init__(self) -> None:
        self.limits = MemberLimits("code of {}".format)

    def asks(self, chat: int = CLUB, user: int = ANNA, *, addressed: bool = True) -> MemberLimit:
        return self.limits.of(chat, user, 3, addressed=addressed)

    def holds_nothing(self) -> bool:
        return not self.limits._asked._done and not self.limits._told._done


def told(story: Callable[[Club], Coroutine[None, None, None]]) -> None:
    """Tells it on a clock that stands still until somebody waits for it."""

    async def tells() -> None:
        await story(Club())

    with asyncio.Runner(loop_factory=Loop) as runner:
        runner.run(tells())


def test_a_member_who_asks_too_much_is_told_once_and_others_are_not_held_up():
    async def story(club: Club) -> None:
        assert [club.asks() for _ in range(6)] == [
            *[MemberLimit.GOES] * 3,
            MemberLimit.IS_TOLD,
            MemberLimit.WAITS,
            MemberLimit.WAITS,
        ]
        assert club.asks(user=BEN) is club.asks(HOME) is MemberLimit.GOES

    told(story)


def test_after_a_minute_it_goes_on_and_who_is_too_quick_again_is_told_again():
    async def story(club: Club) -> None:
        for _ in range(4):
            club.asks()
            await asyncio.sleep(1)
        await asyncio.sleep(55)
        assert club.asks() is MemberLimit.WAITS

        await asyncio.sleep(1.5)
        assert [club.asks() for _ in range(3)] == [MemberLimit.GOES, MemberLimit.IS_TOLD, MemberLimit.WAITS]

    told(story)


def test_who_is_overheard_too_often_is_told_only_when_they_ask():
    async def story(club: Club) -> None:
        overheard = [club.asks(addressed=False) for _ in range(5)]

        assert overheard == [*[MemberLimit.GOES] * 3, MemberLimit.WAITS, MemberLimit.WAITS]
        assert club.asks() is MemberLimit.IS_TOLD

    told(story)


def test_after_a_minute_nothing_is_held_though_nobody_asks_again():
    async def story(club: Club) -> None:
        for user in (ANNA, BEN, *[ANNA] * 5):
            club.asks(user=user)
        await asyncio.sleep(61)

        assert club.holds_nothing()

    told(story)
