"""환수: an unlawful gain taken back by law, with interest and a surcharge; decided by two. Never 반납."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.agreements import queries as agreements
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import Refused, written
from gonggo.parties import queries as parties
from gonggo.settlement import queries
from gonggo.settlement.definition import Rules, rules_of
from gonggo.settlement.models import Recovery
from gonggo.settlement.states import EXAMINERS, RECOVERY_MOVES, SANCTIONERS, RecoveryState

REASON = "settlement_reason_missing"


@transaction.atomic
def propose_recovery(
    *, agreement_id: UUID, gain: int, surcharge: int, paid_on: date, reason: str, by: Actor, at: datetime
) -> Recovery:
    """An office finds an unlawful gain of ``gain`` won, paid on ``paid_on``, and proposes a surcharge of ``surcharge``.

    Interest is counted to the day of ``at``. Refuses with: wrong_role, gain_above_paid, surcharge_too_high,
    recovery_day_wrong, settlement_reason_missing. Raises OutOfReach.
    """
    if by.role not in SANCTIONERS | EXAMINERS:
        raise Refused("wrong_role")
    terms = agreements.terms(agreement_id, of=by, lock=True)
    program = agreements.program_of(agreements.within_reach(agreement_id, of=by))
    rules, most = rules_of(program), queries.left_to_take_back(agreement_id)
    if isinstance(gain, bool) or not isinstance(gain, int) or not 0 < gain <= most:
        raise Refused("gain_above_paid", rules.recovery_basis, field="gain", most=most)
    if isinstance(surcharge, bool) or not isinstance(surcharge, int) or not 0 <= surcharge <= gain * rules.surcharge:
        raise Refused("surcharge_too_high", rules.surcharge_basis, field="surcharge", times=rules.surcharge)
    if paid_on > legal_day(at):
        raise Refused("recovery_day_wrong", rules.interest_basis, field="paid_on")
    row = Recovery.objects.create(
        program=terms.program,
        program_version=terms.program_version,
        operator=terms.operator,
        agreement_id=agreement_id,
        state=RecoveryState.PROPOSED,
        gain=gain,
        interest=rules.interest_on(gain, paid_on, legal_day(at)),
        surcharge=surcharge,
        paid_on=paid_on,
        reason=written(reason, REASON),
        proposed_by=parties.person_behind(by),
        proposed_at=at,
    )
    row.company_id = terms.lead.company_id
    note("recovery.proposed", row, by=by, at=at, gain=gain, surcharge=surcharge)
    return row


@transaction.atomic
def order_recovery(*, recovery_id: UUID, due_on: date, by: Actor, at: datetime) -> Recovery:
    """Another person, of the agency, decides: the company is told, with at least the program's days to pay.

    Refuses with: wrong_role, wrong_state, recovery_second_person, recovery_day_wrong. Raises OutOfReach.
    """
    row = _moved(recovery_id, "order_recovery", by)
    rules = _rules(row)
    if row.proposed_by == by.person_id:
        raise Refused("recovery_second_person", rules.recovery_basis)
    if due_on < legal_day(at) + timedelta(days=rules.recovery_days):
        raise Refused("recovery_day_wrong", rules.recovery_basis, field="due_on")
    row.ordered_by, row.ordered_at, row.due_on = parties.person_behind(by), at, due_on
    row.save(update_fields=["state", "ordered_by", "ordered_at", "due_on"])
    amounts = {"gain": row.gain, "interest": row.interest, "surcharge": row.surcharge}
    note("recovery.ordered", row, by=by, at=at, basis=rules.recovery_basis, due_on=due_on.isoformat(), **amounts)
    return row


@transaction.atomic
def drop_recovery(*, recovery_id: UUID, reason: str, by: Actor, at: datetime) -> Recovery:
    """Nothing comes of it. Refuses with: wrong_role, wrong_state, settlement_reason_missing. Raises OutOfReach."""
    return _closed(recovery_id, "drop_recovery", "recovery.dropped", reason, by=by, at=at)


@transaction.atomic
def lift_recovery(*, recovery_id: UUID, reason: str, by: Actor, at: datetime) -> Recovery:
    """An objection to it was upheld: nothing more is owed. Refuses with what ``drop_recovery`` does."""
    return _closed(recovery_id, "lift_recovery", "recovery.lifted", reason, by=by, at=at)


@transaction.atomic
def close_recovery(*, recovery_id: UUID, by: Actor, at: datetime) -> Recovery:
    """Everything came in. Refuses with: wrong_role, wrong_state, return_not_whole. Raises OutOfReach."""
    row = _moved(recovery_id, "close_recovery", by)
    if sum(one.amount for one in row.paid_in.all() if one.confirmed_at is not None) < row.amount:
        raise Refused("return_not_whole")
    row.closed_at = at
    row.save(update_fields=["state", "closed_at"])
    note("recovery.done", row, by=by, at=at, amount=row.amount)
    return row


def _closed(recovery_id: UUID, command: str, fact: str, reason: str, *, by: Actor, at: datetime) -> Recovery:
    row = _moved(recovery_id, command, by)
    row.closed_at, row.closed_for = at, written(reason, REASON)
    row.save(update_fields=["state", "closed_at", "closed_for"])
    note(fact, row, by=by, at=at, reason=row.closed_for)
    return row


def _moved(recovery_id: UUID, command: str, by: Actor) -> Recovery:
    row = queries.recovery_within_reach(recovery_id, of=by, lock=True)
    row.state = RECOVERY_MOVES.check(command, RecoveryState(row.state), by)
    own = parties.organisations_of(by.person_id) if by.person_id else []
    if Ref(Kind.COMPANY, row.company_id) in {one.ref for one in own}:
        raise Refused("settlement_of_own_company")
    return row


def _rules(row: Recovery) -> Rules:
    return rules_of(queries.program_of(row))


def note(fact: str, row: Recovery, *, by: Actor, at: datetime, basis: Basis | None = None, **data: Any) -> None:
    told = {"agreement": str(row.agreement_id), "company": str(row.company_id), **data}
    record(fact, subject=row.ref, by=by, at=at, basis=basis, program=row.program, **told)
