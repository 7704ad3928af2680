"""What each FAQ file may hold: one definition, from which both the loader's checks and the editors' schema are made.

The bot's own words stand in `bot.content.community_shapes`, what is known of a language in `language_shapes`, and whom to call
and turn to in `contact_shapes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.model import LONGEST_ID, Verb

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
COUNTRY_PATTERN = r"[A-Z]{2}|eu|world"
LONGEST_QUESTION = 80
"""Characters of a question: it is shown on buttons, and Discord's carry 80."""
LONGEST_LABEL = 32
"""Characters of a label: more are cut off on a telephone's buttons."""
LONGEST_SHORT = 320
"""Characters of a short answer: some sixty words, which a telephone shows without scrolling."""
LONGEST_PHRASE = 300
"""Characters of a phrase: the longest question among 48,000 has 235. A longer one is a story, or two lines run together."""
MEANING = "meaning"
"""Stands for the source of a fact that says what a word means: such a fact needs no source."""


class Form(StrEnum):
    """The forms that a value can take."""

    LINE = "a line of text"
    TEXT = "paragraphs of text"
    LINES = "a list of lines"
    IDS = "a list of ids"
    DATE = "a date as 2026-11-21"
    FLAG = "true or false"
    CHOICE = "one of a few words"
    CHOICES = "a list out of a few words"
    URL = "a web address"
    ADDRESS = "the address of a server"
    NUMBER = "a whole number"
    CHAT = "the number of a chat"
    COUNTRY = "a country code"
    COUNTRIES = "a list of country codes"
    URLS = "a list of web addresses"
    VARIANTS = "lines, each with a list of lines"
    RECORDS = "a list of groups"
    RECORD = "a group of keys"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a line of text must be in whole, as a regular expression, `what` that is, and the remedy where it is not."""

    written: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Field:
    """One key: the form of its value, what it is for, and the limits on it.

    `choices` are the words allowed; `names` says what an id must name (`source`, `entry`, `theme`); `shape` is what a
    group holds; `longest` is in characters; `most` is the highest number possible; `blanks` are the words in braces
    that a line may use; `pattern` is what each line must be.
    """

    form: Form
    help: str
    required: bool = True
    choices: tuple[str, ...] = ()
    names: str = ""
    shape: Shape | None = None
    longest: int = 0
    most: int = 0
    blanks: tuple[str, ...] = ()
    pattern: Pattern | None = None


Shape = dict[str, Field]
"""The keys of a group, in the order in which a file should have them."""

_QUESTION = Field(
    Form.LINE, "The question as a heading and as a button; it must make sense alone.", longest=LONGEST_QUESTION
)
_LABEL = Field(
    Form.LINE,
    f"The question in few words, for buttons; not needed where it has at most {LONGEST_LABEL} characters.",
    required=False,
    longest=LONGEST_LABEL,
)
_SHORT = Field(
    Form.LINE, "The answer in one to three sentences, to be seen first.", required=False, longest=LONGEST_SHORT
)
LONGEST_ANSWER = 3_000
"""Characters of an answer: with sources and disclaimer it must fit the 4,096 of a message."""
_ANSWER = Field(
    Form.TEXT,
    "Plain paragraphs with an empty line between them; lines that start with '- ' make a list.",
    longest=LONGEST_ANSWER,
)
_ASKS = Field(
    Form.LINES,
    "Other ways in which members say it, one a line. The more different, the better it is found.",
    longest=LONGEST_PHRASE,
)
_NOT_ASKS = Field(
    Form.LINES,
    "Ways of speaking that look like it and are not it, one a line: messages that wrongly came here. They teach against "
    "this entry alone.",
    required=False,
    longest=LONGEST_PHRASE,
)
_SOURCES = Field(Form.IDS, "Where the facts come from: ids of sources.yaml.", names="source")
FACT: Shape = {
    "fact": Field(Form.LINE, "One thing that the answer states, in a few words of your own."),
    "source": Field(Form.LINE, f"One of the answer's sources; {MEANING} where it is what a word means."),
    "heading": Field(Form.LINE, f"The heading under which it stands there; with {MEANING}, the word."),
}
_FACTS = Field(
    Form.RECORDS,
    "Each fact that the answer states, in your own short words, with its source and the heading under which it stands "
    "there. Members do not see it; every number of the answer must stand here.",
    required=False,
    shape=FACT,
)
_SEE_ALSO = Field(Form.IDS, "Entries that a reader may want next: their file names without .yaml.", names="entry")
_REVIEWED = Field(Form.DATE, "The day on which somebody last compared this with its sources.")
_NUMBERS = Field(
    Form.CHOICES, "Which numbers to show below the text, in this order.", choices=("emergency", "poison", "crisis")
)
_OPTIONAL_NUMBERS = Field(_NUMBERS.form, _NUMBERS.help, required=False, choices=_NUMBERS.choices)


def _optional(field: Field) -> Field:
    return Field(field.form, field.help, required=False, names=field.names, longest=field.longest)


ANSWER: Shape = {
    "question": _QUESTION,
    "label": _LABEL,
    "short": _SHORT,
    "answer": _ANSWER,
    "sources": _SOURCES,
    "facts": _FACTS,
    "see_also": _optional(_SEE_ALSO),
    "numbers": _OPTIONAL_NUMBERS,
    "reviewed": _REVIEWED,
    "not_asks": _NOT_ASKS,
    "asks": _ASKS,
}
SIGNPOST: Shape = {name: field for name, field in ANSWER.items() if name != "facts"} | {
    "sources": _optional(_SOURCES),
    "see_also": _SEE_ALSO,
    "sensitive": Field(
        Form.FLAG,
        "true: when the bot asks back, it is offered only where it is likely meant. For what nobody wants to be asked about out of the blue, as wills.",
        required=False,
    ),
}
SIGN: Shape = {
    "sign": Field(
        Form.LINE,
        "Words that stand in one sentence in this order. ... leaves room for up to four other words, as in took an "
        "overdose ... ago; took|swallowed is either of them; tablet* is any word that begins so.",
    ),
    "catches": Field(Form.LINES, "Two or more messages that this sign must find."),
    "not": Field(Form.LINES, "Two or more messages that come near and that it must not find."),
}
SAFETY: Shape = {
    "kind": Field(
        Form.CHOICE, "urgent: get help now. care-team: a personal decision.", choices=("urgent", "care-team")
    ),
    "question": _QUESTION,
    "label": _LABEL,
    "short": _SHORT,
    "answer": _ANSWER,
    "numbers": _OPTIONAL_NUMBERS,
    "see_also": _optional(_SEE_ALSO),
    "reviewed": _REVIEWED,
    "signs": Field(
        Form.RECORDS,
        "Phrases that are an emergency in themselves, whatever stands around them. Only a few for the whole FAQ: write "
        "other ways of saying it below `asks`.",
        required=False,
        shape=SIGN,
    ),
    "not_asks": _NOT_ASKS,
    "asks": _ASKS,
}
CHATTER: Shape = {
    "question": _QUESTION,
    "answer": Field(
        Form.TEXT, "What the bot says when it was spoken to directly; nothing is said to overheard chatter."
    ),
    "reviewed": _REVIEWED,
    "in_reply": Field(
        Form.CHOICE,
        'Where it leads in reply to one of the bot\'s answers. others: to other choices, as for "no, not that". more: to the whole of that answer, as for "tell me more". back: to what is seen of it at once, as for "shorter".',
        required=False,
        choices=(Verb.OTHERS.value, Verb.MORE.value, Verb.BACK.value),
    ),
    "ends": Field(
        Form.FLAG,
        "true: in reply to a card of emergency numbers it tells that all is well, as thanks do. Below any other talk the numbers stay in sight.",
        required=False,
    ),
    "over": Field(
        Form.FLAG,
        "true: it says that nobody is in danger, or no longer. For a while a faint doubt about that is not told again.",
        required=False,
    ),
    "told": Field(
        Form.FLAG,
        "true: its answer fits whatever is told behind it, too. The first entry of the file that has this also answers what is told behind anything else.",
        required=False,
    ),
    "again": Field(
        Form.LINE, "What the bot says instead to somebody to whom it has said `answer` before.", required=False
    ),
    "not_asks": _NOT_ASKS,
    "asks": Field(Form.LINES, "Ordinary talk that must not be answered, one a line.", longest=LONGEST_PHRASE),
}
ALIAS: Shape = {"to": Field(Form.LINE, "The entry that stands for this id now.", names="entry", longest=LONGEST_ID)}
THEME: Shape = {
    "title": Field(Form.LINE, "The theme as the menu shows it.", longest=60),
    "first": Field(
        Form.IDS,
        "Its answers that the menu shows first, in this order; the others follow in the order of their ids.",
        required=False,
        names="entry",
    ),
}
SOURCE: Shape = {
    "title": Field(Form.LINE, "The page's title."),
    "publisher": Field(Form.LINE, "Who publishes it."),
    "kind": Field(
        Form.CHOICE,
        "What kind of publisher that is.",
        choices=("charity", "company", "provider", "public body", "community"),
    ),
    "url": Field(Form.URL, "The page's address; leave it out where it is not known.", required=False),
    "accessed": Field(Form.DATE, "The day on which the page was read."),
}
