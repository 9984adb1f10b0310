"""What this room does when something has happened."""

from datetime import date
from uuid import UUID

from gonggo.journal.models import Entry
from gonggo.journal.queries import fact
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import legal_day
from gonggo.objections import queries as objections
from gonggo.settlement import commands, queries
from gonggo.settlement.sanctions import queries as sanctions
from gonggo.settlement.states import RECOVERY_MOVES, SANCTION_MOVES, RecoveryState, SanctionState


def begin(entry: Entry) -> None:
    """The work is complete, found incomplete for good, or the agreement was terminated: it is settled."""
    agreement_id = UUID(entry.data["agreement"]) if "agreement" in entry.data else entry.subject_id
    over_on = date.fromisoformat(entry.data["on"]) if "on" in entry.data else legal_day(entry.at)
    commands.open_settlement(agreement_id=agreement_id, over_on=over_on, at=entry.at)


def undo_upheld(entry: Entry) -> None:
    """An objection to a sanction or a recovery was upheld: it is undone from its first day on."""
    decision = fact(UUID(entry.data["decision"]))
    if decision is None or decision.name not in _UNDONE:
        return
    answer = objections.within_reach(entry.subject_id, of=SYSTEM).answer[:500]
    _UNDONE[decision.name](decision.subject_id, answer, entry)


def _lift_sanction(sanction_id: UUID, answer: str, entry: Entry) -> None:
    row = sanctions.within_reach(sanction_id, of=SYSTEM)
    if "lift_sanction" in SANCTION_MOVES.offered(SanctionState(row.state), SYSTEM):
        commands.lift_sanction(sanction_id=row.id, reason=answer, from_start=True, by=SYSTEM, at=entry.at)


def _lift_recovery(recovery_id: UUID, answer: str, entry: Entry) -> None:
    row = queries.recovery_within_reach(recovery_id, of=SYSTEM)
    if "lift_recovery" in RECOVERY_MOVES.offered(RecoveryState(row.state), SYSTEM):
        commands.lift_recovery(recovery_id=row.id, reason=answer, by=SYSTEM, at=entry.at)


_UNDONE = {"sanction.decided": _lift_sanction, "recovery.ordered": _lift_recovery}

READERS = (
    Reader(
        "settlement.begin",
        frozenset({"delivery.completed", "delivery.found_incomplete", "agreement.terminated"}),
        begin,
    ),
    Reader("settlement.objections", frozenset({"objection.upheld"}), undo_upheld),
)
