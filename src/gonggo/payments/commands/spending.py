"""The company enters what it spent, with its evidence; an entry is never changed, only withdrawn with a reason."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from gonggo.agreements.queries import Line
from gonggo.agreements.queries import ref_of as agreement_ref
from gonggo.documents.queries import documents
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach, Refused, written
from gonggo.parties.queries import person_behind
from gonggo.payments import queries
from gonggo.payments.accounts import Booking
from gonggo.payments.carried import carried, year_left
from gonggo.payments.commands.advancing import put_in, repay
from gonggo.payments.commands.booking import book
from gonggo.payments.definition import Agreed, Rules, rules_of
from gonggo.payments.models import Spending
from gonggo.payments.rules import check_invoice, won_of
from gonggo.payments.states import ASKERS
from gonggo.payments.terms import agreed as agreed_now
from gonggo.payments.terms import agreed_lines
from gonggo.programs.queries import program as program_version


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was paid for: won without VAT, VAT apart (0 where there is none), whom, when, which evidence.

    The evidence says whether it was paid for or contributed in kind.
    """

    line: str
    amount: int
    vat: int
    supplier: str
    spent_on: date
    evidence: str
    invoice: str
    document_id: UUID


@transaction.atomic
def spend(*, agreement_id: UUID, item: Item, by: Actor, at: datetime) -> Spending:
    """The lead company enters what it spent. ``at`` is when it is entered.

    Raises OutOfReach; refuses with: wrong_role, lead_company_only, agreement_not_in_force, payment_won_wrong,
    line_unknown, line_exceeded, spent_outside_term, year_not_carried_over, evidence_unknown, invoice_wrong,
    invoice_used, spending_supplier_missing, spending_paper_missing.
    """
    agreed = agreed_now(agreement_id, of=by, lock=True)
    if by.role not in ASKERS:
        raise Refused("wrong_role")
    if by.company_id != agreed.payee:
        raise Refused("lead_company_only")
    if not agreed.is_in_force:
        raise Refused("agreement_not_in_force")
    rules = rules_of(program_version(agreed.program, agreed.program_version))
    _check(item, agreed, rules, by, at)
    row = _entry(agreed, item, rules, by, at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as used:  # another agreement's entry came at the same moment
        raise Refused("invoice_used", rules.invoice_basis, field="invoice") from used
    _book_spent(row, by=by, at=at)
    _note("spending.entered", row, by=by, at=at, line=row.line)
    return row


def _entry(agreed: Agreed, item: Item, rules: Rules, by: Actor, at: datetime) -> Spending:
    return Spending(
        agreement_id=agreed.agreement_id,
        application_id=agreed.application_id,
        program=agreed.program,
        company_id=agreed.payee,
        line=item.line,
        amount=item.amount,
        vat=item.vat,
        supplier=item.supplier.strip(),
        spent_on=item.spent_on,
        evidence=item.evidence,
        invoice=item.invoice.replace("-", "").replace(" ", ""),
        in_kind=item.evidence == rules.in_kind,
        document_id=item.document_id,
        entered_by=person_behind(by),
        entered_at=at,
    )


def _check(item: Item, agreed: Agreed, rules: Rules, by: Actor, at: datetime) -> None:
    won_of(item.amount)
    if isinstance(item.vat, bool) or not isinstance(item.vat, int) or item.vat < 0:
        raise Refused("payment_won_wrong", field="vat")
    line = agreed_lines(agreed.agreement_id).get(item.line)
    if line is None:
        raise Refused("line_unknown", rules.line_basis, field="line")
    if agreed.begins_on is None or agreed.last_on is None:
        raise Refused("agreement_not_in_force")
    if not agreed.begins_on <= item.spent_on <= min(agreed.last_on, legal_day(at)):
        raise Refused("spent_outside_term", rules.term_basis, field="spent_on")
    year = year_left(agreed, carried(agreed.agreement_id), item.spent_on)
    if rules.year_end is not None and year is not None:
        raise Refused("year_not_carried_over", rules.year_end, field="spent_on", year=year)
    written(item.supplier, "spending_supplier_missing", most=80, field="supplier")
    invoice = check_invoice(rules, item.evidence, item.invoice)
    if invoice and queries.is_invoice_used(invoice):
        raise Refused("invoice_used", rules.invoice_basis, field="invoice")
    left = _left(line, agreed, in_kind=item.evidence == rules.in_kind)
    if item.amount > left:
        raise Refused("line_exceeded", rules.line_basis, field="amount", left=left)
    paper = documents([item.document_id]).get(item.document_id)
    if paper is None or paper.organisation != by.organisation:
        raise Refused("spending_paper_missing", field="paper")


def _left(line: Line, agreed: Agreed, *, in_kind: bool) -> int:
    """Won of a line, of its part in kind or of the rest, that were not spent yet."""
    part = line.in_kind if in_kind else line.total - line.in_kind
    return part - queries.spent_of_line(agreed.agreement_id, line.key, in_kind=in_kind)


@transaction.atomic
def withdraw_spending(*, spending_id: UUID, reason: str, by: Actor, at: datetime) -> Spending:
    """The company takes an entry back, with the reason; its invoice is free again.

    Raises OutOfReach; refuses with: wrong_role, wrong_state, payment_reason_missing.
    """
    found = Spending.objects.filter(id=spending_id).first()
    if found is None or by.company_id is None:
        raise OutOfReach(f"spending:{spending_id}")
    if agreed_now(found.agreement_id, lock=True).payee != by.company_id:
        raise OutOfReach(f"spending:{spending_id}")
    row = Spending.objects.select_for_update().get(id=spending_id)
    if by.role not in ASKERS:
        raise Refused("wrong_role")
    if row.withdrawn_at is not None:
        raise Refused("wrong_state", state="withdrawn")
    row.withdrawn_reason, row.withdrawn_at = written(reason, "payment_reason_missing"), at
    row.save(update_fields=["withdrawn_reason", "withdrawn_at"])
    _book_withdrawn(row, by=by, at=at)
    _note("spending.withdrawn", row, by=by, at=at, line=row.line, reason=row.withdrawn_reason)
    return row


def _book_spent(row: Spending, *, by: Actor, at: datetime) -> None:
    """In kind it is contributed and used at once; otherwise it leaves the account, into which the company advances."""
    told = _told(row, by, at)
    if row.in_kind:
        book(Booking.IN_KIND_USED, **told)
        return
    put_in(Booking.ADVANCED, **told)
    book(Booking.SPENT, **told)


def _book_withdrawn(row: Spending, *, by: Actor, at: datetime) -> None:
    told = _told(row, by, at)
    if row.in_kind:
        book(Booking.IN_KIND_WITHDRAWN, **told)
        return
    book(Booking.SPENDING_WITHDRAWN, **told)
    repay(**told)


def _told(row: Spending, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "agreement_id": row.agreement_id,
        "program": row.program,
        "amount": row.amount,
        "cause": row.ref,
        "by": by,
        "at": at,
    }


def _note(fact: str, row: Spending, *, by: Actor, at: datetime, **said: Any) -> None:
    told: dict[str, Any] = {"spending": str(row.id), "program": row.program, "amount": row.amount}
    record(fact, subject=agreement_ref(row.agreement_id), by=by, at=at, **told, **said)
