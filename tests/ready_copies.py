"""Applications by the hundred that stand as one does: sealed, consented to, ready to be submitted."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db.models import QuerySet

from door_processes import Press, right_to_submit
from gonggo.applications.models import Application, Paper, Party
from gonggo.intake.models import Gate, PersonEpoch, SealedRevision
from gonggo.signing.models import Consent
from world import Consortium


def copies(ready: Consortium, count: int, *, closes_at: datetime) -> list[Press]:
    """Each copy with the lead's right to submit it once; its gate closes at ``closes_at``."""
    sealed = {uuid4(): uuid4() for _ in range(count)}

    def copy(rows: QuerySet[Any], changed: Callable[[UUID], dict[str, Any]]) -> None:
        """These rows once for each copy, with keys of their own."""
        kept = [{name: value for name, value in row.items() if name != "id"} for row in rows.values()]
        made = [rows.model(**{**row, **changed(one)}) for one in sealed for row in kept]
        rows.model.objects.bulk_create(made, batch_size=500)

    copy(Application.objects.filter(id=ready.id), lambda one: {"id": one, "number": number_of(one)})
    copy(Party.objects.filter(application=ready.id), lambda one: {"application_id": one})
    copy(Paper.objects.filter(application=ready.id), lambda one: {"application_id": one})
    at_gate = {"subject_id": ready.id}
    copy(Consent.objects.filter(**at_gate), lambda one: {"subject_id": one})
    copy(PersonEpoch.objects.filter(**at_gate), lambda one: {"subject_id": one})
    copy(SealedRevision.objects.filter(**at_gate), lambda one: {"id": sealed[one], "subject_id": one})
    copy(
        Gate.objects.filter(**at_gate),
        lambda one: {
            "subject_id": one,
            "number": number_of(one),
            "sealed_id": sealed[one],
            "closes_at": closes_at,
        },
    )
    gate, lead = Gate.objects.get(**at_gate), ready.adopter.actor
    assert lead.company_id is not None
    PersonEpoch.objects.bulk_create(
        [PersonEpoch(subject_id=one, person_id=lead.person_id) for one in sealed], ignore_conflicts=True
    )
    return [
        Press(
            one,
            right_to_submit(one, ready.adopter.person.id, sealed[one], closes_at, digest=gate.sealed_digest)._replace(
                company_id=lead.company_id.hex, gate_epoch=gate.epoch
            ),
        )
        for one in sealed
    ]


def number_of(application_id: UUID) -> str:
    return f"N-{application_id.hex[:12]}"
