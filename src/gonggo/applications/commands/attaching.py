"""A consulting report becomes a paper of the company that it is about, if the company wants."""

from datetime import datetime
from io import BytesIO
from uuid import UUID

from django.db import transaction

from gonggo.applications import queries
from gonggo.applications.commands.papers import put
from gonggo.applications.commands.reach import as_writer
from gonggo.applications.form import REPORT_SLOT
from gonggo.applications.models import Paper
from gonggo.consulting import queries as consulting
from gonggo.consulting.definition import offer_of
from gonggo.consulting.paper import report_pdf
from gonggo.documents.commands import receive
from gonggo.kernel.actor import Actor, writer
from gonggo.kernel.refusal import Refused
from gonggo.programs.definition import Program


def attach_report(*, application_id: UUID, request_id: UUID, language: str, by: Actor, at: datetime) -> Paper:
    """A company attaches its last filed report to its part of an application; it is taken out as any paper.

    Refuses with: wrong_role, report_not_for_this.
    """
    writer(by)
    application = queries.within_reach(application_id, of=by)
    asked = consulting.request(request_id, of=by)
    if asked.report_version is None or asked.program != application.program:
        raise Refused("report_not_for_this")
    program = queries.program_of(application)
    document = receive(  # a file is written before the transaction begins
        BytesIO(report_pdf(request_id, asked.report_version, of=by, language=language)),
        declared_name=f"{offer_of(program).report.said(language)} {asked.report_version}.pdf",
        size_limit=_most_bytes(program),
        program=program.key,
        by=by,
        at=at,
    )
    return _attach(application_id, document.id, by=by, at=at)


def _most_bytes(program: Program) -> int:
    return int(str(program.room("documents").value("limits", "file-bytes").value))


@transaction.atomic
def _attach(application_id: UUID, document_id: UUID, *, by: Actor, at: datetime) -> Paper:
    application, member = as_writer(application_id, by, lock=True)
    if member.role != offer_of(queries.program_of(application)).who:
        raise Refused("report_not_for_this")
    return put(application, member.company_id, REPORT_SLOT, document_id, by=by, at=at)
