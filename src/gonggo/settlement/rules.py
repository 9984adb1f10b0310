"""The sum of a settlement as rows that explain it. Pure: whole won in integers, shares as exact fractions.

The rows are taken off the agreed support one after the other; what is left is what the company may keep of it. Interest
and refunded VAT come back besides: they were never a part of the support.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gonggo.kernel.basis import Basis
from gonggo.settlement.definition import BESIDES, Formula, Part


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the agreement says, in won; ``share`` and ``cap`` are the limits of the track that it was concluded on."""

    government: int
    cash: int
    in_kind: int
    share: Fraction
    cap: int

    @property
    def private(self) -> int:
        return self.cash + self.in_kind


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was spent on, in won without VAT, and how much of it is disallowed."""

    amount: int
    disallowed: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.disallowed <= self.amount:
            raise ValueError("at most what was spent is disallowed, and nothing below zero")


@dataclass(frozen=True, slots=True)
class Row:
    """``amount`` won, for ``part`` of what stands at ``of`` won; ``share`` where it is multiplied, 1 otherwise."""

    part: Part
    of: int
    share: Fraction
    amount: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Sum:
    """The whole settlement in won. ``kept`` + ``returned`` = ``paid``; ``second`` is what is still to be paid.

    ``entitled`` is the support that is left when all rows are taken off; ``besides`` is interest and refunded VAT.
    """

    rows: tuple[Row, ...]
    agreed: int
    paid: int
    spent: int
    recognised: int
    disallowed: int
    entitled: int
    kept: int
    returned: int
    second: int
    besides: int

    @property
    def to_return(self) -> int:
        """Everything that the company has to pay in."""
        return self.returned + self.besides


def settle(
    agreed: Agreed,
    items: Sequence[Item],
    *,
    paid: int,
    private_paid: int,
    interest: int,
    vat_refund: int,
    formula: Formula,
) -> Sum:
    """``paid`` is the support paid so far, ``private_paid`` the private share shown to be paid in, cash and in kind.

    Raises ValueError for an amount below zero or more paid than agreed.
    """
    if min(paid, private_paid, interest, vat_refund) < 0 or paid > agreed.government:
        raise ValueError("no settlement has amounts below zero, or more paid than agreed")
    spent, disallowed = sum(item.amount for item in items), sum(item.disallowed for item in items)
    given = {Part.INTEREST: interest, Part.VAT_REFUND: vat_refund, Part.DISALLOWED: disallowed}
    rows = _rows(agreed, min(private_paid, agreed.private), spent, given, formula)
    left = agreed.government - sum(row.amount for row in rows if row.part not in BESIDES)
    return Sum(
        rows=rows,
        agreed=agreed.government,
        paid=paid,
        spent=spent,
        recognised=spent - disallowed,
        disallowed=disallowed,
        entitled=left,
        kept=min(paid, left),
        returned=max(paid - left, 0),
        second=max(left - paid, 0),
        besides=sum(row.amount for row in rows if row.part in BESIDES),
    )


def _rows(agreed: Agreed, private: int, spent: int, given: Mapping[Part, int], formula: Formula) -> tuple[Row, ...]:
    """One after the other: what a row is taken of stands after those before it; none takes more than is left."""
    left, share, rows = agreed.government, None, []
    for part in formula.order:
        if part in formula.by_share and share is None:
            share = _share(left, private)  # as it stands after what comes first
        base = given[part] if part in given else _base(part, agreed, left, private, spent)
        factor = share if part in formula.by_share and share is not None else Fraction(1)
        amount = formula.rounding.whole(base * factor)
        if part not in BESIDES:
            amount = min(amount, left)
            left -= amount
        rows.append(Row(part, base, factor, amount, _basis(part, formula)))
    return tuple(rows)


def _share(government: int, private: int) -> Fraction:
    return Fraction(government, government + private) if government + private else Fraction(0)


def _base(part: Part, agreed: Agreed, left: int, private: int, spent: int) -> int:
    if part is Part.PRIVATE_NOT_PAID:
        return agreed.private - private
    if part is Part.ABOVE_LIMITS:
        return max(left - _limit(agreed, private), 0)
    return max(left + private - spent, 0)


def _limit(agreed: Agreed, private: int) -> int:
    """The most support, in won, that stands beside this private share: neither above the cap nor above the share."""
    if agreed.share >= 1:
        return agreed.cap
    return min(agreed.cap, int(private * agreed.share / (1 - agreed.share) // 1))


def _basis(part: Part, formula: Formula) -> Basis:
    if part is Part.VAT_REFUND:
        return formula.vat_basis
    return formula.share_basis if part in formula.by_share else formula.order_basis
