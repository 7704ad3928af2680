"""A small FAQ for a workbench, with a case, and in a repository of git."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from bot import core
from bot.config import Settings, Tokens
from bot.content import read
from bot.matching.learning_process import Learner


@pytest.fixture
def faq(small_faq: Path) -> Path:
    """The small FAQ with one case, in a repository of git."""
    (small_faq / "cases").mkdir()
    case = {"text": "what is mmn", "addressed": True, "expect": "answer", "topics": ["what-is-mmn"]}
    (small_faq / "cases" / "must-hold.jsonl").write_text(json.dumps(case) + "\n", encoding="utf-8")
    return small_faq


@pytest.fixture
def in_git(faq: Path) -> Path:
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed here")
    who = ["-c", "user.name=first", "-c", "user.email=first@localhost"]
    for words in (["init", "--quiet"], ["add", "--all"], [*who, "commit", "--quiet", "-m", "first"]):
        subprocess.run([git, *words], cwd=faq.parent, check=True)
    return faq


@pytest.fixture
def settings(faq: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(faq.parents[1])
    return Settings(faq=faq, country="", tokens=Tokens(), data=tmp_path / "data")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other process can be had to read and to learn, so this one does it: with a small FAQ, in a tenth of the time."""
    monkeypatch.setattr(core, "read_apart", read)
    monkeypatch.setattr(Learner, "__enter__", lambda self: self)
