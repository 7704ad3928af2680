"""For how long what concerns members is kept: the one rule, for the running bot and for `mmn-bot purge`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ports import Store

ANSWERS_KEPT = timedelta(days=2)
"""How long a question can be edited and its answer removed, as `/privacy` promises members."""


async def purge(store: Store, now: datetime, keep: timedelta) -> tuple[int, int]:
    """Erases links between questions and answers older than `ANSWERS_KEPT`, and sent questions older than `keep`.

    Gives how many of each. Raises `StorageError`.
    """
    return await store.purge(answers_before=now - ANSWERS_KEPT, questions_before=now - keep)
