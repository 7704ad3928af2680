"""The gateway: sessions that outlive their connection, replay, and all the ways in which it ends."""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Callable

    from loopback.discord.guilds import Guild
    from loopback.discord.server import Server

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, RESUME, RECONNECT, INVALID_SESSION, HELLO, ACK = 0, 1, 2, 3, 6, 7, 9, 10, 11
PRIVILEGED = {"guild_members": 1 << 1, "guild_presences": 1 << 8, "message_content": 1 << 15}
GUILDS = 1 << 0


class Connection:
    """One websocket; frames leave in the order in which they were sent."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket, self.request = socket, request
        self.beats = 0
        self.session: Session | None = None
        self._is_closing = False
        self._outbox: asyncio.Queue[str | int] = asyncio.Queue()
        self._writer = asyncio.create_task(self._write())

    async def _write(self) -> None:
        with contextlib.suppress(ConnectionError):
            while isinstance(frame := await self._outbox.get(), str):
                await self.socket.send_str(frame)
            self._is_closing = True
            await self.socket.close(code=frame)

    def send(self, op: int, data: Any = None) -> None:  # noqa: ANN401
        """Sends one frame that is no event."""
        self.send_text(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def send_text(self, text: str) -> None:
        """Sends a frame as it is."""
        self._outbox.put_nowait(text)

    def close(self, code: int) -> None:
        """Closes after what was sent."""
        self._outbox.put_nowait(code)

    def cut(self) -> None:
        """Ends without a word, as a broken line does."""
        if self.request.transport:
            self.request.transport.abort()

    async def gone(self) -> None:
        """Cleans up after the end."""
        if not self._is_closing:  # else the bot would never read the code
            self._writer.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._writer
        if self.session and self.session.connection is self:
            self.session.connection = None


@dataclass(eq=False)
class Session:
    """What Discord keeps of one shard of the bot; `events` names all that it was sent."""

    id: str
    intents: int
    shard: list[int]
    connection: Connection | None
    sent: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    resumed: int = 0

    def dispatch(self, event: str, data: dict[str, Any]) -> None:
        """Sends an event, or keeps it for when the bot resumes."""
        self.sent.append(json.dumps({"op": DISPATCH, "t": event, "s": len(self.sent) + 1, "d": data}))
        self.events.append(event)
        if self.connection:
            self.connection.send_text(self.sent[-1])


class Gateway:
    """All sessions, the newest last; `identifies` are the bot's own words at each login, `closes` the codes it got."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.sessions: list[Session] = []
        self.connections: list[Connection] = []
        self.identifies: list[dict[str, Any]] = []
        self.closes: list[int] = []

    def dispatch(self, event: str, render: Callable[[int], dict[str, Any] | None], guild: Guild | None) -> None:
        """Sends what `render` makes for a session's intents to the shard of `guild`, or to the first."""
        for session in self.sessions:
            number, shards = session.shard
            if ((guild.id >> 22) % shards if guild else 0) == number and (data := render(session.intents)) is not None:
                session.dispatch(event, data)

    def is_ready(self) -> bool:
        """Whether a bot is logged in, and was told of all its guilds."""
        return any(session.connection for session in self.sessions)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection from hello to its end."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(socket, request)
        self.connections.append(connection)
        connection.send(HELLO, {"heartbeat_interval": int(self.server.heartbeat_seconds * 1000)})
        try:
            async for message in socket:
                self._receive(connection, json.loads(message.data))
        finally:
            self.connections.remove(connection)
            await connection.gone()
        return socket

    def _receive(self, connection: Connection, frame: dict[str, Any]) -> None:
        op, data = frame["op"], frame["d"]
        if op == HEARTBEAT:
            connection.beats += 1
            connection.send(ACK)
        elif op == IDENTIFY:
            self._identify(connection, data)
        elif op == RESUME:
            self._resume(connection, data)
        elif op != PRESENCE:
            self.server.surprises.append(f"the gateway got op {op}, which is not modelled: {data}")

    def _refuse(self, connection: Connection, code: int) -> None:
        self.server.note(f"the gateway closes with {code}")
        self.closes.append(code)
        connection.close(code)

    def _identify(self, connection: Connection, data: dict[str, Any]) -> None:
        self.identifies.append(data)
        server, intents, shard = self.server, data["intents"], data.get("shard", [0, 1])
        granted = sum(PRIVILEGED[name] for name in server.privileged)
        if data["token"] != server.token:
            return self._refuse(connection, 4004)
        if shard[0] >= shard[1]:
            return self._refuse(connection, 4010)
        if intents & sum(PRIVILEGED.values()) & ~granted:
            return self._refuse(connection, 4014)
        session = Session(f"session-{server.new_id()}", intents, shard, connection)
        self.sessions = [each for each in self.sessions if each.connection or each.shard != shard] + [session]
        connection.session = session
        mine = [guild for guild in server.guilds if guild.has_bot and (guild.id >> 22) % shard[1] == shard[0]]
        about = {"v": 10, "user": server.account(), "session_id": session.id, "shard": shard}
        about["guilds"] = [{"id": str(guild.id), "unavailable": True} for guild in mine]
        about["resume_gateway_url"] = server.url.replace("http", "ws") + "/resume"
        session.dispatch("READY", about | {"application": {"id": str(server.bot.id), "flags": server.app_flags()}})
        for guild in mine if intents & GUILDS else []:
            session.dispatch("GUILD_CREATE", guild.payload(intents) | {"unavailable": False})
        return None

    def _resume(self, connection: Connection, data: dict[str, Any]) -> None:
        session = next((each for each in self.sessions if each.id == data["session_id"]), None)
        if data["token"] != self.server.token:
            return self._refuse(connection, 4004)
        if session is None:
            return connection.send(INVALID_SESSION, data=False)
        if connection.request.path != "/resume":
            self.server.surprises.append("a session is resumed at the first address, not at resume_gateway_url")
        session.connection, connection.session = connection, session
        session.resumed += 1
        for frame in session.sent[data["seq"] :]:
            connection.send_text(frame)
        return session.dispatch("RESUMED", {})
