"""A panel opens, elects its chair, closes; closing decides."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.evaluation.commands.moving import convened, next_number, note, standing
from gonggo.evaluation.definition import Finding, Part, Sector
from gonggo.evaluation.models import Conflict, Panel, Seat, Sheet, StageResult
from gonggo.evaluation.queries.bench import Bench, bench, rules_for
from gonggo.evaluation.rules import exact_mean, found, lacking, reaches
from gonggo.kernel.actor import Actor
from gonggo.kernel.canonical import digest
from gonggo.kernel.clock import SEOUL, legal_day
from gonggo.kernel.refusal import Refused


@transaction.atomic
def open_panel(*, panel_id: UUID, by: Actor, at: datetime) -> Panel:
    """The panel opens: from now on its members read and score; disqualifications by rule are recorded.

    Refuses with: wrong_role, wrong_state, evaluation_not_begun, panel_empty, panel_too_small, panel_lacks_sector,
    pledge_missing, too_few_free.
    """
    panel, state = convened(panel_id, "open_panel", by=by)
    sitting = bench(panel)
    rules = sitting.rules
    if at < rules.opens_at:
        raise Refused("evaluation_not_begun", rules.opening, opens=rules.opens_at.astimezone(SEOUL))
    if not sitting.applications:
        raise Refused("panel_empty")
    _check_seats(sitting)
    _check_free(sitting)

    _disqualify(sitting, at=at)
    panel.state, panel.opened_at = state, at
    panel.save(update_fields=["state", "opened_at"])
    note("evaluation.panel_opened", panel, by=by, at=at, basis=rules.opening, applications=len(sitting.applications))
    return panel


@transaction.atomic
def elect_chair(*, panel_id: UUID, seat_id: UUID, by: Actor, at: datetime) -> Panel:
    """The members present have elected their chair. Once a sheet is filed another is not put in the chair's place.

    Refuses with: wrong_role, wrong_state, no_chair_here, seat_given_up, pledge_missing, chair_too_late.
    """
    panel, _ = convened(panel_id, "elect_chair", by=by)
    rules, stage = rules_for(panel)
    basis = rules.section.value("committee", "chair").basis
    if not stage.by_committee:
        raise Refused("no_chair_here", basis)
    elected = standing(seat_id, panel)
    if elected.pledged_at is None:
        raise Refused("pledge_missing", rules.pledging)
    if panel.chair_id is not None and Sheet.objects.filter(seat__panel=panel).exists():
        raise Refused("chair_too_late", basis)

    panel.chair_id = elected.id
    panel.save(update_fields=["chair_id"])
    note("evaluation.chair_elected", panel, by=by, at=at, basis=basis, seat=str(elected.id))
    return panel


@transaction.atomic
def close_panel(*, panel_id: UUID, by: Actor, at: datetime) -> list[StageResult]:
    """The panel closes and decides each of its applications; scores show from now on and never change.

    Refuses with: wrong_role, wrong_state, chair_missing, sheets_missing.
    """
    panel, state = convened(panel_id, "close_panel", by=by)
    sitting = bench(panel)
    if sitting.stage.by_committee and panel.chair_id is None:
        raise Refused("chair_missing", sitting.rules.section.value("committee", "chair").basis)
    filed: dict[UUID, list[Sheet]] = {one.id: [] for one in sitting.applications}
    for sheet in Sheet.objects.filter(seat__panel=panel, application_id__in=filed).select_related("seat"):
        filed[sheet.application_id].append(sheet)
    _check_filed(sitting, filed)

    results = StageResult.objects.bulk_create(
        _result(sitting, application_id, sheets, at)
        for application_id, sheets in sorted(filed.items(), key=lambda row: str(row[0]))
    )
    panel.state, panel.closed_at = state, at
    panel.save(update_fields=["state", "closed_at"])
    decided = digest([[str(r.application_id), r.numerator, r.denominator, r.passed, r.finding] for r in results])
    note(
        "evaluation.panel_closed", panel, by=by, at=at, basis=sitting.stage.clause, results=len(results), digest=decided
    )
    return results


def _check_seats(sitting: Bench) -> None:
    rules, seats = sitting.rules, sitting.seats
    if not sitting.stage.by_committee:
        if len(seats) < sitting.needed:
            raise Refused("panel_too_small", sitting.stage.basis("experts"), least=sitting.needed)
        return
    least, basis = rules.number("committee", "least")
    if len(seats) < least:
        raise Refused("panel_too_small", basis, least=least)
    each, basis = rules.number("committee", "sector-least")
    if lacking((Sector(seat.evaluator.sector) for seat in seats), needed=rules.sectors, least=each):
        sectors = rules.section.value("committee", "sectors").says
        raise Refused("panel_lacks_sector", basis, each=each, sectors=sectors)


def _check_free(sitting: Bench) -> None:
    """Of each application: enough who have pledged and are free of conflict."""
    pledged = [seat for seat in sitting.seats if seat.pledged_at is not None]
    if len(pledged) < sitting.needed:
        raise Refused("pledge_missing", sitting.rules.pledging)
    for application in sitting.applications:
        free = [seat for seat in sitting.free(application.id) if seat.pledged_at is not None]
        if len(free) < sitting.needed:
            raise Refused("too_few_free", sitting.rules.conflict, number=application.number, needed=sitting.needed)


def _disqualify(sitting: Bench, *, at: datetime) -> None:
    """What the rule finds goes on record when the panel opens; what was declared is on record already."""
    for seat in sitting.seats:
        for application in sitting.applications:
            tied = sitting.tie(seat, application.id)
            if tied is not None and not tied.number:
                Conflict.objects.create(
                    evaluator=seat.evaluator,
                    application_id=application.id,
                    word=tied.word,
                    ground=tied.ground,
                    number=next_number(sitting.rules.program.number_prefix),
                    on=legal_day(at),
                    recorded_at=at,
                )


def _check_filed(sitting: Bench, filed: dict[UUID, list[Sheet]]) -> None:
    """Enough sheets for each application, and every one of whoever filed any: nobody scores a part of what they may."""
    present = {sheet.seat_id for sheets in filed.values() for sheet in sheets}
    for application in sitting.applications:
        have = {sheet.seat_id for sheet in filed[application.id]}
        owed = {seat.id for seat in sitting.free(application.id) if seat.id in present} - have
        if owed or len(have) < sitting.needed:
            missing = max(len(owed), sitting.needed - len(have))
            raise Refused("sheets_missing", sitting.stage.clause, number=application.number, missing=missing)


def _result(sitting: Bench, application_id: UUID, sheets: list[Sheet], at: datetime) -> StageResult:
    stage, speaks = sitting.stage, _speaker(sitting, sheets)
    mean = exact_mean([sum(sheet.points.values()) for sheet in sheets], drop_from=sitting.rules.drop_from)
    finding = found([Finding(one.finding) for one in sheets], Finding(speaks.finding)) if stage.finds else None
    passed = reaches(mean, stage.mark.points) if stage.mark else finding is Finding.SOUND
    return StageResult(
        program=sitting.panel.program,
        application_id=application_id,
        stage=stage.stage,
        panel=sitting.panel,
        numerator=mean.numerator,
        denominator=mean.denominator,
        passed=passed,
        finding=finding or "",
        opinion=speaks.opinion,
        money_flag=any(sheet.money_flag for sheet in sheets),
        decided_at=at,
    )


def _speaker(sitting: Bench, sheets: list[Sheet]) -> Sheet:
    """Whose opinion stands for the panel's: the first visitor's, the chair's, else the first seated's who scored."""

    def order(sheet: Sheet) -> tuple[bool, datetime, UUID]:
        seat: Seat = sheet.seat
        leads = seat.part == Part.FIRST or seat.id == sitting.panel.chair_id
        return (not leads, seat.seated_at, seat.id)

    return min(sheets, key=order)
