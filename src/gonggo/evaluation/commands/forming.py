"""Panels are formed by hand: who sits, what they score."""

from datetime import date, datetime
from uuid import UUID

from gonggo.evaluation.definition import Part, Stage
from gonggo.evaluation.models import Assessed, Panel, Seat
from gonggo.kernel.actor import Actor


def form_panel(*, program_key: str, stage: Stage, operator: str, name: str, on: date, by: Actor, at: datetime) -> Panel:
    """A panel of one stage on one day; ``operator`` names whose experts visit, empty for a committee.

    Refuses with: wrong_role, evaluation_not_offered, stage_unknown, stage_skipped, panel_operator_unknown,
    panel_name_missing, panel_day_past.
    """
    raise NotImplementedError


def seat(*, panel_id: UUID, evaluator_id: UUID, part: Part, by: Actor, at: datetime) -> Seat:
    """An evaluator takes a seat in a panel that is forming.

    Refuses with: wrong_role, wrong_state, evaluator_not_here, seat_taken, panel_full, part_wrong,
    evaluator_in_conflict (a visit: both must be free of conflict with everything before the panel).
    """
    raise NotImplementedError


def unseat(*, seat_id: UUID, by: Actor, at: datetime) -> Seat:
    """A seat in a panel that is forming is given up. Refuses with: wrong_role, wrong_state, seat_given_up."""
    raise NotImplementedError


def substitute(*, seat_id: UUID, evaluator_id: UUID, by: Actor, at: datetime) -> Seat:
    """Another evaluator takes the seat of one who cannot come, in a panel that is open and before any sheet of theirs.

    Refuses with what ``seat`` does, and with: seat_given_up, seat_has_filed.
    """
    raise NotImplementedError


def put(*, panel_id: UUID, application_id: UUID, by: Actor, at: datetime) -> Assessed:
    """An application goes before a panel that is forming: a visit is told of as many days ahead as the program says.

    Refuses with: wrong_role, wrong_state, stage_skipped, not_due_for_stage, already_put, visit_too_soon,
    not_crossed, evaluator_in_conflict. Raises OutOfReach.
    """
    raise NotImplementedError


def take_out(*, panel_id: UUID, application_id: UUID, by: Actor, at: datetime) -> Assessed:
    """An application is taken from a panel that is forming. Refuses with: wrong_role, wrong_state, not_in_panel."""
    raise NotImplementedError


def set_aside(*, panel_id: UUID, application_id: UUID, by: Actor, at: datetime) -> Assessed:
    """An application that an open panel can no longer decide, too few being free of conflict, is freed for another.

    Refuses with: wrong_role, wrong_state, not_in_panel, panel_can_decide.
    """
    raise NotImplementedError
