"""What each FAQ file may hold: one definition, from which both the loader's checks and the editors' schema are made."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum

from bot.model import Lines, Pages

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
_ASKS = Field(Form.LINES, "Other ways in which members say it, one a line. The more different, the better it is found.")
_NOT_ASKS = Field(
    Form.LINES,
    "Ways of speaking that look like it and are not it, one a line: messages that wrongly came here. They teach against "
    "this entry alone.",
    required=False,
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
        'Where it leads in reply to one of the bot\'s answers. others: to other choices, as for "no, not that".',
        required=False,
        choices=("others",),
    ),
    "not_asks": _NOT_ASKS,
    "asks": Field(Form.LINES, "Ordinary talk that must not be answered, one a line."),
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
THEME: Shape = {"title": Field(Form.LINE, "The theme as the menu shows it.", longest=60)}
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
    "checked_on": Field(Form.DATE, "The day on which somebody last opened the address."),
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
WORDS: Shape = {
    "same": Field(Form.VARIANTS, "A wording, and what members also write for exactly that."),
    "other_conditions": Field(Form.VARIANTS, "Conditions that this FAQ is not about, with their other names."),
    "own_condition": Field(Form.LINES, "The condition that this FAQ is about, as the bot reads it."),
    "question_words": Field(Form.LINES, "Words that open a question."),
    "lead_ins": Field(Form.LINES, "Words that may stand before a question word."),
    "question_phrases": Field(Form.LINES, "Wordings that make a question wherever they stand."),
    "talk_to_one": Field(Form.LINES, "How talk to one other member starts; the bot stays out of it."),
    "words_for_you": Field(Form.LINES, "The words for the one who is spoken to."),
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
    "sum_words": Field(Form.LINES, "Words that stand beside the numbers of a sum.", required=False),
}

_BLANKS = {
    "welcome_title": ("name",),
    "welcome_text": ("name",),
    "reviewed": ("date",),
    "doubt_text": ("number",),
    "not_covered_text": ("contact",),
    "unknown_name_title": ("name",),
    "unknown_name_text": ("name",),
    "sorry_text": ("contact",),
    "theme_button": ("theme",),
    "forget_held": ("count",),
    "country_title": ("country",),
    "crisis_of": ("country",),
    "crisis_none": ("country",),
    "poison_of": ("country",),
    "poison_none": ("country",),
    "helpline_text": ("text",),
    "helpline_chat": ("chat",),
    "send_kept": ("days",),
    "sent_text": ("contact",),
    "send_failed_text": ("contact",),
}
_LINE_HELP = {
    "sources": "Heading of the list of sources.",
    "reviewed": "When the answer was reviewed.",
    "organisations": "Heading of the support organisations below an answer.",
    "not_advice": "The disclaimer in a few words, below a short answer.",
    "support_link": "Leads from there to one support organisation.",
    "suggest_title": "Heading when the bot asks back.",
    "suggest_text": "What it says then, above the choices.",
    "none_of_these": "The last choice: none of the offered questions.",
    "not_covered_title": "Heading when the FAQ has no answer.",
    "not_covered_text": "What it says then.",
    "unknown_name_title": "Heading when it asks about a medicine, an illness or a test that the FAQ does not speak of.",
    "unknown_name_text": "What it says then.",
    "others_title": "Heading after 'not this'.",
    "others_button": "The button below an answer that was not meant.",
    "support_button": "The button that shows support organisations.",
    "support_title": "Heading of the support organisations.",
    "support_text": "What it says above them.",
    "support_other_countries": "The button that shows the organisations of every country.",
    "topics_title": "Heading of the menu of themes.",
    "topics_text": "What it says above the themes.",
    "topics_button": "The button that opens the menu.",
    "theme_button": "The button that leads from an answer to its theme.",
    "helped_button": "The button below an answer that says: this helped.",
    "not_helped_button": "The button below an answer that says: this did not help.",
    "vote_thanks": "Said to somebody who tapped one of these two.",
    "remove_button": "The button that removes an answer from a group.",
    "remove_refused": "Said to somebody who may not remove it.",
    "removed": "What is left of a removed answer that is too old to be deleted.",
    "private_button": "The button that goes on in a private chat with the bot.",
    "said_before_button": "The button that leads to that answer.",
    "read_all_button": "The button that opens the whole of an answer, for whoever taps it alone.",
    "share_button": "The button that posts for everybody what one member alone sees.",
    "said_before": "Points to the same answer, given in the same group a short while ago.",
    "forget_title": "Heading of what /forgetme says.",
    "forget_held": "What it says where something was held, and is erased now.",
    "forget_nothing": "What it says where nothing was held.",
    "forget_country": "What it says where a country was held, and is erased now.",
    "sorry_title": "Heading when an error of the bot's own left a message without its reply.",
    "sorry_text": "What it says then.",
    "restarted_title": "Heading, once in a chat, where a restart of the bot left a message there without its reply.",
    "restarted_text": "What it says then, above the emergency numbers.",
    "pause_title": "Heading, once, for a member who asked more in a chat than one member may within a minute.",
    "pause_text": "What it says then.",
    "emergency_elsewhere": "For people whose country is not listed.",
    "crisis_heading": "Heading of the crisis lines of several countries.",
    "crisis_of": "Heading of the crisis lines of one country.",
    "crisis_none": "Where no crisis line of that country is known.",
    "crisis_directory": "Where to find a crisis line in any country.",
    "poison_heading": "Heading of the poison lines of several countries.",
    "poison_of": "Heading of the poison line of one country.",
    "poison_none": "Where no poison line of that country is known.",
    "poison_elsewhere": "For people whose country has no line in that list.",
    "helpline_text": "How to write to a helpline.",
    "helpline_chat": "Where to chat with it.",
    "helpline_free": "Said of a helpline that costs nothing.",
    "countries_button": "The button below numbers of many countries: it leads to the list of countries.",
    "other_countries_button": "The button below numbers of one country: it leads to that list.",
    "countries_title": "Heading of the list of countries.",
    "countries_text": "What it says above them.",
    "country_title": "Heading of the numbers of one country.",
    "welcome_title": "Heading of the first message.",
    "welcome_text": "The first message.",
    "empty_title": "Heading when a question came without words.",
    "empty_text": "What it says then.",
    "gone_title": "Heading when a tapped entry is no longer there.",
    "gone_text": "What it says then.",
    "foreign_title": "Heading when a message seems to be in a language that the bot does not read.",
    "foreign_text": "What it says then, above the emergency numbers.",
    "doubt_text": "Above a reply to what may be an emergency after all. {number} is filled in.",
    "doubt_number": "What is filled in where the country is not known.",
    "doubt_button": "The button below it that opens the card for this emergency.",
    "help_now": "Below every reply that is no sure answer: how to get the emergency numbers.",
    "safety_title": "Heading of every reply to an emergency: it does not say what it is about, as others may read along.",
    "safety_text": "What it says, above the numbers.",
    "send_button": "The button that sends a question without an answer to the moderators.",
    "send_title": "Heading above the words that would be sent.",
    "send_offered": "On the privacy page, where members can send a question to the moderators.",
    "send_off": "On the privacy page, where members cannot.",
    "send_posted": "What becomes of a question that is sent, where it is posted.",
    "send_kept": "The same, where it is kept.",
    "send_confirm": "The button that sends it.",
    "send_decline": "The button that does not.",
    "sent_title": "Heading when it was sent.",
    "sent_text": "What it says then.",
    "unsent_title": "Heading when it was not.",
    "unsent_text": "What it says then.",
    "send_lost_title": "Heading when the words are no longer held.",
    "send_lost_text": "What it says then.",
    "send_failed_title": "Heading when the moderators could not be reached.",
    "send_failed_text": "What it says then.",
    "send_refused": "Said to another member who taps on it.",
    "kept_here": "On the privacy page: where all this is.",
    "kept_elsewhere": "The same, where another computer keeps it.",
}
LINES: Shape = {
    line.name: Field(Form.LINE, _LINE_HELP[line.name], blanks=_BLANKS.get(line.name, ())) for line in fields(Lines)
}
TELEGRAM: Shape = {
    "description": Field(
        Form.LINE,
        "What somebody new reads in the empty chat with the bot; it must say that this is not medical advice.",
        longest=450,
        blanks=("name",),
    ),
    "short_description": Field(Form.LINE, "What stands in the bot's profile.", longest=66, blanks=("name",)),
    "admins_only": Field(Form.LINE, "Said to somebody who is no admin of the group."),
    "groups_only": Field(Form.LINE, "Said where a command that is for groups comes in a private chat."),
    "listen_usage": Field(Form.LINE, "How to use /listen."),
    "listen_on": Field(Form.LINE, "Said when listening was switched on."),
    "listen_off": Field(Form.LINE, "Said when listening was switched off."),
    "status_title": Field(Form.LINE, "Heading of what /status says."),
    "status_sees_all": Field(Form.LINE, "Where Telegram shows the bot every message."),
    "status_sees_some": Field(Form.LINE, "Where Telegram shows the bot only what is said to it."),
    "status_is_admin": Field(Form.LINE, "Where the bot is an admin of the group, and how to change it."),
    "status_listening": Field(Form.LINE, "Where listening is on, and how to change it."),
    "status_not_listening": Field(Form.LINE, "Where listening is off, and how to change it."),
    "status_deaf": Field(
        Form.LINE, "Where listening is on but Telegram does not show the messages: the steps to take."
    ),
}
DISCORD: Shape = {
    "menu_hint": Field(Form.LINE, "What stands in a list of choices before one is chosen.", longest=100),
    "answered": Field(Form.LINE, "Said to the member who had somebody else's message answered."),
    "urgent_hint": Field(
        Form.LINE, "Said about an emergency where Discord takes nothing longer; it names the command."
    ),
    "urgent_sign": Field(Form.LINE, "An emoji, set at the message of an emergency where nothing else can be said."),
    "managers_only": Field(Form.LINE, "Said to somebody who may not manage the server."),
    "servers_only": Field(Form.LINE, "Said where a command that is for servers comes in a direct message."),
    "listen_on": Field(Form.LINE, "Said when listening was switched on in a channel.", blanks=("channel",)),
    "listen_off": Field(Form.LINE, "Said when listening was switched off in a channel.", blanks=("channel",)),
    "listen_begins": Field(Form.LINE, "Said to everybody in a channel when listening begins there."),
    "listen_untold": Field(Form.LINE, "Said to who switched it on, where that could not be said in the channel."),
    "status_title": Field(Form.LINE, "Heading of what /mmn status says."),
    "status_sees_all": Field(Form.LINE, "Where Discord shows the bot what every message says."),
    "status_sees_some": Field(Form.LINE, "Where Discord shows the bot only what is said to it."),
    "status_listening": Field(Form.LINE, "Where listening is on in this channel, and how to change it."),
    "status_not_listening": Field(Form.LINE, "Where listening is off in this channel, and how to change it."),
    "status_intent_steps": Field(Form.LINE, "Where listening is on but Discord hides the messages: the steps to take."),
    "status_missing": Field(
        Form.LINE, "Which permissions the bot lacks in this channel, and what to do.", blanks=("permissions",)
    ),
    "status_complete": Field(Form.LINE, "Where the bot lacks no permission."),
}
MODERATORS: Shape = {
    "only_here": Field(
        Form.LINE,
        "Where a command for moderators comes in another chat. {setting} is what to write into the settings.",
        blanks=("setting",),
    ),
    "chat_number": Field(Form.LINE, "What the status of a chat tells for the settings.", blanks=("chat",)),
    "question_title": Field(Form.LINE, "Above a question that a member sent."),
    "question_nearest": Field(Form.LINE, "Below it: the entries that come nearest.", blanks=("entries",)),
    "faq_broken": Field(Form.LINE, "Heading when a changed FAQ cannot be used."),
    "faq_live": Field(Form.LINE, "When a changed FAQ is in force.", blanks=("count",)),
    "try_usage": Field(Form.LINE, "How to use the command try."),
    "gaps_title": Field(Form.LINE, "Heading of what members ask that the FAQ lacks."),
    "gaps_none": Field(Form.LINE, "Where there is nothing."),
    "gaps_more": Field(Form.LINE, "Below the groups that are shown, where there are more.", blanks=("count",)),
    "gaps_unread": Field(Form.LINE, "Where some cannot be opened.", blanks=("count",)),
    "gaps_no_key": Field(Form.LINE, "Where nothing is kept."),
}
_PAGE: Shape = {
    "title": Field(Form.LINE, "Its heading.", blanks=("name",)),
    "text": Field(Form.TEXT, "Plain paragraphs and lists.", longest=LONGEST_ANSWER, blanks=("name", "contact")),
}
_PAGE_HELP = {
    "help": "What /help shows: how to use the bot.",
    "urgent": "What /urgent shows, above the emergency numbers.",
    "privacy": "What /privacy shows: what is read, what is kept and for how long. {place} and {sending} say it by the settings.",
    "about": "What /about shows: what the bot is, and who runs it.",
}
_PRIVACY = _PAGE | {"text": replace(_PAGE["text"], blanks=("name", "contact", "place", "sending"))}
PAGES: Shape = {
    page.name: Field(Form.RECORD, _PAGE_HELP[page.name], shape=_PRIVACY if page.name == "privacy" else _PAGE)
    for page in fields(Pages)
}
COMMANDS: Shape = {
    name: Field(Form.LINE, f"What /{name} does, for the menu of commands.", longest=100)
    for name in ("ask", "topics", "support", "urgent", "help", "privacy", "forgetme", "about", "listen", "status")
} | {
    "try": Field(Form.LINE, "What /try does, for moderators.", longest=100),
    "gaps": Field(Form.LINE, "What /gaps does, for moderators.", longest=100),
    "reload": Field(Form.LINE, "What /reload does, for moderators.", longest=100),
    "mmn": Field(Form.LINE, "What the commands under /mmn are for.", longest=100),
    "question": Field(Form.LINE, "What belongs into the field `question` of /ask.", longest=100),
    "country": Field(Form.LINE, "What belongs into the field `country` of /support.", longest=100),
    "switch": Field(Form.LINE, "What belongs into the field `switch` of /mmn listen.", longest=100),
    "channel": Field(Form.LINE, "What belongs into the field `channel` of /mmn listen.", longest=100),
    "answer_this": Field(Form.LINE, "The command in the menu of a message, that answers the message.", longest=32),
}
"""The commands that a menu explains, and their fields; Discord carries 100 characters."""
COMMAND_NAMES: Shape = {
    name: Field(
        Form.LINE,
        f"What /{name} is called in this language on Discord: small letters, no spaces.",
        required=False,
        longest=32,
    )
    for name in ("ask", "topics", "support", "urgent", "help", "privacy", "forgetme", "about")
}
COMMUNITY: Shape = {
    "name": Field(Form.LINE, "The community's name.", longest=60),
    "contact": Field(Form.LINE, "How to reach the people who run the bot.", longest=200),
    "disclaimer": Field(Form.LINE, "Stands below every answer.", longest=300),
    "lines": Field(Form.RECORD, "Every fixed line that the bot says.", shape=LINES),
    "telegram": Field(Form.RECORD, "The lines that speak of Telegram itself.", shape=TELEGRAM),
    "discord": Field(Form.RECORD, "The lines that speak of Discord itself.", shape=DISCORD),
    "moderators": Field(Form.RECORD, "The lines that moderators read in their chat.", shape=MODERATORS),
    "pages": Field(Form.RECORD, "The fixed texts that commands show.", shape=PAGES),
    "commands": Field(Form.RECORD, "What each command does, as its menu says it.", shape=COMMANDS),
    "command_names": Field(
        Form.RECORD, "Names of the commands in another language than English.", required=False, shape=COMMAND_NAMES
    ),
}
