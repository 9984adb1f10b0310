"""Every opening of an application or a paper by an office is seen in the access log, and each month is reviewed."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from gonggo.applications import sealed
from gonggo.applications.queries import ref_of
from gonggo.journal.commands import record_access
from gonggo.journal.models import Access
from gonggo.journal.purposes import Purpose
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import Role
from gonggo.kernel.ref import Kind, Ref
from personas import NOW, Persona, an_officer, an_owner
from world import Consortium

pytestmark = pytest.mark.django_db(databases=["default", "door"])
MOST_SELECTS = 12
LAST_MONTH = NOW.replace(month=3)


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def lead(case) -> Persona:
    return an_officer(Role.AGENCY_LEAD, kind="agency", name="한책임")


@transaction.atomic
def an_opening(case: Consortium, by: Persona, *, at: datetime = NOW, whose: Ref | None = None) -> None:
    record_access(
        "application.opened",
        subject=ref_of(case.id),
        whose=[whose or case.adopter.company.ref],
        purpose=Purpose.APPLICATION,
        origin="198.51.100.7",
        by=by.actor,
        at=at,
        number=case.again().number,
    )


def test_opening_an_application_is_logged_for_each_of_its_companies_with_the_address_that_the_proxy_saw(case, operator):
    forwarded = {"x-forwarded-for": "203.0.113.9, 198.51.100.7"}  # the first is what the caller says of itself

    operator.client.get(f"/operator/applications/{case.id}", headers=forwarded)

    assert set(Access.objects.values_list("person_id", "whose", "origin", "purpose")) == {
        (operator.person.id, str(case.adopter.company.ref), "198.51.100.7", "application"),
        (operator.person.id, str(case.supplier.company.ref), "198.51.100.7", "application"),
    }
    assert timeline(ref_of(case.id))[-1].name == "application.opened"


def test_taking_a_paper_is_logged_for_its_company_alone(case, operator):
    party = next(
        party for party in sealed.revision(case.again().sealed_revision_id).content["parties"] if party["lead"]
    )
    paper = party["papers"][0]

    answer = operator.client.post(
        f"/operator/applications/{case.id}/papers/{party['company']}/{paper['slot']}", {"sha256": paper["sha256"]}
    )

    assert list(Access.objects.values_list("whose", "origin", "purpose")) == [
        (str(case.adopter.company.ref), "127.0.0.1", "paper")
    ]
    answer.close()


@pytest.mark.parametrize("who", ["another_operator", "ministry", "stranger"])
def test_what_is_out_of_reach_leaves_nothing_in_the_access_log(case, request, who):
    persona = request.getfixturevalue(who)

    found = [persona.client.get(f"/{desk}/applications/{case.id}").status_code for desk in ("operator", "agency")]

    assert (found, Access.objects.count()) == ([404, 404], 0)


def test_the_company_is_not_told_who_read_it(case, operator):
    operator.client.get(f"/operator/applications/{case.id}")

    page = case.adopter.client.get(f"/company/applications/{case.id}/history")

    assert (page.status_code, operator.person.name in words(page)) == (200, False)


def test_the_page_shows_the_five_particulars(case, lead, operator):
    an_opening(case, operator)

    said = words(lead.client.get("/agency/access/?month=2024-04"))

    assert (
        "2024-04-29(월) 10:00 누가 박세움 수행기관 담당자 어디에서 198.51.100.7 누구의 정보 하나정밀 "
        f"{case.again().number} 무엇을 위해 과제신청 검토"
    ) in said


def test_the_page_is_narrowed_by_person_and_month(case, lead, operator, another_operator):
    an_opening(case, operator)
    an_opening(case, another_operator)
    an_opening(case, another_operator, at=LAST_MONTH)

    counts = {
        asked: lead.client.get(f"/agency/access/?{asked}").content.decode().count("<td role")
        for asked in ("month=2024-04", f"month=2024-04&person={operator.person.id}", "month=2024-03", "month=2024-02")
    }

    assert list(counts.values()) == [8, 4, 4, 0]  # four cells beside the head of a row


@pytest.mark.parametrize("asked", ["month=x", "month=2024-13", "month=2024-04&person=x"])
def test_an_address_that_says_no_month_or_person_leads_nowhere(case, lead, asked):
    assert lead.client.get(f"/agency/access/?{asked}").status_code == 404


def test_a_month_that_is_over_is_reviewed_with_a_press_and_says_by_whom(case, lead):
    before = words(lead.client.get("/agency/access/?month=2024-03"))

    answer = lead.client.post("/agency/access/review", {"month": "2024-03"})

    after = words(lead.client.get(answer["Location"]))
    assert ("아직 점검하지 않았습니다" in before, "아직 점검하지 않았습니다" in after) == (True, False)
    assert re.search(r"2024-04-\d\d\(.\) \d\d:\d\d 한책임", after)


def test_the_running_month_is_not_reviewed(case, lead):
    offered = "점검했음" in words(lead.client.get("/agency/access/"))

    answer = lead.client.post("/agency/access/review", {"month": "2024-04"})

    assert (offered, answer.status_code, "2024-04" in words(answer)) == (False, 409, True)
    assert "access_log.reviewed" not in [line.name for line in timeline(lead.actor.organisation)]


@pytest.mark.parametrize("who", ["operator", "ministry", "stranger"])
def test_nobody_else_reads_or_reviews_the_access_log(case, request, who):
    client = request.getfixturevalue(who).client

    found = (client.get("/agency/access/").status_code, client.post("/agency/access/review").status_code)

    assert found == (404, 404)


def test_the_page_costs_the_same_for_1_3_and_30_rows(case, lead, costs):
    counted = []
    for more in (1, 2, 27):
        for _ in range(more):
            an_opening(case, an_officer(Role.AGENCY_OFFICER, kind="agency"), whose=an_owner().company.ref)
        client = lead.client
        with costs() as spent:
            shown = client.get("/agency/access/?month=2024-04")
        counted.append((shown.content.decode().count("<td role") // 4, spent.count))

    assert [rows for rows, _ in counted] == [1, 3, 30]
    assert len({count for _, count in counted}) == 1
    assert counted[0][1] <= MOST_SELECTS, str(spent)


def test_what_does_not_fit_on_a_page_stands_on_the_next(case, lead, operator):
    for back in range(51):
        an_opening(case, operator, at=NOW - timedelta(minutes=back), whose=Ref(Kind.COMPANY, case.id))

    pages = [words(lead.client.get(f"/agency/access/?month=2024-04&page={page}")) for page in (1, 2)]

    assert ["51건 가운데 1~50번째" in pages[0], "51건 가운데 51~51번째" in pages[1]] == [True, True]
