"""The pages that all desks share: errors, refusals, the choice of language, menu and contacts of the program."""

from contextlib import closing

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from gonggo.kernel.actor import SYSTEM, VISITOR
from gonggo.kernel.basis import clause
from gonggo.kernel.refusal import Refused
from gonggo.programs.commands import load
from gonggo.programs.loading import LIBRARY
from gonggo.web.ui import errors
from gonggo.web.ui.context import house
from gonggo.web.ui.refusals import refusal_page
from personas import NOW


def a_request(path: str = "/somewhere", **headers):
    request = RequestFactory().get(path, headers=headers)
    request.user, request.actor, request.received_at = AnonymousUser(), VISITOR, NOW
    return request


@pytest.fixture
def program(db):
    return load(LIBRARY / "smart-service-2024", by=SYSTEM, at=NOW)


@pytest.mark.clause("4-where")
def test_the_menus_bear_the_notices_names_in_its_order(program):
    menu = house(a_request())["menu"]

    below = {entry.label: [line.label for line in entry.below] for entry in menu}
    assert list(below) == ["사업안내", "알림마당", "사업관리", "POOL신청"]
    assert "공급기업 검색" in below["사업안내"]
    assert below["알림마당"][:2] == ["사업공고", "자료실"]
    assert below["사업관리"][0] == "과제신청"


@pytest.mark.clause("8-contacts", "4-helpline")
def test_the_foot_of_every_page_names_whom_to_ask_by_subject(program):
    shown = house(a_request())["contacts"]

    assert [row.subject for row in shown] == [contact.subject.ko for contact in program.contacts_on("footer")]
    assert all(row.phones for row in shown)


def test_the_frame_costs_one_statement_and_none_when_the_view_brings_its_program(program, django_assert_num_queries):
    with django_assert_num_queries(1):
        frame = house(a_request())
        assert len(frame["menu"]) == 4
        assert len(frame["contacts"]) > 0
    request = a_request()
    request.program = program
    with django_assert_num_queries(0):
        assert len(house(request)["contacts"]) > 0


def test_a_browser_that_asks_at_the_customary_address_is_shown_the_mark_of_the_house(db):
    with closing(Client().get("/favicon.ico", follow=True)) as answer:
        assert (answer["Content-Type"], b"<svg" in answer.getvalue()) == ("image/svg+xml", True)


def test_pages_stand_while_no_program_is_loaded(db):
    assert Client().get("/ui").status_code == 200


def test_a_refusal_is_said_in_four_sentences_with_its_clause(db):
    refused = Refused("office_unknown", clause("3(7)"), key="없는 곳", program="p")

    page = refusal_page(a_request(), refused)

    text = page.content.decode()
    assert page.status_code == 409
    assert 'href="/programs/p#3(7)"' in text
    for sentence in ("요청하신 일은 이루어지지 않았습니다", "없는 곳", "쓰신 내용은 그대로 남아 있습니다."):
        assert sentence in text
    assert "<html" in text


def test_a_refusal_of_a_part_of_a_page_is_its_note_alone(db):
    page = refusal_page(a_request(hx_request="true"), Refused("office_unknown", key="x"))

    assert page.content.decode().startswith('<div class="g-note bad"')


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.csrf_failed, 403),
        (errors.not_found, 404),
        (errors.server_error, 500),
        (errors.unavailable, 503),
    ],
)
def test_every_error_page_says_what_holds_and_where_to_go(db, view, status):
    answer = view(a_request())

    assert answer.status_code == status
    assert "g-note" in answer.content.decode()
    assert 'href="/' in answer.content.decode()


def test_the_page_of_our_own_fault_needs_no_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert errors.server_error(a_request()).status_code == 500


def test_the_choice_of_language_is_kept_and_leads_back(db):
    client = Client()

    answer = client.get("/language/en?next=/ui")

    assert (answer.status_code, answer["Location"]) == (302, "/ui")
    assert '<html lang="en">' in client.get("/ui").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_the_choice_of_language_never_leads_elsewhere(db, elsewhere):
    assert Client().get("/language/ko", {"next": elsewhere})["Location"] == "/"


def test_a_language_the_house_does_not_speak_is_not_there(db):
    assert Client().get("/language/fr").status_code == 404


def test_a_page_for_everybody_sets_no_cookie(db):
    assert not Client().get("/nothing-here").cookies
