"""How long moderators, operators and developers wait: commands, starts, a changed file, and what each takes of memory.

Every row is measured as a whole process of its own, in a folder made for it, beside what the version of 2026-11-21 took on
the same machine, which built the whole index at every start. `python benchmarks/loops.py` prints the table.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Settings, Tokens
from bot.core import open_service
from bot.model import Incoming
from bot.reload import Reloader

if TYPE_CHECKING:
    from bot.reload import Reloaded

FAQ = Path(__file__).parents[1] / "faq" / "en"
BEFORE = {
    "--version": (1.30, 142),
    "health": (1.35, 141),
    "ask, nothing learned yet": (3.97, 279),
    "ask": (3.97, 279),
    "check": (4.60, 278),
    "check --phrases": (12.7, 978),
    "diff HEAD": (24.7, 284),
}
"""Seconds and MB of the version before indexes were kept (commit 00c8c8f), on the machine of the last report."""
EVERY = 0.05
"""Seconds between two questions while the FAQ is read anew."""
_TIMED = """
import resource, subprocess, sys, time
begun = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
if done.returncode and "health" not in sys.argv:  # where no bot runs, health says so
    sys.exit(f"{sys.argv[1:]} failed")
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A process so small that what it holds, which counts for its child too, is less than any command needs."""
_SMALL = "import subprocess, sys; subprocess.run(sys.argv[1:], check=True)"
"""Such a process too, for a program that measures itself."""
_RUNNING = """
import resource, sys
from pathlib import Path
import bot.app, bot.adapters.telegram.running, bot.adapters.discord.running
from bot.config import Settings, Tokens
from bot.core import open_service
from bot.model import Incoming
service = open_service(Settings(Path(sys.argv[1]), "", Tokens(), data=Path(sys.argv[2])), apart=True)
for entry in service.faq.entries.values():
    service.ask(Incoming(entry.asks[0]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def rows() -> list[list[str]]:
    """What was run, seconds, MB at the most, and the same of the version before."""
    with tempfile.TemporaryDirectory() as room:
        os.environ["XDG_CACHE_HOME"] = room
        measured = {
            "--version": _command("--version"),
            "health": _command("health"),
            "ask, nothing learned yet": _command("ask", "is it catching?"),
            "ask": _command("ask", "is it catching?"),
            "check": _command("check"),
            "check --phrases": _command("check", "--phrases"),
            "diff HEAD": _command("diff", "HEAD"),
        }
        table = [
            [what, f"{seconds:.2f} s", f"{memory:.0f} MB", f"{BEFORE[what][0]:.2f} s", f"{BEFORE[what][1]:.0f} MB"]
            for what, (seconds, memory) in measured.items()
        ]
        return [*table, *_running_rows(Path(room)), *_reload_rows(Path(room))]


def _command(*arguments: str) -> tuple[float, float]:
    """Seconds and MB of `mmn-bot` with these arguments: the median of three runs, or the one run that learns."""
    once = not any(Path(os.environ["XDG_CACHE_HOME"]).iterdir()) or arguments[0] in {"diff", "check"}
    command = [sys.executable, "-c", _TIMED, sys.executable, "-m", "bot", *arguments]
    runs = []
    for _ in range(1 if once else 3):
        said = subprocess.run(  # noqa: S603
            command, check=True, capture_output=True, text=True, cwd=FAQ.parents[1]
        ).stdout.split()
        runs.append((float(said[0]), int(said[1]) / 1024))
    return sorted(runs)[len(runs) // 2]


def _running_rows(room: Path) -> list[list[str]]:
    """The memory of a bot with both platforms, at a start that learns, and of the process that learns for it."""
    data = room / "data"
    data.mkdir()
    begun = time.perf_counter()
    command = [sys.executable, "-c", _SMALL, sys.executable, "-c", _RUNNING, str(FAQ), str(data)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603
    first = time.perf_counter() - begun
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    bot, learning = (int(part) / 1024 for part in said)
    return [
        ["a bot with both platforms, its first start", f"{first:.2f} s", f"{bot:.0f} MB", "", ""],
        ["the same, a later start", f"{time.perf_counter() - begun:.2f} s", f"{bot:.0f} MB", "", ""],
        ["the process that learns for it", "", f"{learning:.0f} MB", "", ""],
    ]


@dataclass
class _Asked:
    """How long answers took, in milliseconds."""

    calm: list[float]
    meanwhile: list[float]


def _reload_rows(room: Path) -> list[list[str]]:
    """From a saved file to the new answer, and how quick answers are meanwhile."""
    folder, data = room / "faq" / "en", room / "data"
    shutil.copytree(FAQ, folder)
    shutil.copyfile(FAQ.parent / "numbers.yaml", folder.parent / "numbers.yaml")
    live, asked = asyncio.run(_reload(folder, data))
    percentiles = [f"{_worst(times):.0f} ms" for times in (asked.calm, asked.meanwhile)]
    medians = [f"{statistics.median(times):.1f} ms" for times in (asked.calm, asked.meanwhile)]
    return [
        ["a saved file, until its answer is live", f"{live:.2f} s", "", "7 to 16 s", ""],
        ["an answer meanwhile: median (and without)", f"{medians[1]} ({medians[0]})", "", "", ""],
        ["an answer meanwhile: 95th in a hundred (and without)", f"{percentiles[1]} ({percentiles[0]})", "", "", ""],
    ]


def _worst(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


async def _reload(folder: Path, data: Path) -> tuple[float, _Asked]:
    settings = Settings(folder, "", Tokens(), data=data)

    async def tell(_: Reloaded) -> None:
        pass

    reloader = Reloader(partial(open_service, settings, apart=True), folder, tell)
    stop = asyncio.Event()
    watch = asyncio.create_task(reloader.watch(stop))
    await asyncio.sleep(1)
    asked = _Asked([], [])
    for _ in range(60):
        await _ask(reloader, asked.calm)
    file = folder / "answers" / "basics" / "contagious.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("\nasks:\n", "\nasks:\n  - is it the okapi sort of thing that one catches\n"), encoding="utf-8"
    )
    begun, before = time.perf_counter(), reloader.current()
    while reloader.current() is before:
        await _ask(reloader, asked.meanwhile)
    live = time.perf_counter() - begun
    stop.set()
    await watch
    return live, asked


async def _ask(reloader: Reloader, times: list[float]) -> None:
    begun = time.perf_counter()
    reloader.current().ask(Incoming("how long untill ivig starts to work, anyone know?"))
    times.append((time.perf_counter() - begun) * 1_000)
    await asyncio.sleep(EVERY)


HEADERS = ["what", "time", "memory at its peak", "time before", "memory before"]


def main() -> None:
    """Prints the table."""
    for row in [HEADERS, *rows()]:
        print(" | ".join(f"{cell:<52}" if place == 0 else f"{cell:<22}" for place, cell in enumerate(row)))


if __name__ == "__main__":
    main()
