"""What the commands of this room share: who writes for which company, and the fact that is recorded."""

from datetime import datetime
from typing import Any
from uuid import UUID

from gonggo.aftercare.models import Aftercare
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor, writer
from gonggo.kernel.basis import Basis
from gonggo.parties import queries as parties


def as_writer(by: Actor) -> tuple[UUID, UUID]:
    """The person and the company written for, who is a member at this very moment. Refuses with: wrong_role."""
    person_id, company_id = writer(by)
    parties.hold_membership(by)
    return person_id, company_id


def note(fact: str, row: Aftercare, *, by: Actor, at: datetime, basis: Basis | None = None, **data: Any) -> None:
    said = {"aftercare": str(row.id), "application": str(row.application_id)}
    record(fact, subject=row.ref, by=by, at=at, basis=basis, program=row.program, **said, **data)
