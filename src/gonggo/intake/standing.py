"""Everything that stands at one subject's gate, read in one statement: for pages that show it whole."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, UUIDField, Value, When

from gonggo.intake.fields import InstantField
from gonggo.intake.models import DraftRevision, Event, Gate, LogLeaf, SealedRevision
from gonggo.intake.queries import Draft, Receipt, Revision, receipt_of, revision_of
from gonggo.kernel.ref import Ref


@dataclass(frozen=True, slots=True)
class Opening:
    """The window in force at the gate."""

    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class OpenRevision:
    """The revision that may be submitted now."""

    id: UUID
    number: int
    digest: str
    content: Mapping[str, Any]
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class Aside:
    """A text that was kept beside the one that stands, until its author chooses between them."""

    party: UUID
    key: str
    revision: int
    value: str
    saved_by: UUID
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of the door, as far as a list needs it."""

    id: UUID
    number: str
    event: str
    code: str
    person_id: UUID
    stamp_at: datetime
    sealed_id: UUID | None


@dataclass(frozen=True, slots=True)
class AtGate:
    """A subject at the door: ``drafts`` is party → field → text, ``answers`` are in the order they were given in."""

    opening: Opening | None
    sealed: OpenRevision | None
    drafts: Mapping[UUID, Mapping[str, Draft]]
    asides: tuple[Aside, ...]
    answers: tuple[Answered, ...]
    elsewhere: Mapping[str, str]
    """field → what stands there at the other subjects that were asked for."""

    @property
    def in_force(self) -> Answered | None:
        """The last answer of the door that moved something: submitted or withdrawn."""
        return next((one for one in reversed(self.answers) if one.event != "refused"), None)

    @property
    def received(self) -> Answered | None:
        """The receipt that stands, if what was last submitted was not withdrawn."""
        last = self.in_force
        return last if last is not None and last.event == "submitted" else None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Fields of one party at other subjects: what it wrote there may be of use here."""

    subject_ids: Collection[UUID]
    party: UUID
    keys: Collection[str]


_NO_ID = Value(None, output_field=UUIDField())
_NO_INSTANT = Value(None, output_field=InstantField())


def _said(text: str) -> Value:
    return Value(text, output_field=CharField())


def at_gate(subject: Ref, elsewhere: Elsewhere | None = None) -> AtGate:
    """The subject's gate with all that belongs to it, and what stands ``elsewhere``. One statement."""
    found: dict[str, list[tuple[Any, ...]]] = {"event": [], "gate": [], "draft": [], "sealed": [], "elsewhere": []}
    for kind, *row in _rows(subject, elsewhere):
        found[kind].append(tuple(row))
    return AtGate(
        opening=next((Opening(row[7], row[8]) for row in found["gate"]), None),
        sealed=next((_sealed(row) for row in found["sealed"]), None),
        drafts=_drafts(found["draft"]),
        asides=_asides(found["draft"]),
        answers=tuple(_answered(row) for row in sorted(found["event"], key=lambda row: row[6])),
        elsewhere={row[3]: json.loads(row[4]) for row in sorted(found["elsewhere"], key=lambda row: row[7])},
    )


def _later() -> "QuerySet[DraftRevision]":
    """Whatever took the place of a field's text."""
    return DraftRevision.objects.filter(
        subject_id=OuterRef("subject_id"),
        party=OuterRef("party"),
        key=OuterRef("key"),
        conflict=False,
        revision__gt=OuterRef("revision"),
    )


