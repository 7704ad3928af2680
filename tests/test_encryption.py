"""What is sealed can be read with the key alone."""

import pytest

from bot.encryption import Encryption
from bot.errors import ConfigError, StorageError

TEXT = "Kann ich damit fliegen? ✈️ 👋🏽\n\x00"


def test_what_was_sealed_opens_again():
    encryption = Encryption(Encryption.make_key())

    sealed = encryption.seal(TEXT)

    assert encryption.is_there
    assert encryption.open(sealed) == TEXT
    assert b"fliegen" not in sealed
    assert encryption.seal(TEXT) != sealed


def test_another_key_opens_nothing_and_neither_does_a_changed_seal():
    encryption = Encryption(Encryption.make_key())
    sealed = encryption.seal(TEXT)

    for other, found in (
        (Encryption(Encryption.make_key()), sealed),
        (encryption, sealed[:-5] + b"AAAA="),
        (encryption, b"\xff"),
    ):
        with pytest.raises(StorageError) as refused:
            other.open(found)
        assert str(refused.value) == (
            "a question that is kept cannot be read with this key: put the key that it was sealed with behind the "
            "present one in MMN_BOT_KEY, after a comma"
        )


def test_a_new_key_is_put_before_the_old_one():
    old, new = Encryption.make_key(), Encryption.make_key()
    before, after = Encryption(old).seal("before"), Encryption(f"{new}, {old},").seal("after")

    assert Encryption(f"{new},{old}").open(before) == "before"
    assert Encryption(new).open(after) == "after"
    with pytest.raises(StorageError):
        Encryption(old).open(after)


@pytest.mark.parametrize("nothing", [None, "", " , "])
def test_without_a_key_nothing_is_encrypted(nothing: str | None):
    encryption = Encryption(nothing)

    assert not encryption.is_there
    for use in (lambda: encryption.seal(TEXT), lambda: encryption.open(b"")):
        with pytest.raises(StorageError, match="there is no key for what is kept encrypted: make one with `make key`"):
            use()


@pytest.mark.parametrize("bad", ["secret", "schlüssel", "A" * 44, "A" * 42, "=" * 44, "{key},secret", "{key} {key}"])
def test_what_is_no_key_is_told_without_showing_it(bad: str):
    with pytest.raises(ConfigError) as refused:
        Encryption(bad.format(key=Encryption.make_key()))

    assert str(refused.value) == (
        "MMN_BOT_KEY holds something that is no key: make one with `make key`, and part several with commas"
    )


def test_an_encryption_does_not_show_its_key():
    key = Encryption.make_key()

    assert key not in repr(Encryption(key))
