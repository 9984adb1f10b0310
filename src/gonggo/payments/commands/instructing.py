"""The worker carries each approved tranche to the bank: one instruction, one key, whatever dies in between.

What is sent is on record before it is sent. After that its fate is asked for by its key; only when the bank never heard
of the key is it sent, under the same key. So nobody is paid twice (docs/decisions/0041).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from gonggo.intake.door import faults
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import legal_day
from gonggo.parties import personal
from gonggo.payments import queries
from gonggo.payments.accounts import Booking
from gonggo.payments.bank import Counter, Heard, Order, Reply
from gonggo.payments.commands.advancing import repay
from gonggo.payments.commands.asking import void
from gonggo.payments.commands.booking import book
from gonggo.payments.commands.moving import content_of, note
from gonggo.payments.definition import rules_of
from gonggo.payments.models import Instruction, Tranche
from gonggo.payments.states import MOVES, OPEN_INSTRUCTIONS, InstructionState, TrancheState
from gonggo.payments.terms import agreed as agreed_now
from gonggo.programs.queries import program as program_version

LEASE = timedelta(seconds=30)
MOST_PATIENCE = timedelta(hours=1)
AT_ONCE = 20
AGAINST = "승인한 뒤에 지급할 수 없는 사유가 확인되어 은행에 보내지 않았습니다: {what}"
CHANGED = "승인한 뒤에 내용이 바뀌어 은행에 보내지 않았습니다."


def send_due(*, now: datetime, at: datetime, bank: Counter) -> int:
    """Carry what waits to the bank and ask for what is unclear; how many were answered.

    ``now`` is the machine's clock, ``at`` the program's.
    """
    due = Instruction.objects.filter(state__in=sorted(OPEN_INSTRUCTIONS), next_at__lte=now).order_by("written_at", "id")
    return sum(_carry(one, now=now, at=at, bank=bank) for one in list(due.values_list("id", flat=True)[:AT_ONCE]))


def _carry(instruction_id: UUID, *, now: datetime, at: datetime, bank: Counter) -> bool:
    errand = instruct(instruction_id=instruction_id, now=now, at=at)
    if errand is None:
        return False
    faults.point("payment_before_send")
    reply = bank.inquire(errand.order.key) if errand.was_sent else bank.transfer(errand.order)
    if errand.was_sent and reply.heard is Heard.UNKNOWN:
        reply = bank.transfer(errand.order)
    faults.point("payment_after_send")
    if reply.heard is Heard.PAID and reply.amount == errand.order.amount:
        pay(instruction_id=instruction_id, reply=reply, at=at)
    elif reply.heard is Heard.REFUSED:
        refuse(instruction_id=instruction_id, reply=reply, at=at)
    else:
        doubt(instruction_id=instruction_id, reply=reply, now=now, at=at)
        return False
    faults.point("payment_recorded")
    return True


@dataclass(frozen=True, slots=True)
class Errand:
    """What to carry to the bank, and whether it may have been there before."""

    order: Order
    was_sent: bool


@transaction.atomic
def instruct(*, instruction_id: UUID, now: datetime, at: datetime) -> Errand | None:
    """Take an instruction in hand; before it is sent for the first time that is on record.

    None if another worker has it, or if what was approved is no more what stands there, or the company may not be paid
    any more by what is known of it today: then the tranche is void.
    """
    row = _held(instruction_id)
    if row is None or row.next_at > now:
        return None
    was_sent = row.state != InstructionState.WAITING
    tranche = row.tranche
    if not was_sent:
        against = CHANGED if not _is_as_approved(row) else _known_against(tranche, legal_day(at))
        if against:
            void(tranche_id=tranche.id, reason=against, by=SYSTEM, at=at)
            return None
        tranche.state = MOVES.check("instruct", TrancheState(tranche.state), SYSTEM)
        tranche.save(update_fields=["state"])
        row.state, row.sent_at = InstructionState.SENT, at
        note("payment.instructed", tranche, by=SYSTEM, at=at, instruction=str(row.id))
    row.next_at = now + LEASE
    row.save(update_fields=["state", "sent_at", "next_at"])
    account = personal.opened(tranche.account_sealed, of=tranche.account_seal)
    return Errand(Order(row.id, row.amount, tranche.bank, account, tranche.holder), was_sent)


def _held(instruction_id: UUID) -> Instruction | None:
    """The instruction and its tranche, locked, unless somebody else has them or it is answered."""
    skip = connection.features.has_select_for_update_skip_locked
    rows = Instruction.objects.select_for_update(skip_locked=skip).select_related("tranche")
    return rows.filter(id=instruction_id, state__in=sorted(OPEN_INSTRUCTIONS)).first()


def _is_as_approved(row: Instruction) -> bool:
    """The row, the account behind its hash and the agreement are what two people put their names to."""
    tranche = row.tranche
    agreed = agreed_now(tranche.agreement_id)
    if not agreed.is_in_force or row.amount != tranche.amount:
        return False
    try:
        account = personal.opened(tranche.account_sealed, of=tranche.account_seal)
    except personal.NotOpened:
        return False
    digest = content_of(tranche, agreed).digest
    is_whole = digest == tranche.approved_digest == row.digest
    return is_whole and personal.lookup(account) == tranche.account_lookup


def _known_against(tranche: Tranche, on: date) -> str:
    """Why the company may not be paid on this day by what the house knows of it; empty where it may. Two statements."""
    agreed = agreed_now(tranche.agreement_id)
    program = program_version(agreed.program, agreed.program_version)
    checks = rules_of(program).checks
    known = queries.known_of(tranche.payee_id, checks.kinds, tranche.program, on)
    shut = [one.label.ko for one in program.fact_kinds if known.get(one.key, checks.clear) != checks.clear]
    return AGAINST.format(what=", ".join(shut)) if shut else ""


@transaction.atomic
def pay(*, instruction_id: UUID, reply: Reply, at: datetime) -> None:
    """The bank has paid: the won stand in the company's dedicated account, but for what it takes back of its own.

    Heard again it changes nothing.
    """
    row = _answered(instruction_id, "pay", InstructionState.PAID, reply, at)
    if row is None:
        return
    tranche = row.tranche
    agreed_now(tranche.agreement_id, lock=True)
    told: dict[str, Any] = {"agreement_id": tranche.agreement_id, "program": tranche.program, "amount": row.amount}
    told |= {"cause": tranche.ref, "by": SYSTEM, "at": at}
    book(Booking.PAID, **told)
    repay(**told)
    note("payment.paid", tranche, by=SYSTEM, at=at, reference=reply.reference)
    faults.point("payment_recorded_before_commit")


@transaction.atomic
def refuse(*, instruction_id: UUID, reply: Reply, at: datetime) -> None:
    """The bank has refused: nothing was paid, and the company may ask anew. Heard again it changes nothing."""
    row = _answered(instruction_id, "refuse", InstructionState.REFUSED, reply, at)
    if row is not None:
        note("payment.refused", row.tranche, by=SYSTEM, at=at, reason=reply.says)


@transaction.atomic
def doubt(*, instruction_id: UUID, reply: Reply, now: datetime, at: datetime) -> None:
    """Nobody knows yet what became of it: it is asked for again after 2, 4, 8 … seconds, at most an hour.

    An answer that names another amount than was ordered waits for two people (``clearing``).
    """
    row = _held(instruction_id)
    if row is None:
        return
    was = TrancheState(row.tranche.state)
    row.tranche.state = MOVES.check("doubt", was, SYSTEM)
    row.tranche.save(update_fields=["state"])
    row.asked_times += 1
    row.state, row.bank_amount, row.bank_says = InstructionState.UNCLEAR, reply.amount, reply.says or reply.reference
    row.next_at = now + min(timedelta(seconds=2 ** min(row.asked_times, 12)), MOST_PATIENCE)
    row.save(update_fields=["state", "asked_times", "bank_amount", "bank_says", "next_at"])
    if was is not TrancheState.UNCLEAR:
        note("payment.unclear", row.tranche, by=SYSTEM, at=at)


def _answered(
    instruction_id: UUID, command: str, state: InstructionState, reply: Reply, at: datetime
) -> Instruction | None:
    rows = Instruction.objects.select_for_update().select_related("tranche")
    row = rows.filter(id=instruction_id, state__in=sorted(OPEN_INSTRUCTIONS)).first()
    if row is None:
        return None
    tranche = row.tranche
    tranche.state = MOVES.check(command, TrancheState(tranche.state), SYSTEM)
    tranche.ended_at, tranche.reason = at, reply.says
    tranche.save(update_fields=["state", "ended_at", "reason"])
    row.state, row.answered_at = state, at
    row.bank_reference, row.bank_amount, row.bank_says = reply.reference, reply.amount, reply.says
    row.save(update_fields=["state", "answered_at", "bank_reference", "bank_amount", "bank_says"])
    return row
