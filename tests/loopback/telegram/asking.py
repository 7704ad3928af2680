"""Methods that ask about the bot, chats and members, or show presence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loopback.telegram.errors import MisuseError
from loopback.telegram.sending import reach, refuse, topic_of

if TYPE_CHECKING:
    from loopback.telegram.api import BotApi
    from loopback.telegram.errors import Json

ACTIONS = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
]
COLOUR = {"accent_color_id": 0, "max_reaction_count": 11}
NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


def get_me(api: BotApi, _: Json) -> Json:
    """`getMe`, with the switches of BotFather."""
    off = ("can_connect_to_business", "has_main_web_app", "has_topics_enabled", "allows_users_to_create_topics")
    switches = {"can_join_groups": True, "can_read_all_group_messages": not api.privacy}
    switches["supports_inline_queries"] = api.inline
    return api.me.as_json() | switches | dict.fromkeys(off, False)


def get_chat(api: BotApi, params: Json) -> Json:
    """`getChat`."""
    return reach(api, params["chat_id"]).as_json() | COLOUR | {"accepted_gift_types": NO_GIFTS}


def get_chat_member(api: BotApi, params: Json) -> Json:
    """`getChatMember`."""
    chat = reach(api, params["chat_id"])
    person = api.people.get(params["user_id"])
    if person is None:
        raise refuse("invalid user_id specified")
    return chat.member_json(person)


def get_chat_administrators(api: BotApi, params: Json) -> list[Json]:
    """`getChatAdministrators`, without other bots."""
    chat = reach(api, params["chat_id"])
    if chat.kind == "private":
        raise refuse("there are no administrators in the private chat")
    return [chat.member_json(person) for person in chat.admins()]


def send_chat_action(api: BotApi, params: Json) -> bool:
    """`sendChatAction`."""
    topic_of(reach(api, params["chat_id"]), params)
    if params["action"] not in ACTIONS:
        raise MisuseError("wrong parameter action in request")
    return True


def leave_chat(api: BotApi, params: Json) -> bool:
    """`leaveChat`."""
    reach(api, params["chat_id"]).becomes(api.me, "left", api.me)
    return True
