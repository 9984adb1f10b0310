"""Korean business days, from the list of holidays that comes with the house."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field

from gonggo.kernel.holidays import BusinessDays
from gonggo.programs.definition.frame import Day, Part, Sourced, Words
from gonggo.programs.loading import read_toml

KOREA = Path(__file__).parent / "days" / "korea.toml"


class Holiday(Part):
    on: Day
    label: Words


class Calendar(Sourced):
    """Public, substitute, temporary and election holidays of a country, known from ``first`` to ``last``."""

    first: Day
    last: Day
    days: tuple[Holiday, ...] = Field(alias="day")


@lru_cache(maxsize=1)
def korea() -> Calendar:
    return Calendar.model_validate(read_toml(KOREA))


@lru_cache(maxsize=1)
def korean_business_days() -> BusinessDays:
    """Business days in Korea: no Saturdays, Sundays, public, substitute, temporary or election holidays."""
    calendar = korea()
    return BusinessDays(frozenset(day.on for day in calendar.days), calendar.first, calendar.last)
