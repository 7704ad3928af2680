"""What the documentation says holds: its commands run, its options and files exist, its links lead somewhere.

A fenced block marked `sh` is run, page by page, in a fresh copy of the repository; one marked `yaml file=PATH` is saved
there, and `json append=PATH` is added to that file. A block marked `sh needs=token` (or root, docker, bot) cannot be run
here: of its commands the names, options and files are looked up.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import dedent

import pytest
from conftest import CACHE
from loopback.patience import ONE_CORE

from bot import cli
from bot.content.cases import EXPECTATIONS, load_cases
from bot.model.commands import Audience, commands_for

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
GIT, BASH = shutil.which("git") or "git", shutil.which("bash") or "bash"
FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^`\n]*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]\[]*(?:\[[^\]]*\])?[^\]\[]*\]\((?P<to>[^()\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
SHELL = """
make() { case "$1" in run|key) command make --old-file=.venv/for-running "$@";; *) command make --dry-run "$@" >/dev/null;; esac; }
mmn-bot() { case "$*" in "check --phrases"|"check --grades") command mmn-bot "$@" --faq "$SMALL_FAQ";; *) command mmn-bot "$@";; esac; }
"""
"""Of `make`, what does not take minutes is run; of the rest it is seen that it could be. What `check` can do beyond checking
takes half a minute for all that the FAQ of this repository holds, and so is done with a small one."""
DEPLOYED = {"/opt/mmn-bot/": "", "deploy/": "deploy/"}
"""Where files of the repository lie in commands for other machines."""


def tracked(*patterns: str) -> list[Path]:
    """The repository's files, from its root."""
    command = [GIT, "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for path in map(Path, listed.stdout.splitlines()) if (ROOT / path).is_file()]


PAGES = tracked("*.md")


def copy(folder: Path, *patterns: str) -> None:
    """Copies the repository's files, with what Python has made of them, so that it need not be made anew."""
    for path in tracked(*patterns):
        compiled = (ROOT / path).parent.glob(f"__pycache__/{path.stem}.*.pyc") if path.suffix == ".py" else ()
        for each in (path, *(one.relative_to(ROOT) for one in compiled)):
            (folder / each).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / each, folder / each)


@dataclass(frozen=True)
class Block:
    """A fenced block: `kind` is the first word behind the fence, `mark` the second one."""

    kind: str
    mark: str
    text: str


def text_of(page: Path) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: Path) -> list[Block]:
    found = []
    for fence in FENCE.finditer(text_of(page)):
        kind, _, mark = fence["info"].partition(" ")
        found.append(Block(kind, mark, dedent(fence["text"])))
    return found


