"""I10: nothing that had to be decided by a day of the program was forgotten: no agreement, no answer to an event.

What is counted here is read from the rows, with none of the code that writes them.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings

from gonggo.agreements.models import Agreement, Change, Party
from gonggo.facts.models import Fact
from gonggo.kernel.clock import legal_day
from gonggo.kernel.text import Text
from gonggo.programs.calendar import korean_business_days
from gonggo.programs.definition.rooms import Value
from gonggo.programs.queries import program
from gonggo.wiring.audit.finding import Finding

_BEFORE = ("budget", "cost_review", "answering", "ruling", "papers", "signing")


def check(now: datetime) -> Iterator[Finding]:  # noqa: ARG001  # every check takes the moment
    """Agreements beside the program's day of today."""
    today = legal_day(settings.GONGGO_CLOCK.now())
    for row in Agreement.objects.filter(state__in=_BEFORE, conclude_by_on__lt=today).order_by("number"):
        yield _found(
            row,
            "협약 기한이 지났는데 협약하지도, 기한을 늦추거나 협약하지 않기로 정하지도 않았습니다.",
            "Its days have passed without an agreement, and nobody ended it or put the day off.",
        )
    for row in Agreement.objects.filter(state="concluded").order_by("number"):
        if _waits(row, today) or _is_halted_unheard(row, today):
            yield _found(
                row,
                "당사자의 휴업·폐업·합병에 대하여 기한까지 아무것도 정하지 않았습니다.",
                "A party has closed or merged, and nothing was decided by the due day.",
            )


def _waits(row: Agreement, today: date) -> bool:
    """An event that somebody has to decide on waits beyond its day."""
    rows = Change.objects.filter(agreement=row, item__in=_heavy(row), company_id__isnull=False, state="asked")
    return rows.filter(due_on__lt=today).exists()


def _is_halted_unheard(row: Agreement, today: date) -> bool:
    """A party is known to have halted for longer than an answer may take, and no event of it was ever told here."""
    section = program(row.program, row.program_version).room("agreements")
    halting = {_several(one) for one in section.group("event-facts").values if one.key in _heavy(row)}
    days = timedelta(days=int(str(section.value("change", "answer-days").value)))
    told = Change.objects.filter(agreement=row, item__in=_heavy(row)).values("company_id")
    silent = Party.objects.filter(agreement=row, left_on=None).exclude(company_id__in=told).values("company_id")
    kinds = {kind for kind, _ in halting}
    for fact in Fact.objects.filter(subject_id__in=silent, kind__in=kinds, since_on__lte=today):
        stands = fact.until_on is None or fact.until_on > today
        due_on = korean_business_days().on_or_after(legal_day(fact.recorded_at) + days)
        if stands and (fact.kind, str(fact.value["value"])) in halting and due_on < today:
            return True
    return False


def _heavy(row: Agreement) -> set[str]:
    """The events after which it is decided whether and with whom the agreement goes on."""
    section = program(row.program, row.program_version).room("agreements")
    return {one for key in ("succeed", "terminate") for one in _several(section.value("events", key))}


def _several(value: Value) -> tuple[str, ...]:
    return tuple(map(str, value.value if isinstance(value.value, tuple) else (value.value,)))


def _found(row: Agreement, ko: str, en: str) -> Finding:
    return Finding("I10", f"agreement:{row.id}", Text(ko, en))
