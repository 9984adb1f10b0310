"""Which consents stand."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gonggo.kernel.ref import Ref
from gonggo.signing.models import Consent


@dataclass(frozen=True, slots=True)
class GivenConsent:
    """One consent that has not been withdrawn."""

    party_id: UUID
    text_key: str
    text_version: str
    part_digest: str
    person_id: UUID
    given_at: datetime


@dataclass(frozen=True, slots=True)
class KeptConsent:
    """One consent, withdrawn or not, with the words that were agreed to."""

    party_id: UUID
    text_version: str
    person_id: UUID
    given_at: datetime
    withdrawn_at: datetime | None


def consents_to(subject: Ref, text_key: str) -> list[KeptConsent]:
    """All consents to one text about ``subject``, the latest first, those that were withdrawn too. One statement."""
    rows = Consent.objects.filter(subject_kind=subject.kind, subject_id=subject.id, text_key=text_key)
    return [
        KeptConsent(r.party_id, r.text_version, r.person_id, r.given_at, r.withdrawn_at)
        for r in rows.order_by("-given_at", "-id")
    ]


def standing_consents(subject: Ref) -> list[GivenConsent]:
    """All consents to ``subject`` that stand, oldest first. One statement."""
    rows = Consent.objects.filter(subject_kind=subject.kind, subject_id=subject.id, withdrawn_at=None).order_by(
        "given_at", "id"
    )
    return [GivenConsent(r.party_id, r.text_key, r.text_version, r.part_digest, r.person_id, r.given_at) for r in rows]
