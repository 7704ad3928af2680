"""A Discord of its own for each story, with the real client at work in it and the real FAQ behind."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from loopback.conversations import Backstage
from loopback.discord import Channel, Interaction, Listening, Message, Person, running, serve

from bot.adapters.discord.client import Client
from bot.adapters.outage import Outage
from bot.answering.service import Service
from bot.errors import StorageError

MORE = "More"
FAQ = Path(__file__).parents[3] / "faq" / "en"


class Stage(Backstage):
    """Anna, Ben (a manager) and Cara, their server with its channel #help, and the bot, which is at work.

    Each method lets the bot finish what it is at.
    """

    def __init__(self, server: Listening, service: Service, store: Path) -> None:
        super().__init__(service, store)
        self.server = server
        self.anna, self.ben, self.cara = (server.person(name) for name in ("Anna", "Ben", "Cara"))
        self.guild = server.guild("MMN friends", [self.anna, self.ben, self.cara], managers=[self.ben])
        self.help = self.guild.text_channel("help")
        self.mods: Channel | None = None
        self._at_work = ExitStack()
        self.restart()

    def restart(self, *, sees_all: bool = False) -> None:
        """The bot starts anew: what it had in memory is gone. With `sees_all` it has the message content intent."""
        self.stop()
        self.server.privileged = {"message_content"} if sees_all else set()
        self.conversation = self.made_conversation("discord", self.mods.id if self.mods else None)
        self.client = Client(self.conversation, Outage("Discord"), message_content=sees_all)
        self.client._connection.guild_ready_timeout = 0.02  # all servers are told at once
        self.bot = self._at_work.enter_context(running(self.client))
        self.bot.does(self.client.error_handler.finish())

    def stop(self) -> None:
        """The bot ends."""
        self._at_work.close()

    def has_moderators(self) -> Channel:
        """The moderators' channel is in the settings from now on."""
        self.mods = self.guild.text_channel("moderators")
        self.restart()
        return self.mods

    def store_fails(self, *names: str) -> None:
        """From now on the store cannot do these."""

        async def fails(*_: object, **__: object) -> None:
            raise StorageError("the disk is full")

        for name in names:
            setattr(self.store, name, fails)

    def settle(self) -> None:
        """Lets the bot finish all that it was told of so far."""
        self.server.settle(quiet_for=0)
        self.bot.does(self.client.error_handler.finish())

    # ---- what people do ----------------------------------------------------------------------------------------------

    def says(self, words: str, channel: Channel | None = None, *, by: Person | None = None, **how: object) -> Message:
        """A message of Anna's in #help, unless told otherwise; `how` is as in the loopback."""
        said = (by or self.anna).says(channel or self.help, words, **how)
        self.settle()
        return said

    def ask(self, words: str, channel: Channel | None = None, *, by: Person | None = None) -> Message:
        """The bot's answer to a question by mention."""
        return self.says(words, channel, by=by, mention_bot=True).answer

    def slash(
        self, name: str, channel: Channel | None = None, /, *, by: Person | None = None, **options: object
    ) -> Interaction:
        """A command of Anna's in #help, unless told otherwise."""
        used = (by or self.anna).slash(channel or self.help, name, **options)
        self.settle()
        return used

    def uses_menu(self, message: Message, *, by: Person | None = None) -> Interaction:
        """Ben, unless told otherwise, picks "Answer this" in the menu of a message."""
        used = (by or self.ben).uses_menu("Answer this", message)
        self.settle()
        return used

    def tap(self, message: Message, label: str, *, by: Person | None = None) -> Interaction:
        """A tap of Anna's, unless told otherwise, on a button or a choice in a list; behind "More" where it stands there."""
        who = by or self.anna
        offered = {*message.labels, *(label for select in message.selects for label in select.options)}
        if label not in offered and MORE in offered:
            message = self.tap(message, MORE, by=who).response
        tapped = who.clicks(message, label) if label in message.labels else who.selects(message, label)
        self.settle()
        return tapped

    @staticmethod
    def last(used: Interaction) -> Message:
        """The last message of what was shown: what can be tapped stands below it."""
        return [used.response, *used.followups][-1]

    def offered(self, message: Message, *, by: Person | None = None) -> list[str]:
        """What can be tapped below a message, and behind "More" there, which is tapped for that."""
        labels = list(message.labels)
        return labels + (self.tap(message, MORE, by=by).response.labels if MORE in labels else [])

    def edits(self, message: Message, words: str) -> None:
        """The author changes a message."""
        message.author.edits(message, words)
        self.settle()

    def deletes(self, message: Message, *, by: Person | None = None) -> None:
        """The author, unless told otherwise, deletes a message."""
        (by or message.author).deletes(message)
        self.settle()


@pytest.fixture
def stage(service: Service, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Stage]:
    with serve() as server:
        made = Stage(server, service, tmp_path / "store.sqlite3")
        yield made
        made.settle()
        made.stop()
        assert server.surprises == []
        unacknowledged = [use for use in server.interactions.values() if use.acknowledged_within is None]
        assert unacknowledged == []
    assert [record.getMessage() for record in caplog.get_records("call")] == []  # a story with trouble clears the log


@pytest.fixture
def mods(stage: Stage) -> Channel:
    """The moderators' chat of that story."""
    return stage.has_moderators()
