"""Selections as far as tests need them: an evaluation that is over, a list drawn up, confirmed by two, published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from agreeing import submitted
from evaluations import (
    MEETING,
    PLANNED,
    Assessment,
    an_application,
    an_assessment,
    an_open_panel,
    close,
    elect,
    score,
    skip_written,
)
from gonggo.applications.models import Application
from gonggo.evaluation.definition import Stage
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.programs.checking import Checked, checked
from gonggo.programs.commands import publish
from gonggo.programs.definition import Program
from gonggo.selection import commands
from gonggo.selection.definition import Cell
from gonggo.selection.models import Round
from kept import kept
from personas import Persona, an_officer, an_owner
from program_folders import a_copy, spoil
from world import PUBLISHED

DRAWN = MEETING + timedelta(days=1)
INSTANT = datetime(2024, 7, 5, 0, 0, tzinfo=UTC)  # 09:00 in Seoul


@dataclass
class Selection:
    """T-1, T-2 … with the companies that lead them, the officer who acts, and a second one."""

    on: Assessment
    companies: list[Persona]
    applications: list[Application]
    second: Persona

    @property
    def key(self) -> str:
        return self.on.program.key

    @property
    def officer(self) -> Persona:
        return self.on.officer

    @property
    def cell(self) -> Cell:
        first = self.applications[0]
        return first.track, first.type

    def as_officer(self, at: datetime = DRAWN) -> dict[str, Any]:
        return {"by": self.officer.actor, "at": at}


@kept
def with_one_place() -> Program:
    """The program with a single place for its first track and type."""
    return publish(_one_place(), by=SYSTEM, at=PUBLISHED)


@cache
def _one_place() -> Checked:
    with TemporaryDirectory() as folder:
        copy = a_copy(Path(folder))
        for old, new in (
            ("places = 90", "places = 1"),
            ("places = 165", "places = 76"),
            ("places = 150", "places = 61"),
        ):
            spoil(copy, "support.toml", old, new)
        (copy / "cases" / "support.toml").unlink()
        return checked(copy)


@kept
def a_selection(marks: Sequence[int] = (90, 70, 0), *, program: Program | None = None) -> Selection:
    """An application for each mark of the interview, whose evaluation is over; 0 did not pass the visit."""
    on = an_assessment(program)
    companies = [an_owner(at=PLANNED) for _ in marks]
    applications = [an_application(on, one, number=f"T-{place}") for place, one in enumerate(companies, 1)]
    for one in applications:
        submitted(one)
    second = an_officer(Role.AGENCY_LEAD, kind="agency", key="agency", name="두번째")
    panel, seats = an_open_panel(on, Stage.SITE, *applications)
    for one, mark in zip(applications, marks, strict=True):
        for seat in seats:
            score(on, seat, one, 70 if mark else 50)
    close(on, panel)
    skip_written(on)
    panel, seats = an_open_panel(on, Stage.INTERVIEW, *[a for a, mark in zip(applications, marks, strict=True) if mark])
    elect(on, panel, seats[0])
    for one, mark in zip(applications, marks, strict=True):
        for seat in seats if mark else ():
            score(on, seat, one, mark)
    close(on, panel)
    return Selection(on, companies, applications, second)


@kept
def drawn(on: Selection) -> Round:
    return commands.draw_up(program=on.key, **on.as_officer())


@kept
def confirmed(on: Selection) -> Round:
    found = drawn(on)
    commands.support(round_id=found.id, digest=found.digest, **on.as_officer())
    return commands.confirm(round_id=found.id, digest=found.digest, by=on.second.actor, at=DRAWN)


@kept
def announced(on: Selection) -> Round:
    found = confirmed(on)
    return commands.announce(round_id=found.id, publish_at=INSTANT, **on.as_officer())


@kept
def published(on: Selection) -> Round:
    found = announced(on)
    assert commands.publish_due(now=INSTANT) == 1
    return Round.objects.get(id=found.id)
