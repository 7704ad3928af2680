"""What wears out in an FAQ as time goes by."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.answering.service import Service
from bot.content import load
from bot.content.places import Places
from bot.model import Bullets, Fact, Faq, Kind, Paragraph, Severity
from bot.moderating import upkeep


@pytest.fixture
def faq(small_service: Service) -> Faq:
    return small_service.faq


def test_all_that_wears_out_is_told_in_one_list(small_service: Service):
    found = upkeep.worn(small_service, Path("faq/en"), date(2027, 11, 23), Places())

    told = ["was reviewed on", "was last checked on", "addresses that nobody has opened", "lists no `facts`"]
    assert [one for one in told if not any(one in problem.message for problem in found)] == []


def test_a_review_is_overdue_after_a_year_and_a_day(faq: Faq):
    in_time = upkeep.overdue(faq, date(2027, 11, 22), Places())
    late = upkeep.overdue(faq, date(2027, 11, 23), Places())

    assert in_time == []
    assert len(late) == sum(entry.kind is not Kind.CHATTER for entry in faq.entries.values())
    assert {problem.severity for problem in late} == {Severity.WARNING}
    assert str(late[0]) == (
        "faq/en/answers/basics/contagious.yaml:4:11: warning: this was reviewed on 2026-11-21, more than a year ago "
        "(compare it with its sources, and set `reviewed` to the day on which you did)"
    )


def test_organisations_and_numbers_are_checked_every_half_year(faq: Faq):
    late = upkeep.unchecked(faq, Path("faq/en"), date(2027, 5, 24), Places())

    assert upkeep.unchecked(faq, Path("faq/en"), date(2027, 5, 23), Places()) == []
    assert [(problem.path, problem.line) for problem in late] == [
        ("faq/en/organisations.yaml", 9),
        ("faq/numbers.yaml", 18),
        ("faq/numbers.yaml", 25),
    ]
    assert "`in-uk` was last checked on 2026-11-21" in late[0].message
    assert "the numbers of United Kingdom" in late[1].message


def test_lists_of_words_that_are_gone_are_named_once(small_faq: Path):
    for name in _lists():
        (small_faq / name).parent.mkdir(exist_ok=True)
        (small_faq / name).touch()
    assert upkeep.missing(small_faq) == []

    (small_faq / "spellings.txt").unlink()
    (small_faq / "names/places.txt").unlink()

    [told] = upkeep.missing(small_faq)
    assert told.severity is Severity.WARNING
    assert told.message.startswith("lists that are missing, 2: `spellings.txt`, `names/places.txt`;")


def test_the_lists_of_this_repository_are_all_there():
    assert upkeep.missing(Path(__file__).parents[2] / "faq/en") == []


def test_a_list_with_nothing_in_it_may_say_so(small_faq: Path):
    (small_faq / "names").mkdir()
    for name in _lists():
        text = "names: {}\n" if name.endswith(".yaml") else "# none\n"
        (small_faq / name).write_text(text, encoding="utf-8")

    assert load(small_faq).vocabulary.spellings == {}


def _lists() -> list[str]:
    """The lists that an FAQ can do without."""
    names = ("illnesses.yaml", "medicines.yaml", "organisations.yaml", "tests.yaml", "people.txt", "places.txt")
    return ["spellings.txt", *(f"names/{name}" for name in names)]


def test_addresses_that_nobody_opened_are_named_once(faq: Faq):
    opened = replace(faq, organisations=tuple(replace(one, opened=True) for one in faq.organisations))

    assert [str(problem) for problem in upkeep.unopened(faq, Path("faq/en"))] == [
        (
            "faq/en/organisations.yaml:1:1: warning: addresses that nobody has opened, 1: `in-uk` "
            "(open each, and write `opened: true` and the day below `checked_on`)"
        )
    ]
    assert upkeep.unopened(opened, Path("faq/en")) == []


def test_every_answer_of_a_theme_in_the_menu_can_be_reached(small_service: Service):
    assert upkeep.unreachable(small_service) == []


def test_an_answer_that_no_tap_leads_to_is_named_and_a_see_also_mends_it(faq: Faq):
    lonely = {**faq.entries, "contagious": replace(faq.entries["contagious"], theme="elsewhere")}
    problems = upkeep.unreachable(Service(replace(faq, entries=lonely)))
    led = {**lonely, "ivig": replace(faq.entries["ivig"], see_also=("contagious",))}
    themes = {**faq.themes, "elsewhere": "Elsewhere"}

    assert [(problem.path, problem.line) for problem in problems] == [("faq/en/answers/basics/contagious.yaml", 2)]
    assert "no theme's menu and no `see_also`" in problems[0].message
    assert upkeep.unreachable(Service(replace(faq, entries=led, themes=themes))) == []


def test_a_value_that_is_not_in_the_file_stands_at_its_top(small_faq: Path):
    path = str(small_faq / "themes.yaml")

    assert Places().of(path, "nowhere to be found") == (1, 1)
    assert Places().of(path, "Treatment") == (4, 10)
    assert Places().of(str(small_faq / "missing.yaml"), "x") == (1, 1)


def test_a_source_that_was_read_anew_asks_for_a_review(faq: Faq):
    source = replace(faq.sources["ig-provider"], accessed=date(2026, 11, 22))
    later = replace(faq, sources={**faq.sources, "ig-provider": source})

    assert upkeep.read_anew(faq, Places()) == []
    assert [str(problem) for problem in upkeep.read_anew(later, Places())] == [
        (
            "faq/en/answers/treatment/ivig.yaml:8:11: warning: `ig-provider` was read on 2026-11-22, after this was reviewed "
            "on 2026-11-21 (compare it with its sources, and set `reviewed` to the day on which you did)"
        )
    ]


def test_what_an_entry_lacks_is_named(faq: Faq):
    long = "Why is it that people with MMN are tired?"
    entry = faq.entries["fatigue"]
    renamed = replace(faq, entries={**faq.entries, "fatigue": replace(entry, label=long)})

    lacks = {problem.path: [] for problem in upkeep.unfinished(renamed)}
    for problem in upkeep.unfinished(renamed):
        lacks[problem.path].append(problem.message)

    no_facts, no_short = "this answer lists no `facts`", "this has no `short`"
    no_label = "the question has more than 32 characters, and there is no `label`"
    assert lacks == {
        "faq/en/answers/basics/contagious.yaml": [no_facts, no_short],
        "faq/en/answers/basics/what-is-mmn.yaml": [no_facts, no_short],
        "faq/en/answers/treatment/ivig.yaml": [no_facts, no_short],
        "faq/en/signposts/fatigue.yaml": [no_short, no_label],
        "faq/en/safety/dose.yaml": [no_short],
    }


def test_an_entry_that_lacks_nothing_is_not_named(faq: Faq):
    fact = Fact("nobody catches it", "in-uk", "What is MMN?")
    whole = {name: replace(entry, short="Short.", facts=(fact,)) for name, entry in faq.entries.items()}

    assert upkeep.unfinished(replace(faq, entries=whole)) == []


def test_an_answer_of_more_than_150_words_is_too_long(faq: Faq):
    entry = faq.entries["contagious"]
    long = replace(entry, answer=(Paragraph("word " * 100), Bullets(("word " * 50,))))
    longer = replace(entry, answer=(*long.answer, Paragraph("word")))

    assert upkeep.wordy(replace(faq, entries={"contagious": long})) == []
    assert [problem.message for problem in upkeep.wordy(replace(faq, entries={"contagious": longer}))] == [
        "this has 151 words, more than 150"
    ]
