"""What waits for whom in the course of an agreement."""

import pytest

from agreeing import RESULT, an_agreement, give_consents, in_papers, in_signing, laid_out, upload
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
