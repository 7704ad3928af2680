"""The command line, run as a person runs it: in a process of its own where that shows more than its code does."""

import asyncio
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest
from conftest import CACHE
from loopback.patience import ONE_CORE

from bot import cli
from bot.commands import ask, chat
from bot.storage.store import open_store

ROOT = Path(__file__).parents[1]
STRICT = "error,ignore:'audioop' is deprecated:DeprecationWarning"
"""Every warning is an error, but that of discord.py's voice before Python 3.13."""


def mmn_bot(*arguments: str, said: str = "", cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
    """One run of the program in a process of its own, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=said,
        cwd=cwd,
        env=environment(cwd) | more,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def in_process(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The same in this process, a third of a second sooner; without anything to read."""
    printed, complained = io.StringIO(), io.StringIO()
    with (
        chdir(cwd),
        patch.dict(os.environ, environment(cwd)),
        redirect_stdout(printed),
        redirect_stderr(complained),
    ):
        try:
            code = cli.main(arguments)
        except SystemExit as end:  # of argparse
            code = int(end.code or 0)
    return subprocess.CompletedProcess(arguments, code, printed.getvalue(), complained.getvalue())


def environment(cwd: Path) -> dict[str, str]:
    """That of a program in this folder, which may learn from the FAQ there."""
    kept = str(CACHE) if cwd == ROOT else os.environ["XDG_CACHE_HOME"]
    fixed = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": STRICT}
    return fixed | ONE_CORE | {"XDG_CACHE_HOME": kept}


def lines(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_without_a_token_run_chats_and_says_how_to_add_one(small_faq: Path):
    run = mmn_bot("run", said="is it catching?\nquit\n", cwd=small_faq.parents[1])

    assert run.returncode == 0, run.stderr
    assert "set TELEGRAM_BOT_TOKEN or DISCORD_BOT_TOKEN" in run.stdout
    assert "No, you can not catch it" in run.stdout


def test_chat_reads_a_pipe_line_by_line(small_faq: Path):
    run = mmn_bot("chat", said="is it catching?\nwhat is ivig?\n", cwd=small_faq.parents[1])

    assert "Is MMN contagious?" in run.stdout
    assert "What is IVIG?" in run.stdout


def test_chat_answers_from_files_that_changed_since_the_message_before_and_tells_of_faulty_ones(
    small_faq: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(small_faq.parents[1])
    file = small_faq / "answers" / "basics" / "contagious.yaml"
    sound = file.read_text(encoding="utf-8")

    def typed() -> Iterator[str]:
        yield "is it catching?"
        file.write_text(sound.replace("No, you can not catch it", "Nobody can catch it"), encoding="utf-8")
        yield "is it catching?"
        file.write_text("question: [", encoding="utf-8")
        yield "is it catching?"

    monkeypatch.setattr(chat, "typed_lines", typed)

    assert cli.main(["chat"]) == 0

    first, second, third = capsys.readouterr().out.split("The FAQ has changed. Reading it again ...\n")
    assert "No, you can not catch it" in first
    assert "Nobody can catch it" in second
    assert third.startswith("faq/en/answers/basics/contagious.yaml:2:1: a bracket is opened here and never closed")
    assert "It was not taken over: the last good FAQ goes on answering." in third
    assert "Nobody can catch it" in third


def test_ask_shows_the_reply_and_why():
    run = mmn_bot("ask", "wich docter do i ned for mmn", "--why")

    assert run.returncode == 0
    assert "mended: wich \u2192 which, docter \u2192 doctor" in run.stdout
    assert "Decided: answer (surely this question)" in run.stdout
    assert "which-doctor" in run.stdout


def test_ask_speaks_json_for_programs(small_faq: Path):
    reply = json.loads(in_process("ask", "is it catching?", "--why", "--json", cwd=small_faq.parents[1]).stdout)

    assert (reply["outcome"], reply["entry"]) == ("answer", "contagious")
    assert reply["sources"][0]["id"] == "in-uk"
    assert reply["why"]["matches"][0]["entry_id"] == "contagious"
    assert len(reply["why"]["matches"]) == 5


def test_a_question_without_a_word_is_at_fault(small_faq: Path):
    run = in_process("ask", "?!", cwd=small_faq.parents[1])

    assert run.returncode == 1
    assert "There is no word in that question" in run.stderr


def test_decide_prints_one_object_a_line(tmp_path: Path, small_faq: Path):
    file = lines(
        tmp_path / "said.jsonl",
        {"text": "is it catching?"},
        {"text": "thanks everyone, had my ivig today", "addressed": False},
    )

    decided = [
        json.loads(line) for line in in_process("decide", str(file), cwd=small_faq.parents[1]).stdout.splitlines()
    ]

    assert [row["outcome"] for row in decided] == ["answer", "silent"]
    assert set(decided[0]) == {"outcome", "entry", "suggestions", "confidence", "rule", "foreign", "doubt"}
    assert decided[1]["entry"] is None


def test_measure_shows_figures_and_what_came_out_otherwise(tmp_path: Path, small_faq: Path):
    file = lines(
        tmp_path / "cases.jsonl",
        {"text": "is it catching?", "addressed": True, "expect": "answer", "topics": ["contagious"], "kind": "plain"},
        {"text": "is it catching?", "addressed": True, "expect": "answer", "topics": ["ivig"], "kind": "plain"},
    )

    shown = in_process("measure", str(file), cwd=small_faq.parents[1]).stdout
    data = json.loads(in_process("measure", str(file), "--json", cwd=small_faq.parents[1]).stdout)

    assert "0.500 (1/2)" in shown
    assert "cases.jsonl:2: expected answer ivig, came answer contagious" in shown
    assert data["figures"]["right"] == {"share": 0.5, "hits": 1, "of": 2}
    assert [row["line"] for row in data["other_than_expected"]] == [2]


def test_measure_names_a_topic_that_the_faq_does_not_have_and_knows_earlier_ids(tmp_path: Path, small_faq: Path):
    (small_faq / "aliases.yaml").write_text("catching:\n  to: contagious\n", encoding="utf-8")
    case = {"text": "is it catching?", "expect": "answer"}
    earlier = lines(tmp_path / "earlier.jsonl", {**case, "topics": ["catching"]})
    unknown = lines(tmp_path / "unknown.jsonl", {**case, "topics": ["contagius"]})

    assert "1.000 (1/1)" in in_process("measure", str(earlier), cwd=small_faq.parents[1]).stdout

    run = in_process("measure", str(unknown), cwd=small_faq.parents[1])
    assert run.returncode == 1
    assert "unknown.jsonl:1:1: there is no entry `contagius` (did you mean `contagious`?)" in run.stderr


def test_a_faulty_file_of_messages_names_every_faulty_line(tmp_path: Path):
    file = tmp_path / "said.jsonl"
    file.write_text('{"text": "fine"}\nnot json\n{"addressed": true}\n', encoding="utf-8")

    run = in_process("decide", str(file))

    assert run.returncode == 1
    assert f"{file}:2:1: this line is not JSON" in run.stderr
    assert f"{file}:3:1: `text` is missing" in run.stderr
    assert "2 problems" in run.stderr


def test_a_missing_file_is_named(tmp_path: Path):
    run = in_process("measure", str(tmp_path / "nowhere.jsonl"))

    assert run.returncode == 1
    assert "nowhere.jsonl:1:1: this file is missing" in run.stderr


def test_check_finds_the_faq_of_this_repository_sound():
    run = mmn_bot("check")

    assert run.returncode == 0, run.stdout
    assert re.search(r"^0 problems(, \d+ warnings?)? in faq/en$", run.stdout, re.MULTILINE)


def test_check_shows_every_problem_and_every_case_that_fails(small_faq: Path):
    cases = small_faq / "cases"
    cases.mkdir()
    lines(
        cases / "must.jsonl", {"text": "what is ivig", "addressed": True, "expect": "answer", "topics": ["contagious"]}
    )

    failing = in_process("check", "--faq", str(small_faq))
    (small_faq / "themes.yaml").write_text("basics:\n  titel: x\n", encoding="utf-8")
    broken = in_process("check", "--faq", str(small_faq))

    assert failing.returncode == 1
    told = "`what is ivig` should come out as answer contagious, but is answer ivig, by its words: ivig"
    assert f"must.jsonl:1:1: {told}" in failing.stdout
    assert broken.returncode == 1
    assert "themes.yaml:2:3: unknown key `titel` (did you mean `title`?)" in broken.stdout


def test_a_broken_faq_stops_a_command_with_every_problem(small_faq: Path):
    (small_faq / "sources.yaml").write_bytes(b"\xff\xfe")

    run = in_process("ask", "what is ivig", "--faq", str(small_faq))

    assert run.returncode == 1
    assert "sources.yaml:1:1: this file is not UTF-8 text" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("arguments", [[], ["fly"], ["ask"], ["ask", "a", "--loud"]])
def test_wrong_usage_exits_with_two(arguments: list[str]):
    assert mmn_bot(*arguments).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "--phrases", "-1"], "argument --phrases: `-1` is no whole number from 0 on"),
        (["check", "--phrases", "many"], "argument --phrases: `many` is no whole number from 0 on"),
        (["check", "--timeout", "-1"], "argument --timeout: `-1` is no number of seconds from 0.1 to 600"),
        (["check", "--timeout", "nan"], "argument --timeout: `nan` is no number of seconds from 0.1 to 600"),
        (["workbench", "--port", "99999"], "argument --port: `99999` is no whole number from 0 to 65535"),
        (["workbench", "--port", "-1"], "argument --port: `-1` is no whole number from 0 to 65535"),
        (["gaps", "--least", "0"], "argument --least: `0` is no whole number from 1 on"),
    ],
)
def test_a_number_that_is_not_possible_is_wrong_usage_and_is_told_the_range(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)

    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith(f"{told}\n")


