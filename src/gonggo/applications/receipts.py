"""A company's receipts, of its applications and its registrations: it keeps those of its own time (reads only)."""

from uuid import UUID

from gonggo.applications.models import Party
from gonggo.intake import queries as door
from gonggo.intake.queries import Receipt
from gonggo.intake.standing import receipts_disclosed_to
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import OutOfReach
from gonggo.pool.models import Registration


def receipts_of_company(of: Actor) -> list[Receipt]:
    """Every answer of the door to a sealed revision that the company was part of, newest first. Three statements."""
    if of.company_id is None:
        return []
    joined = Party.objects.filter(company_id=of.company_id, joined_at__isnull=False)
    own = Registration.objects.filter(company_id=of.company_id).values_list("id", flat=True)
    subjects = joined.values_list("application_id", flat=True).union(own)
    return receipts_disclosed_to(of.company_id, set(subjects))


def own_receipt(receipt_id: UUID, *, of: Actor) -> Receipt:
    """One of them. Two statements. Raises OutOfReach."""
    answer = door.receipt(receipt_id)
    sealed = door.revision(answer.sealed_id) if answer is not None and answer.sealed_id else None
    if answer is None or sealed is None:
        raise OutOfReach(f"receipt:{receipt_id}")
    if of.company_id is None or str(of.company_id) not in sealed.disclosures:
        raise OutOfReach(f"receipt:{receipt_id}")
    return answer
