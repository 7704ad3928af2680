"""How a reply looks on Discord: in which order, with which markup, buttons and lists, and within which limits."""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from loopback.discord import Message

from bot.adapters.discord import rendering
from bot.adapters.discord.rendering import escape
from bot.answering.service import Service
from bot.content import load
from bot.content.country_codes import CODES
from bot.model import Kind, Outcome, Reply

if TYPE_CHECKING:
    from conftest import Stage

CONTAGIOUS = "answers/basics/contagious.yaml"
NO = "No, you can not catch it from anyone."
NOT_ADVICE = "This is general information, not medical advice."
READ_ALL = "More"
SENTENCE = "One sentence that has some words. "


class Small:
    """The bot on a small FAQ, of which a story changes what it needs."""

    def __init__(self, stage: "Stage", folder: Path) -> None:
        self.stage = stage
        self.folder = folder

    def change(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def load(self) -> Service:
        """The bot answers from the FAQ as it is now."""
        self.stage.service = Service(load(self.folder))
        return self.stage.service

    def ask(self, words: str = "is it catching?") -> Message:
        """The answer to a question by mention."""
        self.load()
        return self.stage.ask(words)

    def answers(self, *paragraphs: str) -> Message:
        """An answer that has these paragraphs."""
        self.change(CONTAGIOUS, f"answer: {NO}\n", "answer: |\n  " + "\n\n  ".join(paragraphs) + "\n")
        return self.ask()

    def read_all(self, answer: Message) -> list[Message]:
        """What somebody is shown who wants to read all: the whole answer, in as many messages as it takes."""
        opened = self.stage.tap(answer, READ_ALL, by=self.stage.cara)
        return [opened.response, *opened.followups]


@pytest.fixture
def small(stage: "Stage", small_faq: Path) -> Small:
    return Small(stage, small_faq)


def description(message: Message) -> str:
    """What stands below the title."""
    assert message.embeds == []
    titled, _, below = message.content.partition("\n")
    return below.lstrip() if titled.startswith("### ") else message.content


def text_of(*messages: Message) -> str:
    """The text above sources and organisations."""
    return "\n\n".join(map(description, messages)).split("\n\nSources: ")[0]


def rows(message: Message) -> list[list[str]]:
    """What the buttons say, row by row."""
    return [[item.get("label", "") for item in row["components"]] for row in message.components]


def as_read(text: str) -> str:
    """A text as Discord shows it, which must have no markup but links and the bot's own bold heading."""
    literal = re.sub(r"\\([^0-9A-Za-z\s])", lambda found: chr(0xE000 + ord(found[1])), text)
    shown = re.sub(r"\[([^\[\]]+)\]\(https?://[^\s()]+\)", r"\1", literal)
    shown = re.sub(
        r"(?m)^(?:### (.+)|\*\*([^*]+)\*\*)$|^\*([^*]+)\*", lambda found: found[1] or found[2] or found[3], shown
    )
    assert not re.search(r"[*_`~|]|\[[^\[\]]+\]\(|<[@#:t]|(?m:^ *(?:#|>|- |-#))", shown), f"markup in {shown!r}"
    return re.sub("[\ue000-\ue0ff]", lambda found: chr(ord(found[0]) - 0xE000), shown).replace("\u200b", "")


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Ends what would go on for ever."""

    def too_long(*_: object) -> None:
        raise TimeoutError(f"not done within {seconds} s")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


# ---- what stands where -----------------------------------------------------------------------------------------------


def test_an_answer_is_read_from_title_to_disclaimer(small: Small):
    answer = small.ask("how does the drip work?")
    [read] = small.read_all(answer)

    assert answer.content == (
        "### What is IVIG?\n"
        "It is a drip of antibodies that other people gave.\n\n"
        "Sources: 2 \u00b7 Reviewed 2026-11-21\n"
        "*Not medical advice.* [Find support](https://www.example.org/mmn)"
    )
    assert read.content == (
        "### What is IVIG?\n"
        "It is a drip of antibodies that other people gave.\n\n"
        "Sources: [What is MMN? (Inflammatory Neuropathies UK)](https://www.example.org/mmn); "
        "Multifocal Motor Neuropathy (a provider's patient page)\n"
        "Reviewed 2026-11-21\n\n"
        "**Support organisations**\n"
        "\u2022 [Inflammatory Neuropathies UK](https://www.example.org/mmn)\n\n"
        f"*{NOT_ADVICE}*"
    )
    assert rows(answer) == [["What is MMN?"], ["Helpful", "Not this", READ_ALL]]
    assert rows(read) == [
        ["What is MMN?"],
        ["Why am I so tired?"],
        ["More on: Treatment"],
        ["Helpful", "Not this", "Back"],
        ["Support organisations"],
    ]


def test_an_entry_is_seen_in_its_short_form_and_named_on_buttons_by_its_label(small: Small):
    small.change(CONTAGIOUS, f"answer: {NO}", f"short: No, not at all.\nanswer: {NO}")
    small.change("answers/treatment/ivig.yaml", "question: What is IVIG?", "question: What is IVIG?\nlabel: The drip")

    answer = small.ask()
    [read] = small.read_all(answer)

    assert description(answer).startswith("No, not at all.\n\nSources: 1 ")
    assert description(read).startswith(f"{NO}\n\nSources: [What is MMN?")
    assert "The drip" in small.ask("what is mmn").labels


def test_every_entry_has_its_title_its_disclaimer_its_sources_and_few_wide_buttons(stage: "Stage"):
    faq = stage.service.faq
    for entry in faq.entries.values():
        if entry.kind in {Kind.ANSWER, Kind.SIGNPOST, Kind.CARE_TEAM}:
            answer = stage.slash("ask", stage.anna.dm(), question=entry.question).response
            assert as_read(answer.content).startswith(f"{entry.question}\n")
            assert f"Reviewed {entry.reviewed}\n*{faq.community.lines.not_advice}* " in answer.content
            assert READ_ALL in answer.labels
            parts = rendering.messages(stage.service.show(entry.id).whole, faq.community.lines)
            whole = "\n\n".join(map(as_read, parts))
            assert whole.startswith(f"{entry.question}\n")
            assert whole.endswith(f"\n\n{faq.community.disclaimer}")
            assert f"Reviewed {entry.reviewed}" in whole
            assert all(faq.sources[source].url in "".join(parts) for source in entry.sources)
            assert max(map(len, parts)) <= 2_000
            assert len(rows(answer)) <= 5
            assert max(map(len, rows(answer))) <= 3
            assert sorted(set(answer.labels)) == sorted(answer.labels)


def test_a_list_has_a_dot_before_each_item(small: Small):
    [read] = small.read_all(small.ask("what is mmn"))

    assert "\n\n\u2022 It can make a hand weak.\n\u2022 It can make a foot drop.\n\n" in description(read)


def test_what_to_do_if_it_is_an_emergency_stands_above_all_and_the_way_to_help_below(small: Small):
    lines = small.load().faq.community.lines
    reply = Reply(Outcome.SUGGEST, "Did you mean", above="Now? Call 999.", below="In an emergency: /urgent")

    assert rendering.messages(reply, lines) == ["**Now? Call 999.**\n\n### Did you mean\n\nIn an emergency: /urgent"]


def test_numbers_to_call_stand_below_the_text(small: Small):
    small.change(CONTAGIOUS, "reviewed:", "numbers: [emergency, crisis]\nreviewed:")

    answer = small.ask()

    assert description(answer).startswith(
        f"{NO}\n\nEmergency numbers:\n\n\u2022 United Kingdom: 999 / 112\n\u2022 Germany: 112\n\u2022 Anywhere else: your local emergency number\n\n"
        "Crisis lines: United Kingdom: 116 123.\n\nSources: "
    )
    [read] = small.read_all(answer)
    assert "Crisis lines:\n\n\u2022 United Kingdom: 116 123 (Samaritans)\n\u2022 Crisis lines in other" in description(
        read
    )


def test_an_emergency_card_is_short_and_can_be_removed(small: Small):
    card = small.ask("i can not breathe")

    assert card.content == (
        f"### {small.stage.service.faq.community.lines.safety_title}\n"
        "Call your local emergency number now.\n\nEmergency numbers:\n\n"
        "\u2022 United Kingdom: 999 / 112\n\u2022 Germany: 112\n\u2022 Anywhere else: your local emergency number"
    )
    assert rows(card) == [["Numbers for my country"], ["Remove this"]]


def test_a_card_longer_than_a_message_is_posted_whole_and_changes_and_goes_as_one(small: Small):
    stage, again = small.stage, ("Call now. " * 140).strip()
    small.change("safety/breathing.yaml", "answer: Call", f"answer: |\n  {again}\n\n  {again}\n\n  Call")
    small.load()
    asked = stage.says("is it catching?", mention_bot=True)

    stage.edits(asked, f"{stage.server.bot.mention} i can not breathe")

    parts = stage.help.from_bot
    assert len(parts) > 1
    assert "".join(part.content for part in parts).count("Call now.") == 280
    assert [part.labels[-1:] for part in parts] == [[]] * (len(parts) - 1) + [["Remove this"]]
    stage.edits(asked, f"{stage.server.bot.mention} is it catching?")
    assert stage.help.from_bot == parts[:1]
    stage.edits(asked, f"{stage.server.bot.mention} i can not breathe")
    stage.tap(stage.help.from_bot[-1], "Remove this")
    assert stage.help.from_bot == []


def test_few_choices_are_buttons_and_many_are_one_list(stage: "Stage"):
    few, mentioned, many = stage.slash("ask", question="hands").response, stage.ask("hands"), stage.ask("?!")

    *choices, none = rows(few)
    assert [len(row) for row in choices] == [1] * len(choices)
    assert 1 < len(choices) <= 4
    assert none == ["None of these"]
    assert rows(mentioned) == [*choices, ["None of these", "Remove this"]]
    [select] = many.selects
    assert [*select.options][-2:] == ["Support groups", "Remove this"]
    assert many.labels == []


def test_buttons_have_colours_by_what_they_do(stage: "Stage"):
    answer, card = stage.ask("is it catching?"), stage.ask("I can't breathe")

    styles = {button.label: button.style for button in (*answer.buttons, *card.buttons)}
    assert (styles["What causes MMN?"], styles["Helpful"], styles["Numbers for my country"]) == (1, 3, 4)
    assert styles["Remove this"] == 2


def test_after_not_this_the_choices_are_buttons_with_the_ways_out_below_in_five_rows_at_most(stage: "Stage"):
    answer = stage.ask("does mmn run in families")
    stage.tap(answer, "Not this one")

    *choices, ways_out = rows(answer)
    assert [len(row) for row in choices] == [1] * len(choices)
    assert 1 < len(choices) <= 4
    assert ways_out == ["None of these", "Back"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("a\n\n- b", "a\n\n\\- b"),
        ("a\n  # b", "a\n  \\# b"),
        ("-# small", "\\-# small"),
        ("10. ten\n1. one", "10\\. ten\n1\\. one"),
        ("3.5 mg - or 2. of it", "3.5 mg - or 2. of it"),
    ],
)
def test_a_sign_at_the_start_of_any_line_is_shown_as_it_was_typed(said: str, shown: str):
    assert escape(said) == shown


@pytest.mark.parametrize("question", ["is it catching?", "hands", "I can't breathe", "?!", "asdf qwer"])
def test_no_reply_pings_anybody(stage: "Stage", question: str):
    answer = stage.ask(question)

    assert answer.allowed_mentions["parse"] == []
    assert not answer.allowed_mentions.get("replied_user")
    assert answer.pings == []


# ---- markup in words -------------------------------------------------------------------------------------------------

ODD = r"*a* _b_ `c` ~~d~~ ||e|| \f [g](h) <@1> @everyone # i"


@pytest.mark.parametrize("said", [ODD, "is it catching? *a* _b_ `c`", "# is it catching? [g](h)", "> is it catching?"])
def test_markup_in_a_question_does_no_harm(stage: "Stage", said: str):
    assert stage.ask(f"is it catching? {said}").text.startswith("Is MMN contagious?\n")


IN_PLACES = [
    (CONTAGIOUS, f"answer: {NO}"),
    (CONTAGIOUS, "question: Is MMN contagious?"),
    ("sources.yaml", "title: What is MMN?"),
    ("sources.yaml", "publisher: Inflammatory Neuropathies UK"),
    ("organisations.yaml", "name: Inflammatory Neuropathies UK"),
    ("community.yaml", "reviewed: Reviewed {date}"),
    ("community.yaml", "organisations: Support organisations"),
]


@pytest.mark.parametrize(("file", "old"), IN_PLACES)
@pytest.mark.parametrize(
    "odd",
    [
        "*a* _b_ `c` ~~d~~ ||e|| \\f",
        "[g](https://h.example)",
        "[g](https://h.example) *i* [j](https://k.example)",
        "[2]",
    ],
)
def test_markup_in_the_faq_is_shown_as_it_was_written(small: Small, file: str, old: str, odd: str):
    key, _, said = old.partition(": ")
    small.change(file, old, f"{key}: '{said} {odd}'")

    [read] = small.read_all(small.ask())

    said = said.replace("{date}", "2026-11-21")
    assert f"{said} {odd}" in as_read(read.content)


@pytest.mark.parametrize("line", ["sources: Sources", "not_advice: Not medical advice.", "support_link: Find support"])
def test_markup_in_the_lines_below_a_short_answer_is_shown_as_it_was_written(small: Small, line: str):
    key, _, said = line.partition(": ")
    small.change("community.yaml", f"  {line}\n", f"  {key}: '{said} *a* _b_ [2]'\n")

    assert f"{said} *a* _b_ [2]" in as_read(description(small.ask()))


@pytest.mark.parametrize("odd", ["# Big", "## Big", "> quoted", ">>> quoted", "-# small", "<@1> @everyone"])
def test_a_paragraph_that_starts_as_markup_does_is_shown_as_it_was_written(small: Small, odd: str):
    small.change(CONTAGIOUS, f"answer: {NO}", f"answer: '{odd}'")
    answer = small.ask()

    assert as_read(description(answer)).startswith(f"{odd}\n")


def test_markup_in_a_list_is_shown_as_it_was_written(small: Small):
    small.change("answers/basics/what-is-mmn.yaml", "- It can make a hand weak.", "- # *a* [g](https://h.example)")
    [read] = small.read_all(small.ask("what is mmn"))

    assert "\n\u2022 # *a* [g](https://h.example)\n" in as_read(description(read))


def test_markup_in_the_disclaimer_and_on_buttons_is_shown_as_it_was_written(small: Small):
    small.change("community.yaml", f"disclaimer: {NOT_ADVICE}", "disclaimer: '*a* _b_'")
    small.change("community.yaml", "support_button: Support organisations", "support_button: '*a* _b_'")

    [read] = small.read_all(small.ask())

    assert as_read(read.content).endswith("\n\n*a* _b_")
    assert "*a* _b_" in [label for row in rows(read) for label in row]


def test_an_address_with_brackets_and_underscores_leads_where_it_should(small: Small):
    small.change("sources.yaml", "url: https://www.example.org/mmn", "url: https://www.example.org/m_m_n_(nerve)?a=*")

    [read] = small.read_all(small.ask())

    assert "](https://www.example.org/m_m_n_%28nerve%29?a=*)\n" in description(read)


# ---- within the limits -----------------------------------------------------------------------------------------------


def whole(*parts: str) -> str:
    """Text without regard to where it was cut."""
    return re.sub(r"\s+", " ", " ".join(parts)).strip()


def test_an_answer_of_3000_letters_is_read_in_one_step(small: Small):
    answer = small.answers("a" * 1_000, "b" * 1_000, "c" * 996)

    assert (text_of(answer), len(text_of(*small.read_all(answer)))) == ("a" * 1_000, 3_000)


@pytest.mark.parametrize(("size", "cut"), [(0, False), (1, True)])
def test_a_message_holds_2000_characters_and_no_more(small: Small, size: int, cut: bool):  # noqa: FBT001  a table
    [usual] = small.read_all(small.ask())
    room = 2_000 + size - len(usual.content) + len(NO)
    small.stage.now += timedelta(minutes=10)  # so that nothing points to that answer

    first, *more = small.read_all(small.answers("a" * room))

    assert bool(more) is cut
    assert len(first.content) <= 2_000


def test_a_longer_answer_is_cut_between_paragraphs_and_the_rest_is_read_by_who_wants_to(small: Small):
    paragraphs = ["_" * 740 + letter for letter in "abcd"]
    answer = small.answers(*paragraphs)
    before = answer.text

    parts = small.read_all(answer)

    assert whole(as_read(text_of(*parts))) == whole(*paragraphs)
    assert [part.content.count("a\n\n\\_") for part in parts] == [0] * len(parts)  # each fills a message by itself
    assert [part.labels for part in parts[:-1]] == [[]] * (len(parts) - 1)
    assert "Back" in parts[-1].labels
    assert all(part.ephemeral for part in parts)
    assert (answer.text, small.stage.help.from_bot) == (before, [answer])


def test_read_all_works_after_a_restart(small: Small):
    answer = small.answers(*["_" * 740] * 4)
    small.stage.restart()

    assert {part.ephemeral for part in small.read_all(answer)} == {True}


def test_what_one_alone_sees_can_be_read_whole_too(small: Small):
    small.change("signposts/fatigue.yaml", "answer: Our", "answer: |\n  " + "_" * 2_900 + "\n\n  Our")
    small.load()
    own = small.stage.slash("ask", question="why am i tired all day").response

    opened = small.stage.tap(own, READ_ALL)

    parts = [opened.response, *opened.followups]
    assert len(parts) > 1
    assert {part.ephemeral for part in (own, *parts)} == {True}
    assert "Back" in own.labels  # of what comes behind it nothing may be there tomorrow
    assert "Please ask your nurse." in text_of(*parts)


def test_an_answer_after_a_vote_can_still_be_read_whole(small: Small):
    answer = small.answers(*["_" * 740] * 4)

    small.stage.tap(answer, "Helpful")

    assert READ_ALL in answer.labels
    assert len(rows(answer)) <= 5


def test_a_list_is_cut_between_its_items(small: Small):
    items = ["_" * 290 + str(number) for number in range(10)]
    small.change(CONTAGIOUS, f"answer: {NO}", "answer: |\n" + "\n".join(f"  - {item}" for item in items))
    answer = small.ask()

    shown = as_read(text_of(*small.read_all(answer))).splitlines()

    assert [line for line in shown if line] == [f"\u2022 {item}" for item in items]


@pytest.mark.parametrize(
    ("paragraph", "unit"),
    [
        ("Ask_about it_in words. " * 130, "Ask_about it_in words."),
        ("_____ and " * 299, "_____"),
        ("_" * 2_990, "_"),
        ("a" + "_" * 2_990, "_"),
        ("\\" * 2_990, "\\"),
    ],
    ids=["sentences", "words", "letters", "letters shifted by one", "backslashes"],
)
def test_a_paragraph_longer_than_a_message_loses_nothing(small: Small, paragraph: str, unit: str):
    answer = small.answers(paragraph.strip())

    shown = as_read(text_of(*small.read_all(answer)))

    assert shown.count(unit) == paragraph.count(unit)
    assert whole(shown).replace(" ", "") == whole(paragraph).replace(" ", "")


def add_organisations(small: Small, number: int) -> None:
    record = """\
  - id: help-{0}
    name: Helpers of town number {0}
    countries: [GB]
    languages: [en]
    url: https://www.example.org/help_{0}
    about: A club that meets on every second Monday in the house behind the old town hall, with cake.
    names_mmn: false
    checked_on: 2026-11-21
"""
    first = "crisis_first:"
    small.change("organisations.yaml", first, "".join(map(record.format, range(number))) + first)


@pytest.mark.parametrize("number", [5, 20, 200])
def test_of_many_organisations_every_one_is_named_once_and_whole(small: Small, number: int):
    add_organisations(small, number)
    small.load()

    used = small.stage.slash("support")

    lines = [line for part in (used.response, *used.followups) for line in part.content.splitlines()]
    named = [line for line in lines if line.startswith("\u2022 ")]
    assert named[0].startswith("\u2022 [Inflammatory Neuropathies UK](")
    assert len(set(named)) == len(named) == number + 1
    assert as_read(named[-1]).endswith("with cake.")


def test_an_answer_names_two_organisations_however_many_there_are(small: Small):
    add_organisations(small, 200)

    [read] = small.read_all(small.ask())

    assert description(read).count("\u2022 [") == 2


def renders(reply: Reply, small: Small) -> None:
    """Sees that the reply can be rendered at all, lest the story goes on for ever."""
    with at_most(5):
        rendering.messages(reply, small.stage.service.faq.community.lines)


@pytest.mark.parametrize("number", [5, 12, 16, 40])
def test_an_answer_with_many_sources_is_shown(small: Small, number: int):
    record = """\
page-{0}:
  title: {1}
  publisher: The foundation for people with illnesses of the nerves, its page number {0}
  kind: charity
  url: https://www.example.org/illnesses-of-the-nerves/page-{0}
  accessed: 2026-11-21
"""
    title = "Everything that people with an illness of the nerves should know about it, and " * 2
    added = "".join(record.format(page, title + str(page)) for page in range(number))
    small.change("sources.yaml", "in-uk:\n", f"{added}in-uk:\n")
    ids = ", ".join(f"page-{page}" for page in range(number))
    small.change(CONTAGIOUS, "sources: [in-uk]", f"sources: [{ids}]")
    renders(small.load().show("contagious"), small)

    answer = small.ask()
    read = "\n".join(part.content for part in small.read_all(answer))

    assert description(answer).startswith(f"No, you can not catch it from anyone.\n\nSources: {number} ")
    assert [read.count(f"/page-{page})") for page in range(number)] == [1] * number
    assert "Reviewed 2026-11-21" in read


def test_a_page_with_more_organisations_than_a_message_holds_goes_on_in_others(small: Small):
    record = """\
  - id: club-{0}
    name: The club of people with nerves in town number {0}
    countries: [GB]
    languages: [en]
    url: https://www.example.org/a/long/way/to/the/club/of/town/{0}
    about: A club that meets each month and speaks of nerves, of muscles, and of the weather.
    names_mmn: true
    checked_on: 2026-11-21
"""
    added = "".join(record.format(number) for number in range(60))
    small.change("organisations.yaml", "organisations:\n", f"organisations:\n{added}")
    small.load()

    used = small.stage.slash("support")

    shown = [used.response, *used.followups]
    text = "\n".join(message.text for message in shown)
    assert len(shown) > 1
    assert [number for number in range(60) if text.count(f"town number {number}]") != 1] == []
    assert {message.ephemeral for message in shown} == {True}


@pytest.mark.parametrize("number", [10, 25, 60])
def test_the_numbers_of_many_countries_are_shown(small: Small, number: int):
    codes = sorted(CODES - {"DE", "GB"})
    record = """\
  - country: {0}
    name: The united islands of {0}
    emergency: ["{1}"]
    crisis:
      - name: The friendly voice at any hour of the day
        number: "0800 {1}"
    sources: [https://www.example.org/a, https://www.example.org/b]
    checked_on: 2026-11-21
"""
    added = "".join(record.format(code, 1000 + at) for at, code in enumerate(codes[:number]))
    small.change("../numbers.yaml", "countries:\n", f"countries:\n{added}")
    small.change("organisations.yaml", "[GB]", f"[{', '.join(codes[:number])}]")
    renders(small.load().urgent(), small)

    used = small.stage.slash("urgent")

    text = "\n".join(part.content for part in (used.response, *used.followups)).replace("\\", "")
    for at, code in enumerate(codes[:10]):
        assert f"\u2022 The united islands of {code}: {1000 + at}\n" in text
        assert f"The united islands of {code}: 0800 {1000 + at} (The friendly voice at any hour of the day)" in text
    assert "Anywhere else: your local emergency number" in text
    assert text.endswith("Crisis lines in other countries: https://findahelpline.com")


def test_a_longest_question_fits_on_buttons_in_lists_and_while_a_member_types(small: Small):
    longest = "Is it really really really really really really really really really really so??"
    assert len(longest) == 80
    said = (small.folder / CONTAGIOUS).read_text(encoding="utf-8")
    for number in range(5):
        another = said.replace("Is MMN contagious?", f"Question {number}?").replace("it", f"it{number}")
        (small.folder / f"answers/basics/another-{number}.yaml").write_text(another, encoding="utf-8")
    small.change(CONTAGIOUS, "question: Is MMN contagious?", f"question: {longest}")
    small.change("answers/basics/what-is-mmn.yaml", "see_also: [ivig]", "see_also: [contagious]")
    small.load()

    menu = small.stage.slash("topics").response
    for label in ("What MMN is", longest, "More on: What MMN is", "What is MMN?", longest):
        small.stage.tap(menu, label)

    assert menu.content.startswith(f"### {longest}\n")
    assert longest in [each["name"] for each in small.stage.anna.autocompletes(small.stage.help, "ask", question="")]
