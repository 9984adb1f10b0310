"""What a program says of its payments, and what a tranche is held against. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from gonggo.kernel.basis import Basis
from gonggo.kernel.text import Text
from gonggo.programs.definition import Program
from gonggo.programs.definition.rooms import Section, Value

ROOM = "payments"
YEAR_END = "year-end"


class Gate(StrEnum):
    """What may have to hold before a tranche is paid; a program names those of each tranche."""

    AGREEMENT = "agreement"
    PRIVATE_SHARE = "private-share"
    GUARANTEE = "guarantee"
    COMPLETION = "completion"
    SETTLEMENT = "settlement"


@dataclass(frozen=True, slots=True)
class Portion:
    """One tranche of a program: which share of the support, and what has to hold before. ``number`` begins with 1."""

    number: int
    key: str
    label: Text
    share: Fraction
    basis: Basis
    gates: tuple[Gate, ...]
    gates_basis: Basis


@dataclass(frozen=True, slots=True)
class Checks:
    """What is looked up afresh about the payee before each tranche: kinds of fact that must say ``clear``."""

    kinds: tuple[str, ...]
    clear: str
    days: int
    basis: Basis
    days_basis: Basis


@dataclass(frozen=True, slots=True)
class Rules:
    """How a program pays and what evidence it wants. Two people of two organisations stand behind every tranche.

    ``in_kind`` is the evidence that shows what was contributed in kind.
    """

    portions: tuple[Portion, ...]
    checks: Checks
    approvals_basis: Basis
    by_basis: Basis
    evidence: tuple[str, ...]
    evidence_words: Mapping[str, Text]
    in_kind: str
    invoice: str
    invoice_digits: int
    invoice_basis: Basis
    term_basis: Basis
    line_basis: Basis
    year_end: Basis | None
    """Where what is unspent at a year's end is carried over by a recorded act; None where nothing is said of it."""

    def portion(self, number: int) -> Portion | None:
        return next((one for one in self.portions if one.number == number), None)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What an agreement says that a payment has to keep to. Amounts in won."""

    agreement_id: UUID
    application_id: UUID
    number: str
    program: str
    program_version: int
    track: str
    payee: UUID
    government: int
    private_cash: int
    private_in_kind: int
    cap: int
    is_in_force: bool
    has_advance: bool
    begins_on: date | None
    last_on: date | None
    parties: tuple[UUID, ...] = ()
    """Every company that it binds."""

    @property
    def total(self) -> int:
        return self.government + self.private_cash + self.private_in_kind


def rules_of(program: Program) -> Rules:
    """Raises KeyError where the program pays nothing."""
    section = program.room(ROOM)
    facts, days = section.value("checks", "facts"), section.value("checks", "days")
    in_kind, digits = str(section.value("spending", "in-kind").value), section.value("spending", "invoice-digits")
    evidence = (*keys(section.value("spending", "evidence")), in_kind)
    return Rules(
        portions=tuple(_portion(section, place, key) for place, key in enumerate(_order(section), 1)),
        checks=Checks(keys(facts), str(section.value("checks", "clear").value), whole(days), facts.basis, days.basis),
        approvals_basis=section.value("tranches", "approvals").basis,
        by_basis=section.value("tranches", "by").basis,
        evidence=evidence,
        evidence_words={key: section.value("evidence", key).label for key in evidence},
        in_kind=in_kind,
        invoice=str(section.value("spending", "invoice").value),
        invoice_digits=whole(digits),
        invoice_basis=digits.basis,
        term_basis=section.value("spending", "days").basis,
        line_basis=section.value("spending", "lines").basis,
        year_end=next((one.basis for one in section.group("spending").values if one.key == YEAR_END), None),
    )


def _order(section: Section) -> tuple[str, ...]:
    return keys(section.value("tranches", "order"))


def _portion(section: Section, number: int, key: str) -> Portion:
    share, gates = section.value("tranches", key), section.value("gates", key)
    return Portion(
        number,
        key,
        share.label,
        Fraction(str(share.value)),
        share.basis,
        tuple(Gate(one) for one in keys(gates)),
        gates.basis,
    )


def keys(value: Value) -> tuple[str, ...]:
    """A value of several keys, or of one."""
    return tuple(map(str, value.value if isinstance(value.value, tuple) else (value.value,)))


def whole(value: Value) -> int:
    """Raises ValueError where the program writes no whole number."""
    if isinstance(value.value, bool) or not isinstance(value.value, int):
        raise ValueError(f"{value.key}: {value.value!r}")
    return value.value
