"""What a program says of outages. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from gonggo.kernel.basis import Basis
from gonggo.programs.definition import Program

ROOM = "deadline"
MOVES, STAYS = "moves", "stays"
"""Whether the day of judgement goes with the deadline."""


class Rule(StrEnum):
    """Which part of the published rule gives a new deadline."""

    INSIDE = "inside"  # the deadline fell inside an outage
    NEAR = "near"  # recovery came shortly before it
    LONG = "long"  # as one of the two, and the outage was long


@dataclass(frozen=True, slots=True)
class OutageRules:
    """The numbers of the rule with their grounds. Office hours are hours of a working day in Seoul."""

    inside: timedelta
    near: timedelta
    long: timedelta
    long_from: timedelta
    least: timedelta
    office_opens: int
    office_closes: int
    grounds: dict[Rule, Basis]
    approvals_basis: Basis
    moves_as_of_day: bool

    def ground(self, rule: Rule) -> Basis:
        return self.grounds[rule]


def rules_of(program: Program) -> OutageRules:
    """Raises KeyError where the program has no rule for outages."""
    section = program.room(ROOM)

    def number(key: str) -> int:
        return int(str(section.value("outage", key).value))

    inside, near, long = (section.value("outage", key) for key in ("inside-hours", "near-hours", "long-hours"))
    return OutageRules(
        inside=timedelta(hours=number("inside-hours")),
        near=timedelta(hours=number("near-hours")),
        long=timedelta(hours=number("long-hours")),
        long_from=timedelta(hours=number("long-from-hours")),
        least=timedelta(minutes=number("least-minutes")),
        office_opens=number("office-opens"),
        office_closes=number("office-closes"),
        grounds={Rule.INSIDE: inside.basis, Rule.NEAR: near.basis, Rule.LONG: long.basis},
        approvals_basis=section.value("outage", "approvals").basis,
        moves_as_of_day=section.value("outage", "as-of").value == MOVES,
    )
