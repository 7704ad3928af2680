"""Writes several files of an FAQ: all of them, or none."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.whole_files import half_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_all(files: Mapping[Path, str | None]) -> None:
    """Writes all files or none; None takes one away. Raises `InputError`."""
    halves: dict[Path, Path] = {}
    before: dict[Path, bytes | None] = {}
    try:
        for path, text in files.items():
            before[path] = path.read_bytes() if path.exists() else None
            if text is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                halves[path] = half_of(path, [text.encode()])
        for path, text in files.items():
            if text is None:
                path.unlink(missing_ok=True)
            else:
                halves.pop(path).replace(path)
    except OSError as error:
        for path, old in before.items():
            with suppress(OSError):
                if old is None:
                    path.unlink(missing_ok=True)
                elif not path.exists() or path.read_bytes() != old:
                    path.write_bytes(old)
        raise InputError(
            f"nothing was written, as {Path(str(error.filename or '')).name or 'a file'} cannot be written: "
            f"{error.strerror}; check who may write in the folder of the FAQ"
        ) from None
    finally:
        for half in halves.values():
            half.unlink(missing_ok=True)
