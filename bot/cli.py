"""The command line: reads the words, runs the command, and turns every failure into one sentence and an exit code."""

from __future__ import annotations

import argparse
import errno
import sys
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING

from bot import __version__, hangup, logs, streams
from bot.errors import BotError, ContentError

if TYPE_CHECKING:
    from collections.abc import Sequence

FINE, AT_FAULT, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: all well; the content or the question is at fault; wrong usage (argparse); a bug; Ctrl-C."""

_REMEDIES = {
    errno.ENOSPC: "make room on the disk, or send the output elsewhere",
    errno.EDQUOT: "make room on the disk, or send the output elsewhere",
    errno.EFBIG: "send the output elsewhere",
    errno.EIO: "look after the disk or the terminal that it is on",
    errno.EACCES: "see that the user who runs this may read and write it, and enter every folder above it",
    errno.EPERM: "see that the user who runs this may read and write it, and enter every folder above it",
    errno.EROFS: "name a place that may be written to",
}
"""What to do about failures of the system that may come from anywhere."""

_COMMANDS = {
    "run": "run the bot: on Telegram and Discord with tokens, here in the terminal without",
    "chat": "ask the bot questions here in the terminal",
    "ask": "ask one question, and see the reply (--why: and how the bot came to it)",
    "try": "try questions one after another: each reply, and how the bot came to it",
    "workbench": "look after the FAQ in a browser: try, change, check, publish and take back",
    "new": "start a new entry: writes its file, with every key explained and left to be filled in",
    "init": "start an FAQ for another condition or community",
    "rename": "give an entry another id; old links go on working",
    "retire": "let another entry stand for one; old links lead there",
    "check": "check the FAQ: every file, reading grade, reviews, phrases, and the cases that must come out right",
    "diff": "show what a change of the FAQ does: which messages now come to another outcome or entry",
    "gaps": "show what members ask that the FAQ lacks, with phrasings ready to paste",
    "stats": "show what is asked, what comes of it and which answers help, as tables or as a page",
    "purge": "erase what the bot has kept for long enough, as it does by itself every day",
    "decide": "decide every message of a file, one JSON object a line",
    "measure": "measure the bot on a file of labelled messages",
    "health": "tell whether the bot that runs here is alive, for Docker and other watchers",
    "invite": "print the address under which a Discord server's manager adds the bot",
}
"""What each command does. Its module in `bot.commands` is imported only to run it, as some need much that takes long."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code. The only place where a failure is caught for the whole program."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    wanted = next((word for word in words if word in _COMMANDS), None)
    before = hangup.withstand() if wanted == "run" else None
    with streams.any_terminal():
        options = _parser(wanted).parse_args(words)
        options.hangup = before
        logs.set_up(verbose=options.verbose)
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    try:
        code = int(options.command(options))
        if sys.stdout is not None:
            sys.stdout.flush()  # a full disk is told here, and not by Python at its end
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output (as `head`) has gone
        streams.drop_output()
        return FINE
    except (BotError, OSError) as error:
        return _failed(error)
    except Exception as error:  # the outermost border: a bug must not show a member's words in a traceback
        return _bug(error)
    return code


def _failed(error: BotError | OSError) -> int:
    """Tells a failure that is known, with its remedy."""
    if isinstance(error, OSError):
        if error.errno not in _REMEDIES:
            return _bug(error)
        if error.filename is None:
            streams.drop_output()
        what = error.filename or "the output"
        print(f"{what} cannot be used: {error.strerror}; {_REMEDIES[error.errno]}", file=sys.stderr)
        return AT_FAULT
    print(error, file=sys.stderr)
    if isinstance(error, ContentError):
        print(f"{_count(len(error.problems))} to mend, each named above with its place.", file=sys.stderr)
    return AT_FAULT


def _bug(error: Exception) -> int:
    print(f"Sorry, that is a bug. What is known of it is in {logs.write_crash(error)}", file=sys.stderr)
    return BUG


def _count(problems: int) -> str:
    return "1 problem" if problems == 1 else f"{problems} problems"


def _parser(wanted: str | None) -> argparse.ArgumentParser:
    """The parser of the whole command line, in which only the wanted command knows its own options."""
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
    for name, summary in _COMMANDS.items():
        if name != wanted:
            commands.add_parser(name, help=summary)
            continue
        module = import_module(f"bot.commands.{name}{'_' * iskeyword(name)}")
        command = commands.add_parser(name, parents=[common], help=summary, description=module.HELP)
        module.add_arguments(command)
        command.set_defaults(command=module.main)
    return parser
