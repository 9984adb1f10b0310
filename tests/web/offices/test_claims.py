"""The agency decides whose a company is: with a reason, one of two ways."""

import io
import re

import pytest

from gonggo.documents.commands import receive
from gonggo.journal.models import Access
from gonggo.kernel.actor import Role
from gonggo.parties import commands, queries
from gonggo.parties.states import ClaimState
from personas import NOW, a_member, a_person, an_officer
from world import a_pdf

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def contest(owner):
    """Somebody else says that the owner's company is theirs, with its certificate."""
    other = a_member(a_person("다른이"))
    paper = receive(io.BytesIO(a_pdf()), declared_name="증명원.pdf", size_limit=10**7, by=other.actor, at=NOW)
    return commands.contest_claim(brn=owner.company.brn, certificate_id=paper.id, by=other.actor, at=NOW)


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def state_of(claim) -> str:
    claim.refresh_from_db()
    return claim.state


def test_claims_that_wait_are_listed_contested_ones_apart(contest, agency_officer):
    said = words(agency_officer.client.get("/agency/claims/"))

    assert "다툼이 있는 등록 1" in said
    assert "확인을 기다리는 등록 1" in said
    assert "다른이" in said


def test_a_claim_is_shown_beside_the_others_to_the_same_company(contest, agency_officer):
    said = words(agency_officer.client.get(f"/agency/claims/{contest.id}"))

    assert "하나정밀" in said
    assert "김하나" in said


def test_confirming_a_contest_takes_the_company_from_the_other_at_once(contest, owner, agency_officer):
    answer = agency_officer.client.post(f"/agency/claims/{contest.id}/confirm", {"reason": "증명원의 대표자와 같음"})

    assert (answer.status_code, state_of(contest)) == (302, ClaimState.CONFIRMED)
    assert queries.actor_for(owner.person.id, owner.company.ref).organisation is None


def test_refusing_a_contest_leaves_the_company_where_it_is(contest, owner, agency_officer):
    agency_officer.client.post(f"/agency/claims/{contest.id}/refuse", {"reason": "증명원이 다른 기업의 것"})

    assert state_of(contest) == ClaimState.REFUSED
    assert queries.actor_for(owner.person.id, owner.company.ref).organisation == owner.company.ref


@pytest.mark.parametrize("way", ["confirm", "refuse"])
def test_a_decision_without_a_reason_is_refused_at_its_field_and_changes_nothing(contest, agency_officer, way):
    answer = agency_officer.client.post(f"/agency/claims/{contest.id}/{way}", {"reason": "  "})

    assert (answer.status_code, state_of(contest)) == (422, ClaimState.CONTESTED)
    assert "까닭을 적어 주세요" in words(answer)
    assert "<title>오류:" in answer.content.decode()


def test_a_claim_that_was_decided_offers_no_decision(contest, agency_officer):
    agency_officer.client.post(f"/agency/claims/{contest.id}/refuse", {"reason": "다른 기업"})

    page = agency_officer.client.get(f"/agency/claims/{contest.id}").content.decode()

    assert "confirm" not in page
    assert "다른 기업" in page


def test_the_certificate_is_handed_to_the_agency_as_an_attachment_and_goes_into_the_access_log(
    contest, owner, agency_officer
):
    answer = agency_officer.client.post(f"/agency/claims/{contest.id}/certificate")

    assert answer["Content-Disposition"].startswith("attachment;")
    assert list(Access.objects.values_list("person_id", "whose", "purpose", "origin")) == [
        (agency_officer.person.id, str(owner.company.ref), "claim", "127.0.0.1")
    ]
    answer.close()


@pytest.mark.parametrize("who", ["operator_officer", "ministry", "stranger", "owner"])
def test_nobody_but_the_agency_finds_or_decides_a_claim(contest, request, who):
    client = request.getfixturevalue(who).client

    found = [client.get(f"/agency/claims/{contest.id}").status_code]
    found += [
        client.post(f"/agency/claims/{contest.id}/{way}", {"reason": "x"}).status_code
        for way in ("confirm", "refuse", "certificate")
    ]

    assert (found, state_of(contest)) == ([404, 404, 404, 404], ClaimState.CONTESTED)
    assert Access.objects.count() == 0


@pytest.mark.parametrize("role", [Role.COST_REVIEWER, Role.ACCOUNTANT, Role.INSPECTOR, Role.AGENCY_OFFICER])
def test_the_menu_names_the_claims_only_to_whom_their_page_opens(role):
    client = an_officer(role, kind="agency").client

    named = 'href="/agency/claims/"' in client.get("/agency/").content.decode()

    assert (named, client.get("/agency/claims/").status_code) in {(True, 200), (False, 404)}
    assert named == (role is Role.AGENCY_OFFICER)
