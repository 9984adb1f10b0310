"""인계인수 on the operator's desk: by the expert or an officer; what remains is said before somebody is taken off."""

from datetime import timedelta

import pytest
from django.conf import settings

from consultings import ASKED_AT, VISIT_DAY, VISIT_ON, Desks, accepted, an_expert, assigned, desks
from costs import costs  # noqa: F401  # a fixture
from gonggo.consulting.models import Request, Visit
from gonggo.kernel.actor import Role
from gonggo.parties.queries import people_who
from personas import NOW, Persona, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])
OWN = "/operator/visits/hand-over"


@pytest.fixture
def on(monkeypatch) -> Desks:
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: ASKED_AT)
    return desks()


@pytest.fixture
def other(on: Desks) -> Persona:
    return an_expert(on.operator, "정받음")


def place(on: Desks, expert: Persona) -> str:
    members = people_who({Role.EXPERT}, on.officer.actor.organisation)
    return next(f"/operator/experts/{one.membership_id}" for one in members if one.person_id == expert.person.id)


def standing(expert: Persona) -> int:
    return Visit.objects.filter(expert_id=expert.person.id, ended_on=None).count()


def test_an_expert_hands_the_own_visits_over(on, other):
    assigned(on)
    client = on.expert.client
    assert OWN in client.get("/operator/visits/").content.decode()
    assert "하나정밀" not in other.client.get(OWN).content.decode()

    answer = client.post(OWN, {"to": str(other.person.id), "reason": "퇴사"})

    assert (answer.status_code, standing(on.expert), standing(other)) == (302, 0, 1)
    assert "방문 1건을 넘겼습니다" in client.get(OWN).content.decode()


def test_an_officer_is_shown_what_remains_hands_it_over_and_takes_the_expert_off(on, other, monkeypatch):
    assigned(on)
    client, page = on.officer.client, place(on, on.expert)
    first = client.post(f"{page}/end")
    shown = client.get(f"{page}/hand-over").content.decode()
    assert (first["Location"], "먼저 넘기거나" in shown, "평가표는 본인의 것이라" in shown) == (
        f"{page}/hand-over",
        True,
        True,
    )

    client.post(f"{page}/hand-over", {"to": str(other.person.id), "reason": "퇴사"})
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: NOW)  # they joined then
    client.post(f"{page}/end")

    assert (standing(on.expert), standing(other)) == (0, 1)
    assert [one.person_id for one in people_who({Role.EXPERT}, on.officer.actor.organisation)] == [other.person.id]


def test_a_visit_whose_day_has_come_is_shown_among_what_cannot_go(on, other, monkeypatch):
    assigned(on)
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: VISIT_DAY)
    shown = on.expert.client.get(OWN).content.decode()

    assert ("다녀온 사람이 보고서를 냅니다" in shown, 'name="to"' in shown) == (True, False)


@pytest.mark.parametrize("given", [{}, {"reason": "퇴사"}, {"to": "nobody", "reason": "퇴사"}])
def test_a_hand_over_without_receiver_or_reason_is_told_at_its_field(on, other, given):
    assigned(on)

    assert on.expert.client.post(OWN, given).status_code == 422
    assert standing(on.expert) == 1


def test_another_operators_officer_finds_no_such_page(on):
    elsewhere = an_expert(on.program.operators[1].key, "먼전문")
    page = place(on, on.expert)

    assert elsewhere.client.get(f"{page}/hand-over").status_code == 404
    assert on.company.client.get(f"{page}/hand-over").status_code == 404
    assert on.expert.client.get(f"{page}/hand-over").status_code == 404


def test_the_page_costs_the_same_for_one_visit_three_and_thirty(on, other, costs):  # noqa: F811  # a fixture
    counts, made = [], 0
    for count in (1, 3, 30):
        for number in range(made, count):
            company = an_owner(f"이{number}", company_name=f"정밀{number}")
            one = Desks(on.program, company, on.colleague, on.officer, on.expert)
            _planned(one, number)
        made = count
        for client, page in ((on.expert.client, OWN), (on.officer.client, f"{place(on, on.expert)}/hand-over")):
            client.get(page)
            with costs() as spent:
                assert client.get(page).status_code == 200
            assert spent.count <= 12, str(spent)
            counts.append(spent.count)

    assert counts[0:2] == counts[2:4] == counts[4:6]


def _planned(one: Desks, number: int) -> None:
    """A visit on a day of its own, holidays not asked about."""
    request = accepted(one)
    Request.objects.filter(id=request.id).update(state="assigned")
    Visit.objects.create(request=request, expert_id=one.expert.person.id, on=VISIT_ON + timedelta(days=number))
