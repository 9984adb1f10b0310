"""Settlements and sanctions on every desk: what each reads, what each may press, and what it costs."""

import pytest

import settling
from costs import counted
from gonggo.journal.commands import deliver
from gonggo.kernel.actor import Role
from gonggo.settlement import commands, queries
from gonggo.settlement.models import Return, Sanction
from personas import Persona, an_officer, an_owner
from sanctioning import HEAR_UNTIL, NOTICED, REASON, decided, drawn, noticed, proposed
from world import PUBLISHED, the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])
MOST = 12
M = 1_000_000


def page(persona: Persona, address: str) -> str:
    answer = persona.client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def pressed(persona: Persona, address: str, **fields: object) -> int:
    return persona.client.post(address, fields).status_code


def test_a_settlement_goes_through_the_pages_of_all_three_desks(db):
    made = settling.due()
    one = f"settlements/{made.row.id}"
    assert "정산 보고하기" in page(made.company, f"/company/{one}")
    assert pressed(made.company, f"/company/{one}/do/report", private_paid="6천만", interest=0, vat_refund=0) == 422
    told = {"private_paid": 60 * M, "interest": 0, "vat_refund": 0}
    assert pressed(made.company, f"/company/{one}/do/report", **told) == 302

    item = made.items[0]
    find = f"/operator/{one}/do/find"
    assert pressed(made.operator, find, item_id=item.id, disallowed=5, reason="") == 422
    assert pressed(made.operator, find, item_id=item.id, disallowed=55 * M, reason="업무와 관계없음") == 302
    assert pressed(made.operator, f"/operator/{one}/do/examine") in {409, 422}  # an item is open
    assert pressed(made.operator, f"/operator/{one}/do/rest") == 302
    assert pressed(made.operator, f"/operator/{one}/do/examine") == 302
    assert pressed(made.confirmer, f"/agency/{one}/do/confirm") == 302

    shown = page(made.company, f"/company/{one}")
    assert (made.again().state, Return.objects.get().amount) == ("confirmed", 10 * M)
    assert "업무와 관계없음" in shown
    assert "10,000,000원" in shown
    back = Return.objects.get()
    assert pressed(made.operator, f"/operator/{one}/do/paid_in", amount=10 * M, on="2099-01-01") == 422
    assert pressed(made.company, f"/company/{one}/do/confirm") == 404
    assert Return.objects.get().state == back.state


def test_no_page_of_a_settlement_costs_more_than_twelve_selects(db):
    made = settling.confirmed(disallowed=55 * M)
    spent = {}
    for persona, desk in ((made.company, "company"), (made.operator, "operator"), (made.confirmer, "agency")):
        client = persona.client
        for address in (f"/{desk}/settlements/", f"/{desk}/settlements/{made.row.id}"):
            with counted() as found:
                assert client.get(address).status_code == 200
            spent[address] = found.count

    assert {address: count for address, count in spent.items() if count > MOST} == {}


@pytest.fixture
def officer(db) -> Persona:
    return an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency")


@pytest.fixture
def lead(db) -> Persona:
    return an_officer(Role.AGENCY_LEAD, kind="agency", key="agency", name="두번째")


@pytest.fixture
def barred(db) -> Persona:
    return an_owner("나대표", company_name="빈손상사", at=PUBLISHED)


def test_an_office_proposes_a_company_by_its_number(officer, barred):
    the_program()
    told = {"brn": barred.company.brn, "ground": "misuse", "reason": REASON}

    assert "참여제한 제안" in page(officer, "/agency/sanctions/new")
    assert pressed(officer, "/agency/sanctions/new", **told | {"brn": "0000000000"}) == 422
    assert pressed(officer, "/agency/sanctions/new", **told | {"ground": ""}) == 422
    assert pressed(officer, "/agency/sanctions/new", **told) == 302
    assert [(one.company_id, one.state) for one in Sanction.objects.all()] == [(barred.company.id, "proposed")]


def test_a_sanction_is_seen_by_its_company_once_it_was_told_and_by_no_other(officer, lead, barred, stranger):
    row = proposed(the_program(), barred, officer)
    one = f"/company/sanctions/{row.id}"
    assert barred.client.get(one).status_code == stranger.client.get(one).status_code == 404
    commands.give_notice(sanction_id=row.id, hear_until_on=HEAR_UNTIL, by=officer.actor, at=NOTICED)

    assert REASON in page(barred, one)
    assert "빈손상사" in page(barred, "/company/sanctions/")
    assert stranger.client.get(one).status_code == 404
    drawn(row, officer)
    assert "위원회가 결정한 날" not in page(barred, one)  # nobody has decided yet
    assert "결정하기" not in page(officer, f"/agency/sanctions/{row.id}").split("<aside")[1].split("진행현황")[
        0
    ].replace("제재하지 않기로", "").replace("결정안 만들기", "")
    assert pressed(officer, f"/agency/sanctions/{row.id}/do/decide") == 404
    assert pressed(lead, f"/agency/sanctions/{row.id}/do/decide") == 302
    assert "명부" in page(barred, one)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_and_pages_of_sanctions_cost_the_same_however_many_there_are(officer, lead, barred, count):
    program = the_program()
    for _ in range(count):
        row = noticed(program, barred, officer)
    decided(row, officer, lead)
    client, spent = officer.client, []
    for address in ("/agency/sanctions/", f"/agency/sanctions/{row.id}"):
        with counted() as found:
            assert client.get(address).status_code == 200
        spent.append(found.count)

    assert max(spent) <= MOST
    assert len(queries.settlements(of=officer.actor)) == 0
    assert deliver is not None


def test_what_waits_is_told_to_whom_it_waits_for(officer, lead, barred):
    row = proposed(the_program(), barred, officer)
    assert "참여제한 사전통지하기" in page(officer, "/agency/waiting/")
    commands.give_notice(sanction_id=row.id, hear_until_on=HEAR_UNTIL, by=officer.actor, at=NOTICED)
    drawn(row, officer)

    assert "참여제한 결정하기" in page(lead, "/agency/waiting/")
    assert "참여제한 결정하기" not in page(officer, "/agency/waiting/")
