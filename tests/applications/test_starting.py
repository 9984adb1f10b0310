"""Starting: inside the window, for a combination that the notice allows, with an operator of the notice, once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from gonggo.applications import commands, queries
from gonggo.applications.commands.starting import open_gate
from gonggo.applications.models import Application
from gonggo.intake import queries as door
from gonggo.journal.models import Entry
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import SYSTEM, Actor, Role
from gonggo.kernel.refusal import Refused
from gonggo.programs.commands import load
from gonggo.wiring.reactions import move_gates
from personas import NOW, a_colleague_of, a_person, an_owner
from program_folders import a_copy, amend
from world import the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def program():
    return the_program()


def start(program, by, **changes) -> Application:
    asked = {
        "program_key": program.key,
        "track": "new",
        "type": program.types[0].key,
        "operator": program.operators[0].key,
        "at": NOW,
    }
    return commands.start_application(**(asked | changes), by=by)


def refused(program, by, **changes) -> Refused:
    """The refusal of a start; nothing was made by it."""
    before = Application.objects.count()
    with pytest.raises(Refused) as no:
        start(program, by, **changes)
    assert Application.objects.count() == before
    return no.value


def test_start_makes_the_company_lead_adopter_and_opens_its_gate(program, owner):
    application = start(program, owner.actor)

    window = program.window("application")
    gate = door.gate(queries.ref_of(application.id))
    assert (application.number, application.state, application.program_version) == ("SS24-N-0001", "draft", 1)
    assert [(p.role, p.is_lead, p.company_id) for p in queries.parties_of(application)] == [
        ("adopter", True, owner.company.id)
    ]
    assert (gate.number, gate.opens_at, gate.closes_at, gate.basis) == (
        "SS24-N-0001",
        window.opens,
        window.closes,
        "4-window",
    )
    assert [line.name for line in timeline(queries.ref_of(application.id))] == ["application.started"]


def test_numbers_run_by_track(program):
    numbers = [
        start(program, an_owner().actor, track=track, type=program.types[0].key).number
        for track in ("new", "advanced", "new")
    ]

    assert numbers == ["SS24-N-0001", "SS24-A-0001", "SS24-N-0002"]


@pytest.mark.clause("2-advanced-bm-only")
def test_start_of_advanced_with_service_delivery_is_refused_with_its_clause(program, owner):
    no = refused(program, owner.actor, track="advanced", type="service-delivery")

    assert (no.code, str(no.basis), no.field) == ("combination_closed", "2-advanced-bm-only", "type")


@pytest.mark.clause("4-window")
@pytest.mark.parametrize(("edge", "shift"), [("opens", -1), ("closes", 0)])
def test_start_outside_the_window_is_refused_with_its_clause(program, owner, edge, shift):
    at = program.moment(f"application.{edge}") + timedelta(microseconds=shift)

    no = refused(program, owner.actor, at=at)

    assert (no.code, str(no.basis)) == ("application_window_closed", "4-window")


@pytest.mark.clause("4-window")
@pytest.mark.parametrize(("edge", "shift"), [("opens", 0), ("closes", -1)])
def test_start_at_the_first_and_the_last_instant_inside_goes_through(program, owner, edge, shift):
    at = program.moment(f"application.{edge}") + timedelta(microseconds=shift)

    assert start(program, owner.actor, at=at).state == "draft"


def test_start_with_an_operator_that_is_not_in_the_notice_is_refused(program, owner):
    assert refused(program, owner.actor, operator="somebody").code == "operator_unknown"


@pytest.mark.parametrize("role", [Role.COMPANY_VIEWER, Role.COMPANY_FINANCE])
def test_start_by_a_member_who_does_not_write_is_refused(program, owner, role):
    other = a_colleague_of(owner, "박보기", role=role)

    assert refused(program, other.actor).code == "wrong_role"


def test_start_by_a_person_without_a_company_is_refused(program):
    person = a_person("정혼자")

    assert refused(program, Actor(person.id, Role.MEMBER)).code == "wrong_role"


def test_start_of_a_second_application_asks_first_and_then_makes_it(program, owner, colleague):
    first = start(program, owner.actor)

    no = refused(program, colleague.actor)
    name = uuid4()
    second = start(program, colleague.actor, another=name)
    pressed_again = start(program, colleague.actor, another=name)

    assert second == pressed_again
    assert (no.code, no.facts["number"], no.facts["application"]) == ("already_started", first.number, str(first.id))
    assert second.number == "SS24-N-0002"


def test_gate_that_opens_while_an_extension_comes_has_the_deadline_in_force(program, owner, tmp_path):
    before = start(program, owner.actor)
    load(amend(a_copy(tmp_path)), by=SYSTEM, at=NOW)
    begun_before = Application(id=uuid4(), number="SS24-N-0009")

    open_gate(begun_before, program, NOW)

    moved = {str(door.gate(queries.ref_of(one.id)).closes_at) for one in (before, begun_before)}
    assert moved == {"2024-05-02 09:00:00+00:00"}


def test_gates_follow_the_version_in_force_whichever_fact_is_delivered_last(program, owner, tmp_path):
    application = start(program, owner.actor)
    load(amend(a_copy(tmp_path)), by=SYSTEM, at=NOW)

    for closes in ("2024-05-02T18:00:00+09:00", "2024-04-30T18:00:00+09:00"):
        move_gates(Entry(program=program.key, basis="연장", data={"deadline_moved": True, "closes_at": closes}))

    gate = door.gate(queries.ref_of(application.id))
    assert (str(gate.closes_at), gate.basis) == ("2024-05-02 09:00:00+00:00", "연장")