def _rows(subject: Ref, elsewhere: Elsewhere | None) -> Any:
    """Columns: kind, three ids, three texts, a number, two instants; the first part sets their types."""
    mine = {"subject_id": subject.id, "subject_kind": subject.kind}
    later = _later()
    answered = later.filter(saved_by=OuterRef("saved_by"), tab=OuterRef("tab"))
    shown = (Q(conflict=False) & ~Exists(later)) | (Q(conflict=True) & ~Exists(answered))
    beside = Case(When(conflict=True, then=_said("beside")), default=_said(""), output_field=CharField())
    open_ids = Gate.objects.filter(**mine).values("sealed_id")
    events = Event.objects.filter(**mine).values_list(
        _said("event"), "id", "person_id", "sealed_id", "number", "event", "code", "seq", "stamped_at", "closes_at"
    )
    others: list[Any] = [
        Gate.objects.filter(**mine).values_list(
            _said("gate"),
            "subject_id",
            _NO_ID,
            "sealed_id",
            "number",
            "basis",
            _said(""),
            "epoch",
            "opens_at",
            "closes_at",
        ),
        DraftRevision.objects.filter(shown, subject_id=subject.id).values_list(
            _said("draft"), "party", "saved_by", _NO_ID, "key", "value", beside, "revision", "saved_at", _NO_INSTANT
        ),
        SealedRevision.objects.filter(id__in=open_ids).values_list(
            _said("sealed"), "id", _NO_ID, _NO_ID, "digest", "content", _said(""), "revision", "sealed_at", _NO_INSTANT
        ),
    ]
    if elsewhere is not None and elsewhere.subject_ids:
        others.append(_at_others(elsewhere))
    return events.union(*others, all=True)


def _at_others(of: Elsewhere) -> Any:
    texts = DraftRevision.objects.filter(
        ~Exists(_later()), subject_id__in=of.subject_ids, party=of.party, key__in=of.keys, conflict=False
    )
    return texts.values_list(
        _said("elsewhere"), "party", "saved_by", _NO_ID, "key", "value", _said(""), "revision", "saved_at", _NO_INSTANT
    )


def _sealed(row: tuple[Any, ...]) -> OpenRevision:
    return OpenRevision(row[0], row[6], row[3], json.loads(row[4]), row[7])


def _answered(row: tuple[Any, ...]) -> Answered:
    event_id, person_id, sealed_id, number, event, code, seq, stamped_at, _ = row
    return Answered(event_id, f"{number}-{seq}", event, code, person_id, stamped_at, sealed_id)


def _drafts(rows: list[tuple[Any, ...]]) -> dict[UUID, dict[str, Draft]]:
    found: dict[UUID, dict[str, Draft]] = {}
    for party, saved_by, _, key, value, beside, revision, saved_at, _ in rows:
        if not beside:
            found.setdefault(party, {})[key] = Draft(json.loads(value), revision, saved_by, saved_at)
    return found


def _asides(rows: list[tuple[Any, ...]]) -> tuple[Aside, ...]:
    """Each field's in the order in which they were saved."""
    found = [Aside(row[0], row[3], row[6], json.loads(row[4]), row[1], row[7]) for row in rows if row[5]]
    return tuple(sorted(found, key=lambda aside: (aside.party, aside.key, aside.revision)))


def log_place(receipt_id: UUID) -> int | None:
    """Which entry of the log the receipt is, from 0; None until it is sealed in. One statement."""
    return LogLeaf.objects.filter(event_id=receipt_id).values_list("place", flat=True).first()


def sealed_revisions(subject: Ref) -> list[Revision]:
    """Everything that was sealed for the subject, newest first. One statement."""
    rows = SealedRevision.objects.filter(subject_id=subject.id, subject_kind=subject.kind).order_by("-revision")
    return [revision_of(row) for row in rows]


def earlier_contents(subject: Ref) -> list[Mapping[str, Any]]:
    """What was sealed for the subject, newest first. One statement."""
    return [revision.content for revision in sealed_revisions(subject)]


def receipts_disclosed_to(company_id: UUID, subject_ids: Collection[UUID]) -> list[Receipt]:
    """The answers for these subjects to a revision that the company was part of, newest first. Two statements."""
    rows = list(Event.objects.filter(subject_id__in=subject_ids).order_by("-stamped_at", "-seq"))
    sealed = SealedRevision.objects.filter(id__in={row.sealed_id for row in rows if row.sealed_id})
    own = {key for key, text in sealed.values_list("id", "disclosures") if str(company_id) in json.loads(text)}
    return [receipt_of(row) for row in rows if row.sealed_id in own]
