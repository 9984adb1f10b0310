"""What is known of the company: read by its people, corrected by its manager, kept with its days."""

import re
from datetime import date

import pytest

from gonggo.facts import queries
from gonggo.facts.commands import state_fact
from gonggo.facts.definition import FactKind
from personas import NOW, a_colleague_of

pytestmark = pytest.mark.django_db(databases=["default", "door"])
PAGE = "/company/facts/"
TODAY = date(2024, 4, 29)
STANDING = {"name": "하나정밀", "representative": "김하나", "address": "경기도 안산시 단원구 별망로 1"}


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def known(owner) -> dict[FactKind, object]:
    return queries.current(owner.company.ref, TODAY)


def test_the_manager_finds_what_is_known_in_the_fields(owner):
    page = owner.client.get(PAGE).content.decode()

    assert all(f'value="{text}"' in page for text in STANDING.values())


def test_a_correction_is_a_new_fact_and_the_old_one_stays_in_the_history(owner):
    answer = owner.client.post(PAGE, {**STANDING, "name": "두나정밀", "since_on": "2024-04-29"}, follow=True)

    assert (answer.status_code, known(owner)[FactKind.NAME]) == (200, "두나정밀")
    said = words(answer)
    assert re.search(r"회사 이름 내용 두나정밀 기간 2024-04-29 ~ 출처 회사가 적음 적은 사람 김하나", said)
    assert re.search(r"회사 이름 내용 하나정밀 기간 바로잡음", said)


def test_a_fact_that_was_not_known_is_added(owner):
    owner.client.post(PAGE, {**STANDING, "phone": "031-400-1234", "since_on": "2024-04-29"})

    assert known(owner)[FactKind.PHONE] == "0314001234"
    assert len(queries.everything_stated(owner.company.ref)) == 4


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": ""}, "회사 이름"),
        ({"since_on": ""}, "언제부터"),
        ({"name": "두나정밀", "since_on": "2024-04-28"}, "2024-04-29이나 그 뒤의 날을 적어 주세요"),
        ({"name": "두나정밀", "since_on": "2025-04-29"}, "아직 오지 않은 날이라"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_changes_nothing(owner, changed, says):
    answer = owner.client.post(PAGE, {**STANDING, "since_on": "2024-04-29", **changed})

    assert (answer.status_code, says in words(answer), "<title>오류:" in answer.content.decode()) == (422, True, True)
    assert len(queries.everything_stated(owner.company.ref)) == 3


def test_a_colleague_reads_and_does_not_correct(owner):
    colleague = a_colleague_of(owner)

    page = colleague.client.get(PAGE)
    answer = colleague.client.post(PAGE, {**STANDING, "name": "두나정밀", "since_on": "2024-04-29"})

    assert ("하나정밀" in words(page), "<form method" in page.content.decode().split("<main")[1]) == (True, False)
    assert (answer.status_code, known(owner)[FactKind.NAME]) == (409, "하나정밀")


@pytest.mark.parametrize("who", ["member", "operator_officer", "agency_officer"])
def test_who_acts_for_no_company_finds_no_page(request, who):
    assert request.getfixturevalue(who).client.get(PAGE).status_code == 404


def test_the_page_costs_the_same_for_any_number_of_facts(owner, costs):
    counted = []
    for more in (0, 3, 30):
        for place in range(more):
            state_fact(
                subject=owner.company.ref,
                kind=FactKind.BUSINESS_ITEM,
                value=f"종목 {place}",
                since_on=TODAY,
                by=owner.actor,
                at=NOW,
            )
        client = owner.client
        with costs() as spent:
            client.get(PAGE)
        counted.append(spent.count)

    assert len(set(counted)) == 1
    assert counted[0] <= 12


def test_what_the_house_records_of_a_supplier_is_no_line_of_its_own_statements(owner):
    state_fact(
        subject=owner.company.ref,
        kind=FactKind.POOL_REGISTRATION,
        value="approved",
        since_on=TODAY,
        by=owner.actor,
        at=NOW,
    )

    answer = owner.client.get(PAGE)

    assert (answer.status_code, "approved" in answer.content.decode()) == (200, False)


def test_a_number_is_read_in_groups_and_stays_the_same_when_it_is_sent_back(owner):
    owner.client.post(PAGE, {**STANDING, "phone": "0314001234", "since_on": "2024-04-29"})

    page = owner.client.get(PAGE).content.decode()
    owner.client.post(PAGE, {**STANDING, "phone": "031-400-1234", "since_on": "2024-04-29"})

    assert 'value="031-400-1234"' in page
    assert len(queries.everything_stated(owner.company.ref)) == 4
