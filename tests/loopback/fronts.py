"""What an adapter is handed in a story: the real parts, around the service and the store that the story names."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.adapters.desk import Desk
from bot.adapters.front import Front
from bot.adapters.outbox import Outbox
from bot.adapters.recent import Recent
from bot.moderating import notices
from bot.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from bot.answering.service import Service
    from bot.model import Reply
    from bot.ports import Store

NO_CHATS: Mapping[str, int] = {}


def front_for(  # noqa: PLR0913
    platform: str,
    current: Callable[[], Service],
    store: Store,
    now: Callable[[], datetime],
    *,
    chats: Mapping[str, int] = NO_CHATS,
    key: str = "",
    here: bool = True,
    reload: Callable[[], Awaitable[Reply]] | None = None,
) -> Front:
    """A front of `platform`. `chats` are the moderators' chats, `key` seals what is sent to them.

    `here` is false where the store is somebody else's machine, `reload` what stands behind the command of that name.
    """

    async def nothing_new() -> Reply:
        return notices.live(current())

    desk = Desk(chats, store, Vault(key), timedelta(days=90), now)
    keeping = desk.keeping(here=here)
    return Front(
        platform=platform,
        current=current,
        reload=reload or nothing_new,
        store=store,
        recent=Recent(store, platform, b"110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", now),
        outbox=Outbox(now, is_open=keeping.takes_questions),
        desk=desk,
        keeping=keeping,
        now=now,
        country="",
        cooldown=timedelta(minutes=10),
    )
