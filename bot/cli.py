"""The command line: reads the words, runs the command, and turns every failure into one sentence and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot import __version__, logs
from bot.commands import ask, chat, check, decide, diff, gaps, health, invite, measure, new, purge, run, stats, try_
from bot.errors import BotError, ContentError

if TYPE_CHECKING:
    from collections.abc import Sequence

FINE, AT_FAULT, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: all well; the content or the question is at fault; wrong usage (argparse); a bug; Ctrl-C."""

_COMMANDS = (run, chat, ask, try_, new, check, diff, gaps, stats, purge, decide, measure, health, invite)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code. The only place where a failure is caught for the whole program."""
    options = _parser().parse_args(arguments)
    logs.set_up(verbose=options.verbose)
    try:
        return int(options.command(options))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output (as `head`) has gone; Python would complain once more while closing it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except ContentError as error:
        print(error, file=sys.stderr)
        print(f"{_count(len(error.problems))} to mend, each named above with its place.", file=sys.stderr)
        return AT_FAULT
    except BotError as error:
        print(error, file=sys.stderr)
        return AT_FAULT
    except Exception as error:  # the outermost border: a bug must not show a member's words in a traceback
        print(f"Sorry, that is a bug. What is known of it is in {logs.write_crash(error)}", file=sys.stderr)
        return BUG


def _count(problems: int) -> str:
    return "1 problem" if problems == 1 else f"{problems} problems"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mmn-bot",
        description="A bot that answers questions from an FAQ, on Telegram, on Discord and here in the terminal.",
        epilog="Exit codes: 0 all well, 1 the FAQ or the question needs mending, 2 wrong usage, 3 a bug, 130 stopped with Ctrl-C.",
    )
    parser.add_argument("--version", action="version", version=f"mmn-bot {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--config", type=Path, metavar="FILE", help="settings file (default: config.yaml, where there is one)"
    )
    common.add_argument(
        "--faq",
        type=Path,
        metavar="FOLDER",
        help="folder of one language's FAQ (default: from the settings, or faq/en)",
    )
    common.add_argument("--verbose", action="store_true", help="tell more about what the program does")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in _COMMANDS:
        name = module.__name__.rpartition(".")[2].rstrip("_")  # `try` is a word of Python's own
        summary = (module.__doc__ or "").splitlines()[0]
        command = commands.add_parser(name, parents=[common], help=summary, description=module.HELP)
        module.add_arguments(command)
        command.set_defaults(command=module.main)
    return parser
