"""What messages come to in one service, each worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.moderating import why

if TYPE_CHECKING:
    from bot.answering.policy import Decision
    from bot.answering.service import Service
    from bot.model import Incoming


class Decisions:
    """The decisions of one service, held for those who ask for the same message again: each takes some milliseconds."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._held: dict[Incoming, Decision] = {}

    def of(self, incoming: Incoming, *, hold: bool = True) -> Decision:
        """What a message comes to; `hold` it unless it is a member's, whose words stay nowhere longer than needed."""
        held = self._held.get(incoming)
        if held is None:
            held = self._service.explain(incoming).decision
            if hold:
                self._held[incoming] = held
        return held

    def carriers(self, incoming: Incoming) -> str:
        """The few words of a message on which that rests, parted by commas; empty where it rests on none alone."""
        explanation = self._service.explain(incoming)
        return ", ".join(word for word, _ in why.carriers(explanation, self._service))
