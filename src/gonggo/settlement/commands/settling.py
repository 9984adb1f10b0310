"""A settlement: opened when the work is over, reported, examined item by item, confirmed by another body."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.agreements import queries as agreements
from gonggo.delivery import queries as delivery
from gonggo.journal.commands import record
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import Refused, written
from gonggo.parties import queries as parties
from gonggo.payments import queries as payments
from gonggo.payments.commands import grant_rest
from gonggo.settlement import queries, summing
from gonggo.settlement.commands.returning import order_return
from gonggo.settlement.definition import rules_of
from gonggo.settlement.models import Settlement, SettlementItem
from gonggo.settlement.states import EXAMINERS, MOVES, SettlementState, Verdict

MOST_WON = 10**13
REASON = "settlement_reason_missing"


@transaction.atomic
def open_settlement(*, agreement_id: UUID, over_on: date, at: datetime) -> Settlement | None:
    """The work under an agreement is over since ``over_on``: its lead company reports within the program's time.

    None where the agreement was never concluded, or the program settles nothing; again is harmless.
    """
    terms = agreements.terms(agreement_id, of=SYSTEM)
    program = agreements.program_of(agreements.within_reach(agreement_id, of=SYSTEM))
    if terms.concluded_at is None or "settlement" not in program.rooms:
        return None
    found = Settlement.objects.filter(agreement_id=agreement_id).first()
    if found is not None:
        return found
    rules = rules_of(program)
    row = Settlement.objects.create(
        program=terms.program,
        program_version=terms.program_version,
        operator=terms.operator,
        agreement_id=terms.id,
        application_id=terms.application_id,
        state=SettlementState.DUE,
        opened_at=at,
        due_on=rules.due_on(over_on),
    )
    note("settlement.opened", row, by=SYSTEM, at=at, basis=rules.report_basis, due_on=row.due_on.isoformat())
    return row


@transaction.atomic
def report(
    *, settlement_id: UUID, private_paid: int, interest: int, vat_refund: int, by: Actor, at: datetime
) -> Settlement:
    """The lead company reports: everything that it entered as spent, and what else came in. Amounts in whole won.

    ``private_paid`` is the private share, cash and in kind, that evidence shows. A late report is taken. Refuses with:
    wrong_role, wrong_state, settlement_lead_only, settlement_won_wrong. Raises OutOfReach.
    """
    row = moved(settlement_id, "report", by)
    if by.company_id != row.company_id:
        raise Refused("settlement_lead_only")
    amounts = {"private_paid": private_paid, "interest": interest, "vat_refund": vat_refund}
    for field, won in amounts.items():
        setattr(row, field, _won(won, field))
    row.reported_by, row.reported_at = parties.person_behind(by), at
    row.save()
    SettlementItem.objects.bulk_create(
        SettlementItem(
            settlement=row,
            spending_id=one.id,
            line=one.line,
            supplier=one.supplier,
            spent_on=one.spent_on,
            invoice=one.invoice,
            amount=one.amount,
        )
        for one in payments.spending(row.agreement_id)
        if one.counts
    )
    basis = rules_of(queries.program_of(row)).report_basis
    note("settlement.reported", row, by=by, at=at, basis=basis, is_late=legal_day(at) > row.due_on)
    return row


def _won(amount: object, field: str) -> int:
    if isinstance(amount, bool) or not isinstance(amount, int) or not 0 <= amount <= MOST_WON:
        raise Refused("settlement_won_wrong", field=field)
    return amount


@transaction.atomic
def find_item(*, item_id: UUID, disallowed: int, reason: str, by: Actor, at: datetime) -> SettlementItem:
    """The operator recognises an item, or disallows ``disallowed`` won of it with a reason that the company reads.

    Again it takes the place of what was found before. Refuses with: wrong_role, wrong_state, settlement_won_wrong,
    disallowed_too_much, settlement_reason_missing. Raises OutOfReach.
    """
    item = SettlementItem.objects.filter(pk=item_id).first()
    row = _examined(item.settlement_id if item else item_id, by)
    item = SettlementItem.objects.select_for_update().get(pk=item_id)
    if _won(disallowed, "disallowed") > item.amount:
        raise Refused("disallowed_too_much", field="disallowed", most=item.amount)
    item.disallowed, item.reason = disallowed, written(reason, REASON) if disallowed else ""
    _find(row, [item], Verdict.DISALLOWED if disallowed else Verdict.RECOGNISED, by=by, at=at)
    return item


@transaction.atomic
def recognise_rest(*, settlement_id: UUID, by: Actor, at: datetime) -> int:
    """Everything that is open yet is recognised; how many items. Refuses with: wrong_role, wrong_state."""
    row = _examined(settlement_id, by)
    rows = SettlementItem.objects.select_for_update().filter(settlement=row, verdict=Verdict.OPEN)
    items = list(rows.order_by("spent_on", "invoice", "line", "id"))
    _find(row, items, Verdict.RECOGNISED, by=by, at=at)
    return len(items)


def _examined(settlement_id: UUID, by: Actor) -> Settlement:
    row = queries.within_reach(settlement_id, of=by, lock=True)
    MOVES.check("examine", SettlementState(row.state), by)
    return row


def _find(row: Settlement, items: Collection[SettlementItem], verdict: Verdict, *, by: Actor, at: datetime) -> None:
    for item in items:
        item.verdict, item.found_by, item.found_at = verdict, parties.person_behind(by), at
        item.save(update_fields=["verdict", "disallowed", "reason", "found_by", "found_at"])
        told: dict[str, Any] = {
            "item": str(item.id),
            "verdict": str(verdict),
            "amount": item.amount,
            "disallowed": item.disallowed,
        }
        note("settlement.item_found", row, by=by, at=at, **told)


@transaction.atomic
def examine(*, settlement_id: UUID, by: Actor, at: datetime) -> Settlement:
    """The operator has found on every item and hands the settlement on.

    Refuses with: wrong_role, wrong_state, settlement_findings_open. Raises OutOfReach.
    """
    row = moved(settlement_id, "examine", by)
    left = SettlementItem.objects.filter(settlement=row, verdict=Verdict.OPEN).count()
    if left:
        raise Refused("settlement_findings_open", rules_of(queries.program_of(row)).formula.order_basis, left=left)
    row.examined_by, row.examined_for, row.examined_at = parties.person_behind(by), str(by.organisation or ""), at
    row.sent_back_for = ""
    row.save(update_fields=["state", "examined_by", "examined_for", "examined_at", "sent_back_for"])
    note("settlement.examined", row, by=by, at=at)
    return row


@transaction.atomic
def send_back(*, settlement_id: UUID, reason: str, by: Actor, at: datetime) -> Settlement:
    """The agency wants something examined again. Refuses with: wrong_role, wrong_state, settlement_reason_missing."""
    row = moved(settlement_id, "send_back", by)
    row.sent_back_for = written(reason, REASON)
    row.save(update_fields=["state", "sent_back_for"])
    note("settlement.sent_back", row, by=by, at=at, reason=row.sent_back_for)
    return row


@transaction.atomic
def confirm(*, settlement_id: UUID, digest: str, by: Actor, at: datetime) -> Settlement:
    """The agency confirms the sum: another person of another body than who examined. Then something is given back, or
    the second tranche may be asked for.

    ``digest`` is that of the sum on the page. Refuses with: wrong_role, wrong_state, settlement_findings_open,
    settlement_second_person, settlement_changed, payment_with_bank. Raises OutOfReach.
    """
    row = moved(settlement_id, "confirm", by)
    rules = rules_of(queries.program_of(row))
    if row.examined_by == by.person_id or row.examined_for == str(by.organisation or ""):
        raise Refused("settlement_second_person", rules.confirm_basis)
    found = queries.opened(settlement_id, of=by)
    if found.open_items:
        raise Refused("settlement_findings_open", rules.formula.order_basis, left=found.open_items)
    if digest != found.digest:
        raise Refused("settlement_changed")
    row.sum, row.confirmed_by, row.confirmed_at = summing.kept(found.sum), parties.person_behind(by), at
    row.confirmed_for = str(by.organisation or "")
    row.save(update_fields=["state", "sum", "confirmed_by", "confirmed_for", "confirmed_at"])
    total = found.sum
    figures = {"kept": total.kept, "returned": total.returned, "second": total.second, "besides": total.besides}
    note("settlement.confirmed", row, by=by, at=at, basis=rules.confirm_basis, paid=total.paid, **figures)
    is_completed = delivery.completed(row.agreement_id) is not None  # otherwise nothing more is paid
    rest = total.second if is_completed else 0
    grant_rest(agreement_id=row.agreement_id, amount=rest, cause=row.ref, by=by, at=at)
    if total.to_return:
        order_return(row, total, rules, by=by, at=at)
    return row


@transaction.atomic
def recheck_invoices(*, settlement_id: UUID, says: str, by: Actor, at: datetime) -> Settlement:
    """Invoices are looked up once more after the confirmation, for cancellation and amendment; what came of it.

    Refuses with: wrong_role, wrong_state, invoices_rechecked, settlement_reason_missing. Raises OutOfReach.
    """
    row = queries.within_reach(settlement_id, of=by, lock=True)
    rules = rules_of(queries.program_of(row))
    if by.role not in EXAMINERS:
        raise Refused("wrong_role")
    if row.state != SettlementState.CONFIRMED:
        raise Refused("wrong_state", state=row.state)
    if row.rechecked_at is not None:
        raise Refused("invoices_rechecked", rules.invoices_basis)
    row.rechecked_says, row.rechecked_by, row.rechecked_at = written(says, REASON), parties.person_behind(by), at
    row.save(update_fields=["rechecked_says", "rechecked_by", "rechecked_at"])
    note("settlement.invoices_rechecked", row, by=by, at=at, basis=rules.invoices_basis, says=row.rechecked_says)
    return row


def moved(settlement_id: UUID, command: str, by: Actor) -> Settlement:
    """The settlement, locked and in the state after ``command``, not saved yet; nobody settles their own company's."""
    row = queries.within_reach(settlement_id, of=by, lock=True)
    row.state = MOVES.check(command, SettlementState(row.state), by)
    own = parties.organisations_of(by.person_id) if by.person_id and by.company_id is None else []
    if Ref(Kind.COMPANY, row.company_id) in {one.ref for one in own}:
        raise Refused("settlement_of_own_company")
    return row


def note(fact: str, row: Settlement, *, by: Actor, at: datetime, basis: Basis | None = None, **data: Any) -> None:
    told = {"agreement": str(row.agreement_id), "application": str(row.application_id), **data}
    record(fact, subject=row.ref, by=by, at=at, basis=basis, program=row.program, **told)
