"""What a moderator reads when a file or a folder of the FAQ is missing, misnamed or in the wrong place."""

import shutil
from pathlib import Path

import pytest

from bot.content import read

IVIG = "answers/treatment/ivig.yaml"


@pytest.fixture(autouse=True)
def _beside_the_faq(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _problems(folder: Path) -> list[str]:
    faq, problems = read(folder)
    assert faq is None
    return [str(problem) for problem in problems]


def _copy(folder: Path, new: str) -> None:
    """Another answer, with phrases of its own, in the file `new`."""
    text = (folder / IVIG).read_text(encoding="utf-8")
    for old, mine in (
        ("What is IVIG", "And the drip"),
        ("- what is ivig", "- explain ivig"),
        ("- how does", "- tell me how"),
    ):
        text = text.replace(old, mine)
    (folder / new).parent.mkdir(parents=True, exist_ok=True)
    (folder / new).write_text(text, encoding="utf-8")


def test_a_folder_that_is_not_there_is_the_one_problem(tmp_path: Path):
    assert _problems(tmp_path / "faq" / "de") == [
        "faq/de:1:1: there is no such folder (name the folder of one language, as faq/en)"
    ]


@pytest.mark.parametrize(
    "file",
    [
        "themes.yaml",
        "sources.yaml",
        "words.yaml",
        "organisations.yaml",
        "community.yaml",
        "chatter.yaml",
        "other-languages.yaml",
        "everyday-words.txt",
    ],
)
def test_every_file_of_a_language_must_be_there(small_faq: Path, file: str):
    (small_faq / file).unlink()

    hint = "check its name, or restore it from an earlier version"
    assert _problems(small_faq) == [f"faq/en/{file}:1:1: this file is missing ({hint})"]


@pytest.mark.parametrize(("text", "what"), [("", "is empty"), ("# to be written\n", "has only comments")])
@pytest.mark.parametrize(
    "file", ["themes.yaml", "community.yaml", "sources.yaml", "other-languages.yaml", "../numbers.yaml"]
)
def test_a_file_that_must_be_there_is_not_to_be_deleted_where_it_is_empty(
    small_faq: Path, file: str, text: str, what: str
):
    (small_faq / file).write_text(text, encoding="utf-8")

    hint = "fill it in, or restore it from an earlier version"
    path = f"faq/en/{file}".replace("en/../", "")
    assert _problems(small_faq) == [f"{path}:1:1: this file {what} ({hint})"]


def test_one_that_may_be_missing_can_be_deleted(small_faq: Path):
    (small_faq / "aliases.yaml").write_text("", encoding="utf-8")

    assert _problems(small_faq) == ["faq/en/aliases.yaml:1:1: this file is empty (fill it in, or delete it)"]


def test_the_numbers_must_lie_beside_the_folders_of_the_languages(small_faq: Path):
    """And not in one of them, where they would be one language's."""
    (small_faq.parent / "numbers.yaml").rename(small_faq / "numbers.yaml")

    hint = "numbers are the same in every language: move them to faq/numbers.yaml"
    assert _problems(small_faq) == [
        f"faq/en/numbers.yaml:1:1: this file is not read ({hint})",
        "faq/numbers.yaml:1:1: this file is missing (check its name, or restore it from an earlier version)",
    ]


def test_the_numbers_are_found_from_within_the_folder(small_faq: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(small_faq)

    assert read(Path())[1] == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("answers", "make it, with a folder for each theme"),
        ("signposts", "make it, or restore it from an earlier version"),
        ("safety", "make it, or restore it from an earlier version"),
    ],
)
def test_every_folder_of_a_language_must_be_there(small_faq: Path, name: str, hint: str):
    shutil.rmtree(small_faq / name)

    assert f"faq/en/{name}:1:1: this folder is missing ({hint})" in _problems(small_faq)


def test_a_folder_of_answers_must_be_a_theme(small_faq: Path):
    _copy(small_faq, "answers/living/at-home.yaml")

    assert _problems(small_faq) == [
        "faq/en/answers/living:1:1: there is no theme `living` (add it to themes.yaml, or rename the folder)"
    ]


@pytest.mark.parametrize("name", ["Drip", "the_drip", "the drip", "d" * 41])
def test_the_name_of_an_entry_must_be_an_id(small_faq: Path, name: str):
    _copy(small_faq, f"answers/treatment/{name}.yaml")

    assert _problems(small_faq) == [
        f"faq/en/answers/treatment/{name}.yaml:1:1: `{name}` is not an id (use at most 40 of a-z, 0-9 and hyphens)"
    ]


