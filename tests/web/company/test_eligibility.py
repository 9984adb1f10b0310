"""자격요건 확인: a company sees what the conditions say of itself, as advice and then as judged; never of a partner."""

import re
from datetime import date

import pytest

from gonggo.applications import commands
from gonggo.facts.commands import state_fact
from gonggo.facts.definition import Source
from gonggo.kernel.actor import SYSTEM
from offices import received
from personas import NOW
from world import a_draft, a_ready_application

pytestmark = pytest.mark.django_db(databases=["default", "door"])
MOST_SELECTS = 12


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def owes_tax(persona) -> None:
    state_fact(
        subject=persona.company.ref,
        kind="tax-arrears",
        value="unpaid",
        since_on=date(2024, 3, 1),
        source=Source.OFFICER,
        by=SYSTEM,
        at=NOW,
    )


def page(case, persona) -> str:
    return words(persona.client.get(f"/company/applications/{case.id}/eligibility"))


def test_while_it_writes_each_company_sees_advice_on_itself_and_nothing_of_the_other():
    case = a_draft()
    owes_tax(case.supplier)

    adopter, supplier = page(case, case.adopter), page(case, case.supplier)

    assert "미리 보는 안내입니다" in adopter
    assert "(4) 장비 도입이 주목적" in adopter
    assert "(4) 장비 도입이 주목적" not in supplier
    assert "국세 체납: 체납" in supplier
    assert "해소 가능" in supplier
    assert "국세 체납: 체납" not in adopter
    assert "오지환" not in adopter


def test_advice_says_what_is_met_and_where_a_paper_settles_it():
    case = a_draft()
    said = page(case, case.adopter)

    assert "컨소시엄" in said
    assert "충족" in said
    assert "서류로 확인합니다" in said


def test_once_judged_it_sees_the_verdicts_with_their_instant_and_the_officers_reason():
    case = received(a_ready_application())
    owes_tax(case.adopter)
    commands.screen_due(now=case.program.moment("application.closes"))

    said = page(case, case.adopter)

    assert "2024년 4월 30일(화) 18:00에 알려진 확인사항으로 판단한 결과입니다" in said
    assert "해소 가능: 5월 20일(월) 09:00 전까지" in said


def test_hub_and_check_page_lead_to_it():
    case = a_draft()
    where = f"/company/applications/{case.id}"

    for page_of in (where, f"{where}/check"):
        assert f"{where}/eligibility" in case.adopter.client.get(page_of).content.decode()


def test_a_stranger_finds_nothing(stranger):
    case = a_draft()

    assert stranger.client.get(f"/company/applications/{case.id}/eligibility").status_code == 404


def test_the_page_costs_at_most_twelve_selects_as_advice_and_as_judged(costs):
    case = received(a_ready_application())
    client, path = case.adopter.client, f"/company/applications/{case.id}/eligibility"
    spent = []
    for now in (None, case.program.moment("application.closes")):
        if now:
            commands.screen_due(now=now)
        client.get(path)
        with costs() as found:
            client.get(path)
        spent.append(found.count)

    assert spent == [10, 7]
    assert max(spent) <= MOST_SELECTS
