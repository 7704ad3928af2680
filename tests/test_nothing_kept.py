"""After a lot has happened, in good times and bad, nothing of the members is left behind: not a word, not a name, not an id."""

import asyncio
import json
import re
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from conftest import FILES
from loopback.learned import teaches
from loopback.machine import Machine, machine
from loopback.sides import DISCORD_TOKEN, Discord, Talk, Telegram, on_discord, on_telegram
from loopback.telegram import ApiError
from loopback.telegram.faults import Fault

from bot.encryption import Encryption
from bot.storage.store import open_store

Secret = str | int

SAID = ("okapi", "quagga", "tapir", "ocelot", "axolotl", "kinkajou", "dingo", "wallaby")
CALLED = ("quokka", "bilby", "wombat", "platypus")
"""What members say in these stories, and what they and their groups are called."""
WIFE = "is mmn contagious okapi"
ILLNESS = "what is mmn www.quagga.example"
SENT = "is the drip with you my tapir"
UNSENT = "is the drip with you my ocelot"
COMMAND = "what is ivig www.kinkajou.example"
IN_TROUBLE = "why am i tired all day www.wallaby.example"
TO_SEND, YES, NO, HELPED = "Ask a moderator", "Yes, send it", "No, do not send it", "Helpful"
CATCHING, MMN, IVIG, TIRED = "Is MMN contagious?", "What is MMN?", "What is IVIG?", "Why am I so tired?"
ASKED_BACK, NONE = "Did you mean one of these?", "None of these"
SORRY = "Sorry, something went wrong"
KNOWN = {"everyday-words.txt": "the\nyou\nis\nand\nwith\nmy\n"}
BUG = 3


# ---- how it is searched for ------------------------------------------------------------------------------------------


def found(secrets: list[Secret], *places: Path) -> set[tuple[str, Secret]]:
    """The name of each file in these places that holds a secret, and which one."""
    hits: set[tuple[str, Secret]] = set()
    files = (file for place in places for file in (place, *place.rglob("*")) if file.is_file() and not teaches(file))
    for file in files:
        held = file.read_bytes()
        text = held.lower()
        for secret in secrets:
            raw = as_bytes(secret) if isinstance(secret, int) else ()
            if any(form in text for form in as_text(secret)) or any(form in held for form in raw):
                hits.add((file.name, secret))
    return hits


def as_text(secret: Secret) -> Iterator[bytes]:
    """In small letters."""
    for form in (f"{secret:d}", f"{secret:x}") if isinstance(secret, int) else (secret.lower(),):
        yield from (form.encode(), form.encode("utf-16-le"))


def as_bytes(number: int) -> Iterator[bytes]:
    """Its bytes in either order, as far as they are not zero; and in sevens, as SQLite has the numbers of rows."""
    length = (number.bit_length() + 7) // 8
    yield from (number.to_bytes(length, "big"), number.to_bytes(length, "little"))
    whole = 8 if number.bit_length() > 56 else 7  # the ninth byte is not cut
    head, last = number >> whole, number & ((1 << whole) - 1)
    sevens = [head >> shift & 0x7F | 0x80 for shift in range(0, head.bit_length(), 7)]
    yield bytes([*reversed(sevens), last])


PLANTED: dict[str, Callable[[sqlite3.Connection, Path, int], object]] = {
    "a word": lambda store, _, __: store.execute("INSERT INTO t (words) VALUES ('My OKAPI and I')"),
    "a word in UTF-16": lambda _, file, __: file.write_bytes("my okapi".encode("utf-16")),
    "an id": lambda store, _, number: store.execute("INSERT INTO t (number) VALUES (?)", (number,)),
    "an id as a row's number": lambda store, _, number: store.execute("INSERT INTO t (id) VALUES (?)", (number,)),
    "an id in digits": lambda store, _, number: store.execute("INSERT INTO t (words) VALUES (?)", (f"user:{number}",)),
    "an id in hexadecimal": lambda _, file, number: file.write_text(f"{number:#X}"),
    "an id, little end first": lambda _, file, number: file.write_bytes(number.to_bytes(8, "little")),
}


