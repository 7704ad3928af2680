"""A program whose discord.py speaks to the loopback server: `LOOPBACK_DISCORD=http://... python -m loopback.discord bot run`.

SIGUSR2 makes it fail as by a bug that nothing catches, with words in what is raised.
"""

import os
import runpy
import signal
import sys

from loopback.discord.redirect import redirected


def _fails(*_: object) -> None:
    raise ZeroDivisionError("My okapi and I")


if __name__ == "__main__":
    del sys.argv[0]
    if hasattr(signal, "SIGUSR2"):  # Windows has none
        signal.signal(signal.SIGUSR2, _fails)
    with redirected(os.environ["LOOPBACK_DISCORD"]):
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
