"""I3, I5, I10: applications say what the door decided, each change is in the journal, each gate fits its notice."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from gonggo.applications.models import Application
from gonggo.applications.states import RECEIVED
from gonggo.documents.models import StoredFile
from gonggo.intake.models import Event, Gate, SealedRevision, Settlement
from gonggo.journal.models import Entry
from gonggo.kernel.clock import UTC
from gonggo.kernel.ref import Kind
from gonggo.kernel.text import Text
from gonggo.programs.queries import program
from gonggo.signing.models import Consent
from gonggo.wiring.audit.finding import Finding

_ON_ITS_WAY = timedelta(seconds=60)
_NEVER = datetime.max.replace(tzinfo=UTC)
_STATES = {"submitted": "received", "withdrawn": "withdrawn"}


def check(now: datetime) -> Iterator[Finding]:
    """Every application against the door's rows and the journal."""
    settled = set(Settlement.objects.values_list("event_id", flat=True))
    events: dict[UUID, list[Event]] = {}
    for event in Event.objects.order_by("subject_id", "seq"):
        events.setdefault(event.subject_id, []).append(event)
        if event.id not in settled and event.written_at < now - _ON_ITS_WAY:
            yield Finding(
                "I10",
                str(event),
                Text("접수증이 60초가 지나도록 처리되지 않았습니다.", "A receipt is unsettled for more than 60 s."),
            )
    told = _told()
    for application in Application.objects.order_by("number").iterator():
        done = [event for event in events.get(application.id, []) if event.id in settled]
        yield from _state(application, done)
        yield from _journal(application, done, told)
    yield from _people()
    yield from _gates()
    yield from _papers()


def _state(application: Application, done: list[Event]) -> Iterator[Finding]:
    acts = [event for event in done if event.event in _STATES]
    decided = _STATES[acts[-1].event] if acts else "draft"
    states = {str(one) for one in RECEIVED} if decided == "received" else {decided}
    received = next((event for event in reversed(acts) if event.event == "submitted"), None)
    if application.state not in states or (
        decided == "received"
        and received is not None
        and (application.receipt_id, application.received_at, application.sealed_revision_id)
        != (received.id, received.stamped_at, received.sealed_id)
    ):
        yield Finding(
            "I3",
            application.number,
            Text("신청의 상태가 접수 기록과 다릅니다.", "The application is not in the state that the door decided."),
        )


def _people() -> Iterator[Finding]:
    """Every person in a submitted revision had consented for themselves before it arrived."""
    given: dict[str, datetime] = {}
    for party_id, at in Consent.objects.filter(subject_kind=Kind.APPLICATION).values_list("party_id", "given_at"):
        given[str(party_id)] = min(at, given.get(str(party_id), at))
    submitted = Event.objects.filter(event="submitted", subject_kind=Kind.APPLICATION).order_by("subject_id", "seq")
    people = {
        row.id: [person["id"] for party in json.loads(row.content)["parties"] for person in party.get("people", ())]
        for row in SealedRevision.objects.filter(id__in=submitted.order_by().values("sealed_id")).iterator()
    }
    for event in submitted.iterator():
        named = people.get(event.sealed_id, []) if event.sealed_id else []
        if any(given.get(one, _NEVER) > event.stamped_at for one in named):
            words = Text(
                "정보가 담긴 사람의 동의 없이 접수되었습니다.",
                "Received without the consent of a person whose data is in it.",
            )
            yield Finding("I5", str(event), words)


def _told() -> dict[UUID, set[tuple[str, str]]]:
    """application → (fact, receipt) of the journal."""
    found: dict[UUID, set[tuple[str, str]]] = {}
    names = ["application.received", "application.withdrawn", "application.refused_at_door"]
    for row in Entry.objects.filter(name__in=names):
        found.setdefault(row.subject_id, set()).add((row.name, row.data["receipt"]))
    return found


def _journal(application: Application, done: list[Event], told: dict[UUID, set[tuple[str, str]]]) -> Iterator[Finding]:
    facts = {
        "submitted": "application.received",
        "withdrawn": "application.withdrawn",
        "refused": "application.refused_at_door",
    }
    due = {(facts[event.event], str(event.id)) for event in done}
    if due != told.get(application.id, set()):
        yield Finding(
            "I10",
            application.number,
            Text("접수 처리와 처리이력이 맞지 않습니다.", "What was settled and the journal do not agree."),
        )


def _gates() -> Iterator[Finding]:
    gates = {row.subject_id: row for row in Gate.objects.filter(subject_kind="application")}
    closes: dict[str, datetime] = {}
    for application in Application.objects.order_by("number").iterator():
        gate = gates.get(application.id)
        if application.program not in closes:
            closes[application.program] = program(application.program).window("application").closes
        if gate is None or gate.number != application.number or gate.closes_at != closes[application.program]:
            yield Finding(
                "I3",
                application.number,
                Text("접수 창구의 마감이 공고와 다릅니다.", "The gate's deadline is not the notice's."),
            )


def _papers() -> Iterator[Finding]:
    """Every paper of a submitted revision is a file of the house."""
    kept = set(StoredFile.objects.values_list("sha256", flat=True))
    submitted = Event.objects.filter(event="submitted").values("sealed_id")
    for row in SealedRevision.objects.filter(id__in=submitted).iterator():
        for own in json.loads(row.disclosures).values():
            for paper in own["papers"]:
                if paper["sha256"] not in kept:
                    yield Finding(
                        "I5",
                        f"{row} {paper['slot']}",
                        Text("제출한 서류의 파일이 없습니다.", "A paper of a submission is no file of the house."),
                    )