@pytest.mark.parametrize("command", ["run", "chat", "ask", "check", "decide", "measure"])
def test_every_command_explains_itself(command: str):
    run = in_process(command, "--help")

    assert run.returncode == 0
    assert len(run.stdout) > 300


def test_a_bug_is_one_sentence_and_a_file_without_a_members_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def fails(_options: object) -> int:
        raise RuntimeError("my secret words")

    monkeypatch.setattr(ask, "main", fails)

    code = cli.main(["ask", "my secret words"])

    message = capsys.readouterr().err
    report = Path(message.rpartition(" ")[2].strip())
    assert code == 3
    assert message.startswith("Sorry, that is a bug.")
    assert "builtins.RuntimeError" in report.read_text(encoding="utf-8")
    assert "secret" not in report.read_text(encoding="utf-8") + message
    report.unlink()


# ---- a machine that is not as it should be ---------------------------------------------------------------------------


def test_an_empty_token_is_an_error_and_not_a_chat():
    run = mmn_bot("run", said="quit\n", TELEGRAM_BOT_TOKEN="")

    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr == "TELEGRAM_BOT_TOKEN is set, but empty: give it its value, or unset it\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("command", ["ask hello", "ask hello --json", "check --faq faq/en", "decide said.jsonl"])
def test_a_full_disk_is_told_with_its_remedy(command: str, tmp_path: Path, small_faq: Path):
    lines(tmp_path / "said.jsonl", {"text": "is it catching?"})
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-m", "bot", *command.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=small_faq.parents[1],
            env=environment(small_faq.parents[1]),
            text=True,
            check=False,
        )

    assert run.returncode == 1
    told = "the output cannot be used: No space left on device; make room on the disk, or send the output elsewhere\n"
    assert run.stderr == told


