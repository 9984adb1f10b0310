"""What was carried over of an agreement, year by year (reads only)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gonggo.journal.queries import Happening
from gonggo.payments.definition import Agreed
from gonggo.payments.models import CarryOver
from gonggo.payments.rules import years_between


@dataclass(frozen=True, slots=True)
class CarriedRow:
    """What was unspent when a year was over: the won in the dedicated account and those that were not paid yet."""

    year: int
    amount: int
    reason: str
    decided_at: datetime


def carried(agreement_id: UUID) -> list[CarriedRow]:
    """The earliest first. Who may see it is asked by the caller. One statement."""
    rows = CarryOver.objects.filter(agreement_id=agreement_id).order_by("year")
    return [CarriedRow(one.year, one.held + one.promised, one.reason, one.decided_at) for one in rows]


def carried_in(happened: Iterable[Happening]) -> list[CarriedRow]:
    """The same from the agreement's timeline, where that was read already. No statement."""
    return [
        CarriedRow(one.data["year"], one.data["amount"], one.data["reason"], one.at)
        for one in happened
        if one.name == "payment.carried_over"
    ]


def year_left(agreed: Agreed, known: Iterable[CarriedRow], on: date) -> int | None:
    """The first year that was over before a day and that nothing was carried over of. No statement."""
    done = {one.year for one in known}
    return next((year for year in years_between(agreed, on) if year not in done), None)
