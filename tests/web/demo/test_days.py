"""The days of a demo: what is on offer, where each lies, and how the panel asks for one."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.clock import SEOUL, OffsetClock
from gonggo.kernel.text import Text
from gonggo.parties import queries
from gonggo.programs.loading import read as read_program
from gonggo.web.demo import days, guests
from gonggo.web.demo.days import MADE, Shelf
from gonggo.web.demo.guests import Guest
from gonggo.wiring.simulate.stages import STAGES
from personas import NOW, Persona, an_officer, an_owner
from world import the_program


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "demo", "eve")


@pytest.fixture
def demo(settings: LazySettings, tmp_path: Path) -> Shelf:
    """The panel of a demo that stands on its first day."""
    home = tmp_path / "demo"
    home.mkdir()
    settings.GONGGO_SHOWS_PANEL = True
    settings.GONGGO_ENVIRONMENT = replace(settings.GONGGO_ENVIRONMENT, data=home, days=home)
    settings.GONGGO_CLOCK = OffsetClock(home / "clock.json")
    settings.GONGGO_CLOCK.move_to(NOW)
    return Shelf(home, days.read().first.key)


def words(response) -> str:
    return response.content.decode()


def test_every_day_is_lived_to_a_stage_and_stands_where_the_notices_calendar_says() -> None:
    offered = days.read()
    program = read_program(offered.folder)
    lived = [one for one in offered.by_key.values() if one.until]
    stands = {one.key: one.stands_at(program) for one in lived}

    assert {one.until for one in lived} <= {str(stage) for stage in STAGES}
    assert all(program.combination(one.prefers["track"], one.prefers["type"]).is_open for one in lived if one.prefers)
    assert stands["opening"] == datetime(2024, 4, 1, 10, tzinfo=SEOUL)
    assert stands["closing"] == datetime(2024, 4, 30, 17, tzinfo=SEOUL)
    assert stands["agreements"] == datetime(2024, 7, 16, 10, tzinfo=SEOUL)
    assert stands["completion"] is None  # the term is counted from the agreement's own day
    assert offered.first.key == "eve"


def test_each_day_lies_in_a_folder_of_its_own_and_the_first_in_the_demos(shelf: Shelf, tmp_path: Path) -> None:
    assert shelf.folder("eve") == tmp_path / "demo"
    assert shelf.folder("agreements") == tmp_path / "demo" / "days" / "agreements"
    assert [shelf.key_of(shelf.folder(key)) for key in ("eve", "agreements")] == ["eve", "agreements"]


def test_what_is_left_of_a_day_that_was_not_made_to_its_end_is_cleared_and_other_days_stay(shelf: Shelf) -> None:
    for key in ("eve", "agreements"):
        (shelf.folder(key) / "files").mkdir(parents=True)
        (shelf.folder(key) / "house.sqlite3").write_text("half")
    shelf.set_made("agreements")
    shelf.clear("eve")

    assert not shelf.is_made("eve")
    assert not (shelf.folder("eve") / "house.sqlite3").exists()
    assert sorted(path.name for path in shelf.folder("agreements").iterdir()) == [MADE, "files", "house.sqlite3"]


def test_a_day_that_could_not_be_made_is_asked_for_anew(shelf: Shelf) -> None:
    shelf.want("agreements")
    shelf.fail("agreements")
    failed = shelf.has_failed("agreements")
    shelf.want("agreements")

    assert failed
    assert not shelf.has_failed("agreements")
    assert shelf.wanted() == "agreements"


def test_while_a_day_is_made_its_progress_can_be_read_and_afterwards_it_is_gone(shelf: Shelf) -> None:
    with shelf.making("agreements"):
        shelf.tell("agreements", 40)
        midway = shelf.progress("agreements")

    assert (midway, shelf.progress("agreements")) == (40, 0)


@pytest.mark.django_db(databases=["default", "door"])
def test_the_panel_offers_the_days_and_writes_down_which_one_is_wanted(demo: Shelf) -> None:
    the_program()
    client = Client()
    panel = words(client.get("/demo/"))
    chosen = client.post("/demo/days", {"day": "agreements"})
    coming = client.get("/demo/days/agreements/")

    assert "지금 이날입니다" in panel
    assert 'value="agreements"' in panel
    assert chosen["Location"] == "/demo/days/agreements/"
    assert demo.wanted() == "agreements"
    assert "이날을 만들고 있습니다" in words(coming)
    assert client.get("/demo/days/agreements/state").json() == {"state": "making", "percent": 0}


@pytest.mark.django_db(databases=["default", "door"])
@pytest.mark.parametrize(
    ("language", "says"),
    [("ko", "마감 전날, 마감 한 시간 전"), ("en", "The day before the deadline, The closing hour")],
)
def test_a_day_that_is_not_there_is_refused_with_those_that_are(demo: Shelf, language: str, says: str) -> None:
    answer = Client(headers={"accept-language": language}).post("/demo/days", {"day": "doomsday"})

    assert answer.status_code == 409
    assert says in words(answer)
    assert demo.wanted() == "eve"
    assert Client().get("/demo/days/doomsday/").status_code == 404


@pytest.mark.django_db(databases=["default", "door"])
def test_who_waits_for_a_day_learns_that_it_failed_or_that_another_was_chosen_since(demo: Shelf) -> None:
    client = Client()
    client.post("/demo/days", {"day": "agreements"})
    demo.fail("agreements")
    failed = words(client.get("/demo/days/agreements/"))
    demo.want("agreements")
    demo.want("eve")
    left = words(client.get("/demo/days/agreements/"))

    assert "이날을 만들지 못했습니다" in failed
    assert "그 사이 다른 날을 골랐습니다" in left
    assert client.get("/demo/days/eve/")["Location"] == "/demo/"


@pytest.mark.django_db(databases=["default", "door"])
def test_a_guest_of_the_day_is_signed_in_by_a_button_that_leads_to_what_waits(
    demo: Shelf, settings: LazySettings, owner: Persona
) -> None:
    the_program()
    actor = Actor(owner.person.id, Role.COMPANY_MANAGER, owner.actor.organisation)
    guests.write(
        settings.GONGGO_ENVIRONMENT.data, [Guest(actor, "한나", "하나푸드", Text("도입기업", "Adopter"), "adopter")]
    )
    client = Client()
    panel = words(client.get("/demo/"))
    client.post("/demo/sign-in", {"person": str(owner.person.id), "next": "/company/"})

    assert "한나 · 하나푸드" in panel
    assert client.session["_auth_user_id"] == str(owner.person.id)
    assert client.session[queries.ORGANISATION] == str(owner.actor.organisation)


@pytest.mark.django_db(databases=["default", "door"])
def test_who_has_nothing_to_do_on_the_day_learns_why_and_what_can_be_looked_at(
    demo: Shelf, settings: LazySettings
) -> None:
    the_program()
    people = {role: an_officer(role, kind="agency") for role in (Role.EVALUATOR, Role.ACCOUNTANT, Role.INSPECTOR)}
    told = [Guest(one.actor, "", "", Text(f"역할 {role}", role), role) for role, one in people.items()]
    guests.write(settings.GONGGO_ENVIRONMENT.data, told)
    panel = words(Client().get("/demo/"))

    assert "평가위원회는 마감 뒤에 꾸립니다." in panel
    assert "지원금은 협약한 뒤에 지급합니다." in panel
    assert "이날 이 사람을 기다리는 일은 없습니다." in panel  # of whom the day says nothing
    assert [page for page in ("/evaluator/", "/agency/payments/", "/agency/deliveries/") if page not in panel] == []


@pytest.mark.django_db(databases=["default", "door"])
def test_the_first_page_says_which_day_it_is_and_leads_to_who_can_do_what(demo: Shelf, settings: LazySettings) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "gonggo.web.demo.middleware.panel"]
    the_program()
    first, other = words(Client().get("/")), words(Client().get("/contacts"))

    assert "시연: 마감 전날" in first
    assert "이날 누가 무엇을 할 수 있는지 보기" in first
    assert "시연: 마감 전날" not in other


@pytest.mark.django_db(databases=["default", "door"])
def test_the_panel_costs_the_same_for_few_guests_and_for_many(demo: Shelf, settings: LazySettings) -> None:
    the_program()
    officers = [an_officer(role, kind="agency") for role in (Role.AGENCY_OFFICER, Role.AGENCY_LEAD, Role.COST_REVIEWER)]
    companies = [an_owner(f"한나{place}", company_name=f"하나{place}") for place in range(3)]
    everybody = [
        Guest(one.actor, one.person.name, "", Text(f"역할 {place}", f"role {place}"), one.actor.role)
        for place, one in enumerate([companies[0], *officers, *companies[1:]])
    ]
    Client().get("/demo/")  # what is read once in a process
    costs = []
    for count in (3, 4, len(everybody)):
        guests.write(settings.GONGGO_ENVIRONMENT.data, everybody[:count])
        with CaptureQueriesContext(connection) as asked:
            assert Client().get("/demo/").status_code == 200
        costs.append(len(asked))

    assert len({*costs}) == 1
    assert costs[0] <= 12


@pytest.mark.django_db(databases=["default", "door"])
def test_a_house_that_is_no_day_of_a_demo_offers_none(settings: LazySettings, demo: Shelf) -> None:
    settings.GONGGO_ENVIRONMENT = replace(settings.GONGGO_ENVIRONMENT, days=None)

    assert 'action="/demo/days"' not in words(Client().get("/demo/"))
    assert Client().post("/demo/days", {"day": "eve"}).status_code == 404
