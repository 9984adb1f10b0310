"""The panel and the mailbox: in a demo they help, in production they are not there."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import make_password
from django.test import Client

from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.clock import OffsetClock, machine_now
from gonggo.messages.commands import write_text
from gonggo.messages.queries import mailbox
from gonggo.parties import commands, queries
from gonggo.parties.rules import brn
from gonggo.web.demo import moments
from gonggo.web.demo.people import COMPANIES, PASSWORD, PEOPLE
from gonggo.wiring.environment import Mode
from personas import NOW, Persona
from world import the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def demo(settings: LazySettings, tmp_path) -> OffsetClock:
    """The panel is shown; the clock is the test's own."""
    settings.GONGGO_SHOWS_PANEL = True
    settings.GONGGO_CLOCK = OffsetClock(tmp_path / "clock.json")
    settings.GONGGO_CLOCK.move_to(NOW)
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "gonggo.web.demo.middleware.panel"]
    return settings.GONGGO_CLOCK


def words(response) -> str:
    return response.content.decode()


def test_every_page_ends_with_the_bar_which_says_nothing_of_the_person(demo: OffsetClock, owner: Persona) -> None:
    the_program()
    bars = {
        re.search(r'<aside class="demo-bar".*?</aside>', words(client.get("/contacts")), re.DOTALL).group()
        for client in (Client(), owner.client)
    }

    assert len(bars) == 1


def test_without_a_demo_nothing_of_it_is_there(owner: Persona) -> None:
    for path in ("/demo/", "/demo/mail/", "/demo/now"):
        assert owner.client.get(path).status_code == 404
    assert "demo-bar" not in words(Client().get("/contacts"))
    assert owner.client.post("/demo/clock", {"by": "3600"}).status_code == 404


def test_the_clock_goes_forward_by_a_step_and_to_an_instant(demo: OffsetClock) -> None:
    client = Client()
    hour = client.post("/demo/clock", {"by": "3600", "next": "/programs/"})
    after_step = demo.now()
    client.post("/demo/clock", {"to": "2024-04-30T17:55:00+09:00"})

    assert (hour.status_code, hour["Location"]) == (302, "/programs/")
    assert NOW + timedelta(hours=1) <= after_step < NOW + timedelta(hours=1, minutes=5)
    assert demo.now().replace(second=0, microsecond=0) == datetime(2024, 4, 30, 8, 55, tzinfo=UTC)


@pytest.mark.parametrize(
    "given",
    [
        {"to": "2024-04-29T09:00:00+09:00"},
        {"by": "-1"},
        {"by": "soon"},
        {"to": "2024-05-01T00:00:00"},
        {},
        {"by": "9" * 30},
    ],
)
def test_the_clock_never_goes_back_and_bad_words_do_not_move_it(demo: OffsetClock, given: dict[str, str]) -> None:
    before = demo.offset()
    answer = Client().post("/demo/clock", given)

    assert answer.status_code == 409
    assert "앞으로만" in words(answer)
    assert demo.offset() == before


def test_the_way_back_leads_to_this_house_only(demo: OffsetClock) -> None:
    answer = Client().post("/demo/clock", {"by": "1", "next": "https://elsewhere.example/"})

    assert answer["Location"] == "/demo/"


def test_the_panel_offers_the_edges_of_the_windows_that_lie_ahead(demo: OffsetClock) -> None:
    program = the_program()
    offered = moments.offered([program], now=NOW)
    closes = program.window("application").closes

    assert [one.at for one in offered] == sorted(one.at for one in offered)
    assert all(one.at > NOW for one in offered)
    assert {closes - timedelta(minutes=5), closes - timedelta(seconds=10), closes} <= {one.at for one in offered}
    assert program.moment("evaluation.opens") in {one.at for one in offered}
    assert "대면평가 첫날" in {one.says.ko for one in offered}
    assert "4. 30. 17:55:00" in words(Client().get("/demo/"))


def test_a_person_of_the_demo_is_signed_in_with_one_press_second_factor_included(demo: OffsetClock) -> None:
    the_program()
    chosen = next(person for person in PEOPLE if person.role is Role.AGENCY_OFFICER)
    office = commands.add_agency(key="agency", kind="agency", name="전담기관", by=SYSTEM, at=NOW)
    person = commands.add_person(
        email=chosen.email,
        name=chosen.name,
        encoded=make_password(PASSWORD),
        totp_secret=chosen.totp,
        by=SYSTEM,
        at=NOW,
    )
    commands.grant_role(person_id=person.id, organisation=office.ref, role=chosen.role, by=SYSTEM, at=NOW)
    client = Client()
    pressed = client.post("/demo/sign-in", {"person": chosen.key, "next": "/"})
    panel = words(client.get("/demo/"))

    assert pressed.status_code == 302
    assert client.session["_auth_user_id"] == str(person.id)
    assert client.session[queries.ORGANISATION] == str(office.ref)
    print(panel[panel.find("<h1") :][:900])
    assert chosen.name in panel
    assert re.search(r'<strong class="num">\d{6}</strong>', panel)
    assert re.fullmatch(r"\d{6}", client.get("/demo/now").json()["code"])
    assert client.get("/agency/").status_code == 200


def test_nobody_but_the_demos_people_can_be_pressed(demo: OffsetClock, owner: Persona) -> None:
    for key in ("", "nobody", owner.person.email):
        assert Client().post("/demo/sign-in", {"person": key}).status_code == 404


def test_a_rehearsal_has_the_clock_but_neither_its_peoples_mail_nor_their_doors(
    demo: OffsetClock, settings: LazySettings
) -> None:
    settings.GONGGO_ENVIRONMENT = replace(settings.GONGGO_ENVIRONMENT, mode=Mode.REHEARSAL)
    client = Client()

    assert client.get("/demo/").status_code == 200
    assert PEOPLE[0].email not in words(client.get("/demo/"))
    assert client.get("/demo/mail/").status_code == 404
    assert client.post("/demo/sign-in", {"person": PEOPLE[0].key}).status_code == 404


def test_the_mailbox_lists_every_mail_and_shows_one_as_text(demo: OffsetClock) -> None:
    body = "<script>4F7K</script> http://localhost/x"
    write_text(to="hana@example.kr", language="ko", subject="코드 <b>", body=body, at=NOW)
    (mail,) = mailbox(to="hana@example.kr", limit=1)
    write_text(to="duri@example.kr", language="ko", subject="다른 메일", body="본문", at=machine_now())
    paths = ("/demo/mail/", "/demo/mail/?to=hana@example.kr", f"/demo/mail/{mail.id}/")
    listed, of_one, shown = (words(Client().get(path)) for path in paths)

    assert "코드 &lt;b&gt;" in listed
    assert "다른 메일" in listed
    assert "다른 메일" not in of_one
    assert "&lt;script&gt;4F7K" in shown
    assert '<a href="http://localhost/x"' in shown


def test_the_demos_companies_have_numbers_that_pass_the_check_digit_and_stand_once() -> None:
    numbers = [company.brn for company in COMPANIES]
    assert [brn(number) for number in numbers] == numbers
    assert len(set(numbers)) == len(numbers)
