"""The agency approves: another person of another organisation, over the digest of what was prepared."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from gonggo.intake.door import faults
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day, machine_now
from gonggo.kernel.refusal import Refused
from gonggo.payments.commands.moving import check_apart, check_payee, content_of, moved, note, passed
from gonggo.payments.definition import rules_of
from gonggo.payments.models import Instruction, Tranche
from gonggo.payments.rules import check_open
from gonggo.payments.terms import agreed as agreed_now
from gonggo.programs.queries import program as program_version

STEP_UP_HOLDS = timedelta(minutes=5)


@transaction.atomic
def approve(*, tranche_id: UUID, digest: str, stepped_up_at: datetime | None, by: Actor, at: datetime) -> Tranche:
    """The agency approves exactly what has this digest; the one instruction to the bank is written with it.

    ``stepped_up_at`` is by the machine's clock, ``at`` by the program's. Raises OutOfReach; refuses with:
    step_up_missing, wrong_role, wrong_state, payment_same_person, payment_same_organisation, payee_changed,
    tranche_changed, gate_shut.
    """
    row = moved(tranche_id, "approve", by)
    if stepped_up_at is None or machine_now() - stepped_up_at > STEP_UP_HOLDS:
        raise Refused("step_up_missing")
    agreed = agreed_now(row.agreement_id)
    rules = rules_of(program_version(agreed.program, agreed.program_version))
    person = check_apart(row, by, rules.approvals_basis)
    check_payee(row, agreed)
    if not row.content_digest == digest == content_of(row, agreed).digest:
        raise Refused("tranche_changed", rules.approvals_basis)
    check_open(passed(row, rules, agreed, legal_day(at)))

    row.approved_by, row.approved_for, row.approved_at = person, str(by.organisation), at
    row.approved_digest, row.reason = digest, ""
    row.save()
    order = Instruction.objects.create(
        tranche=row, amount=row.amount, digest=digest, written_at=at, next_at=machine_now()
    )
    said = {"digest": digest, "instruction": str(order.id)}
    note("payment.approved", row, by=by, at=at, basis=rules.approvals_basis, **said)
    faults.point("payment_approved_before_commit")
    return row
