"""What is sent of a chat's updates goes in their order, an emergency goes at once, and nothing is lost by a kill."""

import asyncio
from collections.abc import Callable, Coroutine, Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import CallbackQuery, Chat, InlineQuery, Message, Update, User

from bot.adapters.telegram.update_processor import OrderedUpdateProcessor, taken, wait_for_turn

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ANNA = User(5_000_000_001, "Anna", is_bot=False)
HOME, CLUB = Chat(ANNA.id, Chat.PRIVATE), Chat(-1_001_234_567_890, Chat.SUPERGROUP)


def said(chat: Chat) -> Update:
    return Update(1, message=Message(1, NOON, chat))


def edited(chat: Chat) -> Update:
    return Update(2, edited_message=Message(1, NOON, chat))


def tapped(chat: Chat) -> Update:
    return Update(3, callback_query=CallbackQuery("1", ANNA, "1", message=Message(1, NOON, chat)))


def searched() -> Update:
    return Update(4, inline_query=InlineQuery("1", ANNA, "ivig", ""))


@dataclass(frozen=True)
class Handling:
    """The handling of one update, which may never begin."""

    begins: Callable[[], Coroutine[Any, Any, None]]

    def __await__(self) -> Generator[Any, Any, None]:
        return self.begins().__await__()


class ModeratorChats:
    """Where updates are handled: each sends when it may, and ends when it is told to or at once."""

    def __init__(self) -> None:
        self.order = OrderedUpdateProcessor()
        self.begun: list[str] = []
        self.ended: list[str] = []
        self._tasks: list[asyncio.Task[None]] = []

    def takes(
        self,
        update: object,
        name: str,
        until: asyncio.Event | None = None,
        error: Exception | None = None,
        *,
        urgent: bool = False,
    ) -> None:
        async def handles() -> None:
            if not urgent:
                await wait_for_turn()
            self.begun.append(name)
            if until:
                await until.wait()
            if error:
                raise error
            self.ended.append(name)

        self._tasks.append(asyncio.create_task(self.order.process_update(update, Handling(handles))))

    def gives_up(self, place: int) -> None:
        self._tasks[place].cancel()

    async def settles(self) -> None:
        """Lets everybody go as far as they may."""
        for _ in range(20):
            await asyncio.sleep(0)

    async def closes(self) -> list[BaseException | None]:
        """What each update ended in, once all have ended."""
        return await asyncio.gather(*self._tasks, return_exceptions=True)


def told(story: Callable[[ModeratorChats], Coroutine[Any, Any, None]]) -> None:
    async def tells() -> None:
        moderator_chats = ModeratorChats()
        await moderator_chats.order.initialize()
        await asyncio.wait_for(story(moderator_chats), 5)
        await moderator_chats.order.shutdown()

    asyncio.run(tells())


@pytest.mark.parametrize("follows", [said, edited])
def test_an_update_waits_for_the_earlier_one_of_its_chat(follows: Callable[[Chat], Update]):
    async def story(moderator_chats: ModeratorChats) -> None:
        done = asyncio.Event()
        moderator_chats.takes(said(HOME), "first", done)
        moderator_chats.takes(follows(HOME), "second")
        await moderator_chats.settles()
        assert moderator_chats.begun == ["first"]

        done.set()
        await moderator_chats.closes()
        assert moderator_chats.ended == ["first", "second"]

    told(story)


def test_an_emergency_passes_all_that_waits_in_its_chat_and_nobody_passes_the_others():
    async def story(moderator_chats: ModeratorChats) -> None:
        done = asyncio.Event()
        moderator_chats.takes(said(HOME), "first", done)
        moderator_chats.takes(said(HOME), "second")
        moderator_chats.takes(said(HOME), "cry", urgent=True)
        await moderator_chats.settles()
        assert (moderator_chats.begun, moderator_chats.ended) == (["first", "cry"], ["cry"])

        done.set()
        await moderator_chats.closes()
        assert moderator_chats.ended == ["cry", "first", "second"]

    told(story)


def test_taps_wait_for_taps_alone():
    async def story(moderator_chats: ModeratorChats) -> None:
        done = asyncio.Event()
        moderator_chats.takes(said(HOME), "said", done)
        moderator_chats.takes(tapped(HOME), "tapped", done)
        moderator_chats.takes(tapped(HOME), "tapped again")
        await moderator_chats.settles()
        assert moderator_chats.begun == ["said", "tapped"]

        done.set()
        await moderator_chats.closes()
        assert moderator_chats.ended == ["said", "tapped", "tapped again"]

    told(story)


