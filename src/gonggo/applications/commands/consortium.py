"""Companies come into an application and leave it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.applications import form, queries
from gonggo.applications.commands.reach import as_lead
from gonggo.applications.models import Application, Party
from gonggo.applications.states import PARTY_MOVES, PartyState
from gonggo.intake import commands as door
from gonggo.intake import queries as gates
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused, written
from gonggo.parties import queries as parties
from gonggo.parties import rules
from gonggo.programs.definition import PartyRole


@transaction.atomic
def invite_party(*, application_id: UUID, role: str, brn: str, email: str, by: Actor, at: datetime) -> Party:
    """The lead adopter asks a company to take part. Only a company of this number can answer.

    Refuses with: wrong_role, lead_company_only, consortium_closed, party_role_unknown, brn_invalid, party_twice,
    party_no_room.
    """
    application = as_lead(application_id, by)
    check_open(application, at)
    program = queries.program_of(application)
    if role not in {label.key for label in program.roles}:
        raise Refused("party_role_unknown", field="role")
    standing = application.parties.filter(state__in=[PartyState.INVITED, PartyState.JOINED], role=role)
    full = form.room_for(program, role, standing.count())
    if full is not None:
        raise Refused("party_no_room", full, field="role")
    return _invite(application, role, brn, email, by, at)


@transaction.atomic
def exchange_party(
    *, application_id: UUID, party_id: UUID, brn: str, email: str, reason: str, by: Actor, at: datetime
) -> Party:
    """The lead adopter has one supplier go and asks another into its place; both, the reason and the moment stay on
    record. What was checked can no longer be submitted.

    Refuses with: wrong_role, lead_company_only, consortium_closed, exchange_supplier_only, exchange_reason_missing,
    wrong_state, brn_invalid, party_twice.
    """
    application = as_lead(application_id, by)
    check_open(application, at)
    leaving = application.parties.filter(pk=party_id).first()
    if leaving is None:
        raise OutOfReach(f"party:{party_id}")
    if leaving.role != PartyRole.SUPPLIER:
        raise Refused("exchange_supplier_only")
    why = written(reason, "exchange_reason_missing")
    was_joined = leaving.state == PartyState.JOINED
    leaving.state = PARTY_MOVES.check("remove_party", PartyState(leaving.state), by)
    if rules.brn(brn) == leaving.brn:
        raise Refused("party_twice", field="brn")
    leaving.ended_at, leaving.end_reason = at, why
    leaving.save(update_fields=["state", "ended_at", "end_reason"])
    _close_sections(leaving, at)
    coming = _invite(application, leaving.role, brn, email, by, at, replaces=leaving)
    record(
        "application.party_exchanged",
        subject=queries.ref_of(application.id),
        by=by,
        at=at,
        program=application.program,
        party=str(coming.id),
        role=leaving.role,
        left=str(leaving.id),
        reason=why,
    )
    if was_joined:
        door.break_seal(queries.ref_of(application.id))  # before the house commits: the door must not be behind
    return coming


def _invite(  # noqa: PLR0917  # as invite_party has them
    application: Application, role: str, brn: str, email: str, by: Actor, at: datetime, replaces: Party | None = None
) -> Party:
    number = rules.brn(brn)
    standing = application.parties.filter(state__in=[PartyState.INVITED, PartyState.JOINED])
    if standing.filter(brn=number).exists():
        raise Refused("party_twice", field="brn")
    party = Party.objects.create(
        application=application,
        role=role,
        brn=number,
        state=PartyState.INVITED,
        email=email,
        invited_by=by.person_id,
        invited_at=at,
        replaces=replaces,
    )
    _record_party("application.party_invited", party, by, at)
    return party


def _close_sections(party: Party, at: datetime) -> None:
    """A company that goes writes nobody's pages any longer, nor its own: its people's rights at the door end."""
    subject = queries.ref_of(party.application_id)
    if party.company_id is None:
        return
    party.application.opened_sections.filter(company_id=party.company_id, closed_at=None).update(closed_at=at)
    for member in parties.members_of(Ref(Kind.COMPANY, party.company_id)):
        door.raise_person_epoch(subject, member.person_id)


def check_open(application: Application, at: datetime) -> None:
    """The companies of an application are what they were at the deadline in force: its receipt names them."""
    gate = gates.gate(queries.ref_of(application.id))
    if gate is None or at >= gate.closes_at:
        window = queries.program_of(application).window("application")
        raise Refused("consortium_closed", window.basis)


def _invited(party_id: UUID, by: Actor) -> Party:
    """The invitation, if it is to the company that the actor acts for."""
    party = Party.objects.select_for_update().filter(pk=party_id).first()
    if party is None or by.company_id is None:
        raise OutOfReach(f"party:{party_id}")
    if parties.company(by.company_id).brn != party.brn:
        raise Refused("party_other_company")
    return party


@transaction.atomic
def accept_party(*, party_id: UUID, by: Actor, at: datetime) -> Party:
    """An invited company takes part. Refuses with: party_other_company, wrong_role, wrong_state,
    consortium_closed.
    """
    party = _invited(party_id, by)
    party.state = PARTY_MOVES.check("accept_party", PartyState(party.state), by)
    check_open(party.application, at)
    party.company_id, party.joined_at = by.company_id, at
    party.save(update_fields=["state", "company_id", "joined_at"])
    _record_party("application.party_joined", party, by, at)
    return party


@transaction.atomic
def decline_party(*, party_id: UUID, by: Actor, at: datetime) -> Party:
    """An invited company does not take part. Refuses with: party_other_company, wrong_role, wrong_state."""
    party = _invited(party_id, by)
    party.state = PARTY_MOVES.check("decline_party", PartyState(party.state), by)
    party.company_id, party.ended_at = by.company_id, at
    party.save(update_fields=["state", "company_id", "ended_at"])
    _record_party("application.party_declined", party, by, at)
    return party


@transaction.atomic
def leave_party(*, application_id: UUID, by: Actor, at: datetime) -> Party:
    """A company goes out of the application; what was checked can no longer be submitted.

    Refuses with: lead_cannot_leave, wrong_role, wrong_state, consortium_closed.
    """
    application = queries.within_reach(application_id, of=by, lock=True)
    party = application.parties.filter(company_id=by.company_id, state=PartyState.JOINED).first()
    if party is None:
        raise OutOfReach(f"application:{application_id}")
    if party.is_lead:
        raise Refused("lead_cannot_leave")
    return _end(party, "leave_party", "application.party_left", by, at)


@transaction.atomic
def remove_party(*, application_id: UUID, party_id: UUID, by: Actor, at: datetime) -> Party:
    """The lead adopter takes a company out, or takes an invitation back.

    Refuses with: wrong_role, lead_company_only, lead_cannot_leave, wrong_state, consortium_closed.
    """
    application = as_lead(application_id, by)
    party = application.parties.filter(pk=party_id).first()
    if party is None:
        raise OutOfReach(f"party:{party_id}")
    if party.is_lead:
        raise Refused("lead_cannot_leave")
    return _end(party, "remove_party", "application.party_removed", by, at)


def _end(party: Party, command: str, fact: str, by: Actor, at: datetime) -> Party:
    state = PARTY_MOVES.check(command, PartyState(party.state), by)
    if party.state == PartyState.JOINED:
        check_open(party.application, at)
        _close_sections(party, at)
        door.break_seal(queries.ref_of(party.application_id))  # before the house commits: the door must not be behind
    party.state, party.ended_at = state, at
    party.save(update_fields=["state", "ended_at"])
    _record_party(fact, party, by, at)
    return party


def _record_party(fact: str, party: Party, by: Actor, at: datetime) -> None:
    record(
        fact,
        subject=queries.ref_of(party.application_id),
        by=by,
        at=at,
        program=party.application.program,
        party=str(party.id),
        role=party.role,
    )
