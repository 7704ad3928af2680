"""What words mean, as vectors: words that people use alike lie near each other, though they share no letter.

The vectors are WordLlama's (Miller 2024, "l2_supercat": 256 numbers for each of 32,000 pieces of words, distilled from the
embeddings of large language models; MIT), which come inside its package. Its two data files are read as they lie there;
its code, which sets up logging and can download, is never run.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import distribution
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_PACKAGE = "wordllama"
_PIECES = "wordllama/tokenizers/l2_supercat_tokenizer_config.json"
_VECTORS = "wordllama/weights/l2_supercat_256.safetensors"

_START = "\u2581"
"""What the first piece of a word begins with."""

_LONGEST = 40
"""Letters of a word that are looked at: the rest of a cat's walk over the keyboard would only cost time."""

_NEVER = 1 << 30


class WordVectors:
    """The vector of any word: the sum of those of its pieces. They stay in their file, 16 MB, of which few are needed."""

    def __init__(self) -> None:
        package = distribution(_PACKAGE)
        self._pieces = _read_pieces(Path(str(package.locate_file(_PIECES))))
        self._path = Path(str(package.locate_file(_VECTORS)))
        self._start, self.size = _find_vectors(self._path)

    def of(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of `words`, shape (words, size). Any text is taken; letters that no piece has add nothing."""
        vectors = np.zeros((len(words), self.size), dtype=np.float32)
        if len(words):
            with self._path.open("rb") as file:
                for row, word in enumerate(words):
                    for piece in self._split(word):
                        file.seek(self._start + piece * 2 * self.size)
                        vectors[row] += np.frombuffer(file.read(2 * self.size), dtype="<f2")
        return vectors

    def _split(self, word: str) -> list[int]:
        """The pieces of `word`: the two neighbours that make the most usual piece are joined, until none do (byte-pair encoding)."""
        whole = self._pieces.get(_START + word)
        if whole is not None:
            return [whole]
        parts = list(_START + word[:_LONGEST])
        while len(parts) > 1:
            ranks = [self._pieces.get(left + right, _NEVER) for left, right in pairwise(parts)]
            rank = min(ranks)
            if rank == _NEVER:
                break
            first = ranks.index(rank)
            parts[first : first + 2] = [parts[first] + parts[first + 1]]
        return [self._pieces[part] for part in parts if part in self._pieces]


@cache
def word_vectors() -> WordVectors:
    """The vectors, whose pieces are read once."""
    return WordVectors()


def _read_pieces(path: Path) -> dict[str, int]:
    """The rank of each piece; the rest of the file, three times as much, is not parsed."""
    content = path.read_text(encoding="utf-8")
    start = content.index("{", content.index('"vocab"'))
    pieces: dict[str, int] = json.JSONDecoder().raw_decode(content, start)[0]
    return pieces


def _find_vectors(path: Path) -> tuple[int, int]:
    """Where in a safetensors file (length of the header, header in JSON, numbers) its one array begins, and its columns."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
    (array,) = (entry for name, entry in header.items() if name != "__metadata__")
    return 8 + length + array["data_offsets"][0], array["shape"][1]
