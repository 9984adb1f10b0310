"""What the house reads of the door's store."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from gonggo.intake.log_queries import Leaf, checkpoint, consistency, inclusion, log_nodes, log_size
from gonggo.intake.models import (
    DraftRevision,
    Event,
    Gate,
    SealedRevision,
    Settlement,
    Signature,
)
from gonggo.intake.receipts import BatchSignature, EventRow, company_file, core_of, microseconds, seals
from gonggo.kernel.actor import Role
from gonggo.kernel.ref import Kind, Ref


@dataclass(frozen=True, slots=True)
class OpenGate:
    """A subject's gate: the window in force and the revision that may be submitted."""

    subject: Ref
    number: str
    opens_at: datetime
    closes_at: datetime
    basis: str
    epoch: int
    sealed_id: UUID | None


@dataclass(frozen=True, slots=True)
class Revision:
    """A sealed revision with its content as sealed; ``disclosures`` is each company's salted list of papers."""

    id: UUID
    subject: Ref
    number: int
    digest: str
    content: Mapping[str, Any]
    disclosures: Mapping[str, Any]
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """One answer of the door. ``number`` is the receipt's own, ``closes_at`` the deadline then in force."""

    id: UUID
    subject: Ref
    number: str
    sequence: int
    event: str
    code: str
    basis: str
    stamp_at: datetime
    closes_at: datetime | None
    sealed_id: UUID | None
    sealed_digest: str
    person_id: UUID
    role: Role
    company_id: UUID | None
    previous: str
    link: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A field's text as it stands."""

    value: str
    revision: int
    saved_by: UUID
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class DraftStep:
    """One saved text of a field; ``conflict`` marks one that was kept beside what stands."""

    value: str
    revision: int
    conflict: bool
    saved_by: UUID
    saved_at: datetime


def gate(subject: Ref) -> OpenGate | None:
    """The subject's gate. One statement."""
    row = Gate.objects.filter(subject_id=subject.id, subject_kind=subject.kind).first()
    if row is None:
        return None
    return OpenGate(subject, row.number, row.opens_at, row.closes_at, row.basis, row.epoch, row.sealed_id)


def revision_of(row: SealedRevision) -> Revision:
    return Revision(
        row.id,
        Ref(Kind(row.subject_kind), row.subject_id),
        row.revision,
        row.digest,
        json.loads(row.content),
        json.loads(row.disclosures),
        row.sealed_at,
    )


def open_revision(subject: Ref) -> Revision | None:
    """The revision that may be submitted now. One statement."""
    open_ids = Gate.objects.filter(subject_id=subject.id, subject_kind=subject.kind).values("sealed_id")
    row = SealedRevision.objects.filter(id__in=open_ids).first()
    return None if row is None else revision_of(row)


def revision(sealed_id: UUID) -> Revision | None:
    """Any sealed revision. One statement."""
    row = SealedRevision.objects.filter(id=sealed_id).first()
    return None if row is None else revision_of(row)


def submitted_revision(receipt: Receipt) -> Revision:
    """What a receipt of a submission received. One statement. Raises LookupError for one that names no revision."""
    found = revision(receipt.sealed_id) if receipt.sealed_id else None
    if found is None:
        raise LookupError(f"receipt {receipt.id} names no sealed revision")
    return found


def revisions(sealed_ids: Collection[UUID]) -> dict[UUID, Revision]:
    """Many sealed revisions by id. One statement."""
    return {row.id: revision_of(row) for row in SealedRevision.objects.filter(id__in=sealed_ids)}


def drafts(subject: Ref) -> dict[UUID, dict[str, Draft]]:
    """party → field → the text that stands. One statement."""
    later = DraftRevision.objects.filter(
        subject_id=OuterRef("subject_id"),
        party=OuterRef("party"),
        key=OuterRef("key"),
        conflict=False,
        revision__gt=OuterRef("revision"),
    )
    found: dict[UUID, dict[str, Draft]] = {}
    for row in DraftRevision.objects.filter(~Exists(later), subject_id=subject.id, conflict=False):
        found.setdefault(row.party, {})[row.key] = Draft(
            json.loads(row.value), row.revision, row.saved_by, row.saved_at
        )
    return found


def draft_history(subject: Ref, party: UUID, key: str) -> list[DraftStep]:
    """Every kept text of a field, oldest first. One statement."""
    rows = DraftRevision.objects.filter(subject_id=subject.id, party=party, key=key).order_by("revision")
    return [DraftStep(json.loads(r.value), r.revision, r.conflict, r.saved_by, r.saved_at) for r in rows]


