"""Amounts, limits, gates and the digest of what is approved. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gonggo.kernel.basis import Basis
from gonggo.kernel.canonical import digest
from gonggo.kernel.refusal import Refused
from gonggo.payments.definition import Agreed, Gate, Portion, Rules

VERSION = 1


def won_of(amount: object, *, field: str = "amount") -> int:
    """Whole won above nothing. Refuses with: payment_won_wrong (half a won, a text, a bool, zero or less)."""
    if isinstance(amount, bool) or not isinstance(amount, int) or amount <= 0:
        raise Refused("payment_won_wrong", field=field)
    return amount


def amount_of(rules: Rules, portion: Portion, government: int) -> int:
    """The won of a tranche: its share cut off to whole won; the last one takes what is left of the support."""
    before = sum(int(one.share * government // 1) for one in rules.portions if one.number < portion.number)
    is_last = portion.number == len(rules.portions)
    return government - before if is_last else int(portion.share * government // 1)


def years_between(agreed: Agreed, on: date) -> range:
    """The years of the agreement that were over before a day."""
    return range(agreed.begins_on.year if agreed.begins_on else on.year, on.year)


def before_of(rules: Rules, portion: Portion, government: int) -> int:
    """The won of all tranches before this one."""
    return sum(amount_of(rules, one, government) for one in rules.portions if one.number < portion.number)


@dataclass(frozen=True, slots=True)
class Guarantee:
    """Insurance for what is paid before the work is done: number, won, last day of cover."""

    number: str
    won: int
    last_on: date


@dataclass(frozen=True, slots=True)
class Seen:
    """What the operator saw and wrote down: won of the private share in the account, guarantee, checks with their day.

    ``checked`` is kind of fact → what the register said on ``checked_on``; ``known`` is what the house itself knows.
    """

    private_paid: int
    guarantee: Guarantee | None
    checked: Mapping[str, str]
    checked_on: date
    known: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Passed:
    """One gate, whether it is open, and its basis. ``key`` is a Gate or a kind of fact."""

    key: str
    is_open: bool
    basis: Basis


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the task is: confirmed as complete, and settled; ``granted`` won were left to be paid by the settlement,
    None while nothing is settled."""

    is_completed: bool
    granted: int | None


def gates(
    rules: Rules, portion: Portion, agreed: Agreed, seen: Seen, *, amount: int, progress: Progress, on: date
) -> list[Passed]:
    """Every gate of a tranche on a day, in the program's order, then the fresh checks."""
    holds = {
        Gate.AGREEMENT: agreed.is_in_force,
        Gate.PRIVATE_SHARE: seen.private_paid >= agreed.private_cash,
        Gate.GUARANTEE: agreed.has_advance and _covers(seen.guarantee, amount, agreed.last_on),
        Gate.COMPLETION: progress.is_completed,
        Gate.SETTLEMENT: progress.granted is not None and amount <= progress.granted,
    }
    said = [Passed(gate, holds[gate], portion.gates_basis) for gate in portion.gates]
    checks = rules.checks
    first = on - timedelta(days=checks.days)
    is_fresh = first < seen.checked_on <= on
    for kind in checks.kinds:
        is_clear = seen.checked.get(kind) == checks.clear and seen.known.get(kind, checks.clear) == checks.clear
        said.append(Passed(kind, is_fresh and is_clear, checks.basis))
    return said


def _covers(guarantee: Guarantee | None, amount: int, until: date | None) -> bool:
    return guarantee is not None and until is not None and guarantee.won >= amount and guarantee.last_on >= until


def check_open(passed: Collection[Passed]) -> None:
    """Refuses with: gate_shut, at the first that is."""
    shut = next((one for one in passed if not one.is_open), None)
    if shut is not None:
        raise Refused("gate_shut", shut.basis, gate=shut.key)


def seen_stored(seen: Seen) -> dict[str, Any]:
    """As JSON, with the version of this shape inside."""
    guarantee = seen.guarantee
    return {
        "version": VERSION,
        "private_paid": seen.private_paid,
        "guarantee": guarantee
        and {"number": guarantee.number, "won": guarantee.won, "last_on": guarantee.last_on.isoformat()},
        "checked": dict(seen.checked),
        "checked_on": seen.checked_on.isoformat(),
    }


def seen_read(stored: Mapping[str, Any], known: Mapping[str, str]) -> Seen:
    """Raises ValueError for a version that this code does not know."""
    if stored.get("version") != VERSION:
        raise ValueError(f"version {stored.get('version')!r}")
    told = stored["guarantee"]
    guarantee = Guarantee(told["number"], told["won"], date.fromisoformat(told["last_on"])) if told else None
    checked_on = date.fromisoformat(stored["checked_on"])
    return Seen(stored["private_paid"], guarantee, stored["checked"], checked_on, known)


@dataclass(frozen=True, slots=True)
class Content:
    """What is approved: whom, how much, into which account (by its keyed hash), under which terms."""

    tranche: str
    number: int
    amount: int
    payee: str
    bank: str
    holder: str
    account: str
    agreed: Agreed

    @property
    def digest(self) -> str:
        """SHA-256 of its canonical JSON, 64 hexadecimal digits."""
        terms = self.agreed
        said = {
            "version": VERSION,
            "tranche": self.tranche,
            "number": self.number,
            "amount": self.amount,
            "payee": self.payee,
            "bank": self.bank,
            "holder": self.holder,
            "account": self.account,
            "agreement": str(terms.agreement_id),
            "government": terms.government,
            "private_cash": terms.private_cash,
            "private_in_kind": terms.private_in_kind,
            "program_version": terms.program_version,
            "last_on": terms.last_on.isoformat() if terms.last_on else "",
            "is_in_force": terms.is_in_force,
            "parties": sorted(map(str, terms.parties)),
        }
        return digest(said)


def check_invoice(rules: Rules, evidence: str, invoice: str) -> str:
    """The number without blanks and hyphens. Refuses with: evidence_unknown, invoice_wrong."""
    if evidence not in rules.evidence:
        raise Refused("evidence_unknown", rules.invoice_basis, field="evidence")
    number = invoice.replace("-", "").replace(" ", "")
    wants = rules.invoice_digits if evidence == rules.invoice else 0
    if len(number) != wants or not ((number.isdecimal() and number.isascii()) or not number):
        raise Refused("invoice_wrong", rules.invoice_basis, field="invoice", digits=rules.invoice_digits)
    return number
