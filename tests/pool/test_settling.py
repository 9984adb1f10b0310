"""The pool's door: open to the last microsecond, one receipt each, the house follows at the stamp."""

from datetime import timedelta

import pytest
from django.db import connections

from doors import SESSION, OpenDoor
from gonggo.facts.definition import FactKind
from gonggo.facts.queries import current
from gonggo.intake import queries as door
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import legal_day, machine_now
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.pool import commands, queries
from gonggo.pool.models import Registration
from gonggo.wiring.audit.pool import check as audit
from gonggo.wiring.settling import Settler
from personas import NOW, a_colleague_of
from suppliers import Supplying, an_officer_of_the_agency, approved, complete, received, sealed

pytestmark = pytest.mark.usefixtures("committing")


@pytest.fixture
def the_door():
    """The real door on the very store that the house writes to."""
    connection = connections["door"]
    name = connection.settings_dict["NAME"]
    if connection.vendor == "postgresql":
        params = connection.get_connection_params()
        url = f"postgresql://{params['user']}@/{name}?host={params['host']}"
    else:
        url = f"sqlite:///{name}"
    opened = OpenDoor(url)
    yield opened
    opened.close()


@pytest.fixture
def ready() -> Supplying:
    case = complete()
    sealed(case)
    return case


def right(case: Supplying) -> str:
    return commands.grant_submit(
        registration_id=case.id,
        session_key=SESSION,
        stepped_up_at=machine_now(),
        by=case.supplier.actor,
        at=NOW,
    )


def to_withdraw(case: Supplying, by=None) -> str:
    return commands.grant_withdraw(
        registration_id=case.id,
        session_key=SESSION,
        stepped_up_at=machine_now(),
        by=(by or case.supplier).actor,
        at=NOW,
    )


def standing(case: Supplying) -> object:
    return current(case.supplier.company.ref, legal_day(NOW), program=case.program.key)[FactKind.POOL_REGISTRATION]


def facts(case: Supplying) -> list[str]:
    return [entry.name for entry in timeline(queries.ref_of(case.id))]


@pytest.mark.clause("A2-window")
def test_last_microsecond_is_received_and_the_closing_instant_is_refused_and_changes_nothing(the_door, ready):
    closes = ready.program.window("pool").closes
    late, early = right(ready), right(ready)

    refused = the_door.at(closes).submit(late)
    taken = the_door.at(closes - timedelta(microseconds=1)).submit(early)
    assert Settler().settle(now=0.0) == 2

    row = ready.again()
    assert (refused.core["event"], taken.core["event"]) == ("refused", "submitted")
    assert (row.state, row.received_at) == ("received", closes - timedelta(microseconds=1))
    assert facts(ready)[-2:] == ["pool.refused_at_door", "pool.received"]


def test_late_submission_alone_leaves_the_draft_as_it_was(the_door, ready):
    the_door.at(ready.program.window("pool").closes).submit(right(ready))

    Settler().settle(now=0.0)

    assert (ready.state, ready.again().received_at) == ("draft", None)


def test_receipt_settled_again_changes_nothing(the_door, ready):
    the_door.at(NOW).submit(right(ready))
    Settler().settle(now=0.0)
    before, told = ready.again().__dict__, facts(ready)

    commands.settle(door.head(queries.ref_of(ready.id)))

    assert {**ready.again().__dict__, "_state": None} == {**before, "_state": None}
    assert facts(ready) == told


@pytest.mark.clause("A2-window")
def test_withdrawn_registration_is_nobody_elses_and_can_be_submitted_again(the_door, ready):
    the_door.at(NOW).submit(right(ready))
    Settler().settle(now=0.0)
    the_door.at(NOW + timedelta(hours=1)).withdraw(to_withdraw(ready))
    Settler().settle(now=0.0)

    row, fact = ready.again(), standing(ready)
    with pytest.raises(OutOfReach):
        queries.judged(ready.id, an_officer_of_the_agency().actor)
    found = list(audit(machine_now()))
    the_door.at(NOW + timedelta(hours=2)).submit(right(ready))
    Settler().settle(now=0.0)

    assert (row.state, row.withdrawn_at, fact) == ("withdrawn", NOW + timedelta(hours=1), "withdrawn")
    assert (ready.state, ready.again().received_at) == ("received", NOW + timedelta(hours=2))
    assert facts(ready)[-2:] == ["pool.withdrawn", "pool.received"]
    assert found == []