@pytest.mark.parametrize("number", [5_000_000_017, 1_573_704_495_722_921_984], ids=["telegram", "discord"])
@pytest.mark.parametrize("plant", PLANTED.values(), ids=PLANTED)
def test_what_is_left_somewhere_is_found(
    plant: Callable[[sqlite3.Connection, Path, int], object], number: int, tmp_path: Path
):
    with closing(sqlite3.connect(tmp_path / "store", isolation_level=None)) as store:
        store.execute("PRAGMA journal_mode = WAL")
        store.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, number BIGINT, words TEXT)")
        before = found(["okapi", number], tmp_path)
        plant(store, tmp_path / "file", number)

        assert before == set()
        assert len(found(["okapi", number], tmp_path)) == 1


# ---- what happens ----------------------------------------------------------------------------------------------------


class Life:
    """A machine on which the bot runs for Anna on Telegram and Dora on Discord, each alone with it and in a group."""

    def __init__(self, place: Machine, telegram: Telegram, discord: Discord) -> None:
        self.machine, self.telegram, self.discord = place, telegram, discord
        self.anna, self.dora = telegram.talk("Anna Quokka"), discord.talk("Dora Bilby")
        self.club = telegram.api.group("The platypus club", [self.anna.person], admins=[telegram.ben])
        discord.guild.members.append(self.dora.person)
        self.help = discord.guild.text_channel("help")
        people = [self.anna.person, telegram.ben, self.dora.person, discord.ben]
        self.members: list[Secret] = [*SAID, *CALLED, *(person.id for person in people), self.dora.chat.id]
        self.keys: list[Secret] = [place.key, telegram.api.token, DISCORD_TOKEN]
        self.keys += [telegram.api.token.partition(":")[2], DISCORD_TOKEN.rpartition(".")[2]]

    @property
    def left(self) -> set[tuple[str, Secret]]:
        """What is found in the store, in the folder for what is temporary, and in all that the bot printed or logged."""
        place = self.machine
        return found(self.members + self.keys, place.data, place.temporary, place.log)

    def asks(self, talk: Talk, words: str, title: str) -> None:
        before = len(talk.texts)
        talk.says(words)
        self.machine.until(lambda: len(talk.texts) > before, words)
        assert talk.texts[-1].startswith(title), talk.texts[-1]

    def taps(self, talk: Talk, *labels: str) -> str:
        for label in labels:
            talk.taps(label)
            self.machine.until(lambda: talk.outcome, label)
        return talk.outcome

    def lives_alone_with_the_bot(self, talk: Talk) -> None:
        """What members do on either platform."""
        self.asks(talk, WIFE, CATCHING)
        talk.edits(ILLNESS)
        self.machine.until(lambda: talk.texts[0].startswith(MMN), ILLNESS)
        self.taps(talk, HELPED)
        self.asks(talk, SENT, ASKED_BACK)
        assert "tapir" in self.taps(talk, NONE, TO_SEND)
        assert self.taps(talk, YES).startswith("Sent.")
        self.asks(talk, UNSENT, ASKED_BACK)
        assert self.taps(talk, NONE, TO_SEND, NO).startswith("Not sent")
        self.asks(talk, "okapi quagga dingo", "I can read English only")

    def lives_on_telegram(self) -> None:
        anna, ben, club = self.anna.person, self.telegram.ben, self.club
        typed = anna.types_inline("what is mmn axolotl")
        ben.says(club, "/listen on")
        anna.says(club, f"/ask@mmn_support_bot {COMMAND}")
        self.machine.until(lambda: len(club.from_bot) == 2 and typed.answer, "Telegram")
        assert club.last.text.startswith(IVIG)
        self.asks(self.anna, "/forgetme", "What I hold about you")
        self.asks(self.anna, WIFE, CATCHING)

    def lives_on_discord(self) -> None:
        dora, help_ = self.dora.person, self.help
        assert dora.slash(help_, "ask", question=COMMAND).response.text.startswith(IVIG)
        dora.autocompletes(help_, "ask", question="what is axolotl")
        asked = dora.says(help_, WIFE, mention_bot=True)
        assert asked.answer.text.startswith(CATCHING)
        dora.deletes(asked)
        self.machine.until(lambda: len(help_.from_bot) == 1, "the answer to go with its question")
        assert dora.slash(help_, "forgetme").response.text.startswith("What I hold about you")
        self.asks(self.dora, WIFE, CATCHING)

    # ---- bad times ---------------------------------------------------------------------------------------------------

    def has_trouble(self) -> None:
        """The store fails, the lines fail, and neither platform takes every answer."""
        api, discord = self.telegram.api, self.discord.server
        with self._the_store_failing():
            for talk in (self.anna, self.dora):
                assert self.taps(talk, HELPED).startswith(SORRY)
        cut = '{"ok": true, "result": [{"update_id": 1, "message": {"text": "my dingo", "from": {"id": 50'
        api.faults.ordered.append(Fault("getUpdates", 1, "", after=False, error=ApiError(200, "", body=cut)))
        api.fail("sendMessage", 400, description="Bad Request: a reason of Telegram's")
        self.asks(self.anna, IN_TROUBLE, SORRY)
        discord.fail("POST /channels/*/messages", 429, via=False)
        self.asks(self.dora, IN_TROUBLE, TIRED)  # once Discord takes it
        self.help.bot_lacks("send_messages")
        self.dora.person.says(self.help, IN_TROUBLE, mention_bot=True)
        self.machine.until(lambda: any("50013" in line for line in self.machine.lines), "what Discord refused")

    def comes_to_its_end(self) -> None:
        """Telegram takes the token no longer; Discord sends what the library cannot read, with words in it; then a bug strikes."""
        self.telegram.api.token, revoked = "110201543:AAnew", self.telegram.api.token
        self.anna.says(WIFE)
        self.machine.until(lambda: any("The others go on: Discord." in line for line in self.machine.lines), "the end")
        self.telegram.api.token = revoked
        unreadable = {"content": "okapi", "author": self.dora.person.payload(), "channel_id": "dingo"}
        session = self.discord.server.gateway.sessions[-1]
        self.discord.server.at_once(lambda: session.dispatch("MESSAGE_CREATE", unreadable))
        self.machine.until(
            lambda: any("could not be read" in line for line in self.machine.lines), "what is told of it"
        )
        self.machine.signal(signal.SIGUSR2)
        assert self.machine.ends() == BUG

    @contextmanager
    def _the_store_failing(self) -> Iterator[None]:
        with closing(sqlite3.connect(self.machine.store, isolation_level=None)) as store:
            store.execute("ALTER TABLE counts RENAME TO elsewhere")
            yield
            store.execute("ALTER TABLE elsewhere RENAME TO counts")


