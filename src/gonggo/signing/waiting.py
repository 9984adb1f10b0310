"""What waits for a signature."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from gonggo.kernel.actor import Actor
from gonggo.kernel.ref import Kind
from gonggo.signing.models import Signature
from gonggo.signing.states import SIGNERS, SigningState


def to_sign(of: Actor) -> QuerySet[Signature]:
    """The places of this organisation whose turn it is, with ``subject_id`` and ``program`` of what is signed."""
    if of.organisation is None or of.role not in SIGNERS:
        return Signature.objects.none()
    earlier = Signature.objects.filter(signing=OuterRef("signing"), place__lt=OuterRef("place"), signed_at=None)
    rows = Signature.objects.filter(party=str(of.organisation), signed_at=None, signing__state=SigningState.OPEN)
    return rows.exclude(Exists(earlier)).annotate(
        subject_id=F("signing__subject_id"), program=F("signing__program"), opened_at=F("signing__opened_at")
    )


def subjects(of: Actor, kind: Kind) -> dict[UUID, datetime]:
    """Subjects of a kind that wait for this organisation's signature, and since when they are open. One statement."""
    rows = to_sign(of).filter(signing__subject_kind=kind)
    return dict(rows.values_list("signing__subject_id", "signing__opened_at"))
