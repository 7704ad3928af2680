"""Methods that put messages into chats, change them and take them away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loopback.telegram import limits, markup
from loopback.telegram.errors import ApiError, MisuseError
from loopback.telegram.messages import Posted
from loopback.telegram.people import place_of

from telegram.constants import ReactionEmoji

if TYPE_CHECKING:
    from loopback.telegram.api import BotApi
    from loopback.telegram.chats import Chat
    from loopback.telegram.errors import Json

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def refuse(why: str) -> ApiError:
    """A 400 that a sound bot may meet."""
    return ApiError(400, f"Bad Request: {why}")


def reach(api: BotApi, chat_id: int | str) -> Chat:
    """The chat, if the bot can still reach it."""
    chat = api.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None and chat_id in api.people:
        raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
    if chat is None:
        raise refuse("chat not found")
    if chat.migrated_to:
        moved = "Bad Request: group chat was upgraded to a supergroup chat"
        raise ApiError(400, moved, migrate_to_chat_id=chat.migrated_to.id)
    if chat.with_person in api.blocked_by:
        raise ApiError(403, "Forbidden: bot was blocked by the user")
    if chat.bot_status == "kicked":
        raise ApiError(403, f"Forbidden: bot was kicked from the {chat.kind} chat")
    if chat.bot_status == "left":
        raise ApiError(403, f"Forbidden: bot is not a member of the {chat.kind} chat")
    return chat


def topic_of(chat: Chat, params: Json) -> int | None:
    """The topic that a request names, if one can write there."""
    topic = params.get("message_thread_id")
    if topic is not None and topic not in chat.topics:
        raise refuse("message thread not found")
    if topic in chat.closed_topics and not chat.bot_is_admin:
        raise refuse("TOPIC_CLOSED")
    return topic


def send_message(api: BotApi, params: Json) -> Json:
    """`sendMessage`."""
    chat = reach(api, params["chat_id"])
    if chat.bot_status == "restricted":
        raise refuse("not enough rights to send text messages to the chat")
    text, entities = markup.parsed(params["text"], params)
    limits.keyboard(params.get("reply_markup"))
    named = topic_of(chat, params)
    answered = _answered(chat, params.get("reply_parameters"))
    if named and answered and answered.topic != named:
        raise MisuseError(f"an answer in topic {named} to a message in topic {answered.topic}")
    topic, thread = place_of(answered, named)
    html = params["text"] if params.get("parse_mode") else markup.escape(params["text"])
    sent = Posted(0, chat, api.me, 0, text, html, entities, params.get("reply_markup"), answered, topic, thread)
    return chat.post(sent).as_json()


def set_message_reaction(api: BotApi, params: Json) -> bool:
    """`setMessageReaction`, with one of the emoji that bots may use."""
    message = reach(api, params["chat_id"]).find(params["message_id"])
    if message is None:
        raise refuse("message to react not found")
    reactions = [reaction["emoji"] for reaction in params.get("reaction", [])]
    if len(reactions) > 1 or not set(reactions) <= set(ReactionEmoji):
        raise MisuseError(f"REACTION_INVALID: {reactions}")
    message.reactions = reactions
    return True


def edit_message_text(api: BotApi, params: Json) -> Json | bool:
    """`editMessageText`; without reply_markup the buttons go."""
    message = _own(api, params)
    if message.caption:
        raise refuse("there is no text in the message to edit")
    text, entities = markup.parsed(params["text"], params)
    html = params["text"] if params.get("parse_mode") else markup.escape(params["text"])
    return _edited(api, message, text, entities, html, params)


def edit_message_reply_markup(api: BotApi, params: Json) -> Json | bool:
    """`editMessageReplyMarkup`."""
    message = _own(api, params)
    return _edited(api, message, message.text, message.entities, message.html, params)


def delete_message(api: BotApi, params: Json) -> bool:
    """`deleteMessage`: the bot's own; others where it is an admin, and in a private chat."""
    chat = reach(api, params["chat_id"])
    message = chat.find(params["message_id"])
    if message is None:
        raise refuse("message to delete not found")
    if message.author is not api.me and not chat.bot_is_admin and chat.kind != "private":
        raise refuse("message can't be deleted")
    message.deleted = True
    return True


def delete_messages(api: BotApi, params: Json) -> bool:
    """`deleteMessages`; those that are gone already are passed over."""
    if not 1 <= len(params["message_ids"]) <= 100:
        raise MisuseError("too many or no messages to delete")
    chat = reach(api, params["chat_id"])
    for message_id in params["message_ids"]:
        if chat.find(message_id):
            delete_message(api, params | {"message_id": message_id})
    return True


def _answered(chat: Chat, how: Json | None) -> Posted | None:
    if not how:
        return None
    if how.get("chat_id", chat.id) != chat.id:
        raise MisuseError("the loopback knows no replies across chats")
    message = chat.find(how["message_id"])
    if message is None and not how.get("allow_sending_without_reply"):
        raise refuse("message to be replied not found")
    if message and how.get("quote", "") not in message.text:
        raise refuse("QUOTE_TEXT_INVALID")
    return message


def _own(api: BotApi, params: Json) -> Posted:
    if inline_id := params.get("inline_message_id"):
        everything = (message for chat in api.chats.values() for message in chat.messages)
        found = next((message for message in everything if message.inline_id == inline_id), None)
        if found is None:
            raise refuse("MESSAGE_ID_INVALID")
        return found
    if "chat_id" not in params or "message_id" not in params:
        raise MisuseError("message identifier is not specified")
    message = reach(api, params["chat_id"]).find(params["message_id"])
    if message is None:
        raise refuse("message to edit not found")
    if message.author is not api.me:
        raise refuse("message can't be edited")
    return message


def _edited(  # noqa: PLR0913, PLR0917  the sides of a message, new
    api: BotApi, message: Posted, text: str, entities: list[Json], html: str, params: Json
) -> Json | bool:
    reply_markup = params.get("reply_markup")
    limits.keyboard(reply_markup)
    if reply_markup and "inline_keyboard" not in reply_markup:
        raise MisuseError("inline keyboard expected")
    rows = (reply_markup or {}).get("inline_keyboard", [])
    before = (message.text, message.entities, (message.markup or {}).get("inline_keyboard", []))
    if before == (text, entities, rows):
        raise refuse(NOT_MODIFIED)
    message.text, message.entities, message.html = text, entities, html
    message.markup = {"inline_keyboard": rows} if rows else None
    message.edited = api.now()
    return True if message.inline_id else message.as_json()
