"""A moderator changes one file of a sound FAQ, and reads where it went wrong; one run shows everything."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.content import load, read
from bot.errors import ContentError
from bot.model import Helpline, Kind, Numbers, OtherLanguage, Sign, Source

REPOSITORY = Path(__file__).parents[2]
BASICS, IVIG = "answers/basics/contagious.yaml", "answers/treatment/ivig.yaml"


@pytest.fixture(autouse=True)
def _beside_the_faq(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _problems(folder: Path) -> list[str]:
    faq, problems = read(folder)
    assert faq is None
    return [str(problem) for problem in problems]


def test_a_sound_faq_is_loaded_whole(small_faq: Path):
    _change(small_faq / "everyday-words.txt", "you\n", " you \n\n")
    faq = load(small_faq)

    day = date(2026, 11, 21)
    assert (faq.language, faq.themes) == ("en", {"basics": "What MMN is", "treatment": "Treatment"})
    assert faq.sources["ig-provider"] == Source(
        "ig-provider", "Multifocal Motor Neuropathy", "a provider's patient page", "provider", "", day
    )
    assert faq.numbers == (
        Numbers(
            "GB",
            "United Kingdom",
            ("999", "112"),
            (Helpline("Samaritans", "116 123", hours="24/7", free=True), Helpline("Shout", text="SHOUT to 85258")),
            Helpline("NHS 111", "111"),
            ("https://www.example.org/samaritans", "https://www.example.com/helplines"),
            day,
        ),
        Numbers(
            "DE", "Germany", ("112",), (), None, ("https://www.example.org/notruf", "https://www.example.com/112"), day
        ),
    )
    assert faq.crisis_first == ("GB",)
    assert [organisation.names_mmn for organisation in faq.organisations] == [True]
    assert faq.vocabulary.same == {"mmn": ("multifocal motor neuropathy", "m m n"), "ivig": ("iv ig", "ivy g")}
    assert tuple(faq.vocabulary.everyday) == ("the", "you", "is")
    assert faq.community.lines.reviewed == "Reviewed {date}"


def test_every_entry_has_its_kind_and_answers_come_in_the_order_of_the_menu(small_faq: Path):
    _change(small_faq / "themes.yaml", "basics:\n  title: What MMN is\n", "")
    _change(small_faq / "themes.yaml", "Treatment\n", "Treatment\nbasics:\n  title: What MMN is\n")

    entries = load(small_faq).entries
    assert [(entry_id, entry.kind, entry.theme) for entry_id, entry in entries.items()] == [
        ("ivig", Kind.ANSWER, "treatment"),
        ("contagious", Kind.ANSWER, "basics"),
        ("what-is-mmn", Kind.ANSWER, "basics"),
        ("fatigue", Kind.SIGNPOST, ""),
        ("breathing", Kind.URGENT, ""),
        ("dose", Kind.CARE_TEAM, ""),
        ("thanks", Kind.CHATTER, ""),
    ]
    assert (entries["ivig"].path, entries["ivig"].answer_line) == ("faq/en/answers/treatment/ivig.yaml", 2)
    assert entries["breathing"].signs == (
        Sign(
            "can not ... breathe|breath",
            ("i can not breathe", "she can not even breathe"),
            ("my breath is fine", "can you breathe"),
        ),
    )


def test_a_theme_may_say_which_answers_its_menu_shows_first(small_faq: Path):
    assert [entry.id for entry in load(small_faq).in_theme("basics")] == ["contagious", "what-is-mmn"]

    _change(small_faq / "themes.yaml", "title: What MMN is\n", "title: What MMN is\n  first: [what-is-mmn]\n")
    assert [entry.id for entry in load(small_faq).in_theme("basics")] == ["what-is-mmn", "contagious"]

    _change(small_faq / "themes.yaml", "[what-is-mmn]", "[contagius, ivig]")
    assert _problems(small_faq) == [
        "faq/en/themes.yaml:3:11: there is no answer of this theme `contagius` (did you mean `contagious`?)",
        "faq/en/themes.yaml:3:22: there is no answer of this theme `ivig` (possible here: contagious, what-is-mmn)",
    ]


def test_the_faq_of_this_repository_has_no_problem():
    assert read(REPOSITORY / "faq" / "en")[1] == []


def test_windows_line_ends_change_nothing(small_faq: Path):
    whole = load(small_faq)
    for file in small_faq.rglob("*.*"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    assert load(small_faq) == whole


ADD_SOURCES = "add it: Where the facts come from: ids of sources.yaml."
ADD_REVIEWED = "add it: The day on which somebody last compared this with its sources."


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (BASICS, "sources: [in-uk]\n", "", f"1:1: `sources` is missing ({ADD_SOURCES})"),
        (IVIG, "reviewed: 2026-11-21\n", "", f"1:1: `reviewed` is missing ({ADD_REVIEWED})"),
        (IVIG, "reviewed:", "reveiwed: x\nreviewed:", "8:1: unknown key `reveiwed` (did you mean `reviewed`?)"),
        (IVIG, "2026-11-21", "2126-11-21", "8:11: `reviewed` is 2126-11-21, which is yet to come (mend the date)"),
        ("chatter.yaml", "2026-11-21", "2126-11-21", "4:13: `reviewed` is 2126-11-21, which is yet to come (mend the date)"),
        ("sources.yaml", "2026-11-21", "2126-11-21", "6:13: `accessed` is 2126-11-21, which is yet to come (mend the date)"),
        ("organisations.yaml", "2026-11-21", "2126-11-21", "9:17: `checked_on` is 2126-11-21, which is yet to come (mend the date)"),
        ("../numbers.yaml", "2026-11-21", "2126-11-21", "18:17: `checked_on` is 2126-11-21, which is yet to come (mend the date)"),
        (IVIG, "asks:", "reviewed: 2026-11-22\nasks:", "9:1: `reviewed` stands here a second time (keep one of the two)"),
        (IVIG, "ig-provider", "ig-povider", "4:18: there is no source `ig-povider` (did you mean `ig-provider`?)"),
        (IVIG, "- fatigue", "- fatige", "7:5: there is no entry `fatige` (did you mean `fatigue`?)"),
        (IVIG, "- fatigue", "- ivig", "7:5: `ivig` is this entry itself (leave it out)"),
        (IVIG, "- fatigue", "- what-is-mmn", "7:5: `what-is-mmn` stands here a second time (keep one of the two)"),
        (IVIG, "- what is ivig", "- Is it CATCHING?", f"10:5: this phrase stands in `contagious` (faq/en/{BASICS}:6) too (keep it where it fits best)"),
        (IVIG, "- how does the drip work", "- What is IVIG", "11:5: this phrase stands in line 10 too (keep it where it fits best)"),
        (IVIG, "- what is ivig", '- "?!"', "10:5: this phrase has no word (write it in words)"),
        (IVIG, "- what is ivig", "- no", '10:5: `asks`: YAML reads `no` as yes or no (true/false), not as text (put it in double quotes: "no")'),
        (IVIG, "What is IVIG?", "W" * 81, "1:11: `question`: this has 81 characters, 80 are possible (shorten it)"),
        ("chatter.yaml", "thanks:", "ivig:", "1:1: there is an entry `ivig` already, in faq/en/answers/treatment/ivig.yaml (rename one of them)"),
        ("chatter.yaml", "thanks:", "- thanks:", "1:1: expected ids with their keys below (write `the-id:` on a line and its keys, indented, below)"),
        ("chatter.yaml", "cheers everyone", "what is ivig", f"7:7: this phrase stands in `ivig` (faq/en/{IVIG}:10) too (keep it where it fits best)"),
        ("safety/breathing.yaml", "can not ... breathe|breath", '"can not  *"', "7:11: `*` is not a word, nor a word with * at its end (write the words that it is known by, as: took an overdose ... ago)"),
        ("safety/breathing.yaml", "can not ... breathe|breath", "breathe", "7:11: a sign needs at least two words, and begins and ends with one (write the words that it is known by, as: took an overdose ... ago)"),
        ("safety/breathing.yaml", "[i can not breathe, she can not even breathe]", "[i can not breathe]", "8:14: `catches` has one example (add a second one)"),
        ("safety/breathing.yaml", "    not: [my breath is fine, can you breathe]\n", "", "7:5: `not` is missing (add it: Two or more messages that come near and that it must not find.)"),
        ("safety/dose.yaml", "care-team", "careteam", "1:7: `kind`: `careteam` is not possible here (did you mean `care-team`?)"),
        ("organisations.yaml", "[GB, IE]", "[GB, NO]", '4:21: `countries`: YAML reads `NO` as yes or no (true/false), not as text (put it in double quotes: "NO")'),
        ("organisations.yaml", "[GB, IE]", "[GB, uk]", "4:21: `countries`: `uk` is not a country code (write GB)"),
        ("organisations.yaml", "- id: in-uk", "- id: In UK", "2:9: `In UK` is not an id (use at most 40 of a-z, 0-9 and hyphens)"),
        ("organisations.yaml", "crisis_first: [GB]", "crisis_first: [GB, DK]", "10:20: there is no country with numbers `DK` (possible here: GB, DE)"),
        ("../numbers.yaml", '"999"', "999", '4:17: `emergency`: YAML reads `999` as a number, not as text (put it in double quotes: "999")'),
        ("../numbers.yaml", '"112"]', "nine]", "4:24: `emergency`: `nine` is not a number that one can dial (write its digits, as 999 or 0800 111 0 111; words about it belong into `note`)"),
        ("../numbers.yaml", '"999"', '"9"', "4:17: `emergency`: `9` is not a number that one can dial (write its digits, as 999 or 0800 111 0 111; words about it belong into `note`)"),
        ("../numbers.yaml", '"116 123"', '"116 123 by night"', "7:17: `number`: `116 123 by night` is not a number that one can dial (write its digits, as 999 or 0800 111 0 111; words about it belong into `note`)"),
        ("../numbers.yaml", "SHOUT to 85258", "SHOUT", "11:15: `text`: `SHOUT` is not a message with the number that it goes to (write the number too, as HOME to 741741, or the number alone)"),
        ("organisations.yaml", "[en]", "[english]", "5:17: `languages`: `english` is not a language code (write two small letters, as en, de or fr)"),
        ("../numbers.yaml", "name: Sam", "nmae: x\n        name: Sam", "6:9: unknown key `nmae` (did you mean `name`?)"),
        ("../numbers.yaml", "        text: SHOUT to 85258\n", "", "10:9: nobody can reach this helpline (add its `number`, `text` or `chat`)"),
        ("../numbers.yaml", '      number: "111"\n', "", "13:7: nobody can reach this helpline (add its `number`, `text` or `chat`)"),
        ("../numbers.yaml", "country: DE", "country: GB", "19:14: the country `GB` stands here a second time (keep one of the two)"),
        ("../numbers.yaml", "      - https://www.example.com/112\n", "", "23:9: one page alone vouches for these numbers (add a second one that does not copy it)"),
        ("../numbers.yaml", "www.example.com/112", "www.example.org/notruf", "23:9: one page alone vouches for these numbers (add a second one that does not copy it)"),
        ("../numbers.yaml", "https://www.example.com/112", "our group", "24:9: `sources`: `our group` is not a web address (it starts with https://)"),
        ("community.yaml", "{date}", "{day}", "6:13: `reviewed`: {day} is not possible here (words in braces that are possible: {date})"),
        ("community.yaml", "{date}", "{{date}}", "6:13: `reviewed`: two braces stand together, and one would be shown (words in braces that are possible: {date})"),
        ("themes.yaml", "title: Treatment", "title: what MMN is", "4:10: the theme `basics` has the same title (word it differently)"),
        ("everyday-words.txt", "you\n", "you all\n", "3:1: `you all` is more than one word (give each word a line of its own)"),
        (IVIG, "question: What is IVIG?", "question: “What is IVIG?”", '1:11: `question`: curly quotes are no quotes to YAML: they would be shown (take them out, or type straight ones ("))'),
        (IVIG, "question: What", "question: \u202eWhat", "1:11: a character that nobody sees stands here (delete it, or what stands around it, and type that again)"),
        (IVIG, "a drip", "a {contact} drip", "2:9: `answer`: {contact} is not possible here (words in braces that are possible: none)"),
        ("chatter.yaml", "You are welcome.", "Ask {contact}", "3:11: `answer`: {contact} is not possible here (words in braces that are possible: none)"),
        ("community.yaml", "  sources: Sources\n", "", "5:3: `sources` is missing (add it: Heading of the list of sources.)"),
    ],
)  # fmt: skip
def test_a_slip_is_shown_at_its_place(small_faq: Path, file: str, old: str, new: str, problem: str):
    _change(small_faq / file, old, new)

    assert _problems(small_faq) == [f"{(Path('faq/en') / file).as_posix().replace('en/../', '')}:{problem}"]


@pytest.mark.parametrize("question", ["“Good” or “bad” MMN, which is it?", "Is it “IVIG”", "“Drip” or “IVIG”"])
def test_words_in_curly_quotes_may_stand_in_a_text(small_faq: Path, question: str):
    _change(small_faq / IVIG, "question: What is IVIG?", f"question: {question}")

    assert load(small_faq).entries["ivig"].question == question


@pytest.mark.parametrize("number", ["15", "+44 (0)20 7946 0000", "*112#", "1-800-222-1222"])
def test_a_number_may_be_written_as_one_dials_it(small_faq: Path, number: str):
    _change(small_faq.parent / "numbers.yaml", '"999"', f'"{number}"')

    assert load(small_faq).numbers[0].emergency == (number, "112")


def test_a_date_may_be_tomorrow_as_it_is_already_somewhere(small_faq: Path):
    today = datetime.now(UTC).date()
    _change(small_faq / IVIG, "2026-11-21", str(today + timedelta(days=1)))
    assert read(small_faq)[1] == []

    _change(small_faq / IVIG, str(today + timedelta(days=1)), str(today + timedelta(days=3)))
    assert len(_problems(small_faq)) == 1


CRIES = """\
spanish:
  not: ["no"]
  cries:
    breathing: [no puedo respirar, me ahogo]
