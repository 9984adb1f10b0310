"""The agency gives a received application to another operator: who has it sees it, who had it does not."""

import pytest

from gonggo.applications import commands
from gonggo.applications.queries import ref_of
from gonggo.journal.commands import deliver
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.messages.models import Mail
from personas import NOW, an_officer
from world import a_ready_application

pytestmark = pytest.mark.django_db(databases=["default", "door"])
REASON = "신청기업과 이해관계가 있는 기관이라 다시 맡김"


@pytest.fixture
def other(case) -> str:
    return next(one.key for one in case.program.operators if one.key != case.again().operator)


def told(case) -> list[str]:
    return [line.name for line in timeline(ref_of(case.id)) if line.name == "application.reassigned"]


def test_application_given_to_another_operator_is_seen_by_it_alone_and_its_companies_are_told(
    case, operator, another_operator, agency_officer, other
):
    page = f"/agency/applications/{case.id}/operator"
    shown = agency_officer.client.get(page)
    answer = agency_officer.client.post(page, {"operator": other, "reason": REASON})
    while deliver(now=machine_now()):
        pass

    assert (shown.status_code, answer.status_code, answer["Location"]) == (200, 302, f"/agency/applications/{case.id}")
    assert case.again().operator == other
    statuses = [one.client.get(f"/operator/applications/{case.id}").status_code for one in (operator, another_operator)]
    assert statuses == [404, 200]
    mails = Mail.objects.filter(template="application_reassigned")
    assert {mail.to for mail in mails} >= {case.adopter.person.email, case.supplier.person.email}
    assert all(REASON in mail.body for mail in mails)
    assert REASON in case.adopter.client.get(f"/company/applications/{case.id}/history").content.decode()


def test_page_of_an_application_leads_the_agency_alone_to_the_choice(case, operator, agency_officer):
    assert (
        f"/agency/applications/{case.id}/operator"
        in agency_officer.client.get(f"/agency/applications/{case.id}").content.decode()
    )
    assert '/operator"' not in operator.client.get(f"/operator/applications/{case.id}").content.decode()


@pytest.mark.parametrize("given", [{}, {"operator": "nowhere", "reason": REASON}, {"reason": REASON}])
def test_choice_that_is_incomplete_or_none_of_the_list_is_told_at_its_field(case, agency_officer, given):
    answer = agency_officer.client.post(f"/agency/applications/{case.id}/operator", given)

    assert (answer.status_code, told(case)) == (422, [])


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"operator": "nowhere"}, "operator_unknown"),
        ({"operator": None}, "operator_unchanged"),
        ({"reason": "  "}, "reassign_reason_missing"),
    ],
)
def test_reassignment_that_cannot_be_is_refused_and_changes_nothing(case, agency_officer, other, changed, code):
    before = case.again().operator
    given = {"operator": other, "reason": REASON} | changed
    given["operator"] = given["operator"] or before

    with pytest.raises(Refused) as no:
        commands.reassign(application_id=case.id, by=agency_officer.actor, at=NOW, **given)

    assert (no.value.code, case.again().operator, told(case)) == (code, before, [])


def test_nobody_but_the_agencys_officers_and_leads_gives_applications_away(case, operator, other):
    inspector = an_officer(Role.INSPECTOR, kind="agency")

    for persona in (operator, case.adopter, inspector):
        with pytest.raises(OutOfReach):
            commands.reassign(application_id=case.id, operator=other, reason=REASON, by=persona.actor, at=NOW)
        assert persona.client.get(f"/agency/applications/{case.id}/operator").status_code == 404
    assert told(case) == []


def test_draft_is_nobodys_to_give_away(agency_officer):
    draft = a_ready_application()

    with pytest.raises(OutOfReach):
        commands.reassign(
            application_id=draft.id,
            operator=draft.program.operators[1].key,
            reason=REASON,
            by=agency_officer.actor,
            at=NOW,
        )
