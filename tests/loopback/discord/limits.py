"""What Discord checks in a message before it shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loopback.discord.errors import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 15
SETTABLE_FLAGS = EPHEMERAL | COMPONENTS_V2 | 1 << 2 | 1 << 12
ROW, BUTTON, TEXT = 1, 2, 10
SELECTS = (3, 5, 6, 7, 8)
LINK = 5


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component, those inside others too, in reading order."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        if "accessory" in component:
            yield component["accessory"]


def check_message(body: dict[str, Any]) -> None:
    """Refuses what is too long or too much in a message."""
    form = Form()
    form.length("content", body.get("content"), 2000)
    form.length("nonce", body.get("nonce"), 25)
    flags = body.get("flags") or 0
    if flags & ~SETTABLE_FLAGS:
        form.wrong("flags", "MESSAGE_FLAGS_INVALID", f"The flags {flags & ~SETTABLE_FLAGS:b} cannot be set.")
    _check_embeds(form, body.get("embeds") or [])
    _check_mentions(form, body.get("allowed_mentions") or {})
    components = body.get("components") or []
    if flags & COMPONENTS_V2:
        _check_new_layout(form, body, components)
    else:
        _check_rows(form, components)
    _check_items(form, components)
    form.done()


def _check_embeds(form: Form, embeds: list[dict[str, Any]]) -> None:
    form.count("embeds", embeds, 10)
    total = 0
    for at, embed in enumerate(embeds):
        path = f"embeds.{at}"
        footer, author = (embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")
        form.length(f"{path}.title", embed.get("title"), 256)
        form.length(f"{path}.description", embed.get("description"), 4096)
        form.length(f"{path}.footer.text", footer, 2048)
        form.length(f"{path}.author.name", author, 256)
        fields = embed.get("fields") or []
        form.count(f"{path}.fields", fields, 25)
        for number, field in enumerate(fields):
            form.length(f"{path}.fields.{number}.name", field.get("name"), 256, 1)
            form.length(f"{path}.fields.{number}.value", field.get("value"), 1024, 1)
        texts = [embed.get("title"), embed.get("description"), footer, author]
        texts += [text for field in fields for text in (field.get("name"), field.get("value"))]
        total += sum(len(text or "") for text in texts)
    if total > 6000:
        form.wrong("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")


def _check_mentions(form: Form, allowed: dict[str, Any]) -> None:
    for what in allowed.get("parse") or []:
        form.choice("allowed_mentions.parse", what, {"roles", "users", "everyone"})
        if allowed.get(what):
            form.wrong(
                "allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", f"Both a list and all of {what}."
            )


def _check_rows(form: Form, rows: list[dict[str, Any]]) -> None:
    form.count("components", rows, 5)
    for at, row in enumerate(rows):
        form.choice(f"components.{at}.type", row.get("type"), {ROW})


def _check_new_layout(form: Form, body: dict[str, Any], components: list[dict[str, Any]]) -> None:
    for old in ("content", "embeds"):
        if body.get(old):
            form.wrong(old, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", f"No {old} beside components V2.")
    everything = list(walk(components))
    form.count("components", everything, 40, 1)
    if sum(len(each["content"]) for each in everything if each["type"] == TEXT) > 4000:
        form.wrong("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "More than 4000 characters in all.")


def _check_items(form: Form, components: list[dict[str, Any]]) -> None:
    seen: set[str] = set()
    for at, each in enumerate(walk(components)):
        path = f"components.{at}"
        if each.get("type") == ROW:
            inside = each.get("components") or []
            form.count(f"{path}.components", inside, 1 if any(i["type"] in SELECTS for i in inside) else 5, 1)
        elif each.get("type") == BUTTON:
            _check_button(form, path, each)
        elif each.get("type") in SELECTS:
            _check_select(form, path, each)
        if (name := each.get("custom_id")) is not None:
            if name in seen:
                form.wrong(f"{path}.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id is duplicated.")
            seen.add(name)


def _check_button(form: Form, path: str, button: dict[str, Any]) -> None:
    form.choice(f"{path}.style", button.get("style"), {1, 2, 3, 4, LINK})
    form.length(f"{path}.label", button.get("label"), 80)
    if not button.get("label") and not button.get("emoji"):
        form.wrong(path, "BUTTON_COMPONENT_INVALID", "A button needs a label or an emoji.")
    if button.get("style") == LINK:
        form.length(f"{path}.url", button.get("url"), 512, 1)
    if (button.get("style") == LINK) != (button.get("custom_id") is None):
        form.wrong(path, "BUTTON_COMPONENT_INVALID", "A link button has a url, any other a custom id.")
    elif "custom_id" in button:
        form.length(f"{path}.custom_id", button["custom_id"], 100, 1)


def _check_select(form: Form, path: str, select: dict[str, Any]) -> None:
    form.length(f"{path}.custom_id", select.get("custom_id"), 100, 1)
    form.length(f"{path}.placeholder", select.get("placeholder"), 150)
    options = select.get("options") or []
    if select["type"] == SELECTS[0]:
        form.count(f"{path}.options", options, 25, 1)
    for number, option in enumerate(options):
        form.length(f"{path}.options.{number}.label", option.get("label"), 100, 1)
        form.length(f"{path}.options.{number}.value", option.get("value"), 100, 1)
        form.length(f"{path}.options.{number}.description", option.get("description"), 100)
    if len({option.get("value") for option in options}) < len(options):
        form.wrong(
            f"{path}.options", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified value is already used."
        )
