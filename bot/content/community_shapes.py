"""What `community.yaml` may hold: who runs the bot, and every fixed line that it says, each with what it is for."""

from __future__ import annotations

from dataclasses import fields, replace

from bot.content.shapes import LONGEST_ANSWER, LONGEST_LABEL, Field, Form, Shape
from bot.model import Audience, Lines, commands, commands_for

_BLANKS = {
    "welcome_title": ("name",),
    "welcome_text": ("name",),
    "source_listed": ("title", "publisher", "date"),
    "support_none_named": ("country",),
    "reviewed": ("date",),
    "doubt_text": ("number",),
    "faint_text": ("number",),
    "not_covered_text": ("contact",),
    "unknown_name_title": ("name",),
    "unknown_name_text": ("name",),
    "sorry_text": ("contact",),
    "theme_button": ("theme",),
    "forget_held": ("count",),
    "country_title": ("country",),
    "support_of": ("country",),
    "crisis_of": ("country",),
    "crisis_none": ("country",),
    "poison_of": ("country",),
    "poison_none": ("country",),
    "helpline_text": ("text",),
    "helpline_chat": ("chat",),
    "send_kept": ("days",),
    "send_answered": ("days",),
    "sent_text": ("contact",),
    "send_failed_text": ("contact",),
}
_LINE_HELP = {
    "sources": "Heading of the list of sources.",
    "source_listed": "A source in the list of /sources: its title and publisher, and the day on which it was read. It leads to its address.",
    "reviewed": "When the answer was reviewed.",
    "organisations": "Heading of the support organisations below an answer.",
    "not_advice": "The disclaimer in a few words, below a short answer.",
    "support_link": "Leads from there to one support organisation.",
    "suggest_title": "Heading when the bot asks back.",
    "suggest_text": "What it says then, above the choices.",
    "told_title": "Heading when it offers what may fit a message that tells something, and asks nothing.",
    "told_text": "What it says then, above the choices.",
    "asked_button": "The button below a word on such a message: it leads to what the member may have asked after all.",
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
    "support_none_named": "What it says below that where none of the country's organisations speaks of the condition itself.",
    "support_unopened": "What it says below that where nobody has opened the address of one of them.",
    "support_of": "Heading of those of one country.",
    "support_other_countries": "The button that shows the organisations of every country.",
    "topics_title": "Heading of the menu of themes.",
    "topics_text": "What it says above the themes.",
    "topics_button": "The button that opens the menu.",
    "theme_button": "The button that leads from an answer to its theme.",
    "helped_button": "The button below an answer that says: this helped.",
    "not_helped_button": "The button below an answer that says: this did not help.",
    "vote_thanks": "Said to somebody who tapped one of these two.",
    "not_helped_title": "Heading after a vote that an answer did not help.",
    "not_helped_text": "What it says then, above other choices.",
    "back_button": "The button that leads back from where another one led.",
    "remove_button": "The button that removes an answer from a group.",
    "remove_refused": "Said to somebody who may not remove it.",
    "removed": "What is left of a removed answer that is too old to be deleted.",
    "private_button": "The button that goes on in a private chat with the bot.",
    "said_before_button": "The button that leads to that answer.",
    "more_button": "The button that opens the whole of an answer, and all that leads on from there.",
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
    "emergency_heading": "Heading of emergency numbers.",
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
    "unreadable_title": "Heading where somebody sends, or has answered, a voice message, a picture or a file without words.",
    "unreadable_text": "What it says then, above the emergency numbers: that it reads text only, and that the keyboard writes what one says.",
    "gone_title": "Heading when a tapped entry is no longer there.",
    "gone_text": "What it says then.",
    "foreign_title": "Heading when a message seems to be in a language that the bot does not read.",
    "foreign_text": "What it says then, above the emergency numbers.",
    "doubt_text": "Above a reply to what may be an emergency after all. {number} is filled in.",
    "faint_text": "Below a reply to what is hardly an emergency, but may be one. {number} is filled in.",
    "doubt_number": "What is filled in where the country is not known.",
    "doubt_button": "The button below it that opens the card for this emergency.",
    "once_more_text": "To somebody who asks on after an answer and is led to it again. The whole answer follows.",
    "no_more_text": "To somebody who is led once more to an answer that they were shown in whole.",
    "again_text": "To somebody who answers a card of emergency numbers, if it is not sure that the danger is over. The numbers follow.",
    "again_button": "Opens that card once more.",
    "help_now": "Below every reply that is no sure answer: how to get the emergency numbers.",
    "safety_title": "Heading of every reply to an emergency: it does not say what it is about, as others may read along.",
    "safety_text": "What it says, above the numbers.",
    "send_button": "The button that sends a question without an answer to the moderators.",
    "send_title": "Heading above the words that would be sent.",
    "send_offered": "On the privacy page, where members can send a question to the moderators.",
    "send_off": "On the privacy page, where members cannot.",
    "send_posted": "What becomes of a question that is sent, where it is posted.",
    "send_kept": "The same, where it is kept.",
    "send_answered": "That the moderators can answer who asks for it, and for how long the bot knows whom.",
    "send_confirm": "The button that sends it.",
    "send_for_answer": "The button that sends it and asks for the moderators' answer.",
    "send_decline": "The button that does not.",
    "sent_title": "Heading when it was sent.",
    "sent_text": "What it says then.",
    "sent_for_answer": "The same, where the member asked for the moderators' answer.",
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
_THREE_IN_A_ROW, _TWO_IN_A_ROW = 9, 16
"""Characters of a label that a telephone shows whole where so many buttons share a row."""
_LONGEST = {
    "helped_button": _THREE_IN_A_ROW,
    "not_helped_button": _THREE_IN_A_ROW,
    "more_button": _THREE_IN_A_ROW,
    "others_button": _TWO_IN_A_ROW,
    "asked_button": _TWO_IN_A_ROW,
    **dict.fromkeys(("none_of_these", "support_other_countries"), LONGEST_LABEL),
    **dict.fromkeys(("send_confirm", "send_for_answer", "send_decline"), LONGEST_LABEL),
}


def _longest(line: str) -> int:
    """Characters that a line may have; 0 where it is no label, or the label of a theme, whose title is filled in."""
    return _LONGEST.get(line, LONGEST_LABEL if line.endswith("_button") and line not in _BLANKS else 0)


LINES: Shape = {
    line.name: Field(Form.LINE, _LINE_HELP[line.name], longest=_longest(line.name), blanks=_BLANKS.get(line.name, ()))
    for line in fields(Lines)
}
TELEGRAM: Shape = {
    "description": Field(
        Form.LINE,
        "What somebody new reads in the empty chat with the bot; it must say that this is not medical advice.",
        longest=450,
        blanks=("name",),
    ),
    "short_description": Field(Form.LINE, "What stands in the bot's profile.", longest=66, blanks=("name",)),
    "reads": Field(Form.LINE, "What the bot reads on Telegram, at the head of the privacy page."),
    "ask_now": Field(Form.LINE, "Said to /ask without words in a group: the member's next message is the question."),
    "ask_here": Field(Form.LINE, "What stands in the member's empty field then.", longest=64),
    "found_nothing": Field(
        Form.LINE, "The button above an empty list, where what is typed after the bot's name finds nothing.", longest=64
    ),
    "greeting": Field(
        Form.LINE, "The first line when the bot is added to a group: what it does, and that this is not medical advice."
    ),
    "greeting_sees_some": Field(Form.LINE, "The second line where Telegram shows it only what is said to it."),
    "greeting_sees_all": Field(Form.LINE, "The second line where Telegram shows it every message."),
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
    "status_removing": Field(Form.LINE, "Who may remove an answer of the bot's."),
    "status_elsewhere": Field(Form.LINE, "That it takes no part in guest chats and business accounts."),
}
DISCORD: Shape = {
    "reads": Field(Form.LINE, "What the bot reads on Discord, at the head of the privacy page."),
    "menu_hint": Field(Form.LINE, "What stands in a list of choices before one is chosen.", longest=100),
    "answered": Field(Form.LINE, "Said to the member who had somebody else's message answered."),
    "no_words": Field(Form.LINE, "Said where somebody has a message answered in which the bot finds no words."),
    "point_to_menu": Field(
        Form.LINE,
        "Said where the bot is mentioned in reply to a message that Discord hides from it: the command to use.",
    ),
    "gone_command": Field(Form.LINE, "Said to a command that the bot no longer has."),
    "gone_button": Field(Form.LINE, "Said to a tap on a button that the bot no longer knows."),
    "solved_button": Field(Form.LINE, "In a forum, the button below an answer that says: this helped.", longest=32),
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
    "listen_category": Field(Form.LINE, "Said where a category is named, which is no channel."),
    "listen_blind": Field(
        Form.LINE,
        "Where the bot cannot read the channel after all: the permissions to give it.",
        blanks=("permissions",),
    ),
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
    "status_removing": Field(Form.LINE, "Who may remove an answer of the bot's."),
    "status_no_moderators": Field(
        Form.LINE, "Where the moderators' channel of the settings is not there.", blanks=("chat",)
    ),
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
    "answer_hint": Field(Form.LINE, "Below it on Telegram: how to answer it, or to mark it as done."),
    "answer_usage": Field(Form.LINE, "Where /answer replies to no such question."),
    "answer_button": Field(Form.LINE, "The button below it on Discord that opens a field for the answer.", longest=45),
    "answer_title": Field(Form.LINE, "Above an answer of the moderators, as the member gets it."),
    "answer_sent": Field(Form.LINE, "Said when the member has it, and written below the question."),
    "answer_unwanted": Field(
        Form.LINE, "Said where nobody waits for an answer: the member asked for none, or has one. It is marked as done."
    ),
    "answer_unreached": Field(Form.LINE, "Said where the platform does not let the bot write to the member."),
    "done_button": Field(Form.LINE, "The button below it on Discord that marks it as done.", longest=45),
    "done": Field(Form.LINE, "Said when it is marked as done, and written below it."),
    "faq_broken": Field(Form.LINE, "Heading when a changed FAQ cannot be used."),
    "faq_live": Field(Form.LINE, "When a changed FAQ is in force.", blanks=("count",)),
    "try_usage": Field(Form.LINE, "How to use the command try."),
    "gaps_title": Field(Form.LINE, "Heading of what members ask that the FAQ lacks."),
    "gaps_none": Field(Form.LINE, "Where there is nothing."),
    "gaps_more": Field(Form.LINE, "Below the groups that are shown, where there are more.", blanks=("count",)),
    "gaps_unread": Field(Form.LINE, "Where some cannot be opened.", blanks=("count",)),
    "gaps_no_key": Field(Form.LINE, "Where nothing is kept."),
    "workbench_link": Field(Form.LINE, "In private: the link that opens the workbench.", blanks=("link",)),
    "workbench_private": Field(Form.LINE, "Where somebody asks for that link in a group."),
    "workbench_off": Field(Form.LINE, "Where there is no workbench."),
}
_PAGE: Shape = {
    "title": Field(Form.LINE, "Its heading.", blanks=("name",)),
    "text": Field(Form.TEXT, "Plain paragraphs and lists.", longest=LONGEST_ANSWER, blanks=("name", "contact")),
}
_PRIVACY = _PAGE | {"text": replace(_PAGE["text"], blanks=("name", "contact", "reads", "place", "sending"))}
_PAGE_HELP = {command.name: command.text for command in commands.COMMANDS if command.text} | {
    "help_on_discord": "What /help shows on Discord.",
    "help_in_terminal": "What /help shows in a terminal.",
    "privacy_in_terminal": "What /privacy shows in a terminal, where nothing is kept.",
}
PAGES: Shape = {
    name: Field(Form.RECORD, told, shape=_PRIVACY if name == "privacy" else _PAGE) for name, told in _PAGE_HELP.items()
}
COMMANDS: Shape = {
    command.name: Field(Form.LINE, f"What /{command.name} does, for {command.audience}.", longest=100)
    for command in commands.COMMANDS
} | {
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
    for name in commands_for(Audience.MEMBERS)
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
