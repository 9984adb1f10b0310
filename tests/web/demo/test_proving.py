"""본인 재인증 in a demo: one button where it is asked, and what was asked for goes on; nowhere else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.test import Client

from gonggo.applications import sealed
from gonggo.wiring.environment import Mode
from personas import Persona
from world import Consortium, a_complete_draft

pytestmark = pytest.mark.django_db(databases=["default", "door"])
BUTTON = 'action="/demo/prove"'


@pytest.fixture
def demo(settings: LazySettings) -> None:
    """The house is a demo; it shows its panel."""
    settings.GONGGO_SHOWS_PANEL = True
    settings.GONGGO_ENVIRONMENT = replace(settings.GONGGO_ENVIRONMENT, mode=Mode.DEMO)
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "gonggo.web.demo.proving.stepping_up"]


def a_guest_since_an_hour(persona: Persona, *, password: bool = False) -> Client:
    """Signed in by the panel an hour ago; people of a lived day have no usable password."""
    if not password:
        persona.person.set_unusable_password()
        persona.person.save()
    client = persona.client
    session = client.session
    then = (datetime.now(tz=UTC) - timedelta(hours=1)).timestamp()
    session["account_authentication_methods"] = [{"method": "password", "at": then, "email": persona.person.email}]
    session.save()
    return client


def seal(consortium: Consortium) -> str:
    return f"/company/applications/{consortium.id}/check/seal"


def test_who_has_no_other_way_is_asked_by_one_button_and_what_was_sent_goes_on(demo: None) -> None:
    consortium = a_complete_draft()
    client = a_guest_since_an_hour(consortium.adopter)
    asked = client.post(seal(consortium))
    page = client.get(asked["Location"]).content.decode()
    before = sealed.open_revision(consortium.id)
    client.post("/demo/prove", {"next": seal(consortium)})

    assert asked["Location"].startswith("/demo/prove?next=")
    assert BUTTON in page
    assert f'name="next" value="{seal(consortium)}"' in page
    assert before is None
    assert sealed.open_revision(consortium.id) is not None


def test_a_link_to_a_new_proof_leads_who_has_no_other_way_to_the_button(demo: None, owner: Persona) -> None:
    client = a_guest_since_an_hour(owner)
    led = client.get("/accounts/again/", {"next": "/company/"})

    assert (led.status_code, led["Location"]) == (302, "/demo/prove?next=%2Fcompany%2F")
    assert client.post("/demo/prove", {"next": "/company/"})["Location"] == "/company/"
    assert client.post("/demo/prove", {"next": "https://elsewhere.example.kr/"})["Location"] == "/demo/"


def test_who_has_a_password_finds_the_button_beside_it(demo: None, owner: Persona) -> None:
    page = a_guest_since_an_hour(owner, password=True).get("/accounts/again/", {"next": "/company/"}).content.decode()

    assert BUTTON in page
    assert 'name="password"' in page
    assert page.count('name="next" value="/company/"') == 2


@pytest.mark.parametrize("mode", [Mode.REHEARSAL, Mode.PRODUCTION])
def test_where_people_are_real_nobody_is_offered_the_button(
    settings: LazySettings, demo: None, owner: Persona, mode: Mode
) -> None:
    settings.GONGGO_ENVIRONMENT = replace(settings.GONGGO_ENVIRONMENT, mode=mode)
    settings.GONGGO_SHOWS_PANEL = mode is Mode.REHEARSAL
    client = a_guest_since_an_hour(owner, password=True)

    assert BUTTON not in client.get("/accounts/again/", {"next": "/company/"}).content.decode()
    assert client.get("/demo/prove").status_code == 404
    assert client.post("/demo/prove", {"next": "/company/"}).status_code == 404


def test_a_visitor_proves_nothing(demo: None) -> None:
    assert Client().post("/demo/prove", {"next": "/company/"}).status_code == 404
