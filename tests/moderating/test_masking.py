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
        ("ask anna#1234, or jane.doe#0001 there", "ask [name], or [name] there"),
        ("@jane.doe knows (@j.d. too)", "[name] knows ([name]. too)"),
        ("see linktr.ee/janedoe and gofund.me/abc-jane", "see [link] and [link]"),
        ("fb.me/jane, facebook.de/jane.doe or jane.blog/me", "[link] [link] or [link]"),
        ("tg://user?id=12345 knows", "[link] knows"),
        ("call me 07700\u202f900123", "call me [phone number]"),
        ("call 07700 900\u2009123", "call [phone number]"),
        ("07700 \u2212 900 \u2212 123", "[phone number]"),
        ("0770\u200b0900123 or 07700_900_123", "[phone number] or [phone number]"),
        ("07700,900,123 or +44,7700,900,123", "[phone number] or [phone number]"),
        ("jane\u200b.doe@example.com, jane.doe\uff20example.com", "[e-mail address], [e-mail address]"),
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
        "1,234,567 people, 12,800,100 in all",
        "in 2019\u20132021 and 2022\u22122024",
        "0.35,0.40,0.45 g and 5,10,15,20,25,30 mg",
        "weak.and/or numb, 2.5 mg/kg, e.g./i.e.",
        "number #1234, and #2",
        "a family \U0001f468\u200d\U0001f469\u200d\U0001f467",
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
