"""What a tapped button carries, on its way back from outside."""

import pytest

from bot.answering import presses
from bot.model import Press, Verb

MARK = "0123456789ab"


@pytest.mark.parametrize(
    "press",
    [
        Press(Verb.SHOW, "what-is-mmn"),
        Press(Verb.SUPPORT, "GB"),
        Press(Verb.SUPPORT, "world"),
        Press(Verb.COUNTRY),
        Press(Verb.COUNTRY, "GB"),
        Press(Verb.COUNTRY, "eu"),
        Press(Verb.TOPICS),
        Press(Verb.OTHERS, "ivig", MARK),
        Press(Verb.NONE, about=MARK),
        Press(Verb.SEND, about=MARK),
        Press(Verb.CONFIRM, about=MARK),
        Press(Verb.DECLINE, about=MARK),
    ],
)
def test_what_was_written_is_read_again(press: Press):
    assert presses.read(str(press)) == press


@pytest.mark.parametrize(
    "wire",
    [
        "",
        "show",
        "show:",
        "show:../x",
        "show:IVIG",
        "drop:ivig",
        "show:" + "x" * 41,
        "theme:\nbasics",
        "show:ivig ",
        "show:ivig\n",
        "support:",
        "support:gb",
        "country:",
        "country:gb",
        "country:world",
        "country:GB:x",
        "topics:ivig",
        "remove:12345",
        "show:ivig:x",
        "SHOW:ivig",
        "show:\u0661",
        "send",
        "confirm",
        "send~",
        "send~0123456789AB",
        "send~0123456789abc",
        "send:ivig~0123456789ab",
        "none~0123456789ab\n",
        "~0123456789ab",
    ],
)
def test_what_is_forged_or_damaged_is_nothing(wire: str):
    assert presses.read(wire) is None
