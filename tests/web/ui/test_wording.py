"""Days, instants, amounts and sizes as people read them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gonggo.web.ui import wording

CLOSES = datetime(2024, 4, 30, 9, 0, tzinfo=UTC)  # 18:00 in Seoul


def test_a_deadline_is_written_with_its_weekday_at_the_time_of_seoul():
    assert wording.instant(CLOSES) == "4월 30일(화) 18:00"
    assert wording.instant(CLOSES, "en") == "Tue 30 April 2024 18:00 KST"


def test_a_day_that_has_begun_in_seoul_is_not_yet_over_in_london():
    late = datetime(2024, 4, 30, 15, 30, tzinfo=UTC)
    assert wording.day(late) == "5월 1일(수)"
    assert wording.desk_day(late) == "2024-05-01"


def test_a_day_is_written_with_its_year_where_years_differ():
    assert wording.day(date(2024, 4, 30), year=True) == "2024년 4월 30일(화)"


def test_a_stamp_is_cut_off_after_the_millisecond():
    just_before = datetime(2024, 4, 30, 8, 59, 59, 999_999, tzinfo=UTC)
    assert wording.stamp(just_before) == "17:59:59.999"
    assert wording.full_stamp(just_before) == "2024년 4월 30일(화) 17:59:59.999"


def test_an_instant_without_a_zone_is_a_mistake():
    with pytest.raises(ValueError, match="time zone"):
        wording.instant(datetime(2024, 4, 30, 18, 0))  # noqa: DTZ001  # that is the mistake


def test_a_period_that_opens_with_its_day_names_the_day_alone():
    opens = datetime(2024, 3, 31, 15, 0, tzinfo=UTC)
    assert wording.period(opens, CLOSES) == "4월 1일(월) ~ 4월 30일(화) 18:00"


@pytest.mark.parametrize(
    ("left", "korean", "english"),
    [
        (timedelta(days=13, hours=3, minutes=57, seconds=9), "13일 3시간 57분", "13 days 3 hours 57 minutes"),
        (timedelta(days=1), "1일 0시간 0분", "1 day 0 hours 0 minutes"),
        (timedelta(hours=23, minutes=59, seconds=59), "23시간 59분", "23 hours 59 minutes"),
        (timedelta(minutes=42), "42분", "42 minutes"),
        (timedelta(seconds=60), "1분", "1 minute"),
        (timedelta(seconds=59, microseconds=999_999), "59초", "59 seconds"),
        (timedelta(seconds=-5), "0초", "0 seconds"),
    ],
)
def test_the_time_left_is_said_in_units_that_matter(left, korean, english):
    assert (wording.remaining(left), wording.remaining(left, "en")) == (korean, english)


def test_a_file_that_holds_anything_is_never_of_no_size():
    assert [wording.file_size(size) for size in (0, 1, 219_136, 2_200_000)] == ["0KB", "1KB", "214KB", "2.1MB"]


def test_an_amount_is_repeated_in_units_that_one_reads():
    assert wording.amount_read(118_000_000) == "1억 1,800만원"
    assert wording.amount_read(58_000_000, "en") == "KRW 58 million"
    assert wording.amount_read(58_000_001, "en") == "KRW 58,000,001"


def test_a_clause_is_named_as_the_notice_numbers_it():
    ids = ("3(7)", "4-window", "A1-window", "2-advanced-bm-only")
    assert [wording.clause_label(one) for one in ids] == ["공고 3-(7)", "공고 4", "공고 붙임 1", "공고 2"]
    assert wording.clause_label("3(7)", "en") == "Notice 3-(7)"
