"""What a publication did to the numbers, and how the bot is, as the pages tell it."""

import asyncio
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from workbench_visits import served, visiting

from bot import health
from bot.config import Settings, Tokens
from bot.storage.store import open_store

pytestmark = pytest.mark.asyncio


async def test_numbers_lay_the_weeks_before_a_publication_beside_those_after_it(settings: Settings):
    settings.data.mkdir(exist_ok=True)
    store = await open_store(settings.store)
    for on, uncovered, helped in ((date(2026, 12, 2), 24, 12), (date(2026, 12, 16), 6, 24)):
        for what, entry, number in (
            ("answer", "", 48 - uncovered),
            ("not-covered", "", uncovered),
            ("shown", "contagious", 30),
            ("helped", "contagious", helped),
            ("unhelped", "contagious", 24 - helped),
        ):
            for _ in range(number):
                await store.count(what, entry, on)
    await store.close()
    now = [datetime(2026, 12, 9, 12, tzinfo=UTC)]
    async with served(settings, now=lambda: now[0]) as workbench, visiting(workbench) as visitor:
        await visitor.get("/entries/contagious")
        asks = visitor.form("Save in the draft").fields["asks"]
        await visitor.press("Save in the draft", asks=f"{asks}\ncan my cat get it")
        await visitor.get("/draft")
        await visitor.press("Check the draft")
        await visitor.press("Publish for members", note="Cats")
        await visitor.get("/numbers")
        assert "Nothing to compare yet: the first whole week after it is not over." in visitor.text

        now[0] = datetime(2026, 12, 24, 12, tzinfo=UTC)
        visitor.http.cookie_jar.clear()
        await visitor.get("/numbers")
        rows = re.findall(r"<tr>(.*?)</tr>", visitor.html, re.DOTALL)
        told = [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]
        assert told[-4:] == [
            ["What is counted", "1 week before", "1 week after", "What that says"],
            ["Questions without an answer", "50 %", "12 %", "Fewer than before, and hardly by chance."],
            ["What was changed, shown a week", "30", "30", ""],
            ["Votes that it did not help", "50 %", "0 %", "Fewer than before, and hardly by chance."],
        ]


async def test_entries_are_mended_also_while_the_database_cannot_be_read(settings: Settings):
    settings.data.mkdir(exist_ok=True)
    Path(settings.store).write_text("no database", encoding="utf-8")
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/entries?q=catching")
        assert "Is MMN contagious?" in visitor.text
        await visitor.get("/entries/contagious")
        await visitor.press("Save in the draft", label="Catching")
        assert "Saved in the draft" in visitor.text
        await visitor.get("/numbers")
        assert visitor.status == 409
        assert "is no sound SQLite database" in visitor.text


async def test_health_says_that_no_bot_runs_here_or_that_one_does_beside_it(settings: Settings):
    settings = replace(settings, tokens=Tokens(telegram="1:secret"))
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/health")
        assert "No bot is running here" in visitor.text
        assert "Connected" not in visitor.text

        beating = asyncio.create_task(health.beat(settings.sign_of_life))
        await asyncio.sleep(0)  # its first sign comes before it waits
        assert settings.sign_of_life.exists()
        await visitor.get("/health")
        assert "A bot runs with the same data folder, in another process." in visitor.text
        assert "Connected" not in visitor.text
        beating.cancel()
        await asyncio.gather(beating, return_exceptions=True)
