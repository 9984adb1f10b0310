"""The operator prepares a tranche after looking at every gate; operator or agency send it back with a reason."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gonggo.facts.commands import state_looked_up
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused, written
from gonggo.payments import queries
from gonggo.payments.commands.moving import check_apart, check_payee, content_of, moved, note, passed
from gonggo.payments.definition import rules_of
from gonggo.payments.models import Tranche
from gonggo.payments.rules import Guarantee, Seen, check_open, seen_stored
from gonggo.payments.terms import agreed as agreed_now
from gonggo.programs.queries import program as program_version


@transaction.atomic
def prepare(
    *,
    tranche_id: UUID,
    private_paid: int,
    guarantee: Guarantee | None,
    checked: Mapping[str, str],
    checked_on: date,
    by: Actor,
    at: datetime,
) -> Tranche:
    """The operator has seen that every gate is open, and binds what it saw to what is to be paid.

    What the registers said becomes dated facts of the company, which eligibility and later payments read.
    ``private_paid`` is the won of the private share seen in the account, ``checked`` kind of fact → what the register
    said on ``checked_on``. Raises OutOfReach; refuses with: wrong_role, wrong_state, payment_same_person,
    payment_same_organisation, payee_changed, check_day_wrong, gate_shut.
    """
    row = moved(tranche_id, "prepare", by)
    agreed = agreed_now(row.agreement_id)
    rules = rules_of(program_version(agreed.program, agreed.program_version))
    person, today = check_apart(row, by, rules.approvals_basis), legal_day(at)
    check_payee(row, agreed)
    if checked_on > today:
        raise Refused("check_day_wrong", rules.checks.days_basis, field="checked_on")
    known = queries.known_of(row.payee_id, rules.checks.kinds, row.program, today)
    row.seen = seen_stored(Seen(private_paid, guarantee, checked, checked_on, known))
    check_open(passed(row, rules, agreed, today))

    row.content_digest = content_of(row, agreed).digest
    row.prepared_by, row.prepared_for, row.prepared_at = person, str(by.organisation), at
    row.save()
    state_looked_up(company_id=row.payee_id, values=checked, on=checked_on, by=by, at=at)
    note("payment.prepared", row, by=by, at=at, basis=rules.by_basis, digest=row.content_digest)
    return row


@transaction.atomic
def send_back(*, tranche_id: UUID, reason: str, by: Actor, at: datetime) -> Tranche:
    """It goes back to the company with what is to be mended.

    Raises OutOfReach; refuses with: wrong_role, wrong_state, payment_reason_missing.
    """
    row = moved(tranche_id, "send_back", by)
    row.reason = written(reason, "payment_reason_missing")
    row.save(update_fields=["state", "reason"])
    note("payment.sent_back", row, by=by, at=at, reason=row.reason)
    return row
