"""The core on the FAQ of the settings, and the other process that learns for it."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import core
from bot.config import Settings, Tokens
from bot.errors import ContentError
from bot.matching import building
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
def test_an_answer_that_is_worded_anew_needs_nothing_learned(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    answers(settings)
    file = settings.faq / "answers" / "basics" / "contagious.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("No, you", "Rest easy, you"), encoding="utf-8")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("another process was started"))

    reply = core.open_service(settings, apart=True).ask(Incoming("is it catching?"))

    assert "Rest easy" in str(reply.blocks)


def _ends_early(*_: object, **__: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.CompletedProcess([], -9)


def _hangs(*_: object, **__: object) -> None:
    raise subprocess.TimeoutExpired("learn", 1)


def _cannot_be_started(*_: object, **__: object) -> None:
    raise OSError("no more processes")


@pytest.mark.parametrize("run", [_ends_early, _hangs, _cannot_be_started])
def test_where_the_other_process_does_not_learn_this_one_does(
    run: Callable[..., object], settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(subprocess, "run", run)

    assert answers(settings) == "contagious"


def test_a_faulty_faq_is_told_before_another_process_is_started(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("another process was started"))
    (settings.faq / "themes.yaml").write_text("basics:\n  titel: x\n", encoding="utf-8")

    with pytest.raises(ContentError, match="unknown key `titel`"):
        core.open_service(settings, apart=True)


def test_what_was_learned_lies_with_the_bots_data_and_before_there_is_any_in_the_users_cache(
    settings: Settings, cache: Path
):
    assert settings.indexes == settings.data / "indexes"
    settings.data.rmdir()
    assert settings.indexes == cache / "mmn-bot" / "indexes"
