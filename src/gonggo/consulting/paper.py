"""A filed report set as PDF: who, when, which version, and every part in the program's order."""

from datetime import date
from uuid import UUID

from gonggo.consulting import queries
from gonggo.consulting.definition import offer_of
from gonggo.documents.forms import FormSheet, SheetField, SheetPart, pdf
from gonggo.facts.queries import names_of
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.text import Text
from gonggo.parties import queries as parties
from gonggo.parties.rules import written_brn
from gonggo.programs.queries import program

FACTS = {
    "company": Text("기업", "Company"),
    "operator": Text("담당 기관", "Operator"),
    "expert": Text("컨설팅 전문가", "Consulting expert"),
    "visit": Text("방문일", "Day of the visit"),
    "version": Text("판", "Version"),
    "filed": Text("제출일", "Filed on"),
    "reason": Text("고친 사유", "Reason for the correction"),
}


def report_pdf(request_id: UUID, version: int, *, of: Actor, language: str) -> bytes:
    """The version as PDF/UA; the same version is the same bytes. Raises OutOfReach."""
    asked, filed = queries.request(request_id, of=of), queries.report(request_id, version, of=of)
    notice = program(asked.program, asked.program_version)
    offer = offer_of(notice)
    filed_on = legal_day(filed.filed_at or asked.asked_at)
    told = {
        "company": _company(asked.company_id, filed_on),
        "operator": notice.operator(asked.operator).name.said(language),
        "expert": parties.names_of_people([filed.written_by]).get(filed.written_by, ""),
        "visit": asked.visit_on.isoformat() if asked.visit_on else "",
        "version": str(filed.version),
        "filed": filed_on.isoformat(),
        "reason": filed.reason,
    }
    sheet = FormSheet(
        language=language,
        over=notice.title.said(language),
        number="",
        title=offer.report.said(language),
        parts=(
            SheetPart("", fields=tuple(SheetField(k, "", FACTS[k].said(language)) for k, said in told.items() if said)),
            SheetPart("", fields=tuple(SheetField(f"part.{p.key}", "", p.label.said(language)) for p in offer.parts)),
        ),
    )
    return pdf(sheet, told | {f"part.{key}": text for key, text in filed.written.parts.items()})


def _company(company_id: UUID, on: date) -> str:
    """What it was called on the day, or its number."""
    return names_of([company_id], on).get(company_id) or written_brn(parties.company(company_id).brn)
