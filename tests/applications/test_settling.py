"""The door decides, the house follows: each receipt becomes one move at its stamp, once, in order."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.db import connections, transaction

from doors import SESSION, OpenDoor, Subject
from gonggo.applications import commands, queries
from gonggo.applications.states import ApplicationState
from gonggo.intake import queries as door
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import commands as parties
from gonggo.parties.queries import members_of
from gonggo.wiring.settling import Settler
from personas import NOW
from world import Consortium, a_ready_application

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
def ready() -> Consortium:
    return a_ready_application()


def to_submit(case: Consortium, by=None) -> str:
    return commands.grant_submit(
        application_id=case.id,
        session_key=SESSION,
        stepped_up_at=machine_now(),
        by=(by or case.adopter).actor,
        at=NOW,
    )


def to_withdraw(case: Consortium) -> str:
    return commands.grant_withdraw(
        application_id=case.id, session_key=SESSION, stepped_up_at=machine_now(), by=case.adopter.actor, at=NOW
    )


def closes(case: Consortium) -> datetime:
    return case.program.window("application").closes


def told(case: Consortium) -> list[str]:
    return [line.name for line in timeline(queries.ref_of(case.id)) if line.name.startswith("application.re")] + [
        line.name for line in timeline(queries.ref_of(case.id)) if line.name == "application.withdrawn"
    ]


@pytest.mark.clause("4-window", "3-consortium")
def test_submit_in_the_last_microsecond_is_received_at_its_stamp(the_door, ready):
    last = closes(ready) - timedelta(microseconds=1)

    reply = the_door.at(last).submit(to_submit(ready))
    Settler().settle(now=0.0)

    after = ready.again()
    assert (reply.status, after.state, after.received_at) == (200, ApplicationState.RECEIVED, last)
    assert after.title == "과제명은 무엇인가요? 답"
    assert door.unsettled() == []


@pytest.mark.clause("4-window")
def test_submit_at_the_closing_instant_is_refused_and_the_application_stays_a_draft(the_door, ready):
    reply = the_door.at(closes(ready)).submit(to_submit(ready))
    Settler().settle(now=0.0)

    after = ready.again()
    assert (reply.status, after.state, after.received_at) == (409, ApplicationState.DRAFT, None)
    assert reply.core["basis"] == "4-window"
    assert told(ready) == ["application.refused_at_door"]


def test_receipts_that_cannot_be_settled_hold_up_no_other_subject_and_are_tried_ever_less_often(
    the_door, ready, caplog
):
    orphans = [Subject().open().seal() for _ in range(3)]
    for orphan in orphans:
        assert the_door.at(NOW).submit(orphan.to_submit()).status == 200
    the_door.at(NOW + timedelta(minutes=1)).submit(to_submit(ready))
    settler = Settler(at_once=1)

    tries = []
    for now in (0.0, 0.9, 1.0, 2.9, 3.0):
        settler.settle(now=now)
        tries.append(caplog.text.count("was not settled"))

    assert ready.again().state == ApplicationState.RECEIVED
    assert {each.subject for each in door.unsettled()} == {orphan.ref for orphan in orphans}
    assert tries == [3, 3, 6, 6, 9]


def test_receipt_settled_twice_makes_one_move(the_door, ready):
    the_door.at(NOW).submit(to_submit(ready))
    receipt = door.unsettled()[0]

    commands.settle(receipt)
    commands.settle(receipt)

    assert told(ready) == ["application.received"]


def test_withdrawn_application_can_be_submitted_again(the_door, ready):
    the_door.at(NOW).submit(to_submit(ready))
    Settler().settle(now=0.0)
    the_door.at(NOW + timedelta(hours=1)).withdraw(to_withdraw(ready))
    Settler().settle(now=0.0)
    withdrawn = ready.again().state
    the_door.at(NOW + timedelta(hours=2)).submit(to_submit(ready))
    Settler().settle(now=0.0)

    after = ready.again()
    assert (withdrawn, after.state, after.received_at) == (
        ApplicationState.WITHDRAWN,
        ApplicationState.RECEIVED,
        NOW + timedelta(hours=2),
    )


def test_submit_and_withdraw_waiting_together_are_settled_in_the_order_of_the_door(the_door, ready):
    the_door.at(NOW).submit(to_submit(ready))
    Settler().settle(now=0.0)
    press = to_withdraw(ready)
    the_door.at(NOW + timedelta(minutes=1)).submit(to_submit(ready))
    the_door.at(NOW + timedelta(minutes=2)).withdraw(press)

    Settler().settle(now=0.0)

    assert (ready.again().state, ready.again().settled_sequence) == (ApplicationState.WITHDRAWN, 3)


def test_role_taken_away_between_check_and_submit_is_refused_at_the_door(the_door, ready):
    press = to_submit(ready, ready.colleague)
    membership = next(m for m in members_of(ready.adopter.company.ref) if m.person_id == ready.colleague.person.id)
    parties.change_role(
        membership_id=membership.membership_id, role=Role.COMPANY_VIEWER, by=ready.adopter.actor, at=NOW
    )

    reply = the_door.at(NOW).submit(press)
    Settler().settle(now=0.0)

    assert (reply.status, reply.core["code"], ready.again().state) == (409, "not_admitted", ApplicationState.DRAFT)


def test_consent_withdrawn_between_check_and_submit_is_refused_at_the_door(the_door, ready):
    press = to_submit(ready)
    commands.withdraw_consent(application_id=ready.id, by=ready.supplier.actor, at=NOW)

    reply = the_door.at(NOW).submit(press)

    assert (reply.status, reply.core["code"]) == (409, "right_changed")


def test_supplier_that_leaves_between_check_and_submit_voids_the_press(the_door, ready):
    press = to_submit(ready)
    commands.leave_party(application_id=ready.id, by=ready.supplier.actor, at=NOW)

    reply = the_door.at(NOW).submit(press)

    assert (reply.status, reply.core["code"]) == (409, "right_changed")


def outcome(work: Callable[[], object]) -> object:
    """What ``work`` gives in a thread of its own, or the kind of its refusal; its connections are closed after."""
    try:
        return work()
    except (OutOfReach, Refused) as no:
        return type(no)
    finally:
        connections.close_all()


def take_away(case: Consortium) -> None:
    """The colleague is no longer of the company."""
    row = next(m for m in members_of(case.adopter.company.ref) if m.person_id == case.colleague.person.id)
    parties.end_membership(membership_id=row.membership_id, by=case.adopter.actor, at=NOW)


def test_right_asked_for_while_its_membership_is_being_ended_is_not_given(ready):
    with ThreadPoolExecutor(1) as aside:
        with transaction.atomic():
            take_away(ready)
            asked = aside.submit(outcome, partial(to_submit, ready, ready.colleague))
            assert not wait([asked], timeout=0.5).done  # for what is decided here

        assert asked.result() is OutOfReach


def test_right_given_just_before_its_membership_ends_dies_with_it(the_door, ready):
    with ThreadPoolExecutor(1) as aside:
        with transaction.atomic():
            press = to_submit(ready, ready.colleague)
            ended = aside.submit(outcome, partial(take_away, ready))
            assert not wait([ended], timeout=0.5).done
        assert ended.result() is None

    assert the_door.at(NOW).submit(press).core["code"] == "not_admitted"


def test_consent_withdrawn_while_a_right_is_asked_for_leaves_none(ready):
    with ThreadPoolExecutor(1) as aside:
        with transaction.atomic():
            commands.withdraw_consent(application_id=ready.id, by=ready.supplier.actor, at=NOW)
            asked = aside.submit(outcome, partial(to_submit, ready))
            assert not wait([asked], timeout=0.5).done

        assert asked.result() is Refused


def test_withdrawal_by_the_supplier_is_refused(the_door, ready):
    the_door.at(NOW).submit(to_submit(ready))
    Settler().settle(now=0.0)

    with pytest.raises(Refused) as no:
        commands.grant_withdraw(
            application_id=ready.id,
            session_key=SESSION,
            stepped_up_at=machine_now(),
            by=ready.supplier.actor,
            at=NOW,
        )

    assert no.value.code == "lead_company_only"


def test_receipt_that_cannot_be_settled_holds_up_no_other_subject(the_door, caplog):
    broken, sound = a_ready_application(), a_ready_application()
    the_door.at(NOW).submit(to_submit(broken))
    the_door.at(NOW).submit(to_submit(sound))
    _forget_sealed_revision(broken)

    Settler().settle(now=0.0)

    assert (broken.again().state, sound.again().state) == (ApplicationState.DRAFT, ApplicationState.RECEIVED)
    assert [receipt.subject.id for receipt in door.unsettled()] == [broken.id]


def _forget_sealed_revision(case: Consortium) -> None:
    """What only damage to the store could do."""
    with connections["door"].cursor() as cursor:
        if connections["door"].vendor == "postgresql":
            cursor.execute("ALTER TABLE intake_sealedrevision DISABLE TRIGGER USER")
        else:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'intake_sealedrevision'"
            )
            for (trigger,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {trigger}")
        cursor.execute("DELETE FROM intake_sealedrevision WHERE subject_id = %s", [_stored(case.id)])


def _stored(subject_id) -> object:
    return subject_id if connections["door"].vendor == "postgresql" else subject_id.hex
