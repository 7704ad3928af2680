"""The FAQ, read by another process: the same as if it had been read here, and read here where there is no other."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.content import load, loading_process, read
from bot.content.loading_process import read_apart


@pytest.fixture
def never_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads in this process fails."""

    def fails(*_: object) -> None:
        raise AssertionError("read in this process")

    monkeypatch.setattr(loading_process, "read", fails)


@pytest.mark.usefixtures("never_here")
def test_another_process_gives_the_faq_as_it_would_be_read_here(small_faq: Path):
    assert read_apart(small_faq) == (load(small_faq), [])


@pytest.mark.usefixtures("never_here")
def test_problems_come_over_with_their_places_and_hints(small_faq: Path):
    (small_faq / "themes.yaml").write_text("basics:\n  titel: x\n", encoding="utf-8")

    faq, problems = read_apart(small_faq)

    assert faq is None
    assert problems == read(small_faq)[1]
    assert "unknown key `titel`" in "".join(map(str, problems))


@pytest.mark.parametrize(
    "lines", [["exit 1"], ["kill -9 $$"], ["exec sleep 600"], ["echo nonsense"], [], None], ids=str
)
@pytest.mark.skipif(os.name == "nt", reason="the other process is a shell script")
def test_where_the_other_process_fails_the_faq_is_read_here(
    lines: list[str] | None, small_faq: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    script = tmp_path / "python"
    if lines is not None:
        script.write_text("\n".join(["#!/bin/sh", *lines]), encoding="utf-8")
        script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    monkeypatch.setattr(loading_process, "_PATIENCE", 0.2)

    assert read_apart(small_faq) == (load(small_faq), [])


def test_no_process_is_left_behind(small_faq: Path, started: list[subprocess.Popen[bytes]]):

    read_apart(small_faq)

    assert [process.poll() is None for process in started] == [False]
