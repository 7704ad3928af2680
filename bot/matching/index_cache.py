"""Indexes that were built once, kept in files: the next process reads in a moment what took this one seconds to learn.

A file is a digest of what follows, and then the index in the safetensors format: the length of a header, the header in
JSON (name, type, shape and place of each array), and the arrays, which are mapped into memory. Texts are packed
(`bot.packed_texts`). A file that is damaged, cut short, of another version or not readable counts as none, and so does a
folder that cannot be written to. A file holds what the FAQ's files say, and nothing of a member.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import time
import unicodedata
from contextlib import contextmanager, suppress
from dataclasses import fields
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from filelock import FileLock

from bot.matching.index import Index
from bot.packed_texts import PackedTexts
from bot.whole_files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from bot.matching.lessons import Lessons

KEPT = 4
"""Indexes that are kept: that of the FAQ in force, and some before it, for those who compare or take back a change."""

_PATIENCE = 120.0
"""Seconds to wait for another process that builds the same index: longer than building takes on a slow, busy machine."""
_LEFT_OVER = 3_600.0
"""Seconds after which a half-written file belongs to nobody any more."""

_ALIGNED = 64
_DIGEST = 32
_DTYPES = {
    "F64": "<f8",
    "F32": "<f4",
    "F16": "<f2",
    "I64": "<i8",
    "I32": "<i4",
    "U64": "<u8",
    "I8": "i1",
    "U8": "u1",
    "BOOL": "?",
}
_NAMES = {np.dtype(dtype): name for name, dtype in _DTYPES.items()}
_LIBRARIES = ("numpy", "scipy", "wordllama")

_log = logging.getLogger(__name__)


class IndexCache:
    """A folder of indexes, made with its first index. Without a folder nothing is kept.

    Several processes may use it at once. One of them builds an index; those that need the same one wait for it.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def index(self, lessons: Lessons) -> Index:
        """The index of these lessons, as `bot.matching.building.build_index` builds it. Raises `ValueError` as that does."""
        key = _name(lessons.lines())
        index = self._take(key)
        if index is not None:
            return index
        with self._alone(key):
            index = self._take(key)  # another process may have built it meanwhile
            if index is None:
                from bot.matching.building import build_index

                made_with = _name(lessons.lines_on_language())
                index = self._lay(key, build_index(lessons, self._latest(made_with), made_with))
        return index

    def _latest(self, made_with: str) -> Index | None:
        """The index that was used last, if it was learned with the same words by the same code."""
        if self.folder is None:
            return None
        with suppress(OSError):
            files = sorted(self.folder.glob("*.index"), key=lambda file: file.stat().st_mtime, reverse=True)
            index = self._take(files[0].stem) if files else None
            return index if index and tuple(index.made_with) == (made_with,) else None
        return None

    def _file(self, key: str) -> Path:
        return (self.folder or Path()) / f"{key}.index"

    def _take(self, key: str) -> Index | None:
        if self.folder is None:
            return None
        file = self._file(key)
        try:
            index = _read(file)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            _log.info("an index that was kept could not be read, and is built again: %s", type(error).__name__)
            return None
        with suppress(OSError):
            os.utime(file)
        return index

    def _lay(self, key: str, index: Index) -> Index:
        """The index as it lies in its file, so that its arrays take no memory of their own; as it is, where it cannot."""
        if self.folder is None:
            return index
        try:
            _write(self._file(key), index)
        except OSError as error:
            _log.info(
                "the index could not be kept in %s, so it is built at every start: %s", self.folder, error.strerror
            )
            return index
        self._tidy()
        return self._take(key) or index

    @contextmanager
    def _alone(self, key: str) -> Iterator[None]:
        """Waits until no other process builds this index; where that cannot be told, it does not wait."""
        if self.folder is None:
            yield
            return
        lock = FileLock(self.folder / f"{key}.lock", timeout=_PATIENCE)
        with suppress(OSError):  # of which the end of patience is one
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def _tidy(self) -> None:
        """Removes all but the indexes that were used last, and what others left half-written."""
        if self.folder is None:
            return
        with suppress(OSError):
            files = sorted(self.folder.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
            indexes = [file for file in files if file.suffix == ".index"]
            old = time.time() - _LEFT_OVER
            rest = [file for file in files if file.suffix != ".index" and file.stat().st_mtime < old]
            for file in (*indexes[KEPT:], *rest):
                with suppress(OSError):  # on Windows, one that another process has open stays
                    file.unlink()


NO_CACHE = IndexCache(None)
"""Nothing is kept: every index is built again."""


def _name(lines: Iterable[bytes]) -> str:
    """A name for what an index is learned from, the code that learns, and the libraries it uses."""
    digest = hashlib.sha256(_code())
    for line in lines:
        digest.update(line)
    return digest.hexdigest()[:32]


@cache
def _code() -> bytes:
    here = Path(__file__).parent
    sources = [
        path.read_bytes()
        for path in (here.parent / "packed_texts.py", here.parent / "text.py", *sorted(here.glob("*.py")))
    ]
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    return b"\0".join([*sources, *(told.encode() for told in (*libraries, unicodedata.unidata_version))])


# ---- the file --------------------------------------------------------------------------------------------------------


def _write(file: Path, index: Index) -> None:
    """Writes the file whole or not at all. Raises `OSError`."""
    named = [(field.name, _as_array(getattr(index, field.name))) for field in fields(Index)]
    arrays = dict(sorted(named, key=lambda row: -row[1].itemsize))  # so that each lies where its numbers want to
    header: dict[str, dict[str, object]] = {}
    place = 0
    for name, array in arrays.items():
        header[name] = {
            "dtype": _NAMES[array.dtype.newbyteorder("<")],
            "shape": list(array.shape),
            "data_offsets": [place, place + array.nbytes],
        }
        place += array.nbytes
    told = json.dumps(header).encode()
    told += b" " * (-(_DIGEST + 8 + len(told)) % _ALIGNED)
    parts = [len(told).to_bytes(8, "little"), told, *(array.tobytes() for array in arrays.values())]
    digest = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        digest.update(part)
    write_whole(file, [digest.digest(), *parts], prefix="half-", shared=False)


def _read(file: Path) -> Index:
    """The index in a file; raises `OSError`, or another error that says that the file is not whole."""
    with file.open("rb") as opened:
        told = opened.read(_DIGEST)
        if hashlib.file_digest(opened, lambda: hashlib.blake2b(digest_size=_DIGEST)).digest() != told:
            raise ValueError("the digest is another one")
        opened.seek(_DIGEST)
        length = int.from_bytes(opened.read(8), "little")
        header = json.loads(opened.read(length))
        content = np.memmap(opened, dtype=np.uint8, mode="r", offset=0)
    arrays = np.asarray(content)[_DIGEST + 8 + length :]
    return Index(**{field.name: _as_value(header[field.name], arrays) for field in fields(Index)})


def _as_array(value: object) -> NDArray[np.generic]:
    if isinstance(value, tuple):
        return np.frombuffer(PackedTexts.of(value).packed, dtype=np.uint8)
    return np.asarray(value)


def _as_value(told: Mapping[str, Any], arrays: NDArray[np.uint8]) -> Any:  # noqa: ANN401  what the field of an index is
    start, end = told["data_offsets"]
    array = arrays[start:end].view(_DTYPES[told["dtype"]]).reshape(told["shape"])
    if array.dtype == np.uint8:
        return PackedTexts(array.data)
    return array if array.shape else array.item()
