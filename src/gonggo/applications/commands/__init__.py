"""Everything that writes applications, a file for each matter."""

from gonggo.applications.commands.attaching import attach_report
from gonggo.applications.commands.consortium import (
    accept_party,
    decline_party,
    exchange_party,
    invite_party,
    leave_party,
    remove_party,
)
from gonggo.applications.commands.deciding import find_all_eligible, find_eligible, refuse, refuse_at_opening
from gonggo.applications.commands.in_person import consent_in_person, decline_in_person, prove, send_code
from gonggo.applications.commands.naming import name_person, remove_person, send_link
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
from gonggo.applications.commands.together import close_section, open_section, restore_answer

__all__ = [
    "accept_party",
    "advise",
    "answer_supplement",
    "ask_supplement",
    "attach_report",
    "close_section",
    "consent",
    "consent_again",
    "consent_in_person",
    "decline_in_person",
    "decline_party",
    "exchange_party",
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
    "name_person",
    "open_section",
    "place_paper",
    "prove",
    "reassign",
    "reassign_all",
    "receive",
    "refuse",
    "refuse_at_opening",
    "remove_paper",
    "remove_party",
    "remove_person",
    "reopen",
    "restore_answer",
    "return_unanswered",
    "save_answers",
    "screen_due",
    "seal",
    "send_code",
    "send_link",
    "settle",
    "start_application",
    "state_cure",
    "withdraw",
    "withdraw_consent",
]
