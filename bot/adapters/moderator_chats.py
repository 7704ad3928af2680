"""The moderators, as the bot reaches them: their chats, and the questions that are kept for them."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from bot.errors import BotError, StorageError
from bot.model import Keeping, QuestionPost

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime, timedelta

    from bot.encryption import Encryption
    from bot.model import Reply
    from bot.ports import Store

    Post = Callable[[int, Reply], Awaitable[int]]
    """Posts a reply to a chat of its platform, and gives the id of the message; raises `UnreachableError`."""

    Bring = Callable[[bytes, Reply], Awaitable[None]]
    """Brings a reply to the member whose sealed address this is, in private; raises `UnreachableError`, `StorageError`."""

    Change = Callable[[int, int, Reply], Awaitable[None]]
    """Turns a message of the bot's in a chat of its platform into a reply; raises `UnreachableError`."""

_log = logging.getLogger(__name__)


class Fate(Enum):
    """What became of a moderator's answer."""

    SENT = "sent"
    DONE = "done"
    UNWANTED = "unwanted"
    OVER = "over"
    """The question was dealt with before, as by another moderator who was quicker."""
    UNREACHED = "unreached"
    UNKNOWN = "unknown"

    @property
    def ends(self) -> bool:
        """Whether the question is dealt with by this, which its post then says."""
        return self in {Fate.SENT, Fate.DONE, Fate.UNWANTED}


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
        self._brings: dict[str, Bring] = {}
        self._changes: dict[str, Change] = {}
        self._ending: WeakValueDictionary[tuple[str, int], asyncio.Lock] = WeakValueDictionary()

    def connect(self, platform: str, post: Post, bring: Bring, change: Change) -> None:
        """A platform can be posted to from now on, its posts be changed, and its members be answered."""
        self._posts[platform] = post
        self._brings[platform] = bring
        self._changes[platform] = change

    def keeping(self, *, here: bool) -> Keeping:
        """What becomes of what members do; `here`: the store is a file of this machine."""
        return Keeping(bool(self.chats), self._keep.days if self.encryption.is_there else 0, here, self._keep.days)

    async def tell(self, reply: Reply) -> bool:
        """Posts to every chat of the moderators, and gives whether one was reached. What fails is logged."""
        return any([await self._post(platform, chat, reply) is not None for platform, chat in self.chats.items()])

    async def take(
        self, words: str, reply: Reply, platform: str, asker: str = "", sealed: bytes = b""
    ) -> tuple[bool, bool]:
        """Keeps a question that a member sent, and posts `reply` about it; gives whether it is kept, and posted.

        It is posted where the member asked, where the moderators have a chat there; otherwise to their other chat.
        `asker` and `sealed` are the code and the address of a member who wants an answer.
        """
        number = await self._kept(words) if self._keep.days > 0 and self.encryption.is_there else 0
        chosen = platform if platform in self.chats else next(iter(self.chats), "")
        message = await self._post(chosen, self.chats[chosen], reply) if chosen else None
        if message is None:
            return number > 0, False
        waits_for = number if sealed else 0
        key = self._key(chosen)
        post = QuestionPost(key, message, platform, asker, sealed, done=False, at=self._now(), question=waits_for)
        try:
            await self.store.keep_post(post)
        except StorageError as error:
            _log.error("a question for the moderators cannot be answered through the bot: %s", error)
        return number > 0, True

    # ---- what moderators make of it ----------------------------------------------------------------------------------

    async def shows_question(self, platform: str, chat: int, message: int) -> bool:
        """Whether this message is the bot's in the moderators' chat, and shows a question that a member sent."""
        return (
            self._is_theirs(platform, chat, message)
            and await self.store.post_at(self._key(platform), message) is not None
        )

    async def answer(self, platform: str, chat: int, message: int, reply: Reply | None) -> Fate:
        """Brings an answer to the one whose question this message of a chat shows; None marks it as done.

        Once it is brought, nobody knows any more whose it was. Raises `StorageError`.
        """
        theirs = self._is_theirs(platform, chat, message)
        return await self._end(self._key(platform), message, reply) if theirs else Fate.UNKNOWN

    def _is_theirs(self, platform: str, chat: int, message: int) -> bool:
        """Whether this is a message of the moderators' chat. Other chats have messages of the same number."""
        return self.chats.get(platform) == chat and message > 0

    async def answer_question(self, number: int, reply: Reply, ended: Callable[[str, Fate], Reply]) -> Fate:
        """The same for the kept question of this number, whose member waits for an answer. Raises `StorageError`.

        `ended` gives what then stands in place of the post in the moderators' chat, where nobody saw it being answered.
        """
        post = next((post for post in await self.store.posts_that_wait() if post.question == number), None)
        if post is None:
            return Fate.UNKNOWN
        fate = await self._end(post.chat, post.message, reply)
        if fate.ends:
            await self._change(post, number, lambda words: ended(words, fate))
        return fate

    async def _change(self, post: QuestionPost, number: int, ended: Callable[[str], Reply]) -> None:
        """Turns a post into what `ended` makes of its question; where that fails, the post stays as it is."""
        platform, _, chat = post.chat.partition(":")
        try:
            sealed = [question.sealed for question in await self.store.questions() if question.id == number]
            for words in self.encryption.open_all(sealed)[0]:
                await self._changes[platform](int(chat), post.message, ended(words))
        except (BotError, KeyError) as error:
            _log.warning("a question in the moderators' chat could not be marked as answered: %s", error)

    async def _end(self, chat: str, message: int, reply: Reply | None) -> Fate:
        """What becomes of the question in this post. Of moderators who answer it at once, one does, and the others come after."""
        lock = self._ending.setdefault((chat, message), asyncio.Lock())
        async with lock:
            post = await self.store.post_at(chat, message)
            if post is None or post.done:
                return Fate.OVER if post else Fate.UNKNOWN
            return await self._bring(post, reply)

    async def _bring(self, post: QuestionPost, reply: Reply | None) -> Fate:
        fate = Fate.DONE if reply is None else Fate.UNWANTED
        if reply and post.sealed:
            try:
                await self._brings[post.platform](post.sealed, reply)
            except (BotError, KeyError) as error:
                _log.warning("an answer of the moderators did not reach its member: %s", error)
                return Fate.UNREACHED
            fate = Fate.SENT
        await self.store.keep_post(replace(post, asker="", sealed=b"", done=True, question=0))
        return fate

    async def forget(self, asker: str) -> int:
        """Forgets to whom answers go, for the member with this code, and gives their number. Raises `StorageError`."""
        return await self.store.forget_posts(asker)

    def _key(self, platform: str) -> str:
        return f"{platform}:{self.chats[platform]}"

    async def questions(self) -> tuple[list[str], int]:
        """What members sent and is kept, the oldest first, and how many of it no key opens. Raises `StorageError`, also without a key."""
        return self.encryption.open_all(question.sealed for question in await self.store.questions())

    async def _kept(self, words: str) -> int:
        """The number under which a question is kept; 0 where it could not be."""
        try:
            return await self.store.keep_question(self.encryption.seal(words), self._now())
        except BotError as error:
            _log.error("a question for the moderators could not be kept: %s", error)
            return 0

    async def _post(self, platform: str, chat: int, reply: Reply) -> int | None:
        post = self._posts.get(platform)
        if post is None:
            _log.warning("the moderators' chat on %s cannot be posted to yet: the bot is not there", platform)
            return None
        try:
            return await post(chat, reply)
        except BotError as error:
            _log.warning(
                "the moderators' chat of the settings (moderators: %s) could not be reached: %s", platform, error
            )
            return None
