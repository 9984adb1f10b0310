"""The first beat of every command: the application as this actor may change it."""

from uuid import UUID

from gonggo.applications import form
from gonggo.applications.models import Application, Party
from gonggo.applications.states import PartyState
from gonggo.kernel.actor import Actor, writer
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import queries as parties


def as_writer(application_id: UUID, by: Actor, *, lock: bool = False) -> tuple[Application, form.Member]:
    """The application and the actor's own party in it, for one who writes for that party at this very moment.

    The membership is held until the command ends: whoever takes it away waits, and what was given meanwhile dies with
    the epoch that is raised after. ``lock`` holds the application too. Refuses with: wrong_role. Raises OutOfReach.
    """
    joined = Party.objects.select_related("application").filter(application_id=application_id, state=PartyState.JOINED)
    if lock:
        joined = joined.select_for_update(of=("self", "application"))
    party = joined.filter(company_id=by.company_id).first() if by.company_id else None
    if party is None or party.company_id is None:
        raise OutOfReach(f"application:{application_id}")
    writer(by)
    parties.hold_membership(by)
    return party.application, form.Member(party.company_id, party.brn, party.role, party.is_lead)


def as_lead(application_id: UUID, by: Actor) -> Application:
    """The application, locked, for a writer of its lead adopter. Refuses with: wrong_role, lead_company_only."""
    application, member = as_writer(application_id, by, lock=True)
    if not member.is_lead:
        raise Refused("lead_company_only")
    return application
