"""What is known of the order to the bank for a tranche, as pages show it (reads only)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gonggo.payments.models import Clearing, Instruction
from gonggo.payments.states import InstructionState


@dataclass(frozen=True, slots=True)
class ClearingRow:
    """What one body found in the bank's statement; another has not confirmed it yet."""

    was_paid: bool
    reference: str
    says: str
    stated_by: UUID


@dataclass(frozen=True, slots=True)
class InstructionRow:
    """The order to the bank: its key, what is known of it, and what the bank said."""

    key: UUID
    state: InstructionState
    sent_at: datetime | None
    asked_times: int
    answered_at: datetime | None
    reference: str
    says: str
    told_amount: int
    """Won that the bank says it paid; 0 while it has said of none."""
    cleared: ClearingRow | None

    def is_contradicted(self, amount: int) -> bool:
        """The bank says that it paid another amount than was ordered."""
        return self.state is InstructionState.UNCLEAR and self.told_amount not in {0, amount}


def instruction_row(row: Instruction) -> InstructionRow:
    """With the clearing, where it was read too."""
    state = InstructionState(row.state)
    told: Clearing | None = getattr(row, "clearing", None)
    return InstructionRow(
        row.id,
        state,
        row.sent_at,
        row.asked_times,
        row.answered_at,
        row.bank_reference,
        row.bank_says,
        row.bank_amount,
        ClearingRow(told.was_paid, told.reference, told.says, told.stated_by) if told else None,
    )
