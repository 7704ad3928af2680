"""The address under which a server's manager adds the bot. It needs no library, so that `mmn-bot invite` is quick."""

from __future__ import annotations

from types import MappingProxyType

NEEDED = MappingProxyType(
    {
        "view_channel": (10, "View Channel"),
        "send_messages": (11, "Send Messages"),
        "send_messages_in_threads": (38, "Send Messages in Threads"),
        "read_message_history": (16, "Read Message History"),
    }
)
"""The permissions that the bot needs: the bit of each in Discord's documentation, and how its settings name it."""


def invite(application: int) -> str:
    """The address for the bot of this application's id, with the least permissions."""
    permissions = sum(1 << bit for bit, _ in NEEDED.values())
    asked = f"client_id={application}&scope=bot+applications.commands&permissions={permissions}"
    return f"https://discord.com/oauth2/authorize?{asked}"
