"""Many texts in one piece of memory, or in a file that is mapped into it: each is decoded when it is asked for."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate, islice
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WIDTH = array("I").itemsize
_LONE = "surrogatepass"
"""Half a character, as a broken phone may send it, stays what it is."""


class PackedTexts(Sequence[str]):
    """A sequence of texts that takes a third of the memory of a tuple of them, and of what lies in a file only what is read.

    `packed` is what `of(...).packed` gave: the number of texts, where each ends, and all of them in UTF-8, one behind the
    other. Numbers have the width and order of this machine's.
    """

    __slots__ = ("_ends", "_texts", "packed")

    def __init__(self, packed: bytes | memoryview) -> None:
        self.packed = memoryview(packed).cast("B")
        numbers = self.packed[: len(self.packed) // _WIDTH * _WIDTH].cast("I")
        self._ends = numbers[1 : 1 + numbers[0]]
        self._texts = self.packed[_WIDTH * (1 + numbers[0]) :]

    @classmethod
    def of(cls, texts: Iterable[str]) -> PackedTexts:
        """These texts, packed."""
        encoded = [text.encode("utf-8", _LONE) for text in texts]
        numbers = array("I", [len(encoded), *accumulate(map(len, encoded))])
        return cls(b"".join([numbers.tobytes(), *encoded]))

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        """One text, or some of them, in this order, as a tuple."""
        if isinstance(place, slice):
            return tuple(islice(self, *place.indices(len(self))))
        place = range(len(self))[place]
        start = self._ends[place - 1] if place else 0
        return str(self._texts[start : self._ends[place]], "utf-8", _LONE)

    def __iter__(self) -> Iterator[str]:
        encoded, start = bytes(self._texts), 0
        for end in self._ends:
            yield encoded[start:end].decode("utf-8", _LONE)
            start = end

    def __eq__(self, other: object) -> bool:
        return self.packed == other.packed if isinstance(other, PackedTexts) else NotImplemented

    def __hash__(self) -> int:
        return hash(bytes(self.packed))

    def __repr__(self) -> str:
        return f"<{len(self):,} packed texts>"

    def __reduce__(self) -> tuple[type[PackedTexts], tuple[bytes]]:
        return PackedTexts, (bytes(self.packed),)
