"""The table of routes keeps what it declares."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import include, path

from gonggo.kernel.actor import VISITOR, Actor, Role
from gonggo.web.ui.access import AGENCY, COMPANY, DEMO, MINISTRY, OFFICE, OPERATOR, PUBLIC, SIGNED_IN, classified, route


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


def opened(who, role, *, method="get", **headers):
    """What a person in ``role`` gets at an address for ``who``."""
    request = getattr(RequestFactory(), method)("/one?page=2", headers=headers)
    request.actor = VISITOR if role is Role.VISITOR else Actor(uuid4(), role)
    return route("one", page, name="one", who=who).callback(request)


@pytest.mark.parametrize(
    ("who", "inside", "outside"),
    [
        (SIGNED_IN, {Role.MEMBER, Role.COMPANY_VIEWER, Role.MINISTRY}, set()),
        (COMPANY, {Role.COMPANY_MANAGER, Role.COMPANY_VIEWER}, {Role.MEMBER, Role.OPERATOR_LEAD, Role.AGENCY_OFFICER}),
        (OPERATOR, {Role.OPERATOR_OFFICER}, {Role.COMPANY_MANAGER, Role.AGENCY_OFFICER, Role.MINISTRY}),
        (AGENCY, {Role.AGENCY_LEAD, Role.INSPECTOR}, {Role.OPERATOR_LEAD, Role.MINISTRY}),
        (MINISTRY, {Role.MINISTRY, Role.AUDITOR}, {Role.AGENCY_LEAD}),
        (OFFICE, {Role.OPERATOR_OFFICER, Role.AGENCY_OFFICER, Role.MINISTRY}, {Role.COMPANY_MANAGER}),
        (COMPANY | AGENCY, {Role.COMPANY_WRITER, Role.AGENCY_OFFICER}, {Role.OPERATOR_OFFICER}),
    ],
)
def test_an_address_opens_to_its_roles_and_is_not_there_for_others(who, inside, outside):
    assert [opened(who, role).content for role in inside] == [b"open"] * len(inside)
    for role in outside:
        with pytest.raises(Http404):
            opened(who, role)


def test_a_visitor_at_a_private_address_signs_in_and_comes_back_to_it():
    answer = opened(COMPANY, Role.VISITOR)

    assert answer.status_code == 302
    assert answer["Location"].endswith("/login/?next=/one%3Fpage%3D2")


def test_a_visitor_who_sends_a_form_comes_back_to_the_page_with_the_form():
    answer = opened(COMPANY, Role.VISITOR, method="post", referer="http://testserver/page/of/form")

    assert answer["Location"].endswith("?next=/page/of/form")


def test_a_form_sent_from_elsewhere_leads_home_after_signing_in():
    answer = opened(COMPANY, Role.VISITOR, method="post", referer="https://elsewhere.example/page")

    assert answer["Location"].endswith("?next=/")


def test_a_part_of_a_page_that_is_asked_for_after_the_session_moves_nobody_away():
    answer = opened(COMPANY, Role.VISITOR, hx_request="true")

    assert (answer.status_code, answer.content, "Location" in answer) == (204, b"", False)


def test_everybody_opens_a_public_address():
    assert [opened(PUBLIC, role).content for role in (Role.VISITOR, Role.MEMBER, Role.MINISTRY)] == [b"open"] * 3


def test_the_panel_is_not_there_in_production(settings):
    settings.GONGGO_SHOWS_PANEL = True
    assert opened(DEMO, Role.VISITOR).content == b"open"

    settings.GONGGO_SHOWS_PANEL = False
    with pytest.raises(Http404):
        opened(DEMO, Role.VISITOR)


def test_an_address_declared_without_the_table_has_no_class():
    desk = SimpleNamespace(urlpatterns=[route("a", page, name="a", who=COMPANY), path("b", page)])

    assert list(classified([path("desk/", include(desk.urlpatterns))])) == [("desk/a", COMPANY), ("desk/b", None)]
