"""Everything that reads letters. One exists for others once its paper is set."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from gonggo.journal.models import Entry
from gonggo.journal.queries import who_acted
from gonggo.kernel.actor import AGENCY_ROLES, Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.messages.letters.definition import Content, LetterKind
from gonggo.messages.letters.models import Approval, Letter, LetterPaper
from gonggo.objections.definition import OfDecision
from gonggo.selection.told import took_part

PAGE = 50
RESULTS = frozenset({LetterKind.SELECTION, LetterKind.RESERVE, LetterKind.NOT_SELECTED})
"""What tells of a list of results: who scored, convened or decided on it has a part in the decision."""
READ = "letter.read"
"""The fact that somebody of the company opened it for the first time."""


def ref_of(letter_id: UUID) -> Ref:
    return Ref(Kind.LETTER, letter_id)


def visible_to(of: Actor) -> QuerySet[Letter]:
    """A company's own; to the agency all. What is not set yet is not issued."""
    rows = Letter.objects.filter(Exists(LetterPaper.objects.filter(letter=OuterRef("pk"), language="ko")))
    if of.company_id is not None:
        return rows.filter(company_id=of.company_id)
    return rows if of.role in AGENCY_ROLES | {Role.SYSTEM} else rows.none()


def unread(of: Actor) -> QuerySet[Letter]:
    """A company's letters that none of its people has read; not what asks for a supplement, which waits as itself."""
    read = Entry.objects.filter(subject_kind=Kind.LETTER, subject_id=OuterRef("pk"), name=READ)
    return visible_to(of).exclude(kind=LetterKind.SUPPLEMENT).exclude(Exists(read))


def is_read(letter_id: UUID) -> bool:
    return Entry.objects.filter(subject_kind=Kind.LETTER, subject_id=letter_id, name=READ).exists()


@dataclass(frozen=True, slots=True)
class Issued:
    """A letter as lists and pages show it; ``until_on`` is the last day to object, None where one does not."""

    id: UUID
    number: str
    kind: LetterKind
    program: str
    program_version: int
    subject: Ref
    company_id: UUID
    cause: UUID
    issued_at: datetime
    issued_on: date
    until_on: date | None
    group: str
    languages: tuple[str, ...]
    content: Content


def _issued(row: Letter) -> Issued:
    return Issued(
        id=row.id,
        number=row.number,
        kind=LetterKind(row.kind),
        program=row.program,
        program_version=row.program_version,
        subject=Ref.parse(row.subject),
        company_id=row.company_id,
        cause=row.cause,
        issued_at=row.issued_at,
        issued_on=row.issued_on,
        until_on=row.until_on,
        group=row.group,
        languages=tuple(reversed(row.languages.split(","))),
        content=Content.read(row.content),
    )


def letters(*, of: Actor, about: Collection[Ref] = (), offset: int = 0, limit: int = PAGE) -> list[Issued]:
    """The newest first; about some subjects only, if said. One statement."""
    rows = visible_to(of).order_by("-issued_at", "-number")
    if about:
        rows = rows.filter(subject__in=[str(one) for one in about])
    return [_issued(row) for row in rows[offset : offset + limit]]


def letter(letter_id: UUID, *, of: Actor) -> Issued:
    """One letter. Raises OutOfReach."""
    row = visible_to(of).filter(id=letter_id).first()
    if row is None:
        raise OutOfReach(f"letter:{letter_id}")
    return _issued(row)


def paper_of(letter_id: UUID, language: str) -> UUID:
    """The document of a letter in a language. Raises OutOfReach."""
    found = LetterPaper.objects.filter(letter_id=letter_id, language=language).first()
    if found is None:
        raise OutOfReach(f"letter:{letter_id}")
    return found.document_id


def of_decision(letter: Issued) -> OfDecision:
    """The decision that a letter tells of, as an objection to it needs it: with everybody who had a part in it."""
    approved = Approval.objects.filter(letter_id=letter.id).values_list("person_id", flat=True)
    excluded = {one for one in approved if one is not None} | who_acted([letter.subject], until=letter.issued_at)
    if letter.kind in RESULTS:
        excluded |= took_part(letter.subject.id)
    return OfDecision(letter.cause, letter.subject, letter.group, letter.issued_on, excluded)
