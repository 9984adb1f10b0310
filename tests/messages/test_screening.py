"""Companies are written to at each step of 요건검토, once, in their own language."""

import io
from datetime import timedelta

import pytest

from gonggo.applications import commands, queries
from gonggo.documents.commands import receive
from gonggo.journal.commands import deliver
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import machine_now
from gonggo.messages.queries import mails_about
from gonggo.parties.queries import person
from offices import received
from personas import an_officer
from world import a_pdf, a_ready_application

pytestmark = pytest.mark.django_db(databases=["default", "door"])
TEMPLATES = {
    "supplement_asked",
    "supplement_answered",
    "supplement_to_look_at",
    "application_returned",
    "application_eligible",
    "application_ineligible",
}


def delivered(case):
    while deliver(now=machine_now()):
        pass
    return [mail for mail in mails_about(queries.ref_of(case.id)) if mail.template in TEMPLATES]


@pytest.fixture
def case():
    return received(a_ready_application())


def asked(case, at):
    officer = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key)
    return commands.ask_supplement(
        application_id=case.id,
        company_id=case.supplier.company.id,
        items={"national-tax": "expired"},
        reason="증명서의 기한이 지남",
        by=officer.actor,
        at=at,
    )


def test_supplement_is_written_to_the_company_that_is_asked_and_its_return_to_all(case):
    at = case.program.moment("application.closes") + timedelta(days=2)
    asked(case, at)

    (mail,) = delivered(case)
    assert (mail.template, mail.to) == ("supplement_asked", case.supplier.person.email)
    assert "2024. 5. 10.(금)까지" in mail.body
    assert "증명서의 기한이 지남" in mail.body

    commands.screen_due(now=at + timedelta(days=9))
    told = delivered(case)[1:]
    assert {(one.template, one.to) for one in told} == {
        ("application_returned", person.person.email) for person in (case.adopter, case.colleague, case.supplier)
    }
    assert "증명서의 기한이 지남" in told[0].body
    assert len(delivered(case)) == 1 + len(told)


def test_refusal_is_written_to_all_with_its_reason_and_clause(case):
    commands.screen_due(now=case.program.moment("evaluation.opens"))

    told = delivered(case)
    assert {one.template for one in told} == {"application_ineligible"}
    assert len(told) == 3
    row = case.again()
    assert row.reason in told[0].body
    assert "3-supplier-registered" in told[0].body


def test_who_asked_is_told_that_the_supplement_came_in(case):
    at = case.program.moment("application.closes") + timedelta(days=2)
    supplement = asked(case, at)
    pdf = receive(io.BytesIO(a_pdf()), declared_name="a.pdf", size_limit=10**6, by=case.supplier.actor, at=at)
    commands.hand_in(
        supplement_id=supplement.id, slot="national-tax", document_id=pdf.id, by=case.supplier.actor, at=at
    )
    commands.answer_supplement(supplement_id=supplement.id, by=case.supplier.actor, at=at)

    told = [mail for mail in delivered(case) if mail.template == "supplement_to_look_at"]

    asker = person(supplement.asked_by)
    assert [(mail.to, "이음데이터의 보완" in mail.subject) for mail in told] == [(asker.email, True)]
