"""협약 on the three desks, from the budget to the change of a concluded agreement."""

import pytest
from django.urls import reverse

from agreeing import (
    Agreeing,
    a_concluded,
    a_place,
    an_agreement,
    as_concluded,
    give_consents,
    in_papers,
    in_signing,
    laid_out,
    opened,
    upload,
)
from evaluations import PLANNED
from gonggo.agreements.models import Change
from gonggo.agreements.states import AgreementState
from personas import an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])
S = AgreementState


def at(made: Agreeing, name: str, *more: object) -> str:
    return reverse(name, args=[made.agreement_id, *more])


def test_the_budget_is_laid_out_cut_and_answered_on_the_pages():
    made = an_agreement()
    company, office = made.adopter.client, made.reviewer.client
    begun = company.get(at(made, "company:agreement")).content.decode()
    assert "비목별 사업비 제출하기" in begun
    for name, won in {"government": "50,000,000", "cash": "40,000,000", "in_kind": "20,000,000"}.items():
        assert f'name="labour.{name}" value="{won}"' in begun  # as the lines of the application come to

    wrong = company.post(at(made, "company:lay_out_budget"), {"labour.government": "1"})
    assert (wrong.status_code, made.row.state) == (422, S.BUDGET)
    lines = {f"{line}.{name}": "0" for line in LINES for name in ("government", "cash", "in_kind")}
    asked = {"labour.government": "50,000,000", "labour.cash": "40,000,000", "labour.in_kind": "20,000,000"}
    assert company.post(at(made, "company:lay_out_budget"), lines | asked).status_code == 302
    assert made.row.state == S.COST_REVIEW

    page = office.get(at(made, "agency:task_agreement")).content.decode()
    assert "검토 의견 보내기" in page
    assert "그대로 확정하기" in page
    cut = lines | asked | {"labour.government": "45000000"}
    assert office.post(at(made, "agency:review_budget"), cut).status_code == 422
    assert office.post(at(made, "agency:review_budget"), cut | {"labour.reason": "단가"}).status_code == 302
    assert "단가" in company.get(at(made, "company:agreement")).content.decode()
    company.post(at(made, "company:answer_review"), {"agrees": "no", "says": "고시 단가입니다"})
    office.post(at(made, "agency:review_budget"), cut | {"labour.reason": "단가", "reason": "그대로 함"})

    assert (made.row.state, made.row.government) == (S.PAPERS, 45_000_000)


LINES = ("labour", "outsourcing", "software-cloud", "equipment-materials", "fees", "training", "travel")


def test_papers_are_looked_at_consents_given_and_the_agreement_signed_on_the_pages():
    made = in_papers()
    company, operator, agency = made.adopter.client, made.operator.client, made.officer.client
    for slot in ("revised-plan", "account", "private-share"):
        upload(made, slot)
        operator.post(at(made, "operator:look_at_paper", slot), {"is_accepted": "yes"})
    company.post(at(made, "company:no_guarantee"))
    company.post(at(made, "company:give_agreement_consents"), {"agreed": ["data-use", "integrity"]})
    give_consents(made, made.supplier)
    assert "모으고 분석해" in company.get(at(made, "company:agreement_consents")).content.decode()

    refused = agency.post(at(made, "agency:move_agreement"), {"move": "prepare_signing"})
    assert (refused.status_code, made.row.state) == (422, S.PAPERS)
    assert agency.get(at(made, "agency:task_agreement")).status_code == 200


def test_who_only_takes_part_reads_where_a_paper_stands_and_nothing_of_what_is_in_it():
    made = in_papers()
    upload(made, "account")
    back = {"is_accepted": "no", "reason": "계좌 주인이 다릅니다"}
    assert made.operator.client.post(at(made, "operator:look_at_paper", "account"), back).status_code == 302

    own, others = (
        one.client.get(at(made, "company:agreement")).content.decode() for one in (made.adopter, made.supplier)
    )

    assert "account.pdf" in own
    assert "계좌 주인이 다릅니다" in own
    assert "account.pdf" not in others
    assert "계좌 주인이 다릅니다" not in others
    assert 'id="slot-account"' in others


