"""What waits for who selects, as parts of queries."""

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gonggo.kernel.actor import Actor
from gonggo.selection.definition import Outcome
from gonggo.selection.models import Place, Round
from gonggo.selection.states import SELECTORS, RoundState


def to_confirm(of: Actor) -> QuerySet[Round]:
    """Lists that this person may confirm: the second confirmation is another person's."""
    drawn, supported = Q(state=RoundState.DRAWN), Q(state=RoundState.SUPPORTED) & ~Q(first_by=of.person_id)
    return _lists(of).filter(drawn | supported)


def to_announce(of: Actor) -> QuerySet[Round]:
    return _lists(of).filter(state=RoundState.CONFIRMED)


def _lists(of: Actor) -> QuerySet[Round]:
    return Round.objects.all() if of.role in SELECTORS and of.person_id else Round.objects.none()


def free(of: Actor) -> QuerySet[Place]:
    """Places that were given up and went to nobody yet, while somebody of their track and type waits."""
    had = Q(outcome=Outcome.SELECTED) | Q(promoted_at__isnull=False)
    given_up = Place.objects.filter(had, given_up_at__isnull=False, round__in=_lists(of))
    same = Place.objects.filter(round=OuterRef("round"), track=OuterRef("track"), type=OuterRef("type"))
    waiting = same.filter(Q(outcome=Outcome.RESERVE) | Q(upheld_at__isnull=False), promoted_at=None, given_up_at=None)
    earlier = same.filter(had, given_up_at__lte=OuterRef("given_up_at"))
    rows = given_up.filter(Exists(waiting), round__state=RoundState.PUBLISHED)
    return rows.annotate(
        fell=_count(earlier),
        filled=_count(same.filter(promoted_at__isnull=False)),
    ).filter(fell__gt=F("filled"))


def _count(rows: QuerySet[Place]) -> Coalesce:
    counted = rows.order_by().values("round").annotate(count=Count("id")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