def test_telegram_may_forget_updates_once_each_is_noted_or_done():
    async def story(moderator_chats: ModeratorChats) -> None:
        done, noted = asyncio.Event(), asyncio.Event()
        asking = asyncio.create_task(moderator_chats.order.all_taken())
        await moderator_chats.settles()
        assert asking.done()

        async def notes() -> None:
            await noted.wait()
            taken()
            await done.wait()

        for _ in range(3):
            moderator_chats.order.news.put_nowait(said(HOME))
        asking = asyncio.create_task(moderator_chats.order.all_taken())
        noting = asyncio.create_task(moderator_chats.order.process_update(said(HOME), Handling(notes)))
        moderator_chats.takes(said(HOME), "waits", done)
        await moderator_chats.settles()
        noted.set()
        await moderator_chats.settles()
        assert not asking.done()

        moderator_chats.takes(said(CLUB), "fails", error=ValueError())
        await asking
        assert moderator_chats.ended == []
        done.set()
        await noting
        await moderator_chats.closes()

    told(story)


def test_other_chats_pass_one_that_is_held_up():
    async def story(moderator_chats: ModeratorChats) -> None:
        done = asyncio.Event()
        moderator_chats.takes(said(HOME), "slow", done)
        moderator_chats.takes(said(HOME), "behind it")
        moderator_chats.takes(said(CLUB), "other")
        moderator_chats.takes(said(CLUB), "other again")
        await moderator_chats.settles()
        assert moderator_chats.ended == ["other", "other again"]

        done.set()
        await moderator_chats.closes()
        assert moderator_chats.ended == ["other", "other again", "slow", "behind it"]

    told(story)


def test_what_belongs_to_no_chat_passes_everything():
    async def story(moderator_chats: ModeratorChats) -> None:
        done = asyncio.Event()
        moderator_chats.takes(said(HOME), "slow", done)
        moderator_chats.takes(searched(), "search", done)
        moderator_chats.takes(searched(), "another search")
        moderator_chats.takes("no update at all", "a job")
        await moderator_chats.settles()
        assert moderator_chats.begun == ["slow", "search", "another search", "a job"]

        done.set()
        await moderator_chats.closes()

    told(story)


def test_many_of_many_chats_keep_the_order_of_each():
    async def story(moderator_chats: ModeratorChats) -> None:
        chats = [Chat(5_000_000_001 + number, Chat.PRIVATE) for number in range(30)]
        done = asyncio.Event()
        for round_ in range(20):
            for chat in chats:
                moderator_chats.takes(
                    said(chat), f"{chat.id} {round_:02}", done if round_ == 0 and chat.id % 2 else None
                )
        await moderator_chats.settles()
        done.set()
        await moderator_chats.closes()

        for chat in chats:
            mine = [name for name in moderator_chats.ended if name.startswith(str(chat.id))]
            assert mine == [f"{chat.id} {turn:02}" for turn in range(20)]

    told(story)


def test_one_that_fails_lets_the_next_one_in():
    async def story(moderator_chats: ModeratorChats) -> None:
        moderator_chats.takes(said(HOME), "first", error=ValueError())
        moderator_chats.takes(said(HOME), "second")

        ends = await moderator_chats.closes()
        assert [type(end) for end in ends] == [ValueError, type(None)]
        assert moderator_chats.ended == ["second"]

    told(story)


def test_one_that_gives_up_while_it_waits_lets_the_next_one_in_at_its_turn():
    async def story(moderator_chats: ModeratorChats) -> None:
        done = asyncio.Event()
        moderator_chats.takes(said(HOME), "first", done)
        moderator_chats.takes(said(HOME), "second")
        moderator_chats.takes(said(HOME), "third")
        await moderator_chats.settles()
        moderator_chats.gives_up(1)
        await moderator_chats.settles()
        assert moderator_chats.begun == ["first"]

        done.set()
        await moderator_chats.closes()
        assert moderator_chats.ended == ["first", "third"]

    told(story)


def test_a_chat_in_which_nothing_happens_any_more_takes_no_memory():
    async def story(moderator_chats: ModeratorChats) -> None:
        for number in range(100):
            moderator_chats.takes(said(Chat(5_000_000_001 + number, Chat.PRIVATE)), str(number))
        await moderator_chats.closes()
        assert len(moderator_chats.order._lines) == 0

    told(story)
