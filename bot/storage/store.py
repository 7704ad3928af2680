"""The store in a database: SQLite or PostgreSQL, through SQLAlchemy's expressions."""

from __future__ import annotations

from dataclasses import asdict, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.errors import StorageError
from bot.model import Count, QuestionPost, Said, SentQuestion, Unanswered
from bot.storage import schema
from bot.storage.database import reach, to_its_end
from bot.storage.tables import ANSWERS, CHATS, COUNTRIES, COUNTS, NOTES, QUESTION_POSTS, QUESTIONS, UNANSWERED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Executable, Row, Table

    from bot.storage.database import Database

_Row = TypeVar("_Row")
_ROWS = 1_000
"""Rows that one statement writes: both databases take some 32,000 values in one."""
_SAID = select(*(ANSWERS.c[field.name] for field in fields(Said)))


async def open_store(address: str) -> SqlStore:
    """The store at `address`: a file for SQLite, or `postgresql://user:password@host/db`.

    A file and its folder are made on first use. The schema is brought to its newest version. Raises `StorageError`.
    """
    database = reach(address)
    try:
        await to_its_end(_bring_up(database))
    except BaseException as error:
        await to_its_end(database.engine.dispose())
        if isinstance(error, schema.UnknownVersionError):
            raise StorageError(
                f"{database.place} was made by a newer version of this bot: update the bot, or name another database "
                "in MMN_BOT_DATABASE"
            ) from None
        raise
    return SqlStore(database)


