"""Pledges, and the three words: by rule when a panel opens, and here by the member or by the applicant."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gonggo.evaluation.definition import Ground
from gonggo.evaluation.models import Conflict, Seat
from gonggo.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Tie:
    """A private interest that a member declares: in which application, on which ground, in their words."""

    application_id: UUID
    ground: Ground
    note: str


def pledge(*, seat_id: UUID, declared: Collection[str], ties: Sequence[Tie], by: Actor, at: datetime) -> Seat:
    """A member declares all that the program asks for and names ties: each becomes a recusal with number and date.

    Once for a seat, before the first document opens. Refuses with: wrong_state, already_pledged, declaration_missing,
    ground_unknown, tie_reason_missing, not_in_panel, conflict_recorded. Raises OutOfReach.
    """
    raise NotImplementedError


def recuse(*, seat_id: UUID, tie: Tie, by: Actor, at: datetime) -> Conflict:
    """A member steps back from an application that they have not scored, with number and date.

    Refuses with: wrong_state, not_in_panel, ground_unknown, tie_reason_missing, conflict_recorded, sheet_filed.
    """
    raise NotImplementedError


def challenge(*, seat_id: UUID, tie: Tie, by: Actor, at: datetime) -> Conflict:
    """The applicant has challenged a member, and whoever convenes the panel takes it: the member does not score it.

    Refuses with: wrong_role, wrong_state, not_in_panel, ground_unknown, tie_reason_missing, conflict_recorded,
    sheet_filed.
    """
    raise NotImplementedError
