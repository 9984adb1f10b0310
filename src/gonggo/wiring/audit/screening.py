"""I3, I10: what 요건검토 decided rests on what is on record: conditions, reasons, due days, upheld objections."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from gonggo.applications.models import Application, Reversal, Supplement
from gonggo.eligibility.models import Run, Verdict
from gonggo.journal.models import Entry
from gonggo.kernel.clock import legal_day
from gonggo.kernel.text import Text
from gonggo.objections.models import Objection
from gonggo.programs.calendar import korean_business_days
from gonggo.programs.queries import program
from gonggo.wiring.audit.finding import Finding

_ON_ITS_WAY = timedelta(minutes=1)
_DECIDED = {
    "eligible": "application.found_eligible",
    "refused": "application.refused",
    "returned": "application.returned",
}
_UNDONE = ("application.refused", "application.returned")


def check(now: datetime) -> Iterator[Finding]:
    """Every decision, every supplement, every upheld objection to a decision."""
    told: dict[UUID, Entry] = {}
    for entry in Entry.objects.filter(name__in=[*_DECIDED.values(), "application.reopened"]).order_by("id"):
        told[entry.subject_id] = entry
    lifted = {(row.application_id, key) for row in Reversal.objects.all() for key in row.conditions["conditions"]}
    for application in Application.objects.filter(state__in=_DECIDED).order_by("number").iterator():
        yield from _decision(application, told.get(application.id), lifted)
    yield from _supplements()
    yield from _reversals(now)


def _decision(application: Application, fact: Entry | None, lifted: set[tuple[UUID, str]]) -> Iterator[Finding]:
    if fact is None or fact.name != _DECIDED[application.state]:
        says = Text("결정이 처리이력에 없습니다.", "The decision is not in the journal.")
        yield Finding("I10", application.number, says)
    elif application.state == "refused":
        keys = set(fact.data.get("conditions", []))
        stands = {key for run in _runs(application, fact.at) for key in _not_met(run, fact.at)}
        if not keys or not keys <= stands or not application.reason:
            says = Text(
                "부적합의 요건이나 사유가 없습니다.", "A refusal names no condition that is not met, or no reason."
            )
            yield Finding("I3", application.number, says)
    elif application.state == "eligible":
        runs = [run for run in _runs(application, fact.at) if run.moment != "submission"]
        met = _not_met(runs[-1], fact.at, unknown=True) if runs else {""}
        if any((application.id, key) not in lifted for key in met):
            says = Text("충족하지 않은 요건이 있는데 적합입니다.", "Eligible, though a condition was not met.")
            yield Finding("I3", application.number, says)


def _runs(application: Application, until: datetime) -> list[Run]:
    return list(Run.objects.filter(subject_id=application.id, at__lte=until).order_by("at", "id"))


def _not_met(run: Run, until: datetime, *, unknown: bool = False) -> set[str]:
    """The conditions that failed, by the facts or by an officer up to an instant; the open ones too if asked."""
    failed = set()
    for verdict in Verdict.objects.filter(run=run).select_related("finding"):
        finding = getattr(verdict, "finding", None)
        answer = finding.answer if finding is not None and finding.found_at <= until else verdict.answer
        if answer == "not_met" or (unknown and answer != "met"):
            failed.add(verdict.condition)
    return failed


def _supplements() -> Iterator[Finding]:
    """Due by the program's business days, answered whole and in time; an application waits for none that is over."""
    asked: set[UUID] = set()
    for row in Supplement.objects.select_related("application").prefetch_related("items").order_by("asked_at", "id"):
        notice = program(row.application.program, row.application.program_version)
        days = notice.room("eligibility").value("supplement", "days").value
        if row.due_on != korean_business_days().after(legal_day(row.asked_at), int(str(days))):
            yield _wrong(row, Text("보완 기한이 공고와 다릅니다.", "A supplement is not due as the notice says."))
        if row.state == "asked":
            asked.add(row.application_id)
        if row.state == "answered" and (
            row.closed_at is None
            or legal_day(row.closed_at) > row.due_on
            or any(item.handed_in_at is None for item in row.items.all())
        ):
            yield _wrong(row, Text("보완이 다 제출되지 않았습니다.", "A supplement was answered late or not whole."))
    waiting = set(Application.objects.filter(state="supplement").values_list("id", flat=True))
    for application in Application.objects.filter(id__in=asked ^ waiting).order_by("number"):
        says = Text("보완 중인 신청과 보완요청이 맞지 않습니다.", "An application and its supplement do not agree.")
        yield Finding("I3", application.number, says)


def _wrong(row: Supplement, says: Text) -> Finding:
    return Finding("I3", f"supplement:{row.id}", says)


def _reversals(now: datetime) -> Iterator[Finding]:
    """An upheld objection to a refusal or a return undid it, and nothing else did."""
    undone = {row.objection_id: row for row in Reversal.objects.all()}
    upheld = dict(Objection.objects.filter(state="upheld").values_list("id", "decision"))
    decisions = {row.uid: row for row in Entry.objects.filter(uid__in=upheld.values(), name__in=_UNDONE)}
    for fact in Entry.objects.filter(name="objection.upheld", subject_id__in=upheld).order_by("id"):
        is_owed = upheld[fact.subject_id] in decisions and now - fact.recorded_at >= _ON_ITS_WAY
        if is_owed and fact.subject_id not in undone:
            says = Text("인용된 이의신청이 처리되지 않았습니다.", "An upheld objection undid nothing.")
            yield Finding("I10", f"objection:{fact.subject_id}", says)
    for row in undone.values():
        if upheld.get(row.objection_id) != row.decision:
            says = Text("인용된 이의신청 없이 결정이 취소되었습니다.", "A decision was undone without an objection.")
            yield Finding("I3", f"application:{row.application_id}", says)
