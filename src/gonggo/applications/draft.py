"""A draft as its form sees it, and what stands between it and its submission: frozen types."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from gonggo.applications.had import Had
from gonggo.intake.receipts import Paper
from gonggo.kernel.basis import Basis
from gonggo.programs.definition import Program
from gonggo.programs.rules import Valid

Answers = Mapping[UUID, Mapping[str, str]]
"""company → key of the question → what was typed"""


@dataclass(frozen=True, slots=True)
class Member:
    """A company that has joined an application."""

    company_id: UUID
    brn: str
    role: str
    is_lead: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A natural person whose data is in the application: ``capacities`` are keys of the program's."""

    id: UUID
    company_id: UUID
    name: str
    capacities: tuple[str, ...]

    def said(self) -> dict[str, Any]:
        return {"id": str(self.id), "name": self.name, "capacities": list(self.capacities)}


Papers = Mapping[UUID, Iterable[Paper]]


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that stands between a draft and its submission; ``company_id``: whose task it is (None: the lead's)."""

    code: str
    company_id: UUID | None
    place: str
    """Key of the section, ``papers`` or ``parties``: where it is mended."""
    item: str
    """Key of the question or slot."""
    basis: Basis | None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything about an application that its form is judged by."""

    program: Program
    track: str
    type: str
    members: tuple[Member, ...]
    unanswered: tuple[str, ...]
    """Business numbers of companies that were invited and have not answered."""
    answers: Answers
    papers: Papers
    validity: Mapping[tuple[UUID, str], Valid] = field(default_factory=dict)
    """(company, slot) → the days that its paper bears, where the company said them"""
    people: tuple[Named, ...] = ()
    had: Mapping[tuple[UUID, str], tuple[Had, ...]] = field(default_factory=dict)
    """(company, role) → its tasks of earlier years, where the track asks for one of them"""
    closes_on: date | None = None
    """접수 마감일 현재 by the notice in force, where papers with days of their own are judged by it."""

    @property
    def judged_on(self) -> date:
        return self.closes_on or self.program.judged_on()
