"""After the deadline nobody changes, completes or submits an application: everyone tries every command of the room.

What was received stays the revision that the receipt names, with its companies; what was not is never received.
"""

import inspect
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from gonggo.applications import commands, queries, sealed
from gonggo.applications.models import NamedPerson
from gonggo.applications.people import code_of, secret_of
from gonggo.applications.states import SCREENING_MOVES
from gonggo.intake import queries as door
from gonggo.kernel.actor import SYSTEM, Actor, Role
from gonggo.kernel.refusal import OutOfReach, Refused
from offices import received
from outing import CLOSES, refused_late
from personas import an_officer, an_owner
from world import Consortium, a_ready_application

pytestmark = [pytest.mark.django_db(databases=["default", "door"]), pytest.mark.clause("4-window")]
AT = CLOSES + timedelta(seconds=3)
SCREENED = {move.command for move in SCREENING_MOVES} | {
    "find_all_eligible", "screen_due", "find_verdict", "find_verdicts", "state_cure", "advise", "hand_in",
    "consent_again", "reassign", "reassign_all",
}  # fmt: skip
"""요건검토: it speaks of what was received and never rewrites it (tests of their own)."""
FOLLOWS = {"settle", "receive", "withdraw"}
"""They follow what the door decided at the stamp (tests/intake): a receipt from before the deadline may come late."""


def given(case: Consortium, name: str) -> dict[str, Any]:
    """What a command would need to do its worst to this application."""
    paper = queries.paper_rows(case.again(), case.adopter.company.id)[0]
    party = next(p for p in queries.parties_of(case.application) if p.role == "supplier")
    known = {
        "application_id": case.id,
        "program_key": case.program.key,
        "track": case.application.track,
        "type": case.application.type,
        "operator": case.application.operator,
        "another": uuid4(),
        "section": case.program.sections_of("adopter", case.application.track)[0].key,
        "values": {},
        "base": {},
        "session_key": "s",
        "stepped_up_at": AT,
        "part_digest": "",
        "language": "ko",
        "role": "supplier",
        "brn": an_owner().company.brn,
        "email": "x@example.kr",
        "party_id": party.id,
        "slot": paper.slot,
        "document_id": paper.document.id,
        "request_id": uuid4(),
        "report_id": uuid4(),
        "version": 1,
    } | given_together(case)
    wanted = inspect.signature(getattr(commands, name)).parameters
    return {key: value for key, value in known.items() if key in wanted}


def given_together(case: Consortium) -> dict[str, Any]:
    """What those who write together need, and a person of the file at their link."""
    section = case.program.sections_of("adopter", case.application.track)[0]
    person = NamedPerson.objects.filter(application=case.id).first()
    return {
        "company_id": case.supplier.company.id,
        "reason": "마감 뒤",
        "revision": 1,
        "key": section.questions[0].key,
        "name": "마감뒤",
        "capacities": ["manager"],
        "contact": "late@example.kr",
        "person_id": person.id,
        "secret": secret_of(person),
        "code": code_of(person),
        "proved_at": AT,
    }


def stands(case: Consortium) -> dict[str, Any]:
    """Everything that an application is: its row, its companies, what was received, what the door has answered."""
    row = case.again()
    return {
        "row": (row.state, row.received_at, row.receipt_id, row.sealed_revision_id, row.title, row.operator),
        "parties": sorted((p.brn, p.role, p.state) for p in queries.parties_of(row)),
        "content": sealed.revision(row.sealed_revision_id).content if row.sealed_revision_id else None,
        "receipts": [(one.number, one.event) for one in door.receipts(queries.ref_of(row.id))],
    }


def tried(case: Consortium, by: Actor, name: str) -> str:
    """What became of a command; a bug is no answer."""
    command: Callable[..., Any] = getattr(commands, name)
    try:
        known = given(case, name)
        command(**known, at=AT, **({"by": by} if "by" in inspect.signature(command).parameters else {}))
    except Refused as refused:
        return refused.code
    except OutOfReach:
        return "out of reach"
    return "done"


def everyone(case: Consortium) -> dict[str, Actor]:
    officers = {
        role: an_officer(role, kind=kind, key=key).actor
        for role, kind, key in (
            (Role.OPERATOR_OFFICER, "operator", case.application.operator),
            (Role.OPERATOR_LEAD, "operator", case.application.operator),
            (Role.AGENCY_OFFICER, "agency", ""),
            (Role.AGENCY_LEAD, "agency", ""),
            (Role.MINISTRY, "ministry", ""),
        )
    }
    people = {"adopter": case.adopter.actor, "supplier": case.supplier.actor, "system": SYSTEM}
    return people | {str(role): actor for role, actor in officers.items()}


OWN = sorted(set(commands.__all__) - SCREENED - FOLLOWS)


def test_every_command_of_the_room_is_spoken_of():
    assert set(commands.__all__) >= SCREENED | FOLLOWS
    assert {"seal", "grant_submit", "place_paper", "invite_party", "save_answers", "withdraw_consent"} <= set(OWN)


@pytest.mark.parametrize("is_received", [True, False])
def test_whoever_tries_whatever_the_application_stays_as_it_was_at_the_deadline(is_received):
    case = a_ready_application()
    if is_received:
        received(case)
    before = stands(case)

    told = {(who, name): tried(case, by, name) for who, by in everyone(case).items() for name in OWN}

    after = stands(case)
    assert after == before, {key: value for key, value in told.items() if value == "done"}
    offices = {
        name: code for (who, name), code in told.items() if who not in {"adopter", "supplier"} and code == "done"
    }
    assert offices == {}


def test_a_submission_after_the_deadline_is_settled_as_refused_and_the_draft_stays_a_draft():
    case = a_ready_application()

    commands.settle(refused_late(case, at=AT))

    assert (case.again().state, case.again().receipt_id) == ("draft", None)


@pytest.mark.parametrize("name", ["invite_party", "accept_party", "remove_party", "leave_party", "start_application"])
def test_the_companies_are_those_of_the_deadline(name):
    case = a_ready_application()
    by = case.supplier if name in {"leave_party", "accept_party"} else case.adopter

    assert tried(case, by.actor, name) in {
        "consortium_closed",
        "application_window_closed",
        "wrong_state",
        "party_no_room",
    }
