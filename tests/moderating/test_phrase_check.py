"""Phrases that stand in each other's way."""

from pathlib import Path

import pytest

from bot.answering.service import Service
from bot.content import load
from bot.content.places import Places
from bot.model import Severity
from bot.moderating import phrase_check


def test_phrases_of_two_entries_that_read_the_same_are_named_with_both_places(
    small_faq: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(small_faq.parents[1])
    ivig = small_faq / "answers" / "treatment" / "ivig.yaml"
    ivig.write_text(ivig.read_text(encoding="utf-8") + "  - the ivig drip, how does it work\n", encoding="utf-8")
    other = small_faq / "chatter.yaml"
    other.write_text(other.read_text(encoding="utf-8") + "    - work it does the IV IG drip how\n", encoding="utf-8")
    service = Service(load(Path("faq/en")))

    found = phrase_check.near_duplicates(service.faq, service.matcher)
    problem = phrase_check.alike_problem(found[0], service.faq.entries, Places())

    among = {
        entry: phrase_check.near_duplicates(service.faq, service.matcher, [entry]) for entry in service.faq.entries
    }
    assert {entry for entry, pairs in among.items() if pairs} == {"ivig", "thanks"}
    assert among["ivig"] == among["thanks"] == found
    assert {(pair.one[0], pair.other[0], pair.likeness) for pair in found} == {("ivig", "thanks", 100)}
    assert str(problem) == (
        "faq/en/chatter.yaml:8:7: warning: `work it does the IV IG drip how` is nearly `the ivig drip, how does it work` in "
        "`ivig` (faq/en/answers/treatment/ivig.yaml:12) (keep it where it fits best)"
    )


def test_phrases_of_one_entry_may_be_alike(small_service: Service):
    assert phrase_check.near_duplicates(small_service.faq, small_service.matcher) == []


def test_a_phrase_in_the_wrong_entry_is_listed_with_the_entry_that_draws_it_away(
    small_faq: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(small_faq.parents[1])
    ivig = small_faq / "answers" / "treatment" / "ivig.yaml"
    ivig.write_text(ivig.read_text(encoding="utf-8") + "  - is it catching from my wife\n", encoding="utf-8")
    service = Service(load(Path("faq/en")))

    found = {stray.phrase: stray for stray in phrase_check.strays(service)}
    stray = found["is it catching from my wife"]
    problem = phrase_check.stray_problem(stray, service.faq.entries, Places())

    assert (stray.entry_id, stray.thief) == ("ivig", "contagious")
    assert stray.confidence > stray.own
    assert problem.severity is Severity.WARNING
    assert str(problem).startswith("faq/en/answers/treatment/ivig.yaml:12:5: warning: `is it catching from my wife`")
    assert "`contagious`" in problem.message


def test_a_phrase_that_is_read_as_another_entry_s_is_lost_though_it_is_written(small_faq: Path):
    words = small_faq / "words.yaml"
    assert "multifocal motor neuropathy" in words.read_text(encoding="utf-8")
    for file, phrase in (("contagious", "frumious mmn"), ("ivig", "frumious multifocal motor neuropathy")):
        (path,) = small_faq.rglob(f"{file}.yaml")
        path.write_text(path.read_text(encoding="utf-8") + f"  - {phrase}\n", encoding="utf-8")
    service = Service(load(small_faq))

    lost = {stray.phrase for stray in phrase_check.strays(service) if stray.lost}

    best = service.matcher.rank("frumious mmn", 1)[0].entry_id
    assert lost & {"frumious mmn", "frumious multifocal motor neuropathy"} == {
        "frumious mmn" if best == "ivig" else "frumious multifocal motor neuropathy"
    }


def test_the_lost_come_first_and_then_the_surest(small_service: Service):
    order = [(not stray.lost, -stray.confidence) for stray in phrase_check.strays(small_service)]

    assert order == sorted(order)


def test_ordinary_talk_taken_for_other_ordinary_talk_is_no_stray(small_faq: Path):
    file = small_faq / "chatter.yaml"
    more = "greetings:\n  question: Greetings\n  answer: Hello.\n  reviewed: 2026-11-21\n  asks:\n    - cheers to everyone here\n"
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")

    found = phrase_check.strays(Service(load(small_faq)))

    assert "cheers everyone" not in {stray.phrase for stray in found if stray.thief == "greetings"}


def test_pairs_are_counted_the_most_first():
    def stray(entry_id: str, thief: str) -> phrase_check.Stray:
        return phrase_check.Stray(entry_id, "some words", thief, 0.5, 0.1, lost=False)

    found = [stray("a", "b"), stray("c", "d"), stray("c", "d")]

    assert phrase_check.by_pair(found) == [("c", "d", 2), ("a", "b", 1)]


def test_the_phrases_of_an_entry_that_lead_elsewhere_are_named(small_faq: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(small_faq.parents[1])
    ivig = small_faq / "answers" / "treatment" / "ivig.yaml"
    ivig.write_text(ivig.read_text(encoding="utf-8") + "  - is it catching from my wife\n", encoding="utf-8")
    service = Service(load(Path("faq/en")))

    assert phrase_check.leading_away(service, "fatigue") == []
    for phrase, thief, confidence in phrase_check.leading_away(service, "ivig"):
        assert (phrase, thief) == ("is it catching from my wife", "contagious")
        assert 0 < confidence <= 1
