"""What an operator looks after: to be given to another when its work stops (reads only)."""

from django.db.models import Count, QuerySet

from gonggo.applications.models import Application
from gonggo.applications.states import RECEIVED, ApplicationState

_OPEN = RECEIVED - {ApplicationState.REFUSED, ApplicationState.RETURNED}


def held_by(program: str, operator: str) -> QuerySet[Application]:
    """What it has that was received and neither refused nor returned, by number."""
    return Application.objects.filter(program=program, operator=operator, state__in=_OPEN).order_by("number")


def held_counts(program: str) -> dict[str, int]:
    """How much each operator has. One statement."""
    rows = Application.objects.filter(program=program, state__in=_OPEN).values_list("operator")
    return dict(rows.annotate(Count("id")).order_by())
