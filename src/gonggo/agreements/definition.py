"""What a program says of its agreements. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from gonggo.kernel.basis import Basis
from gonggo.kernel.text import Text
from gonggo.programs.definition import Program
from gonggo.programs.definition.rooms import Section, Value

ROOM = "agreements"
LINES = f"{ROOM}.lines"
"""The group of the program that names the budget lines."""
AMOUNTS = ("government", "cash", "in_kind")
Amounts = Mapping[str, int]
"""government, cash, in_kind → whole won."""
STAGE = "agreement"
"""The stage of the consents and pledges that come before an agreement."""


@dataclass(frozen=True, slots=True)
class LineKind:
    """A line of the budget (비목)."""

    key: str
    label: Text
    says: Text


@dataclass(frozen=True, slots=True)
class Days:
    """Until when something is done, in days or months."""

    value: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Slot:
    """A paper that is uploaded before the agreement. ``is_private_share``: it proves what the company paid in;
    ``may_be_left_out``: without it nothing is paid in advance."""

    key: str
    label: Text
    says: Text
    basis: Basis
    is_private_share: bool
    may_be_left_out: bool


@dataclass(frozen=True, slots=True)
class Article:
    """A paragraph of the agreement's text; ``{…}`` stands for what is known of the agreement."""

    label: Text
    says: Text


@dataclass(frozen=True, slots=True)
class Rules:
    """How a program comes to its agreements, on one track."""

    legal_basis: str
    legal_clause: Basis
    lines: tuple[LineKind, ...]
    lines_basis: Basis
    papers_days: Days
    conclude_months: Days
    signers: tuple[str, ...]
    """In the order in which they sign: agency, operator, then roles of parties."""
    signers_basis: Basis
    term_months: Days
    cap: int
    cap_basis: Basis
    share: Fraction
    share_basis: Basis
    slots: tuple[Slot, ...]
    missing_basis: Basis
    articles: tuple[Article, ...]

    def slot(self, key: str) -> Slot | None:
        """The paper of this key, None where the program asks for none."""
        return next((one for one in self.slots if one.key == key), None)

    def line(self, key: str) -> LineKind:
        """Raises KeyError."""
        for one in self.lines:
            if one.key == key:
                return one
        raise KeyError(key)


def has_agreements(program: Program) -> bool:
    """Whether the program makes agreements at all."""
    return ROOM in program.rooms


def rules_of(program: Program, track: str) -> Rules:
    """Raises KeyError where the program has no agreements."""
    section = program.room(ROOM)
    legal, signers, lines = section.value("money", "basis"), section.value("course", "parties"), section.group("lines")
    cap, cap_basis = program.cap(track)
    share, share_basis = program.share_limit(track)
    term = program.track(track).period_months
    return Rules(
        legal_basis=str(legal.value),
        legal_clause=legal.basis,
        lines=tuple(LineKind(one.key, one.label, one.says) for one in lines.values),
        lines_basis=lines.values[0].basis,
        papers_days=days_of(section, "course", "papers-days"),
        conclude_months=days_of(section, "course", "months"),
        signers=keys(signers),
        signers_basis=signers.basis,
        term_months=Days(term.value, term.basis),
        cap=cap,
        cap_basis=cap_basis,
        share=share,
        share_basis=share_basis,
        slots=_slots(section),
        missing_basis=section.value("papers", "missing").basis,
        articles=tuple(Article(one.label, one.says) for one in section.group("text").values),
    )


def _slots(section: Section) -> tuple[Slot, ...]:
    """Those of the papers that are uploads, in the program's order."""
    kinds = {kind: keys(section.value("paper-kinds", kind)) for kind in ("uploads", "private-share", "left-out")}
    return tuple(
        Slot(
            one.key,
            one.label,
            one.says,
            one.basis,
            one.key in kinds["private-share"],
            one.key in kinds["left-out"],
        )
        for one in section.group("papers").values
        if one.key in kinds["uploads"]
    )


def days_of(section: Section, group: str, key: str) -> Days:
    found = section.value(group, key)
    return Days(int(found.value), found.basis)  # type: ignore[arg-type]  # the check of the program says it is whole


def keys(value: Value) -> tuple[str, ...]:
    """One key or several."""
    return tuple(map(str, value.value if isinstance(value.value, tuple) else (value.value,)))
