"""SIGHUP does no harm, whenever it comes: a moderator's `kill -HUP` may meet a bot that has hardly begun, or nearly ended."""

import os
import re
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import FILES
from loopback import prepared
from loopback.machine import machine
from loopback.patience import PATIENCE
from loopback.sides import on_telegram

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")

BETWEEN = 0.02
"""Seconds between two hangups: often enough to meet every moment of a start and a stop."""


def takes_hangups(process: int) -> bool:
    """Whether the signal would do something else to this process than end it."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    masks = [int(found, 16) for found in re.findall(r"^Sig(?:Ign|Cgt):\t(\w+)$", status, re.MULTILINE)]
    return any(mask >> (signal.SIGHUP - 1) & 1 for mask in masks)


@contextmanager
def hangups(process: int, store: Path) -> Iterator[list[bool]]:
    """One after another, from the moment at which the program can take them: given is whether its store was there then."""
    over = threading.Event()
    begun: list[bool] = []

    def send() -> None:
        while not over.wait(BETWEEN):
            try:
                if not begun and takes_hangups(process):
                    begun.append(store.exists())
                if begun:
                    os.kill(process, signal.SIGHUP)
            except (ProcessLookupError, FileNotFoundError):
                return

    sender = threading.Thread(target=send)
    sender.start()
    try:
        yield begun
    finally:
        over.set()
        sender.join(PATIENCE)


def test_a_bot_starts_answers_and_stops_amid_hangups(tmp_path: Path):
    with on_telegram() as side, machine(tmp_path, FILES, side) as place:
        place.begin = prepared.start
        place.store.unlink()  # that it is made tells when it starts
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the program inherits it
        place.launch()
        with hangups(place.pid, place.store) as begun:
            place.is_up()
            talk = side.talk("Ann")
            talk.says("is it catching?")
            place.until(lambda: talk.texts, "an answer")
            place.until(lambda: any("The FAQ was read again" in line for line in place.lines), "what came of it")
            place.signal(signal.SIGTERM)
            assert place.ends() == 0
        assert begun == [False]
