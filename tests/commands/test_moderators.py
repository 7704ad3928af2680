"""The moderators' commands, run as a person runs them, on a small FAQ."""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import cli
from bot.commands._annotations import annotation
from bot.model import Problem, Severity

pytestmark = pytest.mark.usefixtures("beside_the_faq")

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def mmn_bot(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process: its exit code, and all that it printed."""

    def run(*arguments: str) -> tuple[int, str]:
        code = cli.main(list(arguments))
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


# ---- new -------------------------------------------------------------------------------------------------------------


def test_new_writes_a_file_that_check_then_asks_to_fill_in(mmn_bot: Run):
    assert mmn_bot("new", "answer", "basics/awareness-day")[0] == 0

    code, printed = mmn_bot("check")

    assert code == 1
    assert "faq/en/answers/basics/awareness-day.yaml:5:10: `question`: this is empty (fill it in:" in printed
    assert "5 problems in faq/en" in printed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("answer", "basic/day"),
            "there is no theme `basic` (did you mean `basics`?); a new one goes into faq/en/themes.yaml first",
        ),
        (
            ("answer", "day"),
            "an answer needs a theme: write `mmn-bot new answer <theme>/day`, with one of basics, treatment",
        ),
        (("signpost", "basics/day"), "a signpost has no theme: write `mmn-bot new signpost day`"),
        (("signpost", "A_day"), "`A_day` is not an id (use at most 40 of a-z, 0-9 and hyphens)"),
        (("answer", "basics/../../x"), "there is no theme `basics/../..`"),
        (("safety", "thanks"), "there is an entry `thanks` already, in faq/en/chatter.yaml: choose another id"),
        (("answer", "basics/ivig"), "there is an entry `ivig` already, in faq/en/answers/treatment/ivig.yaml"),
    ],
)
def test_new_refuses_what_cannot_be_and_says_what_can(mmn_bot: Run, arguments: tuple[str, ...], said: str):
    code, printed = mmn_bot("new", *arguments)

    assert code == 1
    assert said in printed


def test_new_never_touches_a_file_that_is_there(mmn_bot: Run, small_faq: Path):
    file = small_faq / "answers" / "treatment" / "ivig.yaml"
    before = file.read_bytes()

    assert mmn_bot("new", "answer", "treatment/ivig")[0] == 1
    assert file.read_bytes() == before


# ---- check -----------------------------------------------------------------------------------------------------------


def _make_old(small_faq: Path) -> None:
    file = small_faq / "answers" / "treatment" / "ivig.yaml"
    text = file.read_text(encoding="utf-8").replace("reviewed: 2026-11-21", "reviewed: 2019-01-31")
    file.write_text(text, encoding="utf-8")


def test_warnings_are_told_apart_and_fail_nothing(mmn_bot: Run, small_faq: Path):
    _make_old(small_faq)

    code, printed = mmn_bot("check")

    assert code == 0
    assert "ivig.yaml:8:11: warning: this was reviewed on 2019-01-31, more than a year ago" in printed
    assert printed.rstrip().endswith("in faq/en")
    assert "0 problems, " in printed


def test_problems_show_beside_the_lines_of_a_pull_request(mmn_bot: Run, small_faq: Path):
    _make_old(small_faq)
    (small_faq / "cases" / "must.jsonl").write_text("nothing\n", encoding="utf-8")

    code, printed = mmn_bot("check", "--format", "github")

    assert code == 1
    assert "::warning file=faq/en/answers/treatment/ivig.yaml,line=8,col=11::this was reviewed" in printed
    assert "::error file=faq/en/cases/must.jsonl,line=1,col=1::this line is not JSON" in printed


def test_an_annotation_is_escaped_as_github_reads_it():
    problem = Problem("a,b:c%.yaml", 3, 7, "100 %\nsure: yes, no", "mend\rit", Severity.WARNING)

    assert annotation(problem) == ("::warning file=a%2Cb%3Ac%25.yaml,line=3,col=7::100 %25%0Asure: yes, no (mend%0Dit)")


def test_check_lists_phrases_that_lead_elsewhere_when_asked(mmn_bot: Run, small_faq: Path):
    file = small_faq / "answers" / "treatment" / "ivig.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "  - is it catching from my wife\n", encoding="utf-8")

    quick = mmn_bot("check")[1]
    printed = mmn_bot("check", "--phrases")[1]

    assert "would lead" not in quick
    assert "`is it catching from my wife`" in printed
    assert "phrases would lead elsewhere if they were not written" in printed


def test_check_shows_what_is_hard_to_read_when_asked(mmn_bot: Run):
    quick = mmn_bot("check")[1]
    printed = mmn_bot("check", "--grades")[1].splitlines()

    table = printed[next(place for place, line in enumerate(printed) if line.startswith("entry ")) :]
    assert "its hardest sentence" not in quick
    assert table[0].split() == ["entry", "grade", "words", "its", "hardest", "sentence"]
    assert [float(line.split()[1]) for line in table[1:7]] == sorted(
        (float(line.split()[1]) for line in table[1:7]), reverse=True
    )
    assert any(
        line.startswith("ivig ") and line.endswith("It is a drip of antibodies that other people gave.")
        for line in table
    )


def test_check_asks_the_web_only_when_told_to(mmn_bot: Run, small_faq: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    for name in ("sources.yaml", "organisations.yaml"):
        file = small_faq / name
        text = file.read_text(encoding="utf-8").replace("https://www.example.org/mmn", "http://127.0.0.1:9/")
        file.write_text(text, encoding="utf-8")

    assert mmn_bot("check")[0] == 0
    code, printed = mmn_bot("check", "--links", "--timeout", "2")

    assert code == 1
    assert "faq/en/sources.yaml:5:8: http://127.0.0.1:9/ does not answer as it should: no such site" in printed
    assert "answers  said" in printed


# ---- diff ------------------------------------------------------------------------------------------------------------


def _move_a_phrase(folder: Path) -> None:
    for name, old, new in (
        ("basics/contagious", "  - is it catching\n", ""),
        ("treatment/ivig", "asks:\n", "asks:\n  - is it catching\n"),
    ):
        file = folder / "answers" / f"{name}.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_diff_shows_what_comes_to_something_else_than_in_another_folder(mmn_bot: Run, small_faq: Path, tmp_path: Path):
    shutil.copytree(small_faq, tmp_path / "before" / "en")
    _move_a_phrase(small_faq)

    code, printed = mmn_bot("diff", str(tmp_path / "before" / "en"), "--json")
    data = json.loads(printed)

    assert code == 0
    row = next(row for row in data["changed"] if row["text"] == "is it catching")
    assert "contagious" in row["before"]["entry"]
    assert set(row["after"]) == {"outcome", "entry", "confidence"}
    assert data["compared"] > len(data["changed"])


def test_diff_knows_gits_revisions(mmn_bot: Run, small_faq: Path):
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)  # noqa: S607

    git("init")
    git("add", "faq")
    git("commit", "-m", "before")
    _move_a_phrase(small_faq)

    code, printed = mmn_bot("diff", "HEAD")
    same = mmn_bot("diff", "HEAD", "--cases")[1]
    unknown = mmn_bot("diff", "no-such-revision")

    assert code == 0, printed
    assert "is it catching" in printed
    assert "message" in printed.splitlines()[0]
    assert "0 of 1 messages come to something else than before" in same
    assert unknown[0] == 1
    assert "`no-such-revision` is neither a folder nor a revision that git knows here" in unknown[1]


def test_diff_puts_contrasts_that_were_taken_out_and_says_how_many(mmn_bot: Run, small_faq: Path, tmp_path: Path):
    file = small_faq / "safety" / "breathing.yaml"
    alone = file.read_text(encoding="utf-8")
    calm = "the film was so good that i was gasping for air"
    file.write_text(f"{alone}not_asks:\n  - {calm}\n", encoding="utf-8")
    shutil.copytree(small_faq, tmp_path / "before" / "en")
    file.write_text(alone, encoding="utf-8")

    printed = mmn_bot("diff", str(tmp_path / "before" / "en"))[1]

    assert " of 2 messages come to something else than before\n" in printed
    assert printed.endswith("not_asks: 0 added, 1 removed\n")


def test_diff_says_so_where_the_faq_before_is_broken(mmn_bot: Run, small_faq: Path, tmp_path: Path):
    shutil.copytree(small_faq, tmp_path / "before" / "en")
    (tmp_path / "before" / "en" / "themes.yaml").unlink()

    code, printed = mmn_bot("diff", str(tmp_path / "before" / "en"))

    assert code == 1
    assert "cannot be read; name another one" in printed
    assert "themes.yaml:1:1: this file is missing" in printed


# ---- gaps and stats --------------------------------------------------------------------------------------------------


def test_gaps_reads_lines_or_json_and_prints_what_can_be_pasted(mmn_bot: Run, tmp_path: Path):
    plain, rows = tmp_path / "asked.txt", tmp_path / "asked.jsonl"
    plain.write_text("zebra: quux\n\nzebra quux?\n", encoding="utf-8")
    rows.write_text('{"text": "zebra: quux"}\n{"text": "zebra quux?"}\n', encoding="utf-8")

    code, printed = mmn_bot("gaps", str(plain))

    assert code == 0
    assert '  - "zebra: quux"\n' in printed
    assert "Asked 2 times. A new entry" in printed
    assert mmn_bot("gaps", str(rows)) == (0, printed)
    assert json.loads(mmn_bot("gaps", str(rows), "--json")[1])["asked"] == 2


def test_gaps_names_a_faulty_line(mmn_bot: Run, tmp_path: Path):
    file = tmp_path / "asked.jsonl"
    file.write_text('{"text": "a"}\n{"words": "b"}\nc\n', encoding="utf-8")

    code, printed = mmn_bot("gaps", str(file))

    assert code == 1
    assert "asked.jsonl:2:1: `text` is missing" in printed
    assert "asked.jsonl:3:1: this line is not JSON" in printed


def test_stats_prints_tables_and_writes_a_page(mmn_bot: Run, tmp_path: Path):
    counts = tmp_path / "counts.json"
    counts.write_text('[{"week": "2026-W47", "entry": "ivig", "what": "shown", "number": 12}]', encoding="utf-8")

    code, printed = mmn_bot("stats", "--counts", str(counts), "--html", str(tmp_path / "page.html"))

    assert code == 0
    assert "What is IVIG?  12" in printed
    assert "What is IVIG?" in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "counts.json:1:1: this is not a JSON list"),
        ("nope", "counts.json:1:1: this is not a JSON list"),
        ('[{"week": "2026-W47"}]', "counts.json:1:1: item 1 of the list is no count"),
        ('[{"week": "2026-W47", "entry": "", "what": "answer", "number": -1}]', "item 1 of the list is no count"),
    ],
)
def test_stats_names_what_is_no_count(mmn_bot: Run, tmp_path: Path, text: str, said: str):
    (tmp_path / "counts.json").write_text(text, encoding="utf-8")

    code, printed = mmn_bot("stats", "--counts", str(tmp_path / "counts.json"))

    assert code == 1
    assert said in printed


def test_stats_says_where_the_page_cannot_go(mmn_bot: Run, tmp_path: Path):
    (tmp_path / "counts.json").write_text("[]", encoding="utf-8")

    code, printed = mmn_bot(
        "stats", "--counts", str(tmp_path / "counts.json"), "--html", str(tmp_path / "no" / "page.html")
    )

    assert code == 1
    assert "cannot be written: No such file or directory; name a file in another folder" in printed


# ---- try -------------------------------------------------------------------------------------------------------------


def test_try_shows_each_reply_and_why_until_quit(mmn_bot: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("what is ivig\n\nquit\nis it catching\n"))

    code, printed = mmn_bot("try")

    assert code == 0
    assert "Read as: what is ivig." in printed
    assert "nearest phrase" in printed
    assert "catching" not in printed.split("Read as:", 1)[0]
    assert printed.count("Decided:") == 1


def test_try_shows_silence_too(mmn_bot: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("cheers everyone\n"))

    assert "(The bot stays silent.)" in mmn_bot("try", "--overheard")[1]


# ---- help ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["try", "new", "check", "diff", "gaps", "stats", "purge"])
def test_every_command_for_moderators_explains_itself(command: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])

    assert ended.value.code == 0
    assert len(capsys.readouterr().out) > 300
