"""What lies ahead, by the calendar of the notice."""

from datetime import date, datetime, time

import pytest

from gonggo.kernel.clock import SEOUL
from gonggo.programs.loading import read
from gonggo.web.ui.stages import ahead
from program_folders import SMART_SERVICE


def shown(day: date, at: time = time(10)) -> list[tuple[str, str]]:
    found = ahead(read(SMART_SERVICE), datetime.combine(day, at, SEOUL))
    return [(one.title.ko, one.state) for one in found]


@pytest.mark.parametrize(
    ("day", "at", "first"),
    [
        (date(2024, 4, 29), time(10), ("신청·접수", "now")),
        (date(2024, 4, 30), time(18), ("요건검토", "later")),
        (date(2024, 5, 2), time(0), ("요건검토", "now")),
        (date(2024, 5, 19), time(23, 59), ("현장평가", "later")),
        (date(2024, 5, 20), time(0), ("현장평가", "now")),
        (date(2024, 6, 21), time(10), ("대면평가", "now")),
    ],
)
def test_the_stage_at_hand_comes_first_and_none_that_is_over(day, at, first):
    assert shown(day, at)[0] == first


def test_a_stage_without_days_of_its_own_follows_the_last_that_is_over():
    assert [state for _, state in shown(date(2024, 9, 1))] == ["later"] * 4
