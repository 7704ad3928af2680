"""An earlier state of the FAQ: another folder, or a revision out of git's memory."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.content.folders import COMMUNITY_FILE, ORGANISATIONS_FILE, shown
from bot.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def earlier(name: str, folder: Path) -> Iterator[Path]:
    """The folder of an earlier FAQ: `name` itself if it is a folder, else `folder` as it was in that revision of git.

    The bot's lines and the organisations bear on no decision, so today's are put in their place. So a revision can be
    read from before a line was introduced.
    """
    if Path(name).is_dir():
        yield Path(name)
        return
    with tempfile.TemporaryDirectory(prefix="mmn-bot-") as room:
        old = Path(room) / folder.resolve().name
        with tarfile.open(fileobj=io.BytesIO(_archive(name, folder))) as archive:
            archive.extractall(old, filter="data")
        for file in (COMMUNITY_FILE, ORGANISATIONS_FILE):
            if (folder / file).is_file():
                shutil.copyfile(folder / file, old / file)
        yield old


def _archive(revision: str, folder: Path) -> bytes:
    git = shutil.which("git")
    if git is None:
        raise InputError(f"there is no folder `{revision}`, and git, which would know revisions, is not installed")
    if revision.startswith("-") or not folder.is_dir():
        raise InputError(f"there is no folder `{revision}`: name the folder of an earlier FAQ, or a revision of git")
    asked = [git, "-C", str(folder), "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"]
    commit = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603  no shell; git reads the revision
    if commit.returncode:
        raise InputError(
            f"`{revision}` is neither a folder nor a revision that git knows here: name one, as HEAD~1, a branch or a tag"
        )
    packed = subprocess.run(  # noqa: S603
        [git, "-C", str(folder), "archive", "--format=tar", commit.stdout.strip(), "."],
        capture_output=True,
        check=False,
    )
    if packed.returncode:
        raise InputError(f"in the revision `{revision}` there is no {shown(folder)}: name a later one")
    return packed.stdout
