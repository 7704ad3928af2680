"""Signs of life, and what a watcher makes of them."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from loopback.patience import PATIENCE, PAUSE

from bot import health
from bot.cli import main
from bot.errors import HealthError


def test_a_running_bot_is_alive_and_a_stopped_one_is_not(tmp_path: Path):
    file = tmp_path / "data" / "alive"  # the folder is made, too

    async def runs() -> None:
        beating = asyncio.create_task(health.beat(file))
        await asyncio.sleep(0)
        health.check(file)
        beating.cancel()
        await asyncio.gather(beating, return_exceptions=True)

    asyncio.run(runs())

    with pytest.raises(HealthError, match="no bot is running here"):
        health.check(file)


def test_a_bot_that_hangs_is_found_by_the_age_of_its_last_sign(tmp_path: Path):
    file = tmp_path / "alive"
    file.touch()
    long_ago = time.time() - health.TOO_OLD - 5
    os.utime(file, (long_ago, long_ago))

    with pytest.raises(HealthError, match=r"last sign of life 9\d seconds ago"):
        health.check(file)


WITH_A_SIGN = """
import asyncio, sys
from pathlib import Path
from bot import health, logs
logs.set_up()
asyncio.run(asyncio.wait_for(health.beat(Path(sys.argv[1])), 600))
"""


@contextmanager
def bot_with(sign: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that gives this sign of life."""
    with subprocess.Popen(
        [sys.executable, "-c", WITH_A_SIGN, str(sign)], stderr=subprocess.PIPE, text=True, env=os.environ
    ) as other:
        yield other
        other.kill()


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(PAUSE)


def lives(file: Path) -> bool:
    try:
        health.check(file)
    except HealthError:
        return False
    return True


def test_a_bot_that_was_killed_is_told_at_once(tmp_path: Path):
    sign = tmp_path / "alive"
    with bot_with(sign) as bot:
        until(lambda: lives(sign))
        bot.kill()
        bot.wait(PATIENCE)

        with pytest.raises(HealthError, match="the bot that ran here was killed"):
            health.check(sign)


def test_a_second_bot_says_so_and_takes_no_sign_of_life_of_the_first_ones(tmp_path: Path):
    sign = tmp_path / "alive"
    with bot_with(sign):
        until(lambda: lives(sign))
        with bot_with(sign) as second:
            assert second.stderr
            assert "another bot runs with the data folder" in second.stderr.readline()
            second.send_signal(signal.SIGINT)
            second.wait(PATIENCE)

        health.check(sign)


def test_a_second_bot_takes_over_when_the_first_one_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(health, "BEAT", PAUSE)
    sign = tmp_path / "alive"

    async def takes_over() -> None:
        with bot_with(sign) as first:
            await asyncio.to_thread(until, lambda: lives(sign))
            beating = asyncio.create_task(health.beat(sign))
            await asyncio.sleep(PAUSE)
            first.kill()
            await asyncio.to_thread(first.wait, PATIENCE)
            await asyncio.to_thread(until, lambda: lives(sign))
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)

    asyncio.run(takes_over())
    assert not sign.exists()


def test_a_watcher_asks_by_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.chdir(tmp_path)
    assert main(["health"]) == 1
    assert "no bot is running here" in capsys.readouterr().err

    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "alive").touch()
    assert main(["health"]) == 0
