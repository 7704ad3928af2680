"""Look after the FAQ in a browser, on this machine."""

from __future__ import annotations

import asyncio
import signal
import webbrowser
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.commands import _settings
from bot.commands._numbers import whole
from bot.config import HIGHEST_PORT, WORKBENCH_PORT
from bot.workbench.serving import Workbench

if TYPE_CHECKING:
    import argparse

HELP = """Look after the FAQ in a browser: try what members say and see why, change entries by forms, see what the
change does, publish it, and take it back. The page is served on this machine alone (127.0.0.1), needs no token, and ends
with Ctrl-C. What you change is a draft until you publish it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where it is served, and whether a browser is opened."""
    parser.add_argument(
        "--port",
        type=whole(0, HIGHEST_PORT),
        default=WORKBENCH_PORT,
        help=f"the port of this machine (default: {WORKBENCH_PORT}; 0: any free)",
    )
    parser.add_argument("--no-browser", action="store_true", help="print the address only")


def main(options: argparse.Namespace) -> int:
    """Serves until stopped."""
    asyncio.run(_serve(Workbench(_settings.settings(options), port=options.port), browser=not options.no_browser))
    return 0


async def _serve(workbench: Workbench, *, browser: bool) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # on Windows, where Ctrl-C cancels this task instead
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
    print("Reading the FAQ ...", flush=True)
    await workbench.start(stop)
    try:
        print(f"The workbench is at {workbench.address} (Ctrl-C ends it).", flush=True)
        if browser:
            with suppress(webbrowser.Error):
                webbrowser.open(workbench.address)
        await stop.wait()
    finally:
        await workbench.close()
