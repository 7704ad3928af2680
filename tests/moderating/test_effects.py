"""What a publication did to the counts, and how little may be said of few."""

from datetime import date

from bot.model import Count
from bot.moderating.effects import Effect, Measure, effect

ON, TODAY = date(2026, 10, 14), date(2026, 11, 20)  # in weeks 42 and 47
SHARE, SHOWN, AGAINST = "questions without an answer", "what was changed, shown a week", "votes that it did not help"
LITTLE, CHANCE = "There is too little to compare.", "No difference that chance could not make."


def of_week(week: int, asked: int, uncovered: int, of_entry: tuple[int, int, int] = (0, 0, 0)) -> list[Count]:
    (shown, helped, unhelped), name = of_entry, f"2026-W{week}"
    return [
        Count(name, "", "answer", asked - uncovered),
        Count(name, "", "not-covered", uncovered),
        Count(name, "", "silent", 900),
        Count(name, "ivig", "shown", shown),
        Count(name, "ivig", "helped", helped),
        Count(name, "ivig", "unhelped", unhelped),
        Count(name, "cure", "unhelped", 50),
    ]


def test_whole_weeks_before_are_laid_beside_whole_weeks_after():
    counts = [row for week in (38, 39, 40, 41) for row in of_week(week, 50, 20, (10, 5, 5))]
    counts += of_week(42, 999, 999)  # the week of the change is both
    counts += [row for week in (43, 44, 45, 46) for row in of_week(week, 50, 5, (20, 9, 2))]
    counts += of_week(47, 999, 999)  # this week is not over

    assert effect(counts, ON, {"ivig"}, TODAY) == Effect(
        4,
        4,
        (
            Measure(SHARE, "40 %", "10 %", "Fewer than before, and hardly by chance."),
            Measure(SHOWN, "10", "20", ""),
            Measure(AGAINST, "50 %", "18 %", "Fewer than before, and hardly by chance."),
        ),
    )


def test_what_chance_could_make_is_called_so():
    counts = [*of_week(41, 100, 30), *of_week(43, 100, 24)]

    assert effect(counts, ON, (), date(2026, 10, 28)) == Effect(1, 1, (Measure(SHARE, "30 %", "24 %", CHANCE),))


def test_more_questions_without_an_answer_are_told_as_well():
    counts = [*of_week(41, 200, 20), *of_week(43, 200, 80)]

    assert effect(counts, ON, (), date(2026, 10, 28)).measures[0].verdict == "More than before, and hardly by chance."


def test_few_are_no_share_and_no_share_tells_of_few():
    counts = [*of_week(41, 100, 2, (3, 9, 2)), *of_week(43, 100, 97, (40, 30, 0))]

    assert effect(counts, ON, {"ivig"}, date(2026, 10, 28)).measures == (
        Measure(SHARE, "under 5 %", "over 95 %", "More than before, and hardly by chance."),
        Measure(SHOWN, "under 5", "40", ""),
        Measure(AGAINST, "too few to tell", "0 %", LITTLE),
    )


def test_without_a_whole_week_on_each_side_there_is_nothing_to_compare():
    assert effect(of_week(41, 50, 5), ON, (), date(2026, 10, 25)) == Effect(1, 0)
    assert effect(of_week(43, 50, 5), ON, (), TODAY) == Effect(0, 4)
    assert effect([], ON, (), TODAY) == Effect(0, 4)


def test_weeks_run_on_over_the_new_year():
    counts = [Count("2026-W53", "", "answer", 30), Count("2027-W02", "", "answer", 30)]

    found = effect(counts, date(2027, 1, 6), (), date(2027, 1, 20))
    assert found == Effect(1, 1, (Measure(SHARE, "0 %", "0 %", CHANCE),))
