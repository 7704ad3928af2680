"""What the files on whom to turn to may hold: support organisations, and numbers to call by country."""

from __future__ import annotations

from bot.content.shapes import Field, Form, Pattern, Shape
from bot.model import LONGEST_ID

DIALLED = Pattern(
    r"(?=(?:[^0-9]*[0-9]){2})[0-9 +*#()-]+",
    "a number that one can dial",
    "write its digits, as 999 or 0800 111 0 111; words about it belong into `note`",
)
"""Two digits are the fewest: in France one dials 15."""
TEXTED = Pattern(
    r"(?:[^0-9]*[0-9]){2}[^\n]*",
    "a message with the number that it goes to",
    "write the number too, as HOME to 741741, or the number alone",
)
LANGUAGE_CODE = Pattern("[a-z]{2}", "a language code", "write two small letters, as en, de or fr")

ORGANISATION: Shape = {
    "id": Field(Form.LINE, "A short name in small letters, digits and hyphens.", longest=LONGEST_ID),
    "name": Field(Form.LINE, "The organisation's name."),
    "countries": Field(Form.COUNTRIES, "Two-letter country codes in capitals, the main one first, or world."),
    "languages": Field(Form.LINES, "Two-letter language codes in small letters.", pattern=LANGUAGE_CODE),
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
    "number": Field(Form.LINE, "Its number as dialled, in double quotes.", required=False, pattern=DIALLED),
    "text": Field(
        Form.LINE, 'What to send where by text message, as "HOME to 741741".', required=False, pattern=TEXTED
    ),
    "chat": Field(Form.URL, "The address at which people chat with it.", required=False),
    "hours": Field(Form.LINE, 'When it is open, as "24/7"; leave it out where that is not known.', required=False),
    "free": Field(Form.FLAG, "Whether it costs nothing; leave it out where that is not known.", required=False),
    "note": Field(Form.LINE, "What else to know, in a few words.", required=False, longest=60),
}
COUNTRY_NUMBERS: Shape = {
    "country": Field(Form.COUNTRY, "Two-letter country code in capitals, or eu."),
    "name": Field(Form.LINE, "The country as it is shown.", longest=40),
    "also": Field(Form.LINES, "What else people call it, as uk.", required=False),
    "emergency": Field(
        Form.LINES, "Emergency numbers, each in double quotes, the one for an ambulance first.", pattern=DIALLED
    ),
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
