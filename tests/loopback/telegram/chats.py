"""Chats: who is in them, what stands in them, their topics."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loopback.telegram.messages import Posted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loopback.telegram.api import BotApi
    from loopback.telegram.errors import Json
    from loopback.telegram.people import Person

ADMINS = ("creator", "administrator")
HERE = ("creator", "administrator", "member")
RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_react_to_messages",
    "can_edit_tag",
)


@dataclass(eq=False)
class Chat:
    """A private chat, a basic group, a supergroup or a channel; `members` maps people to their ChatMember status.

    `restricted_here` tells of `restricted` members whether they are still in it.
    """

    api: BotApi
    id: int
    kind: str
    title: str
    forum: bool = False
    members: dict[Person, str] = field(default_factory=dict)
    topics: dict[int, Posted] = field(default_factory=dict)
    closed_topics: set[int] = field(default_factory=set)
    migrated_to: Chat | None = None
    history: list[Posted] = field(default_factory=list)
    with_person: Person | None = None
    restricted_here: bool = True

    def __repr__(self) -> str:
        return f"<{self.kind} {self.title} {self.id}>"

    # ---- what a test reads -------------------------------------------------------------------------------------------

    @property
    def messages(self) -> list[Posted]:
        """The messages that stand here, the oldest first, without service messages."""
        return [message for message in self.history if not message.deleted and not message.service]

    @property
    def from_bot(self) -> list[Posted]:
        """The bot's own messages that stand here."""
        return [message for message in self.messages if message.author is self.api.me]

    @property
    def last(self) -> Posted:
        """The bot's last message that stands here."""
        assert self.from_bot, f"the bot has said nothing in {self}; calls: {self.api.told()}"
        return self.from_bot[-1]

    @property
    def bot_status(self) -> str:
        """The bot's own ChatMember status."""
        return self.members.get(self.api.me, "left")

    @property
    def bot_is_admin(self) -> bool:
        """Whether the bot is an admin, and so sees every message."""
        return self.bot_status in ADMINS

    # ---- what happens to it ------------------------------------------------------------------------------------------

    def topic(self, name: str) -> int:
        """A new topic's id, for `topic=`."""
        assert self.forum, f"{self} has no topics"
        with self.api.lock:
            by = next(iter(self.members))
            made = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
            opened = self.post(Posted(0, self, by, 0, service=True, extra=made))
            opened.topic = opened.thread = opened.id
            self.topics[opened.id] = opened
            self.api.announce(opened)
            return opened.id

    def loses_topic(self, topic: int) -> None:
        """The topic and all that stands in it is deleted."""
        with self.api.lock:
            del self.topics[topic]
            for message in self.history:
                message.deleted = message.deleted or message.topic == topic

    def closes_topic(self, topic: int) -> None:
        """Only admins may write in the topic from now on."""
        self.closed_topics.add(topic)

    def migrate(self) -> Chat:
        """The supergroup that this basic group becomes; both chats say so, and this one takes no message any more."""
        assert self.kind == "group", f"{self} is no basic group: make it with api.group(..., basic=True)"
        with self.api.lock:
            new = self.api.new_chat("supergroup", self.title, dict(self.members))
            by = next(iter(self.members))
            for chat, moved in ((self, {"migrate_to_chat_id": new.id}), (new, {"migrate_from_chat_id": self.id})):
                self.api.announce(chat.post(Posted(0, chat, by, 0, service=True, extra=moved)))
            self.migrated_to = new
            return new

    def forwards_to(self, group: Chat, text: str) -> Posted:
        """The post of this channel that Telegram forwards by itself to its discussion group."""
        with self.api.lock:
            origin = {"type": "channel", "chat": self.as_json(), "message_id": 7, "date": self.api.now()}
            extra = {"is_automatic_forward": True, "forward_origin": origin}
            post = Posted(0, group, self.api.telegram, 0, text, sender_chat=self, extra=extra)
            self.api.announce(group.post(post))
            return post

    def becomes(self, person: Person, status: str, by: Person) -> None:
        """A member's new status (`administrator`, `member`, `left`, `kicked`); the bot is told where Telegram would."""
        with self.api.lock:
            change = {"chat": self.as_json(), "from": by.as_json(), "date": self.api.now()}
            change["old_chat_member"] = self.member_json(person)
            self.members[person] = status
            change["new_chat_member"] = self.member_json(person)
            if person is self.api.me:
                self.api.updates.put("my_chat_member", change)
            elif self.bot_is_admin:
                self.api.updates.put("chat_member", change)

    # ---- what the Bot API shows --------------------------------------------------------------------------------------

    def post(self, message: Posted) -> Posted:
        """The message, with its number and date, standing in this chat."""
        message.id = self.api.next_message_id(self)
        message.date = self.api.now()
        self.history.append(message)
        return message

    def find(self, message_id: int) -> Posted | None:
        """The message with this number, unless it was deleted."""
        return next((found for found in self.history if found.id == message_id and not found.deleted), None)

    def admins(self) -> Iterable[Person]:
        """The admins, without other bots."""
        people = (person for person, status in self.members.items() if status in ADMINS)
        return [person for person in people if not person.is_bot or person is self.api.me]

    def as_json(self) -> Json:
        """Telegram's Chat."""
        if self.with_person:
            person = self.with_person.as_json()
            return {"id": self.id, "type": "private"} | {
                key: person[key] for key in ("first_name", "username") if key in person
            }
        return {"id": self.id, "type": self.kind, "title": self.title} | ({"is_forum": True} if self.forum else {})

    def member_json(self, person: Person) -> Json:
        """Telegram's ChatMember."""
        status = self.members.get(person, "left")
        member: Json = {"user": person.as_json(), "status": status}
        if status == "administrator":
            member |= dict.fromkeys(RIGHTS, True) | {"is_anonymous": False, "can_be_edited": False}
        if status == "creator":
            member["is_anonymous"] = False
        if status == "restricted":
            member |= dict.fromkeys(PERMISSIONS, False) | {"is_member": self.restricted_here, "until_date": 0}
        if status == "kicked":
            member["until_date"] = 0
        return member
