"""Channels: where people and the bot meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loopback.discord import permissions
from loopback.discord.errors import Impossible
from loopback.discord.permissions import bits

if TYPE_CHECKING:
    from loopback.discord.guilds import Guild
    from loopback.discord.messages import Message
    from loopback.discord.people import Person
    from loopback.discord.server import Server

TEXT, DM, GROUP, CATEGORY, THREAD, FORUM = 0, 1, 3, 4, 11, 15
LONG_AGO = "2024-05-01T12:00:00+00:00"


class Channel:
    """A text channel, forum, thread (a forum's posts too) or private talk; `messages` are those that all there see."""

    def __init__(self, server: Server, kind: int, name: str = "", *, guild: Guild | None = None) -> None:
        self.server, self.kind, self.name, self.guild = server, kind, name, guild
        self.id = server.new_id()
        self.parent: Channel | None = None
        self.people: list[Person] = []
        self.owner: Person = server.bot
        self.denied: dict[int, int] = {}
        self.archived = self.locked = False
        self.all_messages: list[Message] = []
        self.typed = 0
        server.channels[self.id] = self

    def __repr__(self) -> str:
        return f"#{self.name}" if self.guild else f"the private talk with {', '.join(map(str, self.people))}"

    @property
    def messages(self) -> list[Message]:
        """The living messages that everyone here sees, oldest first."""
        return [
            message for message in self.all_messages if not (message.deleted or message.ephemeral or message.loading)
        ]

    @property
    def from_bot(self) -> list[Message]:
        """Those of the bot."""
        return [message for message in self.messages if message.author is self.server.bot]

    @property
    def last(self) -> Message | None:
        """The newest message, if any."""
        return self.messages[-1] if self.messages else None

    def permissions_of(self, person: Person) -> int:
        """What `person` may do here."""
        if self.guild is None:
            return permissions.IN_DM
        denied = (self.parent or self).denied
        return permissions.in_channel(
            self.guild.permissions_of(person), (denied.get(self.guild.id, 0), denied.get(person.id, 0))
        )

    def bot_may(self, *names: str) -> bool:
        """Whether the bot has all these permissions here."""
        return permissions.allows(self.permissions_of(self.server.bot), names)

    @property
    def to_write(self) -> str:
        """The permission that writing here needs."""
        return "send_messages_in_threads" if self.kind == THREAD else "send_messages"

    def bot_lacks(self, *names: str) -> None:
        """From now on the bot lacks these permissions here, and no others."""
        self.denied[self.server.bot.id] = bits(*names)
        self.server.at_once(lambda: self.server.tell("CHANNEL_UPDATE", self.payload(), self.guild))

    def thread(self, name: str, by: Person) -> Channel:
        """A new thread in this channel, begun by `by`."""
        if self.kind != TEXT:
            raise Impossible(f"{self} can have no thread: in a forum, people post")
        return self.server.at_once(lambda: self._begin(name, by))

    def post(self, title: str, text: str, by: Person) -> Channel:
        """A new post in this forum: a thread whose first message has the thread's id."""
        if self.kind != FORUM:
            raise Impossible(f"{self} is no forum")
        thread = self.server.at_once(lambda: self._begin(title, by))
        by.says(thread, text, id_=thread.id)
        return thread

    def _begin(self, name: str, by: Person) -> Channel:
        thread = Channel(self.server, THREAD, name, guild=self.guild)
        thread.parent, thread.owner = self, by
        self.guild.channels.append(thread)
        self.server.tell("THREAD_CREATE", thread.payload() | {"newly_created": True}, self.guild)
        return thread

    def set(self, *, archived: bool = False, locked: bool = False) -> None:
        """Archives, locks or reopens this thread."""
        self.archived, self.locked = archived, locked
        self.server.at_once(lambda: self.server.tell("THREAD_UPDATE", self.payload(), self.guild))

    def is_deleted(self) -> None:
        """A manager deletes this channel, or this thread."""

        def delete() -> None:
            event = "THREAD_DELETE" if self.kind == THREAD else "CHANNEL_DELETE"
            self.server.tell(event, self.payload(), self.guild)
            self.guild.channels.remove(self)
            del self.server.channels[self.id]

        self.server.at_once(delete)

    def payload(self) -> dict[str, Any]:
        """The channel as Discord describes it."""
        last = str(self.all_messages[-1].id) if self.all_messages else None
        about: dict[str, Any] = {"id": str(self.id), "type": self.kind, "last_message_id": last, "flags": 0}
        if self.guild is None:
            group = {"name": self.name, "icon": None, "owner_id": str(self.people[0].id)} if self.kind == GROUP else {}
            return about | {"recipients": [person.payload() for person in self.people]} | group
        about |= {"guild_id": str(self.guild.id), "name": self.name, "nsfw": False, "rate_limit_per_user": 0}
        if self.kind == THREAD:
            state = {"archived": self.archived, "locked": self.locked, "auto_archive_duration": 1440}
            counts = dict.fromkeys(("message_count", "total_message_sent"), len(self.messages)) | {"member_count": 1}
            about |= counts | {"parent_id": str(self.parent.id), "owner_id": str(self.owner.id)}
            return about | {"thread_metadata": state | {"archive_timestamp": LONG_AGO, "create_timestamp": LONG_AGO}}
        rules = [(id_, 0 if id_ == self.guild.id else 1, denied) for id_, denied in self.denied.items() if denied]
        overwrites = [{"id": str(id_), "type": kind, "allow": "0", "deny": str(denied)} for id_, kind, denied in rules]
        more = {
            "available_tags": [],
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
        }
        about |= {"position": self.guild.channels.index(self) if self in self.guild.channels else 0, "parent_id": None}
        return about | {"topic": None, "permission_overwrites": overwrites} | (more if self.kind == FORUM else {})
