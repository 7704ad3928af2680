"""What is asked of the entries that a message may mean."""

from chances import candidates

from bot.answering.bars import BARS
from bot.answering.candidates import cries


def test_one_sentence_that_cries_decides_unless_the_whole_is_surely_something_else_and_surer_than_it():
    calm, cry = candidates(answer_1=0.95, urgent_1=0.01), candidates(urgent_1=BARS.urgent_sentence)
    sure = candidates(urgent_1=BARS.urgent_all_the_same)

    assert not cries(cry, calm)
    assert cries(sure, calm)
    assert cries(cry, candidates(answer_1=0.5))
    assert not cries([], calm)
