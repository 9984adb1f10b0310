"""Where a received application stands, as the offices' lists tell it apart: parts of queries."""

from django.db.models import Case, CharField, Exists, F, OuterRef, QuerySet, Value, When

from gonggo.applications.models import Application, Supplement
from gonggo.applications.states import ApplicationState, SupplementState

SUPPLEMENTED = "supplemented"
"""Received, and come back from its company: what it handed in is still to be looked at."""

STANDING = Case(
    When(
        Exists(Supplement.objects.filter(application=OuterRef("pk"), state=SupplementState.ANSWERED)),
        state=ApplicationState.RECEIVED,
        then=Value(SUPPLEMENTED),
    ),
    default=F("state"),
    output_field=CharField(),
)
"""The state, or SUPPLEMENTED."""


def within_state(rows: QuerySet[Application], state: str) -> QuerySet[Application]:
    """Those in a state; SUPPLEMENTED are those of the received that came back from their company."""
    if state == SUPPLEMENTED:
        return rows.annotate(standing=STANDING).filter(standing=SUPPLEMENTED)
    return rows.filter(state=state)
