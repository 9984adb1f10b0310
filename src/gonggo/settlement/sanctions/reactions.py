"""What happens to a sanction when something has happened."""

from uuid import UUID

from gonggo.journal.models import Entry
from gonggo.journal.queries import fact
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import SYSTEM
from gonggo.objections import queries as objections
from gonggo.settlement.sanctions import commands, queries
from gonggo.settlement.states import SANCTION_MOVES, SanctionState


def undo_upheld(entry: Entry) -> None:
    """An objection to a sanction was upheld: it is undone from its first day on."""
    decision = fact(UUID(entry.data["decision"]))
    if decision is None or decision.name != "sanction.decided":
        return
    row = queries.within_reach(decision.subject_id, of=SYSTEM)
    if "lift_sanction" in SANCTION_MOVES.offered(SanctionState(row.state), SYSTEM):
        answer = objections.within_reach(entry.subject_id, of=SYSTEM).answer
        commands.lift_sanction(
            sanction_id=row.id, reason=answer[:500], from_start=True, by=SYSTEM, at=entry.at
        )  # fmt: skip


READERS = (Reader("settlement.objections", frozenset({"objection.upheld"}), undo_upheld),)
