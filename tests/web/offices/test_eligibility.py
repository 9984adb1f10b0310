"""Eligibility on the offices' desks: the queue, an application's verdicts, a decision with its reason, a cure."""

import re
from datetime import date

import pytest

from gonggo.applications import commands, screening
from gonggo.applications.models import Application, Party
from gonggo.facts.commands import state_fact
from gonggo.facts.definition import Source
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.ref import Kind, Ref
from offices import as_many_more, received
from personas import NOW, an_officer
from world import SECOND, a_budget, a_joint_draft, consent, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])
MOST_SELECTS = 12


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def judged(case):
    """The case, judged at the closing instant: national tax is unpaid, local tax is not."""
    for kind, value in (("tax-arrears", "unpaid"), ("local-tax-arrears", "none")):
        state_fact(
            subject=case.adopter.company.ref,
            kind=kind,
            value=value,
            since_on=date(2024, 3, 1),
            source=Source.OFFICER,
            by=SYSTEM,
            at=NOW,
        )
    commands.screen_due(now=case.program.moment("application.closes"))
    return case


def row_of(case, condition):
    rows = screening.verdicts(case.again())
    return next(r for r in rows if (r.condition, r.company_id, r.person) == (condition, case.adopter.company.id, ""))


def place(case, condition, desk="operator") -> str:
    return f"/{desk}/applications/{case.id}/eligibility/{row_of(case, condition).id}"


def test_the_table_names_condition_person_answer_and_the_facts_and_is_logged(judged, operator):
    said = words(operator.client.get(f"/operator/applications/{judged.id}/eligibility"))

    assert "(7) 국세·지방세 체납" in said
    assert "대표자 오지환" in said
    assert "해소 가능: 5월 20일(월) 09:00 전까지" in said
    assert "국세 체납: 체납 (2024-03-01부터, 담당자 확인)" in said
    assert timeline(Ref(Kind.APPLICATION, judged.id))[-1].name == "application.verdicts_opened"


def test_an_application_that_was_not_judged_says_so(case, operator):
    assert "아직 확인하지 않았습니다" in words(operator.client.get(f"/operator/applications/{case.id}/eligibility"))


def test_the_queue_lists_what_is_open_and_a_decision_takes_it_out(judged, operator):
    where = place(judged, "(4)")
    assert where in operator.client.get("/operator/eligibility/").content.decode()

    answer = operator.client.post(f"{where}/find", {"answer": "met", "reason": "장비 비중이 낮음"})

    assert (answer.status_code, row_of(judged, "(4)").answer) == (302, "met")
    assert where not in operator.client.get("/operator/eligibility/").content.decode()
    assert "장비 비중이 낮음" in words(operator.client.get(where))


@pytest.mark.parametrize("given", [{}, {"answer": "met", "reason": ""}, {"answer": "maybe", "reason": "까닭"}])
def test_a_decision_without_its_parts_is_shown_again_and_nothing_is_kept(judged, operator, given):
    answer = operator.client.post(f"{place(judged, '(4)')}/find", given)

    assert (answer.status_code, row_of(judged, "(4)").answer) == (422, "unknown")


def test_a_decision_on_what_the_facts_settle_is_refused(judged, operator):
    answer = operator.client.post(f"{place(judged, '(7)')}/find", {"answer": "met", "reason": "까닭"})

    assert (answer.status_code, row_of(judged, "(7)").answer) == (409, "not_met")


def test_the_agency_states_a_cure_and_the_operator_has_no_such_form(judged, operator, agency_officer):
    given = {"fact": "tax-arrears", "since_on": "2024-04-28"}  # before the closing day: then it is no hit at all

    shown = agency_officer.client.get(place(judged, "(7)", "agency")).content.decode()
    kept = agency_officer.client.post(f"{place(judged, '(7)', 'agency')}/cure", given)
    wrong = agency_officer.client.post(f"{place(judged, '(7)', 'agency')}/cure", given | {"since_on": "어제"})
    commands.screen_due(now=judged.program.moment("evaluation.opens"))

    assert "/cure" in shown
    assert (kept.status_code, wrong.status_code) == (302, 422)
    assert "/cure" not in operator.client.get(place(judged, "(7)")).content.decode()
    assert (row_of(judged, "(7)").answer, row_of(judged, "(7)").standing) == ("met", "plain")


@pytest.mark.parametrize("who", ["another_operator", "ministry", "stranger"])
def test_for_others_there_is_nothing(judged, request, who):
    client, where = request.getfixturevalue(who).client, place(judged, "(4)")
    told = [
        client.get(f"/operator/applications/{judged.id}/eligibility").status_code,
        client.get(where).status_code,
        client.post(f"{where}/find", {"answer": "met", "reason": "까닭"}).status_code,
    ]

    assert (told, row_of(judged, "(4)").answer) == ([404, 404, 404], "unknown")


