"""Consulting on the company's desk: asked for, seen, cancelled; and nothing of it for anybody else."""

import re
from datetime import UTC, datetime

import pytest
from django.conf import settings

from consultings import ASKED_AT, Desks, an_expert, asked, assigned, desks, reported
from gonggo.applications.form import REPORT_SLOT
from gonggo.applications.models import Paper
from gonggo.consulting import commands
from gonggo.consulting.models import Request
from gonggo.kernel.actor import Role
from personas import a_colleague_of, an_officer, an_owner
from world import a_draft

pytestmark = pytest.mark.django_db(databases=["default", "door"])
SAID = {"role": "adopter", "wishes": "4월 17일", "looks_at": "재고"}


@pytest.fixture
def on(db: None):
    return desks()


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def at(monkeypatch):
    """The program's clock stands where a test puts it."""

    def put(instant: datetime) -> None:
        monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: instant)

    return put


def test_a_writer_asks_on_the_web_and_sees_who_acts_next(on, at):
    at(ASKED_AT)

    answer = on.colleague.client.post("/company/consulting/", SAID | {"operator": on.operator}, follow=True)

    page = words(answer)
    assert Request.objects.get().company_id == on.company.company.id
    assert "담당 기관이 신청을 확인하고 있습니다" in page
    assert on.program.operators[0].name.ko in page
    assert "사전진단 신청" in words(on.company.client.get("/company/"))


@pytest.mark.clause("A1-operators")
def test_the_operators_stand_in_the_notices_order(on, at):
    at(ASKED_AT)
    page = on.company.client.get("/company/consulting/").content.decode()

    places = [page.index(operator.name.ko) for operator in on.program.operators]

    assert places == sorted(places)


@pytest.mark.clause("A1-consulting")
def test_a_supplier_is_refused_at_the_field_with_the_way_out(on, at):
    at(ASKED_AT)

    answer = on.company.client.post("/company/consulting/", SAID | {"operator": on.operator, "role": "supplier"})

    assert (answer.status_code, Request.objects.exists()) == (422, False)
    assert "만 신청할 수 있어 신청하지 않았습니다" in words(answer)


@pytest.mark.clause("A1-window")
def test_after_the_window_the_form_is_gone_and_a_late_post_is_refused(on, at):
    at(datetime(2024, 4, 22, 15, 0, tzinfo=UTC))  # the first instant of 23 April in Seoul
    client = on.company.client

    assert "지금은 신청을 받지 않습니다" in words(client.get("/company/consulting/"))
    answer = client.post("/company/consulting/", SAID | {"operator": on.operator})

    assert (answer.status_code, Request.objects.exists()) == (422, False)
    assert "2024-04-01 ~ 2024-04-22" in words(answer)


@pytest.mark.parametrize("changed", [{"wishes": ""}, {"looks_at": "가" * 1001}, {"operator": "nobody"}, {"role": ""}])
def test_a_form_that_is_not_filled_in_is_refused_at_its_field(on, at, changed):
    at(ASKED_AT)

    answer = on.company.client.post("/company/consulting/", SAID | {"operator": on.operator} | changed)

    assert (answer.status_code, Request.objects.exists()) == (422, False)
    assert "<title>오류:" in answer.content.decode()


def test_who_reads_only_sees_the_request_and_cannot_ask_or_cancel(on, at):
    at(ASKED_AT)
    viewer = a_colleague_of(on.company, role=Role.COMPANY_VIEWER)
    request = asked(on)
    page = viewer.client.get(f"/company/consulting/{request.id}")

    assert page.status_code == 200
    assert "cancel" not in page.content.decode()
    assert viewer.client.post(f"/company/consulting/{request.id}/cancel").status_code == 409
    assert 'name="wishes"' not in viewer.client.get("/company/consulting/").content.decode()


def test_the_company_cancels_before_the_visit_and_not_on_its_day(on, at):
    request = assigned(on)
    at(datetime(2024, 4, 16, 15, 0, tzinfo=UTC))  # the day of the visit has begun in Seoul

    assert "신청 취소하기" not in words(on.company.client.get(f"/company/consulting/{request.id}"))
    assert on.company.client.post(f"/company/consulting/{request.id}/cancel").status_code == 409
    at(datetime(2024, 4, 16, 14, 59, tzinfo=UTC))
    assert on.company.client.post(f"/company/consulting/{request.id}/cancel").status_code == 302
    request.refresh_from_db()
    assert request.state == "cancelled"


