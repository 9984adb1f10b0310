"""What waits for whom in payments, as parts of queries."""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gonggo.agreements import queries as agreements
from gonggo.agreements.states import AgreementState
from gonggo.kernel.actor import Actor
from gonggo.payments import queries
from gonggo.payments.definition import ROOM, rules_of
from gonggo.payments.models import CarryOver, Grant, Tranche
from gonggo.payments.states import APPROVERS, GONE, PREPARERS, TrancheState
from gonggo.programs.queries import all_programs


def to_ask(of: Actor) -> QuerySet[Any]:
    """Agreements that the company leads: a guarantee is there and nothing asked for, or the settlement left won."""
    rows = agreements.visible_to(of).filter(state=AgreementState.CONCLUDED)
    if of.company_id is None:
        return rows.none()
    standing = Tranche.objects.exclude(state__in=sorted(GONE))
    asked, since = (standing.filter(agreement_id=OuterRef(key)) for key in ("pk", "agreement_id"))
    grants = Grant.objects.filter(agreement_id=OuterRef("pk"))
    left = grants.filter(~Exists(since.filter(asked_at__gte=OuterRef("at"))), amount__gt=0)
    due = Q(~Exists(asked), ~Exists(grants), has_advance=True) | Q(Exists(left))
    return rows.filter(due, parties__company_id=of.company_id, parties__leads=True)


def to_mend(of: Actor) -> QuerySet[Tranche]:
    """What came back to the company."""
    return queries.visible_to(of).filter(state=TrancheState.SENT_BACK)


def to_prepare(of: Actor) -> QuerySet[Tranche]:
    return queries.visible_to(of).filter(state=TrancheState.ASKED)


def to_clear(of: Actor) -> QuerySet[Tranche]:
    """The bank says that it paid another amount: an operator looks at its statement, then the agency confirms."""
    contradicted = {"instruction__bank_amount__gt": 0, "state": TrancheState.UNCLEAR}
    rows = queries.visible_to(of).filter(**contradicted).exclude(instruction__bank_amount=F("amount"))
    if of.role in PREPARERS:
        return rows.filter(instruction__clearing=None)
    if of.role in APPROVERS:
        return rows.filter(instruction__clearing__isnull=False)
    return rows.none()


def to_carry_over(of: Actor, on: date) -> QuerySet[Any]:
    """Agreements in force that began before this year, and of which nothing was carried over from the last."""
    if of.role not in APPROVERS:
        return agreements.visible_to(of).none()
    programs = [one.key for one in all_programs() if ROOM in one.rooms and rules_of(one).year_end is not None]
    done = CarryOver.objects.filter(agreement_id=OuterRef("pk"), year=on.year - 1)
    rows = agreements.visible_to(of).filter(state=AgreementState.CONCLUDED, program__in=programs)
    return rows.filter(~Exists(done), begins_on__lt=date(on.year, 1, 1), last_on__gte=date(on.year, 1, 1))


def to_approve(of: Actor) -> QuerySet[Tranche]:
    """What this person may approve: nothing that they asked for or prepared themselves."""
    rows = queries.visible_to(of).filter(state=TrancheState.PREPARED)
    if of.role not in APPROVERS or of.person_id is None:
        return rows.none()
    return rows.exclude(asked_by=of.person_id).exclude(prepared_by=of.person_id)
