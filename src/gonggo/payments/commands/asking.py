"""The lead company asks for a tranche, corrects it, takes it back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.refusal import Refused, written
from gonggo.parties import personal
from gonggo.parties.queries import person_behind
from gonggo.payments import queries
from gonggo.payments.commands.moving import moved, note
from gonggo.payments.definition import Agreed, Gate, Portion, Rules, rules_of
from gonggo.payments.models import Instruction, Tranche
from gonggo.payments.rules import amount_of, won_of
from gonggo.payments.states import ASKERS, GONE, InstructionState, TrancheState
from gonggo.payments.terms import agreed as agreed_now
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_version

LEAST_DIGITS, MOST_DIGITS = 8, 20
_UNPREPARED: dict[str, object] = {
    "seen": None,
    "content_digest": "",
    "prepared_by": None,
    "prepared_for": "",
    "prepared_at": None,
    "reason": "",
}


@transaction.atomic
def ask(
    *,
    agreement_id: UUID,
    number: int,
    amount: int,
    bank: str,
    holder: str,
    account: str,
    by: Actor,
    at: datetime,
) -> Tranche:
    """The lead company asks for tranche ``number``: ``amount`` won into its dedicated account.

    ``at`` is when it asks. Raises OutOfReach; refuses with: wrong_role, lead_company_only, agreement_not_in_force,
    tranche_unknown, no_advance, tranche_standing, tranche_out_of_order, settlement_first, settled_already,
    payment_won_wrong, payment_above, agreed_above_limits, account_wrong.
    """
    agreed = agreed_now(agreement_id, of=by, lock=True)
    _check_lead(agreed, by)
    program = program_version(agreed.program, agreed.program_version)
    portion = _portion(rules_of(program), number)
    before = _before(agreed, portion)
    _check_settled(agreed, portion)
    _check_amount(rules_of(program), portion, agreed, won_of(amount), before)
    row = Tranche(
        number=number,
        amount=amount,
        before=before,
        asked_by=person_behind(by),
        asked_for=str(by.organisation),
        asked_at=at,
        **_terms(program, agreed),
    )
    _fill_account(row, bank, holder, account)
    row.save(force_insert=True)
    note("payment.asked", row, by=by, at=at, basis=portion.basis)
    return row


@transaction.atomic
def ask_again(
    *, tranche_id: UUID, amount: int, bank: str, holder: str, account: str, by: Actor, at: datetime
) -> Tranche:
    """The lead company corrects what nobody has approved; what was prepared is void by it.

    Raises OutOfReach; refuses with what ``ask`` does, and with: wrong_state.
    """
    row = moved(tranche_id, "ask_again", by)
    agreed = agreed_now(row.agreement_id, of=by)
    _check_lead(agreed, by)
    rules = rules_of(program_version(agreed.program, agreed.program_version))
    _check_amount(rules, _portion(rules, row.number), agreed, won_of(amount), row.before, standing=row.amount)
    row.payee_id = agreed.payee
    row.amount, row.asked_by, row.asked_for, row.asked_at = amount, person_behind(by), str(by.organisation), at
    for field, value in _UNPREPARED.items():
        setattr(row, field, value)
    _fill_account(row, bank, holder, account)
    row.save()
    note("payment.asked", row, by=by, at=at)
    return row


@transaction.atomic
def void(*, tranche_id: UUID, reason: str, by: Actor, at: datetime) -> Tranche:
    """The company takes back what nobody approved, or the house what changed after it was approved and was not sent.

    Raises OutOfReach; refuses with: wrong_role, wrong_state, payment_reason_missing.
    """
    before = TrancheState(queries.within_reach(tranche_id, of=by, lock=True).state)
    row = moved(tranche_id, "void", by)
    if before is TrancheState.APPROVED and by.role is not Role.SYSTEM:
        raise Refused("wrong_state", state=str(before))
    row.reason, row.ended_at = written(reason, "payment_reason_missing"), at
    row.save(update_fields=["state", "reason", "ended_at"])
    Instruction.objects.filter(tranche=row, state=InstructionState.WAITING).update(state=InstructionState.DROPPED)
    note("payment.voided", row, by=by, at=at, reason=row.reason)
    return row


def _check_lead(agreed: Agreed, by: Actor) -> None:
    if by.role not in ASKERS:
        raise Refused("wrong_role")
    if by.company_id != agreed.payee:
        raise Refused("lead_company_only")
    if not agreed.is_in_force:
        raise Refused("agreement_not_in_force")


def _portion(rules: Rules, number: int) -> Portion:
    portion = rules.portion(number)
    if portion is None:
        raise Refused("tranche_unknown", field="number")
    return portion


def _before(agreed: Agreed, portion: Portion) -> int:
    """The won of the earlier tranches. Refuses with: no_advance, tranche_standing, tranche_out_of_order."""
    if Gate.GUARANTEE in portion.gates and not agreed.has_advance:
        raise Refused("no_advance", portion.gates_basis)
    rows = Tranche.objects.filter(agreement_id=agreed.agreement_id).exclude(state__in=sorted(GONE))
    numbers = set(rows.values_list("number", flat=True))
    if portion.number in numbers:
        raise Refused("tranche_standing")
    if any(number > portion.number for number in numbers):
        raise Refused("tranche_out_of_order")
    return queries.standing_before(agreed.agreement_id, portion.number)


def _check_settled(agreed: Agreed, portion: Portion) -> None:
    """What waits for the settlement comes after it, and nothing else does."""
    is_settled, waits = queries.granted(agreed.agreement_id) is not None, Gate.SETTLEMENT in portion.gates
    if waits and not is_settled:
        raise Refused("settlement_first", portion.gates_basis)
    if is_settled and not waits:
        raise Refused("settled_already", portion.gates_basis)


def _check_amount(  # one amount and all that it is held against
    rules: Rules, portion: Portion, agreed: Agreed, amount: int, before: int, *, standing: int = 0
) -> None:
    """Within the tranche's share, what is agreed, and what is still promised; ``standing`` won are its own so far."""
    is_last = portion.number == len(rules.portions)
    share = agreed.government - before if is_last else amount_of(rules, portion, agreed.government)
    promised = queries.committed_left(agreed.agreement_id) - queries.underway(agreed.agreement_id) + standing
    most = min(share, agreed.government - before, promised)
    if amount > most:
        raise Refused("payment_above", portion.basis, field="amount", most=most)


