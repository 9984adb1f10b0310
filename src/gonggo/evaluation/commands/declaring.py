"""Pledges, and the three words: by rule when a panel opens, and here by the member or by the applicant."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.evaluation.commands.moving import next_number, note, seat_held, taken
from gonggo.evaluation.definition import Ground, Rules, Word
from gonggo.evaluation.models import Conflict, Seat, Sheet
from gonggo.evaluation.queries.bench import rules_for
from gonggo.evaluation.states import CONVENERS, PanelState
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused, written
from gonggo.parties import queries as parties

MOST_NOTE = 500


@dataclass(frozen=True, slots=True)
class Tie:
    """A private interest that a member declares: in which application, on which ground, in their words."""

    application_id: UUID
    ground: Ground
    note: str


@transaction.atomic
def pledge(*, seat_id: UUID, declared: Collection[str], ties: Sequence[Tie], by: Actor, at: datetime) -> Seat:
    """A member declares all that the program asks for and names ties: each becomes a recusal with number and date.

    Once for a seat, before the first document opens. Refuses with: wrong_state, already_pledged, declaration_missing,
    ground_unknown, tie_reason_missing, not_in_panel, conflict_recorded. Raises OutOfReach.
    """
    seat = taken(seat_id, by=by)
    rules, _ = rules_for(seat.panel)
    _check_not_closed(seat)
    if seat.pledged_at is not None:
        raise Refused("already_pledged", rules.pledging)
    if set(declared) != {one.key for one in rules.declarations}:
        raise Refused("declaration_missing", rules.pledging, field="declared")
    for tie in ties:
        _record(seat, tie, Word.RECUSED, rules, by=by, at=at)

    seat.pledged_at = at
    seat.save(update_fields=["pledged_at"])
    note(
        "evaluation.pledged",
        seat.panel,
        by=by,
        at=at,
        basis=rules.pledging,
        seat=str(seat.id),
        declared=sorted(declared),
        ties=len(ties),
    )
    return seat


@transaction.atomic
def recuse(*, seat_id: UUID, tie: Tie, by: Actor, at: datetime) -> Conflict:
    """A member steps back from an application that they have not scored, with number and date.

    Refuses with: wrong_state, not_in_panel, ground_unknown, tie_reason_missing, conflict_recorded, sheet_filed.
    Raises OutOfReach.
    """
    seat = taken(seat_id, by=by)
    _check_not_closed(seat)
    return _record(seat, tie, Word.RECUSED, rules_for(seat.panel)[0], by=by, at=at)


@transaction.atomic
def challenge(*, seat_id: UUID, tie: Tie, by: Actor, at: datetime) -> Conflict:
    """The applicant has challenged a member, and whoever convenes the panel takes it: the member does not score it.

    Refuses with: wrong_role, wrong_state, seat_given_up, not_in_panel, ground_unknown, tie_reason_missing,
    conflict_recorded, sheet_filed. Raises OutOfReach.
    """
    if by.role not in CONVENERS:
        raise Refused("wrong_role")
    seat = seat_held(seat_id, by=by)
    _check_not_closed(seat)
    return _record(seat, tie, Word.CHALLENGED, rules_for(seat.panel)[0], by=by, at=at)


def _check_not_closed(seat: Seat) -> None:
    if seat.panel.state == PanelState.CLOSED:
        raise Refused("wrong_state", state=seat.panel.state)


def _record(seat: Seat, tie: Tie, word: Word, rules: Rules, *, by: Actor, at: datetime) -> Conflict:
    if not seat.panel.assessed.filter(application_id=tie.application_id, ended_at=None).exists():
        raise Refused("not_in_panel", field="application")
    if tie.ground not in rules.grounds:
        raise Refused("ground_unknown", rules.conflict, field="ground")
    said = written(tie.note, "tie_reason_missing", rules.conflict, most=MOST_NOTE, field="note")
    if Conflict.objects.filter(evaluator=seat.evaluator, application_id=tie.application_id).exists():
        raise Refused("conflict_recorded", field="application")
    if Sheet.objects.filter(seat=seat, application_id=tie.application_id).exists():
        raise Refused("sheet_filed", field="application")
    conflict = Conflict.objects.create(
        evaluator=seat.evaluator,
        application_id=tie.application_id,
        word=word,
        ground=tie.ground,
        number=next_number(rules.program.number_prefix),
        on=legal_day(at),
        note=said,
        recorded_by=parties.person_behind(by),
        recorded_at=at,
    )
    note(
        f"evaluation.{word}",
        seat.panel,
        by=by,
        at=at,
        basis=rules.section.value("conflicts", "declaration").basis,
        seat=str(seat.id),
        application=str(tie.application_id),
        ground=tie.ground,
        number=conflict.number,
    )
    return conflict
