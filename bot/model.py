"""The data that flows through the bot: what the FAQ holds, what comes in, what goes out. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

# ---- the FAQ ---------------------------------------------------------------------------------------------------------


class Kind(StrEnum):
    """The five kinds of entry; the kind decides what the policy does with a match."""

    ANSWER = "answer"
    SIGNPOST = "signpost"
    URGENT = "urgent"
    CARE_TEAM = "care-team"
    CHATTER = "chatter"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text without any markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """List items, each plain text without any markup."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text to be copied as it stands, line by line; only what moderators read has any."""

    text: str


Block = Paragraph | Bullets | Code


@dataclass(frozen=True, slots=True)
class Source:
    """A page that facts were drawn from; `url` is empty where the page's address is not known."""

    id: str
    title: str
    publisher: str
    kind: str
    url: str
    accessed: date


@dataclass(frozen=True, slots=True)
class Organisation:
    """A support organisation; `countries` are ISO 3166 codes or `world`, `languages` ISO 639 codes."""

    id: str
    name: str
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    url: str
    about: str
    names_mmn: bool
    checked_on: date


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """A line for people in a crisis: its name and its number as dialled, or a web address."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The emergency numbers and crisis lines of one country (ISO 3166 code, or `eu`), `name` as shown."""

    country: str
    name: str
    emergency: tuple[str, ...]
    crisis: tuple[CrisisLine, ...]
    checked_on: date


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the bot recognises, and what it says then.

    `id` is unique in the FAQ, at most 40 characters of a-z, 0-9 and -. `theme` is empty for all but answers.
    `asks` are the ways in which members say it. `numbers` names the numbers to show with it (`emergency`, `crisis`,
    in that order). `signs` are the rules of `bot.answering.safety`. `path` is the file and
    `answer_line` the line of its answer, for messages to moderators.
    """

    id: str
    kind: Kind
    theme: str
    question: str
    answer: tuple[Block, ...]
    asks: tuple[str, ...]
    sources: tuple[str, ...]
    see_also: tuple[str, ...]
    reviewed: date
    numbers: tuple[str, ...]
    signs: tuple[str, ...]
    path: str
    answer_line: int


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of one language; `everyday` lists its words, the most usual first.

    `same` maps a wording to its variants, `other_conditions` a condition to its other names. `question_words` open a
    question, after `lead_ins` or not, `question_phrases` make one anywhere; `talk_to_one` opens talk to one other member.
    """

    same: Mapping[str, tuple[str, ...]]
    other_conditions: Mapping[str, tuple[str, ...]]
    own_condition: tuple[str, ...]
    question_words: tuple[str, ...]
    lead_ins: tuple[str, ...]
    question_phrases: tuple[str, ...]
    talk_to_one: tuple[str, ...]
    words_for_you: tuple[str, ...]
    everyday: tuple[str, ...]


NO_WORDS = Words({}, {}, (), (), (), (), (), (), ())
"""The word list of a language of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The fixed lines of the interface, worded by the moderators in `community.yaml`. Words in braces are filled in."""

    sources: str
    reviewed: str
    organisations: str
    suggest_title: str
    suggest_text: str
    none_of_these: str
    not_covered_title: str
    not_covered_text: str
    others_title: str
    others_button: str
    support_button: str
    support_title: str
    support_text: str
    support_other_countries: str
    topics_title: str
    topics_text: str
    topics_button: str
    theme_button: str
    helped_button: str
    not_helped_button: str
    vote_thanks: str
    remove_button: str
    remove_refused: str
    removed: str
    private_button: str
    said_before_button: str
    read_all_button: str
    share_button: str
    said_before: str
    forget_title: str
    forget_held: str
    forget_nothing: str
    sorry_title: str
    sorry_text: str
    emergency_elsewhere: str
    crisis_directory: str
    welcome_title: str
    welcome_text: str
    empty_title: str
    empty_text: str
    gone_title: str
    gone_text: str
    foreign_title: str
    foreign_text: str
    safety_title: str
    safety_text: str
    send_button: str
    send_title: str
    send_offered: str
    send_off: str
    send_posted: str
    send_kept: str
    send_confirm: str
    send_decline: str
    sent_title: str
    sent_text: str
    unsent_title: str
    unsent_text: str
    send_lost_title: str
    send_lost_text: str
    send_failed_title: str
    send_failed_text: str
    send_refused: str
    kept_here: str
    kept_elsewhere: str


@dataclass(frozen=True, slots=True)
class TelegramLines:
    """The lines that speak of Telegram itself: what admins read, and how the bot presents itself there."""

    description: str
    short_description: str
    admins_only: str
    groups_only: str
    listen_usage: str
    listen_on: str
    listen_off: str
    status_title: str
    status_sees_all: str
    status_sees_some: str
    status_is_admin: str
    status_listening: str
    status_not_listening: str
    status_deaf: str


@dataclass(frozen=True, slots=True)
class DiscordLines:
    """The lines that speak of Discord itself, which those who manage a server read."""

    menu_hint: str
    answered: str
    managers_only: str
    servers_only: str
    listen_on: str
    listen_off: str
    status_title: str
    status_sees_all: str
    status_sees_some: str
    status_listening: str
    status_not_listening: str
    status_intent_steps: str
    status_missing: str
    status_complete: str