def test_an_id_of_forty_characters_is_possible(small_faq: Path):
    _copy(small_faq, f"answers/treatment/{'d' * 40}.yaml")

    assert read(small_faq)[1] == []


def test_two_entries_can_not_share_a_name(small_faq: Path):
    _copy(small_faq, "answers/basics/ivig.yaml")

    assert (
        f"faq/en/{IVIG}:1:1: there is an entry `ivig` already, in faq/en/answers/basics/ivig.yaml (rename one of them)"
    ) in _problems(small_faq)


@pytest.mark.parametrize(
    "file",
    [
        "drip.yaml",
        "answers/drip.yaml",
        "answers/treatment/old/drip.yaml",
        "signposts/old/drip.yaml",
        "answers/treatment/drip.yml",
        "safety/drip.yml",
        "drafts/drip.yaml",
    ],
)
def test_a_file_that_would_have_no_effect_is_a_problem(small_faq: Path, file: str):
    _copy(small_faq, file)

    hint = "entries are answers/<theme>/<id>.yaml, signposts/<id>.yaml, safety/<id>.yaml"
    if file.endswith(".yml"):
        hint = "let its name end in .yaml"
    assert _problems(small_faq) == [f"faq/en/{file}:1:1: this file is not read ({hint})"]


def test_a_faq_without_any_entry_is_a_problem(small_faq: Path):
    for name in ("answers", "signposts", "safety"):
        shutil.rmtree(small_faq / name)
        (small_faq / name).mkdir()
    (small_faq / "chatter.yaml").write_text("{}\n", encoding="utf-8")
    (small_faq / "other-languages.yaml").write_text("{}\n", encoding="utf-8")

    assert _problems(small_faq) == ["faq/en:1:1: there is no entry at all (write one as answers/<theme>/<id>.yaml)"]


def test_other_files_may_lie_beside_the_faq(small_faq: Path):
    (small_faq / "README.md").write_text("How to add an answer", encoding="utf-8")

    assert read(small_faq)[1] == []


def test_a_faq_that_lies_elsewhere_is_named_with_its_whole_path(small_faq: Path, monkeypatch: pytest.MonkeyPatch):
    (small_faq / "words.yaml").unlink()
    monkeypatch.chdir(small_faq / "answers")

    hint = "check its name, or restore it from an earlier version"
    assert _problems(small_faq) == [f"{small_faq.as_posix()}/words.yaml:1:1: this file is missing ({hint})"]


@pytest.mark.parametrize("name", [".ivig.yaml.swp", "ivig.yaml~", "#ivig.yaml#", ".ivig.yaml", ".idea/ivig.yaml"])
def test_what_editors_leave_behind_is_passed_over(small_faq: Path, name: str):
    left = small_faq / "answers" / "treatment" / name
    left.parent.mkdir(exist_ok=True)
    left.write_text("x", encoding="utf-8")

    assert read(small_faq)[1] == []


def test_the_lock_of_emacs_is_passed_over_though_it_looks_like_an_entry(small_faq: Path):
    (small_faq / "answers" / "treatment" / ".#ivig.yaml").symlink_to("a-moderator@a-laptop.4711")

    assert read(small_faq)[1] == []


def test_a_faq_may_lie_in_a_mounted_volume_whose_files_are_links_into_a_hidden_folder(small_faq: Path):
    version = small_faq / "..2026_11_21"
    version.mkdir()
    for path in [path for path in small_faq.iterdir() if path != version]:
        path.rename(version / path.name)
        path.symlink_to(f"..data/{path.name}")
    (small_faq / "..data").symlink_to(version.name)

    assert read(small_faq)[1] == []


def test_the_folder_above_a_language_is_told_apart_from_a_broken_one(small_faq: Path):
    assert _problems(small_faq.parent) == [
        "faq:1:1: this is no folder of a language (name the folder of one language, as faq/en)"
    ]


def test_a_copied_entry_is_one_problem_for_its_phrases_and_one_for_its_question(small_faq: Path):
    asks = "".join(f"  - how is the drip number {number} done\n" for number in range(9))
    whole = (small_faq / IVIG).read_text(encoding="utf-8") + asks
    (small_faq / IVIG).write_text(whole, encoding="utf-8")
    (small_faq / "answers" / "treatment" / "splints.yaml").write_text(whole, encoding="utf-8")

    assert _problems(small_faq) == [
        f"faq/en/answers/treatment/splints.yaml:1:11: `ivig` has the same question (faq/en/{IVIG}) (word it differently)",
        f"faq/en/answers/treatment/splints.yaml:10:5: this and 10 more phrases stand in `ivig` (faq/en/{IVIG}:10) too (keep it where it fits best)",
    ]
