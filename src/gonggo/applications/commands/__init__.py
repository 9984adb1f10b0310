"""Everything that writes applications, a file for each matter."""

from gonggo.applications.commands.attaching import attach_report
from gonggo.applications.commands.consortium import (
    accept_party,
    decline_party,
    invite_party,
    leave_party,
    remove_party,
)
from gonggo.applications.commands.deciding import find_all_eligible, find_eligible, refuse, refuse_at_opening
from gonggo.applications.commands.papers import place_paper, remove_paper
from gonggo.applications.commands.reassigning import reassign, reassign_all
from gonggo.applications.commands.reopening import reopen
from gonggo.applications.commands.screening import advise, find_verdict, find_verdicts, screen_due, state_cure
from gonggo.applications.commands.sealing import consent, grant_submit, grant_withdraw, seal, withdraw_consent
from gonggo.applications.commands.settling import receive, settle, withdraw
from gonggo.applications.commands.starting import grant_draft, save_answers, start_application
from gonggo.applications.commands.supplementing import (
    answer_supplement,
    ask_supplement,
    consent_again,
    hand_in,
    return_unanswered,
)

__all__ = [
    "accept_party",
    "advise",
    "answer_supplement",
    "ask_supplement",
    "attach_report",
    "consent",
    "consent_again",
    "decline_party",
    "find_all_eligible",
    "find_eligible",
    "find_verdict",
    "find_verdicts",
    "grant_draft",
    "grant_submit",
    "grant_withdraw",
    "hand_in",
    "invite_party",
    "leave_party",
    "place_paper",
    "reassign",
    "reassign_all",
    "receive",
    "refuse",
    "refuse_at_opening",
    "remove_paper",
    "remove_party",
    "reopen",
    "return_unanswered",
    "save_answers",
    "screen_due",
    "seal",
    "settle",
    "start_application",
    "state_cure",
    "withdraw",
    "withdraw_consent",
]
