"""Publishes a draft: all its files or none, kept so that each publication can be taken back, and committed where git is."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from filelock import FileLock

from bot.content import read
from bot.errors import InputError
from bot.moderating.writing_all import write_all
from bot.workbench.draft import write_text
from bot.workbench.merging import merged

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from bot.workbench.draft import Draft

_PATIENCE = 30.0
_SHOWN = 20
_GIT_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published: each file's text before and after, None where there was or is no such file.

    `undoes` is the number of the publication that this one took back, or 0. `commit` is git's name for it, or empty;
    `uncommitted` says why git did not take it. `pending`: it was begun, and not ended.
    """

    number: int
    by: str
    at: str
    note: str
    before: dict[str, str | None]
    after: dict[str, str | None]
    undoes: int = 0
    commit: str = ""
    uncommitted: str = ""
    pending: bool = False


class Publications:
    """The publications of a FAQ, kept in `room`."""

    def __init__(self, draft: Draft, room: Path) -> None:
        self._draft = draft
        self._room = room / "publications"

    def latest(self) -> list[Publication]:
        """The last publications, the newest first."""
        return [one for one in map(self._load, self._numbers()[::-1][:_SHOWN]) if one and not one.pending]

    def undone(self) -> set[int]:
        """The numbers of those that were taken back."""
        return {one.undoes for one in self.latest() if one.undoes}

    def publish(
        self, files: Mapping[str, str | None], by: str, note: str, now: datetime, undoes: int = 0
    ) -> Publication:
        """Writes the files that the bot answers from, all or none. Raises `InputError`."""
        self._room.mkdir(parents=True, exist_ok=True)
        with FileLock(self._room / "publish.lock", timeout=_PATIENCE):
            self.mend()
            before = {name: self._draft.live(name) for name in files}
            number = max(self._numbers(), default=0) + 1
            made = Publication(
                number, by, now.strftime("%Y-%m-%d %H:%M"), note, before, dict(files), undoes, pending=True
            )
            self._keep(made)
            try:
                write_all({self._draft.path(name): text for name, text in files.items()})
            except InputError:
                self._file(number).unlink(missing_ok=True)
                raise
            self._keep(replace(made, pending=False))
        self._draft.tidy()  # before git, which takes its time: what is saved meanwhile is newer than what was published
        commit, uncommitted = commit_files(self._draft.folder, [self._draft.path(name) for name in files], by, note)
        made = replace(made, pending=False, commit=commit, uncommitted=uncommitted)
        self._keep(made)
        return made

    def undo(self, number: int, by: str, now: datetime) -> Publication:
        """Takes a publication back, also where others came after it. Raises `InputError` where they changed the same lines."""
        one = self._load(number)
        if one is None or one.pending or number in self.undone():
            raise InputError("That publication is not there, or was taken back already.")
        files: dict[str, str | None] = {}
        for name, after in one.after.items():
            before, live = one.before[name], self._draft.live(name)
            if live == after:
                files[name] = before
            elif live != before:
                both = merged(after, before, live) if None not in {after, before, live} else None  # type: ignore[arg-type]
                if both is None:
                    raise InputError(
                        f"{name} was changed again since, at the same lines: take the later publication back first."
                    )
                files[name] = both
        if not files:
            raise InputError("All of it is as it was before already.")
        _, problems = read(self._draft.trial(files))
        if problems:
            raise InputError(f"Without it the FAQ could not be used: {problems[0].told}")
        return self.publish(files, by, f"Undo: {one.note}", now, undoes=number)

    def mend(self) -> None:
        """Ends what a crash left half-written: as it was before, unless every file was written."""
        for number in self._numbers():
            one = self._load(number)
            if one is None or not one.pending:
                continue
            written = {name for name, text in one.after.items() if self._draft.live(name) == text}
            if written == set(one.after):
                self._keep(replace(one, pending=False))
            else:
                write_all({self._draft.path(name): one.before[name] for name in written})
                self._file(number).unlink(missing_ok=True)

    def _numbers(self) -> list[int]:
        return sorted(int(file.stem) for file in self._room.glob("*.json") if file.stem.isdecimal())

    def _file(self, number: int) -> Path:
        return self._room / f"{number:04}.json"

    def _keep(self, one: Publication) -> None:
        write_text(self._file(one.number), json.dumps(asdict(one), ensure_ascii=False, indent=1))

    def _load(self, number: int) -> Publication | None:
        try:
            return Publication(**json.loads(self._file(number).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None


def commit_files(folder: Path, paths: list[Path], by: str, note: str) -> tuple[str, str]:
    """Commits these files, and no others, where the folder is in a repository of git: its short name, or why it did not."""
    git = shutil.which("git")
    if git is None or _git(git, folder, "rev-parse", "--is-inside-work-tree").stdout.strip() != "true":
        return "", ""
    name = " ".join(by.translate({ord("<"): None, ord(">"): None}).split()) or "A moderator"
    identity = ("-c", f"user.name={name}", "-c", "user.email=workbench@localhost", "-c", "commit.gpgsign=false")
    # The workbench checked what it commits; a hook that fails would leave what members have already uncommitted.
    files = [str(path) for path in paths]
    added = _git(git, folder, "add", "--all", "--", *files)
    made = _git(
        git, folder, *identity, "commit", "--no-verify", "--quiet", "-m", note or "Change the FAQ", "--", *files
    )
    if added.returncode or made.returncode:
        told = (added.stderr + made.stderr + made.stdout).strip().splitlines()
        return "", told[0][:200] if told else "git did not say why"
    return _git(git, folder, "rev-parse", "--short", "HEAD").stdout.strip(), ""


def _git(git: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603  no shell; paths stand behind --
            [git, "-C", str(folder.absolute()), *words],
            capture_output=True,
            text=True,
            check=False,
            timeout=_GIT_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return subprocess.CompletedProcess(words, 1, "", "git did not answer")
