"""What comes in, and what goes out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.model.blocks import Block
    from bot.model.faq import Organisation, Source


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message as an adapter hands it to the core.

    `addressed`: said to the bot (a command, a mention, a reply to it, a private chat); otherwise it was overheard in
    a chat where a moderator switched listening on. `country` is an ISO 3166 code where the chat has set one.
    `context` is the id of the entry in the answer that it replies to, or empty, and `choices` the buttons below that.
    """

    text: str
    addressed: bool = True
    country: str = ""
    context: str = ""
    choices: tuple[Button, ...] = ()


class Outcome(StrEnum):
    """What the policy decides to do with a message."""

    URGENT = "urgent"
    CARE_TEAM = "care-team"
    ANSWER = "answer"
    SUGGEST = "suggest"
    NOT_COVERED = "not-covered"
    SILENT = "silent"


class Verb(StrEnum):
    """What a tap on a button asks for."""

    SHOW = "show"
    OTHERS = "others"
    HELPED = "helped"
    NOT_HELPED = "unhelped"
    THEME = "theme"
    TOPICS = "topics"
    SUPPORT = "support"
    URGENT = "urgent"
    COUNTRY = "country"
    NONE = "none"
    MORE = "more"
    BACK = "back"
    REMOVE = "remove"
    SHARE = "share"
    SEND = "send"
    CONFIRM = "confirm"
    CONFIRM_ANSWER = "answerme"
    DECLINE = "decline"
    ANSWER = "answer"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Press:
    """A tap as a button carries it: `str()` is its wire form, at most 64 bytes; `bot.answering.presses` reads it.

    `target` is the id of an entry or a theme, a country, or empty; `back` is the entry to which the way back leads from
    where the tap leads, or empty; `about` is the mark of the question that it all
    began with, for as long as that is held (`bot.adapters.pending_questions`), or empty. Neither is ever a member's words.
    """

    verb: Verb
    target: str = ""
    about: str = ""
    back: str = ""

    def __str__(self) -> str:
        target, about = self.target and f":{self.target}", self.about and f"~{self.about}"
        back = self.back and f"^{self.back}"
        return f"{self.verb}{target}{back}{about}"


@dataclass(frozen=True, slots=True)
class Button:
    """A choice to tap: `label` is what the member reads, `press` what the service gets back."""

    label: str
    press: Press


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says, free of any platform: plain text without markup, which each renderer escapes for its own.

    A `silent` reply has no text at all. `blocks` are the whole text. Where there is `short`, it is what is to be seen at
    once, and the whole is one step away, with sources and organisations by name and the disclaimer in full. `entry` is
    the id of the entry shown, or empty. `numbers` to call are seen without a tap: in full, or beside `short` as
    `numbers_in_brief`. `above` stands before the title: what to do if it is an emergency after all; `below` leads to help, and
    stands before the disclaimer. `prompts`: what its member writes next is the question. `introduces` asks for what each organisation offers, beside its name. `country` is the
    one that was chosen, and whose numbers these are.
    """

    outcome: Outcome
    title: str = ""
    blocks: tuple[Block, ...] = ()
    numbers: tuple[Block, ...] = ()
    entry: str = ""
    short: tuple[Block, ...] = ()
    sources: tuple[Source, ...] = ()
    reviewed: date | None = None
    organisations: tuple[Organisation, ...] = ()
    introduces: bool = False
    prompts: bool = False
    disclaimer: str = ""
    above: str = ""
    below: str = ""
    buttons: tuple[Button, ...] = ()
    country: str = ""
    numbers_in_brief: tuple[Block, ...] = ()

    @property
    def whole(self) -> Reply:
        """The same reply with all that it says, instead of what is to be seen at once."""
        return replace(self, short=())

    @property
    def beyond_short(self) -> tuple[Block, ...]:
        """The whole text without its first paragraphs, as far as `short` begins with them word for word."""
        shared = takewhile(lambda pair: pair[0] == pair[1], zip(self.short, self.blocks, strict=False))
        return self.blocks[len(list(shared)) :]
