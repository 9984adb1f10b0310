"""What a program says of its aftercare. Pure."""

from dataclasses import dataclass

from gonggo.kernel.basis import Basis
from gonggo.kernel.text import Text
from gonggo.programs.definition import Program
from gonggo.programs.definition.rooms import Value

ROOM = "aftercare"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a use report; ``unit`` says what it counts."""

    key: str
    label: Text
    unit: Text
    is_won: bool
    basis: Basis


@dataclass(frozen=True, slots=True)
class Rules:
    """Days are calendar days, ``answer_days`` business days; ``remind_days`` before the due day, the earliest first."""

    years: int
    years_basis: Basis
    open_days: int
    grace_days: int
    grace_basis: Basis
    remind_days: tuple[int, ...]
    figures: tuple[Figure, ...]
    answer_days: int
    answer_basis: Basis
    maintenance_basis: Basis
    consent: str
    consent_basis: Basis


def rules_of(program: Program) -> Rules:
    """Raises KeyError where the program has no aftercare."""
    section = program.room(ROOM)
    reports = {value.key: value for value in section.group("reports").values}
    answer, consent = section.value("maintenance", "answer-days"), section.value("data", "consent")
    is_reminded = bool(reports["reminders"].value)
    return Rules(
        years=_whole(reports["years"]),
        years_basis=reports["years"].basis,
        open_days=_whole(reports["open-days"]),
        grace_days=_whole(reports["grace-days"]),
        grace_basis=reports["grace-days"].basis,
        remind_days=_days(reports["remind-days"]) if is_reminded else (),
        figures=tuple(map(_figure, section.group("figures").values)),
        answer_days=_whole(answer),
        answer_basis=answer.basis,
        maintenance_basis=section.value("maintenance", "by").basis,
        consent=str(consent.value),
        consent_basis=consent.basis,
    )


def _figure(value: Value) -> Figure:
    return Figure(value.key, value.label, value.says, value.value == "won", value.basis)


def _whole(value: Value) -> int:
    return int(str(value.value))


def _days(value: Value) -> tuple[int, ...]:
    given = value.value if isinstance(value.value, tuple) else (value.value,)
    return tuple(sorted((int(str(one)) for one in given), reverse=True))
