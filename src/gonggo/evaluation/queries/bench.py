"""A panel with its seats and applications, and who may score what."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gonggo.applications.concerned import rows_among
from gonggo.applications.models import Application
from gonggo.evaluation.definition import Rules, Stage, StageRules, rules_of
from gonggo.evaluation.models import Panel, Seat, Sheet
from gonggo.evaluation.queries.ties import Known, Tied, known, recorded
from gonggo.programs.queries import program as program_version


@dataclass(frozen=True, slots=True)
class Bench:
    """Everybody who sits, everything before them, in order of seating and of number."""

    panel: Panel
    rules: Rules
    stage: StageRules
    seats: tuple[Seat, ...]
    applications: tuple[Application, ...]
    ties: Known
    given_up: tuple[Seat, ...] = ()
    """Seats that were given up, in the order of seating."""

    def tie(self, seat: Seat, application_id: UUID) -> Tied | None:
        return self.ties.between(seat.evaluator_id, application_id, stage=self.stage, on=self.panel.on)

    def free(self, application_id: UUID) -> list[Seat]:
        """The seats that may score it, the longest seated first."""
        return [seat for seat in self.seats if self.tie(seat, application_id) is None]

    @property
    def needed(self) -> int:
        """How many must score each application."""
        return needed(self.rules, self.stage)


def needed(rules: Rules, stage: StageRules) -> int:
    """All who visit, or the quorum of a committee."""
    return rules.number("committee", "quorum")[0] if stage.by_committee else stage.visitors


def rules_for(panel: Panel) -> tuple[Rules, StageRules]:
    """The rules of the version under which it was formed. One statement."""
    rules = rules_of(program_version(panel.program, panel.program_version))
    return rules, rules.stage(Stage(panel.stage))


def bench(panel: Panel) -> Bench:
    """Eight statements, however many sit and are assessed."""
    rules, stage = rules_for(panel)
    everybody = list(ever_seated(panel))
    applications = tuple(before(panel))
    ties = known([seat.evaluator for seat in everybody], applications, rules=rules)
    return Bench(panel, rules, stage, *_apart(everybody, applications, ties))


def as_recorded(closed: Panel) -> Bench:
    """A closed panel: who may have scored what is what is on record. Four statements."""
    rules, stage = rules_for(closed)
    everybody, applications = list(ever_seated(closed)), tuple(before(closed))
    kept = recorded([one.evaluator_id for one in everybody], [one.id for one in applications])
    return Bench(closed, rules, stage, *_apart(everybody, applications, Known(rules, {}, {}, kept, {})))


def _apart(
    everybody: list[Seat], applications: tuple[Application, ...], ties: Known
) -> tuple[tuple[Seat, ...], tuple[Application, ...], Known, tuple[Seat, ...]]:
    """Who sits apart from who has given the seat up, in the order of ``Bench``."""
    sit = tuple(seat for seat in everybody if seat.ended_at is None)
    return sit, applications, ties, tuple(seat for seat in everybody if seat.ended_at is not None)


def seated(panel: Panel) -> QuerySet[Seat]:
    """Everybody who sits. As ``ever_seated``."""
    return ever_seated(panel).filter(ended_at=None)


def ever_seated(panel: Panel) -> QuerySet[Seat]:
    """Everybody who sits or sat, in order of seating, each with ``filed``: how many sheets. Not yet read."""
    rows = panel.seats.select_related("evaluator").order_by("seated_at", "part", "id")
    return rows.annotate(filed=_number(Sheet.objects.filter(seat=OuterRef("pk")), "seat"))


def before(panel: Panel) -> QuerySet[Application]:
    """Everything before it, in order of number, each with ``filed``: how many sheets. Not yet read."""
    rows = rows_among(panel.assessed.filter(ended_at=None).values("application_id"))
    sheets = Sheet.objects.filter(seat__panel=panel, application_id=OuterRef("pk"))
    return rows.annotate(filed=_number(sheets, "application_id"))


def _number(of: QuerySet[Sheet], by: str) -> Coalesce:
    return Coalesce(Subquery(of.order_by().values(by).annotate(count=Count("id")).values("count")), 0)
