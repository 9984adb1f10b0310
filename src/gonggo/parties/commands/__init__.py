"""Everything that changes rows of this room."""

from gonggo.parties.commands.claims import claim_company, confirm_claim, contest_claim, refuse_claim
from gonggo.parties.commands.members import (
    accept_invitation,
    change_role,
    end_membership,
    invite_colleague,
    withdraw_invitation,
)
from gonggo.parties.commands.people import add_agency, add_evaluator, add_expert, add_person, correct_person, grant_role

__all__ = [
    "accept_invitation",
    "add_agency",
    "add_evaluator",
    "add_expert",
    "add_person",
    "change_role",
    "claim_company",
    "confirm_claim",
    "contest_claim",
    "correct_person",
    "end_membership",
    "grant_role",
    "invite_colleague",
    "refuse_claim",
    "withdraw_invitation",
]
