"""The commands that read what the running bot keeps: a real SQLite file, and questions sealed with a real key."""

import asyncio
import json
import shutil
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import cli
from bot.encryption import Encryption
from bot.model import Said
from bot.storage.store import SqlStore, open_store

pytestmark = pytest.mark.usefixtures("beside_the_faq")

Run = Callable[..., tuple[int, str, str]]

NOW = datetime.now(UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FILE = Path("data") / "mmn-bot.sqlite3"
NO_STORE = f"There is no {FILE}, so nothing is kept yet.\n"


@pytest.fixture
def mmn_bot(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process: its exit code, what it printed, and what it said beside that."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(list(arguments))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> str:
    made = Encryption.make_key()
    monkeypatch.setenv("MMN_BOT_KEY", made)
    return made


def keep(work: Callable[[SqlStore], Awaitable[object]], file: Path = FILE) -> None:
    """Leaves in the store what the running bot would have."""

    async def write() -> None:
        store = await open_store(str(file))
        await work(store)
        await store.close()

    asyncio.run(write())


def send(key: str, *questions: str, at: datetime = NOW, file: Path = FILE) -> None:
    """Keeps questions as members send them."""

    async def work(store: SqlStore) -> None:
        for question in questions:
            await store.keep_question(Encryption(key).seal(question), at)

    keep(work, file)


# ---- nothing kept yet ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("key")
@pytest.mark.parametrize("command", ["gaps", "stats", "purge"])
def test_to_ask_what_is_kept_makes_no_file(mmn_bot: Run, command: str):
    code, printed, said = mmn_bot(command)

    assert (code, said) == (0, NO_STORE)
    assert "erased" not in printed
    assert not FILE.parent.exists()


@pytest.mark.usefixtures("key")
def test_where_nothing_is_kept_programs_read_so_too(mmn_bot: Run):
    assert json.loads(mmn_bot("gaps", "--json")[1]) == {"asked": 0, "gaps": []}


def test_where_members_sent_nothing_gaps_says_so(mmn_bot: Run, key: str):
    send(key)

    code, printed, said = mmn_bot("gaps")

    assert code == 0
    assert said == "No question is kept: members sent none, or none of late.\n"
    assert printed.startswith("# 0 questions; ")


@pytest.mark.usefixtures("key")
@pytest.mark.parametrize("command", ["gaps", "stats", "purge"])
def test_a_store_that_cannot_be_used_is_told_in_one_sentence(mmn_bot: Run, command: str):
    FILE.parent.touch()

    code, printed, said = mmn_bot(command)

    assert (code, printed) == (1, "")
    assert said.startswith(f"{FILE} cannot be used (File exists): see that its folder may be written to")


# ---- gaps ------------------------------------------------------------------------------------------------------------


def test_gaps_shows_what_members_sent_as_it_shows_a_file(mmn_bot: Run, key: str, tmp_path: Path):
    asked = ("zebra: quux", "zebra quux? anna@example.org", "what is ivig", "zebra: quux")
    (tmp_path / "asked.txt").write_text("\n".join(asked), encoding="utf-8")
    send(key, *asked)

    code, printed, said = mmn_bot("gaps")

    assert (code, said) == (0, "")
    assert printed.startswith("# 4 questions; 3 of them, in ")
    assert '  - "zebra: quux"\n' in printed
    assert "[e-mail address]" in printed
    assert "anna" not in printed + mmn_bot("gaps", "--json")[1]
    assert mmn_bot("gaps", str(tmp_path / "asked.txt")) == (code, printed, said)


def test_gaps_without_a_key_says_that_nothing_is_kept_and_how_to_make_one(mmn_bot: Run):
    code, printed, said = mmn_bot("gaps")

    assert (code, printed) == (1, "")
    assert said == (
        "there is no MMN_BOT_KEY, and without a key the questions that members send are only posted to the moderators, "
        "not kept: make one with `make key`, set MMN_BOT_KEY, and start the bot again\n"
    )


def test_questions_that_no_key_opens_are_counted_and_the_others_shown(
    mmn_bot: Run, key: str, monkeypatch: pytest.MonkeyPatch
):
    old = Encryption.make_key()
    send(old, "yak frob", "yak blah")
    send(key, "zebra quux")

    code, printed, said = mmn_bot("gaps", "--json")

    assert code == 0
    assert [gap["texts"] for gap in json.loads(printed)["gaps"]] == [["zebra quux"]]
    assert said == (
        "2 questions cannot be read with this key: put the earlier key behind it in MMN_BOT_KEY, after a comma.\n"
    )

    monkeypatch.setenv("MMN_BOT_KEY", f"{key},{old}")
    _, printed, said = mmn_bot("gaps", "--json")
    assert (json.loads(printed)["asked"], said) == (3, "")


def test_another_database_is_read_where_the_environment_names_one(
    mmn_bot: Run, key: str, monkeypatch: pytest.MonkeyPatch
):
    send(key, "yak frob")
    send(key, "zebra quux", file=Path("other.db"))
    monkeypatch.setenv("MMN_BOT_DATABASE", "other.db")

    (gap,) = json.loads(mmn_bot("gaps", "--json")[1])["gaps"]

    assert gap["texts"] == ["zebra quux"]


# ---- stats -----------------------------------------------------------------------------------------------------------


def test_stats_shows_what_the_bot_counted(mmn_bot: Run):
    async def count(store: SqlStore) -> None:
        for _ in range(6):
            await store.count("shown", "ivig", NOW.date())

    keep(count)

    code, printed, said = mmn_bot("stats")

    assert (code, said) == (0, "")
    assert "What is IVIG?  6" in printed


def test_stats_of_a_file_leaves_the_store_alone(mmn_bot: Run):
    Path("counts.json").write_text("[]", encoding="utf-8")

    assert mmn_bot("stats", "--counts", "counts.json")[::2] == (0, "")


# ---- diff ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def before(small_faq: Path) -> str:
    """The FAQ as it was before it knew of zebras."""
    folder = small_faq.parents[1] / "before" / "en"
    shutil.copytree(small_faq, folder)
    file = small_faq / "answers" / "treatment" / "ivig.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "  - what about a zebra quux\n", encoding="utf-8")
    return str(folder)


def test_diff_compares_by_what_members_sent_too_and_shows_it_masked(mmn_bot: Run, key: str, before: str):
    send(key, "a zebra quux\x1b, +44 20 7946 0018")

    code, printed, said = mmn_bot("diff", before)
    data = json.loads(mmn_bot("diff", before, "--json")[1])

    assert (code, said) == (0, "")
    assert "a zebra quux , [phone number]  member  " in printed
    assert "7946" not in printed
    assert data["changed"][0]["text"] == "a zebra quux\x1b, [phone number]"


def test_diff_by_the_cases_alone_reads_nothing_of_members(mmn_bot: Run, key: str, before: str):
    send(key, "a zebra quux")

    assert mmn_bot("diff", before, "--cases")[1] == "0 of 1 messages come to something else than before\n"


def test_diff_compares_without_members_where_there_is_no_key(mmn_bot: Run, before: str):
    send(Encryption.make_key(), "a zebra quux")

    code, printed, said = mmn_bot("diff", before)

    assert (code, said) == (0, "")
    assert "member" not in printed


# ---- purge -----------------------------------------------------------------------------------------------------------


def test_purge_erases_what_is_over_and_names_the_limits(mmn_bot: Run, key: str):
    Path("config.yaml").write_text("moderators:\n  keep_days: 1\n", encoding="utf-8")

    async def remember(store: SqlStore) -> None:
        for message, age in ((1, DAY), (2, 2 * DAY + HOUR), (3, 9 * DAY)):
            await store.remember(Said("code", 0, 10, (message,), "", "ivig", NOW - age))

    keep(remember)
    send(key, "yak frob", at=NOW - DAY - HOUR)
    send(key, "zebra quux", at=NOW - DAY + HOUR)

    assert mmn_bot("purge") == (
        0,
        "Links to answers older than 2 days: 2 erased.\nSent questions older than 1 day: 1 erased.\n",
        "",
    )
    (gap,) = json.loads(mmn_bot("gaps", "--json")[1])["gaps"]
    assert gap["texts"] == ["zebra quux"]


def test_purge_needs_no_key(mmn_bot: Run):
    send(Encryption.make_key(), "yak frob", at=NOW - 91 * DAY)

    assert mmn_bot("purge")[1].endswith("Sent questions older than 90 days: 1 erased.\n")
