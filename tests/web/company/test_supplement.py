"""보완 on a company's desk: only what was asked is open; what is handed in is answered; nobody else sees it."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from gonggo.applications import commands, supplements
from gonggo.kernel.actor import Role
from offices import received
from personas import an_officer
from sending import Sending
from world import a_pdf, a_ready_application

pytestmark = pytest.mark.django_db(databases=["default", "door"])
HUB, OTHERS = 6, 12
ITEMS = {"national-tax": "expired", "local-tax": "unreadable", "pledge": "consents"}


@pytest.fixture
def case():
    return received(a_ready_application())


@pytest.fixture
def put(monkeypatch):
    """The program's clock stands where a test puts it."""
    return lambda instant: monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: instant)


@pytest.fixture
def at(case, put):
    """Two days after the deadline."""
    moment = case.program.moment("application.closes") + timedelta(days=2)
    put(moment)
    return moment


@pytest.fixture
def asked(case, at):
    officer = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key)
    return commands.ask_supplement(
        application_id=case.id,
        company_id=case.adopter.company.id,
        items=ITEMS,
        reason="납세증명서의 유효기간이 지났습니다.",
        by=officer.actor,
        at=at,
    )


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def place(case, more="") -> str:
    return f"/company/applications/{case.id}{more}"


def a_file(name="a.pdf"):
    return {"file": SimpleUploadedFile(name, a_pdf())}


def test_hub_says_what_is_asked_and_until_when_and_leads_to_it(case, asked):
    hub = case.adopter.client.get(place(case))

    assert "5월 10일(금)까지 보완해 주세요" in words(hub)
    assert place(case, "/supplement") in hub.content.decode()
    partner = words(case.supplier.client.get(place(case)))
    assert "함께 신청한 기업의 보완을 기다립니다." in partner
    assert case.supplier.client.get(place(case, "/supplement")).status_code == 404


def test_supplement_opens_its_slots_alone_and_is_answered_when_all_is_there(case, asked):
    client = case.adopter.client
    page = client.get(place(case, "/supplement"))
    assert "납세증명서의 유효기간이 지났습니다." in words(page)
    opened = set(re.findall(r"/supplement/([a-z-]+)/file", page.content.decode()))
    assert opened == {"national-tax", "local-tax"}

    assert client.post(place(case, "/supplement/plan/file"), a_file()).status_code == 409
    assert client.post(place(case, "/supplement/answer")).status_code == 409
    for slot in opened:
        assert client.post(place(case, f"/supplement/{slot}/file"), a_file()).status_code == 302
    client.post(place(case, "/supplement/pledge/consent"), {"agree": "1"})
    answer = client.post(place(case, "/supplement/answer"))

    assert (answer.status_code, case.again().state) == (302, "received")
    (row,) = supplements.supplements(case.again())
    assert row.is_complete
    after = client.get(place(case, "/supplement"))
    assert "보완 제출" in words(after)
    assert "/file" not in re.sub(r"/supplement/files/", "", after.content.decode())
    document = next(item.document_id for item in row.items if item.document_id)
    taken = client.get(place(case, f"/supplement/files/{document}"))
    assert (taken.status_code, b"".join(taken.streaming_content)[:4]) == (200, b"%PDF")
    taken.close()
    assert case.supplier.client.get(place(case, f"/supplement/files/{document}")).status_code == 404
    assert "보완을 제출했습니다" in words(client.get(place(case, "/history")))


def test_bad_file_is_refused_at_its_slot_and_nothing_is_handed_in(case, asked):
    file = {"file": SimpleUploadedFile("a.exe", b"MZ")}
    answer = case.adopter.client.post(place(case, "/supplement/national-tax/file"), file)

    assert answer.status_code == 422
    assert {item.handed_in_at for item in supplements.supplements(case.again())[0].items} == {None}


def test_after_the_due_day_nothing_is_open_and_the_hub_says_returned(case, asked, put):
    late = case.program.moment("application.closes") + timedelta(days=11)
    put(late)
    assert case.adopter.client.post(place(case, "/supplement/answer")).status_code == 404

    commands.screen_due(now=late)
    for client in (case.adopter.client, case.supplier.client):
        assert "보완하지 않아 반려되었습니다" in words(client.get(place(case)))
        assert "보완하지 않아 반려되었습니다" in words(client.get(place(case, "/history")))


def test_costs_stay_within_their_budgets(case, asked, costs):
    found, client = [], case.adopter.client
    for path in (place(case), place(case, "/supplement")):
        client.get(path)
        with costs() as spent:
            client.get(path)
        found.append(spent.count)

    assert found[0] == HUB
    assert found[1] <= OTHERS


def test_what_is_asked_for_may_come_in_pieces(case, asked):
    content = a_pdf("납세증명서")
    file = Sending(case.adopter.client, place(case, "/supplement/national-tax/file"), content)
    unasked = Sending(case.adopter.client, place(case, "/supplement/plan/file"), content)

    assert unasked.piece(0, len(content)).status_code == 409
    assert file.whole().status_code == 200
    assert file.name in words(case.adopter.client.get(place(case, "/supplement")))
