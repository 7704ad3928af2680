"""Whether a platform can be reached: what stands in the log, and that it does not stand there twice."""

import pytest

from bot.adapters.outage import Line, Outage

UNREACHABLE = "Discord cannot be reached. The bot tries on, and goes on when this ends."
BACK = "Discord answers again."


@pytest.fixture
def outage() -> Outage:
    return Outage("Discord")


def test_an_outage_is_told_once_and_so_is_its_end(outage: Outage, caplog: pytest.LogCaptureFixture):
    for _ in range(3):
        outage.begins()
    for _ in range(3):
        outage.recovers()

    assert caplog.messages == [UNREACHABLE, BACK]
    assert {record.levelname for record in caplog.records} == {"WARNING"}


def test_where_there_was_none_no_end_is_told(outage: Outage, caplog: pytest.LogCaptureFixture):
    outage.recovers()

    assert caplog.messages == []


def test_the_next_outage_is_told_too(outage: Outage, caplog: pytest.LogCaptureFixture):
    for _ in range(2):
        outage.begins()
        outage.recovers()

    assert caplog.messages == [UNREACHABLE, BACK] * 2


def test_a_reason_stands_in_the_place_of_the_usual_one_and_a_second_one_is_not_told(
    outage: Outage, caplog: pytest.LogCaptureFixture
):
    outage.begins("Discord asks for fewer requests")
    outage.begins()

    assert caplog.messages == ["Discord asks for fewer requests. The bot tries on, and goes on when this ends."]


def test_one_platform_knows_nothing_of_another(outage: Outage, caplog: pytest.LogCaptureFixture):
    Outage("Telegram").begins()
    outage.recovers()

    assert caplog.messages == ["Telegram cannot be reached. The bot tries on, and goes on when this ends."]


def test_how_the_line_is_can_be_asked_at_any_time(outage: Outage):
    lines = [outage.line]
    for change in (outage.begins, outage.begins, outage.recovers, outage.begins, outage.ends):
        change()
        lines.append(outage.line)

    assert lines == [Line.NEW, Line.DOWN, Line.DOWN, Line.UP, Line.DOWN, Line.ENDED]
