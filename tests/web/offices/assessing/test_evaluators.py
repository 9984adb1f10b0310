"""평가위원 on the offices' desks: admitted, released, their role taken; each refusal at its form."""

import pytest

from convening import seat_place, words
from evaluations import (
    PLANNED,
    an_evaluator,
    form,
    take,
)
from gonggo.evaluation import commands, queries
from gonggo.evaluation.definition import Part, Sector, Stage
from gonggo.evaluation.models import Evaluator
from gonggo.kernel.actor import Role
from gonggo.parties.queries import actor_for
from personas import a_brn, a_person

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def an_admission(email: str, **changed: str) -> dict[str, str]:
    said = {"email": email, "operator": "", "sector": "academia", "employer": "한빛대학교", "employer_brn": a_brn()}
    return said | {"name-1": "지난연구소", "brn-1": a_brn(), "until-1": "2023-03-01"} | changed


def test_the_agency_admits_a_person_by_their_address_and_gives_the_role(on, boss):
    person = a_person("모평가", email="mo@example.kr")

    assert boss.post("/agency/evaluators/admit", an_admission("mo@example.kr")).status_code == 302

    (row,) = queries.evaluators(on.program.key, of=on.officer.actor)
    assert (row.person_id, row.sector, row.employer) == (person.id, Sector.ACADEMIA, "한빛대학교")
    assert [name for name, _brn, _until in row.employed_before] == ["지난연구소"]
    assert actor_for(person.id, on.officer.actor.organisation).role is Role.EVALUATOR
    page = words(boss.get("/agency/evaluators/"))
    assert "모평가" in page
    assert "학계" in page


def test_an_operator_admits_its_own_experts_and_sees_no_others(on, visiting):
    person = a_person("방문가", email="visits@example.kr")
    an_evaluator(on)

    sent = visiting.client.post("/operator/evaluators/admit", an_admission("visits@example.kr"))

    assert sent.status_code == 302
    assert [row.name for row in queries.evaluators(on.program.key, of=visiting.actor)] == ["방문가"]
    assert actor_for(person.id, visiting.actor.organisation).role is Role.EXPERT
    assert "한평가" not in words(visiting.client.get("/operator/evaluators/"))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"email": "nobody@example.kr"}, "가입한"),
        ({"employer": ""}, "지금 소속을 적어 주세요"),
        ({"employer_brn": "1234567890"}, "사업자등록번호"),
        ({"until-1": ""}, "그만둔 다음 날을 골라 주세요"),
        ({"name-1": ""}, "지난 소속의 이름을 적어 주세요"),
    ],
)
def test_who_cannot_be_admitted_is_told_at_the_field_and_no_role_is_given(on, boss, changed, says):
    person = a_person("모평가", email="mo@example.kr")

    answer = boss.post("/agency/evaluators/admit", an_admission("mo@example.kr") | changed)

    assert answer.status_code == 422
    assert says in words(answer)
    assert 'value="2023-03-01"' in answer.content.decode() or "until-1" in changed
    assert not Evaluator.objects.exists()
    assert actor_for(person.id, on.officer.actor.organisation).role is Role.MEMBER


def test_nobody_is_admitted_twice(on, boss):
    evaluator = an_evaluator(on)
    email = on.people[evaluator.id].person.email

    answer = boss.post("/agency/evaluators/admit", an_admission(email))

    assert answer.status_code == 422
    assert "이미 위촉되어" in words(answer)
    assert Evaluator.objects.count() == 1


def test_somebody_is_released_unless_they_sit(on, boss):
    evaluator = an_evaluator(on, operator=on.visits)
    panel = form(on, Stage.SITE)
    seat = take(on, panel, evaluator, Part.FIRST)
    end = f"/agency/evaluators/{evaluator.id}/end"

    assert boss.get(f"/agency/evaluators/{evaluator.id}").status_code == 200
    refused = boss.post(end)
    assert refused.status_code == 409
    assert "해촉하지 않았습니다" in words(refused)

    assert boss.post(seat_place(seat, "/unseat")).status_code == 302
    assert boss.post(end).status_code == 302
    assert boss.post(end).status_code == 409
    assert "이미 해촉" in words(boss.get(f"/agency/evaluators/{evaluator.id}"))


def test_the_agency_takes_the_role_from_who_scores_nowhere_and_the_desk_closes_to_them(on, boss):
    evaluator = an_evaluator(on)
    person, place = evaluator.person_id, f"/agency/evaluators/{evaluator.id}"
    office = on.officer.actor.organisation
    assert "역할 거두기" not in words(boss.get(place))
    assert boss.post(f"{place}/role").status_code == 409  # still admitted
    commands.end_evaluator(evaluator_id=evaluator.id, by=on.officer.actor, at=PLANNED)

    assert "역할 거두기" in words(boss.get(place))
    assert actor_for(person, office).role is Role.EVALUATOR
    assert boss.post(f"{place}/role").status_code == 302
    assert actor_for(person, office).role is not Role.EVALUATOR
    assert "역할 거두기" not in words(boss.get(place))
    assert boss.post(f"{place}/role").status_code == 409
