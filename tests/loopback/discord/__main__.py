"""A program whose discord.py speaks to the loopback server: `LOOPBACK_DISCORD=http://... python -m loopback.discord bot run`."""

import os
import runpy
import sys

from loopback.discord.redirect import redirected

if __name__ == "__main__":
    del sys.argv[0]
    with redirected(os.environ["LOOPBACK_DISCORD"]):
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
