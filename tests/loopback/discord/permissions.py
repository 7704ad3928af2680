"""Who may do what where, as Discord works it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

BITS = {
    "administrator": 3,
    "manage_guild": 5,
    "add_reactions": 6,
    "view_channel": 10,
    "send_messages": 11,
    "manage_messages": 13,
    "embed_links": 14,
    "attach_files": 15,
    "read_message_history": 16,
    "mention_everyone": 17,
    "use_application_commands": 31,
    "manage_threads": 34,
    "send_messages_in_threads": 38,
    "use_external_apps": 50,
}


def bits(*names: str) -> int:
    """The permissions of these names as the number that Discord sends."""
    return sum(1 << BITS[name] for name in set(names))


ALL = bits(*BITS)
MANAGERS = bits("manage_guild", "manage_messages", "manage_threads")
MEMBERS = ALL & ~MANAGERS & ~bits("administrator", "mention_everyone")
INVITED_BOT = 274877975552  # what `mmn-bot invite` asks for
IN_DM = MEMBERS


def allows(permissions: int, names: Iterable[str]) -> bool:
    """Whether `permissions` hold all of `names`; an administrator's hold everything."""
    return bool(permissions & bits("administrator")) or not bits(*names) & ~permissions


def in_channel(base: int, denials: Iterable[int]) -> int:
    """What is left of a member's permissions in a channel that denies some, those that hang on others included."""
    if base & bits("administrator"):
        return ALL
    for denied in denials:
        base &= ~denied
    return base if base & bits("view_channel") else 0
