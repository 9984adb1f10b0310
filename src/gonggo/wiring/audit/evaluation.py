"""I6, I7, I12: results are what the filed sheets give, sheets are as they were filed, nobody in conflict filed one."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from gonggo.applications.models import Party
from gonggo.consulting.models import Visit
from gonggo.evaluation.models import Conflict, Panel, Sheet, StageResult
from gonggo.journal.models import Entry
from gonggo.kernel.text import Text
from gonggo.parties.models import Membership
from gonggo.programs.queries import program
from gonggo.wiring.audit.finding import Finding, said, sha256


def check(now: datetime) -> Iterator[Finding]:  # noqa: ARG001  # every check takes the moment
    """Every sheet and result against the journal, and against one another."""
    sheets = list(Sheet.objects.select_related("seat__evaluator", "seat__panel").order_by("filed_at", "id"))
    by_panel: dict[tuple[UUID, UUID], list[Sheet]] = {}
    for sheet in sheets:
        by_panel.setdefault((sheet.seat.panel_id, sheet.application_id), []).append(sheet)
    yield from _as_filed(sheets)
    for result in StageResult.objects.select_related("panel").order_by("id").iterator():
        yield from _result(result, by_panel.get((result.panel_id, result.application_id), []))
    yield from _as_closed()
    yield from _conflicts(sheets)


def _as_filed(sheets: list[Sheet]) -> Iterator[Finding]:
    told = {
        (row.data["seat"], row.data["application"]): row.data["digest"]
        for row in Entry.objects.filter(name="evaluation.sheet_filed")
    }
    for sheet in sheets:
        content = {
            "sheet": str(sheet.id),
            "points": sheet.points,
            "opinion": sheet.opinion,
            "finding": sheet.finding,
            "money_flag": sheet.money_flag,
        }
        if told.pop((str(sheet.seat_id), str(sheet.application_id)), None) != sha256(said(content)):
            says = Text("평가표가 제출된 때와 다릅니다.", "The sheet is not as it was filed.")
            yield Finding("I7", f"sheet:{sheet.id}", says)
    for seat, _ in told:
        yield Finding("I7", f"seat:{seat}", Text("제출된 평가표가 없습니다.", "A sheet that was filed is gone."))


def _result(result: StageResult, sheets: list[Sheet]) -> Iterator[Finding]:
    """The rules are read from the program again: the mean times its count is the sum, so nothing is divided."""
    groups = {group.key: group for group in _section(result.panel).groups}
    values: dict[str, Any] = {value.key: value.value for value in groups[result.stage].values}
    least = next(value.value for value in groups["scores"].values if value.key == "drop-from")
    totals = sorted(sum(sheet.points[key] for key in values["items"]) for sheet in sheets)
    if len(totals) >= int(str(least)):
        totals = totals[1 : len(totals) - 1]
    mean_holds = bool(totals) and result.numerator * len(totals) == sum(totals) * result.denominator
    if "pass" in values:
        passes = bool(totals) and sum(totals) >= values["pass"] * len(totals)
    else:
        sound = sum(sheet.finding == "sound" for sheet in sheets)
        even = 2 * sound == len(sheets)
        passes = result.finding == "sound" if even else 2 * sound > len(sheets)
    if not mean_holds or result.passed != passes:
        says = Text("평가 결과가 제출된 평가표와 다릅니다.", "The result is not what the filed sheets give.")
        yield Finding("I12", f"application:{result.application_id}", says)


def _section(panel: Panel) -> Any:
    return program(panel.program, panel.program_version).room("evaluation")


def _as_closed() -> Iterator[Finding]:
    decided: dict[UUID, list[StageResult]] = {}
    for result in StageResult.objects.all():
        decided.setdefault(result.panel_id, []).append(result)
    told = {
        row.subject_id: row.data["digest"]
        for row in Entry.objects.filter(name="evaluation.panel_closed").order_by("id")
    }
    for panel in Panel.objects.order_by("id"):
        rows = [
            [str(one.application_id), one.numerator, one.denominator, one.passed, one.finding]
            for one in sorted(decided.get(panel.id, []), key=lambda one: str(one.application_id))
        ]
        closed = sha256(said(rows)) if panel.state == "closed" else None
        if told.get(panel.id) != closed or (rows and panel.state != "closed"):
            says = Text("결과가 평가를 끝낸 때와 다릅니다.", "The results are not those of the closing.")
            yield Finding("I7", f"panel:{panel.id}", says)


def _conflicts(sheets: list[Sheet]) -> Iterator[Finding]:
    companies: dict[UUID, set[UUID]] = {}
    for application_id, company_id in Party.objects.filter(state="joined", company_id__isnull=False).values_list(
        "application_id", "company_id"
    ):
        if company_id is not None:
            companies.setdefault(application_id, set()).add(company_id)
    recorded = set(Conflict.objects.values_list("evaluator_id", "application_id"))
    visits = set(Visit.objects.filter(ended_on=None).values_list("expert_id", "request__company_id"))
    belonging: dict[UUID, list[Membership]] = {}
    for row in Membership.objects.filter(company_id__isnull=False):
        belonging.setdefault(row.person_id, []).append(row)
    for sheet in sheets:
        person, own = sheet.seat.evaluator.person_id, companies.get(sheet.application_id, set())
        worked = any(
            row.company_id in own
            and row.since_at <= sheet.filed_at
            and (row.until_at is None or (sheet.filed_at - row.until_at).days < 3 * 365)
            for row in belonging.get(person, [])
        )
        consulted = any((person, company) in visits for company in own)
        if worked or consulted or (sheet.seat.evaluator_id, sheet.application_id) in recorded:
            says = Text("제척·기피·회피한 위원의 평가표입니다.", "Somebody in conflict filed this sheet.")
            yield Finding("I6", f"sheet:{sheet.id}", says)
