"""Consulting on the desks of the operator and of its experts."""

import re
from datetime import timedelta

import pytest

from consultings import (
    ASKED_AT,
    PARTS,
    VISIT_ON,
    Desks,
    accepted,
    again,
    an_expert,
    asked,
    assign,
    assigned,
    desks,
    reported,
)
from gonggo.applications import commands as applications
from gonggo.applications.form import REPORT_SLOT
from gonggo.applications.queries import paper_rows
from gonggo.consulting import commands, queries
from gonggo.consulting.models import Report, Visit
from gonggo.kernel.actor import Role
from gonggo.parties.queries import actor_for, people_who
from offices import received
from personas import NOW, a_person, an_officer, an_owner
from world import a_complete_draft, consent

pytestmark = pytest.mark.django_db(databases=["default", "door"])
LATER = "2024-05-02"  # a Thursday after the clock of the tests


@pytest.fixture
def on(db: None):
    return desks()


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_what_the_operator_was_asked_waits_in_its_queue_and_in_no_other(on):
    asked(on)
    other = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.program.operators[1].key)

    assert "하나정밀" in words(on.officer.client.get("/operator/consulting/"))
    assert "처리할 업무 1" in words(on.officer.client.get("/operator/consulting/"))
    assert "처리할 신청이 없습니다" in words(other.client.get("/operator/consulting/"))


def test_a_request_is_accepted_and_given_an_expert_and_a_day_with_the_buttons(on):
    request = asked(on)
    client, one = on.officer.client, f"/operator/consulting/{request.id}"
    assert 'name="expert"' not in client.get(one).content.decode()

    client.post(f"{one}/accept")
    client.post(f"{one}/assign", {"expert": str(on.expert.person.id), "on": LATER})

    shown = queries.request(request.id, of=on.officer.actor)
    assert (shown.state, shown.expert_id, shown.visit_on.isoformat()) == ("assigned", on.expert.person.id, LATER)


def test_another_day_is_named_with_the_same_form(on):
    request = assigned(on)

    on.officer.client.post(
        f"/operator/consulting/{request.id}/assign", {"expert": str(on.expert.person.id), "on": LATER}
    )

    assert queries.request(request.id, of=on.officer.actor).visit_on.isoformat() == LATER


@pytest.mark.parametrize(
    ("day", "said"),
    [("2024-05-01x", "날짜를"), ("2024-05-05", "쉬는 날"), ("2024-04-01", "오늘"), ("", "방문일을 골라")],
)
def test_a_day_that_cannot_be_is_refused_at_its_field(on, day, said):
    request = accepted(on)

    answer = on.officer.client.post(
        f"/operator/consulting/{request.id}/assign", {"expert": str(on.expert.person.id), "on": day}
    )

    assert (answer.status_code, again(request).state) == (422, "accepted")
    assert said in words(answer)
    assert "<title>오류:" in answer.content.decode()
    assert not Visit.objects.exists()


@pytest.mark.parametrize("expert", ["", "nobody", "7c6b3f0e-0000-4000-8000-000000000000"])
def test_an_expert_who_is_not_in_the_list_is_refused_at_its_field(on, expert):
    request = accepted(on)

    answer = on.officer.client.post(f"/operator/consulting/{request.id}/assign", {"expert": expert, "on": LATER})

    assert (answer.status_code, again(request).state) == (422, "accepted")


def test_a_request_that_was_cancelled_meanwhile_gets_no_expert_and_the_officer_is_told(on):
    request = accepted(on)
    commands.cancel(request_id=request.id, by=on.company.actor, at=ASKED_AT)

    answer = on.officer.client.post(
        f"/operator/consulting/{request.id}/assign", {"expert": str(on.expert.person.id), "on": LATER}
    )

    assert (answer.status_code, again(request).state) == (409, "cancelled")
    assert "현재 상태를 확인해 주세요" in words(answer)


def test_declining_without_a_reason_is_refused_and_with_one_the_company_reads_it(on):
    request = asked(on)
    client, way = on.officer.client, f"/operator/consulting/{request.id}/decline"

    answer = client.post(way, {"reason": " "})
    assert (answer.status_code, again(request).state) == (422, "asked")
    client.post(way, {"reason": "전문가가 모자랍니다"})

    assert "전문가가 모자랍니다" in words(on.company.client.get(f"/company/consulting/{request.id}"))


def test_an_expert_sees_the_own_visits_only_and_none_of_the_operators_pages(on):
    request = assigned(on)
    other = an_expert(on.operator, "정새로")

    assert "하나정밀" in words(on.expert.client.get("/operator/visits/"))
    assert "맡은 방문이 없습니다" in words(other.client.get("/operator/visits/"))
    assert other.client.get(f"/operator/consulting/{request.id}").status_code == 404
    assert {on.expert.client.get(f"/operator/{at}").status_code for at in ("", "consulting/", "experts/")} == {404}
    ways = ("accept", "decline", "assign")
    assert {on.expert.client.post(f"/operator/consulting/{request.id}/{way}").status_code for way in ways} == {404}


def test_signing_in_leads_an_expert_to_what_waits_with_the_own_visits(on):
    request = assigned(on)
    page = on.expert.client.get("/accounts/enter", follow=True)

    assert page.request["PATH_INFO"] == "/operator/waiting/"
    assert f"/operator/consulting/{request.id}" in page.content.decode()


