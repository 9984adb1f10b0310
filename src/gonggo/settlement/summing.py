"""The sum of a settlement from its rows and its agreement, and as it is kept once it is confirmed."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from gonggo.agreements.models import Agreement
from gonggo.kernel.basis import Basis, BasisKind
from gonggo.kernel.canonical import digest
from gonggo.programs.definition import Program
from gonggo.settlement.definition import Part, rules_of
from gonggo.settlement.models import Settlement, SettlementItem
from gonggo.settlement.rules import Agreed, Item, Row, Sum, settle

VERSION = 1


def agreed_of(program: Program, row: Agreement) -> Agreed:
    """The amounts of the agreement with its cap and the share of its track."""
    track = program.track(row.track)
    return Agreed(row.government, row.cash, row.in_kind, Fraction(track.share.value), row.cap)


def sum_of(row: Settlement, items: list[SettlementItem], *, program: Program, agreed: Agreement, paid: int) -> Sum:
    """As it stands with the verdicts so far; what is open yet counts as recognised. No statement."""
    return settle(
        agreed_of(program, agreed),
        [Item(one.amount, one.disallowed) for one in items],
        paid=paid,
        private_paid=row.private_paid,
        interest=row.interest,
        vat_refund=row.vat_refund,
        formula=rules_of(program).formula,
    )


_FIGURES = (
    "agreed", "paid", "spent", "recognised", "disallowed", "entitled", "kept", "returned", "second", "besides",
)  # fmt: skip


def kept(found: Sum) -> dict[str, Any]:
    """As JSON, with the version of this shape inside; shares as they are written, 5/11."""
    rows = [
        {
            "part": str(row.part),
            "of": row.of,
            "share": str(row.share),
            "amount": row.amount,
            "basis": [str(row.basis.kind), row.basis.text],
        }
        for row in found.rows
    ]
    return {"version": VERSION, "rows": rows} | {name: getattr(found, name) for name in _FIGURES}


def read(stored: Mapping[str, Any]) -> Sum:
    """Raises ValueError for a version that this code does not know."""
    if stored.get("version") != VERSION:
        raise ValueError(f"version {stored.get('version')!r}")
    rows = tuple(
        Row(
            Part(row["part"]),
            row["of"],
            Fraction(row["share"]),
            row["amount"],
            Basis(BasisKind(row["basis"][0]), row["basis"][1]),
        )
        for row in stored["rows"]
    )
    return Sum(rows=rows, **{name: stored[name] for name in _FIGURES})


def digest_of(found: Sum) -> str:
    """What the second person confirms is the sum that was on the page."""
    return digest(kept(found))