# ---- commands --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository with one commit, and the tools of this one."""
    folder = tmp_path_factory.mktemp("docs") / "copy"
    copy(folder)
    (folder / ".venv").symlink_to(BIN.parent)
    git = [GIT, "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
        subprocess.run([*git, *command], cwd=folder, check=True)
    return folder


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES, ids=str)
def test_the_commands_of_a_page_run(page: Path, copied: Path, small_faq: Path):
    (small_faq / "cases").mkdir()
    case = '{"text": "i can not breathe", "addressed": true, "expect": "urgent"}\n'
    (small_faq / "cases" / "must-hold.jsonl").write_text(case, encoding="utf-8")
    environment = {
        "PATH": f"{copied / '.venv' / 'bin'}:{os.defpath}",
        "PYTHONPATH": str(copied),
        "XDG_CACHE_HOME": str(CACHE),
        "HOME": str(copied.parent),
        "COLUMNS": "120",
        "SMALL_FAQ": str(small_faq),
        **ONE_CORE,
    }
    for block in blocks(page):
        key, _, path = block.mark.partition("=")
        if key in {"file", "append"}:
            with (copied / path).open("w" if key == "file" else "a", encoding="utf-8") as file:
                file.write(block.text)
        elif block.kind == "sh" and not block.mark:
            done = subprocess.run(
                [BASH, "-euo", "pipefail", "-c", SHELL + block.text],
                cwd=copied,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, block.text + done.stdout + done.stderr


@cache
def help_of(command: str) -> str:
    """What a command says of itself."""
    asked = [sys.executable, "-m", "bot", command, "--help"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def assert_is_known(words: list[str]) -> None:
    """These words behind `mmn-bot` name a command, and options that it has."""
    named = [word for word in words if word in cli._COMMANDS]
    assert named or {"--help", "--version"} & set(words) or words == ["..."], words
    for option in (word.partition("=")[0] for word in words if word.startswith("--")):
        assert option in {"--help", "--version"} or re.search(rf"{option}\b", help_of(named[0])), (option, words)


def commands(text: str) -> list[list[str]]:
    return [shlex.split(line, comments=True) for line in text.splitlines() if line.strip() and line[0] != "#"]


def is_a_target(name: str) -> bool:
    """Whether `make` knows it."""
    return bool(re.search(rf"^{re.escape(name)}\b.*:", text_of(Path("Makefile")), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_what_cannot_be_run_here_names_commands_options_and_files_that_exist(page: Path):
    marked = [block for block in blocks(page) if block.kind == "sh" and block.mark]
    for words in (words for block in marked for words in commands(block.text)):
        program = next((place for place, word in enumerate(words) if word.endswith("bin/mmn-bot")), None)
        if program is not None or words[0] == "mmn-bot":
            assert_is_known(words[(program or 0) + 1 :])
        if "make" in words:
            targets = [word for word in words[words.index("make") + 1 :] if word[0] not in "-/"]
            assert all(map(is_a_target, targets)), words
        for word in words:
            if re.fullmatch(r"mmn-bot\S*\.(service|timer)", word):
                assert (ROOT / "deploy/systemd" / word).is_file(), word
            for there, here in DEPLOYED.items():
                if word.startswith(there) and "/.venv/" not in word:
                    assert list(ROOT.glob(here + word.removeprefix(there))), word
    assert all(re.fullmatch("needs=(token|root|docker|bot)", block.mark) for block in marked)


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_commands_in_the_text_exist(page: Path):
    for found in re.findall(r"`(?:\.venv/bin/)?mmn-bot ([^`]+)`", FENCE.sub("", text_of(page))):
        assert_is_known(found.split())
    for target in re.findall(r"`make ([a-z]+)[^`]*`", text_of(page)):
        assert is_a_target(target), target


# ---- links and files -------------------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives a page's headings."""
    headings = HEADING.findall(FENCE.sub("", text_of(page)))
    plain = (re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower() for heading in headings)
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_link_within_the_repository_leads_somewhere(page: Path):
    for found in LINK.finditer(FENCE.sub("", text_of(page))):
        path, _, anchor = found["to"].partition("#")
        if re.match(r"\w+:", path):
            continue
        target = (ROOT / page.parent / path).resolve() if path else ROOT / page
        assert target.exists(), found["to"]
        assert target.is_relative_to(ROOT), found["to"]
        if anchor:
            assert anchor in anchors(target.relative_to(ROOT)), found["to"]


PATH = re.compile(
    r"`((?:[\w.<>-]+/)+[\w.<>-]*\.(?:py|yaml|jsonl|md|toml|txt)|(?:bot|tests|faq|deploy|benchmarks|docs)/[\w/.-]*)`"
)
"""A file or a folder of the repository, as a page names it."""


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_file_that_is_named_exists(page: Path):
    roots = [ROOT, ROOT / "bot", ROOT / "faq/en", ROOT / page.parent]
    for path in PATH.findall(FENCE.sub("", text_of(page))):
        if "<" in path or "awareness-day" in path or path.startswith("en/"):
            continue
        assert any((root / path).exists() for root in roots), path


def test_every_constant_whose_measurement_is_told_is_in_its_file():
    rows = re.findall(r"^\| (`.+`) \(`(\w+\.py)`\) \|", text_of(Path("docs/matching.md")), re.MULTILINE)

    assert len(rows) > 10
    for names, file in rows:
        code = text_of(Path("bot/matching") / file)
        assert all(re.search(rf"\b{name}\b", code) for name in re.findall(r"`(\w+)`", names)), (names, file)


def test_each_kind_of_case_has_an_example_that_can_be_read(tmp_path: Path):
    examples = re.findall(r"`(\{\"text\".*\})` \|$", text_of(Path("docs/moderating.md")), re.MULTILINE)
    (tmp_path / "cases.jsonl").write_text("\n".join(examples), encoding="utf-8")

    assert {case.expect for case in load_cases(tmp_path / "cases.jsonl")} == set(EXPECTATIONS)


def test_the_readme_can_be_read_at_one_sitting():
    assert len(text_of(Path("README.md")).splitlines()) <= 140


def test_the_changelog_begins_with_the_version_in_force():
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", text_of(Path("CHANGELOG.md")), re.MULTILINE)
    assert versions[0] == re.search(r'"(.+)"', text_of(Path("bot/__init__.py")).partition("__version__")[2])[1]


# ---- how to change the code ------------------------------------------------------------------------------------------

RULES = "The rules of this community"


def test_the_table_for_members_has_their_commands_and_no_others():
    rows = re.findall(r"^\| `/(\w+)` \|", text_of(Path("docs/members.md")), re.MULTILINE)

    assert tuple(rows) == commands_for(Audience.MEMBERS)


def named_under(heading: str) -> set[str]:
    """The files that the numbered list below a heading of architecture.md names."""
    section = text_of(Path("docs/architecture.md")).partition(f"### {heading}\n")[2].partition("\n###")[0]
    steps = "\n".join(line for line in section.splitlines() if re.match(r"\d\. ", line))
    return set(PATH.findall(steps))


@pytest.mark.long
def test_a_command_is_added_in_the_places_that_the_page_names_and_in_no_other(tmp_path: Path):
    folder = tmp_path / "copy"
    copy(folder, "bot", "docs", "faq", "tests", "pyproject.toml")
    (folder / ".pytest_cache").symlink_to(CACHE.parent)  # what the tests of this copy would learn is there already
    row = '    Command("rules", Audience.MEMBERS, opens_page=True, text="What /rules shows."),\n'
    page = f"  rules:\n    title: {RULES}\n    text: Be kind.\n"
    added = {
        "bot/model/commands.py": ('    Command("listen"', row),
        "faq/en/community.yaml": ("\ncommands:\n", f"\n{page.rstrip()}", "  listen: ", "  rules: What to keep to\n"),
        "tests/conftest.py": ("\ncommands:\n", f"\n{page.rstrip()}", "  listen: About", "  rules: About rules\n"),
        "docs/members.md": ("\nBelow an answer:\n", "| `/rules` | what to keep to |\n"),
    }
    for path, pairs in added.items():
        text = (folder / path).read_text(encoding="utf-8")
        for before, put in zip(pairs[::2], pairs[1::2], strict=True):
            assert text.count(before) == 1, before
            text = text.replace(before, put + before)
        (folder / path).write_text(text, encoding="utf-8")
    stories = ("telegram/test_menus.py", "telegram/test_pages.py", "discord/test_commands.py", "test_terminal.py")

    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-v", "-p", "no:xdist"),
            *(f"tests/adapters/{story}" for story in stories),
            *("-k", "rules or menus or are_offered"),
        ],
        cwd=folder,
        env={"PATH": os.defpath, "PYTHONPATH": str(folder), "HOME": str(tmp_path), **ONE_CORE},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    for story in stories[1:]:
        assert re.search(rf"{story}::test_every_page\w*\[rules\] PASSED", done.stdout), done.stdout
    assert named_under("Add a command") == set(added)
