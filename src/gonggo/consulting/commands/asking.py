"""A company asks for consulting, and takes it back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.consulting import queries
from gonggo.consulting.commands.moving import end_visit, move, note
from gonggo.consulting.definition import Offer, offer_of
from gonggo.consulting.models import Request
from gonggo.consulting.states import STANDING, RequestState
from gonggo.kernel.actor import COMPANY_WRITERS, Actor
from gonggo.kernel.clock import SEOUL, legal_day
from gonggo.kernel.refusal import Refused
from gonggo.operators.queries import check_open
from gonggo.parties import queries as parties
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_in_force

MOST_WISHES, MOST_LOOKS_AT = 300, 1000


@transaction.atomic
def ask(*, program_key: str, operator: str, role: str, wishes: str, looks_at: str, by: Actor, at: datetime) -> Request:
    """A company asks an operator for a day of consulting, taking part in ``role``.

    ``at`` is when the request came in: the window is counted in days of Seoul. Refuses with: wrong_role,
    consulting_not_offered, consulting_window_closed, consulting_for_adopters, consulting_operator_unknown,
    operator_closed, consulting_words_missing, already_asked_for_consulting, consulting_operator_declined.
    """
    if by.role not in COMPANY_WRITERS or by.company_id is None:
        raise Refused("wrong_role")
    company = parties.within_reach(by.company_id, of=by, lock=True)  # two who ask at once are one after the other
    program = program_in_force(program_key)
    offer = offer_of(program)
    _check_window(offer, at)
    _check_choice(program, offer, operator, role)
    wishes, looks_at = wishes.strip(), looks_at.strip()
    if not 0 < len(wishes) <= MOST_WISHES or not 0 < len(looks_at) <= MOST_LOOKS_AT:
        raise Refused("consulting_words_missing", field="wishes", wishes=MOST_WISHES, looks_at=MOST_LOOKS_AT)
    _check_earlier(program, offer, company.id, operator)

    request = Request.objects.create(
        program=program.key,
        program_version=program.version,
        company_id=company.id,
        operator=operator,
        wishes=wishes,
        looks_at=looks_at,
        asked_by=parties.person_behind(by),
        asked_at=at,
    )
    note("consulting.asked", request, by=by, at=at, basis=offer.window.basis)
    return request


def _check_window(offer: Offer, at: datetime) -> None:
    window = offer.window
    if not window.holds(at):
        raise Refused(
            "consulting_window_closed", window.basis, opens=window.opens.astimezone(SEOUL), last=window.last_day
        )


def _check_choice(program: Program, offer: Offer, operator: str, role: str) -> None:
    if role != offer.who:
        raise Refused("consulting_for_adopters", offer.basis, field="role", who=program.role(offer.who).applying)
    if operator not in {one.key for one in program.operators}:
        raise Refused("consulting_operator_unknown", field="operator")
    check_open(program.key, operator)


def _check_earlier(program: Program, offer: Offer, company_id: UUID, operator: str) -> None:
    earlier = Request.objects.filter(company_id=company_id, program=program.key)
    if earlier.filter(state__in=STANDING).exists():
        raise Refused("already_asked_for_consulting", offer.section.value("offer", "days").basis)
    if earlier.filter(state=RequestState.DECLINED, operator=operator).exists():
        raise Refused("consulting_operator_declined", field="operator")


@transaction.atomic
def cancel(*, request_id: UUID, by: Actor, at: datetime) -> Request:
    """The company takes its request back; a visit must not have come to its day. Its expert is free again.

    Refuses with: wrong_role, wrong_state, visit_has_begun.
    """
    request = queries.within_reach(request_id, of=by, lock=True)
    visit = queries.visit_of(request)
    if visit is not None and request.state == RequestState.ASSIGNED and legal_day(at) >= visit.on:
        raise Refused("visit_has_begun", on=visit.on)
    move(request, "cancel", by=by, at=at)
    end_visit(visit, at)
    note("consulting.cancelled", request, by=by, at=at, expert=str(visit.expert_id) if visit else "")
    return request
