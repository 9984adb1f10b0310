"""What is judged: the conditions of a program, each ready to be asked, and the dated facts that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Ref
from gonggo.kernel.text import Text
from gonggo.programs.definition import (
    Answer,
    Exclusion,
    LiftedException,
    Probe,
    ProbeOperator,
    Program,
    Requirement,
    RuleSet,
    Settling,
)

RULES = "application"
"""The rule set that an application is judged by."""
CLEAR = "none"
"""The value that clears an exclusion which names nothing but its fact; every other value is a hit."""


class Standing(StrEnum):
    """Why an answer is what it is, where the facts of the day alone do not say it."""

    PLAIN = "plain"
    FOUND = "found"  # an officer decided what the facts left open
    CURABLE = "curable"  # a hit that may still be cured
    CURED = "cured"
    LIFTED = "lifted"  # by an exception that was shown
    FINAL = "final"  # not cured in time


class Moment(StrEnum):
    """When an application is judged."""

    SUBMISSION = "submission"  # advice, at each seal
    CLOSING = "closing"
    FIRST_ASSESSMENT = "first-assessment"
    AGREEMENT = "agreement"  # when it is about to be prepared for signature


INSTANTS = {Moment.CLOSING: "application.closes", Moment.FIRST_ASSESSMENT: "evaluation.opens"}
"""The published instants of the runs that come by themselves."""


@dataclass(frozen=True, slots=True)
class Known:
    """A dated fact about one subject: so on each day of ``[since_on, until_on)``. Without ``id`` it is no row."""

    kind: str
    value: str
    since_on: date
    until_on: date | None
    recorded_at: datetime
    is_own_word: bool = False
    """Whether only the company itself says so."""
    id: int | None = None

    def holds(self, on: date) -> bool:
        return self.since_on <= on and (self.until_on is None or on < self.until_on)


@dataclass(frozen=True, slots=True)
class Lift:
    """What lifts an exclusion: one of the facts or, for a cure, the ground's own end; ``until`` is not inside."""

    facts: frozenset[str]
    cures: bool
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Condition:
    """A requirement or a ground of exclusion as it is asked of one kind of party on one track."""

    key: str
    is_exclusion: bool
    label: Text
    says: Text
    basis: Basis
    roles: frozenset[str]
    binds_persons: bool
    probes: tuple[Probe, ...]
    as_of_on: date
    due: datetime | None = None
    curable_until: datetime | None = None
    lifts: tuple[Lift, ...] = ()
    settled_by: Settling = Settling.FACTS
    doubt: Text | None = None
    """How it is looked at, where that is not plain."""
    proof: str = ""
    """The slot of the paper that shows it."""

    @property
    def facts(self) -> tuple[str, ...]:
        """The kinds that it asks for, without those that lift it."""
        return tuple(dict.fromkeys(probe.fact for probe in self.probes))

    @property
    def lifting_facts(self) -> tuple[str, ...]:
        return tuple(sorted({fact for lift in self.lifts for fact in lift.facts}))


@dataclass(frozen=True, slots=True)
class Judgement:
    """An answer with the facts that it rests on."""

    answer: Answer
    standing: Standing = Standing.PLAIN
    used: tuple[int, ...] = ()


def conditions_of(program: Program, track: str) -> tuple[Condition, ...]:
    """What an application on a track is judged by: requirements, then exclusions, in the notice's order."""
    required = [_requirement(program, row, track) for row in program.requirements if track in (row.tracks or (track,))]
    rules = program.rule_sets.get(RULES)
    rows = rules.exclusions if rules else ()
    excluded = [_exclusion(program, rules, row, track) for row in rows if rules and track in (row.tracks or (track,))]
    return (*required, *excluded)


def cures(program: Program, condition: Condition) -> dict[str, str]:
    """What takes a hit away: fact → the value that says so. Grounds that are gone first, then exceptions."""
    gone = {probe.fact: probe.met[0] for probe in condition.probes if probe.operator is ProbeOperator.IS and probe.met}
    shown = {fact: program.fact_kind(fact).values[0].key for fact in condition.lifting_facts}
    return gone | shown if condition.curable_until else {}


def _requirement(program: Program, row: Requirement, track: str) -> Condition:
    return Condition(
        key=row.key,
        is_exclusion=False,
        label=row.label,
        says=row.says,
        basis=row.basis,
        roles=frozenset(str(role) for role in row.of),
        binds_persons=False,
        probes=_on_track(row.judged_by, track),
        as_of_on=_day(program, row.as_of),
        due=program.moment(row.due) if row.due else None,
        doubt=row.doubt.text if row.doubt else None,
        proof=row.proof or "",
    )


def _exclusion(program: Program, rules: RuleSet, row: Exclusion, track: str) -> Condition:
    return Condition(
        key=row.number,
        is_exclusion=True,
        label=row.label,
        says=row.says,
        basis=row.basis,
        roles=frozenset(str(role) for role in row.of),
        binds_persons=row.representatives,
        probes=_on_track(row.judged_by or (_plain(program, row.fact),), track),
        as_of_on=_day(program, row.as_of),
        curable_until=program.moment(row.curable_until) if row.curable_until else None,
        lifts=tuple(_lift(program, each, row.number) for each in rules.exceptions if each.key in row.lifted_by),
        settled_by=row.settled_by,
        doubt=row.remark.text if row.remark else None,
        proof=row.proof or "",
    )


def _on_track(probes: tuple[Probe, ...], track: str) -> tuple[Probe, ...]:
    return tuple(probe for probe in probes if track in (probe.tracks or (track,)))


def _plain(program: Program, fact: str) -> Probe:
    values = [value.key for value in program.fact_kind(fact).values]
    return Probe(fact=fact, met=(CLEAR,), not_met=tuple(value for value in values if value != CLEAR))


def _lift(program: Program, row: LiftedException, number: str) -> Lift:
    facts = frozenset(lifting.fact for lifting in row.shown_by if number in (lifting.only or (number,)))
    return Lift(facts, row.cures, program.moment(row.until) if row.until else None)


def _day(program: Program, moment: str) -> date:
    """접수 마감일 현재 for the closing of a window, else the legal day of the moment."""
    window, _, edge = moment.rpartition(".")
    if edge == "closes" and window in program.windows:
        return program.judged_on(window)
    return legal_day(program.moment(moment))


@dataclass(frozen=True, slots=True)
class Judged:
    """A company in a role, as it is given to a run."""

    company_id: UUID
    role: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A subject with its companies on a track; ``own`` is what the subject itself shows, kind → value."""

    subject: Ref
    track: str
    parties: tuple[Judged, ...]
    own: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reached:
    """One condition answered for one company or representative of a candidate."""

    subject: Ref
    company_id: UUID
    person: str
    condition: Condition
    judgement: Judgement
