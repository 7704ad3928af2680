"""A program under test, in a process of its own, whose discord.py calls the loopback server."""

from __future__ import annotations

import os
import signal
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from loopback.patience import ONE_CORE, PATIENCE
from loopback.prepared import run

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

    from loopback.discord.server import Server
    from loopback.prepared import Prepared

TESTS = Path(__file__).parents[2]


class Program:
    """A program at work; `said` is all that it wrote so far."""

    def __init__(self, process: Prepared | subprocess.Popen[bytes], output: IO[bytes]) -> None:
        self.process, self._output = process, output

    @property
    def said(self) -> str:
        """What it wrote to its output and its errors."""
        return Path(self._output.name).read_text(encoding="utf-8")

    def stop(self, seconds: float = PATIENCE) -> int:
        """Tells it to end, as a system does that shuts down, and gives its exit code; slower than `seconds` fails."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)


@contextmanager
def program(
    server: Server, *module_and_arguments: str, begin: Callable[..., Any] = run, **environment: str
) -> Iterator[Program]:
    """`python -m module arguments` at work, with `environment` added to the little that it gets; killed at the end."""
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(TESTS), "LOOPBACK_DISCORD": server.url, **ONE_CORE}
    command = ("loopback.discord", *module_and_arguments)
    with (
        tempfile.NamedTemporaryFile() as output,
        begin(*command, cwd=Path.cwd(), env=own | environment, output=output) as process,
    ):
        try:
            yield Program(process, output)
        finally:
            process.kill()
