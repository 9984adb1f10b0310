"""Starting an application: choosing what, being asked before a second one, being refused with the clause."""

import re

import pytest

from gonggo.applications.queries import applications_of_company
from gonggo.operators.models import Operator
from personas import NOW, an_owner
from world import a_draft, agree_with_operators, the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])
START = "/company/applications/start"


def choice(program, what: str = "new business-model", **more) -> dict[str, str]:
    return {"program": program.key, "what": what, "operator": program.operators[0].key, **more}


@pytest.fixture
def program():
    return the_program()


@pytest.mark.clause("4-online")
def test_company_without_an_application_is_shown_the_way_to_start_and_starts(program, owner):
    client = owner.client
    empty = client.get("/company/").content.decode()

    started = client.post(START, choice(program))

    assert "아직 시작한 신청이 없습니다" in empty
    row = applications_of_company(owner.actor)[0]
    assert (started.status_code, started["Location"]) == (302, f"/company/applications/{row.id}")
    assert "이어서 작성" in client.get("/company/").content.decode()


@pytest.mark.clause("2-advanced-bm-only")
def test_advanced_service_delivery_cannot_be_chosen_and_is_refused_with_its_clause_when_posted(program, owner):
    client = owner.client
    values = re.findall(r'name="what"[^>]*value="([^"]*)"', client.get(START).content.decode())

    answer = client.post(START, choice(program, "advanced service-delivery"))

    assert values == ["new business-model", "new service-delivery", "advanced business-model"]
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "고도화에서는" in said
    assert "신청할 수 없어 받지 않았습니다" in said
    assert f'/programs/{program.key}#2-advanced-bm-only">' in said
    assert "<title>오류:" in said
    assert applications_of_company(owner.actor) == []


def test_nothing_chosen_is_said_at_both_fields_and_nothing_starts(program, owner):
    answer = owner.client.post(START, {"program": program.key})

    assert set(answer.context["form"].errors) == {"what", "operator"}
    assert applications_of_company(owner.actor) == []


def test_operators_stand_in_the_notices_order(program, owner):
    values = re.findall(r'name="operator"[^>]*value="([^"]*)"', owner.client.get(START).content.decode())

    assert values == [operator.key for operator in program.operators]


def test_second_start_asks_and_makes_another_only_when_that_is_said(program, owner):
    client = owner.client
    client.post(START, choice(program))

    asked = client.post(START, choice(program))
    first = applications_of_company(owner.actor)
    name = re.search(r'name="another" value="([^"]+)"', asked.content.decode()).group(1)
    for _ in range(2):  # pressed twice
        client.post(START, choice(program, another=name))

    assert asked.status_code == 409
    assert "이어서 작성" in asked.content.decode()
    assert "다른 과제로 새로 시작" in asked.content.decode()
    assert (len(first), len(applications_of_company(owner.actor))) == (1, 2)


def test_person_without_a_company_is_sent_to_claim_one(member):
    assert [member.client.get(path)["Location"] for path in ("/company/", START)] == ["/accounts/company/"] * 2


def test_application_of_another_company_is_not_listed(stranger):
    consortium = a_draft()

    assert consortium.application.number not in stranger.client.get("/company/").content.decode()


def test_invited_company_finds_the_invitation_on_its_page_and_answers_it(program):
    from gonggo.applications import commands, queries

    consortium, invited = a_draft(), an_owner("문가영", company_name="새로운데이터")
    party = commands.invite_party(
        application_id=consortium.id,
        role="supplier",
        brn=invited.company.brn,
        email="a@example.kr",
        by=consortium.adopter.actor,
        at=NOW,
    )
    client = invited.client
    link = f"/company/invitations/{party.id}"

    assert link in client.get("/company/").content.decode()
    assert "하나정밀" in client.get(link).content.decode()
    assert client.post(f"{link}/answer", {"answer": "accept"})["Location"] == f"/company/applications/{consortium.id}"
    assert [row.company_id for row in queries.parties_of(consortium.application)][-1] == invited.company.id


def test_invitation_is_answered_by_no_other_company(stranger):
    from gonggo.applications import commands, queries

    consortium = a_draft()
    party = commands.invite_party(
        application_id=consortium.id,
        role="supplier",
        brn=an_owner().company.brn,
        email="a@example.kr",
        by=consortium.adopter.actor,
        at=NOW,
    )
    before = queries.parties_of(consortium.application)

    page = stranger.client.get(f"/company/invitations/{party.id}").content.decode()
    answer = stranger.client.post(f"/company/invitations/{party.id}/answer", {"answer": "accept"})

    assert "지금은 다른 기업으로 일하고 있습니다" in page
    assert answer.status_code == 409
    assert queries.parties_of(consortium.application) == before


def test_an_operator_whose_work_is_suspended_or_over_is_not_offered(program, owner):
    agree_with_operators(program)
    gone, stays = (one.key for one in program.operators[:2])
    Operator.objects.filter(operator=gone).update(state="ended")

    values = re.findall(r'name="operator"[^>]*value="([^"]*)"', owner.client.get(START).content.decode())

    assert (gone in values, stays in values) == (False, True)