def test_withdrawal_at_the_closing_instant_is_refused_and_the_last_microsecond_is_inside(the_door, ready):
    the_door.at(NOW).submit(right(ready))
    Settler().settle(now=0.0)
    closes, late, early = ready.program.window("pool").closes, to_withdraw(ready), to_withdraw(ready)

    refused = the_door.at(closes).withdraw(late)
    Settler().settle(now=0.0)
    before = ready.state
    taken = the_door.at(closes - timedelta(microseconds=1)).withdraw(early)
    Settler().settle(now=0.0)

    assert (refused.core["event"], before) == ("refused", "received")
    assert (taken.core["event"], ready.state) == ("withdrawn", "withdrawn")


def test_withdrawal_that_came_in_while_the_officer_read_stops_the_decision(the_door, ready):
    the_door.at(NOW).submit(right(ready))
    Settler().settle(now=0.0)
    the_door.at(NOW).withdraw(to_withdraw(ready))

    with pytest.raises(Refused, match="pool_resubmitted"):
        commands.approve(registration_id=ready.id, reason="", by=an_officer_of_the_agency().actor, at=NOW)
    Settler().settle(now=0.0)

    assert ready.state == "withdrawn"


def test_what_is_a_draft_or_decided_gives_no_right_to_withdraw_and_a_viewer_gets_none(ready):
    viewer = a_colleague_of(ready.supplier, role=Role.COMPANY_VIEWER)

    with pytest.raises(Refused, match="pool_not_received"):
        to_withdraw(ready)
    received(ready)
    with pytest.raises(Refused, match="wrong_role"):
        to_withdraw(ready, viewer)
    approved(ready)
    with pytest.raises(Refused, match="pool_not_received"):
        to_withdraw(ready)


def test_decision_takes_away_the_right_to_submit_what_was_sealed(the_door, ready):
    received(ready)
    capability = right(ready)
    officer = an_officer_of_the_agency()

    commands.approve(registration_id=ready.id, reason="", by=officer.actor, at=NOW)
    answer = the_door.at(NOW).submit(capability)
    Settler().settle(now=0.0)

    assert answer.core["event"] == "refused"
    assert ready.state == "approved"


def test_submission_that_came_in_while_the_officer_read_stops_the_decision(the_door, ready):
    received(ready)
    the_door.at(NOW).submit(right(ready))

    with pytest.raises(Refused, match="pool_resubmitted"):
        commands.approve(registration_id=ready.id, reason="", by=an_officer_of_the_agency().actor, at=NOW)

    assert ready.state == "received"


def test_audit_finds_nothing_in_a_registration_that_went_its_way_and_a_state_that_the_door_never_gave(the_door, ready):
    the_door.at(NOW).submit(right(ready))
    Settler().settle(now=0.0)
    commands.approve(registration_id=ready.id, reason="", by=an_officer_of_the_agency().actor, at=NOW)

    before = list(audit(machine_now()))
    Registration.objects.filter(id=ready.id).update(received_at=NOW + timedelta(seconds=1), state="held")

    assert before == []
    assert [finding.invariant for finding in audit(machine_now())] == ["I3", "I10", "I6"]


def test_audit_finds_what_was_not_cured_and_has_not_lapsed(the_door, ready, settings, monkeypatch):
    the_door.at(NOW).submit(right(ready))
    Settler().settle(now=0.0)
    officer = an_officer_of_the_agency()
    commands.hold(registration_id=ready.id, reason="완납 전", ground="(2)", by=officer.actor, at=NOW)
    opens = ready.program.moment("evaluation.opens")

    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: opens)
    before = [finding.invariant for finding in audit(machine_now())]
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: opens + timedelta(minutes=1))
    late = [finding.invariant for finding in audit(machine_now())]
    commands.lapse_due(now=opens)

    assert (before, late, list(audit(machine_now()))) == ([], ["I10"], [])
