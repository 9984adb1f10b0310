"""I10, I12: each operator's agreement has its facts; nobody took work on for an operator that had none in force."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise

from gonggo.evaluation.models import Panel
from gonggo.journal.models import Entry
from gonggo.kernel.clock import legal_day
from gonggo.kernel.text import Text
from gonggo.operators.models import Operator
from gonggo.wiring.audit.finding import Finding

_STATES = {
    "operator.named": "named",
    "operator.admitted": "admitted",
    "operator.agreed": "agreed",
    "operator.suspended": "suspended",
    "operator.resumed": "agreed",
    "operator.ended": "ended",
}
_WORK = ("consulting.accepted", "consulting.assigned", "consulting.reassigned", "consulting.handed_over")


def check(_: datetime) -> Iterator[Finding]:
    """Every operator beside its facts; everything taken on beside the agreement of its day."""
    facts: dict[tuple[str, str], list[Entry]] = {}
    for entry in Entry.objects.filter(name__in=_STATES).order_by("id").iterator():
        facts.setdefault((entry.program, entry.data["operator"]), []).append(entry)
    for row in Operator.objects.order_by("id").iterator():
        yield from _of_one(row, facts.get((row.program, row.operator), []))
    for entry in Entry.objects.filter(name__in=_WORK).order_by("id").iterator():
        if not _worked(facts.get((entry.program, entry.data["operator"]), []), entry.at):
            yield _without(f"{entry.name} {entry.subject_id}")
    for panel in Panel.objects.exclude(operator="").order_by("id").iterator():
        if not _worked(facts.get((panel.program, panel.operator), []), panel.formed_at):
            yield _without(f"panel:{panel.id}")


def _of_one(row: Operator, told: list[Entry]) -> Iterator[Finding]:
    names = [entry.name for entry in told]
    is_whole = bool(names) and _STATES[names[-1]] == row.state
    if row.number:
        agreed = [entry for entry in told if entry.name == "operator.agreed"]
        is_whole &= len(agreed) == 1 and ("operator.admitted", "operator.agreed") in pairwise(names)
        is_whole &= [entry.data["number"] for entry in agreed] == [row.number]
    if not is_whole:
        says = Text("협약과 처리이력이 맞지 않습니다.", "An operator and the journal do not agree.")
        yield Finding("I10", f"operator:{row.id}", says)


def _worked(told: list[Entry], at: datetime) -> bool:
    """Whether the facts say that an agreement was in force at ``at``."""
    until = [entry for entry in told if entry.at <= at]
    agreed = next((entry for entry in until if entry.name == "operator.agreed"), None)
    if agreed is None or _STATES[until[-1].name] != "agreed":
        return False
    first, last = (date.fromisoformat(agreed.data[name]) for name in ("begins_on", "last_on"))
    return first <= legal_day(at) <= last


def _without(about: str) -> Finding:
    says = Text("협약이 없는 기관이 일을 맡았습니다.", "Work was taken on without an agreement in force.")
    return Finding("I12", about, says)
