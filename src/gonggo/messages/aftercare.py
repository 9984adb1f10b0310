"""Facts of aftercare → mails: reminders to who reports, requests to who answers, the rest to who looks after it."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from gonggo.aftercare import queries
from gonggo.aftercare.queries import Aftercare, RequestRow
from gonggo.agreements import queries as agreements
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import OPERATOR_ROLES, SYSTEM, Role
from gonggo.messages.telling import address, agency_people, company_name, day, moment, people_at, people_of, tell
from gonggo.messages.templates import TEMPLATES
from gonggo.parties.models import Person

_EVERYBODY, _LEAD, _OPERATOR, _AGENCY, _SUPPLIER, _ASKER = (
    "companies",
    "lead",
    "operator",
    "agency",
    "supplier",
    "asker",
)
_TOLD = {
    "aftercare.opened": (_EVERYBODY,),
    "aftercare.report_reminded": (_LEAD,),
    "aftercare.report_submitted": (_OPERATOR,),
    "aftercare.report_submitted_late": (_OPERATOR,),
    "aftercare.report_missed": (_LEAD, _OPERATOR),
    "aftercare.request_asked": (_SUPPLIER,),
    "aftercare.request_answered": (_ASKER,),
    "aftercare.request_done": (_ASKER,),
    "aftercare.request_reopened": (_SUPPLIER,),
    "aftercare.request_confirmed": (_SUPPLIER,),
    "aftercare.data_consent_withdrawn": (_OPERATOR, _AGENCY),
}
"""fact → who is told of it."""


def tell_of_aftercare(entry: Entry) -> None:
    """Everybody whom the fact concerns reads it in the own language."""
    whole = queries.whole(UUID(entry.data["aftercare"]), of=SYSTEM)
    request = whole.request(UUID(entry.data["request"])) if "request" in entry.data else None
    template = entry.name.replace(".", "_")
    needed = TEMPLATES[template].fields - {"site"}

    def fields(language: str) -> dict[str, object]:
        told = _told(whole.aftercare, entry, language) | _asked(request, entry, language)
        return {name: told[name] for name in needed}

    people = {one.id: one for audience in _TOLD[entry.name] for one in _people(audience, whole.aftercare, request)}
    tell(template, entry, people.values(), fields)


def _told(row: Aftercare, entry: Entry, language: str) -> dict[str, object]:
    due = entry.data["due"][0] if "due" in entry.data else entry.data.get("due_on", "")
    return {
        "number": row.number,
        "program": queries.program_of(row).title.said(language),
        "company": company_name(row.lead_company_id, entry.at),
        "year": entry.data.get("year", ""),
        "due": day(date.fromisoformat(due), language) if due else "-",
        "when": moment(entry.at, language),
        "link": address("aftercare", row.id),
    }


def _asked(request: RequestRow | None, entry: Entry, language: str) -> dict[str, Any]:
    if request is None:
        return {}
    found = {
        "title": request.title,
        "asker": company_name(request.company_id, entry.at),
        "supplier": company_name(request.supplier_id, entry.at),
    }
    return found | ({"due": day(request.due_on, language)} if request.due_on else {})


def _people(audience: str, row: Aftercare, request: RequestRow | None) -> Iterable[Person]:
    if audience == _LEAD:
        return people_of(row.lead_company_id)
    if request is not None:
        return people_of(request.supplier_id if audience == _SUPPLIER else request.company_id)
    terms = agreements.terms(row.agreement_id, of=SYSTEM)
    if audience == _EVERYBODY:
        return people_of(*(one.company_id for one in terms.parties))
    if audience == _OPERATOR:
        return people_at(terms.operator, OPERATOR_ROLES)
    return agency_people({Role.AGENCY_OFFICER, Role.AGENCY_LEAD})


READERS = (Reader("messages.aftercare", frozenset(_TOLD), tell_of_aftercare),)
