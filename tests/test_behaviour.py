"""Families of generated messages of which none may fail (`benchmarks/behaviour`): an emergency in any dress, no alarm for a word."""

import sys
from pathlib import Path

import pytest

from bot.answering.service import Service

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from behaviour import behaviour

NEVER = (
    "emergency-plain",
    "emergency-capitals-and-marks",
    "emergency-emoji",
    "emergency-in-a-story",
    "emergency-polite",
    "emergency-short",
    "emergency-slips",
    "do-not-want-harmless",
    "short-replies",
)


@pytest.mark.parametrize("name", NEVER)
def test_no_message_of_a_family_fails(name: str, service: Service):
    family = behaviour.read_family(behaviour.HERE / "families" / f"{name}.yaml")
    (measured,) = behaviour.measure(service, [family])

    assert len(family.messages) > 100
    assert measured.failures == ()
