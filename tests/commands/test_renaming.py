"""An entry is renamed or retired from the command line."""

from pathlib import Path

import pytest

from bot.cli import main

pytestmark = pytest.mark.usefixtures("beside_the_faq")


def test_a_renamed_entry_leaves_a_sound_faq(small_faq: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["rename", "ivig", "immunoglobulin"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Changed faq/en/aliases.yaml",
        "Changed faq/en/answers/basics/what-is-mmn.yaml",
        "Changed faq/en/answers/treatment/immunoglobulin.yaml",
        "Took away faq/en/answers/treatment/ivig.yaml",
        "Changed faq/en/safety/dose.yaml",
        "Now run `mmn-bot check`.",
    ]
    assert not (small_faq / "answers" / "treatment" / "ivig.yaml").exists()
    assert main(["check"]) == 0


def test_a_retired_entry_leaves_a_sound_faq(small_faq: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["retire", "contagious", "--to", "what-is-mmn"]) == 0
    assert "Took away faq/en/answers/basics/contagious.yaml" in capsys.readouterr().out
    assert (small_faq / "aliases.yaml").read_text(encoding="utf-8").endswith("contagious:\n  to: what-is-mmn\n")
    assert main(["check"]) == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["rename", "ivgi", "x"], "there is no entry `ivgi` (did you mean `ivig`?)"),
        (["rename", "ivig", "fatigue"], "there is an entry `fatigue` already: choose another id"),
        (["retire", "ivig", "--to", "ivig"], "an entry cannot stand for itself: name another one"),
    ],
)
def test_what_cannot_be_changes_nothing(
    words: list[str], told: str, small_faq: Path, capsys: pytest.CaptureFixture[str]
):
    before = {path: path.read_bytes() for path in small_faq.rglob("*") if path.is_file()}
    assert main(words) == 1
    assert capsys.readouterr().err == f"{told}\n"
    assert {path: path.read_bytes() for path in small_faq.rglob("*") if path.is_file()} == before


def test_files_that_an_editor_began_with_a_mark_of_their_encoding_are_edited_too(small_faq: Path):
    (small_faq / "aliases.yaml").write_text("drip:\n  to: ivig\n", encoding="utf-8")
    files = [small_faq / name for name in ("aliases.yaml", "answers/basics/what-is-mmn.yaml", "safety/dose.yaml")]
    for file in files:
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())

    assert main(["rename", "ivig", "immunoglobulin"]) == 0

    assert files[0].read_text(encoding="utf-8").startswith("drip:\n  to: immunoglobulin\n")
    assert main(["check"]) == 0


@pytest.mark.parametrize("words", [["rename", "ivig", "drip"], ["retire", "contagious", "--to", "what-is-mmn"]])
def test_a_file_of_cases_that_is_no_text_is_told_with_its_place_as_check_does(
    words: list[str], small_faq: Path, capsys: pytest.CaptureFixture[str]
):
    (small_faq / "cases" / "old.jsonl").write_bytes(b'{"text": "a caf\xe9", "expect": "not-covered"}\n')
    place = "faq/en/cases/old.jsonl:1:16: this file is not UTF-8 text (save it again with the encoding UTF-8)\n"
    before = {path: path.read_bytes() for path in small_faq.rglob("*") if path.is_file()}

    assert main(["check"]) == 1
    assert place in capsys.readouterr().out
    assert main(words) == 1
    assert capsys.readouterr().err.startswith(place)
    assert {path: path.read_bytes() for path in small_faq.rglob("*") if path.is_file()} == before
