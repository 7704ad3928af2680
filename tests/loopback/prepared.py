"""Programs under test, each in a process of its own; those of `run` begin where their imports end.

They are forked from a process that has imported what the bot needs, and have the signals, the exit code and the end of any
other. It spares half a second of each. What happens while Python starts is for the stories that use `start`.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import warnings
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from loopback.patience import ONE_CORE, PATIENCE

if TYPE_CHECKING:
    from collections.abc import Mapping

TESTS = Path(__file__).parents[1]
STRICT = "error,ignore:'audioop' is deprecated:DeprecationWarning"
_IMPORTED = (
    "loopback.discord",
    "bot.app",
    "bot.cli",
    "bot.commands.run",
    "bot.commands.workbench",
    "bot.adapters.discord.running",
    "bot.adapters.telegram.running",
)
_LONGEST, _NUMBER = 1 << 16, 8
"""Bytes that a program is told at most, and those of a number on the line to it."""


class Prepared:
    """A program at work, as `subprocess.Popen` has it."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self.pid = self._number()
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Its exit code; None while it is at work."""
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, as soon as it ends; raises `TimeoutExpired` where it goes on for longer."""
        if self.returncode is None:
            if not select.select([self._line], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("a prepared program", timeout or 0)
            self.returncode = self._number()
            self._line.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Sends it a signal, where it is still at work."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Ends it from one moment to the next."""
        self.send_signal(signal.SIGKILL)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.wait()

    def _number(self) -> int:
        told = self._line.recv(_NUMBER, socket.MSG_WAITALL)
        assert len(told) == _NUMBER, "the process that prepares programs is gone"
        return int.from_bytes(told, signed=True)


def start(*module_and_arguments: str, cwd: Path, env: Mapping[str, str], output: IO[Any]) -> subprocess.Popen[bytes]:
    """`python -m module arguments` in `cwd`, with nothing to read; what it says, on either stream, goes to `output`."""
    command = [sys.executable, "-m", *module_and_arguments]
    return subprocess.Popen(
        command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
    )


def run(
    *module_and_arguments: str, cwd: Path, env: Mapping[str, str], output: IO[Any]
) -> Prepared | subprocess.Popen[bytes]:
    """As `start`, with the imports done already, where that can be."""
    if sys.platform != "linux":  # elsewhere a process that has imported so much cannot always be forked
        return start(*module_and_arguments, cwd=cwd, env=env, output=output)
    line = socket.socket(socket.AF_UNIX)
    line.connect(_preparing())
    told = {"command": module_and_arguments, "cwd": str(cwd), "env": dict(env)}
    socket.send_fds(line, [json.dumps(told).encode()], [output.fileno()])
    return Prepared(line)


@cache
def _preparing() -> str:
    """Where the process listens that prepares programs, for as long as this one lives."""
    folder = tempfile.TemporaryDirectory(prefix="mmn-bot-prepared-")
    address = f"{folder.name}/line"
    fixed = {"PATH": os.defpath, "PYTHONPATH": f"{TESTS}:{TESTS.parent}", "PYTHONWARNINGS": STRICT, **ONE_CORE}
    command = [sys.executable, "-m", __name__, address]
    process = subprocess.Popen(command, env=fixed, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def end() -> None:
        process.communicate(timeout=PATIENCE)
        folder.cleanup()

    atexit.register(end)
    assert process.stdout
    assert process.stdout.readline() == b"prepared\n"
    return address


# ---- in that process -------------------------------------------------------------------------------------------------


def _told(address: str) -> dict[str, Any]:
    """What a program is told: this returns in its process alone, once for each."""
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen()
        print("prepared", flush=True)  # noqa: T201  that is waited for
        while True:
            ready, _, _ = select.select([door, sys.stdin], [], [])
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG) != (0, 0):
                    pass  # so that what they took counts
            if sys.stdin in ready:  # whoever started this is gone
                raise SystemExit
            line, _ = door.accept()
            if os.fork() == 0:
                break
            line.close()
    with line:
        message, (output,), _, _ = socket.recv_fds(line, _LONGEST, 1)
        program = os.fork()
        if program:
            _report(line, program)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(output, stream.fileno())
    os.close(output)
    told: dict[str, Any] = json.loads(message)
    return told


def _report(line: socket.socket, program: int) -> None:
    """Tells the number of a process, and in the end its exit code; then this process ends."""
    try:
        line.sendall(program.to_bytes(_NUMBER))
        _, status = os.waitpid(program, 0)
        line.sendall(os.waitstatus_to_exitcode(status).to_bytes(_NUMBER, signed=True))
    finally:
        os._exit(0)


def _become(told: Mapping[str, Any]) -> None:
    """Runs a module as Python does that was started for it, with this folder and this environment."""
    with Path(os.devnull).open() as nothing:
        os.dup2(nothing.fileno(), sys.stdin.fileno())
    os.environ.clear()
    os.environ.update(told["env"])
    os.chdir(told["cwd"])
    paths = [told["cwd"], *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    sys.path[:] = dict.fromkeys([*paths, *sys.path[1:]])
    for told_of in filter(None, os.environ.get("PYTHONWARNINGS", "").split(",")):
        warnings._setoption(told_of)  # type: ignore[attr-defined]
    module, *sys.argv[1:] = told["command"]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    for name in _IMPORTED:
        import_module(name)
    gc.freeze()
    _become(_told(sys.argv[1]))
