"""보완요청: what the program says a supplement may open, and the supplements of an application."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from gonggo.applications.form import paper_label
from gonggo.applications.models import Application, Supplement, SupplementItem
from gonggo.applications.sealed import texts_for
from gonggo.applications.states import SupplementState
from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import legal_day
from gonggo.kernel.text import Text
from gonggo.programs.calendar import korean_business_days
from gonggo.programs.definition import PaperKind, Program
from gonggo.programs.definition.rooms import Value

ROOM, GROUP = "eligibility", "supplement"
CONSENTS = "consents"
"""The ground that opens a consent; every other one opens a paper."""


@dataclass(frozen=True, slots=True)
class Scope:
    """How many business days a company has, on which grounds something is opened, and what never is."""

    days: int
    grounds: tuple[str, ...]
    closed: tuple[str, ...]
    basis: Basis

    def due_on(self, at: datetime) -> date:
        """The last day for an answer to what is asked at ``at``. Raises BeyondCalendar."""
        return korean_business_days().after(legal_day(at), self.days)


def scope_of(program: Program) -> Scope:
    section = program.room(ROOM)
    grounds, closed = section.value(GROUP, "scope"), section.value(GROUP, "closed")
    return Scope(int(str(section.value(GROUP, "days").value)), _keys(grounds), _keys(closed), grounds.basis)


def _keys(value: Value) -> tuple[str, ...]:
    return tuple(map(str, value.value if isinstance(value.value, tuple) else (value.value,)))


def slots_for(program: Program, role: str) -> dict[str, bool]:
    """Everything that a supplement may open for a party of a role: slot → whether it is a consent."""
    closed = scope_of(program).closed
    papers = {paper.slot: False for paper in program.papers_of(role) if paper.kind is PaperKind.UPLOAD}
    opened = papers | {text.key: True for text in texts_for(program, role)}
    return {slot: is_consent for slot, is_consent in opened.items() if slot not in closed}


def label_of(program: Program, slot: str) -> Text:
    """What is asked for, by its name: a consent's title or a paper's label."""
    titles = {text.key: text.title for text in program.consents}
    return titles[slot] if slot in titles else paper_label(program, slot)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked for; ``document_id`` is what was handed in, None for a consent or for nothing yet."""

    slot: str
    ground: str
    is_consent: bool
    document_id: UUID | None
    handed_in_at: datetime | None


@dataclass(frozen=True, slots=True)
class SupplementRow:
    """A supplement as pages show it; it can be answered until the end of ``due_on``."""

    id: UUID
    company_id: UUID
    state: SupplementState
    reason: str
    asked_by: UUID
    asked_at: datetime
    due_on: date
    closed_at: datetime | None
    items: tuple[Item, ...]

    @property
    def is_complete(self) -> bool:
        return all(item.handed_in_at is not None for item in self.items)


def supplements(application: Application, *, company_id: UUID | None = None) -> list[SupplementRow]:
    """The application's supplements, of one company or of all, the newest first. One statement."""
    rows = SupplementItem.objects.filter(supplement__application=application).select_related("supplement")
    if company_id is not None:
        rows = rows.filter(supplement__company_id=company_id)
    listed = groupby(rows.order_by("-supplement__asked_at", "supplement_id", "slot"), key=lambda item: item.supplement)
    return [_row(row, items) for row, items in listed]


def _row(row: Supplement, items: Iterable[SupplementItem]) -> SupplementRow:
    return SupplementRow(
        row.id,
        row.company_id,
        SupplementState(row.state),
        row.reason,
        row.asked_by,
        row.asked_at,
        row.due_on,
        row.closed_at,
        tuple(_items(items)),
    )


def _items(rows: Iterable[SupplementItem]) -> Iterable[Item]:
    for row in rows:
        yield Item(row.slot, row.ground, row.ground == CONSENTS, row.document_id, row.handed_in_at)
