"""A program whose discord.py speaks to the loopback server: `LOOPBACK_DISCORD=http://... python -m loopback.discord bot run`.

SIGUSR2 makes it fail as by a bug that nothing catches, with words in what is raised. Amid an event the loop would catch it
and go on, so it strikes while the loop waits for one.
"""

import os
import runpy
import signal
import sys
from types import FrameType

from loopback.discord.redirect import redirected

_SOON = 0.01


def _fails(_: int, frame: FrameType | None) -> None:
    if frame and frame.f_code.co_name == "select":
        raise ZeroDivisionError("My okapi and I")
    signal.setitimer(signal.ITIMER_REAL, _SOON)


if __name__ == "__main__":
    del sys.argv[0]
    if hasattr(signal, "SIGUSR2"):  # Windows has none
        for number in (signal.SIGUSR2, signal.SIGALRM):
            signal.signal(number, _fails)
    with redirected(os.environ["LOOPBACK_DISCORD"]):
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