async def _bring_up(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.run_sync(schema.upgrade)


class SqlStore:
    """A `bot.ports.Store`, which says what each method does; `open_store` makes one.

    Every method is one transaction, which is on the disk before the method returns.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    # ---- chats -------------------------------------------------------------------------------------------------------

    async def listening(self, chat: str) -> bool:
        """Whether the admins of this chat switched listening on."""
        return any(row.listening for row in await self._read(select(CHATS).where(CHATS.c.chat == chat)))

    async def set_listening(self, chat: str, *, on: bool) -> None:
        """Remembers that listening was switched on or off."""
        await self._write(self._put(CHATS, chat=chat, listening=on))

    async def forget_chat(self, chat: str) -> None:
        """Forgets the settings of a chat."""
        await self._write(delete(CHATS).where(CHATS.c.chat == chat))

    async def move_chat(self, old: str, new: str) -> None:
        """Gives the settings of a chat to the one that it became."""
        if old != new:
            before = CHATS.alias()
            await self._write(
                delete(CHATS).where(CHATS.c.chat == new, exists().where(before.c.chat == old)),
                update(CHATS).where(CHATS.c.chat == old).values(chat=new),
            )

    async def note(self, name: str) -> str:
        """What the bot noted for itself under this name; empty where it did not."""
        return next((str(row.value) for row in await self._read(select(NOTES).where(NOTES.c.name == name))), "")

    async def set_note(self, name: str, value: str) -> None:
        """Notes something for the next run."""
        await self._write(self._put(NOTES, name=name, value=value))

    # ---- countries ---------------------------------------------------------------------------------------------------

    async def country(self, member: str) -> str:
        """The country that a member chose; empty where they chose none."""
        rows = await self._read(select(COUNTRIES).where(COUNTRIES.c.member == member))
        return next((str(row.country) for row in rows), "")

    async def choose_country(self, member: str, country: str) -> None:
        """Remembers the country that a member chose."""
        await self._write(self._put(COUNTRIES, member=member, country=country))

    async def forget_country(self, member: str) -> bool:
        """Forgets which one a member chose; whether there was one."""
        (number,) = await self._erase(delete(COUNTRIES).where(COUNTRIES.c.member == member))
        return number > 0

    # ---- counts ------------------------------------------------------------------------------------------------------

    async def count(self, what: str, entry: str, on: date) -> None:
        """Counts one event of an entry, in the ISO week of this day."""
        year, week, _ = on.isocalendar()
        row = self._insert(COUNTS).values(week=f"{year}-W{week:02}", entry=entry, what=what, number=1)
        more = row.on_conflict_do_update(index_elements=COUNTS.primary_key, set_={"number": COUNTS.c.number + 1})
        await self._write(more)

    async def counts(self) -> list[Count]:
        """Every count, by week, entry and kind of event; sorted here, as databases differ in how they order text."""
        rows = await self._read(select(*(COUNTS.c[field.name] for field in fields(Count))))
        return sorted((Count(**row._asdict()) for row in rows), key=attrgetter("week", "entry", "what"))

    # ---- answers that stand in chats ---------------------------------------------------------------------------------

    async def remember(self, said: Said) -> None:
        """Keeps an answer; one that ends in the same message of the same place is replaced."""
        await self._write(self._put(ANSWERS, **asdict(said), last=said.messages[-1]))

    async def answer_to(self, place: str, question: int) -> Said | None:
        """The latest answer to a message."""
        return await self._latest(ANSWERS.c.place == place, ANSWERS.c.question == question)

    async def answer_at(self, place: str, message: int) -> Said | None:
        """The answer that ends in this message."""
        return await self._latest(ANSWERS.c.place == place, ANSWERS.c.last == message)

    async def same_answer(self, place: str, topic: int, entry: str, since: datetime) -> Said | None:
        """The latest answer that shows this entry there, given after `since`."""
        there = ANSWERS.c.place == place, ANSWERS.c.topic == topic
        return await self._latest(*there, ANSWERS.c.entry == entry, ANSWERS.c.at > since)

    async def drop(self, said: Said) -> None:
        """The answer is no longer there."""
        await self._write(delete(ANSWERS).where(ANSWERS.c.place == said.place, ANSWERS.c.last == said.messages[-1]))

    async def forget(self, asker: str) -> int:
        """Erases every answer that was for this asker, and gives the number of answers."""
        (number,) = await self._erase(delete(ANSWERS).where(ANSWERS.c.asker == asker, ANSWERS.c.asker != ""))
        return number

    # ---- messages that wait for their answer ------------------------------------------------------------------------

    async def note_unanswered(self, new: Sequence[Unanswered], answered: Sequence[str]) -> None:
        """Keeps messages that wait, and lets go of those with these marks, all of it or nothing; what is kept stays."""
        rows = (self._insert(UNANSWERED).values(list(map(asdict, part))) for part in _parts(new))
        adding = [row.on_conflict_do_nothing() for row in rows]
        erasing = [delete(UNANSWERED).where(UNANSWERED.c.mark.in_(part)) for part in _parts(answered)]
        await self._write(*adding, *erasing)

    async def unanswered(self, platform: str) -> list[Unanswered]:
        """Every message of a platform that waits, the oldest first."""
        theirs = select(UNANSWERED).where(UNANSWERED.c.platform == platform)
        rows = await self._read(theirs.order_by(UNANSWERED.c.at, UNANSWERED.c.mark))
        return [Unanswered(**row._asdict()) for row in rows]

    # ---- questions that members sent on purpose ----------------------------------------------------------------------

    async def keep_question(self, sealed: bytes, at: datetime) -> int:
        """Keeps a question, encrypted already, and gives its number."""
        rows = await self._read(insert(QUESTIONS).values(sealed=sealed, at=at).returning(QUESTIONS.c.id))
        return int(rows[0].id)

    async def questions(self) -> list[SentQuestion]:
        """Every question that is kept, the oldest first."""
        rows = await self._read(select(QUESTIONS).order_by(QUESTIONS.c.at, QUESTIONS.c.id))
        return [SentQuestion(**row._asdict()) for row in rows]

    async def keep_post(self, post: QuestionPost) -> None:
        """Keeps where the moderators' chat shows a question; one in the same message is replaced."""
        await self._write(self._put(QUESTION_POSTS, **asdict(post)))

    async def post_at(self, chat: str, message: int) -> QuestionPost | None:
        """The question that this message of the moderators' chat shows, if it does."""
        there = QUESTION_POSTS.c.chat == chat, QUESTION_POSTS.c.message == message
        rows = await self._read(select(QUESTION_POSTS).where(*there))
        return next((QuestionPost(**row._asdict()) for row in rows), None)

    async def posts_that_wait(self) -> list[QuestionPost]:
        """The posts of kept questions whose members wait for an answer, the oldest first."""
        waiting = select(QUESTION_POSTS).where(QUESTION_POSTS.c.question != 0, QUESTION_POSTS.c.done.is_(False))
        rows = await self._read(waiting.order_by(QUESTION_POSTS.c.at, QUESTION_POSTS.c.question))
        return [QuestionPost(**row._asdict()) for row in rows]

    async def forget_posts(self, asker: str) -> int:
        """Forgets to whom an answer goes, of every question of this asker's code, and gives their number."""
        theirs = update(QUESTION_POSTS).where(QUESTION_POSTS.c.asker == asker)
        return (await self._erase(theirs.values(asker="", sealed=b"", question=0)))[0]

    async def purge(self, answers_before: datetime, questions_before: datetime) -> tuple[int, int]:
        """Erases answers and questions from before these times; gives how many of each."""
        answers, questions, *_ = await self._erase(
            delete(ANSWERS).where(ANSWERS.c.at < answers_before),
            delete(QUESTIONS).where(QUESTIONS.c.at < questions_before),
            delete(UNANSWERED).where(UNANSWERED.c.at < answers_before),
            delete(QUESTION_POSTS).where(QUESTION_POSTS.c.at < questions_before),
        )
        return answers, questions

    async def close(self) -> None:
        """Lets go of files and connections."""
        await to_its_end(self._database.engine.dispose())

    # ---- how ---------------------------------------------------------------------------------------------------------

    async def _read(self, statement: Executable) -> Sequence[Row[Any]]:
        async def read() -> Sequence[Row[Any]]:
            async with self._database.transaction() as connection:
                return (await connection.execute(statement)).all()

        return await to_its_end(read())

    async def _write(self, *statements: Executable) -> list[int]:
        """Runs them all or none; gives how many rows each changed."""

        async def write() -> list[int]:
            async with self._database.transaction() as connection:
                return [(await connection.execute(statement)).rowcount for statement in statements]

        return await to_its_end(write())

    async def _erase(self, *statements: Executable) -> list[int]:
        """As `_write`; nothing of what is erased, then or before, stays in the files of the database."""
        numbers = await self._write(*statements)
        await to_its_end(self._database.sweep())
        return numbers

    async def _latest(self, *where: ColumnElement[bool]) -> Said | None:
        latest = _SAID.where(*where).order_by(ANSWERS.c.at.desc(), ANSWERS.c.last.desc()).limit(1)
        rows = await self._read(latest)
        return next((Said(**row._asdict() | {"messages": tuple(row.messages)}) for row in rows), None)

    def _insert(self, table: Table) -> postgresql.Insert | sqlite.Insert:
        on_postgres = self._database.engine.dialect.name == "postgresql"
        return postgresql.insert(table) if on_postgres else sqlite.insert(table)

    def _put(self, table: Table, **values: object) -> Executable:
        """Inserts a row, in place of the one with the same key."""
        row = self._insert(table).values(values)
        changed = {column.name: row.excluded[column.name] for column in table.c if not column.primary_key}
        return row.on_conflict_do_update(index_elements=table.primary_key, set_=changed)


def _parts(rows: Sequence[_Row]) -> list[Sequence[_Row]]:
    return [rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS)]
