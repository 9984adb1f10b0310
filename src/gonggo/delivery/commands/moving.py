"""What the commands of this room share: reach, whose task it is, the papers, the state, the fact that is recorded."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from gonggo.agreements import queries as agreements
from gonggo.delivery import queries
from gonggo.delivery.models import Check, CheckFinding, Delivery, Inspection, Paper, Report
from gonggo.delivery.states import MOVES, OPEN_CHECKS, CheckState, DeliveryState
from gonggo.documents.queries import documents
from gonggo.journal.commands import record
from gonggo.kernel.actor import OPERATOR_ROLES, SYSTEM, Actor
from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.operators.queries import check_agreed
from gonggo.parties import queries as parties

MOST_TEXT = 4000
MOST_PAPERS = 10


def held(delivery_id: UUID, by: Actor) -> Delivery:
    """The delivery, locked. Raises OutOfReach."""
    return queries.within_reach(delivery_id, of=by, lock=True)


def moved(delivery_id: UUID, command: str, by: Actor) -> tuple[Delivery, DeliveryState]:
    """The delivery, locked, and where ``command`` leads. Refuses with: wrong_role, wrong_state."""
    delivery = held(delivery_id, by)
    return delivery, MOVES.check(command, DeliveryState(delivery.state), by)


def held_check(check_id: UUID, by: Actor) -> Check:
    """The progress check with its delivery, both locked. Raises OutOfReach."""
    found = Check.objects.filter(pk=check_id, delivery__in=queries.visible_to(by)).values_list("delivery_id").first()
    if found is None:
        raise OutOfReach(f"check:{check_id}")
    delivery = held(found[0], by)
    check = Check.objects.select_for_update().get(pk=check_id)
    check.delivery = delivery
    return check


def as_operator(delivery: Delivery, by: Actor, at: datetime) -> UUID:
    """A person of the operator that looks after it, whose own agreement is in force.

    Refuses with: wrong_role, of_own_company, operator_not_agreed.
    """
    if by.role not in OPERATOR_ROLES:
        raise Refused("wrong_role")
    terms = agreements.terms(delivery.agreement_id, of=SYSTEM)
    check_agreed(delivery.program, terms.operator, on=legal_day(at))
    return impartial(delivery, by)


def as_agency(delivery: Delivery, by: Actor, basis: Basis) -> UUID:
    """A person of the agency alone: of none of its companies, nor of its operator.

    Refuses with: of_own_company, operator_signs.
    """
    person_id = impartial(delivery, by)
    terms = agreements.terms(delivery.agreement_id, of=SYSTEM)
    office = parties.agency_by_key(terms.operator)
    if office is not None and office.ref in {one.ref for one in parties.organisations_of(person_id)}:
        raise Refused("operator_signs", basis)
    return person_id


def impartial(delivery: Delivery, by: Actor) -> UUID:
    """The person who acts, if of none of the companies. Refuses with: of_own_company."""
    person_id = parties.person_behind(by)
    terms = agreements.terms(delivery.agreement_id, of=SYSTEM)
    companies = {Ref(Kind.COMPANY, one.company_id) for one in terms.parties}
    if companies & {one.ref for one in parties.organisations_of(person_id)}:
        raise Refused("of_own_company")
    return person_id


def keep_papers(
    of: CheckFinding | Report | Inspection,
    delivery: Delivery,
    documents_of: Sequence[UUID],
    *,
    by: Actor,
    least: int = 1,
) -> None:
    """Papers that the actor's organisation took in go into the slot. Refuses with: delivery_paper_missing."""
    ids = list(dict.fromkeys(documents_of))
    found = documents(ids)
    own = [found[one] for one in ids if one in found and found[one].organisation == by.organisation]
    taken = Paper.objects.filter(document_id__in=ids).exists()
    if taken or len(own) != len(ids) or not least <= len(ids) <= MOST_PAPERS:
        raise Refused("delivery_paper_missing", field="papers", most=MOST_PAPERS)
    column = {CheckFinding: "finding", Report: "report", Inspection: "inspection"}[type(of)]
    Paper.objects.bulk_create(
        Paper(delivery=delivery, document_id=one.id, name=one.name, **{column: of}) for one in own
    )


def go_to(delivery: Delivery, state: DeliveryState, *, due_on: date | None, at: datetime) -> None:
    """The delivery is in ``state`` from now on; whoever's turn it is has until ``due_on``."""
    delivery.state, delivery.due_on, delivery.since_at = state, due_on, at
    delivery.save(update_fields=["state", "due_on", "since_at", "completed_on"])


def close_checks(delivery: Delivery, *, at: datetime) -> None:
    """What was still to be looked at on the way is not looked at any more."""
    for check in delivery.checks.select_for_update().filter(state__in=OPEN_CHECKS):
        check.state = CheckState.CALLED_OFF
        check.due_on = None
        check.save(update_fields=["state", "due_on"])
        note("delivery.check_called_off", delivery, by=SYSTEM, at=at, check=str(check.id))


def note(fact: str, delivery: Delivery, *, by: Actor, at: datetime, basis: Basis | None = None, **data: Any) -> None:
    said = {"delivery": str(delivery.id), "application": str(delivery.application_id)}
    record(fact, subject=delivery.ref, by=by, at=at, basis=basis, program=delivery.program, **said, **data)
