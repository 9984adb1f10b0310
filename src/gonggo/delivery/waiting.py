"""What waits for whom in delivery, as parts of queries."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from gonggo.agreements.queries import leading, led_by
from gonggo.delivery.models import Check, Delivery, Inspection
from gonggo.delivery.queries import visible_to
from gonggo.delivery.states import CheckState, DeliveryState
from gonggo.kernel.actor import Actor

S = DeliveryState


def in_state(of: Actor, *states: DeliveryState) -> QuerySet[Delivery]:
    return visible_to(of).filter(state__in=states)


def to_report(of: Actor) -> QuerySet[Delivery]:
    """What this company leads and has to report, or to supplement."""
    if of.company_id is None:
        return Delivery.objects.none()
    return in_state(of, S.UNDERWAY, S.SUPPLEMENT).filter(agreement_id__in=led_by(of.company_id))


def _checks(of: Actor) -> "QuerySet[Any]":
    """With who leads the task."""
    rows = Check.objects.filter(delivery__in=visible_to(of))
    return rows.annotate(lead_company_id=leading("delivery__agreement_id"))


def corrections(of: Actor) -> "QuerySet[Any]":
    return _checks(of).filter(state=CheckState.CORRECTION)


def to_plan(of: Actor) -> QuerySet[Delivery]:
    """Tasks that were never looked at and have no day for it."""
    any_check = Check.objects.filter(delivery=OuterRef("pk")).exclude(state=CheckState.CALLED_OFF)
    return in_state(of, S.UNDERWAY, S.REPORTED).exclude(Exists(any_check))


def planned(of: Actor) -> "QuerySet[Any]":
    return _checks(of).filter(state=CheckState.PLANNED)


def to_confirm(of: Actor) -> QuerySet[Delivery]:
    """What another person inspected."""
    if of.person_id is None:
        return Delivery.objects.none()
    own = Inspection.objects.filter(
        delivery=OuterRef("pk"), inspector_id=of.person_id, confirmed_at=None, set_aside_at=None
    )
    return in_state(of, S.INSPECTED).exclude(Exists(own))


def proposals_to_stop(of: Actor) -> "QuerySet[Any]":
    return _checks(of).filter(state=CheckState.STOP).exclude(delivery__state=S.ENDED)