def receipt_of(row: Event) -> Receipt:
    return Receipt(
        id=row.id,
        subject=Ref(Kind(row.subject_kind), row.subject_id),
        number=f"{row.number}-{row.seq}",
        sequence=row.seq,
        event=row.event,
        code=row.code,
        basis=row.basis,
        stamp_at=row.stamped_at,
        closes_at=row.closes_at,
        sealed_id=row.sealed_id,
        sealed_digest=row.sealed_digest,
        person_id=row.person_id,
        role=Role(row.role),
        company_id=row.company_id,
        previous=row.previous,
        link=row.link,
    )


def receipts(subject: Ref) -> list[Receipt]:
    """All answers that the door gave for a subject, oldest first. One statement."""
    rows = Event.objects.filter(subject_id=subject.id, subject_kind=subject.kind).order_by("seq")
    return [receipt_of(row) for row in rows]


def receipt(receipt_id: UUID) -> Receipt | None:
    """One answer of the door. One statement."""
    row = Event.objects.filter(id=receipt_id).first()
    return None if row is None else receipt_of(row)


def head(subject: Ref) -> Receipt | None:
    """The newest answer for a subject. One statement."""
    row = Event.objects.filter(subject_id=subject.id, subject_kind=subject.kind).order_by("-seq").first()
    return None if row is None else receipt_of(row)


def unsettled(
    *, limit: int = 200, written_before: datetime | None = None, without: Collection[UUID] = ()
) -> list[Receipt]:
    """Answers that the house has not acted on yet, each subject's in order, but for these subjects. One statement."""
    settled = Settlement.objects.filter(event_id=OuterRef("id"))
    rows = Event.objects.filter(~Exists(settled)).exclude(subject_id__in=without)
    if written_before is not None:
        rows = rows.filter(written_at__lt=written_before)
    return [receipt_of(row) for row in rows.order_by("written_at", "subject_id", "seq")[:limit]]


def event_rows(ids: Iterable[UUID]) -> dict[UUID, EventRow]:
    """The rows that receipts are made of. Two statements."""
    events = list(Event.objects.filter(id__in=list(ids)))
    parts = dict(
        SealedRevision.objects.filter(id__in={e.sealed_id for e in events if e.sealed_id}).values_list(
            "id", "receipt_part"
        )
    )
    return {event.id: _event_row(event, parts) for event in events}


def _event_row(event: Event, parts: Mapping[UUID, str]) -> EventRow:
    return EventRow(
        id=event.id.hex,
        subject_kind=event.subject_kind,
        subject_id=event.subject_id.hex,
        number=event.number,
        seq=event.seq,
        event=event.event,
        code=event.code,
        basis=event.basis,
        stamped_at=microseconds(event.stamped_at),
        closes_at=microseconds(event.closes_at) if event.closes_at else None,
        sealed_id=event.sealed_id.hex if event.sealed_id else None,
        sealed_digest=event.sealed_digest,
        person_id=event.person_id.hex,
        role=event.role,
        company_id=event.company_id.hex if event.company_id else None,
        step_up_at=microseconds(event.step_up_at) if event.step_up_at else None,
        previous=event.previous,
        link=event.link,
        sealed_part=parts.get(event.sealed_id) if event.sealed_id else None,
    )


def receipt_file(receipt_id: UUID, company_id: UUID | None) -> bytes | None:
    """A company's receipt file; without a company the file that everyone may hold.

    None while the door has not yet kept the signature (it does within a moment of its answer). At most nine
    statements.
    """
    kept = Signature.objects.filter(batch__in=Event.objects.filter(id=receipt_id).values("batch")).first()
    if kept is None:
        return None
    together = event_rows(Event.objects.filter(batch=kept.batch).values_list("id", flat=True))
    rows = sorted(together.values(), key=lambda each: each.id)
    row, place = together[receipt_id], rows.index(together[receipt_id])
    cores = [core_of(each) for each in rows]
    seal = seals(cores, lambda _: BatchSignature(kept.key_id, kept.public_key, kept.signature))[place]
    own = None
    if company_id is not None and row.sealed_id is not None:
        sealed = revision(UUID(row.sealed_id))
        own = sealed.disclosures.get(str(company_id)) if sealed else None
    leaf = inclusion(receipt_id)
    log = None
    if leaf is not None:
        log = {"index": leaf.place, "size": leaf.size, "path": list(leaf.path), "checkpoint": leaf.checkpoint}
    return company_file(cores[place], seal, own, log)


__all__ = [
    "Draft",
    "DraftStep",
    "Leaf",
    "OpenGate",
    "Receipt",
    "Revision",
    "checkpoint",
    "consistency",
    "draft_history",
    "drafts",
    "event_rows",
    "gate",
    "head",
    "inclusion",
    "log_nodes",
    "log_size",
    "open_revision",
    "receipt",
    "receipt_file",
    "receipt_of",
    "receipts",
    "revision",
    "revision_of",
    "submitted_revision",
    "unsettled",
]
