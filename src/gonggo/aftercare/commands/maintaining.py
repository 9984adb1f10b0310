"""유지·보수 요청: asked by an adopter, answered and done by the supplier, confirmed or opened again by who asked."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.aftercare import queries
from gonggo.aftercare.commands.moving import as_writer, note
from gonggo.aftercare.models import Aftercare, MaintenanceRequest, RequestLine
from gonggo.aftercare.rules import answer_due_on
from gonggo.aftercare.states import OF_SUPPLIER, OVER, REQUEST_MOVES, UNANSWERED, RequestState
from gonggo.agreements import queries as agreements
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach, Refused, written
from gonggo.programs.calendar import korean_business_days

MOST_TITLE = 120
MOST_TEXT = 2000
_FACTS = {
    "answer": "aftercare.request_answered",
    "finish": "aftercare.request_done",
    "confirm": "aftercare.request_confirmed",
    "reopen": "aftercare.request_reopened",
    "withdraw": "aftercare.request_withdrawn",
}


@transaction.atomic
def ask(*, aftercare_id: UUID, supplier_id: UUID, title: str, text: str, by: Actor, at: datetime) -> MaintenanceRequest:
    """An adopter asks the supplier to mend something; the answer is due within the program's business days.

    ``at`` is when it is asked. Refuses with: wrong_role, adopter_only, supplier_unknown, aftercare_over,
    request_title_missing, request_text_missing. Raises OutOfReach.
    """
    row = queries.within_reach(aftercare_id, of=by)
    person_id, company_id = as_writer(by)
    terms, rules = agreements.terms(row.agreement_id, of=SYSTEM), queries.rules_for(row)
    if terms.role_of(company_id) != "adopter":
        raise Refused("adopter_only", rules.maintenance_basis)
    if terms.role_of(supplier_id) != "supplier":
        raise Refused("supplier_unknown", rules.maintenance_basis, field="supplier_id")
    on = legal_day(at)
    if on > row.ends_on:
        raise Refused("aftercare_over", rules.years_basis, ends=row.ends_on)
    request = MaintenanceRequest.objects.create(
        aftercare=row,
        company_id=company_id,
        supplier_id=supplier_id,
        title=written(title, "request_title_missing", most=MOST_TITLE, field="title"),
        since_at=at,
        due_on=answer_due_on(rules, on, korean_business_days()),
        asked_at=at,
    )
    said = written(text, "request_text_missing", most=MOST_TEXT, field="text")
    line = {"did": "ask", "text": said, "company_id": company_id, "said_by": person_id, "said_at": at}
    RequestLine.objects.create(request=request, **line)
    note("aftercare.request_asked", row, by=by, at=at, basis=rules.answer_basis, request=str(request.id))
    return request


def answer(*, request_id: UUID, text: str, by: Actor, at: datetime) -> MaintenanceRequest:
    """The supplier says what it does about it, and until when. Refuses with: see _moved."""
    return _moved(request_id, "answer", text, by=by, at=at)


def finish(*, request_id: UUID, text: str, by: Actor, at: datetime) -> MaintenanceRequest:
    """The supplier says that it is mended, and how. Refuses with: see _moved."""
    return _moved(request_id, "finish", text, by=by, at=at)


def confirm(*, request_id: UUID, by: Actor, at: datetime) -> MaintenanceRequest:
    """Who asked says that it works again. Refuses with: see _moved."""
    return _moved(request_id, "confirm", None, by=by, at=at)


def reopen(*, request_id: UUID, text: str, by: Actor, at: datetime) -> MaintenanceRequest:
    """It does not work after all: the supplier answers again, within the same days. Refuses with: see _moved."""
    return _moved(request_id, "reopen", text, by=by, at=at)


def withdraw(*, request_id: UUID, by: Actor, at: datetime) -> MaintenanceRequest:
    """Who asked needs it no more. Refuses with: see _moved."""
    return _moved(request_id, "withdraw", None, by=by, at=at)


@transaction.atomic
def hand_over(*, agreement_id: UUID, before: UUID, after: UUID, at: datetime) -> int:
    """Another supplier has taken the place of one: what is open with that one is its to answer; how many requests.

    The days to answer begin anew with ``at``.
    """
    row = Aftercare.objects.filter(agreement_id=agreement_id).first()
    if row is None:
        return 0
    open_ones = MaintenanceRequest.objects.select_for_update().filter(aftercare=row, supplier_id=before)
    found = list(open_ones.exclude(state__in=sorted(OVER)).order_by("asked_at", "id"))
    due_on = answer_due_on(queries.rules_for(row), legal_day(at), korean_business_days()) if found else None
    for request in found:
        request.supplier_id = after
        request.due_on = due_on if request.state in UNANSWERED else None
        request.save(update_fields=["supplier_id", "due_on"])
    if found:
        note("aftercare.requests_handed_over", row, by=SYSTEM, at=at, basis=None, count=len(found))
    return len(found)


@transaction.atomic
def _moved(request_id: UUID, command: str, text: str | None, *, by: Actor, at: datetime) -> MaintenanceRequest:
    """One side does its part and says something; ``text`` is None where nothing needs to be said.

    Refuses with: wrong_role, wrong_state, supplier_only, asker_only, request_text_missing. Raises OutOfReach.
    """
    request = _held(request_id, by)
    state = REQUEST_MOVES.check(command, RequestState(request.state), by)
    person_id, company_id = as_writer(by)
    rules = queries.rules_for(request.aftercare)
    whose, code = (
        (request.supplier_id, "supplier_only") if command in OF_SUPPLIER else (request.company_id, "asker_only")
    )
    if company_id != whose:
        raise Refused(code, rules.maintenance_basis)
    said = "" if text is None else written(text, "request_text_missing", most=MOST_TEXT, field="text")
    line = {"did": command, "text": said, "company_id": company_id, "said_by": person_id, "said_at": at}
    RequestLine.objects.create(request=request, **line)
    is_open = state is RequestState.REOPENED
    request.due_on = answer_due_on(rules, legal_day(at), korean_business_days()) if is_open else None
    request.state, request.since_at = state, at
    request.save(update_fields=["state", "since_at", "due_on"])
    note(_FACTS[command], request.aftercare, by=by, at=at, basis=rules.maintenance_basis, request=str(request.id))
    return request


def _held(request_id: UUID, by: Actor) -> MaintenanceRequest:
    """The request with its aftercare, locked. Raises OutOfReach."""
    rows = MaintenanceRequest.objects.select_for_update(of=("self",)).select_related("aftercare")
    found = rows.filter(pk=request_id, aftercare__in=queries.visible_to(by)).first()
    if found is None:
        raise OutOfReach(f"request:{request_id}")
    return found
