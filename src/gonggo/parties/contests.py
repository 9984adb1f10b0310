"""Whether somebody may contest whose a company is (reads only)."""

from uuid import UUID

from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import Refused
from gonggo.parties import queries, rules
from gonggo.parties.models import Company
from gonggo.parties.states import ClaimState


def is_member(company: Company, person_id: UUID) -> bool:
    """Whether the person belongs to the company now. One statement."""
    return company.memberships.filter(person_id=person_id, until_at=None).exists()


def contestable(brn: str, *, of: Actor, lock: bool = False) -> Company:
    """The company of this number, if ``of`` may send a certificate to contest whose it is.

    Refuses with: brn_invalid, nothing_to_contest, already_member, claim_under_review.
    """
    claimant_id, rows = queries.person_behind(of), Company.objects.filter(brn=rules.brn(brn))
    company = (rows.select_for_update() if lock else rows).first()
    if company is None or not company.claims.exists():
        raise Refused("nothing_to_contest", field="brn")
    if is_member(company, claimant_id):
        raise Refused("already_member", field="brn")
    if company.claims.filter(claimant_id=claimant_id, state=ClaimState.CONTESTED).exists():
        raise Refused("claim_under_review", field="brn")
    return company
