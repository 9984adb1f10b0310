"""The published rule of outages: what counts as one, and which deadline it gives, at every edge."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonggo.kernel.clock import SEOUL
from gonggo.kernel.holidays import BeyondCalendar
from gonggo.outages.definition import Rule, rules_of
from gonggo.outages.rules import Outage, Reading, concerns, extension, in_office_hours, lasts, outages_of
from gonggo.programs.calendar import korean_business_days
from program_folders import the_program

RULES, DAYS = rules_of(the_program()), korean_business_days()
MOMENT = timedelta(microseconds=1)


def at(text: str) -> datetime:
    """An instant in April 2024 (or May, if written so) in Seoul: ``30 18:00``, ``5-02 18:00``."""
    day, clock = text.split()
    month, _, number = day.rpartition("-")
    hour, minute, *second = clock.split(":")
    return datetime(2024, int(month or 4), int(number), int(hour), int(minute), int(*second or [0]), tzinfo=SEOUL)


CLOSES = at("30 18:00")  # a Tuesday; 1 May is a working day, 6 May is none


def out(began: str, recovered: str | None) -> Outage:
    return Outage(at(began), at(recovered) if recovered else None)


def moved(*outages: Outage, closes: datetime = CLOSES, announced: datetime | None = None):
    """(the new deadline, the rule that gave it), or None; recovery was announced at once unless said otherwise."""
    told = announced or max((one.recovered_at for one in outages if one.recovered_at), default=closes)
    found = extension(closes, outages, announced_at=told, rules=RULES, days=DAYS)
    return (found.closes_at, found.rule) if found else None


def test_the_numbers_are_those_of_the_program():
    two, day = timedelta(hours=2), timedelta(hours=24)
    assert (RULES.inside, RULES.near, RULES.long_from, RULES.long) == (two, two, two, day)
    assert (RULES.office_opens, RULES.office_closes, RULES.moves_as_of_day) == (9, 18, True)
    assert {str(basis.kind) for basis in RULES.grounds.values()} == {"source"}


class TestWhichOutageMovesTheDeadline:
    @pytest.mark.parametrize(
        ("began", "recovered", "rule"),
        [
            ("30 17:00", "30 18:30", Rule.INSIDE),
            ("30 17:59:59", "30 18:00:01", Rule.INSIDE),
            ("30 18:00", "30 19:00", None),  # began at the first instant outside: nobody was kept out
            ("30 17:00", "30 18:00", Rule.NEAR),  # back at the first instant outside
            ("30 17:00", "30 17:30", Rule.NEAR),
            ("30 15:30", "30 16:00:01", Rule.NEAR),
            ("30 15:30", "30 16:00", None),  # exactly two hours before is not less than two hours
            ("30 09:00", "30 09:30", None),
            ("30 17:00", None, None),
        ],
    )
    def test_by_where_its_edges_lie(self, began, recovered, rule):
        assert concerns(out(began, recovered), CLOSES, RULES) is rule

    def test_to_the_microsecond(self):
        edge = CLOSES - RULES.near
        rules = [concerns(Outage(at("30 15:30"), edge + step), CLOSES, RULES) for step in (-MOMENT, 0 * MOMENT, MOMENT)]
        inside = [concerns(Outage(CLOSES - step, at("30 19:00")), CLOSES, RULES) for step in (0 * MOMENT, MOMENT)]

        assert (rules, inside) == ([None, None, Rule.NEAR], [None, Rule.INSIDE])

    def test_one_that_lasts_and_began_before_the_deadline_leaves_it_open(self):
        assert [lasts([out(began, None)], CLOSES) for began in ("30 17:59:59", "30 18:00")] == [True, False]


class TestWhatItGives:
    """On a Tuesday, with a deadline at noon, so that office hours do not speak first."""

    NOON = at("30 12:00")

    def moved(self, *outages: Outage, announced: datetime | None = None):
        return moved(*outages, closes=self.NOON, announced=announced)

    def test_inside_two_hours_after_recovery_was_announced(self):
        assert self.moved(out("30 11:00", "30 12:30")) == (at("30 14:30"), Rule.INSIDE)
        assert self.moved(out("30 11:00", "30 12:30"), announced=at("30 13:00")) == (at("30 15:00"), Rule.INSIDE)

    def test_an_announcement_before_recovery_counts_from_recovery(self):
        assert self.moved(out("30 11:00", "30 12:30"), announced=at("30 12:00")) == (at("30 14:30"), Rule.INSIDE)

    def test_shortly_before_the_original_deadline_and_two_hours_whenever_it_was_announced(self):
        for announced in (at("30 11:30"), at("30 13:00")):
            assert self.moved(out("30 11:00", "30 11:30"), announced=announced) == (at("30 14:00"), Rule.NEAR)

    def test_exactly_two_hours_are_not_long_and_a_microsecond_more_is(self):
        began, recovered = at("30 10:30"), at("30 12:30")

        assert self.moved(Outage(began, recovered)) == (at("30 14:30"), Rule.INSIDE)
        assert self.moved(Outage(began - MOMENT, recovered)) == (at("5-01 12:30"), Rule.LONG)

    def test_a_long_one_that_ended_shortly_before_gives_24_hours_too(self):
        assert self.moved(out("30 08:00", "30 11:30")) == (at("5-01 11:30"), Rule.LONG)

    def test_a_long_one_that_ended_two_hours_before_moves_nothing(self):
        assert self.moved(out("30 01:00", "30 10:00")) is None

    def test_an_announcement_so_late_that_two_hours_after_it_is_later_decides(self):
        found = self.moved(out("30 09:30", "30 12:30"), announced=at("5-01 11:00"))

        assert found == (at("5-01 13:00"), Rule.INSIDE)

    def test_of_several_the_latest_decides_for_all(self):
        short, inside = out("30 10:10", "30 10:20"), out("30 11:55", "30 12:30")

        assert self.moved(short) == (at("30 14:00"), Rule.NEAR)
        assert self.moved(short, inside) == (at("30 14:30"), Rule.INSIDE) == self.moved(inside, short)

    def test_one_that_still_lasts_beside_one_that_is_over_says_nothing(self):
        assert self.moved(out("30 11:00", "30 11:30"), out("30 13:00", None)) == (at("30 14:00"), Rule.NEAR)

    def test_without_an_outage_the_deadline_stands(self):
        assert self.moved() is None


class TestOfficeHours:
    @pytest.mark.parametrize(
        ("raw", "closes"),
        [
            ("30 09:00", "30 09:00"),
            ("30 08:59:59", "30 18:00"),  # before they begin: that day at the original hour
            ("30 18:00", "30 18:00"),  # the end is the first instant outside
            ("30 18:00:01", "5-01 18:00"),
            ("30 23:59", "5-01 18:00"),
            ("26 19:30", "29 18:00"),  # Friday evening: Monday
            ("27 11:00", "29 18:00"),  # Saturday
            ("28 23:59", "29 18:00"),  # Sunday
            ("5-03 20:00", "5-07 18:00"),  # Friday, and Monday is a substitute holiday
            ("5-05 10:00", "5-07 18:00"),  # Children's Day, a Sunday
            ("9 20:00", "11 18:00"),  # the day of the election lies between
            ("10 10:00", "11 18:00"),
        ],
    )
    def test_past_them_the_next_working_day_at_the_original_hour(self, raw, closes):
        assert in_office_hours(at(raw), CLOSES, RULES, DAYS) == at(closes)

    def test_the_usual_deadline_at_18_goes_to_the_next_working_day(self):
        assert moved(out("30 17:30", "30 17:40")) == (at("5-01 18:00"), Rule.NEAR)
        assert moved(out("30 17:30", "30 18:10")) == (at("5-01 18:00"), Rule.INSIDE)

    def test_24_hours_past_the_next_days_office_hours_go_to_the_day_after(self):
        assert moved(out("30 15:00", "30 18:10")) == (at("5-02 18:00"), Rule.LONG)
        assert moved(out("30 15:00", "30 17:50")) == (at("5-01 17:50"), Rule.LONG)

    def test_a_deadline_at_midnight_stays_one_of_the_end_of_its_day(self):
        midnight = at("5-10 00:00")  # the last day is the 9th

        assert in_office_hours(at("5-10 02:00"), midnight, RULES, DAYS) == at("5-11 00:00")
        assert in_office_hours(at("5-10 19:00"), midnight, RULES, DAYS) == at("5-14 00:00")  # Monday's end

    def test_never_earlier_than_the_rule_gave_however_early_the_original_hour(self):
        early = at("30 02:00")

        assert in_office_hours(at("30 03:00"), early, RULES, DAYS) == at("5-01 02:00")

    def test_beyond_the_calendar_nothing_is_guessed(self):
        far = datetime(2199, 1, 1, 20, tzinfo=SEOUL)
        with pytest.raises(BeyondCalendar):
            in_office_hours(far, CLOSES, RULES, DAYS)


_WEEK = st.integers(min_value=0, max_value=14 * 24 * 60).map(
    lambda minutes: at("22 00:00") + timedelta(minutes=minutes)
)


@given(st.lists(st.tuples(_WEEK, st.integers(min_value=1, max_value=3000)), max_size=4), st.integers(0, 600))
def test_what_it_gives_is_later_lies_in_office_hours_and_gives_nothing_more(spans, minutes):
    outages = outages_of(
        [
            Reading(instant, f"t{place}", ok)
            for place, (began, length) in enumerate(spans)
            for instant, ok in ((began, False), (began + timedelta(minutes=length), True))
        ],
        least=RULES.least,
    )
    ended = max((one.recovered_at for one in outages), default=CLOSES)
    found = extension(CLOSES, outages, announced_at=ended + timedelta(minutes=minutes), rules=RULES, days=DAYS)

    if found is None:
        assert [one for one in outages if concerns(one, CLOSES, RULES)] == []
        return
    there = found.closes_at.astimezone(SEOUL)
    assert found.closes_at >= found.before_hours >= CLOSES + timedelta(microseconds=1)
    assert (DAYS.holds(there.date()), 9 <= there.hour <= 18) == (True, True)
    assert (found.closes_at == found.before_hours) is not found.is_put_off


class TestReadings:
    def looks(self, *told: tuple[str, str, bool]) -> list[Outage]:
        return outages_of([Reading(at(when), target, ok) for when, target, ok in told], least=RULES.least)

    def test_from_the_first_look_that_fails_to_the_first_that_reaches(self):
        seen = [("30 17:00", "door", True), ("30 17:01", "door", False), ("30 17:02", "door", False)]

        assert self.looks(*seen, ("30 17:05", "door", True)) == [out("30 17:01", "30 17:05")]
        assert self.looks(*seen) == [out("30 17:01", None)]

    def test_a_minute_counts_and_less_does_not(self):
        lost = ("30 17:01", "door", False)

        assert self.looks(lost, ("30 17:01:59", "door", True)) == []
        assert self.looks(lost, ("30 17:02", "door", True)) == [out("30 17:01", "30 17:02")]

    def test_targets_that_are_away_together_are_one_outage(self):
        found = self.looks(
            ("30 17:00", "door", False),
            ("30 17:02", "pages", False),
            ("30 17:05", "door", True),
            ("30 17:09", "pages", True),
            ("30 17:09", "door", False),
            ("30 17:12", "door", True),
            ("30 17:20", "pages", False),
            ("30 17:30", "pages", True),
        )

        assert found == [out("30 17:00", "30 17:12"), out("30 17:20", "30 17:30")]

    def test_one_target_that_lasts_keeps_the_outage_open(self):
        found = self.looks(
            ("30 17:00", "door", False),
            ("30 17:01", "pages", False),
            ("30 17:05", "door", True),
            ("30 17:06", "door", False),
            ("30 17:09", "door", True),
        )

        assert found == [out("30 17:00", None)]

    def test_nothing_seen_is_no_outage(self):
        assert (self.looks(), self.looks(("30 17:00", "door", True))) == ([], [])
