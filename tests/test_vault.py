"""What is sealed can be read with the key alone."""

import pytest

from bot.errors import ConfigError, StorageError
from bot.vault import Vault

TEXT = "Kann ich damit fliegen? ✈️ 👋🏽\n\x00"


def test_what_was_sealed_opens_again():
    vault = Vault(Vault.make_key())

    sealed = vault.seal(TEXT)

    assert vault.is_there
    assert vault.open(sealed) == TEXT
    assert b"fliegen" not in sealed
    assert vault.seal(TEXT) != sealed


def test_another_key_opens_nothing_and_neither_does_a_changed_seal():
    vault = Vault(Vault.make_key())
    sealed = vault.seal(TEXT)

    for other, found in ((Vault(Vault.make_key()), sealed), (vault, sealed[:-5] + b"AAAA="), (vault, b"\xff")):
        with pytest.raises(StorageError) as refused:
            other.open(found)
        assert str(refused.value) == (
            "a question that is kept cannot be read with this key: put the key that it was sealed with behind the "
            "present one in MMN_BOT_KEY, after a comma"
        )


def test_a_new_key_is_put_before_the_old_one():
    old, new = Vault.make_key(), Vault.make_key()
    before, after = Vault(old).seal("before"), Vault(f"{new}, {old},").seal("after")

    assert Vault(f"{new},{old}").open(before) == "before"
    assert Vault(new).open(after) == "after"
    with pytest.raises(StorageError):
        Vault(old).open(after)


@pytest.mark.parametrize("nothing", [None, "", " , "])
def test_without_a_key_there_is_no_vault(nothing: str | None):
    vault = Vault(nothing)

    assert not vault.is_there
    for use in (lambda: vault.seal(TEXT), lambda: vault.open(b"")):
        with pytest.raises(StorageError, match="there is no key for what is kept encrypted: make one with `make key`"):
            use()


@pytest.mark.parametrize("bad", ["secret", "schlüssel", "A" * 44, "A" * 42, "=" * 44, "{key},secret", "{key} {key}"])
def test_what_is_no_key_is_told_without_showing_it(bad: str):
    with pytest.raises(ConfigError) as refused:
        Vault(bad.format(key=Vault.make_key()))

    assert str(refused.value) == (
        "MMN_BOT_KEY holds something that is no key: make one with `make key`, and part several with commas"
    )


def test_a_vault_does_not_show_its_key():
    key = Vault.make_key()

    assert key not in repr(Vault(key))