def test_the_queue_of_another_operator_is_empty(judged, another_operator):
    said = words(another_operator.client.get("/operator/eligibility/"))

    assert "판단을 기다리는 자격요건이 없습니다" in said


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queue_and_verdicts_cost_the_same_for_any_number(case, operator, costs, count):
    as_many_more(case, count - 1)
    party = Party.objects.get(application_id=case.id, role="supplier")
    more = Application.objects.exclude(id=case.id)
    Party.objects.bulk_create(
        Party(
            application=row,
            role="supplier",
            brn=party.brn,
            company_id=party.company_id,
            state="joined",
            invited_at=NOW,
            joined_at=NOW,
        )
        for row in more
    )
    commands.screen_due(now=case.program.moment("application.closes"))
    client = operator.client
    spent = {}
    for path in ("/operator/eligibility/", f"/operator/applications/{case.id}/eligibility", place(case, "(4)")):
        client.get(path)
        with costs() as found:
            assert client.get(path).status_code == 200
        spent[path] = found.count

    assert list(spent.values()) == [8, 8, 8]
    assert max(spent.values()) <= MOST_SELECTS


def still_open(case) -> list:
    return [row for row in screening.verdicts(case.again()) if row.answer == "unknown"]


def test_many_are_decided_at_once_with_one_answer_and_one_reason(judged, agency_officer):
    url = f"/agency/applications/{judged.id}/eligibility"
    chosen = [row for row in still_open(judged) if row.company_id == judged.adopter.company.id and not row.person][:2]
    assert "한꺼번에 판단하기" in words(agency_officer.client.get(url))

    two = agency_officer.client.post(
        f"{url}/find", {"of-0": [str(row.id) for row in chosen], "answer": "met", "reason": "증명서로 확인함"}
    )
    left = still_open(judged)
    rest = agency_officer.client.post(f"{url}/find", {"every": "on", "answer": "met", "reason": "조회로 확인함"})

    assert (two.status_code, rest.status_code) == (302, 302)
    assert {row.id for row in chosen}.isdisjoint(row.id for row in left)
    assert (len(left) > 20, still_open(judged)) == (True, [])
    assert "한꺼번에 판단하기" not in words(agency_officer.client.get(url))


@pytest.mark.parametrize(
    "given",
    [
        {"every": "on", "answer": "met", "reason": ""},
        {"every": "on", "answer": "", "reason": "까닭"},
        {"answer": "met", "reason": "까닭"},
        {"of-0": ["3d6b5a52-0000-4000-8000-000000000000"], "answer": "met", "reason": "까닭"},
    ],
)
def test_many_without_their_parts_are_shown_again_with_what_was_written_and_none_is_decided(
    judged, agency_officer, given
):
    before = len(still_open(judged))

    answer = agency_officer.client.post(f"/agency/applications/{judged.id}/eligibility/find", given)

    assert (answer.status_code, len(still_open(judged))) == (422, before)
    assert given["reason"] in answer.content.decode()


def test_an_operator_decides_in_its_own_applications_and_nobody_in_those_of_another(judged, operator, another_operator):
    url = f"/operator/applications/{judged.id}/eligibility"
    given = {"every": "on", "answer": "met", "reason": "까닭"}

    assert (another_operator.client.post(f"{url}/find", given).status_code, len(still_open(judged)) > 20) == (404, True)
    assert (operator.client.post(f"{url}/find", given).status_code, still_open(judged)) == (302, [])
    assert operator.client.post(f"{url}/find", given).status_code == 409


@pytest.mark.clause("3(4)")
@pytest.mark.parametrize("desk", ["operator", "agency"])
def test_who_decides_on_equipment_as_the_main_aim_reads_its_share_and_that_the_notice_has_no_limit(
    judged, operator, agency_officer, desk
):
    persona = {"operator": operator, "agency": agency_officer}[desk]
    watched = judged.program.money.watched

    said = words(persona.client.get(place(judged, "(4)", desk)))
    beside_another = words(persona.client.get(place(judged, "(7)", desk)))

    assert re.search(rf"{watched.label.ko} \d+\.\d\d% [\d,]+원 ÷ [\d,]+원", said)
    assert "공고에는 이 비중의 한도가 없습니다. 50%는 담당자가 살펴볼 때를 정한 값일 뿐이어서" in said
    assert "기본값" in said
    assert watched.label.ko not in beside_another


@pytest.mark.clause("3(4)", "3-joint")
def test_of_several_adopters_the_share_of_equipment_is_shown_of_all_and_of_the_one_that_is_judged():
    case, second = a_joint_draft()
    write(case, second, {"budget": a_budget(**SECOND).replace("labour", "equipment-materials")})
    commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)
    for persona in (case.adopter, case.supplier, second):
        consent(case, persona)
    received(case)
    commands.screen_due(now=case.program.moment("application.closes"))
    operator = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key)
    ids = {r.company_id: r.id for r in screening.verdicts(case.again()) if r.condition == "(4)"}

    lead, other = (
        words(operator.client.get(f"/operator/applications/{case.id}/eligibility/{ids[one.company.id]}"))
        for one in (case.adopter, second)
    )

    assert "장비·재료비 비중 44.00% 55,000,000원 ÷ 125,000,000원" in lead
    assert "그 가운데 이 기업이 쓴 몫 0.00%" in lead
    assert "그 가운데 이 기업이 쓴 몫 100.00% 55,000,000원 ÷ 55,000,000원" in other
