"""`python -m bot` is the same as `mmn-bot`."""

import sys

from bot.cli import main

sys.exit(main())
