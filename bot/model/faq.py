"""What the FAQ holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.model.messages import code_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from bot.model.blocks import Block
    from bot.model.language import Vocabulary, Words
    from bot.model.wording import Community


class Kind(StrEnum):
    """The five kinds of entry; the kind decides what the policy does with a match."""

    ANSWER = "answer"
    SIGNPOST = "signpost"
    URGENT = "urgent"
    CARE_TEAM = "care-team"
    CHATTER = "chatter"

    @property
    def is_showable(self) -> bool:
        """Whether a member may open an entry of this kind: the bot offers it, and others may lead to it."""
        return self is Kind.ANSWER or self is Kind.SIGNPOST

    @property
    def is_offered(self) -> bool:
        """Whether an entry of this kind may stand among what a member may have meant: a personal decision may, too."""
        return self.is_showable or self is Kind.CARE_TEAM


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
    """A support organisation; `countries` are ISO 3166 codes or `world`, `languages` ISO 639 codes.

    It was looked up on the day `checked_on`; `opened` says whether its address was opened then, or only a copy of the
    page or a mention of it was seen.
    """

    id: str
    name: str
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    url: str
    about: str
    names_mmn: bool
    checked_on: date
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Helpline:
    """A line for people in a crisis, or for poisonings. It has a number, a text or a chat; what is empty is not known.

    `number` is as dialled, `text` tells what to send where, `chat` is a web address. `free`: it costs nothing.
    """

    name: str
    number: str = ""
    text: str = ""
    chat: str = ""
    hours: str = ""
    free: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers to call in one country (ISO 3166 code, or `eu`), `name` as shown, and the pages that they are from."""

    country: str
    name: str
    emergency: tuple[str, ...]
    crisis: tuple[Helpline, ...]
    poison: Helpline | None
    sources: tuple[str, ...]
    checked_on: date
    also: tuple[str, ...] = ()
    """What else people call the country."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A phrase with gaps (`bot.sign_patterns`) that is an emergency in itself, with what it `catches` and what it `spares`."""

    sign: str
    catches: tuple[str, ...]
    spares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """Cries for help in a language that the bot does not read: `cries` maps an urgent entry to whole phrases.

    Right behind one of the `negations`, a phrase is no cry.
    """

    name: str
    cries: Mapping[str, tuple[str, ...]]
    negations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that an answer states, in short words: the id of its source, and the heading under which it stands there.

    The source `meaning` says that this is what the word in `heading` means.
    """

    fact: str
    source: str
    heading: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the bot recognises, and what it says then.

    `id` is unique in the FAQ, at most `LONGEST_ID` characters of a-z, 0-9 and -. `theme` is empty for all but answers.
    `asks` are the ways in which members say it, `not_asks` look like it and are not. `numbers` names the numbers to show with it (`emergency`, `poison`,
    `crisis`, in the order of showing). `signs` are an emergency in themselves. `path` is the file and
    `answer_line` the line of its answer, for messages to moderators. `in_reply` tells where ordinary talk leads in reply to
    one of the bot's messages: `others` to the other choices; `ends` that it takes leave of a card of numbers,
    `over` that it says that nobody is in danger, `told` that it also answers what is told behind it; `again` is said in the
    place of the answer to who has read it before. `sensitive`: nobody wants to be asked whether they mean it. `label` is the question in few words, or the question itself
    where the file has none; `short` is the answer in one to three sentences, or empty. `facts` are what the answer states,
    for moderators.
    """

    id: str
    kind: Kind
    theme: str
    question: str
    answer: tuple[Block, ...]
    asks: tuple[str, ...]
    not_asks: tuple[str, ...]
    sources: tuple[str, ...]
    see_also: tuple[str, ...]
    reviewed: date
    numbers: tuple[str, ...]
    signs: tuple[Sign, ...]
    path: str
    answer_line: int
    in_reply: str = ""
    ends: bool = False
    over: bool = False
    told: bool = False
    again: str = ""
    sensitive: bool = False
    label: str = ""
    short: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Faq:
    """The whole FAQ in one language; `entries` by id, `themes` maps a theme's id to its title, both in menu order.

    `first` maps a theme to the ids of the answers that its menu shows first; the others follow in the order of their ids.
    `crisis_first` are the countries whose helplines are shown where no country is known. `aliases` maps ids that entries had
    before to those that stand for them now.
    """

    language: str
    entries: Mapping[str, Entry]
    themes: Mapping[str, str]
    sources: Mapping[str, Source]
    organisations: tuple[Organisation, ...]
    numbers: tuple[Numbers, ...]
    crisis_first: tuple[str, ...]
    vocabulary: Vocabulary
    words: Words
    community: Community
    other_languages: tuple[OtherLanguage, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    first: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def in_theme(self, theme: str) -> list[Entry]:
        """The answers of a theme, in the order of its menu."""
        first = {entry_id: place for place, entry_id in enumerate(self.first.get(theme, ()))}
        theirs = [entry for entry in self.entries.values() if entry.kind is Kind.ANSWER and entry.theme == theme]
        return sorted(theirs, key=lambda entry: (first.get(entry.id, len(first)), entry.id))

    def now(self, entry_id: str) -> str:
        """The id that an entry has now, by one that it had before."""
        return self.aliases.get(entry_id, entry_id)

    def coded(self, codes: Iterable[str]) -> list[str]:
        """The ids of the entries with these codes, or with an earlier id of that code. Unknown codes are left out."""
        known = {code_of(entry_id): self.now(entry_id) for entry_id in (*self.aliases, *self.entries)}
        return [known[code] for code in codes if code in known]

    def entry(self, entry_id: str) -> Entry | None:
        """The entry that has this id, or had it before; None where there is none."""
        return self.entries.get(self.now(entry_id))
