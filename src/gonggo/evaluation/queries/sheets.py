"""Sheets: a member's own at any time, everybody's for the agency once the panel is closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gonggo.evaluation.definition import Part, Stage, StageRules
from gonggo.evaluation.states import PanelState
from gonggo.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class MySheet:
    """One line of a member's list: a seat and an application that they may score.

    Before the pledge a member sees number, title and company alone, so that ties can be declared.
    """

    seat_id: UUID
    panel_id: UUID
    panel_name: str
    panel_state: PanelState
    stage: Stage
    on: date
    part: Part
    application_id: UUID
    number: str
    title: str
    lead_company_id: UUID
    pledged_at: datetime | None
    saved_at: datetime | None
    filed_at: datetime | None


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A sheet as its writer sees it: the program's items, what is written so far or was filed."""

    seat_id: UUID
    panel_id: UUID
    panel_state: PanelState
    on: date
    part: Part
    application_id: UUID
    number: str
    title: str
    rules: StageRules
    total: int
    points: Mapping[str, int]
    opinion: str
    finding: str
    money_flag: bool
    saved_at: datetime | None
    filed_at: datetime | None


@dataclass(frozen=True, slots=True)
class FiledRow:
    """A filed sheet as the agency reads it after the panel has closed. ``total``: the sum of its points."""

    seat_id: UUID
    person_id: UUID
    part: Part
    application_id: UUID
    points: Mapping[str, int]
    total: int
    opinion: str
    finding: str
    money_flag: bool
    filed_at: datetime


def my_sheets(of: Actor) -> list[MySheet]:
    """What a member scores or has scored, without what they are in conflict with, the next day first. Constant cost."""
    raise NotImplementedError


def sheet(seat_id: UUID, application_id: UUID, *, of: Actor) -> SheetPage:
    """A member's own sheet, after the pledge. Raises OutOfReach."""
    raise NotImplementedError


def filed_sheets(panel_id: UUID, *, of: Actor) -> list[FiledRow]:
    """All sheets of a closed panel, for who convenes it; before it is closed nobody gets them. Raises OutOfReach."""
    raise NotImplementedError
