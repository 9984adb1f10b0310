"""요건검토 on the offices' desks: a supplement is asked for, its answer is read, the agency decides."""

import io
import re
from datetime import timedelta

import pytest
from django.conf import settings

from gonggo.applications import commands, screening, supplements
from gonggo.documents.commands import receive
from gonggo.journal.queries import timeline
from gonggo.kernel.ref import Kind, Ref
from world import a_pdf

pytestmark = pytest.mark.django_db(databases=["default", "door"])
MOST_SELECTS = 12
ASKED = {"item-national-tax": "expired", "item-pledge": "", "reason": "증명서의 기한이 지났습니다."}


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def at(case, monkeypatch):
    """Two days after the deadline, by the program's clock."""
    moment = case.program.moment("application.closes") + timedelta(days=2)
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: moment)
    return moment


@pytest.fixture
def judged(case, at, agency_officer):
    """The run of the closing, and an answer to everything that it leaves open."""
    commands.screen_due(now=case.program.moment("application.closes"))
    for row in screening.verdicts(case.again()):
        if row.answer == "unknown":
            commands.find_verdict(
                application_id=case.id, verdict_id=row.id, answer="met", reason="확인", by=agency_officer.actor, at=at
            )
    return case


def place(case, more="", desk="operator") -> str:
    return f"/{desk}/applications/{case.id}{more}"


def ask_at(case) -> str:
    return place(case, f"/supplement/{case.adopter.company.id}")


def test_officer_asks_with_the_due_day_on_the_button_and_reads_what_was_handed_in(case, at, operator):
    client = operator.client
    form = client.get(ask_at(case))
    assert "5월 10일(금)까지 요청 보내기" in words(form)
    assert 'name="item-plan"' not in form.content.decode()

    assert client.post(ask_at(case), ASKED).status_code == 302
    page = words(client.get(place(case)))
    assert "보완 중" in page
    assert "증명서의 기한이 지났습니다." in page
    (row,) = supplements.supplements(case.again())
    pdf = receive(io.BytesIO(a_pdf()), declared_name="a.pdf", size_limit=10**6, by=case.adopter.actor, at=at)
    commands.hand_in(supplement_id=row.id, slot="national-tax", document_id=pdf.id, by=case.adopter.actor, at=at)
    where = place(case, f"/supplemented/{pdf.id}")
    assert where in client.get(place(case)).content.decode()
    taken = client.post(where)
    assert b"".join(taken.streaming_content)[:4] == b"%PDF"
    taken.close()
    assert timeline(Ref(Kind.APPLICATION, case.id))[-1].name == "application.paper_opened"


@pytest.mark.parametrize(
    ("given", "status"),
    [({"reason": ""}, 422), ({"reason": "사유"}, 409), ({"item-national-tax": "consents", "reason": "사유"}, 422)],
    ids=["no reason", "nothing chosen", "a ground that does not fit"],
)
def test_request_without_its_parts_is_refused_and_nothing_is_asked(case, at, operator, given, status):
    assert operator.client.post(ask_at(case), given).status_code == status
    assert supplements.supplements(case.again()) == []


def test_agency_decides_on_the_case_and_the_operator_has_no_such_button(judged, operator, agency_officer):
    where = place(judged, "/eligible", "agency")
    assert where in agency_officer.client.get(place(judged, desk="agency")).content.decode()
    assert "적합으로 정하기" not in words(operator.client.get(place(judged)))
    assert operator.client.post(where).status_code in {403, 404}

    assert agency_officer.client.post(where).status_code == 302
    assert judged.again().state == "eligible"
    assert "적합" in words(operator.client.get("/operator/"))


def test_decision_on_what_is_open_is_refused_and_changes_nothing(case, at, agency_officer):
    commands.screen_due(now=case.program.moment("application.closes"))
    client = agency_officer.client

    assert client.post(place(case, "/eligible", "agency")).status_code == 409
    assert client.post(place(case, "/refuse", "agency"), {"reason": ""}).status_code == 422
    assert client.post(place(case, "/refuse", "agency"), {"reason": "사유"}).status_code == 409
    assert case.again().state == "received"


def test_all_that_is_clear_is_found_eligible_from_the_list(judged, agency_officer):
    client = agency_officer.client
    assert "모두 충족한 신청을 한꺼번에 적합으로" in words(client.get("/agency/"))

    answer = client.post("/agency/eligible", {"program": judged.program.key})

    assert (answer.status_code, judged.again().state) == (302, "eligible")
    assert "모두 충족한 신청을 한꺼번에 적합으로" not in words(client.get("/agency/"))  # nothing is left to decide


def test_case_with_a_supplement_stays_within_its_budget(case, at, operator, costs):
    client = operator.client
    client.post(ask_at(case), ASKED)
    found = []
    for path in (place(case), "/operator/"):
        client.get(path)
        with costs() as spent:
            client.get(path)
        found.append(spent.count)

    assert max(found) <= MOST_SELECTS
