"""What becomes of a tap on a button, before anything is shown for it: the same on every platform."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from bot.adapters.member_limits import MemberLimit
from bot.model import Kind, Verb

if TYPE_CHECKING:
    from bot.adapters.conversation import Conversation
    from bot.adapters.member_limits import MemberLimits
    from bot.model import Press


class Tap(Enum):
    """What becomes of a tap."""

    GOES = "leads to what the button promised"
    REMOVES = "takes the answer away, where this member may"
    IS_REFUSED = "would send somebody else's words"
    IS_GONE = "names nothing that the bot knows"
    IS_TOLD = "is one too many, and the member is told so"
    WAITS = "is one too many, and the member was told"


@dataclass(frozen=True, slots=True)
class Taps:
    """Sorts every tap, also a forged one. `most` is how many of one member go in a minute in one chat."""

    conversation: Conversation
    limits: MemberLimits
    most: int

    def sort(self, press: Press | None, chat: int, user: int) -> Tap:
        """What becomes of this tap of a user in a chat; `press` is None where the button cannot be read."""
        if not self.shows_help(press):
            limit = self.limits.of(chat, user, self.most)
            if limit is not MemberLimit.GOES:
                return Tap.IS_TOLD if limit is MemberLimit.IS_TOLD else Tap.WAITS
        if press is None:
            return Tap.IS_GONE
        if press.verb is Verb.REMOVE:
            return Tap.REMOVES
        return Tap.IS_REFUSED if self.conversation.is_for_another(press, user) else Tap.GOES

    def shows_help(self, press: Press | None) -> bool:
        """Whether a tap asks for an emergency's card or for the numbers of a country, which no limit holds back."""
        if press is None or press.verb in {Verb.COUNTRY, Verb.URGENT}:
            return press is not None
        shows = press.verb in {Verb.SHOW, Verb.BACK}
        entry = self.conversation.service.faq.entry(press.target) if shows else None
        return entry is not None and entry.kind is Kind.URGENT
