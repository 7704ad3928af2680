"""Takes out of a message what could lead to a person: addresses, numbers to call, links and names of accounts."""

from __future__ import annotations

import re

FEWEST_DIGITS, MOST_DIGITS = 7, 15
"""Digits of a telephone number: from a local one to the longest of ITU-T E.164."""

_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF))
"""Characters that nobody sees, and that part what belongs together. Those that join emojis stay."""
_DASH = r"\u2010-\u2015\u2212\-"
_SPACE = r" \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_DOMAIN = (
    r"(?:[^\W\d_]{2}|com|org|net|edu|gov|info|biz|name|app|dev|page|link|site|online|blog|live|social|chat|club|group|"
    r"space|world|xyz|tech|shop|store|video|media|news)"
)
"""What the address of a page ends with, before the slash: a country's two letters, or what is used most. Any word would
take "weak.and/or" for a link."""

_HOST = r"(?:[\w-]{1,63}\.){1,8}"
"""Bounded, as all of these: of a long message each part is looked at once more from each of its characters."""

_EMAIL = re.compile(rf"[\w.%+-]{{1,64}}\s?[@\uff20]\s?{_HOST}[^\W\d_]{{2,24}}\b")
_LINK = re.compile(rf"(?:[a-z][a-z\d+.-]{{0,30}}://|www\.)\S+|\b{_HOST}{_DOMAIN}/\S+", re.IGNORECASE)
_NAME = re.compile(r"<@[!&]?\d{1,20}>|(?<![\w.])@\w[\w.]{0,62}\w(?:#\d{4})?|[\w.]{2,32}#\d{4}(?!\w)")
_ID = re.compile(r"(?<!\d)\d{17,20}(?!\d)")
"""What Discord gives to each person, message and channel."""
_GAP = rf"[{_SPACE}.()/_{_DASH}]{{0,3}}"
_NUMBER = re.compile(
    r"(?<![\w.,/+])(?:"
    rf"(?:\+\d|0)\d(?:(?:,(?=\d{{3}})|{_GAP})\d){{5,17}}"  # only what begins so: 1,234,567 is how many
    rf"|(?:\+|\(\+?|00)?\d(?:{_GAP}\d){{6,18}}"
    r")(?!\w)"
)
_DATE = re.compile(
    rf"(?:19|20)\d\d[{_DASH}./]\d{{1,2}}[{_DASH}./]\d{{1,2}}|\d{{1,2}}[ {_DASH}./]\d{{1,2}}[ {_DASH}./](?:19|20)\d\d"
)
_YEARS = re.compile(rf"(?:(?:19|20)\d\d[\s/{_DASH}]*)+")
_DECIMAL = r"\d{1,3}[.,]\d{1,2}"
_DECIMALS = re.compile(rf"{_DECIMAL}(?:[ /{_DASH}]+{_DECIMAL})*")
_GROUPED = re.compile(r"\d{1,3}(?:[ ,.]000)+")


def mask(text: str) -> str:
    """`text` with e-mail addresses, telephone numbers, links and @names replaced by words in brackets.

    What belongs to the question stays: doses, weeks, years, dates and ages. A number is taken for one to call from
    seven digits on that stand together or are parted by spaces, dots, dashes or brackets only; with a plus or a zero
    before it, by commas too.
    """
    text = _EMAIL.sub("[e-mail address]", text.translate(_UNSEEN))
    text = _LINK.sub("[link]", text)
    text = _NAME.sub("[name]", text)
    return _NUMBER.sub(_mask_number, _ID.sub("[number]", text))


def _mask_number(match: re.Match[str]) -> str:
    written = match.group()
    digits = sum(character.isdigit() for character in written)
    harmless = any(pattern.fullmatch(written) for pattern in (_DATE, _YEARS, _DECIMALS, _GROUPED))
    return written if harmless or not FEWEST_DIGITS <= digits <= MOST_DIGITS else "[phone number]"
