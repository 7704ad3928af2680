"""An FAQ that people work on while the bot answers from it."""

import asyncio
import logging
import os
import shutil
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from conftest import change
from loopback.patience import PATIENCE

from bot import reload
from bot.answering.service import Service
from bot.content import read
from bot.errors import ConfigError, ContentError
from bot.model import Incoming, Outcome
from bot.reload import Reloaded, Reloader

pytestmark = pytest.mark.asyncio

DEADLINE = PATIENCE
"""Seconds until a story is given up: a busy machine may take long, a fault takes for ever."""

IVIG = "answers/treatment/ivig.yaml"
FIRST, SECOND, THIRD = "What is IVIG?", "How does IVIG help?", "Why is IVIG given?"
MENDED = Reloaded(7)


@pytest.fixture(autouse=True)
def _beside_the_faq(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.chdir(tmp_path)
    caplog.set_level(logging.INFO, "bot")


WAITS = {"QUIET": 0.1, "LOOK_ANYWAY": 0.4, "TO_SETTLE": 0.4}
AS_THE_BOT_HAS_THEM = {name: getattr(reload, name) for name in WAITS}


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most stories need no patience."""
    for name, seconds in WAITS.items():
        monkeypatch.setattr(reload, name, seconds)


@pytest.fixture
def _patience(_hurry: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """For stories in which somebody writes for a while."""
    for name, seconds in AS_THE_BOT_HAS_THEM.items():
        monkeypatch.setattr(reload, name, seconds)


def entry(question: str, see_also: str = "fatigue") -> str:
    """The entry on IVIG with another question; there must be an entry to see also."""
    return f"""\
question: {question}
answer: It is a drip of antibodies.
sources: [in-uk]
see_also: [{see_also}]
reviewed: 2026-11-21
asks:
  - what is ivig
  - how does the drip work
"""


def write(faq: Path, text: str) -> None:
    (faq / IVIG).write_text(text, encoding="utf-8")


def astray(see_also: str) -> Reloaded:
    """What is told where there is none."""
    hint = "possible here: fatigue, ivig, what-is-mmn, contagious"
    return Reloaded(7, (f"faq/en/{IVIG}:4:12: there is no entry `{see_also}` ({hint})",))


GONE = Reloaded(7, ("faq/en:1:1: there is no such folder (name the folder of one language, as faq/en)",))


class Bot:
    """The reloader as the bot has it, with what the moderators were told, and how often a service was built."""

    def __init__(self, faq: Path, after_building: Callable[[int], None] = lambda _: None) -> None:
        self.faq = faq
        self.told: list[Reloaded] = []
        self.builds = 0
        self._after_building = after_building
        self.reloader = Reloader(self._build, faq, self._tell)

    def _build(self, *, strict: bool) -> Service:
        self.builds += 1
        try:
            faq, problems = read(self.faq)
            if faq is None or (strict and problems):
                raise ContentError(problems)
            return Service(faq)
        finally:
            self._after_building(self.builds)

    async def _tell(self, reloaded: Reloaded) -> None:
        self.told.append(reloaded)

    def asks(self, question: str) -> bool:
        """Whether this is the question of the entry on IVIG now."""
        return self.reloader.current().faq.entries["ivig"].question == question

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        stop = asyncio.Event()
        watch = asyncio.create_task(self.reloader.watch(stop))
        yield
        assert not watch.done()
        stop.set()
        await asyncio.wait_for(watch, DEADLINE)


@pytest.fixture
def bot(small_faq: Path) -> Bot:
    return Bot(small_faq)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(DEADLINE):
        while not condition():  # noqa: ASYNC110  not all that a story waits for has an event
            await asyncio.sleep(0.02)


class Looks:
    """Counts how often the files were looked at, so that a story knows when a change was passed over."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._count = 0
        self._real = reload.fingerprint
        monkeypatch.setattr(reload, "fingerprint", self._look)

    def _look(self, folder: Path) -> str:
        found = self._real(folder)
        self._count += 1
        return found

    async def taken(self, count: int = 2) -> None:
        """So many more; of two the first one may have begun before now."""
        enough = self._count + count
        await until(lambda: self._count >= enough)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Looks:
    return Looks(monkeypatch)


class Gate:
    """Holds up the building of one service, in its thread, until it is opened."""

    def __init__(self, build: int) -> None:
        self._build = build
        self._reached, self._opened = threading.Event(), threading.Event()

    def __call__(self, build: int) -> None:
        if build == self._build:
            self._reached.set()
            assert self._opened.wait(DEADLINE)

    async def reached(self) -> None:
        await until(self._reached.is_set)

    def open(self) -> None:
        self._opened.set()


# ---- reading anew ----------------------------------------------------------------------------------------------------


async def test_a_bot_does_not_start_on_a_faulty_faq(small_faq: Path):
    write(small_faq, entry(FIRST, "tired"))

    with pytest.raises(ContentError, match="there is no entry `tired`"):
        Bot(small_faq)


async def test_a_changed_faq_is_taken_over_whole(bot: Bot):
    before = bot.reloader.current()
    write(bot.faq, entry(SECOND))

    assert await bot.reloader.reload() == Reloaded(7)
    assert bot.asks(SECOND)
    assert before.faq.entries["ivig"].question == FIRST


async def test_the_entries_that_are_in_force_are_counted(bot: Bot):
    (bot.faq / "answers" / "basics" / "contagious.yaml").unlink()

    assert await bot.reloader.reload() == Reloaded(6)

    (bot.faq / "answers").rename(bot.faq / "replies")

    assert (await bot.reloader.reload()).entries == 6


async def test_a_faulty_faq_changes_no_answer_and_every_problem_is_named(bot: Bot):
    before = bot.reloader.current()
    write(bot.faq, entry(SECOND, "tired, gone"))

    hint = "possible here: fatigue, ivig, what-is-mmn, contagious"
    assert await bot.reloader.reload() == Reloaded(
        7,
        (
            f"faq/en/{IVIG}:4:12: there is no entry `tired` ({hint})",
            f"faq/en/{IVIG}:4:19: there is no entry `gone` ({hint})",
        ),
    )
    assert bot.reloader.current() is before


async def test_an_emergency_without_numbers_goes_not_live_and_is_named(bot: Bot):
    before = bot.reloader.current()
    change(bot.faq / "safety" / "breathing.yaml", "numbers: [emergency]\n", "")

    told = "faq/en/safety/breathing.yaml:3:1: an urgent entry shows no numbers (add `numbers: [emergency]`)"
    assert await bot.reloader.reload() == Reloaded(7, (told,))
    assert bot.reloader.current() is before


async def test_a_bot_that_starts_answers_from_it_all_the_same_and_the_moderators_are_told(small_faq: Path):
    """There is no other FAQ, and nobody who cries for help may meet silence."""
    change(small_faq / "safety" / "breathing.yaml", "numbers: [emergency]\n", "")
    bot = Bot(small_faq)

    [problem] = bot.reloader.problems
    assert "an urgent entry shows no numbers" in problem
    assert bot.reloader.current().ask(Incoming("I can not breathe")).outcome is Outcome.URGENT
    async with bot.watching():
        await until(lambda: bool(bot.told))
        assert bot.told == [Reloaded(7, (problem,))]
        change(small_faq / "safety" / "breathing.yaml", "kind: urgent\n", "kind: urgent\nnumbers: [emergency]\n")
        await until(lambda: len(bot.told) > 1)
    assert bot.told[-1] == Reloaded(7)


async def test_a_setting_that_no_longer_fits_the_faq_is_a_problem_too(small_faq: Path):
    def refuse(build: int) -> None:
        if build == 2:
            raise ConfigError("there is no country `FR` in the FAQ: choose one of GB, IE")

    bot = Bot(small_faq, refuse)
    before = bot.reloader.current()

    assert await bot.reloader.reload() == Reloaded(7, ("there is no country `FR` in the FAQ: choose one of GB, IE",))
    assert bot.reloader.current() is before


async def test_a_bug_changes_no_answer_and_is_told_by_its_type_and_place_alone(
    small_faq: Path, caplog: pytest.LogCaptureFixture
):
    def fail(build: int) -> None:
        if build == 2:
            raise ZeroDivisionError("a member's words")

    bot = Bot(small_faq, fail)
    before = bot.reloader.current()
    reloaded = await bot.reloader.reload()

    assert len(reloaded.problems) == 1
    assert "a fault of the bot, not of the files" in reloaded.problems[0]
    assert "builtins.ZeroDivisionError at " in reloaded.problems[0]
    assert "The FAQ could not be read again: builtins.ZeroDivisionError at " in caplog.text
    assert "a member's words" not in f"{reloaded}{caplog.text}"
    assert bot.reloader.current() is before


async def test_the_bot_answers_while_a_faq_is_read(small_faq: Path):
    gate = Gate(2)
    bot = Bot(small_faq, gate)
    write(small_faq, entry(SECOND))
    reloading = asyncio.create_task(bot.reloader.reload())
    await gate.reached()

    assert bot.asks(FIRST)

    gate.open()
    await reloading

    assert bot.asks(SECOND)


async def test_of_two_reloads_at_once_the_later_one_has_the_last_word(small_faq: Path):
    gate = Gate(2)
    bot = Bot(small_faq, gate)
    write(small_faq, entry(SECOND))
    earlier = asyncio.create_task(bot.reloader.reload())
    await gate.reached()
    write(small_faq, entry(THIRD))
    later = asyncio.create_task(bot.reloader.reload())
    await asyncio.wait({later}, timeout=0.5)  # time to overtake
    gate.open()
    await asyncio.gather(earlier, later)

    assert bot.asks(THIRD)


# ---- watching --------------------------------------------------------------------------------------------------------


async def test_a_saved_change_goes_live_and_is_only_logged(bot: Bot, looks: Looks, caplog: pytest.LogCaptureFixture):
    async with bot.watching():
        write(bot.faq, entry(SECOND))
        await until(lambda: bot.asks(SECOND))
        await looks.taken()

    assert bot.told == []
    assert caplog.record_tuples == [("bot.reload", logging.INFO, "The FAQ was read again: 7 entries.")]


async def test_a_change_between_the_start_and_the_watch_is_not_missed(bot: Bot):
    write(bot.faq, entry(SECOND))

    async with bot.watching():
        await until(lambda: bot.asks(SECOND))


async def test_a_change_is_noticed_before_it_is_time_to_look_anyway(bot: Bot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reload, "LOOK_ANYWAY", 3600)

    async with bot.watching():
        async with asyncio.timeout(DEADLINE):
            while not bot.asks(SECOND):
                write(bot.faq, entry(SECOND))  # again and again, as the watch may not have begun
                await asyncio.sleep(2)


async def test_a_change_is_found_where_the_system_gives_no_sign(bot: Bot, monkeypatch: pytest.MonkeyPatch):
    async def no_watch(*_: object, **__: object) -> AsyncIterator[None]:
        raise OSError("OS file watch limit reached")
        yield

    monkeypatch.setattr(reload, "awatch", no_watch)

    async with bot.watching():
        write(bot.faq, entry(SECOND))
        await until(lambda: bot.asks(SECOND))


@pytest.mark.usefixtures("_patience")
async def test_an_editor_that_writes_beside_and_renames_causes_one_reload(bot: Bot, looks: Looks):
    async with bot.watching():
        await looks.taken(1)
        beside = bot.faq / f"{IVIG}.new"
        beside.write_text(entry(SECOND), encoding="utf-8")
        await asyncio.sleep(0.02)
        beside.replace(bot.faq / IVIG)
        await until(lambda: bot.asks(SECOND))

    assert bot.told == []
    assert bot.builds == 2


@pytest.mark.usefixtures("_patience")
async def test_a_pull_of_several_files_causes_one_reload(bot: Bot, looks: Looks):
    async with bot.watching():
        await looks.taken(1)
        for file in sorted(path for path in bot.faq.rglob("*.yaml") if path.parent != bot.faq):
            file.write_text(file.read_text(encoding="utf-8") + "# checked again\n", encoding="utf-8")
            await asyncio.sleep(0.02)
        write(bot.faq, entry(SECOND))
        await until(lambda: bot.asks(SECOND))

    assert bot.told == []
    assert bot.builds == 2


async def test_what_changes_nothing_in_the_faq_causes_no_reload(bot: Bot, looks: Looks):
    async with bot.watching():
        os.utime(bot.faq / IVIG)
        (bot.faq / f"{IVIG}~").touch()
        (bot.faq / "answers" / ".ivig.yaml.swp").touch()
        (bot.faq / ".git").mkdir()
        (bot.faq / ".git" / "index.lock").touch()
        await looks.taken()

    assert bot.builds == 1


async def test_a_file_that_was_read_half_written_is_not_told(
    small_faq: Path, looks: Looks, caplog: pytest.LogCaptureFixture
):
    def write_the_rest(build: int) -> None:
        if build == 2:
            write(small_faq, entry(SECOND))

    bot = Bot(small_faq, write_the_rest)
    async with bot.watching():
        write(small_faq, entry(SECOND)[:40])
        await until(lambda: bot.asks(SECOND))
        await looks.taken()

    assert bot.told == []
    assert bot.builds == 3
    assert "has a mistake" not in caplog.text


@pytest.mark.usefixtures("_patience")
async def test_a_writer_that_pauses_is_given_a_moment(small_faq: Path, looks: Looks):
    def write_the_rest_soon(build: int) -> None:
        if build == 2:
            threading.Timer(0.1, write, (small_faq, entry(SECOND))).start()

    bot = Bot(small_faq, write_the_rest_soon)
    async with bot.watching():
        write(small_faq, entry(SECOND)[:40])
        await until(lambda: bot.asks(SECOND))
        await looks.taken()

    assert bot.told == []


async def test_moderators_are_told_that_the_faq_broke_and_that_it_is_mended(
    bot: Bot, looks: Looks, caplog: pytest.LogCaptureFixture
):
    async with bot.watching():
        write(bot.faq, entry(SECOND, "tired"))
        await until(lambda: bot.told == [astray("tired")])
        assert bot.asks(FIRST)
        write(bot.faq, entry(SECOND))
        await until(lambda: bot.told == [astray("tired"), MENDED])
        assert bot.asks(SECOND)
        write(bot.faq, entry(THIRD))
        await until(lambda: bot.asks(THIRD))
        await looks.taken()

    assert bot.told == [astray("tired"), MENDED]
    assert caplog.messages == [
        f"The FAQ has a mistake: {astray('tired').problems[0]}",
        "The FAQ was read again: 7 entries.",
        "The FAQ was read again: 7 entries.",
    ]


async def test_the_same_problems_are_told_once_and_others_anew(
    bot: Bot, looks: Looks, caplog: pytest.LogCaptureFixture
):
    async with bot.watching():
        write(bot.faq, entry(SECOND, "tired"))
        await until(lambda: bot.told == [astray("tired")])
        builds = bot.builds
        write(bot.faq, entry(THIRD, "tired"))
        await until(lambda: bot.builds > builds)
        await looks.taken()
        write(bot.faq, entry(THIRD, "gone"))
        await until(lambda: bot.told[1:] != [])

    assert bot.told == [astray("tired"), astray("gone")]
    assert caplog.messages == [
        f"The FAQ has a mistake: {astray('tired').problems[0]}",
        "The FAQ was read again, and has the same problems (1).",
        f"The FAQ has a mistake: {astray('gone').problems[0]}",
    ]


async def test_a_problem_that_comes_back_is_told_again(bot: Bot):
    async with bot.watching():
        for told in ([astray("tired")], [astray("tired"), MENDED], [astray("tired"), MENDED, astray("tired")]):
            write(bot.faq, entry(SECOND, "tired" if told[-1].problems else "fatigue"))
            await until(lambda told=told: bot.told == told)


async def test_what_a_moderator_reads_anew_by_hand_is_told_to_the_others(bot: Bot):
    async with bot.watching():
        write(bot.faq, entry(SECOND, "tired"))
        await bot.reloader.reload()
        await until(lambda: bot.told == [astray("tired")])


async def test_the_folder_may_vanish_and_come_back(bot: Bot, looks: Looks, tmp_path: Path):
    async with bot.watching():
        bot.faq.rename(tmp_path / "aside")
        await until(lambda: bot.told == [GONE])
        await looks.taken()
        assert bot.asks(FIRST)
        write(tmp_path / "aside", entry(SECOND))
        (tmp_path / "aside").rename(bot.faq)
        await until(lambda: bot.told == [GONE, MENDED])
        write(bot.faq, entry(THIRD))
        await until(lambda: bot.asks(THIRD))

    assert bot.told == [GONE, MENDED]


async def test_a_link_above_the_folder_may_be_moved_to_another_version(small_faq: Path, looks: Looks, tmp_path: Path):
    (tmp_path / "faq").rename(tmp_path / "version-1")
    shutil.copytree(tmp_path / "version-1", tmp_path / "version-2")
    write(tmp_path / "version-2" / "en", entry(SECOND))
    (tmp_path / "faq").symlink_to("version-1")
    (tmp_path / "next").symlink_to("version-2")
    bot = Bot(small_faq)

    async with bot.watching():
        await looks.taken()
        (tmp_path / "next").replace(tmp_path / "faq")
        await until(lambda: bot.asks(SECOND))
        write(tmp_path / "version-2" / "en", entry(THIRD))
        await until(lambda: bot.asks(THIRD))

    assert bot.told == []


async def test_a_volume_of_kubernetes_may_be_moved_to_another_version(small_faq: Path, looks: Looks, tmp_path: Path):
    small_faq.rename(tmp_path / "..1")
    small_faq.mkdir()
    for path in sorted((tmp_path / "..1").iterdir()):
        (small_faq / path.name).symlink_to(f"..data/{path.name}")
    (tmp_path / "..1").rename(small_faq / "..1")
    shutil.copytree(small_faq / "..1", small_faq / "..2")
    write(small_faq / "..2", entry(SECOND))
    (small_faq / "..data").symlink_to("..1")
    (small_faq / "..data_tmp").symlink_to("..2")
    bot = Bot(small_faq)

    async with bot.watching():
        await looks.taken()
        (small_faq / "..data_tmp").replace(small_faq / "..data")
        await until(lambda: bot.asks(SECOND))

    assert bot.told == []


async def test_the_watch_goes_on_where_nobody_can_be_told(small_faq: Path, caplog: pytest.LogCaptureFixture):
    class Unheard(Bot):
        async def _tell(self, reloaded: Reloaded) -> None:
            await super()._tell(reloaded)
            raise ConnectionError("no way to the moderators")

    bot = Unheard(small_faq)
    async with bot.watching():
        write(small_faq, entry(SECOND, "tired"))
        await until(lambda: bot.told == [astray("tired")])
        write(small_faq, entry(SECOND))
        await until(lambda: bot.asks(SECOND))

    assert "Nobody could be told of the FAQ: builtins.ConnectionError at " in caplog.text
    assert "no way to the moderators" not in caplog.text


async def test_the_watch_goes_on_where_telling_takes_for_ever(small_faq: Path, monkeypatch: pytest.MonkeyPatch):
    class Stuck(Bot):
        async def _tell(self, reloaded: Reloaded) -> None:
            await super()._tell(reloaded)
            await asyncio.Event().wait()

    monkeypatch.setattr(reload, "TO_TELL", 0.1)
    bot = Stuck(small_faq)
    async with bot.watching():
        write(small_faq, entry(SECOND, "tired"))
        await until(lambda: bot.told == [astray("tired")])
        write(small_faq, entry(SECOND))
        await until(lambda: bot.asks(SECOND))


async def test_told_to_stop_it_waits_for_no_reload(small_faq: Path):
    gate = Gate(2)
    bot = Bot(small_faq, gate)
    try:
        async with bot.watching():
            write(small_faq, entry(SECOND))
            await gate.reached()
    finally:
        gate.open()

    assert bot.asks(FIRST)
    assert bot.told == []


async def test_cancelled_it_ends_and_stops_nobody_else(bot: Bot, looks: Looks):
    stop = asyncio.Event()
    watch = asyncio.create_task(bot.reloader.watch(stop))
    await looks.taken()
    watch.cancel()

    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(watch, DEADLINE)
    assert not stop.is_set()
