"""The core on the FAQ of the settings, and the other process that learns for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import change

from bot import core
from bot.config import Settings, Tokens
from bot.content import loading_process
from bot.errors import ContentError
from bot.matching import building, learning_process
from bot.model import Incoming


@pytest.fixture
def settings(small_faq: Path, tmp_path: Path) -> Settings:
    (tmp_path / "data").mkdir()
    return Settings(small_faq, "", Tokens(), data=tmp_path / "data")


@pytest.fixture
def never_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever learns in this process fails."""

    def fails(*_: object) -> None:
        raise AssertionError("learned in this process")

    monkeypatch.setattr(building, "build_index", fails)


def answers(settings: Settings) -> str:
    return core.open_service(settings, apart=True).ask(Incoming("is it catching?")).entry


@pytest.mark.usefixtures("never_here")
def test_another_process_learns_what_the_faq_teaches(settings: Settings):
    assert answers(settings) == "contagious"
    assert len(list(settings.indexes.glob("*.index"))) == 1


@pytest.mark.usefixtures("never_here")
def test_an_answer_that_is_worded_anew_needs_nothing_learned(settings: Settings):
    answers(settings)
    file = settings.faq / "answers" / "basics" / "contagious.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("No, you", "Rest easy, you"), encoding="utf-8")

    reply = core.open_service(settings, apart=True).ask(Incoming("is it catching?"))

    assert "Rest easy" in str(reply.blocks)
    assert len(list(settings.indexes.glob("*.index"))) == 1


@pytest.mark.parametrize("lines", [["exit 1"], ["kill -9 $$"], ["exec sleep 600"], None], ids=str)
@pytest.mark.skipif(os.name == "nt", reason="the other process is a shell script")
def test_where_the_other_process_does_not_learn_this_one_does(
    lines: list[str] | None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    script = tmp_path / "python"
    if lines:
        script.write_text("\n".join(["#!/bin/sh", *lines]), encoding="utf-8")
        script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    for process in (learning_process, loading_process):
        monkeypatch.setattr(process, "_PATIENCE", 0.2)

    assert answers(settings) == "contagious"


def test_a_faulty_faq_is_told_and_no_process_is_left_behind(settings: Settings, started: list[subprocess.Popen[bytes]]):
    (settings.faq / "themes.yaml").write_text("basics:\n  titel: x\n", encoding="utf-8")

    with pytest.raises(ContentError, match="unknown key `titel`"):
        core.open_service(settings, apart=True)

    assert [process.poll() is None for process in started] == [False, False]  # one learns, one reads


def test_what_only_the_whole_faq_shows_keeps_it_from_taking_the_place_of_another_but_from_nothing_else(
    settings: Settings,
):
    change(settings.faq / "safety" / "breathing.yaml", "numbers: [emergency]\n", "")

    with pytest.raises(ContentError, match="an urgent entry shows no numbers"):
        core.open_service(settings, apart=True, strict=True)
    assert "breathing" in core.open_service(settings, apart=True).faq.entries
    assert "breathing" in core.open_service(settings).faq.entries


def test_what_was_learned_lies_with_the_bots_data_and_before_there_is_any_in_the_users_cache(
    settings: Settings, users_cache: Path
):
    assert settings.indexes == settings.data / "indexes"
    settings.data.rmdir()
    assert settings.indexes == users_cache / "mmn-bot" / "indexes"
