"""An entry gets another id, or another entry stands for it: what names it follows, and old links go on working."""

import json
from pathlib import Path

import pytest

from bot.answering.service import Service
from bot.content import load, read
from bot.errors import InputError
from bot.model import Incoming, Press, Verb
from bot.moderating import checks, renaming
from bot.moderating.writing_all import write_all

CASE = {"text": "is it catching", "addressed": True, "expect": "answer", "topics": ["contagious"]}


@pytest.fixture
def faq(small_faq: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(small_faq.parents[1])
    (small_faq / "cases").mkdir()
    (small_faq / "cases" / "must-hold.jsonl").write_text(json.dumps(CASE) + "\n", encoding="utf-8")
    return small_faq


def text(faq: Path, file: str) -> str | None:
    path = faq / file
    return path.read_text(encoding="utf-8") if path.exists() else None


def change(faq: Path, files: renaming.Files) -> Service:
    write_all({faq / name: new for name, new in files.items()})
    assert read(faq)[1] == []
    return Service(load(faq))


def rename(faq: Path, old: str, new: str) -> Service:
    files = renaming.rename(load(faq), old, new, ["cases/must-hold.jsonl"], lambda file: text(faq, file))
    return change(faq, files)


def retire(faq: Path, old: str, to: str) -> Service:
    files = renaming.retire(load(faq), old, to, ["cases/must-hold.jsonl"], lambda file: text(faq, file))
    return change(faq, files)


def test_what_names_a_renamed_entry_follows_and_the_old_link_works(faq: Path):
    before = text(faq, "answers/treatment/ivig.yaml")
    service = rename(faq, "ivig", "immunoglobulin")
    assert text(faq, "answers/treatment/ivig.yaml") is None
    assert text(faq, "answers/treatment/immunoglobulin.yaml") == before
    assert service.faq.entries["what-is-mmn"].see_also == ("immunoglobulin",)
    assert service.faq.entries["dose"].see_also == ("immunoglobulin",)
    for reply in (service.show("ivig"), service.press(Press(Verb.HELPED, "ivig"))):
        assert reply.entry == "immunoglobulin"


def test_cases_follow(faq: Path):
    rename(faq, "contagious", "catching")
    assert json.loads(text(faq, "cases/must-hold.jsonl") or "") == CASE | {"topics": ["catching"]}


def test_a_case_that_still_has_an_old_id_is_read_as_the_new_one(faq: Path):
    service = rename(faq, "contagious", "catching")
    (faq / "cases" / "old.jsonl").write_text(json.dumps(CASE) + "\n", encoding="utf-8")
    problems: list[object] = []
    cases = checks.cases_of(faq, service.faq, problems)
    assert problems == []
    assert {case.topics for case in cases} == {("catching",)}


def test_an_id_that_changed_twice_leads_to_where_it_is_now(faq: Path):
    rename(faq, "contagious", "catching")
    service = rename(faq, "catching", "is-it-catching")
    assert service.faq.aliases == {"contagious": "is-it-catching", "catching": "is-it-catching"}


def test_an_id_may_come_back(faq: Path):
    rename(faq, "contagious", "catching")
    service = rename(faq, "catching", "contagious")
    assert service.faq.aliases == {"catching": "contagious"}


def test_ordinary_talk_can_be_renamed_too(faq: Path):
    assert "grateful" in rename(faq, "thanks", "grateful").faq.entries


def test_the_phrases_of_a_retired_entry_move(faq: Path):
    service = retire(faq, "contagious", "what-is-mmn")
    assert "contagious" not in service.faq.entries
    assert service.ask(Incoming("is it catching")).entry == "what-is-mmn"
    assert service.show("contagious").entry == "what-is-mmn"
    assert json.loads(text(faq, "cases/must-hold.jsonl") or "")["topics"] == ["what-is-mmn"]


def test_what_only_looked_like_a_retired_entry_is_kept_away_from_what_stands_for_it(faq: Path):
    for name, lines in {
        "basics/contagious": ["is it treatable", "  - what is mmn", "  - why am i so tired", "  - is it catchy"],
        "basics/what-is-mmn": ["is it catching", "  - Is it catchy?", "  - what is als"],
    }.items():
        file = faq / "answers" / f"{name}.yaml"
        written = "\n".join(["not_asks:", f"  - {lines[0]}", *lines[1:]])
        file.write_text(f"{file.read_text(encoding='utf-8')}{written}\n", encoding="utf-8")
    phrases = load(faq).entries["what-is-mmn"].asks
    assert "what is mmn" in phrases
    gone = load(faq).entries["contagious"].asks
    assert "is it catching" in gone

    entry = retire(faq, "contagious", "what-is-mmn").faq.entries["what-is-mmn"]

    assert entry.asks == (*phrases, *gone)
    assert entry.not_asks == ("Is it catchy?", "what is als", "is it treatable", "why am i so tired")


def test_nobody_is_named_as_related_to_itself(faq: Path):
    assert retire(faq, "ivig", "what-is-mmn").faq.entries["what-is-mmn"].see_also == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [("ivig", "Ivig!", "is not an id"), ("ivig", "fatigue", "already"), ("ivgi", "x", "did you mean `ivig`")],
)
def test_what_cannot_be_is_said(faq: Path, old: str, new: str, told: str):
    with pytest.raises(InputError, match=told):
        rename(faq, old, new)


@pytest.mark.parametrize(
    ("old", "to", "told"),
    [
        ("ivig", "ivig", "itself"),
        ("breathing", "ivig", "signs"),
        ("ivig", "x", "no entry"),
        ("fatigue", "breathing", "`breathing` is an emergency, and `fatigue` is none"),
    ],
)
def test_what_cannot_be_retired_is_said(faq: Path, old: str, to: str, told: str):
    with pytest.raises(InputError, match=told):
        retire(faq, old, to)


def test_an_alias_of_an_entry_that_is_there_is_a_problem(faq: Path):
    (faq / "aliases.yaml").write_text("ivig:\n  to: fatigue\nold:\n  to: ivgi\n", encoding="utf-8")
    assert [problem.told for problem in read(faq)[1]] == [
        "there is an entry `ivig`, in faq/en/answers/treatment/ivig.yaml (take the alias out)",
        "there is no entry `ivgi` (did you mean `ivig`?)",
    ]


def test_the_place_in_the_menu_follows(faq: Path):
    themes = faq / "themes.yaml"
    themes.write_text(
        themes.read_text(encoding="utf-8").replace("Treatment\n", "Treatment\n  first: [ivig]\n"), encoding="utf-8"
    )
    assert rename(faq, "ivig", "drip").faq.first == {"treatment": ("drip",)}
    assert retire(faq, "drip", "contagious").faq.first == {}
