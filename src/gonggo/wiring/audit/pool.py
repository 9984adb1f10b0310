"""I3, I6, I10: registrations say what the door decided, the search holds the approved alone, the journal knows it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from gonggo.intake.models import Event, Gate, Settlement
from gonggo.journal.models import Entry
from gonggo.kernel.text import Text
from gonggo.pool.models import Decision, Registration, Supplier
from gonggo.programs.queries import program
from gonggo.wiring.audit.finding import Finding

GRACE = timedelta(minutes=1)
"""What is younger may still be on its way."""
_DECIDED = {
    "approved": {"pool.approved", "pool.resumed"},
    "halted": {"pool.halted"},
    "conditional": {"pool.approved_conditionally"},
    "held": {"pool.held"},
    "correction": {"pool.correction_asked"},
    "refused": {"pool.refused", "pool.lapsed"},
}
"""State → the facts that may have brought it."""
_FACTS = {"submitted": "pool.received", "withdrawn": "pool.withdrawn", "refused": "pool.refused_at_door"}


def check(now: datetime) -> Iterator[Finding]:  # noqa: ARG001  # every check takes the moment
    """Every registration against the door's rows, the journal and the search."""
    settled = set(Settlement.objects.values_list("event_id", flat=True))
    events: dict[UUID, list[Event]] = {}
    for event in Event.objects.filter(subject_kind="pool_registration", id__in=settled).order_by("subject_id", "seq"):
        events.setdefault(event.subject_id, []).append(event)
    told: dict[UUID, set[tuple[str, str]]] = {}
    for row in Entry.objects.filter(name__in=_FACTS.values()):
        told.setdefault(row.subject_id, set()).add((row.name, row.data["receipt"]))
    heard: dict[UUID, list[tuple[datetime, str]]] = {}
    for row in Entry.objects.filter(name__in={name for names in _DECIDED.values() for name in names}):
        heard.setdefault(row.subject_id, []).append((row.at, row.name))
    decided: dict[UUID, list[Decision]] = {}
    for one in Decision.objects.order_by("id"):
        decided.setdefault(one.registration_id, []).append(one)
    gates = dict(Gate.objects.filter(subject_kind="pool_registration").values_list("subject_id", "number"))
    listed = set(Supplier.objects.values_list("registration_id", flat=True))
    for registration in Registration.objects.order_by("number").iterator():
        done = events.get(registration.id, [])
        yield from _state(registration, done)
        if {(_FACTS[one.event], str(one.id)) for one in done} != told.get(registration.id, set()):
            says = Text("접수 처리와 처리이력이 맞지 않습니다.", "What was settled and the journal do not agree.")
            yield Finding("I10", registration.number, says)
        if gates.get(registration.id) != registration.number:
            says = Text("접수 창구가 없거나 번호가 다릅니다.", "The gate is missing or has another number.")
            yield Finding("I3", registration.number, says)
        yield from _decided(registration, decided.get(registration.id, []), heard.get(registration.id, []))
        if (registration.id in listed) != (registration.state == "approved"):
            says = Text("승인과 검색 명단이 다릅니다.", "The search does not hold exactly the approved.")
            yield Finding("I6", registration.number, says)


def _decided(registration: Registration, rows: list[Decision], heard: list[tuple[datetime, str]]) -> Iterator[Finding]:
    """Each decision is a fact of the journal, the last one is the state, and nothing is held beyond its time."""
    state = registration.state
    told = [any((row.decided_at, name) in heard for name in _DECIDED[row.state]) for row in rows]
    if not all(told) or len(heard) != len(rows) or (state in _DECIDED and (not rows or rows[-1].state != state)):
        says = Text("등록의 결정과 처리이력이 맞지 않습니다.", "The decisions and the journal do not agree.")
        yield Finding("I10", registration.number, says)
    if state in {"conditional", "held"} and settings.GONGGO_CLOCK.now() >= _final(registration.program) + GRACE:
        says = Text("해소되지 않은 등록이 제한되지 않았습니다.", "What was not cured in time has not lapsed.")
        yield Finding("I10", registration.number, says)


def _final(key: str) -> datetime:
    """When the first assessment opens, as the notice in force says."""
    moment = program(key).room("eligibility").value("runs", "pool-approval").value
    return program(key).moment(str(moment))


def _state(registration: Registration, done: list[Event]) -> Iterator[Finding]:
    last = next((event for event in reversed(done) if event.event == "submitted"), None)
    moved = next((event.event for event in reversed(done) if event.event != "refused"), "")
    told = {"draft": "", "withdrawn": "withdrawn"}.get(registration.state, "submitted")
    receipt = (last.id, last.stamped_at) if last else (None, None)
    if told != moved or receipt != (registration.receipt_id, registration.received_at):
        says = Text(
            "등록의 상태가 접수 기록과 다릅니다.", "The registration is not in the state that the door decided."
        )
        yield Finding("I3", registration.number, says)
