"""Where the settings ask for it, nobody publishes what they wrote themselves."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from workbench_visits import Visitor, served, visiting

from bot.config import Settings, WorkbenchSettings
from bot.workbench.serving import Workbench

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("alone")]

ENTRY = "/entries/contagious"
REFUSED = "Somebody else than who changed it must publish it"


@pytest.fixture
def reading_twice(settings: Settings) -> Settings:
    return replace(settings, workbench=WorkbenchSettings("http://faq.example.org", second_reader=True))


def text_of(faq: Path) -> str:
    return (faq / "answers" / "basics" / "contagious.yaml").read_text(encoding="utf-8")


async def come_in(workbench: Workbench, visitor: Visitor, name: str) -> None:
    visitor.host = {"Host": "faq.example.org"}
    await visitor.get(workbench.login_link().removeprefix("http://faq.example.org"))
    await visitor.press("Open the workbench", name=name)


@asynccontextmanager
async def moderators(settings: Settings, *names: str) -> AsyncIterator[list[Visitor]]:
    """The browsers of these moderators, who came in."""
    async with served(settings, url="http://faq.example.org") as workbench, AsyncExitStack() as open_:
        visitors = [await open_.enter_async_context(visiting(workbench)) for _ in names]
        for visitor, name in zip(visitors, names, strict=True):
            await come_in(workbench, visitor, name)
        yield visitors


async def test_where_the_settings_ask_for_it_somebody_else_publishes(reading_twice: Settings, faq: Path):
    async with moderators(reading_twice, "Ana", "Ben") as (ana, ben):
        await ana.get(ENTRY)
        await ana.press("Save in the draft", label="Catching")
        await ana.get("/draft")
        assert "Ana, 20" in ana.text
        await ana.press("Check the draft")
        for name in ("Ana", "ana"):
            await ana.press("Publish for members", by=name)
            assert REFUSED in ana.text
        await ben.get("/draft")
        await ben.press("Publish for members")
        assert "Published" in ben.text
        assert "label: Catching" in text_of(faq)


async def test_whose_text_another_mended_still_needs_a_second_reader(reading_twice: Settings, faq: Path):
    before = text_of(faq)
    async with moderators(reading_twice, "Ana", "Ben", "Eve") as (ana, ben, eve):
        await ana.get(ENTRY)
        await ana.press("Save in the draft", answer="No. Nobody can catch it.")
        await ben.get(ENTRY)
        await ben.press("Save in the draft", label="Catching")
        await ana.get("/draft")
        assert "Ana, Ben, 20" in ana.text
        await ana.press("Check the draft")
        for visitor in (ana, ben):
            await visitor.get("/draft")
            await visitor.press("Publish for members")
            assert REFUSED in visitor.text
        assert text_of(faq) == before
        await eve.get("/draft")
        await eve.press("Publish for members")
        assert "Published" in eve.text
        assert "Nobody can catch it." in text_of(faq)


async def test_whose_text_another_put_into_another_file_still_needs_a_second_reader(reading_twice: Settings):
    async with moderators(reading_twice, "Ana", "Ben") as (ana, ben):
        await ana.get(ENTRY)
        await ana.press("Save in the draft", answer="No. Nobody can catch it.")
        await ben.get(ENTRY)
        await ben.press("Rename in the draft", new="catching")
        await ana.get("/draft")
        await ana.press("Check the draft")
        await ana.press("Publish for members")
        assert REFUSED in ana.text


async def test_where_somebody_else_must_publish_nobody_comes_in_without_a_name(reading_twice: Settings):
    async with served(reading_twice, url="http://faq.example.org") as workbench, visiting(workbench) as ana:
        await come_in(workbench, ana, " ")
        assert ana.status == 400
        assert "give your name" in ana.text
        await ana.get("/entries")
        assert ana.status == 401


async def test_what_was_changed_without_a_name_is_not_published_where_somebody_else_must(reading_twice: Settings):
    async with served(reading_twice) as workbench, visiting(workbench) as ana:
        await ana.get(ENTRY)
        await ana.press("Save in the draft", label="Catching")
        await ana.get("/draft")
        await ana.press("Check the draft")
        await ana.press("Publish for members", by="Ana")
        assert "Somebody changed it without giving a name." in ana.text
        await ana.press("Take the whole draft back")
        await ana.get(ENTRY)
        await ana.press("Save in the draft", label="Catching")
        await ana.get("/draft")
        await ana.press("Publish for members", by="Ben")
        assert "Published" in ana.text
