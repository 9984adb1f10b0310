"""Everything that writes letters: drawn up from a fact, set as papers, opened."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from gonggo.documents.commands import OpenedFile, open_for, receive
from gonggo.journal.commands import record, record_access
from gonggo.journal.models import Entry
from gonggo.journal.purposes import Purpose
from gonggo.journal.queries import facts_about
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.text import Text
from gonggo.messages.letters import queries
from gonggo.messages.letters.approval import approved
from gonggo.messages.letters.definition import (
    Content,
    basis_of,
    issuer_of,
    number_of,
    objection_of,
    title_of,
)
from gonggo.messages.letters.drafts import Draft, last_day
from gonggo.messages.letters.kinds import DRAFTS
from gonggo.messages.letters.models import Approval, Letter, LetterPaper, LetterSeries
from gonggo.messages.letters.paper import letter_pdf
from gonggo.messages.telling import company_name, people_of
from gonggo.objections.definition import addressee, rules_of
from gonggo.parties import queries as parties
from gonggo.programs.calendar import korean_business_days
from gonggo.programs.definition import Program

LARGEST = 10 * 1024 * 1024  # bytes of one letter: far above any


@transaction.atomic
def draw_up(entry: Entry) -> int:
    """The letters that a fact makes, each once for (fact, subject, company); how many were new.

    Where the program names no legal basis none is drawn up, and that is recorded.
    """
    return sum(_draw_up(draft, entry) for draft in DRAFTS[entry.name](entry))


def _draw_up(draft: Draft, entry: Entry) -> bool:
    basis = basis_of(draft.program, draft.kind)
    if Letter.objects.filter(cause=entry.uid, subject=str(draft.subject), company_id=draft.company_id).exists():
        return False
    if basis is None:
        kind, cause = str(draft.kind), str(entry.uid)
        record("letter.withheld", subject=draft.subject, by=SYSTEM, at=entry.at, kind=kind, cause=cause)
        return False
    deciding = _deciding(draft, entry)
    group, says, until = _objection(draft, entry)
    content = Content(
        title=title_of(draft.program, draft.kind),
        program=draft.program.title,
        to=company_name(draft.company_id, entry.at),
        opening=draft.opening,
        points=draft.points,
        approved=approved(deciding),
        basis=basis.says,
        objection=says,
        issuer=issuer_of(draft.program),
    )
    _issue(draft, entry, content, basis=str(basis.basis), group=group, until_on=until, deciding=deciding)
    return True


def _deciding(draft: Draft, entry: Entry) -> list[Entry]:
    """The facts behind a letter; of the one change that it is about, where an agreement has several.

    What one person did at one instant in several facts, as judging condition after condition, is told once.
    """
    change = entry.data.get("change")
    found = facts_about(draft.decided, draft.deciding, until=entry)
    mine = (one for one in found if change is None or one.data.get("change") == change)
    return list({(one.name, one.person_id, one.role, one.at): one for one in mine}.values())


def _objection(draft: Draft, entry: Entry) -> tuple[str, Text, date | None]:
    """The table of days that holds, how to object, with whom and until when."""
    group, says = objection_of(draft.program, draft.kind)
    if not group:
        return "", says, None
    rules = rules_of(draft.program, group)
    until = rules.until_on(legal_day(entry.at), korean_business_days())
    day, to = last_day(until), addressee(draft.program, rules)
    said = Text(f"{says.ko}. 받는 곳: {to.ko}. 기한: {day.ko}까지", f"{says.en}. Filed with: {to.en}. Until: {day.en}")
    return group, said, until


def _issue(draft: Draft, entry: Entry, content: Content, *, deciding: Sequence[Entry], **rests: Any) -> None:
    on = legal_day(entry.at)
    letter = Letter.objects.create(
        number=_next_number(draft.program, on.year),
        program=draft.program.key,
        program_version=draft.program.version,
        kind=draft.kind,
        subject=str(draft.subject),
        company_id=draft.company_id,
        cause=entry.uid,
        issued_at=entry.at,
        issued_on=on,
        languages="en,ko" if any(one.language == "en" for one in people_of(draft.company_id)) else "ko",
        content=content.kept(),
        **rests,
    )
    Approval.objects.bulk_create(_approval(letter, place, one) for place, one in enumerate(deciding, start=1))


def _approval(letter: Letter, place: int, one: Entry) -> Approval:
    return Approval(
        letter=letter,
        place=place,
        fact=one.uid,
        person_id=one.person_id,
        role=one.role,
        organisation=one.organisation,
        at=one.at,
    )


def _next_number(program: Program, year: int) -> str:
    series, _ = LetterSeries.objects.select_for_update().get_or_create(program=program.key, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return number_of(program, year, series.last)


def set_waiting(*, limit: int = 20) -> int:
    """Set the papers of letters that have none yet, the oldest first; how many letters were issued.

    Files are written, so that this is the worker's and runs inside no transaction.
    """
    korean = LetterPaper.objects.filter(letter=OuterRef("pk"), language="ko")
    waiting = list(Letter.objects.filter(~Exists(korean)).order_by("issued_at", "number")[:limit])
    for letter in waiting:
        for language in letter.languages.split(","):  # Korean comes last: with it the letter is whole
            _set(letter, language)
    return len(waiting)


def _set(letter: Letter, language: str) -> None:
    made = letter_pdf(letter, language)
    kept = receive(
        BytesIO(made),
        declared_name=f"{letter.number}-{language}.pdf",
        size_limit=LARGEST,
        by=SYSTEM,
        at=letter.issued_at,
        program=letter.program,
    )
    with transaction.atomic():
        _, is_new = LetterPaper.objects.get_or_create(
            letter=letter, language=language, defaults={"document_id": kept.id, "sha256": kept.file_id}
        )
        if is_new and language == "ko":
            record(
                "letter.issued",
                subject=queries.ref_of(letter.id),
                by=SYSTEM,
                at=letter.issued_at,
                program=letter.program,
                number=letter.number,
                kind=letter.kind,
                cause=str(letter.cause),
                sha256=kept.file_id,
            )


@transaction.atomic
def read_letter(*, letter_id: UUID, by: Actor, at: datetime) -> None:
    """Somebody of the company opens a letter: from the first time on it counts as having arrived. Raises OutOfReach."""
    letter = queries.letter(letter_id, of=by)
    if by.company_id is None or queries.is_read(letter.id):
        return
    parties.within_reach(by.company_id, of=by, lock=True)  # two who open it at once are one after the other
    if queries.is_read(letter.id):
        return
    record(queries.READ, subject=queries.ref_of(letter.id), by=by, at=at, program=letter.program, number=letter.number)


def open_letter(*, letter_id: UUID, language: str, origin: str, by: Actor, at: datetime) -> OpenedFile:
    """The paper of a letter, for its company or the agency; taking it goes into the access log.

    ``origin`` is the network address that the person came from. Raises OutOfReach.
    """
    letter = queries.letter(letter_id, of=by)
    document_id = queries.paper_of(letter_id, language)
    with transaction.atomic():
        record_access(
            "letter.opened",
            subject=queries.ref_of(letter.id),
            whose=[Ref(Kind.COMPANY, letter.company_id)],
            purpose=Purpose.LETTER,
            origin=origin,
            by=by,
            at=at,
            program=letter.program,
            number=letter.number,
        )
    return open_for(document_id, by=by, at=at, as_uploader=True, as_staff=False)  # of the house's own making
