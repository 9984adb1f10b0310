"""One seat, for who convenes: who sits, and what the panel has before it."""

from dataclasses import dataclass
from uuid import UUID

from gonggo.evaluation.definition import Rules, StageRules
from gonggo.evaluation.queries.bench import before, rules_for, seated
from gonggo.evaluation.queries.panels import SeatRow, seat_row
from gonggo.evaluation.queries.reach import panel_within_reach
from gonggo.evaluation.states import MOVES, SCORERS, PanelState
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties import queries as parties


@dataclass(frozen=True, slots=True)
class SeatPage:
    """A seat that stands. ``applications``: (id, number, title); ``offered``: the commands the reader may give."""

    panel_id: UUID
    panel_name: str
    program: str
    operator: str
    state: PanelState
    rules: Rules
    stage: StageRules
    seat: SeatRow
    applications: tuple[tuple[UUID, str, str], ...]
    offered: tuple[str, ...]


def one_seat(panel_id: UUID, seat_id: UUID, *, of: Actor) -> SeatPage:
    """A seat of this panel that nobody has given up. Five statements. Raises OutOfReach."""
    panel = panel_within_reach(panel_id, of=of)
    seat = seated(panel).filter(id=seat_id).first()
    if of.role in SCORERS or seat is None:
        raise OutOfReach(f"seat:{seat_id}")
    rules, stage = rules_for(panel)
    person_id = seat.evaluator.person_id
    state = PanelState(panel.state)
    return SeatPage(
        panel.id,
        panel.name,
        panel.program,
        panel.operator,
        state,
        rules,
        stage,
        seat_row(panel, seat, parties.names_of_people([person_id])[person_id]),
        tuple((one.id, one.number, one.title) for one in before(panel)),
        tuple(MOVES.offered(state, of)),
    )
