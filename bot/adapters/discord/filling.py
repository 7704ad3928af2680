"""How much of a server's channel one member may fill with what the bot posts for them: no emergency is held back by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.adapters.member_limits import MemberLimit

if TYPE_CHECKING:
    from bot.adapters.discord.components import Interaction
    from bot.adapters.member_limits import MemberLimits

IN_SERVER = 6
"""Answers that one member gets in a minute in a channel of a server, in whichever ways they ask."""


def may_fill(asking: MemberLimits, interaction: Interaction) -> bool:
    """Whether what this member asks for may stand in the channel, for all to see. It is counted."""
    return asking.of(interaction.channel_id or 0, interaction.user.id, IN_SERVER) is MemberLimit.GOES
