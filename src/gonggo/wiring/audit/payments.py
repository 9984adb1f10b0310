"""I8: the ledger sums to zero; paid <= approved <= agreed <= min(share, cap); two people of two organisations; one
instruction for each tranche; the amounts are the bank's; no dedicated account is ever below nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from gonggo.journal.models import Entry
from gonggo.kernel.text import Text
from gonggo.payments.models import Instruction, Posting, Spending, Tranche
from gonggo.wiring.audit.finding import Finding

_PAIRS = {
    "committed": ("committed", "budget"),
    "freed": ("budget", "committed"),
    "private_paid_in": ("dedicated", "private"),
    "paid": ("dedicated", "committed"),
    "spent": ("spent", "dedicated"),
    "spending_withdrawn": ("dedicated", "spent"),
    "in_kind_used": ("in_kind_used", "in_kind"),
    "in_kind_withdrawn": ("in_kind", "in_kind_used"),
    "advanced": ("dedicated", "own"),
    "advance_repaid": ("own", "dedicated"),
    "own_paid_in": ("dedicated", "own"),
    "returned": ("returned", "dedicated"),
    "recovered": ("recovered", "dedicated"),
}
_APPROVED = ("approved", "instructed", "unclear", "paid", "refused")
_SIGNED = ("payment.asked", "payment.prepared", "payment.approved")


def check(_: datetime) -> Iterator[Finding]:
    """The whole ledger, then every tranche beside its facts, its instruction and its posting."""
    postings = list(Posting.objects.order_by("id"))
    tranches = list(Tranche.objects.select_related("instruction").order_by("id"))
    yield from _ledger(postings)
    yield from _spending(postings)
    yield from _sums(tranches)
    paid = Counter((one.cause_id, one.amount) for one in postings if one.booking == "paid")
    signed = _signed()
    for row in tranches:
        yield from _limits(row)
        yield from _people(row, signed.get(str(row.id), {}))
        yield from _instruction(row, getattr(row, "instruction", None))
        if paid.pop((row.id, row.amount), 0) != (row.state == "paid"):
            yield _found(row, "지급과 원장이 맞지 않습니다.", "The tranche and the ledger do not agree.")
    for cause, amount in paid:
        says = Text("지급한 근거가 없는 돈이 원장에 있습니다.", "The ledger has a payment without a tranche.")
        yield Finding("I8", f"posting:{cause}:{amount}", says)


def _ledger(postings: Iterable[Posting]) -> Iterator[Finding]:
    """Each posting between its own accounts; nothing comes of nothing, no more is promised than there was, and at no
    moment does less than nothing stand in an account that the company has at its bank."""
    balances: dict[tuple[str, UUID], int] = defaultdict(int)
    below: set[UUID] = set()
    for one in postings:
        balances[one.debit_kind, one.debit_id] += one.amount
        balances[one.credit_kind, one.credit_id] -= one.amount
        if one.amount <= 0 or _PAIRS.get(one.booking) != (one.debit_kind, one.credit_kind):
            says = Text("원장의 기록이 계정과 맞지 않습니다.", "A posting does not fit its accounts.")
            yield Finding("I8", f"posting:{one.id}", says)
        if balances["dedicated", one.agreement_id] < 0 and one.agreement_id not in below:
            below.add(one.agreement_id)
            says = Text(
                "사업비 전용계좌의 잔액이 0원보다 적습니다.", "Less than nothing stands in a dedicated account."
            )
            yield Finding("I8", f"agreement:{one.agreement_id}", says)
    if sum(balances.values()):
        yield Finding("I8", "ledger", Text("원장의 합이 0이 아닙니다.", "The ledger does not sum to zero."))
    for (kind, whose), won in balances.items():
        if kind == "committed" and won < 0:
            says = Text("협약액보다 많이 지급했습니다.", "More was paid than was promised.")
            yield Finding("I8", f"agreement:{whose}", says)


def _spending(postings: Iterable[Posting]) -> Iterator[Finding]:
    """Everything entered stands in the ledger, everything withdrawn too; an invoice counts once."""
    booked = Counter((one.booking, one.cause_id, one.amount) for one in postings)
    invoices: Counter[str] = Counter()
    for row in Spending.objects.order_by("id").iterator():
        entered, undone = ("in_kind_used", "in_kind_withdrawn") if row.in_kind else ("spent", "spending_withdrawn")
        wanted = {(entered, row.id, row.amount): 1, (undone, row.id, row.amount): int(row.withdrawn_at is not None)}
        if any(booked[key] != count for key, count in wanted.items()):
            says = Text("집행과 원장이 맞지 않습니다.", "Spending and the ledger do not agree.")
            yield Finding("I8", f"spending:{row.id}", says)
        if row.withdrawn_at is None and row.invoice:
            invoices[row.invoice] += 1
    for invoice, count in invoices.items():
        if count > 1:
            says = Text("승인번호가 두 번 쓰였습니다.", "An invoice number was used twice.")
            yield Finding("I8", f"invoice:{invoice[-4:]}", says)


def _sums(tranches: Iterable[Tranche]) -> Iterator[Finding]:
    standing: dict[UUID, int] = defaultdict(int)
    agreed: dict[UUID, int] = {}
    for row in tranches:
        if row.state not in {"refused", "void"}:
            standing[row.agreement_id] += row.amount
            agreed[row.agreement_id] = row.agreed
    for agreement, won in standing.items():
        if won > agreed[agreement]:
            says = Text("지급 차수의 합이 협약액을 넘습니다.", "The tranches together are above what was agreed.")
            yield Finding("I8", f"agreement:{agreement}", says)


def _limits(row: Tranche) -> Iterator[Finding]:
    is_within = row.before + row.amount <= row.agreed <= row.cap
    if not is_within or row.agreed * row.share_whole > row.total * row.share_part:
        yield _found(row, "지급액이 한도나 비율을 넘습니다.", "The amount is above cap or share.")


def _signed() -> dict[str, dict[str, Entry]]:
    """tranche → fact → the last entry of it."""
    found: dict[str, dict[str, Entry]] = {}
    for entry in Entry.objects.filter(name__in=_SIGNED).order_by("id").iterator():
        found.setdefault(entry.data["tranche"], {})[entry.name] = entry
    return found


def _people(row: Tranche, told: dict[str, Entry]) -> Iterator[Finding]:
    if row.state not in _APPROVED:
        return
    signed = [told.get(name) for name in _SIGNED]
    wanted = [row.asked_by, row.prepared_by, row.approved_by]
    people = [one.person_id for one in signed if one]
    places = {one.organisation for one in signed if one}
    if people != wanted or len(set(people)) < len(_SIGNED) or len(places) < len(_SIGNED):
        yield _found(
            row, "서로 다른 기관의 사람들이 승인하지 않았습니다.", "Two people of two bodies did not approve it."
        )
    last = told.get("payment.approved")
    if last is None or (last.data["amount"], last.data["digest"]) != (row.amount, row.approved_digest):
        yield _found(row, "승인한 내용과 다릅니다.", "It is not what was approved.")


def _instruction(row: Tranche, order: Instruction | None) -> Iterator[Finding]:
    if (order is not None) < (row.state in _APPROVED):
        yield _found(row, "승인한 지급에 은행 요청이 없습니다.", "An approved tranche has no instruction.")
    if order is None:
        return
    is_same = (order.amount, order.digest) == (row.amount, row.approved_digest)
    is_paid = order.state == "paid"
    if not is_same or is_paid != (row.state == "paid") or (is_paid and order.bank_amount != row.amount):
        yield _found(row, "은행에서 처리한 것과 다릅니다.", "It is not what the bank has done.")


def _found(row: Tranche, ko: str, en: str) -> Finding:
    return Finding("I8", f"tranche:{row.id}", Text(ko, en))
