"""Which numbers to call stand below a reply: of many countries while none is known, of one alone once it is."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.contacts import Contacts
from bot.answering.service import Service
from bot.content import load
from bot.model import Bullets, Button, Faq, Outcome, Paragraph, Press, Reply, Verb

ELSEWHERE = "Anywhere else: your local emergency number"
DIRECTORY = "Crisis lines in other countries: https://findahelpline.com"


def shown(reply: Reply) -> list[str]:
    """The numbers, line by line."""
    parts = [block.items if isinstance(block, Bullets) else (block.text,) for block in reply.numbers]
    return [line for part in parts for line in part]


@pytest.fixture
def faq(small_faq: Path) -> Faq:
    return load(small_faq)


def test_without_a_country_each_way_to_call_has_one_line(service: Service):
    heading, emergency, *_ = service.urgent().numbers

    assert heading == Paragraph("Emergency numbers:")
    assert isinstance(emergency, Bullets)
    assert list(emergency.items[:3]) == [
        "United Kingdom: 999 / 112",
        "Ireland: 112 / 999",
        "United States, Canada: 911",
    ]
    assert [line for line in emergency.items if "Germany" in line] == [
        line for line in emergency.items if "Italy" in line
    ]
    assert emergency.items[-1] == ELSEWHERE
    assert len(emergency.items) <= 11


def test_of_a_country_that_is_not_among_the_first_112_is_shown_or_else_the_first_number(faq: Faq):
    german = faq.numbers[1]
    others = (
        replace(german, country="AT", name="Austria", emergency=("144", "112")),
        replace(german, country="JP", name="Japan", emergency=("119", "110")),
    )

    card = Contacts(replace(faq, numbers=(*faq.numbers, *others))).urgent()

    assert shown(card)[1:5] == ["United Kingdom: 999 / 112", "Germany, Austria: 112", "Japan: 119", ELSEWHERE]


def test_no_more_than_ten_lines_are_shown(faq: Faq):
    others = [
        replace(faq.numbers[1], country=f"X{letter}", name=letter, emergency=(letter,)) for letter in "ABCDEFGHIJKLM"
    ]

    card = Contacts(replace(faq, numbers=(*faq.numbers, *others))).urgent()

    assert [len(shown(card)), shown(card)[10:12]] == [1 + 10 + 1 + 3, ["H: H", ELSEWHERE]]


def test_without_a_country_the_first_helpline_of_each_country_named_is_shown(service: Service):
    lines = shown(service.show("suicidal-thoughts"))

    assert lines[:3] == [
        "Crisis lines:",
        "United Kingdom, Ireland: 116 123 (Samaritans)",
        "United States: 988 (988 Suicide & Crisis Lifeline)",
    ]
    assert lines[lines.index(DIRECTORY) - 1] == "India: 14416 (Tele-MANAS)"
    assert "Germany" not in " ".join(lines[: lines.index(DIRECTORY)])


def test_a_poison_line_that_is_not_always_open_says_when_it_is(service: Service):
    lines = shown(service.show("taken-something"))

    assert "Ireland: 01 809 2166 (Public Poisons Line, 8:00 to 22:00)" in lines
    assert lines.index("Advice on poisons:") < lines.index("Crisis lines:")


def test_with_a_country_every_helpline_of_it_is_shown_and_no_other(service: Service):
    card = service.show("suicidal-thoughts", "GB")

    assert shown(card)[:4] == [
        "Crisis lines, United Kingdom:",
        "Samaritans: 116 123 (free, 24/7)",
        "NHS 111 mental health option: 111 (24/7, press 2; in England, Scotland and Wales)",
        "Shout: text SHOUT to 85258 (free, 24/7)",
    ]
    assert "988" not in str(card.numbers)
    assert card.buttons[-1] == Button("Numbers for another country", Press(Verb.COUNTRY, back="suicidal-thoughts"))


def test_a_country_without_a_line_says_so(service: Service):
    lines = shown(service.show("suicidal-thoughts", "eu"))
    poison = shown(service.show("taken-something", "IN"))

    assert lines[0].startswith("European Union: I know no checked crisis line")
    assert lines[1] == DIRECTORY
    assert any(line.startswith("India: I know no poison line") for line in poison)


def test_a_country_that_has_no_numbers_counts_as_none(service: Service):
    assert service.urgent("JP") == service.urgent()


def test_the_way_to_a_country_leads_by_a_list_of_all_and_back(service: Service):
    card = service.urgent()
    countries = service.press(card.buttons[-1].press)
    *names, back = [button.label for button in countries.buttons]
    ireland = service.press(countries.buttons[names.index("Ireland")].press)

    assert (names, back) == (sorted(names), "Back")
    assert len(names) == len(service.faq.numbers) <= 25
    assert (ireland.outcome, ireland.title, ireland.country) == (Outcome.URGENT, "Numbers to call: Ireland", "IE")
    assert shown(ireland)[:2] == ["Emergency numbers:", "Ireland: 112 / 999"]
    assert shown(ireland)[-2:] == [
        "Public Poisons Line: 01 809 2166 (8:00 to 22:00)",
        "Anywhere else, or if somebody is very ill: your local emergency number",
    ]
    assert service.press(ireland.buttons[0].press) == countries


def test_a_country_that_is_no_longer_there_leads_to_the_list(service: Service):
    assert service.press(Press(Verb.COUNTRY, "JP")) == service.press(Press(Verb.COUNTRY))


def _told(reply: Reply) -> list[str]:
    return [block.text for block in reply.blocks if isinstance(block, Paragraph)]


def test_where_no_organisation_of_a_country_names_mmn_it_says_so_and_shows_the_worldwide_ones(service: Service):
    for code, name in (("ZA", "South Africa"), ("IN", "India")):
        reply = service.support(code)

        assert any(text.startswith(f"{name}: I know no group there that speaks of MMN") for text in _told(reply))
        assert "gbs-cidp-international" in [organisation.id for organisation in reply.organisations]
    assert not any("no group there" in text for country in ("GB", "") for text in _told(service.support(country)))


def test_addresses_that_nobody_opened_are_said_to_be_so(service: Service):
    faq, unopened = service.faq, service.faq.community.lines.support_unopened
    opened = replace(faq, organisations=tuple(replace(one, opened=True) for one in faq.organisations))

    assert (unopened in _told(service.support())) == (not all(one.opened for one in faq.organisations))
    assert unopened not in _told(Contacts(opened).support())


def test_an_organisation_says_whether_it_names_mmn_and_which_language_it_speaks(service: Service):
    spoken = {
        "nl": "Dutch",
        "it": "Italian",
        "de": "German",
        "sv": "Swedish",
        "fr": "French",
        "da": "Danish",
        "fi": "Finnish",
    }

    for one in service.faq.organisations:
        assert ("MMN" in one.name + one.about) == one.names_mmn, one.id
        assert all(spoken[language] in one.about for language in one.languages if language != "en"), one.id


def test_with_a_country_the_organisations_of_all_countries_are_one_tap_away(service: Service):
    here = service.support("NZ")
    everywhere = next(button for button in here.buttons if button.label == "All countries")

    assert service.press(everywhere.press, "NZ") == service.support()


def test_an_answer_that_is_no_emergency_names_its_numbers_in_a_few_lines_at_first_sight(service: Service):
    everywhere, at_home = (service.show("emotional-support", country) for country in ("", "IE"))

    assert everywhere.numbers_in_brief == (
        Paragraph(
            "Crisis lines: United Kingdom, Ireland: 116 123; United States, Canada: 988; Australia: 13 11 14; "
            "New Zealand: 1737; South Africa: 0800 567 567; India: 14416."
        ),
    )
    assert at_home.numbers_in_brief == (Paragraph("Crisis lines: Ireland: 116 123."),)
    assert shown(everywhere)[-1] == DIRECTORY
