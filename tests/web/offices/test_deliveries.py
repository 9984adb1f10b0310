"""A task through the pages: checked by the operator, reported by the company, inspected and confirmed by the agency."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from deliveries import (
    BEGINS,
    CHECKED,
    CONFIRMED,
    INSPECTED,
    REPORTED,
    Delivering,
    a_completed,
    a_delivery,
    a_passed_on,
    at,
    found,
    inspected,
    planned,
    reported,
)
from gonggo.delivery import commands
from gonggo.delivery.models import Delivery
from gonggo.kernel.actor import Role
from gonggo.web.ui.waiting import waiting
from personas import Persona, an_officer, an_owner
from world import a_pdf

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def on(db: None) -> Delivering:
    return a_delivery()


@pytest.fixture
def clock(monkeypatch):
    def stand(when: datetime) -> None:
        monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: when)

    return stand


def a_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("보고서.pdf", a_pdf(), content_type="application/pdf")


def does(who: Persona, desk: str, on: Delivering, what: str, **said: object) -> int:
    return who.client.post(f"/{desk}/deliveries/{on.id}/do/{what}", said).status_code


def reads(who: Persona, desk: str, on: Delivering) -> str:
    answer = who.client.get(f"/{desk}/deliveries/{on.id}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.clause("1-roles-agency", "1-roles-operator", "1-roles-adopter")
def test_a_task_goes_through_the_pages_from_the_first_check_to_its_confirmation(on, clock):
    clock(at(BEGINS))
    assert f"/operator/deliveries/{on.id}" in on.operator.client.get("/operator/deliveries/").content.decode()
    assert does(on.operator, "operator", on, "plan", **{"plan-planned_on": str(CHECKED)}) == 302
    clock(at(CHECKED))
    said = {
        "found-outcome": "continue",
        "found-done_on": str(CHECKED),
        "found-text": "함께 봄",
        "found-papers": a_file(),
    }
    assert does(on.operator, "operator", on, "find", **said) == 302
    clock(at(REPORTED))
    report = {"built": "재고를 실시간으로 봄", "in_use_on": str(REPORTED), "papers": [a_file(), a_file()]}
    assert on.adopter.client.post(f"/company/deliveries/{on.id}/report", report).status_code == 302
    assert does(on.operator, "operator", on, "pass_on") == 302
    clock(at(INSPECTED))
    said = {"inspected-outcome": "complete", "inspected-inspected_on": str(INSPECTED), "inspected-text": "쓰고 있음"}
    assert does(on.inspector, "agency", on, "inspect", **said) == 302
    clock(at(CONFIRMED))
    assert "쓰고 있음" not in reads(on.adopter, "company", on) + reads(on.operator, "operator", on)
    assert does(on.lead, "agency", on, "confirm") == 302

    assert (on.state, on.row.completed_on, on.row.papers.count()) == ("completed", CONFIRMED, 3)
    for who, desk in (
        (on.adopter, "company"),
        (on.supplier, "company"),
        (on.operator, "operator"),
        (on.lead, "agency"),
    ):
        page = reads(who, desk, on)
        assert all(words in page for words in ("재고를 실시간으로 봄", "쓰고 있음", "함께 봄"))
    assert on.inspector.person.name not in reads(on.adopter, "company", on)


def test_a_paper_goes_to_the_companies_and_offices_of_the_task_and_to_nobody_else(on, clock):
    reported(on)
    clock(at(REPORTED))
    paper = on.row.papers.get().document_id
    for who, desk in ((on.adopter, "company"), (on.operator, "operator"), (on.officer, "agency")):
        answer = who.client.post(f"/{desk}/deliveries/papers/{paper}")
        assert b"".join(answer.streaming_content).startswith(b"%PDF")

    assert an_owner().client.post(f"/company/deliveries/papers/{paper}").status_code == 404


def test_what_is_missing_is_told_at_its_field_and_nothing_is_done(on, clock):
    planned(on)
    clock(at(CHECKED))
    said = {"found-outcome": "correct", "found-done_on": str(CHECKED), "found-text": "", "found-papers": a_file()}
    client = on.operator.client
    answer = client.post(f"/operator/deliveries/{on.id}/do/find", said)
    assert (answer.status_code, "내용을 적어 주세요" in answer.content.decode()) == (422, True)
    assert (
        client.post(f"/operator/deliveries/{on.id}/do/replan", {"replan-planned_on": "2026-01-01"}).status_code == 422
    )
    empty = on.adopter.client.post(f"/company/deliveries/{on.id}/report", {"built": "지음"})

    assert (empty.status_code, "파일을 하나 이상" in empty.content.decode()) == (422, True)
    assert (on.check.state, on.state, on.row.papers.count()) == ("planned", "underway", 0)


def test_what_is_not_to_be_done_now_is_refused_or_not_there(on, clock):
    clock(at(REPORTED))
    assert does(on.operator, "operator", on, "pass_on") == 409
    assert does(on.operator, "operator", on, "fly") == 404
    assert does(on.officer, "agency", on, "confirm") == 409
    assert does(an_officer(Role.OPERATOR_LEAD, kind="operator"), "operator", on, "pass_on") == 404
    report = {"built": "지음", "in_use_on": str(REPORTED), "papers": a_file()}
    assert on.supplier.client.post(f"/company/deliveries/{on.id}/report", report).status_code == 409

    assert (on.state, on.facts()) == ("underway", ["delivery.opened"])


def test_who_inspected_is_told_that_another_confirms_and_finds_no_button(db, clock):
    on = a_passed_on()
    on.inspector = on.lead
    inspected(on)
    clock(at(CONFIRMED))
    own, other = reads(on.lead, "agency", on), reads(on.officer, "agency", on)

    assert ("do/confirm" in own, "점검한 사람은 확정할 수 없습니다" in own) == (False, True)
    assert "do/confirm" in other


def lines(who: Persona, when: datetime) -> list[tuple[str, object]]:
    return [(line.what, line.due) for line in waiting(who.actor, at=when)]


def test_each_finds_what_waits_for_them_with_its_day(on):
    when = at(REPORTED)
    assert ("사업완료나 보완을 보고하기", on.row.last_on) in lines(on.adopter, when)
    assert "사업완료나 보완을 보고하기" not in dict(lines(on.supplier, when))
    assert "과제추진점검 날 정하기" in dict(lines(on.operator, when))
    planned(on)
    assert ("과제추진점검하기", CHECKED) in lines(on.operator, when)
    found(on, commands.ask_to_correct)
    assert ("과제추진점검에서 고칠 것 고치기", date(2024, 11, 15)) in lines(on.supplier, when)
    assert ("고친 것 다시 점검하기", date(2024, 11, 15)) in lines(on.operator, when)
    found(on, commands.find_on_course, REPORTED)
    reported(on)
    assert ("완료보고 살펴보고 넘기기", date(2025, 1, 31)) in lines(on.operator, when)
    commands.pass_on(delivery_id=on.id, by=on.operator.actor, at=when)
    assert ("사업완료 점검하기", date(2025, 2, 3)) in lines(on.inspector, when)
    inspected(on)
    assert "사업완료 점검 결과 확정하기" in dict(lines(on.lead, at(CONFIRMED)))
    assert "사업완료 점검 결과 확정하기" not in dict(lines(on.inspector, at(CONFIRMED)))
    commands.confirm_completion(delivery_id=on.id, by=on.lead.actor, at=at(CONFIRMED))

    for who in (on.adopter, on.supplier, on.operator, on.inspector, on.lead):
        assert not [what for what, _ in lines(who, at(CONFIRMED)) if "점검" in what or "완료" in what]


def test_a_proposal_to_stop_waits_for_the_agency(on):
    planned(on)
    found(on, commands.propose_stop, in_good_faith=False)

    assert "중단 제안을 보고 해약 여부 정하기" in dict(lines(on.officer, at(CHECKED)))
    assert "중단" in reads(on.adopter, "company", on)


@pytest.mark.parametrize(("who", "desk"), [("operator", "operator"), ("officer", "agency"), ("adopter", "company")])
def test_the_list_costs_the_same_for_one_three_and_thirty_and_what_is_overdue_stands_out(on, costs, clock, who, desk):
    clock(at(CONFIRMED))
    planned(on)
    client, spent = getattr(on, who).client, []
    for more in (0, 2, 27):
        for _ in range(more):
            another(on)
        with costs() as found_costs:
            page = client.get(f"/{desk}/deliveries/").content.decode()
        spent.append(found_costs.count)

    assert page.count("기한이 지났습니다") >= 30
    assert (len(set(spent)), spent[0] <= 12) == (1, True)


def another(on: Delivering) -> None:
    """One more task of the same companies."""
    agreement = on.of.row
    parties = list(agreement.parties.all())
    number = f"M-{Delivery.objects.count()}"
    agreement.pk, agreement.application_id, agreement.number = uuid4(), uuid4(), number
    agreement._state.adding = True
    agreement.save()
    for one in parties:
        one.pk, one.agreement = uuid4(), agreement
        one._state.adding = True
        one.save()
    made = commands.open_delivery(agreement_id=agreement.pk, at=at(BEGINS))
    commands.plan_check(delivery_id=made.id, planned_on=CHECKED, by=on.operator.actor, at=at(BEGINS))


@pytest.mark.parametrize(("who", "desk"), [("operator", "operator"), ("officer", "agency"), ("adopter", "company")])
def test_a_task_with_everything_in_it_costs_at_most_twelve(db, costs, clock, who, desk):
    on = a_completed()
    clock(at(CONFIRMED))
    client = getattr(on, who).client
    with costs() as spent:
        client.get(f"/{desk}/deliveries/{on.id}")

    assert spent.count <= 12, str(spent)