def test_a_report_is_saved_filed_and_handed_out_as_pdf(on):
    request = assigned(on)
    client, way = on.expert.client, f"/operator/consulting/{request.id}/report"

    client.post(way, {"plan": "쓰는 중", "go": "save"})
    assert "쓰는 중" in client.get(way).content.decode()
    assert client.post(way, PARTS | {"go": "file"}).status_code == 302

    assert again(request).state == "reported"
    for persona, desk in ((on.expert, "operator"), (on.officer, "operator"), (on.company, "company")):
        answer = persona.client.get(f"/{desk}/consulting/{request.id}/report/1.pdf")
        assert answer["Content-Disposition"].startswith("attachment;")
        assert b"".join(answer.streaming_content).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("part", "text", "said"),
    [("plan", "", "비어 있어"), ("plan", "가" * 4001, "4000"), ("capability", " ", "비어 있어")],
)
def test_a_report_that_is_not_whole_is_refused_at_its_part_and_nothing_is_filed(on, part, text, said):
    request = assigned(on)

    answer = on.expert.client.post(f"/operator/consulting/{request.id}/report", PARTS | {part: text, "go": "file"})

    assert (answer.status_code, Report.objects.exists()) == (422, False)
    assert said in words(answer)


def test_a_correction_needs_its_reason_and_both_versions_stay(on):
    request = reported(on)
    way = f"/operator/consulting/{request.id}/report"

    assert on.expert.client.post(way, PARTS | {"go": "file", "reason": ""}).status_code == 422
    on.expert.client.post(way, PARTS | {"go": "file", "reason": "숫자가 틀렸음"})

    page = words(on.company.client.get(f"/company/consulting/{request.id}"))
    assert "보고서 1판 PDF" in page
    assert "보고서 2판 PDF" in page
    assert "숫자가 틀렸음" in page


def test_an_officer_adds_an_expert_by_the_address_they_signed_up_with(on):
    person = a_person("새전문")

    on.officer.client.post("/operator/experts/", {"email": person.email})

    assert actor_for(person.id, on.officer.actor.organisation).role is Role.EXPERT
    assert "새전문" in words(on.officer.client.get("/operator/experts/"))


def test_an_address_that_nobody_signed_up_with_is_refused_at_its_field(on):
    answer = on.officer.client.post("/operator/experts/", {"email": "nobody@example.kr"})

    assert answer.status_code == 422
    assert "이 주소로 가입한 분이 없어" in words(answer)


def test_who_is_taken_off_the_experts_sees_nothing_with_the_next_request(on):
    assigned(on)
    client = on.expert.client
    (member,) = people_who({Role.EXPERT}, on.officer.actor.organisation)

    place = f"/operator/experts/{member.membership_id}"
    first = on.officer.client.post(f"{place}/end")  # a visit is left: the way to hand it over is shown first
    assert (first["Location"], client.get("/operator/visits/").status_code) == (f"{place}/hand-over", 200)
    on.officer.client.post(f"{place}/end", {"sure": "yes"})

    assert client.get("/operator/visits/").status_code == 404


def test_an_officer_ends_neither_colleagues_nor_another_operators_experts(on):
    other = an_expert(on.program.operators[1].key)
    ids = [one.membership_id for one in people_who({Role.EXPERT}, other.actor.organisation)]
    ids += [one.membership_id for one in people_who({Role.OPERATOR_OFFICER}, on.officer.actor.organisation)]

    assert {on.officer.client.post(f"/operator/experts/{key}/end").status_code for key in ids} == {404}
    assert other.client.get("/operator/visits/").status_code == 200


@pytest.mark.parametrize("path", ["/operator/consulting/", "/operator/visits/"])
def test_the_lists_cost_the_same_for_any_number_of_rows(on, costs, path):
    persona = on.officer if path == "/operator/consulting/" else on.expert
    spent_for = {}
    for count in (1, 3, 30):
        while len(queries.requests(persona.actor)) < count:
            assign(
                on, accepted(on, by=an_owner()).id, day=VISIT_ON + timedelta(days=Visit.objects.count()), agreed=True
            )
        client = persona.client
        client.get(path)
        with costs() as spent:
            assert client.get(path).status_code == 200
        spent_for[count] = spent.count

    assert len(set(spent_for.values())) == 1, spent_for
    assert max(spent_for.values()) <= 12


@pytest.mark.clause("A1-consulting")
def test_a_report_that_was_attached_is_read_with_the_application_by_the_office_that_has_it():
    drafted = a_complete_draft()
    key = drafted.program.operators[0].key
    officer = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=key)
    consulted = reported(Desks(drafted.program, drafted.adopter, drafted.colleague, officer, an_expert(key)))
    drafted.adopter.client.post(f"/company/applications/{drafted.id}/report")
    applications.seal(application_id=drafted.id, by=drafted.adopter.actor, at=NOW)
    for persona in (drafted.adopter, drafted.supplier):
        consent(drafted, persona)
    received(drafted)

    page = officer.client.get(f"/operator/applications/{drafted.id}").content.decode()

    (digest,) = paper_digests(drafted, REPORT_SLOT)
    assert consulted.state == "reported"
    assert "사전진단·컨설팅 보고서" in page
    assert digest in page
    way = f"/operator/applications/{drafted.id}/papers/{drafted.adopter.company.id}/{REPORT_SLOT}"
    answer = officer.client.post(way, {"sha256": digest})
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def paper_digests(case, slot: str) -> list[str]:
    rows = paper_rows(case.again(), case.adopter.company.id)
    return [row.document.sha256 for row in rows if row.slot == slot]
