"""A text as a line of YAML."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.content.writing import line


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words", "plain words"),
        ("isn't it?", "isn't it?"),
        ("no", '"no"'),
        ("12", '"12"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("- a", '"- a"'),
        ('"a" b', '"\\"a\\" b"'),
        ("{a}", "(a)"),
        ("two\nlines\x07 \u200bhere", "two lines here"),
        ("<<", '"<<"'),
        ("=", '"="'),
    ],
)
def test_quotes_stand_only_where_yaml_would_read_something_else(text: str, written: str):
    assert line(text) == written


@given(st.text())
def test_any_text_comes_back_as_a_text_on_one_line(text: str):
    written = line(text)

    (read,) = yaml.safe_load(f"- {written}")
    assert isinstance(read, str)
    assert "\n" not in written
    assert read.split() == "".join(c if c.isprintable() else " " for c in text.translate({123: 40, 125: 41})).split()
