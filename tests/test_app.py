"""The parts of the bot, built from its settings and handed to each other."""

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from loopback.kept import Kept, close_all

from bot import app
from bot.adapters.conversation import Conversation
from bot.config import Settings, Tokens
from bot.errors import ConfigError, ContentError, StorageError
from bot.model import Said


@pytest.fixture
def settings(small_faq: Path, tmp_path: Path) -> Settings:
    return Settings(
        small_faq, "", Tokens(telegram="110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"), data=tmp_path / "kept"
    )


def front_of(settings: Settings) -> Conversation:
    """The parts as they are handed to the adapters, with a store that any event loop may use."""
    return app.Parts(settings, Kept(settings.data / "mmn-bot.sqlite3")).conversation("telegram")


def in_country(settings: Settings, country: str) -> Settings:
    return Settings(settings.faq, country, settings.tokens, data=settings.data)


@pytest.mark.parametrize("country", ["", "GB", "IE"])
def test_a_country_with_numbers_or_organisations_is_taken(settings: Settings, country: str):
    assert front_of(in_country(settings, country)).country == country


def test_a_country_that_the_faq_does_not_know_is_one_sentence_with_those_that_it_knows(settings: Settings):
    with pytest.raises(ConfigError) as raised:
        front_of(in_country(settings, "FR"))

    assert str(raised.value) == "there is no country `FR` in the FAQ: choose one of DE, GB, IE"


def test_a_faulty_faq_stops_the_bot_before_anything_is_kept(settings: Settings):
    (settings.faq / "themes.yaml").write_text("basics:\n  titel: x\n", encoding="utf-8")

    with pytest.raises(ContentError, match="unknown key `titel`"):
        front_of(settings)

    assert not settings.data.exists()


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """The bot tells more while it runs, and keeps its store open; other stories must not notice."""
    before = logging.getLogger("bot").level
    yield
    logging.getLogger("bot").setLevel(before)
    close_all()


def runs(settings: Settings) -> None:
    """The whole bot, which ends at once as it has no platform to speak on."""
    asyncio.run(app.run(settings))


def test_what_is_kept_lies_in_the_folder_of_the_settings(settings: Settings):
    runs(replace(settings, tokens=Tokens()))

    assert "mmn-bot.sqlite3" in {file.name for file in settings.data.iterdir()}


def test_a_folder_that_cannot_be_made_is_told_before_the_bot_runs(settings: Settings):
    settings.data.touch()

    with pytest.raises(StorageError, match="name another file in MMN_BOT_DATABASE"):
        runs(settings)


def test_the_cooldown_is_that_of_the_settings(settings: Settings):
    conversation = front_of(replace(settings, cooldown=timedelta(minutes=3)))

    async def asks_again() -> Said | None:
        reply = await conversation.ask("is it catching?", 5_000_000_001, addressed=True)
        await conversation.recent_answers.add((-1, 0), 7, (8,), 5_000_000_001, reply.entry)
        return await conversation.earlier((-1, 0), reply)

    assert conversation.cooldown == timedelta(minutes=3)
    assert asyncio.run(asks_again())


def test_the_front_has_one_service_and_the_time_of_the_whole_world(settings: Settings):
    conversation = front_of(settings)

    assert conversation.service is conversation.service
    assert abs(conversation.now() - datetime.now(UTC)) < timedelta(minutes=1)
