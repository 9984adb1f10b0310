"""What the commands of this room share: the first beat, serial numbers, the fact that is recorded."""

from datetime import datetime
from typing import Any
from uuid import UUID

from gonggo.evaluation import queries
from gonggo.evaluation.definition import Stage
from gonggo.evaluation.models import Panel, Seat, Serial
from gonggo.evaluation.states import MOVES, PanelState
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.basis import Basis
from gonggo.kernel.refusal import OutOfReach, Refused


def convened(panel_id: UUID, command: str, *, by: Actor) -> tuple[Panel, PanelState]:
    """The panel, locked, and where ``command`` takes it. Refuses with: wrong_role, wrong_state. Raises OutOfReach."""
    panel = queries.panel_within_reach(panel_id, of=by, lock=True)
    return panel, MOVES.check(command, PanelState(panel.state), by)


def convened_seat(seat_id: UUID, command: str, *, by: Actor) -> Seat:
    """A seat that stands, its panel locked. Refuses with: wrong_role, wrong_state, seat_given_up."""
    panel, _ = convened(_panel_of(seat_id), command, by=by)
    return standing(seat_id, panel)


def standing(seat_id: UUID, panel: Panel) -> Seat:
    """The seat as it is now that the panel is locked. Refuses with: seat_given_up."""
    seat = panel.seats.select_related("evaluator").filter(id=seat_id).first()
    if seat is None:
        raise OutOfReach(f"seat:{seat_id}")
    if seat.ended_at is not None:
        raise Refused("seat_given_up")
    seat.panel = panel
    return seat


def seat_held(seat_id: UUID, *, by: Actor) -> Seat:
    """A seat that stands, its panel locked, whatever state the panel is in. Refuses with: seat_given_up."""
    return standing(seat_id, queries.panel_within_reach(_panel_of(seat_id), of=by, lock=True))


def taken(seat_id: UUID, *, by: Actor) -> Seat:
    """A member's own seat, read once its panel is held. Raises OutOfReach."""
    list(Panel.objects.select_for_update(of=("self",)).filter(seats=seat_id).values_list("id"))
    return queries.seat_within_reach(seat_id, of=by)


def _panel_of(seat_id: UUID) -> UUID:
    found = Seat.objects.filter(id=seat_id).values_list("panel_id", flat=True).first()
    if found is None:
        raise OutOfReach(f"seat:{seat_id}")
    return found


def hold_stage(program_key: str, stage: Stage) -> None:
    """One after the other, whoever plans a stage of a program: to the end of the transaction."""
    _held(f"stage/{program_key}/{stage}")


def next_number(prefix: str) -> str:
    row = _held(f"{prefix}-C")
    row.last += 1
    row.save(update_fields=["last"])
    return f"{row.series}-{row.last:04d}"


def _held(series: str) -> Serial:
    row, _ = Serial.objects.select_for_update().get_or_create(series=series)
    return row


def note(fact: str, panel: Panel, *, by: Actor, at: datetime, basis: Basis | None = None, **data: Any) -> None:
    """The fact is about the panel: an applicant's own timeline holds nothing of it."""
    record(
        fact,
        subject=queries.panel_ref(panel.id),
        by=by,
        at=at,
        basis=basis,
        program=panel.program,
        stage=panel.stage,
        operator=panel.operator,
        **data,
    )
