"""How buttons share rows, the same on every platform: few rows, and targets that a weak hand can hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model import Button, Reply

ROOM = (32, 16, 9)
"""Characters of a label that a telephone shows whole where one, two or three buttons share a row."""
_ALONE = {Verb.SHOW, Verb.THEME}
"""Questions and themes have a row each: they are read one below the other."""


def rows(buttons: Iterable[Button]) -> list[list[Button]]:
    """The buttons in their order, in as few rows as show every label whole."""
    made: list[list[Button]] = []
    for button in buttons:
        if made and _fits(button, made[-1]):
            made[-1].append(button)
        else:
            made.append([button])
    return made


def _fits(button: Button, row: list[Button]) -> bool:
    together = [*row, button]
    if len(together) > len(ROOM) or any(each.press.verb in _ALONE for each in together):
        return False
    return all(len(each.label) <= ROOM[len(together) - 1] for each in together)


def is_led_to(reply: Reply) -> bool:
    """Whether a tap leads from this reply to all that can be done with it, or back to where one does.

    What can be done with a message, as to remove it, stands there alone.
    """
    verbs = {button.press.verb for button in reply.buttons}
    return Verb.MORE in verbs or (Verb.BACK in verbs and not reply.entry)