def test_the_agency_puts_the_days_off_on_the_page_and_nobody_makes_them_earlier():
    made = in_papers()
    agency, before = made.officer.client, made.row
    assert "기한 늦추기" in agency.get(at(made, "agency:task_agreement")).content.decode()
    assert "기한 늦추기" not in made.operator.client.get(at(made, "operator:task_agreement")).content.decode()
    days = {"papers_due_on": "2024-08-01", "conclude_by_on": "2024-08-20", "reason": "은행 사정"}

    earlier = days | {"papers_due_on": "2024-07-01"}
    assert agency.post(at(made, "agency:put_off_agreement"), earlier).status_code == 422
    assert agency.post(at(made, "agency:put_off_agreement"), days | {"reason": ""}).status_code == 422
    assert made.row.papers_due_on == before.papers_due_on
    assert made.operator.client.post(at(made, "operator:put_off_agreement"), days).status_code == 404
    assert agency.post(at(made, "agency:put_off_agreement"), days).status_code == 302
    assert [made.row.papers_due_on.isoformat(), made.row.conclude_by_on.isoformat()] == ["2024-08-01", "2024-08-20"]


def test_each_party_signs_when_it_is_its_turn_on_its_own_page():
    made = in_signing()
    desks = (
        (made.officer, "agency"),
        (made.operator, "operator"),
        (made.adopter, "company"),
        (made.supplier, "company"),
    )
    assert "협약서와 서명 보기" in made.adopter.client.get(at(made, "company:agreement")).content.decode()

    for one, desk in desks:
        assert one.client.post(at(made, f"{desk}:give_signature")).status_code == 302
    assert "서명한 사람" in made.operator.client.get(at(made, "operator:task_agreement")).content.decode()


def test_a_change_is_asked_and_answered_and_an_agreement_terminated_on_the_pages(settings):
    made = a_concluded()
    company, operator, agency = made.adopter.client, made.operator.client, made.officer.client
    said = {"item": "task", "before": "가", "after": "나", "reason": "다", "cause_on": "2024-01-01"}
    late = company.post(at(made, "company:ask_change"), said)
    assert (late.status_code, Change.objects.count()) == (422, 0)
    third = company.post(at(made, "company:ask_extension"), {"months": "3", "reason": "가", "cause_on": "2024-08-01"})
    assert third.status_code == 422
    assert "2개월까지" in third.content.decode()
    assert operator.get(at(made, "operator:task_agreement")).status_code == 200

    agency.post(at(made, "agency:move_agreement"), {"move": "terminate_in_good_faith", "reason": "폐업"})

    assert (made.row.state, made.row.in_good_faith) == (S.TERMINATED, True)


@pytest.mark.parametrize("desk", ["agency", "operator", "company"])
def test_pages_cost_the_same_for_one_and_for_three_and_at_most_twelve(desk, costs):
    made = laid_out(an_agreement())
    persona = {"agency": made.officer, "operator": made.operator, "company": made.adopter}[desk]
    listed = "agreements" if desk == "company" else "task_agreements"
    client, spent = persona.client, []
    client.get(reverse(f"{desk}:{listed}"))
    for more in (0, 2):
        for _ in range(more):
            opened(a_place(made.on, made.adopter, an_owner(at=PLANNED)))
        with costs() as found:
            assert client.get(reverse(f"{desk}:{listed}")).status_code == 200
        spent.append(found.count)
    assert spent[0] == spent[1] <= 12


@pytest.mark.parametrize("course", [laid_out, in_papers, in_signing, as_concluded])
def test_a_page_of_an_agreement_costs_at_most_twelve_in_every_state(course, costs):
    made = course(an_agreement())
    for persona, desk in ((made.officer, "agency"), (made.operator, "operator"), (made.adopter, "company")):
        client = persona.client
        for name in ("agreement" if desk == "company" else "task_agreement", "agreement_past"):
            client.get(at(made, f"{desk}:{name}"))
            with costs() as page:
                assert client.get(at(made, f"{desk}:{name}")).status_code == 200
            assert page.count <= 12, str(page)
