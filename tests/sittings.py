"""A visit with two seats before a received application: forming, pledged, open."""

from dataclasses import dataclass

from evaluations import PLANNED, Assessment, a_panel, an_assessment, open_up
from gonggo.applications.models import Application
from gonggo.evaluation.definition import Stage
from gonggo.evaluation.models import Panel, Seat
from kept import kept
from offices import received
from personas import Persona
from world import Consortium, a_ready_application


@dataclass(frozen=True, slots=True)
class Sitting:
    """A visit with its two seats and one application."""

    on: Assessment
    panel: Panel
    seats: list[Seat]
    case: Consortium

    @property
    def me(self) -> Persona:
        return self.on.member(self.seats[0])

    @property
    def other(self) -> Persona:
        return self.on.member(self.seats[1])

    def place(self, more: str = "") -> str:
        """An address of the application before the first seat."""
        return f"/evaluator/seats/{self.seats[0].id}/applications/{self.case.id}{more}"

    @property
    def panel_place(self) -> str:
        return f"/evaluator/panels/{self.panel.id}"

    @property
    def pledge_place(self) -> str:
        return f"/evaluator/seats/{self.seats[0].id}/pledge"


@kept
def a_sitting(case: Consortium | None = None, *, pledged: bool = True, opened: bool = True) -> Sitting:
    case = case or received(a_ready_application())
    on = an_assessment(case.program)
    on.visits = next(one.key for one in case.program.operators if one.key != case.application.operator)
    Application.objects.filter(id=case.id).update(state="eligible", decided_at=PLANNED)
    panel, seats = a_panel(on, Stage.SITE, case.again(), pledged=pledged)
    return Sitting(on, open_up(on, panel) if opened else panel, seats, case)
