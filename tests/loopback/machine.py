"""The whole program on a machine of its own, as whoever runs it sets it up: settings, an FAQ, secrets, a log file."""

from __future__ import annotations

import io
import os
import re
import time
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from loopback import prepared
from loopback.kept import lay_store
from loopback.learned import lay_index
from loopback.patience import ONE_CORE, PATIENCE, PAUSE
from loopback.prepared import STRICT

from bot import cli
from bot.encryption import Encryption

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator, Mapping

    from loopback.sides import Side

ROOT = Path(__file__).parents[2]


class Machine:
    """A folder with `config.yaml`, `faq/en`, `data`, `temporary` (its TMPDIR) and `log.txt`, where the program can be run.

    It reaches the platforms of `sides`, with a token and a chat of the moderators on each.
    """

    def __init__(self, folder: Path, files: Mapping[str, str], sides: tuple[Side, ...]) -> None:
        self.folder, self.sides = folder, sides
        self.faq, self.data, self.temporary = folder / "faq" / "en", folder / "data", folder / "temporary"
        self.log, self.store = folder / "log.txt", folder / "data" / "mmn-bot.sqlite3"
        self.key = Encryption.make_key()
        self.begin: Callable[..., prepared.Prepared | subprocess.Popen[bytes]] = prepared.run
        self._process: prepared.Prepared | subprocess.Popen[bytes] | None = None
        self._heard = 0
        self.temporary.mkdir()
        self.log.touch()
        for name, text in files.items():
            self.write(name, text)
        lay_index(self.faq, self.data)
        lay_store(self.data)
        chats = "".join(f"  {side.name}: {side.moderator_chats}\n" for side in sides)
        settings = "".join(side.settings for side in sides)
        (folder / "config.yaml").write_text(f"moderators:\n{chats}{settings}", encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """Saves a file of the FAQ, as an editor does: under another name first."""
        file = self.faq / name
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_name(f".{file.name}.tmp")
        half.write_text(text, encoding="utf-8")
        half.replace(file)

    # ---- the running bot ---------------------------------------------------------------------------------------------

    def start(self, *options: str) -> None:
        """Starts the bot, and waits until it answers on every side."""
        self.launch(*options)
        self.is_up()

    def launch(self, *options: str) -> None:
        """Starts the bot, and does not wait."""
        self._heard = len(self.lines)
        with self.log.open("a") as log:
            command = ("loopback.discord", "bot", "run", *options)
            self._process = self.begin(*command, cwd=self.folder, env=self._environment(), output=log)

    def is_up(self) -> None:
        """Waits until the bot that was started last answers on every side."""
        self.until(lambda: all(side.is_up(self.lines[self._heard :]) for side in self.sides), "the bot to answer")

    @property
    def pid(self) -> int:
        """The process of the running bot."""
        assert self._process
        return self._process.pid

    @property
    def lines(self) -> list[str]:
        """What the bot said so far, on either stream."""
        return self.log.read_text(encoding="utf-8").splitlines()

    def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Returns once the condition holds. Waits for long, but not for a program that is no more."""
        end = time.monotonic() + PATIENCE
        while not condition():
            running = self._process is not None and self._process.poll() is None
            assert running or condition(), (what, self.lines)
            assert time.monotonic() < end, (what, self.lines)
            time.sleep(PAUSE)

    def signal(self, number: int) -> None:
        """Sends a signal to the running bot."""
        assert self._process
        self._process.send_signal(number)

    def ends(self) -> int:
        """The exit code with which it ends."""
        assert self._process
        return self._process.wait(PATIENCE)

    def kill(self) -> None:
        """Ends it from one moment to the next, as a failing power supply does."""
        if self._process:
            self._process.kill()
            self._process.wait()

    # ---- a terminal --------------------------------------------------------------------------------------------------

    def terminal(self, *arguments: str) -> str:
        """What `mmn-bot` with these arguments prints, in a terminal in this folder; it must end well."""
        printed, complained = io.StringIO(), io.StringIO()
        with (
            chdir(self.folder),
            patch.dict(os.environ, self._environment()),
            redirect_stdout(printed),
            redirect_stderr(complained),
        ):
            code = cli.main(list(arguments))  # not the bot's own process, and sooner there than one more
        assert (code, complained.getvalue()) == (0, ""), (code, complained.getvalue())
        return printed.getvalue()

    def _environment(self) -> dict[str, str]:
        reached = {name: value for side in self.sides for name, value in side.environment.items()}
        paths = {"PATH": os.defpath, "PYTHONPATH": f"{ROOT / 'tests'}:{ROOT}", "TMPDIR": str(self.temporary)}
        fixed = {"PYTHONWARNINGS": STRICT, "LOOPBACK_DISCORD": "http://127.0.0.1:9", **ONE_CORE}
        return paths | fixed | {"MMN_BOT_KEY": self.key} | reached


@contextmanager
def machine(folder: Path, files: Mapping[str, str], *sides: Side) -> Iterator[Machine]:
    """A machine on which nothing runs yet. At the end the bot is ended, and has said nothing that it should not."""
    made = Machine(folder, files, sides)
    try:
        yield made
    finally:
        made.kill()
    log = made.log.read_text(encoding="utf-8")
    assert not re.search(r"Traceback|Exception ignored|Warning: |never retrieved|part of it", log), log
    for side in sides:
        side.assert_clean()
