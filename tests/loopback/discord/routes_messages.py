"""Messages that the bot writes by itself: create, edit, delete, read, typing, private talks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loopback.discord import limits
from loopback.discord.channels import FORUM, THREAD, Channel
from loopback.discord.errors import Form, Refusal
from loopback.discord.messages import REPLY, Message
from loopback.discord.routing import MESSAGE_KEYS, Request, route

if TYPE_CHECKING:
    from loopback.discord.server import Server


NONCE_SECONDS = 300.0
"""For how long a nonce is known; Discord speaks of a few minutes."""


def write(message: Message, body: dict[str, Any]) -> None:
    """Puts what the bot sent into a message, once it is checked; what is not sent stays as it was."""
    limits.check_message({"flags": message.flags & limits.COMPONENTS_V2} | body)
    content, embeds, components = (
        body.get(key, getattr(message, key)) or empty
        for key, empty in (("content", ""), ("embeds", []), ("components", []))
    )
    if not content and not embeds and not components:
        raise Refusal(50006)
    if body.get("attachments"):
        raise NotImplementedError("attachments are not modelled")
    message.content, message.embeds, message.components = content, embeds, components
    message.allowed_mentions = body.get("allowed_mentions", message.allowed_mentions)
    message.pings = _pings(message)


def _pings(message: Message) -> list[Any]:
    allowed = message.allowed_mentions
    people = [person for person in message.channel.server.people if person.mention in message.content]
    if allowed is not None and "users" not in (allowed.get("parse") or []):
        people = [person for person in people if str(person.id) in map(str, allowed.get("users") or [])]
    replied = allowed is None or allowed.get("replied_user")
    return people + ([message.reply_to.author] if message.reply_to and replied else [])


def reachable(server: Server, channel_id: int, *needed: str) -> Channel:
    """The channel, if the bot sees it and has what is needed there."""
    channel = server.channels.get(channel_id)
    if channel is None:
        raise Refusal(10003)
    if not channel.bot_may("view_channel") or (channel.guild is None and server.bot in channel.people):
        raise Refusal(50001)
    if not channel.bot_may(*needed):
        raise Refusal(50013)
    return channel


def living(channel: Channel, message_id: int) -> Message:
    """The message, if it is still there for everyone."""
    found = next((each for each in channel.messages if each.id == message_id), None)
    if found is None:
        raise Refusal(10008)
    return found


@route("POST", "/channels/{channel_id}/messages", body=MESSAGE_KEYS | {"message_reference", "sticker_ids"})
def create(server: Server, request: Request, channel_id: int) -> dict[str, Any]:
    """A new message of the bot."""
    channel, body = reachable(server, channel_id), request.body
    if channel.kind == FORUM:
        raise Refusal(50008)
    reachable(server, channel_id, channel.to_write, *(["embed_links"] if body.get("embeds") else []))
    if channel.people and not channel.people[0].accepts_dms:
        raise Refusal(50007)
    _open(channel)
    if twin := _sent_before(server, body):
        return twin.payload() | {"nonce": twin.nonce}
    message = Message(channel, server.bot, id=server.new_id())
    message.nonce, message.sent_at = body.get("nonce", ""), server.now()
    message.flags = (body.get("flags") or 0) & ~limits.EPHEMERAL
    reference = body.get("message_reference")
    if reference:
        message.reply_to = next((each for each in channel.messages if each.id == int(reference["message_id"])), None)
        message.type = REPLY if message.reply_to else 0
        if not channel.bot_may("read_message_history"):
            raise Refusal(160002)
        if message.reply_to is None and reference.get("fail_if_not_exists", True):
            form = Form()
            form.wrong("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
            form.done()
    write(message, body)
    server.post(message)
    return message.payload() | ({"nonce": body["nonce"]} if "nonce" in body else {})


def _sent_before(server: Server, body: dict[str, Any]) -> Message | None:
    """The bot's message of the last minutes with the nonce of this one, which Discord gives back instead of a second one."""
    if not body.get("enforce_nonce"):
        return None
    sent = (message for channel in server.channels.values() for message in channel.all_messages if message.nonce)
    return next(
        (each for each in sent if each.nonce == body["nonce"] and server.now() - each.sent_at < NONCE_SECONDS), None
    )


def _open(thread: Channel) -> None:
    """Refuses a locked thread; an archived one that is not locked is opened by the message, as Discord does it."""
    if thread.locked and not thread.bot_may("manage_threads"):
        raise Refusal(50083 if thread.archived else 160005)
    if thread.kind == THREAD and thread.archived:
        thread.set()


@route("PATCH", "/channels/{channel_id}/messages/{message_id}", body=MESSAGE_KEYS)
def edit(server: Server, request: Request, channel_id: int, message_id: int) -> dict[str, Any]:
    """A message of the bot with other words."""
    channel = reachable(server, channel_id)
    message = living(channel, message_id)
    if message.author is not server.bot:
        raise Refusal(50005)
    if channel.archived:
        raise Refusal(50083)
    reachable(server, channel_id, *(["embed_links"] if request.body.get("embeds") else []))
    write(message, request.body)
    message.edits += 1
    server.message_event("MESSAGE_UPDATE", message)
    return message.payload()


@route("DELETE", "/channels/{channel_id}/messages/{message_id}")
def delete(server: Server, _: Request, channel_id: int, message_id: int) -> None:
    """A message taken away."""
    channel = reachable(server, channel_id)
    message = living(channel, message_id)
    if message.author is not server.bot:
        if channel.guild is None:
            raise Refusal(50003)
        reachable(server, channel_id, "manage_messages")
    if channel.archived:
        raise Refusal(50083)
    server.erase(message)


@route("GET", "/channels/{channel_id}/messages/{message_id}")
def read(server: Server, _: Request, channel_id: int, message_id: int) -> dict[str, Any]:
    """One message, without its words where the bot may not read them."""
    return living(reachable(server, channel_id, "read_message_history"), message_id).payload(server.readable())


@route("GET", "/channels/{channel_id}/messages", query="limit before after")
def history(server: Server, request: Request, channel_id: int) -> list[dict[str, Any]]:
    """The newest messages, newest first; none where the bot may not read the history."""
    channel, query = reachable(server, channel_id), request.query
    before, after = int(query.get("before", 1 << 63)), int(query.get("after", 0))
    found = [each for each in channel.messages if after < each.id < before and channel.bot_may("read_message_history")]
    limit = int(query.get("limit", 50))
    found = found[:limit] if "after" in query else found[-limit:]
    return [message.payload(server.readable()) for message in reversed(found)]


@route("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me")
def react(server: Server, _: Request, channel_id: int, message_id: int, emoji: str) -> None:
    """A reaction of the bot."""
    living(reachable(server, channel_id, "read_message_history", "add_reactions"), message_id).reactions.append(emoji)


@route("POST", "/channels/{channel_id}/typing")
def typing(server: Server, _: Request, channel_id: int) -> None:
    """The bot is seen to type."""
    channel = reachable(server, channel_id)
    reachable(server, channel_id, channel.to_write)
    channel.typed += 1


@route("GET", "/channels/{channel_id}")
def channel(server: Server, _: Request, channel_id: int) -> dict[str, Any]:
    """A channel or thread."""
    return reachable(server, channel_id).payload()


@route("POST", "/users/@me/channels", body={"recipient_id"})
def talk(server: Server, request: Request) -> dict[str, Any]:
    """The private talk with somebody, which may well be closed to the bot."""
    person = next((each for each in server.people if each.id == int(request.body["recipient_id"])), None)
    if person is None or person is server.bot:
        raise Refusal(10013)
    return person.dm().payload()
