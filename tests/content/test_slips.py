"""Slips that people make who never saw YAML: each is one problem, with its file, its line and what to do."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import change

from bot.content import load, read
from bot.moderating import checks

CATCH, IVIG, FATIGUE, DOSE = (
    "answers/basics/contagious.yaml",
    "answers/treatment/ivig.yaml",
    "signposts/fatigue.yaml",
    "safety/dose.yaml",
)
TEXT = "  It is a drip of antibodies that other people gave.\n"
PHRASE = "  - what is ivig\n"
QUOTES = "put the whole text in double quotes"
STRAIGHT = 'type straight double quotes (") around the whole text'
SPACE = "a no-break space or the like stands here (type an ordinary space in its place)"
UNSEEN = "a character that nobody sees stands here (delete it, or what stands around it, and type that again)"
CONFLICT = "a merge conflict is left here (keep one of the two versions, and delete the marks)"
NO_LIST = "this sign makes no list (start each item with a hyphen and a space: `- `)"
HYPHEN = "a space is missing behind the hyphen (write `- ` before the item)"
MARKS = "<<<<<<< HEAD\n{0}=======\n{0}>>>>>>> other\n"


@pytest.fixture(autouse=True)
def _beside_the_faq(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def problems(folder: Path) -> list[str]:
    faq, found = read(folder)
    if (folder / "cases").is_dir():
        checks.cases_of(folder, faq, found)
    return [str(problem) for problem in found]


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        # lists
        (IVIG, TEXT, f"{TEXT}\n  • One.\n", f"5:3: {NO_LIST}"),
        (IVIG, TEXT, f"{TEXT}\n  * One.\n", f"5:3: {NO_LIST}"),
        (IVIG, PHRASE, "  \u2013 what is ivig\n", f"10:3: {NO_LIST}"),
        (IVIG, TEXT, f"{TEXT}\n  -One.\n", f"5:3: {HYPHEN}"),
        (IVIG, PHRASE, "  -what is ivig\n", f"10:3: {HYPHEN}"),
        (IVIG, PHRASE, "  -what is ivig\n  -is it a drip\n", f"10:3: {HYPHEN.replace('hyphen (', 'hyphen, and 1 more in this file (')}"),
        # how a text starts
        (IVIG, PHRASE, "  - *really* a drip\n", f"10:5: a text cannot start with `*` ({QUOTES})"),
        (IVIG, PHRASE, "  - *is it a drip\n", f"10:5: a text cannot start with `*` ({QUOTES})"),
        (IVIG, PHRASE, "  - [mmn] is it a drip\n", f"10:5: a text cannot start with `[` ({QUOTES})"),
        (IVIG, PHRASE, "  - [is it a drip]\n", "10:5: `asks` must be a line of text (a text that starts with a square bracket needs double quotes around the whole of it)"),
        (IVIG, PHRASE, "  - &is it a drip\n", f"10:5: a text cannot start with `&` ({QUOTES})"),
        (IVIG, PHRASE, "  - #ivig, what is it\n", f"10:4: `asks`: what stands behind the `#` is lost ({QUOTES})"),
        (IVIG, PHRASE, '  - "ivig" is what\n', "10:5: a text that starts with a quote ends with it (put single quotes (') around the whole text, or leave the double quotes out)"),
        # colons and quotes
        (IVIG, "question: What", "question What", "1:9: the colon behind `question` is missing (write `question: ` before the text)"),
        (IVIG, "question: What", "question:What", "1:10: a space is missing behind the colon (write `question: ` before the text)"),
        (IVIG, "question: What", "question\uff1a What", "1:1: this is not the colon of the keyboard (type `:` and a space)"),
        (IVIG, "What is IVIG?", "“IVIG: what is it?”", f"1:11: curly quotes do not hold a text together ({STRAIGHT})"),
        (IVIG, PHRASE, "  - “tell me: what is it”\n", '10:5: `asks` must be a line of text (a text with a colon in it needs straight double quotes (") around the whole of it)'),
        (IVIG, TEXT, f"  ```\n{TEXT}  ```\n", "3:3: a code fence stands here, and 1 more in this file (delete the line)"),
        # what nobody sees
        (IVIG, "a drip", "a\u00a0drip", f"3:10: {SPACE}"),
        (IVIG, PHRASE, "  -\u00a0what is ivig\n", f"10:4: {SPACE}"),
        (IVIG, "reviewed:", "\u00a0reviewed:", "8:1: a no-break space or the like stands before the line (delete it)"),
        (IVIG, "a drip", "a \u200bdrip", f"3:11: {UNSEEN}"),
        (IVIG, "reviewed:", "re\u200bviewed:", f"8:3: {UNSEEN}"),
        (IVIG, "[in-uk,", "[in\u00ad-uk,", f"4:13: {UNSEEN}"),
        (IVIG, "reviewed:", "\ufeffreviewed:", f"8:1: {UNSEEN}"),
        ("everyday-words.txt", "you", "y\u200bou", f"3:2: {UNSEEN}"),
        ("cases/must-hold.jsonl", "ivig", "iv\u200big", f"1:13: {UNSEEN}"),
        # dates and countries
        (IVIG, "2026-11-21", "2026\u201311\u201321", "8:11: `reviewed`: `2026\u201311\u201321` is not a date (write 2026-11-21)"),
        (IVIG, "2026-11-21", "21/11/2026", "8:11: `reviewed`: `21/11/2026` is not a date (write 2026-11-21)"),
        (IVIG, "2026-11-21", "05/11/2026", "8:11: `reviewed`: `05/11/2026` is not a date (write year-month-day, as 2026-11-21)"),
        ("organisations.yaml", "[GB, IE]", "[UK, IE]", "4:17: `countries`: `UK` is not a country code (write GB)"),
        ("organisations.yaml", "[GB, IE]", "[XX, IE]", "4:17: `countries`: `XX` is not a country code (write two capitals, as GB, or eu, or world)"),
        ("../numbers.yaml", "country: GB", "country: UK", "2:14: `country`: `UK` is not a country code (write GB)"),
        # a merge left half-done
        (IVIG, TEXT, MARKS.format(TEXT), f"3:1: {CONFLICT}"),
        (IVIG, TEXT, "".join(f"  {row}\n" for row in MARKS.format(TEXT.strip() + "\n").splitlines()), f"3:1: {CONFLICT}"),
        (IVIG, PHRASE, MARKS.format(PHRASE), f"10:1: {CONFLICT}"),
        ("themes.yaml", "basics:", "=======\nbasics:", f"1:1: {CONFLICT}"),
        ("everyday-words.txt", "you\n", MARKS.format("you\n"), f"3:1: {CONFLICT}"),
        ("cases/must-hold.jsonl", "{", "<<<<<<< HEAD\n{", f"1:1: {CONFLICT}"),
        # too long
        (IVIG, PHRASE, f"  - {'ivig ' * 60}x\n", "10:5: `asks`: this has 301 characters, 300 are possible (shorten it)"),
    ],
)  # fmt: skip
def test_a_slip_is_one_problem_at_its_place(small_faq: Path, file: str, old: str, new: str, problem: str):
    (small_faq / "cases").mkdir()
    case = {"text": "ivig?", "addressed": True, "expect": "answer", "topics": ["ivig"]}
    (small_faq / "cases" / "must-hold.jsonl").write_text(json.dumps(case) + "\n", encoding="utf-8")
    change(small_faq / file, old, new)

    assert problems(small_faq) == [f"{(Path('faq/en') / file).as_posix().replace('en/../', '')}:{problem}"]


def test_a_whole_file_in_a_code_fence_is_one_problem(small_faq: Path):
    file = small_faq / IVIG
    file.write_text(f"```yaml\n{file.read_text(encoding='utf-8')}```\n", encoding="utf-8")

    assert problems(small_faq) == [
        f"faq/en/{IVIG}:1:1: a code fence stands here, and 1 more in this file (delete the line)"
    ]


def test_letters_of_other_scripts_and_emojis_may_be_joined(small_faq: Path):
    change(
        small_faq / IVIG,
        PHRASE,
        f"{PHRASE}  - \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 ivig \U0001f468\u200d\u2695\ufe0f\n",
    )

    assert len(load(small_faq).entries["ivig"].asks) == 3


def test_phrases_may_hold_any_sign(small_faq: Path):
    change(small_faq / IVIG, PHRASE, f"{PHRASE}  - is it 1) a drip or 2) **magic** <3 [sic](x) `ok`\n")

    assert len(load(small_faq).entries["ivig"].asks) == 3


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("ivig.txt", "let its name end in .yaml"),
        ("ivig.yaml.txt", "let its name end in .yaml"),
        ("ivig", "let its name end in .yaml"),
        ("ivig.docx", "save it as plain text, with a name that ends in .yaml"),
    ],
)
def test_an_entry_in_a_file_of_another_kind_is_one_problem(small_faq: Path, name: str, hint: str):
    change(small_faq / CATCH, "reviewed:", "see_also: [ivig]\nreviewed:")
    (small_faq / IVIG).rename((small_faq / IVIG).with_name(name))

    assert problems(small_faq) == [f"faq/en/answers/treatment/{name}:1:1: this file is not read ({hint})"]


@pytest.mark.parametrize(
    ("file", "to", "told"),
    [
        (IVIG, "safety/ivig.yaml", "of an answer, and lies among the safety entries (move it to answers/<theme>/ivig.yaml; or, to make it a safety entry, add `kind`, and take `sources` out)"),
        (FATIGUE, "answers/treatment/fatigue.yaml", "of a signpost, and lies among the answers (move it to signposts/fatigue.yaml; or, to make it an answer, add `sources`)"),
        (FATIGUE, "safety/fatigue.yaml", "of a signpost, and lies among the safety entries (move it to signposts/fatigue.yaml; or, to make it a safety entry, add `kind`)"),
        (DOSE, "signposts/dose.yaml", "of a safety entry, and lies among the signposts (move it to safety/dose.yaml; or, to make it a signpost, take `kind` out)"),
        (DOSE, "answers/basics/dose.yaml", "of a safety entry, and lies among the answers (move it to safety/dose.yaml; or, to make it an answer, add `sources`, and take `kind` out)"),
    ],
)  # fmt: skip
def test_an_entry_in_another_kinds_folder_is_one_problem(small_faq: Path, file: str, to: str, told: str):
    shutil.move(small_faq / file, small_faq / to)

    assert problems(small_faq) == [f"faq/en/{to}:1:1: this has the keys {told}"]


@pytest.mark.parametrize(
    ("name", "slip"), [("answers", "Answers"), ("answers", "answer"), ("signposts", "signpost"), ("safety", "Safety")]
)
def test_a_folder_with_a_slip_in_its_name_is_one_problem(small_faq: Path, name: str, slip: str):
    (small_faq / name).rename(small_faq / "aside")
    (small_faq / "aside").rename(small_faq / slip)

    assert problems(small_faq) == [f"faq/en/{slip}:1:1: the name of this folder must be `{name}` (rename it)"]


def test_the_folder_of_a_theme_with_a_slip_in_its_name_is_one_problem(small_faq: Path):
    (small_faq / "answers" / "basics").rename(small_faq / "answers" / "aside")
    (small_faq / "answers" / "aside").rename(small_faq / "answers" / "Basics")

    assert problems(small_faq) == ["faq/en/answers/Basics:1:1: there is no theme `Basics` (name the folder `basics`)"]
