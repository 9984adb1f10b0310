"""The list of received applications: who sees which, counted, narrowed, in pages."""

import re

import pytest

from gonggo.kernel.actor import Role
from offices import as_many_more
from personas import NOW, an_officer
from world import a_draft, the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])
MOST_SELECTS = 12


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def listed(answer) -> int:
    return len(re.findall(r'href="/(?:agency|operator)/applications/[0-9a-f-]{36}"', answer.content.decode()))


@pytest.mark.clause("1-roles-operator", "1-roles-agency")
def test_an_operator_sees_what_was_received_for_it_and_another_sees_nothing(
    case, operator, another_operator, agency_officer
):
    number = case.again().number

    seen = {
        who: (answer.status_code, number in words(answer), listed(answer))
        for who, answer in {
            "its operator": operator.client.get("/operator/"),
            "another operator": another_operator.client.get("/operator/"),
            "the agency": agency_officer.client.get("/agency/"),
        }.items()
    }

    assert seen == {
        "its operator": (200, True, 1),
        "another operator": (200, False, 0),
        "the agency": (200, True, 1),
    }


def test_the_list_names_the_applicant_the_task_and_the_operator(case, agency_officer):
    said = words(agency_officer.client.get("/agency/"))

    assert "하나정밀" in said
    assert case.again().title in said
    assert case.program.operators[0].name.ko in said


def test_a_draft_is_in_no_list(agency_officer):
    draft = a_draft()

    said = words(agency_officer.client.get("/agency/"))

    assert draft.application.number not in said
    assert "접수된 신청이 아직 없습니다" in said
    assert "4월 30일(화) 18:00까지 접수합니다" in said


def test_the_ministry_sees_counts_and_no_application(case, ministry):
    answer = ministry.client.get("/agency/")

    assert (answer.status_code, listed(answer), case.again().number in words(answer)) == (200, 0, False)
    assert "접수 1건" in words(answer)
    assert re.search(r"심사는 어디까지 왔나 상태 건수 접수( 건수)? 1", words(answer))
    assert ministry.client.get(f"/agency/applications/{case.id}").status_code == 404


def test_counts_of_the_views_and_of_the_operators_add_up_to_all(case, agency_officer):
    first, second = case.program.operators[:2]
    as_many_more(case, 2, operator=second.key)
    as_many_more(case, 1, track="advanced")

    page = agency_officer.client.get("/agency/").content.decode()

    counted = [int(n) for n in re.findall(r"<b>(\d+)</b>", page[page.index('class="g-views"') :])]
    sums = {name: words_of(page, name)[-1] for name in (first.name.ko, second.name.ko)}
    assert (counted[0], sum(counted[1:4])) == (4, 4)
    assert sums == {first.name.ko: "2", second.name.ko: "2"}


def words_of(page: str, name: str) -> list[str]:
    """The words of the row that begins with ``name``."""
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL)]
    return next(row for row in rows if " ".join(row).startswith(name))


def test_the_list_is_narrowed_by_view_operator_and_words(case, agency_officer):
    as_many_more(case, 3, track="advanced", title="다른 과제")
    client = agency_officer.client

    found = {
        asked: listed(client.get(f"/agency/?{asked}"))
        for asked in ("track=advanced&type=business-model", "track=new", "words=다른", "operator=innobiz", "track=x")
    }

    assert found == {
        "track=advanced&type=business-model": 3,
        "track=new": 1,
        "words=다른": 3,
        "operator=innobiz": 0,
        "track=x": 4,
    }
    assert "이 조건에 맞는 신청이 없습니다" in words(client.get("/agency/?operator=innobiz"))


def test_the_list_narrows_to_a_state_says_how_many_stand_in_it_and_keeps_it_in_every_view(case, agency_officer):
    as_many_more(case, 2, state="refused", decided_at=NOW, reason="사유")
    client = agency_officer.client

    page = client.get("/agency/?state=refused")

    assert "접수 1건" in words(page)
    assert "부적합 2건" in words(page)
    assert (listed(page), "2건 가운데 1~2번째" in words(page)) == (2, True)
    assert listed(client.get("/agency/?state=received")) == 1
    assert listed(client.get("/agency/?state=supplemented")) == 0
    assert listed(client.get("/agency/?state=nonsense")) == 3


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999999", "²"])
def test_a_page_number_that_is_none_is_answered(case, agency_officer, page):
    assert agency_officer.client.get("/agency/", {"page": page}).status_code == 200


def test_the_list_stands_in_pages_of_fifty(case, agency_officer):
    as_many_more(case, 50)

    first, second = (agency_officer.client.get(f"/agency/?page={page}") for page in (1, 2))

    assert (listed(first), listed(second)) == (50, 1)
    assert "다음 50건" in words(first)
    assert "이전 50건" in words(second)


def test_the_list_costs_the_same_for_one_three_and_thirty_rows(case, agency_officer, costs):
    spent = []
    client = agency_officer.client
    for more in (0, 2, 27):
        as_many_more(case, more)
        with costs() as found:
            client.get("/agency/")
        spent.append(found.count)

    assert spent[0] <= MOST_SELECTS, str(found)
    assert len(set(spent)) == 1


@pytest.mark.parametrize("where", ["/operator/", "/agency/", "/agency/claims/"])
def test_companies_and_members_find_no_office_and_a_visitor_is_sent_to_sign_in(where, owner, stranger, member, client):
    the_program()
    found = [persona.client.get(where).status_code for persona in (owner, stranger, member)]

    assert found == [404, 404, 404]
    assert client.get(where).status_code == 302


def test_each_office_finds_only_its_own_desk(agency_officer, operator_officer, ministry):
    the_program()

    assert [p.client.get("/operator/").status_code for p in (agency_officer, ministry)] == [404, 404]
    assert operator_officer.client.get("/agency/").status_code == 404
    assert [p.client.get("/agency/claims/").status_code for p in (operator_officer, ministry)] == [404, 404]


def test_an_office_without_any_program_is_told_so(agency_officer):
    answer = agency_officer.client.get("/agency/")

    assert (answer.status_code, "공고된 지원사업이 없습니다" in words(answer)) == (200, True)


def test_an_auditor_reads_counts_as_the_ministry_does(case):
    auditor = an_officer(Role.AUDITOR, kind="ministry")

    assert listed(auditor.client.get("/agency/")) == 0
