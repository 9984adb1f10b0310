"""Everything that the house writes in the door's store. Each commits there before the house's own transaction does."""

from gonggo.intake.commands.drafts import know_form, save_draft, thin_drafts
from gonggo.intake.commands.following import follow, record_receipt
from gonggo.intake.commands.gates import (
    admit,
    move_deadline,
    open_gate,
    raise_gate_epoch,
    raise_person_epoch,
    raise_person_epochs,
)
from gonggo.intake.commands.log import mark_settled, seal_log, sign_checkpoint
from gonggo.intake.commands.rights import grant_draft, grant_submit, grant_withdraw
from gonggo.intake.commands.seals import break_seal, seal

__all__ = [
    "admit",
    "break_seal",
    "follow",
    "grant_draft",
    "grant_submit",
    "grant_withdraw",
    "know_form",
    "mark_settled",
    "move_deadline",
    "open_gate",
    "raise_gate_epoch",
    "raise_person_epoch",
    "raise_person_epochs",
    "record_receipt",
    "save_draft",
    "seal",
    "seal_log",
    "sign_checkpoint",
    "thin_drafts",
]
