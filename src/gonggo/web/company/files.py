"""A file on its way in and out of a company's page."""

from typing import Any
from uuid import UUID

from django.http import FileResponse

from gonggo.documents import commands as documents
from gonggo.documents.commands import OpenedFile
from gonggo.documents.queries import document
from gonggo.documents.refusals import EMPTY
from gonggo.kernel.refusal import Refused
from gonggo.programs.definition import Program
from gonggo.web.accounts.requests import Request, language
from gonggo.web.company import pieces
from gonggo.web.company.pages.papers import limits
from gonggo.web.ui.refusals import worded
from gonggo.web.ui.rows import Problem


def problems(refused: tuple[str, Refused] | None) -> list[Problem]:
    """What the top of the page says of a file that was not taken, with the way to its slot."""
    return [Problem(str(worded(refused[1])), f"#slot-{refused[0]}")] if refused else []


def taken_in(request: Request, program: Program, *, slot: str, already: int) -> UUID:
    """The file that was sent for ``slot``, as a document; ``already`` counts the other papers' bytes.

    It is on disk when it gets here (Django spools what is larger than 256 KB), and is read from there. Raises
    StillComing while it comes in pieces.
    """
    limit = limits(program, language())
    given: dict[str, Any] = {
        "size_limit": limit.file_bytes,
        "total_limit": limit.company_bytes,
        "already": already,
        "accepts": limit.kinds,
        "field": slot,
        "program": program.key,
        "by": request.actor,
        "at": request.received_at,
    }
    if pieces.COMPLETE in request.headers:
        return pieces.joined(request, given)
    file = request.FILES.get("file")
    if file is None:
        raise Refused(EMPTY, field=slot)
    return documents.receive(file, declared_name=file.name or "", **given).id


def opened_by_own(request: Request, document_id: UUID) -> OpenedFile:
    """A paper for a person of its own company; what is unsafe only to who sent it. Refuses with: file_not_yet_open."""
    mine = document(document_id).uploaded_by == request.actor.person_id
    return documents.open_for(
        document_id,
        by=request.actor,
        at=request.received_at,
        as_uploader=mine,
        as_staff=False,
        as_colleague=True,
    )


def handed_back(request: Request, document_id: UUID) -> FileResponse:
    """A paper goes back to its own company, always as an attachment."""
    opened = opened_by_own(request, document_id)
    return FileResponse(
        opened.stream,
        as_attachment=True,
        filename=opened.facts.name,
        content_type=opened.facts.media_type,
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"},
    )
