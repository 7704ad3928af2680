"""Takes out of a message what could lead to a person: addresses, numbers to call, links and names of accounts."""

from __future__ import annotations

import re

FEWEST_DIGITS, MOST_DIGITS = 7, 15
"""Digits of a telephone number: from a local one to the longest of ITU-T E.164."""

_EMAIL = re.compile(r"[\w.%+-]+\s?@\s?(?:[\w-]+\.)+[^\W\d_]{2,24}\b")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b(?:t\.me|wa\.me|discord\.gg|(?:[\w-]+\.)+(?:com|org|net|info|io))/\S+", re.IGNORECASE
)
_NAME = re.compile(r"<@[!&]?\d{1,20}>|(?<![\w.])@\w{2,64}(?:#\d{4})?")
_ID = re.compile(r"(?<!\d)\d{17,20}(?!\d)")
"""What Discord gives to each person, message and channel."""
_NUMBER = re.compile(r"(?<![\w.,/+])(?:\+|\(\+?|00)?\d(?:[ \t.()/\u00a0\u2010-\u2013-]{0,3}\d){6,18}(?!\w)")
_DATE = re.compile(r"(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d\d")
_YEARS = re.compile(r"(?:(?:19|20)\d\d[\s/-]*)+")
_DECIMAL = r"\d{1,3}[.,]\d{1,2}"
_DECIMALS = re.compile(rf"{_DECIMAL}(?:[ /\u2013-]+{_DECIMAL})*")
_GROUPED = re.compile(r"\d{1,3}(?:[ ,.]000)+")


def mask(text: str) -> str:
    """`text` with e-mail addresses, telephone numbers, links and @names replaced by words in brackets.

    What belongs to the question stays: doses, weeks, years, dates and ages. A number is taken for one to call from
    seven digits on that stand together or are parted by spaces, dots, dashes or brackets only.
    """
    text = _EMAIL.sub("[e-mail address]", text)
    text = _LINK.sub("[link]", text)
    text = _NAME.sub("[name]", text)
    return _NUMBER.sub(_mask_number, _ID.sub("[number]", text))


def _mask_number(match: re.Match[str]) -> str:
    written = match.group()
    digits = sum(character.isdigit() for character in written)
    harmless = any(pattern.fullmatch(written) for pattern in (_DATE, _YEARS, _DECIMALS, _GROUPED))
    return written if harmless or not FEWEST_DIGITS <= digits <= MOST_DIGITS else "[phone number]"
