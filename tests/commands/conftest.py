"""Where a moderator stands who runs a command."""

import json
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _without_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key and no database but what the story itself sets."""
    for variable in ("MMN_BOT_KEY", "MMN_BOT_DATABASE"):
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(f"{variable}_FILE", raising=False)


@pytest.fixture
def beside_the_faq(small_faq: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the folder that holds `faq/en`, where the commands look; with one case that must hold."""
    monkeypatch.chdir(small_faq.parents[1])
    (small_faq / "cases").mkdir()
    case = {"text": "i can not breathe", "addressed": True, "expect": "urgent"}
    (small_faq / "cases" / "must.jsonl").write_text(json.dumps(case), encoding="utf-8")