@dataclass(frozen=True, slots=True)
class ModeratorsLines:
    """The lines that the moderators read, in their chat."""

    only_here: str
    chat_number: str
    question_title: str
    question_nearest: str
    faq_broken: str
    faq_live: str
    try_usage: str
    gaps_title: str
    gaps_none: str
    gaps_more: str
    gaps_unread: str
    gaps_no_key: str


@dataclass(frozen=True, slots=True)
class Page:
    """A fixed text that a command shows."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """The fixed texts, each under the name of its command. Words in braces are filled in."""

    help: Page
    urgent: Page
    privacy: Page
    about: Page


@dataclass(frozen=True, slots=True)
class Community:
    """Who runs the bot, and every fixed line that it says.

    `commands` maps a command's name to what it does, `command_names` to its name in this language where it has one.
    """

    name: str
    contact: str
    disclaimer: str
    lines: Lines
    telegram: TelegramLines
    discord: DiscordLines
    moderators: ModeratorsLines
    pages: Pages
    commands: Mapping[str, str]
    command_names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Faq:
    """The whole FAQ in one language; `entries` by id, `themes` maps a theme's id to its title, both in menu order."""

    language: str
    entries: Mapping[str, Entry]
    themes: Mapping[str, str]
    sources: Mapping[str, Source]
    organisations: tuple[Organisation, ...]
    numbers: tuple[Numbers, ...]
    words: Words
    community: Community


class Severity(StrEnum):
    """Whether a problem must be mended before the FAQ is used, or is for somebody to look at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a file that people write: where (`line` and `column` from 1), what, and the remedy."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    @property
    def told(self) -> str:
        """What is wrong, and the remedy."""
        return f"{self.message} ({self.hint})" if self.hint else self.message

    def __str__(self) -> str:
        mild = "warning: " if self.severity is Severity.WARNING else ""
        return f"{self.path}:{self.line}:{self.column}: {mild}{self.told}"


@dataclass(frozen=True, slots=True)
class Case:
    """A message with what a careful moderator expects of it; `topics` are the accepted ids, the best first.

    `context` is the entry in the answer that it replies to, or empty.
    """

    text: str
    addressed: bool
    expect: str
    topics: tuple[str, ...]
    kind: str
    path: str
    line: int
    context: str = ""


# ---- what comes in ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message as an adapter hands it to the core.

    `addressed`: said to the bot (a command, a mention, a reply to it, a private chat); otherwise it was overheard in
    a chat where a moderator switched listening on. `country` is an ISO 3166 code where the chat has set one.
    `context` is the id of the entry in the answer that it replies to, or empty.
    """

    text: str
    addressed: bool = True
    country: str = ""
    context: str = ""


# ---- what is kept ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that stands in a chat: ids and codes, never a text.

    `place` is a keyed code of the chat, `topic` the forum topic in it or 0, `question` the id of the message that
    asked, `messages` those of the answer, in order and at least one. `asker` is a keyed code of the user, or empty.
    `entry` is the entry that it shows, or empty. `at` is in UTC.
    """

    place: str
    topic: int
    question: int
    messages: tuple[int, ...]
    asker: str
    entry: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened in a week (ISO 8601, as 2026-W47) to an entry, or to none."""

    week: str
    entry: str
    what: str
    number: int


@dataclass(frozen=True, slots=True)
class SentQuestion:
    """A question that a member sent to the moderators on purpose, encrypted."""

    id: int
    at: datetime
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Keeping:
    """What becomes of what members do, by the settings in force.

    `posted`: a question that a member sends is posted to the moderators' chat. `days`: for how many days it is kept,
    encrypted; 0 where it is not. `here`: what is kept stays on the machine that runs the bot.
    """

    posted: bool = False
    days: int = 0
    here: bool = True

    @property
    def takes_questions(self) -> bool:
        """Whether there is anybody to send a question to."""
        return self.posted or self.days > 0


# ---- what goes out ---------------------------------------------------------------------------------------------------


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
    NONE = "none"
    REMOVE = "remove"
    READ = "read"
    SHARE = "share"
    SEND = "send"
    CONFIRM = "confirm"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class Press:
    """A tap as a button carries it: `str()` is its wire form, at most 64 bytes; `bot.answering.presses` reads it.

    `target` is the id of an entry or a theme, a country, or empty; `about` is the mark of the question that it all
    began with, for as long as that is held (`bot.adapters.outbox`), or empty. Neither is ever a member's words.
    """

    verb: Verb
    target: str = ""
    about: str = ""

    def __str__(self) -> str:
        target, about = self.target and f":{self.target}", self.about and f"~{self.about}"
        return f"{self.verb}{target}{about}"


@dataclass(frozen=True, slots=True)
class Button:
    """A choice to tap: `label` is what the member reads, `press` what the service gets back."""

    label: str
    press: Press


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says, free of any platform: plain text without markup, which each renderer escapes for its own.

    A `silent` reply has no text at all. `entry` is the id of the entry shown, or empty. `numbers` are to be seen
    without a tap. `introduces` asks for what each organisation offers, beside its name.
    """

    outcome: Outcome
    title: str = ""
    blocks: tuple[Block, ...] = ()
    numbers: tuple[Block, ...] = ()
    entry: str = ""
    sources: tuple[Source, ...] = ()
    reviewed: date | None = None
    organisations: tuple[Organisation, ...] = ()
    introduces: bool = False
    disclaimer: str = ""
    buttons: tuple[Button, ...] = ()
