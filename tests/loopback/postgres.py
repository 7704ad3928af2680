"""A PostgreSQL server of the tests' own, where its programs are installed."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSWORD = "s3cret-word"  # noqa: S105  made up
_HOST, _USER = "127.0.0.1", "bot"
_IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
_ACCOUNT: dict[str, Any] = {"user": "postgres", "group": "postgres", "extra_groups": []} if _IS_ROOT else {}
"""PostgreSQL refuses to run as root."""


def programs() -> Path | None:
    """The folder of the server's programs, the newest version's; Debian does not put it on the path."""
    on_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    folders = [*([Path(on_path).resolve().parent] if on_path else []), *reversed(debian)]
    return next((folder for folder in folders if all((folder / it).exists() for it in ("initdb", "pg_ctl"))), None)


@contextmanager
def serve(programs: Path) -> Iterator[Postgres]:
    """A server that is up, in a folder that goes with it."""
    with tempfile.TemporaryDirectory(prefix="mmn-bot-postgres-") as folder:
        server = Postgres(programs, Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.crash()


class Postgres:
    """A server on a free port of this machine; whoever comes must know the password."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder = programs, folder
        self._data = str(folder / "data")
        with socket.socket() as probe:
            probe.bind((_HOST, 0))
            self._port = probe.getsockname()[1]
        if _IS_ROOT:
            shutil.chown(folder, _ACCOUNT["user"])
        password = folder / "password"
        password.write_text(PASSWORD, encoding="utf-8")
        made = f"--username={_USER}", f"--pwfile={password}", "--encoding=UTF8", "--locale=C", "--no-sync"
        self._run("initdb", "--auth=scram-sha-256", *made, self._data)

    def start(self) -> None:
        """Starts it, and waits until it answers. It does not wait for the disk: it need not outlive a power failure."""
        options = f"-c listen_addresses={_HOST} -c port={self._port} -c unix_socket_directories='' -c fsync=off"
        self._run("pg_ctl", "start", "-w", "-D", self._data, "-l", str(self._folder / "log"), "-o", options)

    def crash(self) -> None:
        """Ends it at once, as a kill would."""
        self._run("pg_ctl", "stop", "-w", "-D", self._data, "-m", "immediate")

    def address(self, database: str = "postgres", password: str = PASSWORD) -> str:
        """How a bot would be told of it."""
        return f"postgresql://{_USER}:{password}@{_HOST}:{self._port}/{database}"

    def new_address(self) -> str:
        """A schema that is empty and knows of no other: made in a tenth of the time that a database takes."""
        name = f"faq_{secrets.token_hex(4)}"
        self._run("psql", "--quiet", f"--command=CREATE SCHEMA {name}", self.address())
        return f"{self.address()}?search_path={name}"

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._programs / program, *arguments],
            cwd=self._folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            **_ACCOUNT,
        )
        assert done.returncode == 0, done.stdout + done.stderr
