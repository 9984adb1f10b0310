"""A proposal as it is shown before anybody accepts it: with load and conflicts, one by one."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from gonggo.applications.queries import visible_to as visible_applications
from gonggo.evaluation.definition import Ground, Stage, rules_of
from gonggo.evaluation.models import Seat
from gonggo.evaluation.proposal import Placed
from gonggo.evaluation.queries.reach import visible_panels
from gonggo.evaluation.queries.ties import known
from gonggo.kernel.actor import Actor
from gonggo.programs.queries import program as program_in_force


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """One application and the panel proposed for it. ``load``: how many the panel would have with all that is proposed.

    ``steps_out``: (name, ground) of each member who would not score it.
    """

    placed: Placed
    number: str
    title: str
    operator: str
    panel: str
    on: date
    load: int
    steps_out: tuple[tuple[str, Ground], ...]


def placed_rows(program_key: str, stage: Stage, placed: Collection[Placed], *, of: Actor) -> list[PlacedRow]:
    """What is proposed, by panel and number; what is out of reach is left out. A constant number of statements."""
    rules = rules_of(program_in_force(program_key))
    of_stage = rules.stage(stage)
    standing = Count("assessed", filter=Q(assessed__ended_at=None))
    wanted = {one.panel_id for one in placed}
    panels = {row.id: row for row in visible_panels(of).filter(id__in=wanted).annotate(has=standing)}
    ids = {one.application_id for one in placed}
    applications = {row.id: row for row in visible_applications(of).filter(id__in=ids)}
    seats: dict[UUID, list[Seat]] = {one: [] for one in panels}
    for seat in Seat.objects.filter(panel__in=panels, ended_at=None).select_related("evaluator").order_by("seated_at"):
        seats[seat.panel_id].append(seat)
    ties = known([one.evaluator for own in seats.values() for one in own], applications.values(), rules=rules)
    within = [one for one in placed if one.panel_id in panels and one.application_id in applications]
    more = Counter(one.panel_id for one in within)
    rows = []
    for one in within:
        panel, application = panels[one.panel_id], applications[one.application_id]
        found = [
            (ties.names[seat.evaluator.person_id], tied.ground)
            for seat in seats[panel.id]
            if (tied := ties.between(seat.evaluator_id, application.id, stage=of_stage, on=panel.on))
        ]
        load = panel.has + more[panel.id]
        told = (application.number, application.title, application.operator, panel.name, panel.on, load, tuple(found))
        rows.append(PlacedRow(one, *told))
    return sorted(rows, key=lambda row: (row.on, row.panel, row.number))
