"""What a program says of settlement, return and recovery. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from gonggo.kernel.basis import Basis
from gonggo.kernel.months import months_after
from gonggo.programs.definition import Program
from gonggo.programs.definition.rooms import Section, Value

ROOM = "settlement"


class Part(StrEnum):
    """What takes away from the support, or is given back besides it; a program names them in their order."""

    PRIVATE_NOT_PAID = "private-not-paid"
    ABOVE_LIMITS = "above-limits"
    UNSPENT = "unspent"
    DISALLOWED = "disallowed"
    INTEREST = "interest"
    VAT_REFUND = "vat-refund"


BESIDES = frozenset({Part.INTEREST, Part.VAT_REFUND})
"""What is given back beside the support itself: it was never paid by the government."""


class Rounding(StrEnum):
    """What becomes of a part of one won."""

    DOWN = "down"
    UP = "up"
    HALF_UP = "half-up"

    def whole(self, amount: Fraction) -> int:
        """``amount`` (not negative) in whole won."""
        if self is Rounding.DOWN:
            return int(amount // 1)
        if self is Rounding.UP:
            return int(-(-amount // 1))
        return int((amount + Fraction(1, 2)) // 1)


@dataclass(frozen=True, slots=True)
class Formula:
    """How a program settles: the parts in their order, those multiplied by the government's share, the rounding."""

    order: tuple[Part, ...]
    by_share: frozenset[Part]
    rounding: Rounding
    order_basis: Basis
    share_basis: Basis
    rounding_basis: Basis
    vat_basis: Basis


@dataclass(frozen=True, slots=True)
class Rules:
    """Days are calendar days, months calendar months; ``surcharge`` is how many times a gain at most."""

    formula: Formula
    report_months: int
    report_basis: Basis
    confirm_basis: Basis
    invoices_basis: Basis
    return_days: int
    return_basis: Basis
    reminder_days: int
    grace_days: int
    reminder_basis: Basis
    instalments: int
    instalments_basis: Basis
    guarantee_basis: Basis
    recovery_days: int
    recovery_basis: Basis
    surcharge: int
    surcharge_basis: Basis
    interest: Fraction
    days_in_year: int
    interest_basis: Basis

    def due_on(self, last_on: date) -> date:
        """The last day to report, from the last day of the term."""
        return months_after(last_on, self.report_months)

    def interest_on(self, gain: int, paid_on: date, on: date) -> int:
        """Whole won of interest on an unlawful gain from the day of payment up to ``on``, this day not counted."""
        days = max((on - paid_on).days, 0)
        return self.formula.rounding.whole(gain * self.interest * Fraction(days, self.days_in_year))

    def reminder_until(self, due_on: date) -> date:
        """The last day on which a reminder of what was due is sent."""
        return due_on + timedelta(days=self.reminder_days)


def rules_of(program: Program) -> Rules:
    """Raises KeyError where the program has no settlement."""
    section = program.room(ROOM)
    report, back, recovery = (_group(section, key) for key in ("report", "return", "recovery"))
    return Rules(
        formula=_formula(report),
        report_months=_whole(report["months"]),
        report_basis=report["months"].basis,
        confirm_basis=report["confirmed-by"].basis,
        invoices_basis=report["invoices"].basis,
        return_days=_whole(back["days"]),
        return_basis=back["days"].basis,
        reminder_days=_whole(back["reminder-days"]),
        grace_days=_whole(back["grace-days"]),
        reminder_basis=back["reminder-days"].basis,
        instalments=_whole(back["instalments"]),
        instalments_basis=back["instalments"].basis,
        guarantee_basis=back["then"].basis,
        recovery_days=_whole(recovery["days"]),
        recovery_basis=recovery["days"].basis,
        surcharge=_whole(recovery["surcharge"]),
        surcharge_basis=recovery["surcharge"].basis,
        interest=Fraction(str(recovery["interest"].value)),
        days_in_year=_whole(recovery["days-in-year"]),
        interest_basis=recovery["interest"].basis,
    )


def _formula(report: dict[str, Value]) -> Formula:
    return Formula(
        order=tuple(Part(key) for key in _keys(report["order"])),
        by_share=frozenset(Part(key) for key in _keys(report["by-share"])),
        rounding=Rounding(str(report["rounding"].value)),
        order_basis=report["order"].basis,
        share_basis=report["by-share"].basis,
        rounding_basis=report["rounding"].basis,
        vat_basis=report["vat-refund"].basis,
    )


def _group(section: Section, key: str) -> dict[str, Value]:
    return {value.key: value for value in section.group(key).values}


def _whole(value: Value) -> int:
    return int(str(value.value))


def _keys(value: Value) -> Collection[str]:
    return tuple(map(str, value.value if isinstance(value.value, tuple) else (value.value,)))
