"""An agreement is begun when a place is there, and falls with it; both follow facts of selection."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.agreements.commands.concluding import take_back
from gonggo.agreements.commands.moving import note
from gonggo.agreements.definition import Rules, has_agreements, rules_of
from gonggo.agreements.models import Agreement, Party
from gonggo.agreements.states import BEFORE, MOVES, AgreementState
from gonggo.applications import queries as applications
from gonggo.applications import sealed
from gonggo.applications.models import Application
from gonggo.applications.states import PartyState
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import legal_day
from gonggo.kernel.months import months_after
from gonggo.programs.calendar import korean_business_days
from gonggo.programs.definition import PartyRole
from gonggo.programs.rules import most_support
from gonggo.selection import queries as selection

_ORDER = tuple(PartyRole)
HANDED_OVER = "담당 기관이 바뀌어 협약서를 다시 준비합니다."


@transaction.atomic
def open_for_place(*, application_id: UUID, at: datetime) -> Agreement | None:
    """Whoever has a place is asked for its budget and, later, its papers. Again is harmless; None without a place.

    ``at`` is when the place was there: the days for papers and agreement count from it. Raises OutOfReach.
    """
    place = selection.outcome_of(application_id)
    application = applications.within_reach(application_id, of=SYSTEM, lock=True)
    program = applications.program_of(application)
    if place is None or not place.is_in or not has_agreements(program):
        return None
    known = Agreement.objects.filter(application_id=application_id).first()
    if known is not None:
        return known
    row = made_for(application, rules_of(program, application.track), at)
    told: dict[str, Any] = {
        "papers_due_on": row.papers_due_on.isoformat(),
        "conclude_by_on": row.conclude_by_on.isoformat(),
    }
    told |= {"government": row.government, "cash": row.cash, "in_kind": row.in_kind}
    note("agreement.opened", row, by=SYSTEM, at=at, **told)
    return row


def made_for(application: Application, rules: Rules, at: datetime) -> Agreement:
    """The rows of an agreement that begins: the money as submitted, the parties, the days. Raises OutOfReach."""
    asked, day = sealed.money(application), legal_day(at)
    rolled = korean_business_days().on_or_after
    row = Agreement.objects.create(
        application_id=application.id,
        number=f"{application.number}-A",
        program=application.program,
        program_version=application.program_version,
        track=application.track,
        type=application.type,
        title=application.title,
        operator=application.operator,
        state=AgreementState.BUDGET,
        opened_at=at,
        papers_due_on=rolled(day + timedelta(days=rules.papers_days.value)),
        conclude_by_on=rolled(months_after(day, rules.conclude_months.value)),
        asked_government=asked.government,
        asked_cash=asked.cash,
        asked_in_kind=asked.in_kind,
        government=asked.government,
        cash=asked.cash,
        in_kind=asked.in_kind,
        cap=most_support(applications.program_of(application), application.track, asked.companies),
        share_numerator=rules.share.numerator,
        share_denominator=rules.share.denominator,
    )
    joined = [one for one in applications.parties_of(application) if one.state is PartyState.JOINED]
    joined.sort(key=lambda one: (not one.is_lead, _ORDER.index(PartyRole(one.role))))
    Party.objects.bulk_create(
        Party(agreement=row, company_id=one.company_id, role=one.role, leads=one.is_lead, place=place)
        for place, one in enumerate(joined)
        if one.company_id is not None
    )
    return row


@transaction.atomic
def follow_operator(*, application_id: UUID, at: datetime) -> bool:
    """The task was given to another operator: so is its agreement. What waits for signatures is prepared anew.

    False where nothing is to follow.
    """
    operator = applications.within_reach(application_id, of=SYSTEM).operator
    row = Agreement.objects.select_for_update().filter(application_id=application_id).exclude(operator=operator).first()
    if row is None:
        return False
    before, row.operator = row.operator, operator
    row.save(update_fields=["operator"])
    note("agreement.handed_over", row, by=SYSTEM, at=at, before=before, operator=operator)
    if row.state == AgreementState.SIGNING:
        take_back(agreement_id=row.id, reason=HANDED_OVER, by=SYSTEM, at=at)
    return True


@transaction.atomic
def lapse_given_up(*, application_id: UUID, reason: str, at: datetime) -> bool:
    """The place was given up before there was an agreement: there will be none. False if nothing had begun."""
    row = Agreement.objects.select_for_update().filter(application_id=application_id, state__in=BEFORE).first()
    if row is None:
        return False
    lapse(row, reason=reason, at=at)
    return True


def lapse(row: Agreement, *, reason: str, at: datetime) -> None:
    """What had begun ends without an agreement. Refuses with: wrong_state."""
    row.state = MOVES.check("lapse", AgreementState(row.state), SYSTEM)
    row.ended_at, row.end_reason = at, reason
    row.save(update_fields=["state", "ended_at", "end_reason"])
    note("agreement.lapsed", row, by=SYSTEM, at=at, reason=reason)
