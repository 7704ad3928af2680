"""Limits that Telegram checks and its typed models do not know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loopback.telegram import markup
from loopback.telegram.errors import MisuseError

if TYPE_CHECKING:
    from loopback.telegram.errors import Json

BESIDE_ACTION = {"text", "style", "icon_custom_emoji_id"}
SCHEMES = r"(https?|tg)://\S+"
PAYLOAD = r"[A-Za-z0-9_-]{1,64}"


def at_most(what: str, text: str, most: int, least: int = 0) -> None:
    """Refuses a text whose length is out of bounds."""
    if not least <= markup.units(text) <= most:
        raise MisuseError(f"{what} has {markup.units(text)} characters, allowed are {least} to {most}")


def keyboard(reply_markup: Json | None) -> None:
    """Refuses inline buttons that Telegram would."""
    rows = (reply_markup or {}).get("inline_keyboard", [])
    if any(not row for row in rows):
        raise MisuseError("a row without buttons")
    buttons = [one for row in rows for one in row]
    if len(buttons) > 100 or any(len(row) > 8 for row in rows):
        raise MisuseError("REPLY_MARKUP_TOO_LONG")
    for one in buttons:
        _button(one)


def inline_results(results: list[Json]) -> None:
    """Refuses a list of results that Telegram would."""
    if len(results) > 50:
        raise MisuseError("RESULTS_TOO_MUCH")
    ids = [result["id"] for result in results]
    if not all(1 <= len(one.encode()) <= 64 for one in ids):
        raise MisuseError("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise MisuseError("RESULT_ID_DUPLICATE")
    for result in results:
        content = result.get("input_message_content", {})
        if result["type"] != "article" or "message_text" not in content:
            raise MisuseError("the loopback knows articles with text only")
        if not result["title"].strip():
            raise MisuseError("ARTICLE_TITLE_EMPTY")
        markup.parsed(content["message_text"], content)
        keyboard(result.get("reply_markup"))


def inline_button(button: Json | None) -> None:
    """Refuses a button above the results that Telegram would."""
    if button is None:
        return
    at_most("the button's text", button["text"], 64, 1)
    if not re.fullmatch(PAYLOAD, button.get("start_parameter", "")):
        raise MisuseError("START_PARAM_INVALID")


def commands(listed: list[Json]) -> None:
    """Refuses a menu of commands that Telegram would."""
    if len(listed) > 100:
        raise MisuseError("BOT_COMMANDS_TOO_MUCH")
    names = [one["command"] for one in listed]
    if not all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in names) or len(set(names)) < len(names):
        raise MisuseError(f"BOT_COMMAND_INVALID: {names}")
    for one in listed:
        at_most(f"the description of /{one['command']}", one["description"], 256, 1)


def language(code: str) -> None:
    """Refuses a language code that is not of two letters."""
    if not re.fullmatch(r"([a-z]{2})?", code):
        raise MisuseError(f"invalid language_code: {code}")


def _button(button: Json) -> None:
    if not button["text"].strip():
        raise MisuseError("BUTTON_TEXT_EMPTY")
    actions = set(button) - BESIDE_ACTION
    if len(actions) != 1:
        raise MisuseError(f"a button does exactly one thing, this one {sorted(actions)}")
    if not 1 <= len(button.get("callback_data", "x").encode()) <= 64:
        raise MisuseError("BUTTON_DATA_INVALID")
    if not re.fullmatch(SCHEMES, button.get("url", "https://x")):
        raise MisuseError(f"inline keyboard button URL '{button['url']}' is invalid")
    if button.get("style", "primary") not in {"primary", "success", "danger"}:
        raise MisuseError(f"no button has the style {button['style']}")
    if "copy_text" in button:
        at_most("copy_text", button["copy_text"]["text"], 256, 1)