"""


def test_cries_in_other_languages_may_be_told_beside_the_entries(small_faq: Path):
    (small_faq / "other-languages.yaml").write_text(CRIES, encoding="utf-8")

    cries = {"breathing": ("no puedo respirar", "me ahogo")}
    assert load(small_faq).other_languages == (OtherLanguage("spanish", cries, ("no",)),)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("breathing:", "breathe:", "4:5: there is no urgent entry `breathe` (did you mean `breathing`?)"),
        ("breathing:", "dose:", "4:5: there is no urgent entry `dose` (possible here: breathing)"),
        ('["no"]', "[no]", '2:9: `not`: YAML reads `no` as yes or no (true/false), not as text (put it in double quotes: "no")'),
        ("cries:", "crise:", "2:3: `cries` is missing (add it: The name of an urgent entry, and whole phrases that lead to it, as somebody types them who needs help now.)"),
    ],
)  # fmt: skip
def test_a_slip_among_the_cries_is_shown_at_its_place(small_faq: Path, old: str, new: str, problem: str):
    (small_faq / "other-languages.yaml").write_text(CRIES.replace(old, new), encoding="utf-8")

    assert f"faq/en/other-languages.yaml:{problem}" in _problems(small_faq)


def test_every_problem_of_every_file_is_shown_in_one_run(small_faq: Path):
    _change(small_faq / IVIG, "- fatigue", "- fatige")
    _change(small_faq / IVIG, "question:", "queston:")
    _change(small_faq / "safety/dose.yaml", "see_also: [ivig]", "see_also: [ivgi]")
    _change(small_faq / "themes.yaml", "title: Treatment", "titel: Treatment")

    question = "add it: The question as a heading and as a button; it must make sense alone."
    assert _problems(small_faq) == [
        f"faq/en/{IVIG}:1:1: `question` is missing ({question})",
        f"faq/en/{IVIG}:1:1: unknown key `queston` (did you mean `question`?)",
        f"faq/en/{IVIG}:7:5: there is no entry `fatige` (did you mean `fatigue`?)",
        "faq/en/safety/dose.yaml:4:12: there is no entry `ivgi` (did you mean `ivig`?)",
        "faq/en/themes.yaml:4:3: `title` is missing (add it: The theme as the menu shows it.)",
        "faq/en/themes.yaml:4:3: unknown key `titel` (did you mean `title`?)",
    ]


def test_a_spelling_is_a_pair_of_words(small_faq: Path):
    (small_faq / "spellings.txt").write_text("# British\ncolour color\ntumour\n", encoding="utf-8")

    assert _problems(small_faq) == [
        "faq/en/spellings.txt:3:1: `tumour` is no pair of words (write one word, a blank, and its other spelling)"
    ]


def test_a_file_that_cannot_be_read_hides_no_problem_of_another(small_faq: Path):
    (small_faq / "words.yaml").write_text("", encoding="utf-8")
    (small_faq / "everyday-words.txt").unlink()
    _change(small_faq / "organisations.yaml", "names_mmn: true", "names_mmn: maybe")
    _change(small_faq / "community.yaml", "  sources: Sources", "  sauces: Sources")

    assert _problems(small_faq) == [
        "faq/en/community.yaml:5:3: `sources` is missing (add it: Heading of the list of sources.)",
        "faq/en/community.yaml:5:3: unknown key `sauces` (did you mean `sources`?)",
        "faq/en/everyday-words.txt:1:1: this file is missing (check its name, or restore it from an earlier version)",
        "faq/en/organisations.yaml:8:16: `names_mmn`: `maybe` is neither true nor false (write true or false)",
        "faq/en/words.yaml:1:1: this file is empty (fill it in, or restore it from an earlier version)",
    ]


def test_one_faulty_value_of_a_list_hides_no_problem_of_another(small_faq: Path):
    _change(small_faq / IVIG, "[in-uk, ig-provider]", "[1.10, in-ku]")
    _change(small_faq / IVIG, "- what is ivig\n  - how does the drip work", "- yes\n  - is it catching")

    assert [problem.split(" (")[0] for problem in _problems(small_faq)] == [
        f"faq/en/{IVIG}:4:11: `sources`: YAML reads `1.10` as a number, not as text",
        f"faq/en/{IVIG}:4:17: there is no source `in-ku`",
        f"faq/en/{IVIG}:10:5: `asks`: YAML reads `yes` as yes or no",
        f"faq/en/{IVIG}:11:5: this phrase stands in `contagious`",
    ]


@pytest.mark.parametrize("file", [IVIG, "sources.yaml", "themes.yaml", "signposts/fatigue.yaml"])
def test_a_file_that_cannot_be_read_is_one_problem_not_many(small_faq: Path, file: str):
    (small_faq / file).write_bytes(b"\xff")

    utf8 = "this file is not UTF-8 text (save it again with the encoding UTF-8)"
    assert _problems(small_faq) == [f"faq/en/{file}:1:1: {utf8}"]


def test_loading_a_faulty_faq_raises_with_every_problem(small_faq: Path):
    _change(small_faq / IVIG, "ig-provider", "nobody")
    _change(small_faq / BASICS, "in-uk", "nobody")

    with pytest.raises(ContentError) as raised:
        load(small_faq)

    assert [(problem.path, problem.line, problem.column) for problem in raised.value.problems] == [
        (f"faq/en/{BASICS}", 3, 11),
        (f"faq/en/{IVIG}", 4, 18),
    ]
    assert str(raised.value) == "\n".join(map(str, raised.value.problems))
