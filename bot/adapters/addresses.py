"""To whom an answer of the moderators goes: a member's id, as only the adapter of their platform can read it."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode

from bot.encryption import Encryption
from bot.errors import StorageError


class Addresses:
    """Seals the ids of one platform's members, with a key that is made of `key`."""

    def __init__(self, key: bytes) -> None:
        made = hashlib.blake2b(key, digest_size=32, person=b"mmn-bot address").digest()
        self._encryption = Encryption(urlsafe_b64encode(made).decode())

    def seal(self, user: int) -> bytes:
        """The id of a user, which nobody without the key can read."""
        return self._encryption.seal(str(user))

    def open(self, sealed: bytes) -> int:
        """The id that was sealed. Raises `StorageError` where another key did that, as after a change of the token."""
        opened = self._encryption.open(sealed)
        if not opened.isdecimal():
            raise StorageError("an address cannot be read")
        return int(opened)
