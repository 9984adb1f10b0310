"""What a program says of its progress and completion checks. Pure."""

from dataclasses import dataclass

from gonggo.kernel.basis import Basis
from gonggo.programs.definition import Program
from gonggo.programs.definition.rooms import Value

ROOM = "delivery"


@dataclass(frozen=True, slots=True)
class Span:
    """A count of days, business days or months, and what it rests on."""

    count: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Rules:
    """``look`` counts business days, ``correct`` and ``supplement`` months, the rest calendar days."""

    findings: tuple[str, ...]
    least: Span
    correct: Span
    outcomes: tuple[str, ...]
    report: Span
    look: Span
    inspect: Span
    supplement: Span
    supplement_times: Span
    recheck: Span
    check_basis: Basis
    completion_basis: Basis
    signed_basis: Basis


def rules_of(program: Program) -> Rules:
    """Raises KeyError where the program has no checks."""
    section = program.room(ROOM)

    def span(group: str, key: str) -> Span:
        value = section.value(group, key)
        return Span(int(str(value.value)), value.basis)

    return Rules(
        findings=_keys(section.value("progress", "outcomes")),
        least=span("progress", "least"),
        correct=span("progress", "correct-months"),
        outcomes=_keys(section.value("completion", "outcomes")),
        report=span("completion", "report-days"),
        look=span("completion", "look-days"),
        inspect=span("completion", "inspect-days"),
        supplement=span("completion", "supplement-months"),
        supplement_times=span("completion", "supplement-times"),
        recheck=span("completion", "recheck-days"),
        check_basis=section.value("progress", "by").basis,
        completion_basis=section.value("completion", "by").basis,
        signed_basis=section.value("completion", "signed-by").basis,
    )


def _keys(value: Value) -> tuple[str, ...]:
    return tuple(map(str, value.value if isinstance(value.value, tuple) else (value.value,)))
