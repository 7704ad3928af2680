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
        Press(Verb.OTHERS, "ivig", MARK, instead=("abcd", "x234")),
        Press(Verb.NOT_HELPED, "ivig", instead=("abcd",)),
        Press(Verb.MORE, "ivig", MARK, instead=("abcd", "x234", "efgh", "2222")),
        Press(Verb.NONE, about=MARK),
        Press(Verb.SEND, about=MARK),
        Press(Verb.CONFIRM, about=MARK),
        Press(Verb.DECLINE, about=MARK),
    ],
)
def test_what_was_written_is_read_again(press: Press):
    assert presses.read(str(press)) == press


@pytest.mark.parametrize("length", [1, 25, 36, 40])
def test_a_button_carries_as_much_as_telegram_lets_it_and_the_mark_of_the_question_always(length: int):
    press = Press(Verb.NOT_HELPED, "x" * length, MARK, instead=("aaaa", "bbbb", "cccc", "dddd"))
    carried = presses.read(str(press))

    assert carried
    assert len(str(press).encode()) <= 64
    assert (carried.target, carried.about) == (press.target, press.about)
    assert press.instead[: len(carried.instead)] == carried.instead
    assert len(carried.instead) == (4 if length <= 25 else 1 if length <= 36 else 0)


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
        "others:ivig=",
        "others:ivig=abc",
        "others:ivig=abcde",
        "others:ivig=ABCD",
        "show:ivig=abcd",
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
