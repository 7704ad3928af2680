"""The table of what the bot can do on each platform names stories that there are."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
TABLE = TESTS.parent / "docs" / "abilities.md"
STORY = re.compile(r"`(test_\w+)::(test_\w+)`")
PLATFORMS = ("telegram", "discord")


def rows() -> list[tuple[str, list[str]]]:
    """Each ability with its cells, one a platform."""
    lines = [line.strip("| ").split(" | ") for line in TABLE.read_text(encoding="utf-8").splitlines() if "|" in line]
    return [(ability, cells) for ability, *cells in lines if ability != "ability" and not ability.startswith("---")]


def is_there(platform: str, file: str, story: str) -> bool:
    path = TESTS / "adapters" / platform / f"{file}.py"
    return (
        path.exists()
        and re.search(rf"^(async )?def {story}\(", path.read_text(encoding="utf-8"), re.MULTILINE) is not None
    )


@pytest.mark.parametrize(("ability", "cells"), rows(), ids=[ability for ability, _ in rows()])
def test_each_ability_has_its_story_on_each_platform_or_says_why_not(ability: str, cells: list[str]):
    assert len(cells) == len(PLATFORMS), ability
    named = [
        [(platform, *story) for story in STORY.findall(cell)] for platform, cell in zip(PLATFORMS, cells, strict=True)
    ]

    assert any(named)
    assert [story for stories in named for story in stories if not is_there(*story)] == []
    assert all(stories or cell for stories, cell in zip(named, cells, strict=True))


def test_every_story_outside_the_tables_is_there_too():
    text = TABLE.read_text(encoding="utf-8")

    for file, story in STORY.findall(text.rpartition("## What the bot does not")[2]):
        assert any(is_there(platform, file, story) for platform in PLATFORMS), story
