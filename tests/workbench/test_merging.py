"""Two changes of one text are brought together where they do not meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workbench import forms
from bot.workbench.merging import difference, merged

BASE = "one\ntwo\nthree\nfour\nfive\n"


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        (BASE, BASE, BASE),
        ("ONE\ntwo\nthree\nfour\nfive\n", BASE, "ONE\ntwo\nthree\nfour\nfive\n"),
        ("ONE\ntwo\nthree\nfour\nfive\n", "one\ntwo\nthree\nfour\nFIVE\n", "ONE\ntwo\nthree\nfour\nFIVE\n"),
        ("zero\n" + BASE, BASE + "six\n", "zero\n" + BASE + "six\n"),
        ("one\ntwo\nthree\nfour\n", "one\nthree\nfour\nfive\n", "one\nthree\nfour\n"),
        ("one\nTWO\nthree\nfour\nfive\n", "one\nzwei\nthree\nfour\nfive\n", None),
        ("one\nthree\nfour\nfive\n", "one\nzwei\nthree\nfour\nfive\n", None),
        (BASE + "six\n", BASE + "seven\n", None),
    ],
)
def test_what_meets_is_left_to_people(mine: str, theirs: str, both: str | None):
    assert merged(BASE, mine, theirs) == both
    assert merged(BASE, theirs, mine) == both


LINES = st.lists(st.sampled_from("abcd"), max_size=8).map(lambda rows: "".join(f"{row}\n" for row in rows))


@given(LINES, LINES)
def test_who_changes_alone_is_never_in_anybodys_way(base: str, mine: str):
    assert merged(base, mine, base) == mine
    assert merged(base, base, mine) == mine
    assert merged(base, mine, mine) == mine


def test_a_difference_shows_what_went_and_what_came():
    rows = [row for row in difference(BASE, BASE.replace("three", "drei")) if row[0] in "+-"]
    assert rows == ["-three", "+drei"]


def test_what_is_pasted_comes_without_what_nobody_sees():
    assert forms.clean("  is\u00a0it\u200b catching?\u2028yes\r\n\x00no \n") == "is it catching?\nyes\nno"
