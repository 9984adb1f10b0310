"""Consents that a received application rests on: listed beside the papers, each taken as a paper of the house."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gonggo.applications.commands.opening import open_consent
from gonggo.applications.consent_papers import ConsentPaper
from gonggo.kernel.text import Text
from gonggo.web.office.desk import Request, origin
from gonggo.web.ui.responses import download


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One consent: ``number`` is the form's that it stands for, ``who`` a person's name or that it is the company's."""

    id: UUID
    number: Text
    title: Text
    who: str
    given_at: datetime


def consent_lines(papers: Iterable[ConsentPaper]) -> dict[UUID, tuple[ConsentLine, ...]]:
    """By company, in the order of the papers given."""
    found: dict[UUID, tuple[ConsentLine, ...]] = {}
    for paper in papers:
        line = ConsentLine(
            id=paper.evidence.id,
            number=paper.form.number if paper.form else Text("", ""),
            title=paper.form.title if paper.form else paper.text.title,
            who=paper.name or gettext("기업"),
            given_at=paper.evidence.given_at,
        )
        found[paper.company_id] = (*found.get(paper.company_id, ()), line)
    return found


@never_cache
@require_POST
def consent(request: Request, application_id: UUID, consent_id: UUID) -> HttpResponse:
    """A consent as a signed PDF; taking it is on record, so it is a POST."""
    paper = open_consent(
        application_id=application_id,
        consent_id=consent_id,
        by=request.actor,
        at=request.received_at,
        origin=origin(request),
    )
    return download(paper.made(request.received_at), paper.name, "application/pdf", plain="consent.pdf")
