"""What could lead to a person is taken out of a message; what the question is about stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderating.masking import mask


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("write me at anna.b+mmn@example.co.uk please", "write me at [e-mail address] please"),
        ("my mail: Jose_1@example.com.", "my mail: [e-mail address]."),
        ("call +44 20 7946 0958", "call [phone number]"),
        ("call +44 (0)20 7946 0958 tonight", "call [phone number] tonight"),
        ("(020) 7946-0958 is mine", "[phone number] is mine"),
        ("ring 020 7946 0958, ask for me", "ring [phone number], ask for me"),
        ("555-867-5309?", "[phone number]?"),
        ("1.555.867.5309", "[phone number]"),
        ("0049-30-1234567", "[phone number]"),
        ("my mobile is 07700900123", "my mobile is [phone number]"),
        ("06 12 34 56 78", "[phone number]"),
        ("867 5309", "[phone number]"),
        ("see https://example.org/a?b=1 there", "see [link] there"),
        ("www.example.org says so", "[link] says so"),
        ("join t.me/mygroup", "join [link]"),
        ("thanks @anna_b and <@!123456789012345678>", "thanks [name] and [name]"),
        ("ask anna#1234", "ask anna#1234"),
        ("@anna#1234 knows", "[name] knows"),
        ("mail a@example.com or ring 07700 900123 @bob", "mail [e-mail address] or ring [phone number] [name]"),
    ],
)
def test_what_leads_to_a_person_is_masked(said: str, masked: str):
    assert mask(said) == masked


@pytest.mark.parametrize(
    "said",
    [
        "0.4 g/kg every 4 weeks",
        "is 2 x 30 g over 2 days usual?",
        "diagnosed in 2019, worse in 2021-2022",
        "since 2009 2010 2011 2012",
        "on 2026-11-21, or 21/11/2026, or 21.11.2026",
        "I am 47 and my husband is 52",
        "every 3-4 weeks, 5 days",
        "titre 1:6400, 12,800 before",
        "30 000 000 people",
        "1,000,000 people",
        "between 0.35 0.40 0.45 g",
        "call 999 or 112, or 116 123",
        "levels 12.5-13.5 and 10.25",
        "15 mg 20 mg 25 mg",
        "GM1 IgM 1:800",
        "",
    ],
)
def test_what_the_question_is_about_stays(said: str):
    assert mask(said) == said


@given(st.text())
def test_masking_takes_any_text_and_masks_all_of_it_at_once(said: str):
    once = mask(said)

    assert mask(once) == once


@pytest.mark.parametrize("number", ["17" + "0" * 15, "1576418622627119104", "9" * 20])
def test_a_number_of_discords_is_masked(number: str):
    assert mask(f"ask {number} about it") == "ask [number] about it"
