"""How much of a chat's room one member may take."""

from datetime import UTC, datetime, timedelta

from bot.adapters.member_limits import MemberLimit, MemberLimits

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CLUB, HOME = -1_005_000_000_019, 5_000_000_017
ANNA, BEN = 5_000_000_017, 5_000_000_018


class Clock:
    def __init__(self) -> None:
        self.now = NOON
        self.limits = MemberLimits(lambda: self.now)

    def asks(self, chat: int = CLUB, user: int = ANNA) -> MemberLimit:
        return self.limits.of(chat, user, 3)


def test_a_member_who_asks_too_much_is_told_once_and_others_are_not_held_up():
    clock = Clock()

    assert [clock.asks() for _ in range(6)] == [
        *[MemberLimit.GOES] * 3,
        MemberLimit.IS_TOLD,
        MemberLimit.WAITS,
        MemberLimit.WAITS,
    ]
    assert clock.asks(user=BEN) is clock.asks(HOME) is MemberLimit.GOES


def test_after_a_minute_it_goes_on_and_who_is_too_quick_again_is_told_again():
    clock = Clock()
    for second in range(4):
        clock.now = NOON + timedelta(seconds=second)
        clock.asks()
    clock.now = NOON + timedelta(seconds=59)
    assert clock.asks() is MemberLimit.WAITS

    clock.now = NOON + timedelta(seconds=60)
    assert [clock.asks() for _ in range(3)] == [MemberLimit.GOES, MemberLimit.IS_TOLD, MemberLimit.WAITS]


def test_who_asks_no_more_takes_no_memory():
    clock = Clock()
    for user in range(1_001):
        clock.asks(user=user)
    clock.now = NOON + timedelta(minutes=2)

    clock.asks()

    assert len(clock.limits._asked) == 1
