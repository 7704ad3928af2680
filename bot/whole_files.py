"""Writes a file whole or not at all: it lies on the disk beside the old one before it takes its place."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def write_whole(file: Path, parts: Iterable[bytes], *, prefix: str = ".half-", shared: bool = True) -> None:
    """Writes a file; nothing is left beside it where that fails. Raises `OSError`."""
    half = half_of(file, parts, prefix=prefix, shared=shared)
    try:
        half.replace(file)
    except BaseException:
        _remove(half)
        raise


def half_of(file: Path, parts: Iterable[bytes], *, prefix: str = ".half-", shared: bool = True) -> Path:
    """What `file` is to hold, in another one beside it, on the disk. Raises `OSError`.

    `shared`: it is for whoever may read `file`, or for all where there is none yet; else for its owner alone.
    """
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=prefix, delete=False) as half:
        made = Path(half.name)
        try:
            half.writelines(parts)
            half.flush()
            os.fsync(half.fileno())
        except BaseException:
            half.close()  # on Windows, one that is open stays
            _remove(made)
            raise
    if shared:
        with suppress(OSError):  # some disks know no rights
            made.chmod(file.stat().st_mode & 0o777 if file.exists() else 0o644)
    return made


def _remove(half: Path) -> None:
    with suppress(OSError):
        half.unlink()
