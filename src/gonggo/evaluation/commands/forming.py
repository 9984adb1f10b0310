"""Panels are formed by hand: who sits, what they score."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from gonggo.applications.models import Application
from gonggo.applications.queries import within_reach as application_within_reach
from gonggo.evaluation import queries
from gonggo.evaluation.commands.moving import convened, convened_seat, hold_stage, note
from gonggo.evaluation.definition import Part, Rules, Stage, StageRules, rules_of
from gonggo.evaluation.models import Assessed, Evaluator, Panel, Seat, Sheet
from gonggo.evaluation.queries.bench import Bench, bench, rules_for
from gonggo.evaluation.queries.ties import known
from gonggo.evaluation.states import AGENCY_CONVENERS, CONVENERS
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused
from gonggo.operators.queries import check_agreed
from gonggo.parties import queries as parties
from gonggo.programs.queries import program as program_in_force

MOST_NAME = 120


@transaction.atomic
def form_panel(*, program_key: str, stage: Stage, operator: str, name: str, on: date, by: Actor, at: datetime) -> Panel:
    """A panel of one stage on one day; ``operator`` names whose experts visit, empty for a committee.

    Refuses with: wrong_role, evaluation_not_offered, stage_unknown, stage_skipped, panel_operator_unknown,
    panel_name_missing, panel_day_past, operator_not_agreed.
    """
    program = program_in_force(program_key)
    rules = rules_of(program)
    _check_operator(rules, rules.stage(stage), operator, by)
    if operator:
        check_agreed(program_key, operator, on=legal_day(at))
    hold_stage(program_key, stage)
    check_not_skipped(program_key, stage)
    if not 0 < len(name.strip()) <= MOST_NAME:
        raise Refused("panel_name_missing", field="name", most=MOST_NAME)
    if on < legal_day(at):
        raise Refused("panel_day_past", field="on", today=legal_day(at))

    panel = Panel.objects.create(
        program=program.key,
        program_version=program.version,
        stage=stage,
        operator=operator,
        name=name.strip(),
        on=on,
        formed_by=parties.person_behind(by),
        formed_at=at,
    )
    note("evaluation.panel_formed", panel, by=by, at=at, basis=rules.stage(stage).clause, on=on.isoformat())
    return panel


@transaction.atomic
def seat(*, panel_id: UUID, evaluator_id: UUID, part: Part, by: Actor, at: datetime) -> Seat:
    """An evaluator takes a seat in a panel that is forming.

    Refuses with: wrong_role, wrong_state, evaluator_not_here, seat_taken, panel_full, part_wrong,
    evaluator_in_conflict (a visit: both must be free of conflict with everything before the panel).
    """
    panel, _ = convened(panel_id, "seat", by=by)
    return _seat(bench(panel), evaluator_id, part, by=by, at=at)


@transaction.atomic
def unseat(*, seat_id: UUID, by: Actor, at: datetime) -> Seat:
    """A seat in a panel that is forming is given up. Refuses with: wrong_role, wrong_state, seat_given_up."""
    given_up = convened_seat(seat_id, "unseat", by=by)
    _give_up(given_up, by=by, at=at)
    return given_up


@transaction.atomic
def substitute(*, seat_id: UUID, evaluator_id: UUID, by: Actor, at: datetime) -> Seat:
    """Another evaluator takes the seat of one who cannot come, in a panel that is open and before any sheet of theirs.

    Refuses with what ``seat`` does, and with: seat_given_up, seat_has_filed.
    """
    given_up = convened_seat(seat_id, "substitute", by=by)
    if given_up.sheets.exists():
        raise Refused("seat_has_filed")
    _give_up(given_up, by=by, at=at)
    return _seat(bench(given_up.panel), evaluator_id, Part(given_up.part), by=by, at=at)


@transaction.atomic
def put(*, panel_id: UUID, application_id: UUID, by: Actor, at: datetime) -> Assessed:
    """An application goes before a panel that is forming: a visit is told of as many days ahead as the program says.

    Refuses with: wrong_role, wrong_state, stage_skipped, not_due_for_stage, already_put, visit_too_soon,
    not_crossed, evaluator_in_conflict. Raises OutOfReach.
    """
    (assessed,) = put_all({panel_id: [application_id]}, by=by, at=at)
    return assessed


@transaction.atomic
def put_all(wanted: dict[UUID, list[UUID]], *, by: Actor, at: datetime) -> list[Assessed]:
    """panel → applications: all are put, or none; panels of one stage. Refuses as ``put``."""
    panels = [convened(panel_id, "put", by=by)[0] for panel_id in sorted(wanted)]
    applications = {one: application_within_reach(one, of=by) for ones in wanted.values() for one in ones}
    done: list[Assessed] = []
    for panel in panels:
        hold_stage(panel.program, Stage(panel.stage))
        rules, stage = rules_for(panel)
        _check_due(panel, rules, stage, wanted[panel.id], at=at)
        seats = list(panel.seats.filter(ended_at=None).select_related("evaluator"))
        chosen = [applications[one] for one in wanted[panel.id]]
        ties = known([one.evaluator for one in seats], chosen, rules=rules)
        for application in chosen:
            _check_crossed(panel, rules, stage, application)
            for one in seats:
                tied = ties.between(one.evaluator_id, application.id, stage=stage, on=panel.on)
                if tied is not None and not stage.by_committee:
                    raise Refused("evaluator_in_conflict", rules.conflict, field="application")
            done.append(_put(panel, application, by=by, at=at))
    return done


@transaction.atomic
def take_out(*, panel_id: UUID, application_id: UUID, by: Actor, at: datetime) -> Assessed:
    """An application is taken from a panel that is forming. Refuses with: wrong_role, wrong_state, not_in_panel."""
    panel, _ = convened(panel_id, "take_out", by=by)
    return _end(panel, application_id, "evaluation.taken_out", by=by, at=at)


@transaction.atomic
def set_aside(*, panel_id: UUID, application_id: UUID, by: Actor, at: datetime) -> Assessed:
    """An application that an open panel can no longer decide, too few being free of conflict, is freed for another.

    Refuses with: wrong_role, wrong_state, not_in_panel, panel_can_decide.
    """
    panel, _ = convened(panel_id, "set_aside", by=by)
    sitting = bench(panel)
    if application_id in {one.id for one in sitting.applications} and _can_decide(sitting, application_id):
        raise Refused("panel_can_decide")
    return _end(panel, application_id, "evaluation.set_aside", by=by, at=at)


def check_not_skipped(program_key: str, stage: Stage) -> None:
    """Refuses with: stage_skipped."""
    if stage in queries.skipped(program_key):
        raise Refused("stage_skipped")


def _check_operator(rules: Rules, stage: StageRules, operator: str, by: Actor) -> None:
    if by.role not in CONVENERS:
        raise Refused("wrong_role")
    if by.role not in AGENCY_CONVENERS:
        agency = parties.agency_by_key(operator) if operator else None
        if agency is None or agency.ref != by.organisation:
            raise Refused("wrong_role")
    known_here = operator in {one.key for one in rules.program.operators}
    if (stage.by_committee and operator) or (not stage.by_committee and not known_here):
        raise Refused("panel_operator_unknown", stage.basis("by"), field="operator")


def _seat(sitting: Bench, evaluator_id: UUID, part: Part, *, by: Actor, at: datetime) -> Seat:
    panel, rules, stage = sitting.panel, sitting.rules, sitting.stage
    evaluator = (
        Evaluator.objects.select_for_update()
        .filter(id=evaluator_id, program=panel.program, operator=panel.operator, ended_at=None)
        .first()
    )
    if evaluator is None:
        raise Refused("evaluator_not_here", field="evaluator")
    if (part is Part.MEMBER) != stage.by_committee:
        raise Refused("part_wrong", field="part")
    if any(one.evaluator_id == evaluator_id or (one.part == part != Part.MEMBER) for one in sitting.seats):
        raise Refused("seat_taken", field="evaluator")
    if stage.by_committee:
        most, basis = rules.number("committee", "most")
        if len(sitting.seats) >= most:
            raise Refused("panel_full", basis, most=most)
    else:
        ties = known([evaluator], sitting.applications, rules=rules)
        if any(ties.between(evaluator.id, one.id, stage=stage, on=panel.on) for one in sitting.applications):
            raise Refused("evaluator_in_conflict", rules.conflict, field="evaluator")

    seated = Seat.objects.create(panel=panel, evaluator=evaluator, part=part, seated_at=at)
    note("evaluation.seated", panel, by=by, at=at, seat=str(seated.id), person=str(evaluator.person_id), part=part)
    return seated


def _give_up(given_up: Seat, *, by: Actor, at: datetime) -> None:
    given_up.ended_at = at
    given_up.save(update_fields=["ended_at"])
    if given_up.panel.chair_id == given_up.id:
        given_up.panel.chair_id = None
        given_up.panel.save(update_fields=["chair_id"])
    person = str(given_up.evaluator.person_id)
    note("evaluation.seat_given_up", given_up.panel, by=by, at=at, seat=str(given_up.id), person=person)


def _check_due(panel: Panel, rules: Rules, stage: StageRules, wanted: list[UUID], *, at: datetime) -> None:
    check_not_skipped(panel.program, stage.stage)
    if Assessed.objects.filter(application_id__in=wanted, stage=stage.stage, ended_at=None).exists():
        raise Refused("already_put", field="application")
    if not set(wanted) <= queries.passed_until(rules, stage.stage):
        raise Refused("not_due_for_stage", stage.clause, field="application")
    if panel.on < legal_day(at) + timedelta(days=stage.notice_days):
        raise Refused("visit_too_soon", stage.basis("notice-days"), days=stage.notice_days, on=panel.on)


def _check_crossed(panel: Panel, rules: Rules, stage: StageRules, application: Application) -> None:
    if not stage.by_committee and not rules.crossed and application.operator != panel.operator:
        raise Refused("not_crossed", field="application")


def _put(panel: Panel, application: Application, *, by: Actor, at: datetime) -> Assessed:
    assessed = Assessed.objects.create(panel=panel, stage=panel.stage, application_id=application.id, put_at=at)
    note("evaluation.put", panel, by=by, at=at, application=str(application.id), on=panel.on.isoformat())
    return assessed


def _end(panel: Panel, application_id: UUID, fact: str, *, by: Actor, at: datetime) -> Assessed:
    assessed = panel.assessed.filter(application_id=application_id, ended_at=None).first()
    if assessed is None:
        raise Refused("not_in_panel", field="application")
    assessed.ended_at = at
    assessed.save(update_fields=["ended_at"])
    note(fact, panel, by=by, at=at, application=str(application_id))
    return assessed


def _can_decide(sitting: Bench, application_id: UUID) -> bool:
    """Enough are free of conflict, those counted too who have filed already."""
    filed = set(
        Sheet.objects.filter(seat__panel=sitting.panel, application_id=application_id).values_list("seat_id", flat=True)
    )
    return len(filed | {one.id for one in sitting.free(application_id)}) >= sitting.needed
