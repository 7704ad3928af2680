"""What the files on a language may hold: how members write, names, and cries for help in other languages."""

from __future__ import annotations

from bot.content.shapes import Field, Form, Shape

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
    "spoken_signs": Field(
        Form.VARIANTS, 'Sentence marks, with how they are said by who dictates, as "full stop".', required=False
    ),
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
    "telling": Field(
        Form.LINES,
        'Words of which one stands in whatever is told, as "he" and "was", but not in a few words to search for. Without '
        "them nothing is taken to be only told.",
        required=False,
    ),
    "requesting": Field(
        Form.LINES, 'Wordings that ask for something without a question, as "I want" and "please".', required=False
    ),
    "reported": Field(
        Form.LINES, "Wordings that tell what somebody asked or said: not a question to the group.", required=False
    ),
    "medicine_endings": Field(
        Form.LINES, "How names of medicines end: an unknown word that ends so is taken for one.", required=False
    ),
    "asking_what": Field(Form.LINES, "How somebody asks what a word means; a * stands for the word.", required=False),
    "asking_numbers": Field(Form.LINES, "How somebody asks for numbers to call in need.", required=False),
    "refusing_numbers": Field(
        Form.LINES,
        'Wordings right in front of one of those that say that none are asked for, as "I did not ask for a".',
        required=False,
    ),
    "asking_numbers_there": Field(
        Form.LINES, "How they are asked for where the reply before offers those of a country.", required=False
    ),
    "sum_words": Field(Form.LINES, "Words that stand beside the numbers of a sum.", required=False),
    "choosing": Field(
        Form.RECORD, "How somebody chooses in words among the questions offered.", required=False, shape=CHOOSING
    ),
}
