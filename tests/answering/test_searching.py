"""What is found while words are still being typed."""

import pytest

from bot.answering.service import Service
from bot.model import Kind


def test_without_words_search_offers_the_first_entries_of_the_menu(service: Service):
    assert [entry.id for entry in service.search("", 3)] == [
        button.press.target for button in service.browse("basics").buttons[:3]
    ]


def test_words_of_an_emergency_find_whom_to_call_before_any_answer(service: Service):
    assert service.search("i cant breathe")[0].kind is Kind.URGENT


def test_search_offers_entries_as_one_types(service: Service):
    found = [entry.id for entry in service.search("contag")]

    assert found[0] == "contagious"
    assert all(service.faq.entries[entry_id].kind in {Kind.ANSWER, Kind.SIGNPOST} for entry_id in found)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("is it cont", "contagious"),
        ("swal", "breathing-swallowing"),
        ("can i driv", "driving"),
        ("is it pregn", "pregnancy"),
    ],
)
def test_a_word_that_is_still_being_typed_counts_as_what_it_may_become(service: Service, typed: str, meant: str):
    assert meant in [entry.id for entry in service.search(typed, 3)]


def test_an_emergency_comes_first_before_its_last_word_is_typed_out(service: Service):
    assert service.search("i cant brea")[0].kind is Kind.URGENT
