"""Which consents stand, and how far a paper is signed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, QuerySet, When

from gonggo.kernel.actor import AGENCY_ROLES, Actor, Role
from gonggo.kernel.ref import Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.kernel.text import Text
from gonggo.parties.queries import names_of_people
from gonggo.signing.models import Consent, Signature, Signing
from gonggo.signing.states import SigningState


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


@dataclass(frozen=True, slots=True)
class ConsentEvidence:
    """One standing consent with all that proves it. ``stepped_up_at`` is by the machine's clock.

    ``person_id`` is who pressed: the party itself where a natural person without an account consented.
    """

    id: UUID
    party_id: UUID
    text_key: str
    text_version: str
    text_digest: str
    language: str
    part_digest: str
    person_id: UUID
    role: str
    stepped_up_at: datetime
    given_at: datetime


def evidence_of(subject: Ref) -> list[ConsentEvidence]:
    """All consents to ``subject`` that stand, with their proof, oldest first. One statement."""
    rows = Consent.objects.filter(subject_kind=subject.kind, subject_id=subject.id, withdrawn_at=None)
    names = ConsentEvidence.__slots__
    return [ConsentEvidence(**{name: getattr(r, name) for name in names}) for r in rows.order_by("given_at", "id")]


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


def open_of(subject: Ref) -> QuerySet[Signing]:
    """The signing of ``subject`` that is open, if there is one."""
    return Signing.objects.filter(subject_kind=subject.kind, subject_id=subject.id, state=SigningState.OPEN)


def visible_to(of: Actor) -> QuerySet[Signing]:
    """To the agency all; to an organisation those that it signs."""
    rows = Signing.objects.all()
    if of.role in AGENCY_ROLES | {Role.SYSTEM}:
        return rows
    if of.organisation is None:
        return rows.none()
    return rows.filter(Exists(Signature.objects.filter(signing=OuterRef("pk"), party=str(of.organisation))))


def within_reach(signing_id: UUID, *, of: Actor, lock: bool = False) -> Signing:
    """The signing, if this actor may know of it. Raises OutOfReach."""
    rows = visible_to(of)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=signing_id).first()
    if found is None:
        raise OutOfReach(f"signing:{signing_id}")
    return found


def last_signature(signing: Signing) -> Signature | None:
    return signing.signatures.exclude(signed_at=None).order_by("-place").first()


def last_bytes(signing: Signing) -> str:
    """The SHA-256 of the file with all signatures so far."""
    last = last_signature(signing)
    return signing.sha256 if last is None else last.after


@dataclass(frozen=True, slots=True)
class SignerRow:
    """One place in the order; ``person`` is who signed, empty before. ``is_next`` is whose turn it is."""

    place: int
    party: Ref
    name: str
    label: Text
    person: str
    signed_at: datetime | None
    sha256: str
    is_next: bool


@dataclass(frozen=True, slots=True)
class SigningFacts:
    """A paper in signature. ``document_id`` and ``sha256`` are of the file with all signatures so far."""

    id: UUID
    subject: Ref
    state: SigningState
    name: str
    opened_at: datetime
    completed_at: datetime | None
    void_reason: str
    document_id: UUID
    sha256: str
    signers: tuple[SignerRow, ...]

    @property
    def next(self) -> SignerRow | None:
        """Whose turn it is; None when nobody is left or the signing was called off."""
        return next((one for one in self.signers if one.is_next), None)

    def is_turn_of(self, party: Ref | None) -> bool:
        return self.next is not None and self.next.party == party


def signing_of(subject: Ref) -> SigningFacts | None:
    """The last signing of ``subject`` that stands, else the one opened last, if any was. At most three statements."""
    rows = Signing.objects.filter(subject_kind=subject.kind, subject_id=subject.id).prefetch_related("signatures")
    found = rows.order_by(Case(When(state=SigningState.VOID, then=1), default=0), "-opened_at", "-id").first()
    return None if found is None else _facts(found)


def _facts(row: Signing) -> SigningFacts:
    places = sorted(row.signatures.all(), key=lambda one: one.place)
    given = [one for one in places if one.signed_at is not None]
    due = next((one.place for one in places if one.signed_at is None), 0) if row.state == SigningState.OPEN else 0
    names = names_of_people([one.person_id for one in given if one.person_id is not None]) if given else {}
    last = given[-1] if given else None
    return SigningFacts(
        id=row.id,
        subject=row.subject,
        state=SigningState(row.state),
        name=row.name,
        opened_at=row.opened_at,
        completed_at=row.completed_at,
        void_reason=row.void_reason,
        document_id=row.document_id if last is None or last.document_id is None else last.document_id,
        sha256=row.sha256 if last is None else last.after,
        signers=tuple(
            SignerRow(
                place=one.place,
                party=Ref.parse(one.party),
                name=one.name,
                label=Text(one.label, one.label_en),
                person=names.get(one.person_id, "") if one.person_id is not None else "",
                signed_at=one.signed_at,
                sha256=one.after,
                is_next=one.place == due,
            )
            for one in places
        ),
    )
