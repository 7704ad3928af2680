"""Seals text, so that only the holder of the key can read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.errors import ConfigError, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cryptography.fernet import MultiFernet

_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")
"""32 bytes in base64. Checked here, as a lenient decoder skips what it does not know, such as a blank between two
keys."""


class Encryption:
    """Seals text with Fernet (AES-128-CBC with HMAC-SHA256) and opens it again.

    `key` may hold several keys with commas between them. The first one seals, all of them open. To change the key, put
    the new one before the old one; take the old one away when nothing is sealed with it any more. Without a key
    `is_there` is false. Raises `ConfigError` for a key that is none.
    """

    def __init__(self, key: str | None) -> None:
        keys = [part.strip() for part in (key or "").split(",") if part.strip()]
        if not all(map(_KEY.fullmatch, keys)):
            raise ConfigError(
                "MMN_BOT_KEY holds something that is no key: make one with `make key`, and part several with commas"
            )
        self._fernet = _fernet(keys) if keys else None

    @staticmethod
    def make_key() -> str:
        """A new key."""
        from cryptography.fernet import Fernet

        return Fernet.generate_key().decode()

    @property
    def is_there(self) -> bool:
        """Whether there is a key to seal and open with."""
        return self._fernet is not None

    def seal(self, text: str) -> bytes:
        """The text, readable with the key alone. Raises `StorageError` without a key."""
        return self._keys().encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """The text that was sealed. Raises `StorageError` where no key fits, or what was sealed was changed."""
        from cryptography.fernet import InvalidToken

        try:
            return self._keys().decrypt(sealed).decode()
        except InvalidToken:
            raise StorageError(
                "a question that is kept cannot be read with this key: put the key that it was sealed with behind the "
                "present one in MMN_BOT_KEY, after a comma"
            ) from None

    def open_all(self, sealed: Iterable[bytes]) -> tuple[list[str], int]:
        """What a key opens, in order, and how many are left. Raises `StorageError` without a key."""
        self._keys()
        opened: list[str] = []
        closed = 0
        for each in sealed:
            try:
                opened.append(self.open(each))
            except StorageError:  # sealed with a key that is gone
                closed += 1
        return opened, closed

    def _keys(self) -> MultiFernet:
        if self._fernet is None:
            raise StorageError(
                "there is no key for what is kept encrypted: make one with `make key`, and set MMN_BOT_KEY"
            )
        return self._fernet


def _fernet(keys: Iterable[str]) -> MultiFernet:
    from cryptography.fernet import Fernet, MultiFernet

    return MultiFernet([Fernet(key) for key in keys])
