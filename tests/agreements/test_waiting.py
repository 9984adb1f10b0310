"""What waits for whom in the course of an agreement."""

import re

import pytest
from django.conf import settings

from agreeing import RESULT, Agreeing, an_agreement, give_consents, in_papers, in_signing, judged, laid_out, upload
from gonggo.agreements import commands, papers
from gonggo.agreements.commands import moving
from gonggo.agreements.models import Agreement
from gonggo.web.ui.waiting import waiting
from personas import Persona

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def asked_of(persona: Persona) -> set[str]:
    return {line.what for line in waiting(persona.actor, at=RESULT)} & WORDS


WORDS = {
    "비목별 사업비 제출하기",
    "협약 서류 내기",
    "협약 동의와 서약하기",
    "협약서에 서명하기",
    "사업비 검토하기",
    "협약 서류 확인하기",
    "협약서 준비하기",
}


def test_what_is_due_waits_for_whose_it_is_and_for_no_other():
    made = an_agreement()
    assert asked_of(made.adopter) == {"비목별 사업비 제출하기", "협약 동의와 서약하기"}
    assert asked_of(made.supplier) == {"협약 동의와 서약하기"}
    laid_out(made)
    assert asked_of(made.reviewer) == {"사업비 검토하기"}

    made = in_papers(an_agreement(made.on))
    give_consents(made)
    upload(made, "account")
    assert "협약 서류 확인하기" in asked_of(made.operator)
    assert asked_of(made.supplier) == set()

    made = in_signing(an_agreement(made.on))
    assert asked_of(made.officer) == {"협약서에 서명하기"}
    assert asked_of(made.adopter) == set()


def bring(made: Agreeing, *slots: str) -> None:
    for slot in slots:
        upload(made, slot)


def look_at(made: Agreeing, *slots: str) -> None:
    for slot in slots:
        commands.accept_paper(agreement_id=made.agreement_id, slot=slot, by=made.operator.actor, at=RESULT)


def test_bringing_papers_waits_until_the_last_is_there_and_again_once_one_is_sent_back():
    made = in_papers(an_agreement())
    *first, last = (one.key for one in moving.rules_for(made.row).slots)
    bring(made, *first)
    assert "협약 서류 내기" in asked_of(made.adopter)

    bring(made, last)
    assert "협약 서류 내기" not in asked_of(made.adopter)
    assert "협약 서류 확인하기" in asked_of(made.operator)

    told = {"agreement_id": made.agreement_id, "by": made.operator.actor, "at": RESULT}
    commands.send_back_paper(slot=last, reason="보증 기간이 짧음", **told)
    assert "협약 서류 내기" in asked_of(made.adopter)
    bring(made, last)
    assert "협약 서류 내기" not in asked_of(made.adopter)


def test_bringing_papers_waits_for_no_guarantee_that_is_left_out_and_for_no_share_that_is_not_borne_in_cash():
    made = in_papers(an_agreement())
    kinds = {one.key: one for one in moving.rules_for(made.row).slots}
    bring(made, *(key for key, one in kinds.items() if not one.may_be_left_out and not one.is_private_share))
    assert "협약 서류 내기" in asked_of(made.adopter)

    commands.leave_out_guarantee(agreement_id=made.agreement_id, by=made.adopter.actor, at=RESULT)
    assert "협약 서류 내기" in asked_of(made.adopter)
    Agreement.objects.filter(id=made.agreement_id).update(cash=0, government=20_000_000)
    assert "협약 서류 내기" not in asked_of(made.adopter)
    assert not any(one.is_open for one in papers.slots_of(made.terms, made.on.program))


def test_the_paper_to_sign_waits_for_the_operator_once_papers_are_taken_and_every_company_has_agreed():
    made = in_papers(an_agreement())
    slots = [one.key for one in moving.rules_for(made.row).slots]
    bring(made, *slots)
    look_at(made, *slots)
    give_consents(made, made.adopter)
    assert "협약서 준비하기" not in asked_of(made.operator)

    give_consents(made, made.supplier)
    assert asked_of(made.operator) == {"협약서 준비하기"}
    assert asked_of(made.adopter) == set()

    judged(made)
    commands.prepare_signing(agreement_id=made.agreement_id, by=made.officer.actor, at=RESULT)
    assert "협약서 준비하기" not in asked_of(made.operator)


def said_on_the_page(made: Agreeing) -> str:
    answer = made.adopter.client.get(f"/company/agreements/{made.agreement_id}")
    assert answer.status_code == 200
    said = re.search(r"다음 차례.*?<p>(.*?)</p>", answer.content.decode(), re.DOTALL)
    return said[1] if said else ""


def test_the_page_of_the_company_says_who_acts_once_its_papers_are_there(monkeypatch):
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: RESULT)
    made = in_papers(an_agreement())
    slots = [one.key for one in moving.rules_for(made.row).slots]
    assert not said_on_the_page(made)

    bring(made, *slots)
    assert said_on_the_page(made) == "낼 서류를 모두 냈습니다. 이제 수행기관에서 확인합니다."
    look_at(made, *slots)
    give_consents(made, made.adopter)
    assert said_on_the_page(made) == "서류를 모두 확인했습니다. 동의와 서약을 기다리는 기업: 이음데이터."
    give_consents(made, made.supplier)
    assert said_on_the_page(made).endswith("수행기관에서 자격을 확인하고 협약서를 준비합니다.")


def test_a_consent_to_give_is_told_with_whose_task_it_is():
    made = in_papers()

    (line,) = waiting(made.supplier.actor, at=RESULT)

    assert (line.what, line.whose) == ("협약 동의와 서약하기", "하나정밀")
