"""Every public page renders from the program, in both languages, and holds nothing of its visitor."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from gonggo.kernel.actor import Role
from gonggo.web.public.urls import urlpatterns
from personas import an_officer, an_owner
from public_addresses import FILES, PAGES, WITH_A_POST, address

pytestmark = pytest.mark.django_db(databases=["default", "door"])
MOST_SELECTS = 12


def text_of(answer) -> str:
    """The words of a page without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", sorted(set(PAGES) - WITH_A_POST))
def test_each_page_opens_in_each_language_without_a_cookie_and_may_be_kept(visitor, program, costs, name, language):
    with costs() as spent:
        answer = visitor.get(address(name, program), headers={"accept-language": language})

    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert answer["Surrogate-Control"] == "max-age=60"
    assert f'<html lang="{language}">' in answer.content.decode()
    assert spent.count <= MOST_SELECTS, str(spent)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", sorted(WITH_A_POST))
def test_page_that_takes_posts_opens_in_each_language_and_is_kept_for_nobody(visitor, program, costs, name, language):
    with costs() as spent:
        answer = visitor.get(address(name, program), headers={"accept-language": language})

    assert (answer.status_code, answer.get("Surrogate-Control")) == (200, None)
    assert "no-store" in answer["Cache-Control"]
    assert f'<html lang="{language}">' in answer.content.decode()
    assert spent.count <= MOST_SELECTS, str(spent)


@pytest.mark.parametrize("name", sorted(FILES - {"verifier", "checkpoint"}))
def test_each_file_of_the_desk_opens(visitor, program, name):
    assert visitor.get(address(name, program)).status_code == 200


