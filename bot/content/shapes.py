"""What each FAQ file may hold: one definition, from which both the loader's checks and the editors' schema are made.

The bot's own words, which are many, stand in `bot.content.community_shapes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.model import Verb

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
LONGEST_ID = 40
"""Characters of an id: with a verb before it, it must fit the 64 bytes of a Telegram button."""
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
class Field:
    """One key: the form of its value, what it is for, and the limits on it.

    `choices` are the words allowed; `names` says what an id must name (`source`, `entry`, `theme`); `shape` is what a
    group holds; `longest` is in characters; `most` is the highest number possible; `blanks` are the words in braces
    that a line may use.
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
    "not_asks": _NOT_ASKS,
    "asks": Field(Form.LINES, "Ordinary talk that must not be answered, one a line.", longest=LONGEST_PHRASE),
}
OTHER_LANGUAGE: Shape = {
    "not": Field(Form.LINES, "Words for not: right behind one of them, a phrase is no cry for help.", required=False),
    "cries": Field(
        Form.VARIANTS,
        "The name of an urgent entry, and whole phrases that lead to it, as somebody types them who needs help now.",
    ),
}
NAMES: Shape = {
    "names": Field(
        Form.VARIANTS, "A name in small letters, and other names of the same. The bot never reads one name as another."
    ),
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
ORGANISATION: Shape = {
    "id": Field(Form.LINE, "A short name in small letters, digits and hyphens.", longest=LONGEST_ID),
    "name": Field(Form.LINE, "The organisation's name."),
    "countries": Field(Form.COUNTRIES, "Two-letter country codes in capitals, the main one first, or world."),
    "languages": Field(Form.LINES, "Two-letter language codes in small letters."),
    "url": Field(Form.URL, "Its page on MMN, or its home page."),
    "about": Field(Form.LINE, "What it offers, in one short sentence.", longest=160),
    "names_mmn": Field(Form.FLAG, "Whether the page speaks of MMN itself."),
    "checked_on": Field(Form.DATE, "The day on which somebody last looked it up."),
    "opened": Field(
        Form.FLAG,
        "Whether its address was opened on that day; false where only a copy of the page, or a mention of it, was seen.",
        required=False,
    ),
}
ORGANISATIONS: Shape = {
    "organisations": Field(Form.RECORDS, "Support organisations, the most useful first.", shape=ORGANISATION),
    "crisis_first": Field(
        Form.COUNTRIES, "Countries whose crisis and poison lines are shown where nobody chose a country yet."
    ),
}
HELPLINE: Shape = {
    "name": Field(Form.LINE, "The helpline's name."),
    "number": Field(Form.LINE, "Its number as dialled, in double quotes.", required=False),
    "text": Field(Form.LINE, 'What to send where by text message, as "HOME to 741741".', required=False),
    "chat": Field(Form.URL, "The address at which people chat with it.", required=False),
    "hours": Field(Form.LINE, 'When it is open, as "24/7"; leave it out where that is not known.', required=False),
    "free": Field(Form.FLAG, "Whether it costs nothing; leave it out where that is not known.", required=False),
    "note": Field(Form.LINE, "What else to know, in a few words.", required=False, longest=60),
}
COUNTRY_NUMBERS: Shape = {
    "country": Field(Form.COUNTRY, "Two-letter country code in capitals, or eu."),
    "name": Field(Form.LINE, "The country as it is shown.", longest=40),
    "also": Field(Form.LINES, "What else people call it, as uk.", required=False),
    "emergency": Field(Form.LINES, "Emergency numbers, each in double quotes, the one for an ambulance first."),
    "crisis": Field(
        Form.RECORDS, "Helplines for people in a crisis, the best known first.", required=False, shape=HELPLINE
    ),
    "poison": Field(Form.RECORD, "The helpline for poisonings.", required=False, shape=HELPLINE),
    "sources": Field(Form.URLS, "Two public pages or more, which do not copy each other, with these numbers."),
    "checked_on": Field(Form.DATE, "The day on which somebody last checked the numbers."),
}
NUMBERS: Shape = {
    "countries": Field(Form.RECORDS, "The numbers to call, by country.", shape=COUNTRY_NUMBERS),
}
PLACES = ("first", "second", "third", "fourth")
"""The keys of words for a place among the questions offered, of which there are four at most."""
CHOOSING: Shape = {
    **{place: Field(Form.LINES, f"Words for the {place} question offered.") for place in PLACES},
    "last": Field(Form.LINES, "Words for the last question offered."),
    "all": Field(Form.LINES, "Words for all of them, or any."),
    "agreeing": Field(Form.LINES, "Words that agree to what is offered."),
    "around": Field(Form.LINES, 'Words that may stand beside these, as "the ... one".'),
    "choosers": Field(
        Form.LINES, 'Words that say that one is chosen, as "thing" in "the gadgets thing".', required=False
    ),
}
WORDS: Shape = {
    "same": Field(Form.VARIANTS, "A wording, and what members also write for exactly that."),
    "other_conditions": Field(Form.VARIANTS, "Conditions that this FAQ is not about, with their other names."),
    "own_condition": Field(Form.LINES, "The condition that this FAQ is about, as the bot reads it."),
    "question_words": Field(Form.LINES, "Words that open a question."),
    "lead_ins": Field(Form.LINES, "Words that may stand before a question word."),
    "joining": Field(Form.LINES, 'Words that join two questions in a sentence, as "and".', required=False),
    "unfinished": Field(
        Form.LINES, 'Words beside question words in half a question, as in "what if" and "how long".', required=False
    ),
    "referring": Field(Form.LINES, 'Words for what was said before, as "it" in "does it hurt?".', required=False),
    "refusing": Field(Form.LINES, 'Words that open a message which corrects the bot, as "no".', required=False),
    "meaning": Field(Form.LINES, 'Behind which somebody says what they mean, as "I meant".', required=False),
    "correcting": Field(Form.LINES, 'Wordings that stand in such a message, as "I asked about".', required=False),
    "question_phrases": Field(Form.LINES, "Wordings that make a question wherever they stand."),
    "talk_to_one": Field(Form.LINES, "How talk to one other member starts; the bot stays out of it."),
    "words_for_you": Field(Form.LINES, "The words for somebody who is spoken to."),
    "polite": Field(
        Form.LINES,
        "Greetings, thanks and the like that may stand before or behind a question; a * stands for a name.",
        required=False,
    ),
    "reported": Field(
        Form.LINES, "Wordings that tell what somebody asked or said: not a question to the group.", required=False
    ),
    "medicine_endings": Field(
        Form.LINES, "How names of medicines end: an unknown word that ends so is taken for one.", required=False
    ),
    "asking_what": Field(Form.LINES, "How somebody asks what a word means; a * stands for the word.", required=False),
    "asking_numbers": Field(Form.LINES, "How somebody asks for numbers to call in need.", required=False),
    "asking_numbers_there": Field(
        Form.LINES, "How they are asked for where the reply before offers those of a country.", required=False
    ),
    "sum_words": Field(Form.LINES, "Words that stand beside the numbers of a sum.", required=False),
    "choosing": Field(
        Form.RECORD, "How somebody chooses in words among the questions offered.", required=False, shape=CHOOSING
    ),
}
