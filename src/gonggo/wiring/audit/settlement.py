"""I8, I10: kept, returned and recovered is what was paid; every bar in force has its facts, and the other way."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction

from gonggo.facts.models import Fact
from gonggo.journal.models import Entry
from gonggo.kernel.text import Text
from gonggo.payments.models import Posting
from gonggo.settlement.models import PaidIn, Recovery, Sanction, SanctionStay, Settlement, SettlementItem
from gonggo.wiring.audit.finding import Finding

_DECIDED = ("decided", "stayed", "ended", "lifted")


def check(_: datetime) -> Iterator[Finding]:
    """Every settlement beside its items and the ledger; every sanction beside the register."""
    yield from _settlements()
    yield from _paid_in()
    yield from _sanctions()


def _settlements() -> Iterator[Finding]:
    booked: dict[tuple[object, str], int] = defaultdict(int)
    for posting in Posting.objects.filter(booking__in=["paid", "returned", "recovered"]).iterator():
        booked[posting.agreement_id, posting.booking] += posting.amount
    for row in Settlement.objects.filter(state="confirmed").order_by("id").iterator():
        found, items = row.sum or {}, list(SettlementItem.objects.filter(settlement=row))
        at_confirmation = found["kept"] + found["returned"] == found["paid"]
        taken = sum(one["amount"] for one in found["rows"] if one["part"] not in {"interest", "vat-refund"})
        explained = found["agreed"] - taken == found["entitled"] == found["kept"] + found["second"]
        disallowed = sum(one.disallowed for one in items)
        whole = (found["spent"], found["disallowed"]) == (sum(one.amount for one in items), disallowed)
        shares = all(Fraction(one["of"]) * Fraction(one["share"]) + 1 > one["amount"] for one in found["rows"])
        now = booked[row.agreement_id, "paid"] <= found["entitled"] + found["returned"]
        within = booked[row.agreement_id, "returned"] <= found["returned"]
        is_open = any(one.verdict == "open" for one in items)
        if not (at_confirmation and explained and whole and shares and now and within) or is_open:
            says = Text("정산 금액이 항목이나 원장과 맞지 않습니다.", "A settlement and the ledger do not agree.")
            yield Finding("I8", f"settlement:{row.id}", says)
        if row.examined_by == row.confirmed_by or row.examined_for == row.confirmed_for:
            says = Text("한 사람이나 한 기관이 검토하고 확정했습니다.", "One body examined and confirmed.")
            yield Finding("I8", f"settlement:{row.id}", says)


def _paid_in() -> Iterator[Finding]:
    posted: dict[tuple[str, object], int] = defaultdict(int)
    for posting in Posting.objects.filter(booking__in=["returned", "recovered"]).iterator():
        posted[posting.booking, posting.cause_id] += posting.amount
    seen: set[tuple[str, object]] = set()
    for row in PaidIn.objects.order_by("id").iterator():
        key: tuple[str, object] = ("returned" if row.recovery_id is None else "recovered", row.id)
        seen.add(key)
        if posted.get(key, 0) != (row.booked if row.confirmed_at else 0):
            says = Text("들어온 돈과 원장이 맞지 않습니다.", "What came in and the ledger do not agree.")
            yield Finding("I8", f"paid_in:{row.id}", says)
    for key in posted.keys() - seen:
        says = Text("들어온 기록이 없는 돈이 원장에 있습니다.", "The ledger has won that nobody recorded.")
        yield Finding("I8", f"posting:{key[1]}", says)
    for one in Recovery.objects.filter(state="done").iterator():
        if sum(one.paid_in.exclude(confirmed_at=None).values_list("amount", flat=True)) != one.amount:
            says = Text("다 들어오지 않은 환수가 끝났습니다.", "A recovery is done that has not come in.")
            yield Finding("I8", f"recovery:{one.id}", says)


def _sanctions() -> Iterator[Finding]:
    facts: dict[str, list[Fact]] = defaultdict(list)
    for fact in Fact.objects.filter(follows__startswith="sanction:").order_by("since_on", "id").iterator():
        if fact.until_on and fact.until_on > fact.since_on:
            facts[fact.follows].append(fact)
    decided = set(Entry.objects.filter(name="sanction.decided").values_list("subject_id", flat=True))
    lifted = {one.subject_id: one.data["on"] for one in Entry.objects.filter(name="sanction.lifted").iterator()}
    for row in Sanction.objects.order_by("id").iterator():
        known = facts.pop(f"sanction:{row.id}", [])
        wanted = _days(row, lifted.get(row.id)) if row.state in _DECIDED else set()
        for subject in {one.subject_id for one in known} | ({row.company_id} if wanted else set()):
            if _held([one for one in known if one.subject_id == subject]) != wanted:
                says = Text("참여제한과 명부가 맞지 않습니다.", "A bar and the register do not agree.")
                yield Finding("I10", f"sanction:{row.id}", says)
        if (row.state in _DECIDED) != (row.id in decided) or (row.decided_by and row.decided_by == row.drawn_by):
            says = Text("참여제한이 두 사람의 결정을 따르지 않습니다.", "A bar is not the decision of two.")
            yield Finding("I10", f"sanction:{row.id}", says)
    for follows in facts:
        says = Text("결정이 없는 참여제한이 명부에 있습니다.", "The register bars without a decision.")
        yield Finding("I10", follows, says)


def _days(row: Sanction, lifted_on: str | None) -> set[date]:
    """Each day on which the row says that the bar holds: from its first to its last, without stays."""
    if row.first_on is None or row.until_on is None:
        return set()
    until = min(row.until_on, date.fromisoformat(lifted_on)) if lifted_on else row.until_on
    days = {row.first_on + timedelta(days=one) for one in range((until - row.first_on).days)}
    for stay in SanctionStay.objects.filter(sanction=row):
        days = {one for one in days if one < stay.since_on or (stay.until_on is not None and one >= stay.until_on)}
    return days


def _held(known: list[Fact]) -> set[date]:
    return {
        fact.since_on + timedelta(days=one)
        for fact in known
        if fact.until_on
        for one in range((fact.until_on - fact.since_on).days)
    }
