"""What the bot does with an interaction: the first response, follow-ups, edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loopback.discord.commands import check_choices
from loopback.discord.errors import Form, Refusal
from loopback.discord.interactions import AUTOCOMPLETE, COMPONENT, SUBMIT, TO_ANSWER, TO_FOLLOW_UP, Interaction
from loopback.discord.limits import EPHEMERAL, LOADING
from loopback.discord.messages import MENU_ANSWER, REPLY, SLASH_ANSWER, Message
from loopback.discord.routes_messages import write
from loopback.discord.routing import MESSAGE_KEYS, Request, route

if TYPE_CHECKING:
    from loopback.discord.server import Server

ANSWER, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
DATA_KEYS = MESSAGE_KEYS | {"choices", "title", "custom_id"}
ORIGINAL = "/webhooks/{app_id}/{token}/messages/{message_id}"


@route("POST", "/interactions/{id_}/{token}/callback", query="with_response", body={"type", "data"}, public=True)
def respond(server: Server, request: Request, id_: int, token: str) -> dict[str, Any] | None:
    """The first response, within three seconds and only once."""
    interaction = server.interactions.get(token)
    if interaction is None or interaction.id != id_:
        raise Refusal(10062)
    if interaction.acknowledged_within is not None:
        raise Refusal(40060)
    if interaction.age > TO_ANSWER:
        raise Refusal(10062)
    kind, data = request.body["type"], request.body.get("data") or {}
    server.surprise_at("an interaction's response:", set(data) - DATA_KEYS)
    form = Form()
    possible = {COMPONENT: {ANSWER, DEFER, DEFER_UPDATE, UPDATE, MODAL}, AUTOCOMPLETE: {CHOICES}}
    possible[SUBMIT] = {ANSWER, DEFER, DEFER_UPDATE, UPDATE}
    form.choice("type", kind, possible.get(interaction.kind, {ANSWER, DEFER, MODAL}))
    check_choices(form, "data.choices", data.get("choices") or [])
    form.done()
    _carry_out(interaction, kind, data)
    interaction.acknowledged_within = interaction.age
    if "with_response" not in request.query:
        return None
    shown = interaction.original if kind not in {CHOICES, MODAL} else None
    state = {"id": str(interaction.id), "type": interaction.kind, "response_message_loading": kind == DEFER}
    if shown is None:
        return {"interaction": state}
    state |= {"response_message_id": str(shown.id), "response_message_ephemeral": shown.ephemeral}
    return {"interaction": state, "resource": {"type": kind, "message": shown.payload()}}


def _carry_out(interaction: Interaction, kind: int, data: dict[str, Any]) -> None:
    if kind == ANSWER:
        interaction.original = _new(interaction, data)
    elif kind == DEFER:
        interaction.original = _message(interaction, (data.get("flags") or 0) | LOADING)
        interaction.original.channel.all_messages.append(interaction.original)
        interaction.deferred = True
    elif kind == DEFER_UPDATE:
        interaction.original, interaction.deferred = interaction.source, True
    elif kind == UPDATE:
        _edit(interaction.source, data)
        interaction.original = interaction.source
    elif kind == CHOICES:
        interaction.offered = data.get("choices") or []
    else:
        interaction.modal = data


def _message(interaction: Interaction, flags: int) -> Message:
    type_ = REPLY if interaction.source else MENU_ANSWER if interaction.data.get("target_id") else SLASH_ANSWER
    message = Message(interaction.channel, interaction.server.bot, id=interaction.server.new_id(), type=type_)
    message.flags, message.interaction, message.reply_to = interaction.flags(flags), interaction, interaction.source
    return message


def _new(interaction: Interaction, data: dict[str, Any]) -> Message:
    message = _message(interaction, data.get("flags") or 0)
    write(message, data)
    interaction.server.post(message)
    return message


def _edit(message: Message, body: dict[str, Any]) -> None:
    if message.deleted:
        raise Refusal(10008)
    write(message, body)
    message.edits += 1
    message.channel.server.message_event("MESSAGE_UPDATE", message)


def _fill(message: Message, body: dict[str, Any]) -> None:
    """Puts the words into a message that was only promised; whether it is ephemeral was settled then."""
    write(message, body)
    message.flags = message.flags & ~LOADING | (body.get("flags") or 0) & ~EPHEMERAL
    message.channel.server.message_event("MESSAGE_UPDATE", message)


def _open(server: Server, app_id: int, token: str) -> Interaction:
    interaction = server.interactions.get(token)
    if app_id != server.bot.id or interaction is None or interaction.acknowledged_within is None:
        raise Refusal(10015)
    if interaction.age > TO_FOLLOW_UP:
        raise Refusal(50027)
    return interaction


def _shown(interaction: Interaction, message_id: int | str) -> Message:
    every = [interaction.original, *interaction.followups]
    ids = {str(each.id): each for each in every if each} | {"@original": interaction.original}
    message = ids.get(str(message_id))
    if message is None or message.deleted:
        raise Refusal(10008)
    return message


@route("POST", "/webhooks/{app_id}/{token}", query="wait with_components", body=MESSAGE_KEYS, public=True)
def follow_up(server: Server, request: Request, app_id: int, token: str) -> dict[str, Any]:
    """One more message; the first after a deferral takes its place."""
    interaction = _open(server, app_id, token)
    if interaction.original and interaction.original.loading:
        _fill(interaction.original, request.body)
        return interaction.original.payload()
    in_guild = bool(interaction.channel.guild and interaction.channel.guild.has_bot)
    if interaction.by_user_install and not in_guild and len(interaction.followups) >= 5:
        raise Refusal(40094)
    interaction.followups.append(_new(interaction, request.body))
    return interaction.followups[-1].payload()


@route("GET", ORIGINAL, public=True)
def read(server: Server, _: Request, app_id: int, token: str, message_id: int | str) -> dict[str, Any]:
    """The response or a follow-up."""
    return _shown(_open(server, app_id, token), message_id).payload()


@route("PATCH", ORIGINAL, query="with_components", body=MESSAGE_KEYS, public=True)
def edit(server: Server, request: Request, app_id: int, token: str, message_id: int | str) -> dict[str, Any]:
    """The response or a follow-up with other words."""
    message = _shown(_open(server, app_id, token), message_id)
    (_fill if message.loading else _edit)(message, request.body)
    return message.payload()


@route("DELETE", ORIGINAL, public=True)
def delete(server: Server, _: Request, app_id: int, token: str, message_id: int | str) -> None:
    """The response or a follow-up taken away."""
    server.erase(_shown(_open(server, app_id, token), message_id))
