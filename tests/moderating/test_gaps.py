"""What members ask that the FAQ lacks, in groups, with phrasings that can be pasted as they are."""

import shutil
from pathlib import Path

from bot.answering.service import Service
from bot.content import load
from bot.moderating import gaps

FAQ = Path(__file__).parents[2] / "faq" / "en"
HAMSTERS = (
    "does a hamster have nerves like ours",
    "a hamster, does it have nerves like ours?",
    "Does a hamster have nerves like ours",
)
NASTY = (
    "zebra: quux hamster",
    "zebra quux # hamster",
    "- quux zebra hamster",
    '"zebra" quux hamsters',
    "'zebra quux hamster?",
    "{zebra} quux hamster's",
    "zebra [quux] hamster & more",
    "*zebra quux hamster!",
    "!zebra %quux @hamster, zebra",
    "zebra\tquux\nhamster\u200b \x07 now",
    "zebra quux hamster:",
    "? zebra quux hamster | >",
    "| quux zebra hamster then",
    "mail a@example.org on zebra quux hamsters",
)


def test_what_the_faq_answers_and_ordinary_talk_is_no_gap(service: Service):
    assert gaps.find(service, ["is it catching?", "thanks everyone", "?!", "", "chest pain right now, help"]) == []


def test_questions_that_ask_the_same_are_one_group_and_counted(service: Service):
    found = gaps.find(service, [*HAMSTERS, "zebra quux"])

    assert [(gap.count, len(gap.texts)) for gap in found] == [(3, 2), (1, 1)]
    assert found[0].texts[0] == "does a hamster have nerves like ours"  # the commonest wording comes first


def test_what_nothing_comes_near_to_is_for_a_new_entry(service: Service):
    (gap,) = gaps.find(service, ["which wallpaper suits a lighthouse"])

    assert gap.entry == ""
    assert len(gap.nearest) == 3
    assert gap.nearest[0][1] < gaps.BELONGS


def test_what_a_signpost_points_at_lacks_an_answer_and_no_phrases(service: Service):
    (gap,) = gaps.find(service, ["can I get pregnant with MMN?"])

    assert (gap.entry, gap.pointed) == ("pregnancy", True)


def test_members_cannot_be_told_from_the_phrasings(service: Service):
    (gap,) = gaps.find(service, ["@anna_b can my hamster smell it? 07700 900123"])

    assert gap.texts == ("[name] can my hamster smell it? [phone number]",)
    assert gaps.paste(gap, service) == '  - "[name] can my hamster smell it? [phone number]"\n'


def test_a_phrasing_that_is_written_already_is_not_pasted_again(service: Service):
    gap = gaps.Gap(("Is it catching", "zebra"), 2, (), "contagious")

    assert gaps.paste(gap, service) == "  - zebra\n"


def test_whatever_members_write_can_be_pasted_and_loads(service: Service, tmp_path: Path):
    folder = tmp_path / "en"
    shutil.copytree(FAQ, folder)
    shutil.copyfile(FAQ.parent / "numbers.yaml", tmp_path / "numbers.yaml")
    words = ("no", "on", "12", "1.5", "null", "~", "2026-11-21", "=", "<<", "0x1F", "1:30", "yes")
    gap = gaps.Gap((*NASTY, *words), 99, (), "contagious")
    pasted = gaps.paste(gap, service)
    file = folder / "answers" / "basics" / "contagious.yaml"
    before = len(load(folder).entries["contagious"].asks)

    file.write_text(file.read_text(encoding="utf-8") + pasted, encoding="utf-8")
    asks = load(folder).entries["contagious"].asks

    assert len(asks) == before + pasted.count("\n")
    assert "zebra: quux hamster" in asks
    assert "null" in asks
    assert "(zebra) quux hamster's" in asks
    assert "zebra quux hamster now" in asks


def test_no_question_is_no_gap(service: Service):
    assert gaps.find(service, []) == []
