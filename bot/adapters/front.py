"""What every adapter is handed: the core, and what is kept around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Incoming, Verb

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

    from bot.adapters.recent import Recent, Said
    from bot.answering.service import Service
    from bot.model import Press, Reply
    from bot.ports import Store


@dataclass(frozen=True, slots=True)
class Front:
    """`current` gives the service in force, which a changed FAQ replaces; `country` is the one of the settings."""

    current: Callable[[], Service]
    store: Store
    recent: Recent
    now: Callable[[], datetime]
    country: str
    cooldown: timedelta

    @property
    def service(self) -> Service:
        """The core on the FAQ as it is now."""
        return self.current()

    def ask(self, text: str, *, addressed: bool) -> Reply:
        """The reply to a message."""
        return self.service.ask(Incoming(text, addressed, self.country))

    async def press(self, press: Press, chat: int, message: int, user: int) -> Reply:
        """The reply to a tap of a user below a message; their first vote there is counted."""
        votes = press.verb in {Verb.HELPED, Verb.NOT_HELPED} and press.target in self.service.faq.entries
        if votes and self.recent.is_first_vote(chat, message, user, press.target):
            await self.store.count(press.verb.value, press.target, self.now().date())
        return self.service.press(press, self.country)

    def earlier(self, place: tuple[int, int], reply: Reply) -> Said | None:
        """The same answer, given in this place within the cooldown. What cannot wait, and mere talk, has none."""
        if not reply.entry or reply.reviewed is None:
            return None
        return self.recent.same(place, reply.entry, self.cooldown)
