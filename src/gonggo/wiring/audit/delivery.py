"""I8, I10: each task is where its facts say; two people of the agency confirmed what is confirmed; days are kept."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from gonggo.delivery.models import Delivery, Inspection
from gonggo.journal.models import Entry
from gonggo.kernel.clock import legal_day
from gonggo.kernel.text import Text
from gonggo.wiring.audit.finding import Finding

_STATES = {
    "delivery.opened": "underway",
    "delivery.reported": "reported",
    "delivery.report_sent_back": "underway",
    "delivery.passed_on": "passed_on",
    "delivery.inspected": "inspected",
    "delivery.inspection_set_aside": "passed_on",
    "delivery.completed": "completed",
    "delivery.supplement_asked": "supplement",
    "delivery.supplement_answered": "passed_on",
    "delivery.found_incomplete": "incomplete",
    "delivery.ended": "ended",
}
_CONFIRMS = {
    "complete": "delivery.completed",
    "supplement": "delivery.supplement_asked",
    "incomplete": "delivery.found_incomplete",
}
_AGENCY = frozenset({"agency_officer", "agency_lead", "inspector"})


def check(_: datetime) -> Iterator[Finding]:
    """Every task beside its facts and every inspection beside who confirmed it."""
    facts: dict[UUID, list[Entry]] = {}
    for entry in Entry.objects.filter(name__startswith="delivery.").order_by("id").iterator():
        facts.setdefault(UUID(entry.data["delivery"]), []).append(entry)
    for row in Delivery.objects.order_by("id").iterator():
        yield from _of_one(row, [one for one in facts.get(row.id, []) if one.name in _STATES])
    for inspection in Inspection.objects.select_related("delivery").order_by("id").iterator():
        yield from _signed(inspection, facts.get(inspection.delivery_id, []))


def _of_one(row: Delivery, told: list[Entry]) -> Iterator[Finding]:
    last = told[-1] if told else None
    if last is None or _STATES[last.name] != row.state or last.at != row.since_at:
        says = Text("과제의 상태와 처리이력이 맞지 않습니다.", "The state of a task and the journal do not agree.")
        yield Finding("I10", f"delivery:{row.id}", says)
    completed = [(legal_day(one.at), date.fromisoformat(one.data["on"])) for one in told if _completes(one)]
    due = [(row.completed_on, row.completed_on)] if row.completed_on else []
    if completed != due:
        says = Text("완료한 날과 처리이력이 맞지 않습니다.", "The day of completion and the journal do not agree.")
        yield Finding("I10", f"delivery:{row.id}", says)


def _completes(entry: Entry) -> bool:
    return entry.name == "delivery.completed"


def _signed(row: Inspection, told: list[Entry]) -> Iterator[Finding]:
    """Who inspected and who confirmed are two people who acted for the agency."""
    by = {(one.name, one.person_id, one.at) for one in told if one.role in _AGENCY}
    is_found = ("delivery.inspected", row.inspector_id, row.filed_at) in by
    is_signed = row.confirmed_at is None or (
        row.confirmed_by != row.inspector_id and (_CONFIRMS[row.outcome], row.confirmed_by, row.confirmed_at) in by
    )
    if not is_found or not is_signed:
        says = Text(
            "사업을 맡은 기관의 두 사람이 점검하고 확정하지 않았습니다.",
            "Not inspected by one and confirmed by another person of the agency.",
        )
        yield Finding("I8", f"inspection:{row.id}", says)
