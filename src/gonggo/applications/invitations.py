"""Invitations into an application, as the company that was asked may see them before it is in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gonggo.applications.models import Party
from gonggo.applications.states import PartyState
from gonggo.kernel.refusal import OutOfReach


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who asks whom into what, and nothing of what is written there."""

    party_id: UUID
    application_id: UUID
    program: str
    program_version: int
    number: str
    role: str
    brn: str
    lead_company_id: UUID
    state: PartyState
    invited_at: datetime


def _invitation(row: Party) -> Invitation:
    of = row.application
    return Invitation(
        row.id,
        of.id,
        of.program,
        of.program_version,
        of.number,
        row.role,
        row.brn,
        of.lead_company_id,
        PartyState(row.state),
        row.invited_at,
    )


def invitation(party_id: UUID) -> Invitation:
    """The invitation whose link one holds, whatever became of it. One statement. Raises OutOfReach."""
    row = Party.objects.select_related("application").filter(pk=party_id, is_lead=False).first()
    if row is None:
        raise OutOfReach(f"party:{party_id}")
    return _invitation(row)


def invitations_to(brn: str) -> list[Invitation]:
    """What a company was asked and has not answered, the oldest first. One statement."""
    rows = Party.objects.select_related("application").filter(brn=brn, state=PartyState.INVITED)
    return [_invitation(row) for row in rows.order_by("invited_at")]
