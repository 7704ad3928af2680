"""The draft: changes of the FAQ's files that nobody's answers know of yet, kept whole in one file.

Only what was changed is kept, each file's text with the text that it was changed from. A folder with the whole FAQ as it
would be is made of it and of the files in force, for those who read, check and try it.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from filelock import FileLock

from bot.content.fingerprint import fingerprint
from bot.content.folders import NUMBERS_FILE, left_behind, numbers_file
from bot.content.parsing import read_to_edit
from bot.errors import ContentError, InputError
from bot.whole_files import write_whole
from bot.workbench.merging import merged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

_PATIENCE = 10.0
_NAME = re.compile(r"[\w-][\w.-]*")


@dataclass(frozen=True, slots=True)
class Change:
    """A file as it is to be (`mine`), and as it was when it was changed (`base`); None where there is no such file.

    `by` is the moderator who changed it last, `at` when, in UTC; `earlier` are those whose changes are in it, too.
    """

    base: str | None
    mine: str | None
    by: str
    at: str
    earlier: tuple[str, ...] = ()

    @property
    def authors(self) -> tuple[str, ...]:
        """All who changed it; an empty name for whoever gave none."""
        return tuple(dict.fromkeys((*self.earlier, self.by)))


class Draft:
    """The draft of the FAQ in `folder`, kept in `room`. A file's name is its path from the folder above the language's."""

    def __init__(self, folder: Path, room: Path) -> None:
        self.folder = folder
        self._room = room
        self._file = room / "draft.json"

    # ---- what it holds -----------------------------------------------------------------------------------------------

    def changes(self) -> dict[str, Change]:
        """Every changed file, brought up to the files in force: what was changed on both sides is brought together.

        What the files in force hold by now is no change any more.
        """
        held = self._load()
        fresh: dict[str, Change] = {}
        for name, change in held.items():
            live = self.live(name)
            if live == change.mine:
                continue
            both = None
            if live != change.base and live is not None and change.base is not None and change.mine is not None:
                both = merged(change.base, change.mine, live)
            fresh[name] = replace(change, base=live, mine=both) if both is not None else change
        return fresh

    def conflicts(self) -> list[str]:
        """The files that somebody changed on the disk meanwhile, at the same lines as the draft."""
        return [name for name, change in self.changes().items() if self.live(name) != change.base]

    def live(self, name: str) -> str | None:
        """The text of a file in force; None where there is none. Raises `InputError` where it is no text."""
        try:
            return read_to_edit(self.path(name))
        except ContentError as error:
            raise InputError(f"{error}: that is to be mended on the computer that runs the bot") from None

    def text(self, name: str) -> str | None:
        """The text of a file as it is to be."""
        change = self.changes().get(name)
        return change.mine if change else self.live(name)

    def path(self, name: str) -> Path:
        """Where a file in force lies. Raises `InputError` for a name that leads anywhere else."""
        parts = name.split("/")
        sound = all(_NAME.fullmatch(part) for part in parts)
        if not sound or (parts[0] != self.folder.name and name != NUMBERS_FILE):
            raise InputError("there is no such file")
        path = self.folder.absolute().parent.joinpath(*parts)
        if path.is_symlink() or self.folder.resolve().parent not in path.resolve().parents:
            raise InputError("there is no such file")
        return path

    def state(self) -> str:
        """A digest of the whole FAQ as it is to be, cases included."""
        told = json.dumps({name: change.mine for name, change in sorted(self.changes().items())})
        cases = "".join(
            hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted((self.folder / "cases").glob("*.jsonl"))
        )
        return hashlib.sha256(f"{told}{cases}{fingerprint(self.folder)}".encode()).hexdigest()

    # ---- changing it -------------------------------------------------------------------------------------------------

    def write(self, files: Mapping[str, str | None], by: str, now: datetime) -> None:
        """Puts files into the draft, all of them or none; None takes one away.

        Who changed one of them before is an author of all, as text may move between them.
        """
        for name in files:
            self.path(name)
        with self._changing() as held:
            earlier = tuple(author for name in files if name in held for author in held[name].authors)
            for name, text in files.items():
                before = held.get(name)
                base = before.base if before else self.live(name)
                held[name] = Change(base, text, by, now.strftime("%Y-%m-%d %H:%M"), tuple(dict.fromkeys(earlier)))

    def drop(self, names: list[str] | None = None) -> None:
        """Takes changes out of the draft; without names, all."""
        with self._changing() as held:
            for name in list(held) if names is None else names:
                held.pop(name, None)

    def tidy(self) -> None:
        """Lets go of what the files in force hold by now, so that it is no change again where they change once more."""
        with self._changing():
            pass

    def keep_mine(self, name: str) -> None:
        """Lets the draft's text of a file stand, whatever the file in force holds."""
        with self._changing() as held:
            if name in held:
                held[name] = replace(held[name], base=self.live(name))

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Change]]:
        self._room.mkdir(parents=True, exist_ok=True)
        with FileLock(self._room / "draft.lock", timeout=_PATIENCE):
            held = self.changes()
            yield held
            told = {name: asdict(change) for name, change in held.items() if change.base != change.mine}
            write_text(self._file, json.dumps(told, ensure_ascii=False, indent=1))

    def _load(self) -> dict[str, Change]:
        try:
            told = json.loads(self._file.read_text(encoding="utf-8"))
            return {
                name: Change(**{**change, "earlier": tuple(change.get("earlier", ()))}) for name, change in told.items()
            }
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, AttributeError):
            raise InputError(f"the draft in {self._file} cannot be read: mend it, or delete the file") from None

    # ---- the whole FAQ as it is to be --------------------------------------------------------------------------------

    def tree(self) -> Path:
        """A folder with the FAQ as it is to be, for those who read it."""
        return overlaid(self.folder, self._room / "draft", {name: one.mine for name, one in self.changes().items()})

    def trial(self, files: Mapping[str, str | None]) -> Path:
        """The same with other changes on top of the files in force, which nobody keeps."""
        return overlaid(self.folder, self._room / "trial", files)


def overlaid(folder: Path, room: Path, files: Mapping[str, str | None]) -> Path:
    """The FAQ in `folder` with other texts for some files, as a folder in `room`; what is the same there is left alone."""
    above = folder.absolute().parent
    here = [path for path in folder.absolute().rglob("*") if path.is_file() and not left_behind(path.name)]
    wanted = {path.relative_to(above).as_posix(): path for path in [*here, numbers_file(folder)] if path.exists()}
    for name, path in wanted.items():
        target = room / name
        if name not in files and not _is_same(path, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
    for name, text in files.items():
        target = room / name
        if text is None:
            target.unlink(missing_ok=True)
        elif not target.is_file() or target.read_bytes() != text.encode():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
    for path in list(room.rglob("*")):
        if path.is_file() and path.relative_to(room).as_posix() not in wanted.keys() | files.keys():
            path.unlink()
    for path in sorted(room.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()) and not (above / path.relative_to(room)).is_dir():
            path.rmdir()
    return room / folder.name


def write_text(file: Path, text: str) -> None:
    """Writes a file of the workbench's own whole or not at all. Raises `InputError`."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, [text.encode()])
    except OSError as error:
        raise InputError(f"{file} cannot be written: {error.strerror}; check who may write there") from None


def _is_same(path: Path, target: Path) -> bool:
    try:
        one, other = path.stat(), target.stat()
    except OSError:
        return False
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)
