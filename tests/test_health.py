"""Signs of life, and what a watcher makes of them."""

import asyncio
import os
import time
from pathlib import Path

import pytest

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


def test_a_watcher_asks_by_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.chdir(tmp_path)
    assert main(["health"]) == 1
    assert "no bot is running here" in capsys.readouterr().err

    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "alive").touch()
    assert main(["health"]) == 0
