"""A moderator's day: a member got a wrong answer; within a minute the right one is live, and can be taken back."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from workbench_visits import served, visiting

from bot.answering.service import Service
from bot.config import Settings
from bot.content import load
from bot.model import Incoming

SAID = "am i going to pass this on to my grandkids"


def git(folder: Path, *words: str) -> str:
    found = shutil.which("git") or "git"
    return subprocess.run([found, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.mark.asyncio
async def test_from_a_wrong_answer_to_the_right_one_and_back(settings: Settings, in_git: Path):
    contagious = in_git / "answers" / "basics" / "contagious.yaml"
    before = contagious.read_text(encoding="utf-8")
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/")
        await visitor.press("Send", words=SAID)
        assert SAID in visitor.text
        assert "What came nearest" in visitor.text

        await visitor.get("/try/wrong/0")
        await visitor.press("See what that changes", other="contagious")
        assert "comes out right. An answer: contagious." in visitor.text
        assert contagious.read_text(encoding="utf-8") == before

        await visitor.press("Add to the draft")
        assert f"+ - {SAID}" in visitor.text
        await visitor.press("Check the draft")
        assert "Nothing to mend" in visitor.text
        assert contagious.read_text(encoding="utf-8") == before

        await visitor.press("Publish for members", by="Ana <ana@example.org>", note="Grandchildren")
        assert "Published" in visitor.text
        assert contagious.read_text(encoding="utf-8") == f"{before}  - {SAID}\n"
        assert Service(load(in_git)).ask(Incoming(SAID)).entry == "contagious"
        cases = (in_git / "cases" / "must-hold.jsonl").read_text(encoding="utf-8").splitlines()
        assert json.loads(cases[-1]) == {
            "text": SAID,
            "addressed": True,
            "expect": "answer",
            "topics": ["contagious"],
        }
        log = git(in_git, "log", "-1", "--format=%an|%s", "--stat")
        assert "Ana ana@example.org|Grandchildren" in log
        assert "2 files changed, 2 insertions(+)" in log
        await visitor.get("/try")
        await visitor.press("Send", words=SAID)
        assert "It came toAn answer: Is MMN contagious?" in visitor.text

        await visitor.get("/draft")
        await visitor.press("Undo Grandchildren")
        assert "Taken back" in visitor.text
        assert contagious.read_text(encoding="utf-8") == before
        assert len((in_git / "cases" / "must-hold.jsonl").read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.asyncio
async def test_a_first_check_learns_on_from_what_was_learned_at_the_start(settings: Settings):
    async with served(settings) as workbench, visiting(workbench) as visitor:
        at_start = settings.indexes
        learned = set(at_start.glob("*.index"))
        assert len(learned) == 1
        await visitor.get("/entries/contagious")
        asks = visitor.form("Save in the draft").fields["asks"]
        await visitor.press("Save in the draft", asks=f"{asks}\n{SAID}")
        await visitor.get("/draft")
        await visitor.press("Check the draft")
        assert settings.indexes == at_start
        assert learned < set(at_start.glob("*.index"))
