"""A year is over in the middle of an agreement: what is unspent is carried over by a recorded act."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.agreements.queries import ref_of as agreement_ref
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused, written
from gonggo.parties.queries import person_behind
from gonggo.payments import queries
from gonggo.payments.accounts import AccountKind
from gonggo.payments.carried import carried, year_left
from gonggo.payments.definition import rules_of
from gonggo.payments.models import CarryOver
from gonggo.payments.states import APPROVERS
from gonggo.payments.terms import agreed as agreed_now
from gonggo.programs.queries import program as program_version


@transaction.atomic
def carry_over(*, agreement_id: UUID, year: int, reason: str, by: Actor, at: datetime) -> CarryOver:
    """The agency decides that what is unspent, now that ``year`` is over, may be spent on: as it stands in the ledger.

    Raises OutOfReach; refuses with: wrong_role, agreement_not_in_force, nothing_to_carry_over, payment_reason_missing.
    """
    agreed = agreed_now(agreement_id, of=by, lock=True)
    if by.role not in APPROVERS:
        raise Refused("wrong_role")
    if not agreed.is_in_force:
        raise Refused("agreement_not_in_force")
    rules = rules_of(program_version(agreed.program, agreed.program_version))
    if rules.year_end is None or year_left(agreed, carried(agreement_id), legal_day(at)) != year:
        raise Refused("nothing_to_carry_over", rules.year_end, year=year)
    row = CarryOver.objects.create(
        agreement_id=agreement_id,
        year=year,
        held=queries.balance(AccountKind.DEDICATED, agreement_id),
        promised=queries.committed_left(agreement_id),
        reason=written(reason, "payment_reason_missing", field="reason"),
        decided_by=person_behind(by),
        decided_at=at,
    )
    record(
        "payment.carried_over",
        subject=agreement_ref(agreement_id),
        by=by,
        at=at,
        basis=rules.year_end,
        program=agreed.program,
        amount=row.held + row.promised,
        application=str(agreed.application_id),
        year=year,
        reason=row.reason,
    )
    return row
