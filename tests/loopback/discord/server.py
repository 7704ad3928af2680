"""The whole stand-in: its people and guilds, what the bot did, and the faults that a test makes."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from loopback.discord.channels import GROUP, THREAD, Channel
from loopback.discord.commands import Commands
from loopback.discord.gateway import GUILDS, PRIVILEGED, Gateway
from loopback.discord.gateway import HEARTBEAT as BEAT
from loopback.discord.guilds import Guild
from loopback.discord.people import Person
from loopback.discord.waiting import wait_for
from loopback.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from loopback.discord.interactions import Interaction
    from loopback.discord.messages import Message
    from loopback.discord.routing import Fault, Request

T = TypeVar("T")
EPOCH = 1420070400000
APP_FLAGS = {"guild_presences": 1 << 13, "guild_members": 1 << 15, "message_content": 1 << 19}
GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 9, 1 << 12


class Server:
    """Discord as one bot meets it; `privileged` names the intents that its portal grants.

    `surprises` must stay empty: requests that are not modelled. `refusals` are those that Discord refused,
    `requests` all of them, `log` the story so far.
    """

    def __init__(self, *, token: str = "token", privileged: Iterable[str] = (), shards: int = 1) -> None:  # noqa: S107
        self.token, self.privileged, self.shards = token, set(privileged), shards
        self.url = ""
        self.loop: asyncio.AbstractEventLoop | None = None
        self.heartbeat_seconds, self.patience = 41.25, PATIENCE
        self.log: list[str] = []
        self.surprises: list[str] = []
        self.refusals: list[str] = []
        self.requests: list[Request] = []
        self.faults: list[Fault] = []
        self.people: list[Person] = []
        self.guilds: list[Guild] = []
        self.channels: dict[int, Channel] = {}
        self.interactions: dict[str, Interaction] = {}
        self._last_id = 0
        self._skipped = 0.0
        self.commands, self.gateway = Commands(self), Gateway(self)
        self.bot, self.owner = self.person("MMN bot", bot=True), self.person("Olga")

    # ---- who and where ----

    def person(
        self,
        name: str,
        *,
        locale: str = "en-US",
        accepts_dms: bool = True,
        installed_app: bool = False,
        bot: bool = False,
    ) -> Person:
        """Somebody new; with `installed_app` they carry the bot's commands along everywhere."""
        self.people.append(
            Person(self, name, locale=locale, accepts_dms=accepts_dms, installed_app=installed_app, bot=bot)
        )
        return self.people[-1]

    def guild(
        self,
        name: str,
        members: Sequence[Person],
        *,
        managers: Sequence[Person] = (),
        bot: bool = True,
        locale: str = "en-US",
    ) -> Guild:
        """A new Discord server with these members; the bot is invited but for `bot=False`."""
        guild = Guild(self, name, members, managers, bot=False, locale=locale)
        self.guilds.append(guild)
        if bot:
            guild.invites_bot()
        return guild

    def group_chat(self, *people: Person) -> Channel:
        """A private talk among people, where the bot is only as an app that one of them carries along."""
        chat = Channel(self, GROUP)
        chat.people = list(people)
        return chat

    # ---- what the bot is, and how it reaches this ----

    def account(self) -> dict[str, Any]:
        """The bot's account as it sees it."""
        return self.bot.payload() | {
            "verified": True,
            "mfa_enabled": False,
            "email": None,
            "flags": 0,
            "locale": "en-US",
        }

    def app_flags(self) -> int:
        """The application's flags, which tell what its portal grants."""
        return sum(APP_FLAGS[name] for name in self.privileged)

    def readable(self) -> int:
        """The intents that count for reading over REST: those of the portal."""
        return sum(PRIVILEGED[name] for name in self.privileged)

    @property
    def base(self) -> str:
        """The address of the REST routes."""
        return f"{self.url}/api/v10"

    @property
    def gateway_url(self) -> str:
        """The address of the gateway."""
        return self.url.replace("http", "ws") + "/gateway"

    # ---- time and order ----

    def now(self) -> float:
        """Seconds on this server's own clock."""
        return time.monotonic() + self._skipped

    def passes(self, *, seconds: float = 0, minutes: float = 0) -> None:
        """Lets time pass for what runs out: three seconds to answer, fifteen minutes to follow up."""
        self._skipped += seconds + minutes * 60

    def new_id(self) -> int:
        """A snowflake, greater than all before."""
        self._last_id = max(self._last_id + (1 << 22), int(time.time() * 1000) - EPOCH << 22)
        return self._last_id

    @staticmethod
    def when(snowflake: int) -> str:
        """The time that an id holds."""
        return datetime.fromtimestamp(((snowflake >> 22) + EPOCH) / 1000, UTC).isoformat()

    def at_once(self, act: Callable[[], T]) -> T:
        """What `act` gives, done between two requests, so that nothing happens at the same time."""
        if self.loop is None or not self.loop.is_running():
            return act()
        try:
            if asyncio.get_running_loop() is self.loop:
                return act()
        except RuntimeError:
            pass

        async def do() -> T:
            return act()

        return asyncio.run_coroutine_threadsafe(do(), self.loop).result(PATIENCE)

    def note(self, line: str) -> None:
        """Adds a line to the story."""
        self.log.append(line)

    def surprise_at(self, where: str, unknown: set[str]) -> None:
        """Notes keys that are not modelled."""
        if unknown:
            self.surprises.append(f"{where} unknown {', '.join(sorted(unknown))}")

    def wait_for(self, condition: Callable[[], T], seconds: float = 0, *, what: str = "") -> T:
        """What `condition` gives as soon as it is true, in `patience` if not `seconds`; the failure tells the story."""
        return wait_for(condition, seconds or self.patience, what=what, log=self.log)

    def settle(self, quiet_for: float = 0.2) -> None:
        """Waits until the bot has read all events and has asked for nothing for `quiet_for` seconds."""
        waiting = {each: each.beats for each in list(self.gateway.connections)}
        for connection in waiting:
            self.at_once(lambda connection=connection: connection.send(BEAT))
        self.wait_for(lambda: all(each.beats > before for each, before in waiting.items()), what="the bot to read on")
        asked = -1
        while asked != len(self.requests):
            asked = len(self.requests)
            time.sleep(quiet_for)

    # ---- what happens ----

    def tell(self, event: str, data: dict[str, Any], guild: Guild | None) -> None:
        """Tells the bot of a change in a guild that it is in."""
        if guild and guild.has_bot:
            self.gateway.dispatch(event, lambda intents: data if intents & GUILDS else None, guild)

    def post(self, message: Message) -> None:
        """A message appears; an archived thread comes back to life by it."""
        if message.channel.kind == THREAD and message.channel.archived:
            message.channel.set()
        message.channel.all_messages.append(message)
        self.message_event("MESSAGE_CREATE", message)

    def erase(self, message: Message) -> None:
        """A message is gone."""
        message.deleted = True
        self.message_event("MESSAGE_DELETE", message)

    def message_event(self, event: str, message: Message) -> None:
        """Tells the bot what became of a message, if it may see it."""
        channel = message.channel
        is_there = channel.bot_may("view_channel") if channel.guild else channel.kind != GROUP
        if message.ephemeral or not is_there:
            return
        needed = GUILD_MESSAGES if channel.guild else DIRECT_MESSAGES
        gone = {"id": str(message.id), "channel_id": str(channel.id)}
        gone |= {"guild_id": str(channel.guild.id)} if channel.guild else {}

        def render(intents: int) -> dict[str, Any] | None:
            if not intents & needed:
                return None
            return gone if event == "MESSAGE_DELETE" else message.event(intents)

        self.gateway.dispatch(event, render, channel.guild)

    def interact(self, interaction: Interaction) -> Interaction:
        """Hands an interaction to the bot."""
        self.note(repr(interaction))
        self.interactions[interaction.token] = interaction
        data = interaction.payload()
        self.at_once(lambda: self.gateway.dispatch("INTERACTION_CREATE", lambda _: data, interaction.channel.guild))
        return interaction
