"""A reply as a platform shows it, as HTML for the page: made of what the platform's own renderer writes."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import discord
from markupsafe import Markup, escape
from rich.console import Console

from bot.adapters import plain_text, terminal
from bot.adapters.discord import rendering as discord_rendering
from bot.adapters.discord import views
from bot.adapters.discord.components import wire_of
from bot.adapters.telegram import rendering as telegram_rendering
from bot.model import Outcome

if TYPE_CHECKING:
    from bot.model import Community, Reply

PLATFORMS = ("telegram", "discord", "plain")

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_MARKDOWN = re.compile(
    r"\\(?P<escaped>.)|```\w*\n(?P<code>.*?)\n```|(?:^### (?P<title>[^\n]+)|\*\*(?P<bold>(?:\\.|[^*\\])+)\*\*)"
    r"|\*(?P<note>(?:\\.|[^*\\])+)\*"
    r"|\[(?P<label>(?:\\.|[^\]\\])*)\]\((?P<url>https?://[^)\s]+)\)|(?P<address>https?://[^\s<>\"]+)",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Tap:
    """A button: `wire` is what a tap on it carries."""

    label: str
    wire: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A reply on a screen: the parts of its text as safe HTML, and rows of buttons. `silent`: nothing is said at all."""

    parts: tuple[Markup, ...]
    rows: tuple[tuple[Tap, ...], ...]
    silent: bool = False


def show(reply: Reply, community: Community, platform: str) -> Shown:
    """A reply as `platform` (of `PLATFORMS`) shows it. Discord's needs a running loop."""
    if reply.outcome is Outcome.SILENT:
        return Shown((), (), silent=True)
    if platform == "telegram":
        keyboard = telegram_rendering.keyboard(reply)
        rows = keyboard.inline_keyboard if keyboard else ()
        taps = tuple(tuple(Tap(button.text, str(button.callback_data)) for button in row) for row in rows)
        return Shown(tuple(map(_of_telegram, telegram_rendering.messages(reply, community.lines))), taps)
    if platform == "discord":
        parts = map(_of_markdown, discord_rendering.messages(reply, community.lines))
        return Shown(tuple(parts), _discord_rows(reply, community))
    console = Console(file=io.StringIO(), no_color=True, width=10_000, emoji=False, highlight=False, markup=False)
    reply = terminal.here(reply)
    plain_text.show(reply, community.lines, console)
    text = console.file.getvalue() if isinstance(console.file, io.StringIO) else ""
    words = "\n".join(line for line in text.splitlines() if not re.match(r"\s*\[\d+\] ", line))
    taps = tuple((Tap(button.label, str(button.press)),) for button in reply.buttons)
    return Shown((_linked(words.strip()),), taps)


# ---- Telegram --------------------------------------------------------------------------------------------------------


class _Telegram(HTMLParser):
    """Lets the few tags pass that Telegram knows, and escapes all else."""

    _TAGS = {"b": ("<strong>", "</strong>"), "i": ("<em>", "</em>"), "pre": ("<pre>", "</pre>")}  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Markup] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or ""
        if tag == "blockquote":
            self.parts.append(Markup("<details class='fold'><summary>Tap to unfold</summary>"))
        elif tag == "a" and _ADDRESS.fullmatch(address):
            self.parts.append(Markup('<a href="{}" rel="noreferrer" target="_blank">').format(address))
        elif tag in self._TAGS:
            self.parts.append(Markup(self._TAGS[tag][0]))  # noqa: S704  a fixed tag

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self.parts.append(Markup("</details>"))
        elif tag == "a":
            self.parts.append(Markup("</a>"))
        elif tag in self._TAGS:
            self.parts.append(Markup(self._TAGS[tag][1]))  # noqa: S704

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data))


def _of_telegram(html: str) -> Markup:
    parser = _Telegram()
    parser.feed(html)
    parser.close()
    return Markup("").join(parser.parts)


# ---- Discord ---------------------------------------------------------------------------------------------------------


def _of_markdown(text: str) -> Markup:
    """What `bot.adapters.discord.rendering` writes: bold, links, blocks of code, and marks that are escaped."""
    made: list[Markup] = []
    at = 0
    for found in _MARKDOWN.finditer(text):
        made.append(escape(text[at : found.start()]))
        at = found.end()
        if found["escaped"]:
            made.append(escape(found["escaped"]))
        elif found["code"] is not None:
            made.append(Markup("<pre>{}</pre>").format(found["code"]))
        elif found["title"] or found["bold"]:
            made.append(Markup("<strong>{}</strong>").format(_of_markdown(found["title"] or found["bold"])))
        elif found["note"]:
            made.append(Markup("<em>{}</em>").format(_of_markdown(found["note"])))
        elif found["url"]:
            made.append(_link(found["url"], _of_markdown(found["label"])))
        else:
            made.append(_link(found["address"], escape(found["address"])))
    return Markup("").join([*made, escape(text[at:])])


def _discord_rows(reply: Reply, community: Community) -> tuple[tuple[Tap, ...], ...]:
    view = views.view(reply, community)
    rows: dict[object, list[Tap]] = {}
    for place, child in enumerate(view.children if view else ()):
        item = getattr(child, "item", child)
        if isinstance(item, discord.ui.Button):
            rows.setdefault(item.row if item.row is not None else place, []).append(
                Tap(item.label or "", wire_of(item.custom_id))
            )
        elif isinstance(item, discord.ui.Select):
            for option in item.options:
                rows[len(rows), option.value] = [Tap(option.label, option.value)]
    return tuple(map(tuple, rows.values()))


def _linked(text: str) -> Markup:
    made: list[Markup] = []
    at = 0
    for found in _ADDRESS.finditer(text):
        made += [escape(text[at : found.start()]), _link(found[0], escape(found[0]))]
        at = found.end()
    return Markup("").join([*made, escape(text[at:])])


def _link(address: str, words: Markup) -> Markup:
    return Markup('<a href="{}" rel="noreferrer" target="_blank">{}</a>').format(address, words)
