"""What pages may know of a file, and what the audit finds in the storage."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from gonggo.documents import scanner, vault
from gonggo.documents.kinds import MEDIA_TYPES, FileKind, label
from gonggo.documents.models import Document, StoredFile, Validity
from gonggo.documents.states import Hold, Scan
from gonggo.documents.structure import traits
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.kernel.text import Text
from gonggo.programs.rules import Valid


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A file as a page shows it. ``size`` is in bytes; ``remarks`` say what an officer should look at."""

    id: UUID
    name: str
    kind: FileKind
    size: int
    sha256: str
    scan: Scan
    hold: Hold
    remarks: tuple[Text, ...]
    uploaded_by: UUID | None
    organisation: Ref | None
    received_at: datetime

    @property
    def ref(self) -> Ref:
        return Ref(Kind.DOCUMENT, self.id)

    @property
    def kind_label(self) -> Text:
        return label(self.kind)

    @property
    def size_text(self) -> str:
        return size_text(self.size)

    @property
    def short_digest(self) -> str:
        """The first 16 digits in groups of four: enough for two people to compare by voice."""
        return " ".join(self.sha256[at : at + 4] for at in range(0, 16, 4))

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.kind]


def document(document_id: UUID) -> DocumentFacts:
    """What the house knows of this file. Raises OutOfReach if there is none."""
    found = documents([document_id])
    if document_id not in found:
        raise OutOfReach(f"document:{document_id}")
    return found[document_id]


def uploaded_for(document_id: UUID) -> Ref | None:
    """The organisation for which somebody uploaded this file, if any. One statement. Raises OutOfReach."""
    said = Document.objects.filter(id=document_id).values_list("organisation", flat=True).first()
    if said is None:
        raise OutOfReach(f"document:{document_id}")
    return Ref.parse(said) if said else None


def documents(document_ids: Collection[UUID]) -> dict[UUID, DocumentFacts]:
    """The facts of many files by id; ids that name nothing are left out. One statement."""
    rows = Document.objects.select_related("file").filter(id__in=document_ids)
    return {row.id: _facts(row) for row in rows}


def _facts(row: Document) -> DocumentFacts:
    file = row.file
    return DocumentFacts(
        id=row.id,
        name=row.name,
        kind=FileKind(file.kind),
        size=file.size,
        sha256=file.sha256,
        scan=Scan(file.scan),
        hold=Hold(file.hold),
        remarks=tuple(traits.label(trait) for trait in file.traits),
        uploaded_by=row.uploaded_by,
        organisation=Ref.parse(row.organisation) if row.organisation else None,
        received_at=row.received_at,
    )


def validity_of(document_ids: Collection[UUID]) -> dict[UUID, Valid]:
    """What was said last of each of these files; ids of which nothing was said are left out. One statement."""
    rows = Validity.objects.filter(document_id__in=document_ids).order_by("said_at", "id")
    return {row.document_id: Valid(row.issued_on, row.valid_until) for row in rows}


@dataclass(frozen=True, slots=True)
class FileState:
    """Where stored bytes stand with the scanner and with an officer; ``remarks`` say what to look at."""

    scan: Scan
    hold: Hold
    remarks: tuple[Text, ...]
    release_reason: str
    """Why an officer ended the hold."""


def states_of(digests: Collection[str]) -> dict[str, FileState]:
    """The state of stored files by SHA-256; digests that name nothing are left out. One statement."""
    return {
        row.sha256: FileState(
            Scan(row.scan), Hold(row.hold), tuple(traits.label(trait) for trait in row.traits), row.release_reason
        )
        for row in StoredFile.objects.filter(sha256__in=digests)
    }


def total_size(document_ids: Collection[UUID]) -> int:
    """How many bytes these files have together (what ``receive`` is told as ``already``). One statement."""
    return sum(facts.size for facts in documents(document_ids).values())


def held_ids() -> "QuerySet[Document, UUID]":
    """The files that wait for an officer's look, for another room's statement to choose from."""
    held = Document.objects.filter(file__hold=Hold.HELD).exclude(file__scan=Scan.INFECTED)
    return held.values_list("id", flat=True)


def has_scanner() -> bool:
    """Whether this house has a virus scanner: what it has not seen yet, it will."""
    return scanner.socket_of_the_house() is not None


def unscanned_count() -> int:
    """How many files the scanner has not seen yet."""
    return StoredFile.objects.filter(scan__in=[Scan.WAITING, Scan.NOT_SCANNED]).count()


def size_text(size: int) -> str:
    """Bytes as people read them: 812 KB, 12.4 MB (1 MB = 1,048,576 bytes, as file managers count)."""
    if size < 1024:
        return f"{size:,} bytes"
    if size < 1024 * 1024:
        return f"{size / 1024:,.0f} KB"
    return f"{size / 1024 / 1024:,.1f} MB".replace(".0 MB", " MB")


@dataclass(frozen=True, slots=True)
class Damage:
    """A stored file that is not what its name says: ``found`` is the digest of what lies there, None for nothing."""

    sha256: str
    found: str | None


def damaged() -> Iterator[Damage]:
    """Every stored file whose bytes are gone or changed. Reads the whole storage, a chunk at a time."""
    for sha256 in StoredFile.objects.order_by("sha256").values_list("sha256", flat=True).iterator():
        found = vault.digest_of(sha256)
        if found != sha256:
            yield Damage(sha256, found)
