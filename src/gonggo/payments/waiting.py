"""What waits for whom in payments, as parts of queries."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from gonggo.agreements import queries as agreements
from gonggo.kernel.actor import Actor
from gonggo.payments import queries
from gonggo.payments.models import Tranche
from gonggo.payments.states import APPROVERS, GONE, TrancheState
from gonggo.payments.terms import PAYABLE


def to_ask(of: Actor) -> QuerySet[Any]:
    """Concluded agreements that the company leads and that have a guarantee, of which nothing was asked for yet."""
    rows = agreements.visible_to(of).filter(state__in=sorted(PAYABLE), has_advance=True)
    if of.company_id is None:
        return rows.none()
    asked = Tranche.objects.filter(agreement_id=OuterRef("pk")).exclude(state__in=sorted(GONE))
    return rows.filter(parties__company_id=of.company_id, parties__leads=True).exclude(Exists(asked))


def to_mend(of: Actor) -> QuerySet[Tranche]:
    """What came back to the company."""
    return queries.visible_to(of).filter(state=TrancheState.SENT_BACK)


def to_prepare(of: Actor) -> QuerySet[Tranche]:
    return queries.visible_to(of).filter(state=TrancheState.ASKED)


def to_approve(of: Actor) -> QuerySet[Tranche]:
    """What this person may approve: nothing that they asked for or prepared themselves."""
    rows = queries.visible_to(of).filter(state=TrancheState.PREPARED)
    if of.role not in APPROVERS or of.person_id is None:
        return rows.none()
    return rows.exclude(asked_by=of.person_id).exclude(prepared_by=of.person_id)
