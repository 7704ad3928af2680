"""Messages are decided by two FAQs at once, and who waits long is told how far it is."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.commands import _side_by_side
from bot.content import load
from bot.matching import NO_CACHE
from bot.moderating.compare import PHRASE, Said


def test_each_message_is_decided_by_each_faq_in_order_and_progress_is_told(
    small_faq: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(_side_by_side, "_BATCH", 1)
    monkeypatch.setattr(_side_by_side, "_TELL_EVERY", 0.0)
    whole = load(small_faq)
    without = replace(whole, entries={name: entry for name, entry in whole.entries.items() if name != "ivig"})
    said = [Said(words, addressed=True, origin=PHRASE) for words in ("what is mmn", "what is ivig", "is it catching")]

    found = _side_by_side.decide((without, whole), said, NO_CACHE)

    assert [[result.entry for result in side] for side in found][1] == ["what-is-mmn", "ivig", "contagious"]
    assert [side[1].entry == "ivig" for side in found] == [False, True]
    assert [len(side) for side in found] == [3, 3]
    assert [line.split(" is done, ")[0] for line in capsys.readouterr().err.splitlines()] == [
        f"{share} %" for share in (16, 33, 50, 66, 83)
    ]


@pytest.mark.parametrize(
    ("seconds", "told"), [(3, "less than a minute"), (61, "about 1 minute"), (1_830, "about 30 minutes")]
)
def test_what_is_left_is_told_in_minutes(seconds: float, told: str):
    assert _side_by_side._about(seconds) == told


def test_nothing_to_decide_is_decided_at_once(small_faq: Path):
    faq = load(small_faq)
    assert _side_by_side.decide((faq, faq), [], NO_CACHE) == [[], []]
