"""The bot in a terminal: replies as plain text, buttons as numbered choices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.text import Text

from bot.model import COMMANDS, Block, Bullets, Incoming, Keeping, Outcome, Press, Reply, Source, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from bot.answering.service import Service
    from bot.model import Button, Lines

PROMPT = "> "
_LEAVE = {"quit", "exit", "bye", ":q"}
_PAGES = {f"/{command.name}": command.name for command in COMMANDS if command.opens_page}
_NOT_HERE = {Verb.HELPED, Verb.SEND}
"""Nobody counts votes in a terminal, or takes what is sent."""


def chat(service: Service, lines: Iterable[str], console: Console, *, country: str = "") -> None:
    """Answers line after line until they end or one says "quit"; a number taps a button of the last reply.

    A country that is chosen holds until then.
    """
    reply = service.welcome()
    show(reply, service.faq.community.lines, console)
    for line in lines:
        said = line.strip()
        if said.casefold() in _LEAVE:
            return
        if not said:
            continue
        most = len(_choices(reply))
        if said.lstrip("-").isdecimal() and not 1 <= int(said) <= most:
            choices = f"Type 1 to {most}, or a question." if most else "Type a question."
            console.print(f"There is no choice {said}. {choices}")
            continue
        reply = _respond(service, said, reply, country)
        country = reply.country or country
        show(reply, service.faq.community.lines, console)


def _respond(service: Service, said: str, last: Reply, country: str) -> Reply:
    if page := _PAGES.get(said.casefold()):
        return service.page(page, country, Keeping())
    if said.isdecimal():
        return service.press(_choices(last)[int(said) - 1].press, country)
    return service.ask(Incoming(said, country=country, context=last.entry, choices=tuple(_choices(last))))


def _choices(reply: Reply) -> list[Button]:
    """What a reply offers. That it did not help is no vote here, and leads to the other choices."""
    offered = [button for button in reply.buttons if button.press.verb not in _NOT_HERE]
    return [
        replace(button, press=Press(Verb.OTHERS, button.press.target))
        if button.press.verb is Verb.NOT_HELPED
        else button
        for button in offered
    ]


def show(reply: Reply, lines: Lines, console: Console) -> None:
    """Prints a reply: styled where the console is a terminal, plain text in a pipe."""
    console.print()
    for style, line in _render(reply, lines):
        console.print(Text(line, style=style), soft_wrap=not console.is_terminal)
    console.print()


def _render(reply: Reply, lines: Lines) -> Iterator[tuple[str, str]]:
    """Each line of a reply with the style it has; an empty one parts its sections."""
    above = [("bold red", reply.above)] if reply.above else []
    title = [("bold red" if reply.outcome is Outcome.URGENT else "bold", reply.title)] if reply.title else []
    sections = [
        above,
        title,
        *map(_block, (*reply.blocks, *reply.numbers)),  # a terminal folds nothing: the whole, and only that
        _origin(reply, lines),
        _organisations(reply, lines),
    ]
    sections.append([("", reply.below)] if reply.below else [])
    sections.append([("italic", reply.disclaimer)] if reply.disclaimer else [])
    sections.append(
        [("cyan", f"  [{number}] {button.label}") for number, button in enumerate(_choices(reply), start=1)]
    )
    for place, section in enumerate(filter(None, sections)):
        if place:
            yield "", ""
        yield from section


def _block(block: Block) -> list[tuple[str, str]]:
    return [("", f"  - {item}") for item in block.items] if isinstance(block, Bullets) else [("", block.text)]


def _origin(reply: Reply, lines: Lines) -> list[tuple[str, str]]:
    sources = [f"{lines.sources}: {'; '.join(map(source_line, reply.sources))}"] if reply.sources else []
    reviewed = [lines.reviewed.format(date=reply.reviewed.isoformat())] if reply.reviewed else []
    return [("dim", line) for line in (*sources, *reviewed)]


def _organisations(reply: Reply, lines: Lines) -> list[tuple[str, str]]:
    named = [
        ("", f"  - {organisation.name}: {organisation.url}" + (f" ({organisation.about})" if reply.introduces else ""))
        for organisation in reply.organisations
    ]
    return [("", f"{lines.organisations}:"), *named] if named else []


def source_line(source: Source) -> str:
    """A source as one line of text."""
    return f'"{source.title}", {source.publisher}' + (f", {source.url}" if source.url else "")
