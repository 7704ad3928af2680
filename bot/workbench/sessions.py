"""Who is at the workbench: sessions in memory, and links that let a moderator in once."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from bot.answering.turns import NOTHING_SAID, Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from bot.workbench.chat import Exchange

IDLE = timedelta(days=1)
"""For how long a session lasts without use."""
LONGEST = timedelta(days=7)
"""For how long it lasts in any case: for as long may somebody stay in who left the moderators. A new link is a message away."""
LINK = timedelta(minutes=10)
"""For how long a link lets somebody in."""
MOST = 200
"""Sessions and links that are held; the oldest go."""
_EXCHANGES = 20


@dataclass
class Session:
    """One browser. What was tried in it is held in memory alone, and goes with it."""

    token: str
    began: datetime
    seen: datetime
    asked: tuple[int, int] = (0, 0)
    """The last minute in which something was asked of it, and how often."""
    name: str = ""
    """As it stands beside what this moderator publishes."""
    platform: str = "telegram"
    country: str = ""
    heard: str = "addressed"
    """To whom members speak, one of `chat.HEARD`."""
    before: Turn = NOTHING_SAID
    """What the bot said last to a member who is alone with it."""
    replying: bool = False
    """The next message is a reply to the last answer."""
    from_draft: bool = False
    exchanges: deque[Exchange] = field(default_factory=lambda: deque(maxlen=_EXCHANGES))
    numbers: Iterator[int] = field(default_factory=count)
    """The number of each exchange."""
    notice: str = ""
    """A sentence for the next page."""

    @property
    def csrf(self) -> str:
        """What every form of this session carries."""
        return hmac.new(self.token.encode(), b"form", hashlib.sha256).hexdigest()

    def vouches(self, given: str) -> bool:
        """Whether a form is this session's own."""
        return hmac.compare_digest(self.csrf.encode(), given.encode())

    def take_notice(self) -> str:
        """The sentence for this page, once."""
        notice, self.notice = self.notice, ""
        return notice


class Sessions:
    """Sessions by their cookie, and the links that open one; both as digests, so that a copy of memory opens nothing."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._sessions: dict[str, Session] = {}
        self._links: dict[str, datetime] = {}

    def start(self) -> Session:
        """A new session."""
        now = self._now()
        session = Session(secrets.token_urlsafe(32), now, now)
        self._sessions[_digest(session.token)] = session
        for old in list(self._sessions)[:-MOST]:
            del self._sessions[old]
        return session

    def find(self, token: str) -> Session | None:
        """The session of a cookie, if it was used within a day and began within a week."""
        key = _digest(token)
        session = self._sessions.get(key)
        if session is None:
            return None
        now = self._now()
        if now - session.seen > IDLE or now - session.began > LONGEST:
            del self._sessions[key]
            return None
        session.seen = now
        return session

    def end(self, session: Session) -> None:
        """Forgets a session with all that was tried in it."""
        self._sessions.pop(_digest(session.token), None)

    def make_link(self) -> str:
        """What a link for one use carries."""
        secret = secrets.token_urlsafe(32)
        self._links[_digest(secret)] = self._now()
        for old in list(self._links)[:-MOST]:
            del self._links[old]
        return secret

    def enter(self, secret: str) -> Session | None:
        """A session for whoever has a link that is neither used nor late."""
        made = self._links.pop(_digest(secret), None)
        return self.start() if made and self._now() - made <= LINK else None


def _digest(secret: str) -> str:
    """Looked up by digest: how long a comparison takes then tells nothing of the secret."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
