"""Subjects on which the house has not acted to the last answer of the door (reads only)."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef

from gonggo.intake.models import Event, Settlement
from gonggo.kernel.ref import Ref


def unsettled_subjects(ids: Collection[UUID]) -> set[UUID]:
    """Those of these subjects on which the house has not acted to the last answer. One statement."""
    settled = Settlement.objects.filter(event_id=OuterRef("id"))
    rows = Event.objects.filter(~Exists(settled), subject_id__in=ids)
    return set(rows.values_list("subject_id", flat=True))


def is_unsettled(subject: Ref) -> bool:
    """Whether the house has not acted on an answer of the door to this subject yet. One statement."""
    return bool(unsettled_subjects([subject.id]))