def _terms(program: Program, agreed: Agreed) -> dict[str, Any]:
    """What the agreement and the track say, as columns. Refuses with: agreed_above_limits."""
    _, cap_basis = program.cap(agreed.track)
    share, share_basis = program.share_limit(agreed.track)
    if agreed.government > agreed.cap:
        raise Refused("agreed_above_limits", cap_basis)
    if agreed.government > share * agreed.total:
        raise Refused("agreed_above_limits", share_basis)
    return {
        "agreement_id": agreed.agreement_id,
        "application_id": agreed.application_id,
        "program": agreed.program,
        "payee_id": agreed.payee,
        "agreed": agreed.government,
        "total": agreed.total,
        "cap": agreed.cap,
        "share_part": share.numerator,
        "share_whole": share.denominator,
    }


def _fill_account(row: Tranche, bank: str, holder: str, account: str) -> None:
    row.bank = written(bank, "account_wrong", most=40, field="bank")
    row.holder = written(holder, "account_wrong", most=80, field="holder")
    digits = account.replace("-", "").replace(" ", "")
    if not (digits.isascii() and digits.isdecimal() and LEAST_DIGITS <= len(digits) <= MOST_DIGITS):
        raise Refused("account_wrong", field="account")
    row.account_sealed = personal.seal(digits, of=row.account_seal)
    row.account_lookup = personal.lookup(digits)