def test_a_request_is_not_there_for_another_company(on):
    request = reported(on)
    stranger = an_owner("최낯선", company_name="먼나라")
    one = f"/company/consulting/{request.id}"

    found = [stranger.client.get(path).status_code for path in (one, f"{one}/report/1.pdf")]
    found.append(stranger.client.post(f"{one}/cancel").status_code)

    assert found == [404, 404, 404]
    assert "하나정밀" not in words(stranger.client.get("/company/consulting/"))


def test_who_has_no_company_yet_is_led_to_claim_one(member):
    assert member.client.get("/company/consulting/")["Location"] == "/accounts/company/"


def test_every_page_speaks_english(on):
    request = reported(on)
    client = on.company.client
    client.post("/language/en", {"next": "/"})

    assert "Report filed" in words(client.get(f"/company/consulting/{request.id}"))


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_pages_cost_the_same_for_any_number_of_requests(on, costs, count):
    operators = [one.key for one in on.program.operators]
    for time in range(count):
        request = asked(on, operator=operators[time % len(operators)])
        commands.cancel(request_id=request.id, by=on.company.actor, at=ASKED_AT)
    client = on.company.client
    client.get("/company/consulting/")

    with costs() as spent:
        assert client.get("/company/consulting/").status_code == 200

    assert spent.count == 6, str(spent)


@pytest.fixture
def case(db: None):
    """An application whose adopter was consulted, and the request for that."""
    drafted = a_draft()
    officer = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=drafted.program.operators[0].key)
    expert = an_expert(drafted.program.operators[0].key)
    request = reported(Desks(drafted.program, drafted.adopter, drafted.colleague, officer, expert))
    return drafted, request


def test_the_report_is_attached_seen_on_the_check_page_and_taken_out_again(case):
    drafted, request = case
    client, one = drafted.adopter.client, f"/company/applications/{drafted.id}"
    assert f"{one}/papers#report" in client.get(f"/company/consulting/{request.id}").content.decode()
    assert "보고서 1판 첨부하기" in words(client.get(f"{one}/papers"))

    client.post(f"{one}/report")

    page = words(client.get(f"{one}/papers"))
    assert "보고서 첨부 취소하기" in page
    assert "첨부하기" not in page
    assert "사전진단·컨설팅 보고서 1.pdf" in words(client.get(f"{one}/check"))
    assert "서류를 올렸습니다: 사전진단·컨설팅 보고서" in words(client.get(f"{one}/history"))
    client.post(f"{one}/papers/{REPORT_SLOT}/remove")
    assert "보고서 첨부 취소하기" not in words(client.get(f"{one}/papers"))


def test_a_partner_or_a_stranger_finds_no_report_to_attach(case):
    drafted, _ = case
    stranger = an_owner("최낯선", company_name="먼나라")

    assert "보고서" not in words(drafted.supplier.client.get(f"/company/applications/{drafted.id}/papers"))
    assert drafted.supplier.client.post(f"/company/applications/{drafted.id}/report").status_code == 409
    assert stranger.client.post(f"/company/applications/{drafted.id}/report").status_code == 404
    assert not Paper.objects.exists()


def test_who_only_reads_sees_the_attached_report_without_buttons(case):
    drafted, _ = case
    drafted.adopter.client.post(f"/company/applications/{drafted.id}/report")
    viewer = a_colleague_of(drafted.adopter, role=Role.COMPANY_VIEWER).client

    page = words(viewer.get(f"/company/applications/{drafted.id}/papers"))

    assert "사전진단·컨설팅 보고서 1.pdf" in page
    assert "첨부하기" not in page
    assert viewer.post(f"/company/applications/{drafted.id}/report").status_code == 409


def test_the_page_of_papers_costs_twelve_selects_at_most_with_a_report(case, costs):
    drafted, _ = case
    client, page = drafted.adopter.client, f"/company/applications/{drafted.id}/papers"
    client.post(f"/company/applications/{drafted.id}/report")
    client.get(page)

    with costs() as spent:
        assert client.get(page).status_code == 200

    assert spent.count <= 12, str(spent)


@pytest.mark.parametrize("method", ["get", "post"])
def test_where_no_program_has_consulting_the_page_says_so(method):
    client = an_owner().client

    answer = getattr(client, method)("/company/consulting/")

    assert (answer.status_code, "사전진단이 있는 지원사업이 없습니다" in words(answer)) == (200, True)
