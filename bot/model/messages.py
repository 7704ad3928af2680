"""What comes in, and what goes out."""

from __future__ import annotations

from base64 import b32encode
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2s
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.model.blocks import Block
    from bot.model.faq import Organisation, Source


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message as an adapter hands it to the core.

    `addressed`: the message was said to the bot (a command, a mention, a reply to the bot, a private chat). Otherwise
    the bot overheard it in a group where listening is on.
    """

    text: str
    addressed: bool = True
    context: str = ""
    """If the message replies to an answer of the bot: the id of the entry in that answer. Otherwise empty."""
    choices: tuple[Button, ...] = ()
    """The buttons below the answer that the message replies to."""
    subject: str = ""
    """The id of the entry that was spoken of before. What the message replies to may show none, as "You are welcome" does."""
    shown: tuple[str, ...] = ()
    """The ids of the entries that the member was shown before, the last one at the end, each as often as it was shown."""
    danger_over: bool = False
    """Whether the member has said before that nobody is in danger."""


_WIRE, _MARK = 64, 13
"""Bytes that a button carries on Telegram, and those of them that the mark of a question takes."""
LONGEST_ID = 40
"""Characters of an entry's id: with a verb before it and the mark behind it, it must fit on a button."""
CODE = 4
"""Letters and digits of an entry's code: in 1 of 140 FAQs of 124 entries, two have the same one."""


def code_of(entry_id: str) -> str:
    """A few letters and digits for an entry, of which a button has room for several; the same after a restart."""
    return b32encode(blake2s(entry_id.encode()).digest())[:CODE].decode().lower()


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
    """What a button carries, and what a tap on the button asks for.

    `str()` gives the wire form, at most 64 bytes. `bot.answering.presses` reads the wire form back. No field ever holds
    a member's words.
    """

    verb: Verb
    target: str = ""
    """The id of an entry or of a theme, a country, or empty."""
    about: str = ""
    """The mark of the question that the buttons belong to, while `bot.adapters.pending_questions` holds it; or
    empty."""
    back: str = ""
    """The id of the entry that the Back button on the next screen returns to, or empty."""
    instead: tuple[str, ...] = ()
    """What else the question may mean that led to `target`, likeliest first: the codes of entries (`Faq.coded`)."""

    def __str__(self) -> str:
        target, about = self.target and f":{self.target}", self.about and f"~{self.about}"
        back = self.back and f"^{self.back}"
        room = _WIRE - len(f"{self.verb}{target}{back}=") - _MARK
        instead = "".join(self.instead[: max(room, 0) // CODE])
        return f"{self.verb}{target}{back}{instead and f'={instead}'}{about}"


@dataclass(frozen=True, slots=True)
class Button:
    """A choice to tap. The member reads `label`. The service gets `press` when the button is tapped."""

    label: str
    press: Press


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says, for every platform: plain text without markup. Each platform's renderer escapes the text.

    If the outcome is `silent`, the reply has no text at all.
    """

    outcome: Outcome
    title: str = ""
    blocks: tuple[Block, ...] = ()
    """The whole text."""
    numbers: tuple[Block, ...] = ()
    """Numbers to call, in full. They are seen without a tap; beside `short`, as `numbers_in_brief`."""
    entry: str = ""
    """The id of the entry that is shown, or empty."""
    short: tuple[Block, ...] = ()
    """If there is a `short`, it is shown first. The whole text is then one step away, with sources and organisations by
    name and the disclaimer in full."""
    sources: tuple[Source, ...] = ()
    reviewed: date | None = None
    organisations: tuple[Organisation, ...] = ()
    introduces: bool = False
    """Whether each organisation's name is followed by what the organisation offers."""
    prompts: bool = False
    """Whether the reply asks for the question: the member's next message is then the question."""
    disclaimer: str = ""
    above: str = ""
    """What to do if it is an emergency after all. Stands before the title."""
    below: str = ""
    """Where to find help. Stands before the disclaimer."""
    buttons: tuple[Button, ...] = ()
    country: str = ""
    """The country that the member chose, whose numbers these are. Empty if none was chosen."""
    numbers_in_brief: tuple[Block, ...] = ()
    """The numbers to call in few words, shown beside `short`."""

    @property
    def doubts(self) -> bool:
        """Whether it tells, beside what it shows, whom to call if it is an emergency after all."""
        return bool(self.above) or any(button.press.verb is Verb.URGENT for button in self.buttons)

    @property
    def whole(self) -> Reply:
        """The same reply without `short`, so that the whole text is shown."""
        return replace(self, short=())

    @property
    def beyond_short(self) -> tuple[Block, ...]:
        """`blocks` without the first blocks that are the same, word for word, as those of `short`."""
        shared = takewhile(lambda pair: pair[0] == pair[1], zip(self.short, self.blocks, strict=False))
        return self.blocks[len(list(shared)) :]
