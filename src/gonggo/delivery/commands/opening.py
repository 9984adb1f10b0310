"""A delivery opens, follows and ends with its agreement; its papers are handed out."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gonggo.agreements import queries as agreements
from gonggo.agreements.queries import Terms
from gonggo.delivery import queries
from gonggo.delivery.commands.moving import close_checks, go_to, note
from gonggo.delivery.definition import ROOM, rules_of
from gonggo.delivery.models import Delivery
from gonggo.delivery.rules import report_due_on
from gonggo.delivery.states import MOVES, OPEN, DeliveryState
from gonggo.documents.commands import OpenedFile, open_for
from gonggo.documents.queries import document
from gonggo.kernel.actor import OFFICE_ROLES, SYSTEM, Actor
from gonggo.programs.calendar import korean_business_days
from gonggo.programs.queries import program as program_version


@transaction.atomic
def open_delivery(*, agreement_id: UUID, at: datetime) -> Delivery | None:
    """The task of a concluded agreement begins; again is harmless. None where the program has no checks.

    ``at`` is when the agreement was concluded.
    """
    known = Delivery.objects.filter(agreement_id=agreement_id).first()
    terms = agreements.terms(agreement_id, of=SYSTEM)
    begins_on, last_on = _term(terms)
    program = program_version(terms.program, terms.program_version)
    if known is not None or ROOM not in program.rooms:
        return known
    delivery = Delivery.objects.create(
        agreement_id=agreement_id,
        application_id=terms.application_id,
        number=terms.number,
        program=terms.program,
        program_version=terms.program_version,
        begins_on=begins_on,
        last_on=last_on,
        since_at=at,
        due_on=report_due_on(rules_of(program), last_on, korean_business_days()),
        opened_at=at,
    )
    note("delivery.opened", delivery, by=SYSTEM, at=at)
    return delivery


@transaction.atomic
def extend(*, agreement_id: UUID, at: datetime) -> Delivery | None:
    """The agreement ends on another day: completion is to be reported by another. Again is harmless."""
    delivery = Delivery.objects.select_for_update().filter(agreement_id=agreement_id).first()
    if delivery is None or delivery.state not in OPEN:
        return delivery
    _, last_on = _term(agreements.terms(agreement_id, of=SYSTEM))
    if last_on == delivery.last_on:
        return delivery
    delivery.last_on = last_on
    if delivery.state == DeliveryState.UNDERWAY:
        rules = queries.rules_for(delivery)
        delivery.due_on = report_due_on(rules, last_on, korean_business_days())
    delivery.save(update_fields=["last_on", "due_on"])
    note("delivery.extended", delivery, by=SYSTEM, at=at, last_on=last_on.isoformat())
    return delivery


@transaction.atomic
def end(*, agreement_id: UUID, at: datetime) -> Delivery | None:
    """The agreement was terminated: an open task is over; one that is complete stays so. Again is harmless."""
    delivery = Delivery.objects.select_for_update().filter(agreement_id=agreement_id).first()
    if delivery is None or delivery.state not in OPEN:
        return delivery
    state = MOVES.check("end", DeliveryState(delivery.state), SYSTEM)
    close_checks(delivery, at=at)
    go_to(delivery, state, due_on=None, at=at)
    note("delivery.ended", delivery, by=SYSTEM, at=at)
    return delivery


def _term(terms: Terms) -> tuple[date, date]:
    """The first and the last day of what was concluded."""
    if terms.begins_on is None or terms.last_on is None:
        raise ValueError(f"{terms.ref} was not concluded")
    return terms.begins_on, terms.last_on


def open_paper(*, document_id: UUID, by: Actor, at: datetime) -> OpenedFile:
    """A paper or photo, for whoever may know of the delivery. Raises OutOfReach; refuses with: file_not_yet_open."""
    queries.paper_within_reach(document_id, of=by)
    facts = document(document_id)
    return open_for(
        document_id,
        by=by,
        at=at,
        as_uploader=facts.uploaded_by == by.person_id,
        as_staff=by.role in OFFICE_ROLES,
        as_colleague=facts.organisation == by.organisation,
    )
