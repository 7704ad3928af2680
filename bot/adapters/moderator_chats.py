"""The moderators, as the bot reaches them: their chats, and the questions that are kept for them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.model import Keeping

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime, timedelta

    from bot.encryption import Encryption
    from bot.model import Reply
    from bot.ports import Store

    Post = Callable[[int, Reply], Awaitable[None]]
    """Posts a reply to a chat of its platform; raises `UnreachableError`."""

_log = logging.getLogger(__name__)


class ModeratorChats:
    """Hands on what is for the moderators. `chats` maps a platform that the bot runs on to their chat there."""

    def __init__(
        self,
        chats: Mapping[str, int],
        store: Store,
        encryption: Encryption,
        keep: timedelta,
        now: Callable[[], datetime],
    ) -> None:
        self.chats = chats
        self.encryption = encryption
        self.store = store
        self._keep = keep
        self._now = now
        self._posts: dict[str, Post] = {}

    def connect(self, platform: str, post: Post) -> None:
        """A platform can be posted to from now on."""
        self._posts[platform] = post

    def keeping(self, *, here: bool) -> Keeping:
        """What becomes of what members do; `here`: the store is a file of this machine."""
        return Keeping(bool(self.chats), self._keep.days if self.encryption.is_there else 0, here)

    async def tell(self, reply: Reply) -> bool:
        """Posts to every chat of the moderators, and gives whether one was reached. What fails is logged."""
        return any([await self._post(platform, chat, reply) for platform, chat in self.chats.items()])

    async def take(self, words: str, reply: Reply, platform: str) -> bool:
        """Keeps a question that a member sent, posts `reply` about it, and gives whether it is safe with the moderators.

        It is posted where the member asked, where the moderators have a chat there; otherwise to their other chat.
        """
        kept = self._keep.days > 0 and self.encryption.is_there and await self._kept(words)
        chosen = platform if platform in self.chats else next(iter(self.chats), "")
        posted = bool(chosen) and await self._post(chosen, self.chats[chosen], reply)
        return kept or posted

    async def questions(self) -> tuple[list[str], int]:
        """What members sent and is kept, the oldest first, and how many of it no key opens. Raises `StorageError`, also without a key."""
        return self.encryption.open_all(question.sealed for question in await self.store.questions())

    async def _kept(self, words: str) -> bool:
        try:
            await self.store.keep_question(self.encryption.seal(words), self._now())
        except BotError as error:
            _log.error("a question for the moderators could not be kept: %s", error)
            return False
        return True

    async def _post(self, platform: str, chat: int, reply: Reply) -> bool:
        post = self._posts.get(platform)
        if post is None:
            _log.warning("the moderators' chat on %s cannot be posted to yet: the bot is not there", platform)
            return False
        try:
            await post(chat, reply)
        except BotError as error:
            _log.warning(
                "the moderators' chat of the settings (moderators: %s) could not be reached: %s", platform, error
            )
            return False
        return True
