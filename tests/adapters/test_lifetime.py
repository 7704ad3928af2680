"""How long an adapter serves, and that it tidies up however that ends."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest
from loopback.patience import PATIENCE

from bot.adapters.lifetime import serve_until


class Platform:
    """Serves in a way that a story chooses; `told` is what became of it, in order."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.stop = asyncio.Event()
        self.at_work = asyncio.Event()

    async def serves(self) -> None:
        """For ever."""
        self.at_work.set()
        try:
            await asyncio.Event().wait()
        finally:
            for _ in range(5):  # as a connection that is closed properly
                await asyncio.sleep(0)
            self.told.append("ended")

    async def fails(self) -> None:
        raise ValueError("the platform's own")

    async def fails_on_its_way_out(self) -> None:
        try:
            await self.serves()
        finally:
            raise ValueError("too late to matter")

    async def goes_home(self) -> None:
        """Is done by itself."""

    async def finishes(self) -> None:
        await asyncio.sleep(0)
        self.told.append("finished")


def tells(story: Callable[[Platform], Awaitable[None]]) -> list[str]:
    """What became of a platform in a story, which must leave nothing running."""

    async def plays() -> list[str]:
        platform = Platform()
        async with asyncio.timeout(PATIENCE):
            await story(platform)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return platform.told

    return asyncio.run(plays())


@pytest.mark.parametrize("serves", [Platform.serves, Platform.fails_on_its_way_out])
def test_it_serves_until_it_is_told_to_stop_and_then_finishes(
    serves: Callable[[Platform], Coroutine[Any, Any, None]],
):
    async def story(platform: Platform) -> None:
        running = asyncio.create_task(serve_until(platform.stop, serves(platform), platform.finishes))
        await platform.at_work.wait()
        assert platform.told == []
        platform.stop.set()
        await running

    assert sorted(tells(story)) == ["ended", "finished"]


def test_told_to_stop_before_it_began_it_only_finishes():
    async def story(platform: Platform) -> None:
        platform.stop.set()
        await serve_until(platform.stop, platform.serves(), platform.finishes)

    assert tells(story)[-1] == "finished"


def test_where_it_cannot_go_on_it_finishes_and_says_why():
    async def story(platform: Platform) -> None:
        with pytest.raises(ValueError, match="the platform's own"):
            await serve_until(platform.stop, platform.fails(), platform.finishes)

    assert tells(story) == ["finished"]


def test_where_it_is_done_by_itself_it_finishes():
    async def story(platform: Platform) -> None:
        await serve_until(platform.stop, platform.goes_home(), platform.finishes)

    assert tells(story) == ["finished"]


def test_where_the_whole_program_is_cancelled_it_ends_and_finishes():
    async def story(platform: Platform) -> None:
        running = asyncio.create_task(serve_until(platform.stop, platform.serves(), platform.finishes))
        await platform.at_work.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    assert sorted(tells(story)) == ["ended", "finished"]
