"""An FAQ for another condition, started by a command."""

from pathlib import Path

import pytest

from bot.cli import main

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("condition", [[], ["--condition", "myasthenia gravis"], ["--condition", "CIDP"]])
def test_the_new_faq_is_sound_and_answers(
    condition: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(ROOT)
    folder = tmp_path / "our-faq"
    name = condition[-1] if condition else "this condition"

    assert main(["init", str(folder), *condition]) == 0
    assert f"mmn-bot check --faq {folder.as_posix()}/en" in capsys.readouterr().out

    assert main(["check", "--faq", str(folder / "en")]) == 0
    assert "0 problems" in capsys.readouterr().out

    assert main(["ask", f"what is {name}?", "--faq", str(folder / "en")]) == 0
    assert f"What is {name}?" in capsys.readouterr().out


@pytest.mark.usefixtures("beside_the_faq")
def test_a_folder_that_is_there_is_never_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "ours").mkdir()

    assert main(["init", "ours"]) == 1
    assert capsys.readouterr().err == "ours is there already: name a new folder\n"
    assert not list((tmp_path / "ours").iterdir())


@pytest.mark.usefixtures("beside_the_faq")
@pytest.mark.parametrize("condition", ["", "a: b", "{name}", "x" * 41, "two\nlines"])
def test_a_condition_that_would_break_the_files_is_refused(
    condition: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["init", "ours", "--condition", condition]) == 1
    assert "--condition must be at most 40 letters" in capsys.readouterr().err
    assert not (tmp_path / "ours").exists()
