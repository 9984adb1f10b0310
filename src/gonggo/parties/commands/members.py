"""A company's people: invited, accepted, given another role, and gone."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from gonggo.intake.commands import raise_person_epochs
from gonggo.journal.commands import record
from gonggo.kernel.actor import COMPANY_ROLES, Actor, Role
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import queries, rules
from gonggo.parties.models import Company, Invitation, Membership, Person
from gonggo.parties.states import GIVERS, INVITATION_MOVES, InvitationState

INVITATION_LASTS = timedelta(days=7)


def _managed(company_id: UUID, by: Actor) -> Company:
    """The company, locked, for one who is its manager at this very moment. Refuses with: wrong_role."""
    company = queries.within_reach(company_id, of=by, lock=True)
    manages = company.memberships.filter(person_id=queries.person_behind(by), role=Role.COMPANY_MANAGER, until_at=None)
    if not manages.exists():
        raise Refused("wrong_role")
    return company


def _company_role(role: str) -> Role:
    if role not in COMPANY_ROLES:
        raise Refused("role_unknown", field="role")
    return Role(role)


@transaction.atomic
def invite_colleague(*, company_id: UUID, email: str, role: str, by: Actor, at: datetime) -> tuple[Invitation, str]:
    """A manager asks somebody to join the company in ``role``; the invitation and the secret of its link.

    The secret is nowhere else: only its SHA-256 is kept. ``at`` starts the seven days in which it can be accepted.
    Refuses with: wrong_role, role_unknown, already_member, invitation_open.
    """
    company = _managed(company_id, by)
    address = rules.email(email)
    if company.memberships.filter(person__email=address, until_at=None).exists():
        raise Refused("already_member", field="email")
    earlier = company.invitations.filter(email=address, state=InvitationState.SENT).first()
    if earlier is not None and earlier.expires_at > at:
        raise Refused("invitation_open", field="email")

    if earlier is not None:
        close_invitation(earlier, by=by, at=at)
    token = secrets.token_urlsafe(32)
    invitation: Invitation = company.invitations.create(
        email=address,
        role=_company_role(role),
        token_digest=queries.token_digest(token),
        invited_by_id=queries.person_behind(by),
        invited_at=at,
        expires_at=at + INVITATION_LASTS,
    )
    record("colleague.invited", subject=company.ref, by=by, at=at, invitation=str(invitation.id), role=role)
    return invitation, token


@transaction.atomic
def accept_invitation(*, token: str, by: Actor, at: datetime) -> Membership:
    """The person invited joins the company. A second press changes nothing and is told so.

    ``at`` is compared with the invitation's end. Refuses with: wrong_role, invitation_for_another, invitation_gone,
    already_member.
    """
    found = queries.invitation_by_token(token)
    invitation = Invitation.objects.select_for_update().select_related("company").get(id=found.id)
    person = Person.objects.get(id=queries.person_behind(by))
    if person.email != invitation.email:
        raise Refused("invitation_for_another")
    if invitation.state != InvitationState.SENT or at >= invitation.expires_at:
        raise Refused("invitation_gone")
    state = INVITATION_MOVES.check("accept_invitation", InvitationState(invitation.state), by)
    company = invitation.company
    if company.memberships.filter(person_id=person.id, until_at=None).exists():
        raise Refused("already_member")

    _answer(invitation, state, at)
    membership: Membership = company.memberships.create(
        person_id=person.id, role=invitation.role, since_at=at, granted_by_id=invitation.invited_by_id
    )
    record("invitation.accepted", subject=company.ref, by=by, at=at, invitation=str(invitation.id))
    return membership


@transaction.atomic
def withdraw_invitation(*, invitation_id: UUID, by: Actor, at: datetime) -> Invitation:
    """A manager takes an open invitation back; its link no longer works. Refuses with: wrong_role, wrong_state."""
    company_id = Invitation.objects.filter(id=invitation_id).values_list("company_id", flat=True).first()
    if company_id is None:
        raise OutOfReach(f"invitation:{invitation_id}")
    _managed(company_id, by)
    invitation = Invitation.objects.select_for_update().get(id=invitation_id)
    INVITATION_MOVES.check("withdraw_invitation", InvitationState(invitation.state), by)

    close_invitation(invitation, by=by, at=at)
    return invitation


def close_invitation(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """The link of an open invitation no longer works; whoever calls has checked the right to it."""
    _answer(invitation, InvitationState.WITHDRAWN, at)
    record("invitation.withdrawn", subject=invitation.company.ref, by=by, at=at, invitation=str(invitation.id))


@transaction.atomic
def change_role(*, membership_id: UUID, role: str, by: Actor, at: datetime) -> Membership:
    """A manager gives a member another role: the old membership ends and a new one begins at ``at``.

    What the member could still send to the door in the old role dies first. Refuses with: wrong_role, role_unknown,
    last_manager.
    """
    membership, company = _membership_managed(membership_id, by)
    if company is None:
        raise OutOfReach(f"membership:{membership_id}")
    if membership.role == _company_role(role):
        return membership
    _refuse_last_manager(membership, company)

    raise_person_epochs(membership.person_id)
    membership.until_at = at
    membership.save(update_fields=["until_at"])
    changed: Membership = company.memberships.create(
        person_id=membership.person_id, role=role, since_at=at, granted_by_id=by.person_id
    )
    record("membership.role_changed", subject=company.ref, by=by, at=at, membership=str(changed.id), role=role)
    return changed


@transaction.atomic
def end_membership(*, membership_id: UUID, by: Actor, at: datetime) -> Membership:
    """A manager ends a membership, a member their own, an operator its expert's, an agency its
    evaluator's, the house's keeper any.

    ``at`` is its end: gone with the next request. What the person could still send to the door dies first. Refuses
    with: wrong_role, wrong_state, last_manager.
    """
    membership, company = _membership_managed(membership_id, by, or_own=True)
    _refuse_last_manager(membership, company)

    raise_person_epochs(membership.person_id)
    membership.until_at = at
    membership.save(update_fields=["until_at"])
    record("membership.ended", subject=membership.organisation, by=by, at=at, membership=str(membership.id))
    return membership


def _membership_managed(membership_id: UUID, by: Actor, *, or_own: bool = False) -> tuple[Membership, Company | None]:
    """The open membership and its company (None: an office's), both locked, for who may end or change it."""
    row = Membership.objects.filter(id=membership_id).first()
    if row is None:
        raise OutOfReach(f"membership:{membership_id}")
    company = None
    if row.company_id is None:
        if by.role is not Role.SYSTEM and not _is_of_own_office(row, by):
            raise OutOfReach(f"membership:{membership_id}")
    elif by.role is Role.SYSTEM or (or_own and row.person_id == by.person_id):
        company = queries.within_reach(row.company_id, of=by, lock=True)
    else:
        company = _managed(row.company_id, by)
    membership = Membership.objects.select_for_update().filter(id=membership_id, until_at=None).first()
    if membership is None:
        raise Refused("wrong_state")
    return membership, company


def _is_of_own_office(membership: Membership, by: Actor) -> bool:
    """An operator's own expert, an agency's own evaluator."""
    givers = GIVERS.get(Role(membership.role), frozenset())
    return by.role in givers and membership.agency_id == by.agency_id


def _refuse_last_manager(membership: Membership, company: Company | None) -> None:
    if company is None or membership.role != Role.COMPANY_MANAGER:
        return
    if company.memberships.filter(role=Role.COMPANY_MANAGER, until_at=None).count() == 1:
        raise Refused("last_manager", field="role")


def _answer(invitation: Invitation, state: InvitationState, at: datetime) -> None:
    invitation.state, invitation.answered_at = state, at
    invitation.save(update_fields=["state", "answered_at"])
