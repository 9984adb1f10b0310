"""What a program says of sanctions, and the days that follow from it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from gonggo.kernel.basis import Basis
from gonggo.kernel.holidays import BusinessDays
from gonggo.kernel.text import Text
from gonggo.programs.definition import Program
from gonggo.settlement.days import term_until

ROOM = "sanctions"
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a company may be barred; ``kind`` is agreement (a measure under it) or disposition (by law)."""

    key: str
    kind: str
    label: Text
    says: Text
    basis: Basis


@dataclass(frozen=True, slots=True)
class Rules:
    """``months_most`` is how long at most; ``register`` the kind of fact that exclusions read, and its value."""

    grounds: tuple[Ground, ...]
    months_most: int
    months_basis: Basis
    hearing_days: int
    hearing_basis: Basis
    from_basis: Basis
    approvals_basis: Basis
    stay_basis: Basis
    register: str
    register_value: str
    register_basis: Basis

    def ground(self, key: str) -> Ground | None:
        return next((one for one in self.grounds if one.key == key), None)

    def least_hearing(self, noticed_on: date, calendar: BusinessDays) -> date:
        """The earliest last day to be heard: that of the notice is not counted (민법 제157조), a day off moves on."""
        return calendar.on_or_after(noticed_on + timedelta(days=self.hearing_days))


def rules_of(program: Program) -> Rules:
    """Raises KeyError where the program has no sanctions."""
    section = program.room(ROOM)
    bar = {value.key: value for value in section.group("bar").values}
    return Rules(
        grounds=tuple(
            Ground(value.key, str(value.value), value.label, value.says, value.basis)
            for value in section.group("ground").values
        ),
        months_most=int(str(bar["years-most"].value)) * _YEAR,
        months_basis=bar["years-most"].basis,
        hearing_days=int(str(bar["hearing-days"].value)),
        hearing_basis=bar["hearing-days"].basis,
        from_basis=bar["from"].basis,
        approvals_basis=bar["approvals"].basis,
        stay_basis=bar["stay"].basis,
        register=str(bar["register"].value),
        register_value=str(bar["register-value"].value),
        register_basis=bar["register"].basis,
    )


@dataclass(frozen=True, slots=True)
class Span:
    """The days ``[since_on, until_on)`` on which a bar is in force."""

    since_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Stay:
    """The days ``[since_on, until_on)`` on which a bar does not hold; without an end it is still stayed."""

    since_on: date
    until_on: date | None


def spans(first_on: date, months: int, stays: Collection[Stay] = ()) -> tuple[Span, ...]:
    """When a bar is in force: from the day of the decision on, the days of a stay served after it."""
    found, since, until = [], first_on, term_until(first_on, months)
    for stay in stays:
        if since < stay.since_on:
            found.append(Span(since, stay.since_on))
        if stay.until_on is None:
            return tuple(found)
        since, until = stay.until_on, until + (stay.until_on - max(stay.since_on, since))
    return (*found, Span(since, until))
