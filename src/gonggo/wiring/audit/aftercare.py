"""I10: every completed task has all its reports scheduled; what is filed, missed or withdrawn has its fact."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from gonggo.aftercare.models import Aftercare, MaintenanceRequest, UseReport
from gonggo.delivery.models import Delivery
from gonggo.journal.models import Entry
from gonggo.kernel.text import Text
from gonggo.programs.queries import program
from gonggo.wiring.audit.finding import Finding

_FILED = {
    "aftercare.report_submitted": "submitted",
    "aftercare.report_missed": "missed",
    "aftercare.report_submitted_late": "late",
}
_REQUESTS = {
    "aftercare.request_asked": "asked",
    "aftercare.request_answered": "answered",
    "aftercare.request_done": "done",
    "aftercare.request_confirmed": "confirmed",
    "aftercare.request_reopened": "reopened",
    "aftercare.request_withdrawn": "withdrawn",
}
_ON_ITS_WAY = timedelta(minutes=1)


def check(now: datetime) -> Iterator[Finding]:
    """Tasks without their aftercare, reports that are not all there, reports and requests beside their facts."""
    cared = set(Aftercare.objects.values_list("agreement_id", flat=True))
    told = Entry.objects.filter(name="delivery.completed", recorded_at__lt=now - _ON_ITS_WAY)
    settled = set(told.values_list("subject_id", flat=True))
    for row in Delivery.objects.filter(state="completed").order_by("id").iterator():
        has_room = "aftercare" in program(row.program, row.program_version).rooms
        if has_room and row.agreement_id in settled - cared:
            says = Text("완료한 과제에 사후관리가 없습니다.", "A completed task has no aftercare.")
            yield Finding("I10", f"delivery:{row.id}", says)
    yield from _reports()
    yield from _requests()


def _reports() -> Iterator[Finding]:
    facts: dict[tuple[UUID, int], str] = {}
    for entry in Entry.objects.filter(name__in=_FILED).order_by("id").iterator():
        facts[UUID(entry.data["aftercare"]), entry.data["year"]] = _FILED[entry.name]
    for care in Aftercare.objects.order_by("id").iterator():
        due = program(care.program, care.program_version).room("aftercare").value("reports", "years").value
        rows = list(UseReport.objects.filter(aftercare=care).order_by("year"))
        if [one.year for one in rows] != list(range(1, int(str(due)) + 1)) or not _yearly(care, rows):
            says = Text("활용실적 보고가 해마다 잡혀 있지 않습니다.", "Not every year has its use report.")
            yield Finding("I10", f"aftercare:{care.id}", says)
        for one in rows:
            if facts.get((care.id, one.year), "scheduled") != one.state:
                says = Text("활용실적 보고와 처리이력이 맞지 않습니다.", "A use report and the journal do not agree.")
                yield Finding("I10", f"use_report:{one.id}", says)


def _yearly(care: Aftercare, rows: list[UseReport]) -> bool:
    """Each due day lies in its year after completion, at most a holiday's length after the day itself."""
    longest = timedelta(days=12)
    first = care.completed_on
    return all(
        timedelta(0) <= one.due_on - first.replace(year=first.year + one.year, day=min(first.day, 28)) <= longest
        for one in rows
    )


def _requests() -> Iterator[Finding]:
    facts = {
        UUID(entry.data["request"]): _REQUESTS[entry.name]
        for entry in Entry.objects.filter(name__in=_REQUESTS).order_by("id").iterator()
    }
    for row in MaintenanceRequest.objects.order_by("id").iterator():
        if facts.get(row.id) != row.state:
            says = Text(
                "유지·보수 요청과 처리이력이 맞지 않습니다.", "A maintenance request and the journal do not agree."
            )
            yield Finding("I10", f"request:{row.id}", says)
