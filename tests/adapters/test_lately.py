"""What members did a short while ago."""

import asyncio

from loopback.clock import Loop

from bot.adapters.lately import Lately

CLUB, HOME = -1_005_000_000_019, 5_000_000_017
ANNA, BEN = 5_000_000_017, 5_000_000_018


def test_of_who_is_forgotten_nothing_is_held_and_of_others_it_is_until_it_is_over():
    async def story() -> None:
        lately = Lately(60, "code of {}".format)
        for chat, user in [(CLUB, ANNA), (HOME, ANNA), (CLUB, BEN), (CLUB, BEN)]:
            lately.note(chat, user)
        lately.forget(ANNA)

        assert [lately.number(CLUB, ANNA), lately.number(HOME, ANNA), lately.number(CLUB, BEN)] == [0, 0, 2]
        await asyncio.sleep(61)
        assert not lately._done

    with asyncio.Runner(loop_factory=Loop) as runner:
        runner.run(story())
