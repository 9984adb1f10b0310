"""Claims: somebody registers a company by its number, another contests it, an officer decides."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.intake.commands import raise_person_epochs
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.refusal import Refused
from gonggo.parties import queries, rules
from gonggo.parties.commands.members import close_invitation
from gonggo.parties.contests import contestable, is_member
from gonggo.parties.models import Claim, Company, Membership
from gonggo.parties.states import CLAIM_MOVES, STANDING, ClaimState, InvitationState


@transaction.atomic
def claim_company(*, brn: str, by: Actor, at: datetime) -> Company:
    """The first who registers a company by its number becomes its manager; they may draft at once.

    Whoever comes later sends its certificate, also when no claim stands any more: what the company has written must
    not fall to the next who knows its number. ``at`` is the moment of the claim. Refuses with: brn_invalid,
    already_member, company_taken (which does not say who has it).
    """
    claimant_id = queries.person_behind(by)
    number = rules.brn(brn)
    company, _ = Company.objects.select_for_update().get_or_create(brn=number, defaults={"claimed_at": at})
    if is_member(company, claimant_id):
        raise Refused("already_member", field="brn")
    if company.claims.exists():
        raise Refused("company_taken", field="brn")

    claim = company.claims.create(claimant_id=claimant_id, state=ClaimState.CLAIMED, claimed_at=at)
    company.memberships.create(person_id=claimant_id, role=Role.COMPANY_MANAGER, since_at=at)
    record("company.claimed", subject=company.ref, by=by, at=at, claim=str(claim.id))
    return company


@transaction.atomic
def contest_claim(*, brn: str, certificate_id: UUID, by: Actor, at: datetime) -> Claim:
    """Somebody says that a registered company is theirs and sends its certificate; an officer will decide.

    ``certificate_id`` is a received document. It gives no access and says nothing of who stands in the register.
    Refuses with: brn_invalid, already_member, claim_under_review, nothing_to_contest.
    """
    claimant_id = queries.person_behind(by)
    company = contestable(brn, of=by, lock=True)

    claim: Claim = company.claims.create(
        claimant_id=claimant_id, state=ClaimState.CONTESTED, claimed_at=at, certificate_id=certificate_id
    )
    record("claim.contested", subject=company.ref, by=by, at=at, claim=str(claim.id))
    return claim


@transaction.atomic
def confirm_claim(*, claim_id: UUID, reason: str, by: Actor, at: datetime) -> Claim:
    """The agency finds that the company is the claimant's; every other claim is refused and its people lose access.

    ``at`` is the moment of the decision. Refuses with: wrong_role, wrong_state, own_company.
    """
    claim = queries.claim_within_reach(claim_id, of=by, lock=True)
    state = CLAIM_MOVES.check("confirm_claim", ClaimState(claim.state), by)
    _refuse_own(claim, by)
    company = Company.objects.select_for_update().get(id=claim.company_id)
    others = company.claims.exclude(id=claim.id).filter(state__in=[*STANDING, ClaimState.CONTESTED])
    for other in others.select_for_update().order_by("claimed_at"):
        _refuse(other, reason=reason, by=by, at=at)

    claim.state, claim.decided_by_id, claim.decided_at, claim.reason = state, by.person_id, at, reason
    claim.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    if not company.memberships.filter(person_id=claim.claimant_id, until_at=None).exists():
        company.memberships.create(
            person_id=claim.claimant_id, role=Role.COMPANY_MANAGER, since_at=at, granted_by_id=by.person_id
        )
    record("claim.confirmed", subject=company.ref, by=by, at=at, claim=str(claim.id))
    return claim


@transaction.atomic
def refuse_claim(*, claim_id: UUID, reason: str, by: Actor, at: datetime) -> Claim:
    """The agency finds that the company is not the claimant's; if the claim stood, all its people lose access.

    ``at`` is the moment of the decision. Refuses with: wrong_role, wrong_state, own_company.
    """
    claim = queries.claim_within_reach(claim_id, of=by, lock=True)
    CLAIM_MOVES.check("refuse_claim", ClaimState(claim.state), by)
    _refuse_own(claim, by)
    return _refuse(claim, reason=reason, by=by, at=at)


def _refuse(claim: Claim, *, reason: str, by: Actor, at: datetime) -> Claim:
    stood = claim.state in STANDING
    state = CLAIM_MOVES.check("refuse_claim", ClaimState(claim.state), by)
    if stood:
        _end_all_memberships(claim.company, by=by, at=at)
    claim.state, claim.decided_by_id, claim.decided_at, claim.reason = state, by.person_id, at, reason
    claim.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    record("claim.refused", subject=claim.company.ref, by=by, at=at, claim=str(claim.id))
    return claim


def _refuse_own(claim: Claim, by: Actor) -> None:
    """Nobody decides over a company of their own, neither for it nor against who contests it."""
    person_id = queries.person_behind(by)
    company = claim.company
    if is_member(company, person_id) or company.claims.filter(claimant_id=person_id).exists():
        raise Refused("own_company")


def _end_all_memberships(company: Company, *, by: Actor, at: datetime) -> None:
    """The door first: what a person may still send is taken away before the house forgets the membership.

    With the people goes whom they have invited: an open invitation would let them in again.
    """
    for invitation in company.invitations.select_for_update().filter(state=InvitationState.SENT):
        close_invitation(invitation, by=by, at=at)
    open_rows: list[Membership] = list(company.memberships.select_for_update().filter(until_at=None))
    for membership in open_rows:
        raise_person_epochs(membership.person_id)
        membership.until_at = at
        membership.save(update_fields=["until_at"])
        record("membership.ended", subject=company.ref, by=by, at=at, membership=str(membership.id))