def kept(life: Life) -> tuple[int, list[str]]:
    """How many answers the store has links to, and the questions in it, opened with the key."""

    async def read() -> list[str]:
        store = await open_store(str(life.machine.store))
        questions = await store.questions()
        await store.close()
        assert all(b"tapir" not in question.sealed for question in questions)
        return [Encryption(life.machine.key).open(question.sealed) for question in questions]

    with closing(sqlite3.connect(life.machine.store)) as store:
        (links,) = store.execute("SELECT count(*) FROM answers").fetchone()
    return links, asyncio.run(read())


def transcript(life: Life) -> str:
    """All that the platforms told the bot."""
    frames = [frame for session in life.discord.server.gateway.sessions for frame in session.sent]
    return "\n".join([*map(json.dumps, life.telegram.api.updates.every), *frames])


def test_nothing_of_the_members_is_left_behind_whatever_happens(tmp_path: Path):
    with ExitStack() as stack:
        telegram, discord = stack.enter_context(on_telegram()), stack.enter_context(on_discord())
        life = Life(stack.enter_context(machine(tmp_path, FILES | KNOWN, telegram, discord)), telegram, discord)
        life.machine.start("--verbose")
        for talk in (life.anna, life.dora):
            life.lives_alone_with_the_bot(talk)
        life.lives_on_telegram()
        life.lives_on_discord()
        life.has_trouble()

        there = {file.name for file in life.machine.data.iterdir()}
        assert there == {"alive", "alive.lock", "indexes", *(f"mmn-bot.sqlite3{end}" for end in ("", "-wal", "-shm"))}
        assert life.left == set()
        links, questions = kept(life)
        assert links > 0
        assert questions == [SENT, SENT]
        assert all("tapir" in side.posted[0] for side in (telegram, discord))

        life.comes_to_its_end()

    (crash,) = life.machine.temporary.iterdir()
    assert re.search(r"^builtins\.ZeroDivisionError\n", crash.read_text(encoding="utf-8"))
    assert life.left == set()
    told = tmp_path / "transcript"
    told.write_text(transcript(life), encoding="utf-8")
    assert found(life.members, told) == {(told.name, secret) for secret in life.members}