def test_every_page_of_the_desk_is_for_everybody():
    assert {pattern.callback.who.name for pattern in urlpatterns} == {"PUBLIC"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_for_somebody_who_is_signed_in_is_never_marked_to_be_kept(program, name):
    answer = an_owner().client.get(address(name, program))

    assert (answer.status_code, answer.get("Surrogate-Control")) == (200, None)


@pytest.mark.parametrize("name", PAGES)
def test_each_page_shows_the_contacts_in_its_foot_and_takes_no_post_without_a_form(visitor, program, name):
    page = visitor.get(address(name, program)).content.decode()
    foot = page[page.index("<footer") :]

    assert [contact.subject.ko in foot for contact in program.contacts_on("footer")] == [True, True, True]
    assert visitor.post(address(name, program)).status_code == (422 if name in WITH_A_POST else 405)


@pytest.mark.clause("4-where")
def test_the_menu_bears_the_names_of_the_notice_and_leads_there(visitor, program):
    page = visitor.get("/").content.decode()
    head = page[: page.index("<main")]
    places = {menu.key: menu.label.ko for menu in program.menus}

    for key, leads_to in {
        "supplier-search": "/guide/suppliers/",
        "notices": "/board/",
        "library": "/library/",
        "pool": "/pool/",
    }.items():
        assert re.search(rf'<a href="{leads_to}"[^>]*>{places[key]}</a>', head), key
    assert [places[key] in head for key in ("guide", "board", "tasks", "apply")] == [True, True, True, True]


@pytest.mark.parametrize(
    "where", ["/programs/none", "/programs/none.json", "/programs/smart-service-2024/versions/9", "/board/x/y"]
)
def test_an_address_that_names_nothing_is_not_found(visitor, where):
    assert visitor.get(where).status_code == 404


def test_pages_without_any_program_say_so(db):
    client = Client(headers={"accept-language": "ko"})

    found = {name: client.get(where) for name, where in {"home": "/", "list": "/programs/", "board": "/board/"}.items()}

    assert {name: answer.status_code for name, answer in found.items()} == {"home": 200, "list": 200, "board": 200}
    assert "아직 공고된 지원사업이 없습니다" in text_of(found["home"])


@pytest.mark.parametrize(
    ("at", "standing", "words"),
    [
        (datetime(2024, 3, 31, 14, 59, tzinfo=UTC), "접수 예정", "4월 1일(월)"),
        (datetime(2024, 4, 30, 8, 59, 59, tzinfo=UTC), "접수 중", "1초 남음"),
        (datetime(2024, 4, 30, 9, 0, tzinfo=UTC), "접수 마감", "접수가 끝났습니다."),
    ],
)
def test_the_front_page_says_how_the_window_stands_by_the_servers_clock(visitor, stand_at, at, standing, words):
    stand_at(at)

    said = text_of(visitor.get("/"))

    assert standing in said
    assert words in said


def test_the_front_page_of_a_closed_window_offers_no_application(visitor, stand_at):
    stand_at(datetime(2024, 4, 30, 9, 0, tzinfo=UTC))

    assert "과제신청 시작" not in text_of(visitor.get("/"))


def test_a_closing_at_midnight_is_said_as_the_day_before(visitor, program):
    said = text_of(visitor.get(address("consulting", program)))

    assert "4월 22일(월)" in said
    assert "00:00" not in said


def test_a_post_is_not_there_before_its_time(visitor, program, stand_at):
    last = max(program.posts, key=lambda post: post.posted_at)
    where = f"/board/{program.key}/{last.key}"

    stand_at(last.posted_at - timedelta(seconds=1))
    before = (visitor.get(where).status_code, last.title.ko in text_of(visitor.get("/board/")))
    stand_at(last.posted_at)

    assert before == (404, False)
    assert (visitor.get(where).status_code, last.title.ko in text_of(visitor.get("/board/"))) == (200, True)


@pytest.mark.clause("4-surge")
def test_the_warning_of_the_closing_days_traffic_is_on_the_board_and_the_program_page(visitor, program):
    paragraph = next(p for c in program.chapters for p in c.paragraphs if p.basis.text == "4-surge")
    post = next(post for post in program.posts if post.basis.text == "4-surge")

    assert paragraph.ko in text_of(visitor.get(address("program", program)))
    assert post.title.ko in text_of(visitor.get("/"))


@pytest.mark.clause("8-contacts", "A1-operators", "4-helpline")
def test_contacts_show_every_organisation_and_the_operators_in_the_notices_order(visitor, program):
    said = text_of(visitor.get("/contacts"))

    for contact in program.contacts:
        assert (contact.organisation.ko in said, ", ".join(contact.phones) in said) == (True, True)
    for operator in program.operators:
        assert (operator.email in said, ", ".join(operator.phones) in said) == (True, True)
    places = [said.index(operator.email) for operator in program.operators]
    assert places == sorted(places)
    assert "접수가 끝난 뒤에는 어느 창구도 신청을 고치거나 마무리하거나 대신 제출할 수 없습니다." in said


@pytest.mark.clause("A2-contacts")
def test_the_pool_page_shows_whom_to_ask_with_the_department(visitor, program):
    said = text_of(visitor.get("/pool/"))

    shown = [(c.department.ko if c.department else "", ", ".join(c.phones)) for c in program.contacts_on("pool")]
    assert all(department in said and phones in said for department, phones in shown)
    assert shown[0][0] != ""


def test_the_verify_page_shows_the_fingerprint_of_each_published_key(visitor, settings):
    said = text_of(visitor.get("/verify"))

    assert [key.fingerprint in said for key in settings.GONGGO_PUBLIC_KEYS] == [True, True, True]
    listed = visitor.get("/verify/keys.json").json()["keys"]
    assert [key["use"] for key in listed] == ["receipt", "log", "authority"]


def test_the_privacy_page_marks_what_the_agency_has_to_complete(visitor):
    assert text_of(visitor.get("/privacy")).count("기관 기재") >= 5


@pytest.mark.parametrize("role", [Role.OPERATOR_OFFICER, Role.AGENCY_OFFICER, Role.MINISTRY])
def test_who_works_at_a_desk_finds_the_way_back_to_it_and_none_into_a_company(program, stand_at, role):
    stand_at(program.window("application").opens)
    kind = {Role.OPERATOR_OFFICER: "operator", Role.AGENCY_OFFICER: "agency", Role.MINISTRY: "ministry"}[role]
    officer = an_officer(role, kind=kind).client

    for path in ("/", "/consulting/", "/pool/"):
        page = officer.get(path).content.decode()
        assert ('href="/company/' in page, 'href="/accounts/enter/"' in page) == (False, True)


def test_who_is_of_a_company_starts_an_application_from_the_first_page(program, stand_at):
    stand_at(program.window("application").opens)

    page = an_owner().client.get("/").content.decode()

    assert ('href="/company/"' in page, 'href="/accounts/enter/"' in page) == (True, False)
