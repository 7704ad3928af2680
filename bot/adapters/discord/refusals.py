"""What Discord's refusals mean, in words for the log. Never a member's."""

from __future__ import annotations

import discord

from bot import logs


def told(error: Exception) -> str:
    """An error as the log may tell it."""
    if isinstance(error, discord.HTTPException):
        return f"error {error.code or error.status} ({meaning(error) or 'see its list of codes'})"
    return logs.told(error)


def meaning(error: discord.HTTPException) -> str:
    """What Discord's code means for the bot; empty where it is not known here."""
    return _MEANING.get(error.code, "")


_MEANING = {
    10003: "there is no such channel",
    50001: "the bot has no access to that channel",
    50013: "the bot lacks a permission there, which /mmn status names",
    160002: "the bot lacks a permission there, which /mmn status names",
    50008: "it is no channel to write in",
    50083: "the thread is archived",
    160005: "the thread is locked",
    10008: "the message is no longer there",
    10062: "the answer came too late",
    50007: "the member takes no private messages",
}
"""Discord's own codes, in words."""