def test_a_terminal_that_is_not_utf8_shows_what_it_can_and_is_told_of(small_faq: Path):
    file = small_faq / "answers/basics/contagious.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("No, you", "Caf\u00e9 talk is safe, you"), encoding="utf-8"
    )

    run = mmn_bot("ask", "is it catching?", cwd=small_faq.parents[1], PYTHONIOENCODING="ascii")

    assert run.returncode == 0
    assert "Caf? talk is safe, you can not catch it" in run.stdout
    assert run.stderr == (
        "This terminal cannot show every character (ascii), so some are shown as ?: set PYTHONUTF8=1, or a UTF-8 locale "
        "such as LANG=C.UTF-8\n"
    )


def test_what_is_typed_in_another_encoding_is_read_as_far_as_it_goes(small_faq: Path):
    run = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        input="is it catching? caf\u00e9\nquit\n".encode("latin-1"),
        capture_output=True,
        cwd=small_faq.parents[1],
        env=environment(small_faq.parents[1]) | {"PYTHONUTF8": "1"},
        check=False,
    )

    assert (run.returncode, run.stderr) == (0, b"")
    assert b"Is MMN contagious?" in run.stdout


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="the system has no such permissions")
@pytest.mark.parametrize("closed", [".", "answers/basics", "names", "signposts", "themes.yaml"])
def test_a_faq_that_may_not_be_read_is_told_with_its_place(
    closed: str, small_faq: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    (small_faq / "names").mkdir()
    monkeypatch.chdir(small_faq.parents[1])
    place, user = small_faq / closed, os.geteuid()
    mode = place.stat().st_mode
    opened = [folder for folder in (*small_faq.parents,) if folder.is_relative_to(Path(tempfile.gettempdir()))]
    modes = {folder: folder.stat().st_mode for folder in opened}
    assert cli.main(["ask", "hello"]) == 0  # so all that is needed was imported before permissions change
    capsys.readouterr()
    for folder in opened:
        folder.chmod(0o755)
    place.chmod(0)
    try:
        if user == 0:
            os.seteuid(65_534)  # root may read anything
        code = cli.main(["ask", "hello"])
    finally:
        os.seteuid(user)
        place.chmod(mode)
        for folder, before in modes.items():
            folder.chmod(before)

    shown = f"faq/en/{closed}".removesuffix("/.")
    told = capsys.readouterr().err
    assert code == 1
    assert re.match(rf"{re.escape(shown)}:1:1: this (file )?cannot be read: Permission denied \(", told), told


def test_control_c_exits_with_130(monkeypatch: pytest.MonkeyPatch):
    def interrupted(_options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(ask, "main", interrupted)

    assert cli.main(["ask", "is it catching"]) == 130


HEAVY = {
    "numpy",
    "scipy",
    "rapidfuzz",
    "rich",
    "telegram",
    "discord",
    "httpx",
    "aiohttp",
    "sqlalchemy",
    "alembic",
    "asyncpg",
}
"""Libraries that take long to import, or much memory."""
CORE = {"numpy", "rapidfuzz", "rich"}


@pytest.mark.parametrize(
    ("arguments", "may_load"),
    [
        ("--version", set()),
        ("--help", set()),
        ("health", set()),
        ("invite", set()),
        ("purge", set()),
        ("new answer basics/xyz", set()),
        ("ask hello", CORE),
        ("run", CORE),
        ("purge --config kept.yaml", {"sqlalchemy", "asyncpg"}),
    ],
)
def test_a_command_loads_no_library_that_it_does_not_need(arguments: str, may_load: set[str], small_faq: Path):
    folder = small_faq.parents[1]
    (folder / "kept.yaml").write_text("data: kept\n", encoding="utf-8")
    token = {"DISCORD_BOT_TOKEN": "MTE4NjQ0.x.y"} if arguments == "invite" else {}
    if "kept.yaml" in arguments:
        asyncio.run(made_store(folder / "kept" / "mmn-bot.sqlite3"))
    if "numpy" in may_load:
        in_process("ask", "hello", cwd=folder)  # what the FAQ teaches is learned by now
    said = (
        "import sys\nfrom bot.cli import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print('loaded:', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", said, *arguments.split()],
        input="quit\n",
        cwd=folder,
        env=environment(folder) | token,
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = set(done.stdout.rpartition("loaded:")[2].split())
    assert "bot" in loaded
    assert loaded & HEAVY <= may_load, done.stderr


async def made_store(file: Path) -> None:
    await (await open_store(str(file))).close()
