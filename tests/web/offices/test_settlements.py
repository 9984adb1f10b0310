"""Settlements and sanctions on every desk: what each reads, what each may press, and what it costs."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.conf import settings

import settling
from costs import counted
from gonggo.journal.commands import deliver
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import legal_day
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


def test_who_only_takes_part_reads_how_far_a_settlement_is_and_nothing_of_the_account(db):
    made = settling.confirmed()

    shown = page(made.on.on.supplier, f"/company/settlements/{made.row.id}")

    assert "정산 확정" in shown
    assert "집행 내용과 금액은 정산을 보고하는 기업만 봅니다." in shown
    assert "이음데이터" not in shown.split("<main", 1)[1]
    assert "0,000원" not in shown
    assert "집행 항목" in page(made.company, f"/company/settlements/{made.row.id}")


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


@pytest.mark.parametrize("words", ["빈손", "by number"])
def test_an_office_finds_a_company_by_name_or_number_and_proposes_it_under_the_program_it_chose(officer, barred, words):
    program = the_program()
    asked = urlencode({"program": program.key, "words": barred.company.brn if words == "by number" else words})
    found = f"/agency/sanctions/new?{asked}"
    told = {"company": str(barred.company.id), "ground": "misuse", "reason": REASON}

    assert "찾은 기업" not in page(officer, "/agency/sanctions/new")
    assert "빈손상사" in page(officer, found)
    assert "찾은 기업이 없습니다" in page(officer, f"/agency/sanctions/new?program={program.key}&words=아무것도")
    assert pressed(officer, "/agency/sanctions/new?program=other&words=빈손", **told) == 422
    assert pressed(officer, found, **told | {"company": str(officer.person.id)}) == 422
    assert pressed(officer, found, **told | {"ground": ""}) == 422
    assert pressed(officer, found, **told) == 302
    [made] = Sanction.objects.all()
    assert (made.company_id, made.state, made.program) == (barred.company.id, "proposed", program.key)


def test_an_operator_finds_only_the_companies_of_its_own_projects(db):
    made = settling.due()
    an_owner("나대표", company_name="먼나라상사", at=PUBLISHED)
    search = f"/operator/sanctions/new?program={made.row.program}&words="

    assert "찾은 기업</h2>" in page(made.operator, search + made.company.company.brn)
    assert "찾은 기업이 없습니다" in page(made.operator, f"{search}먼나라")


def test_the_days_to_be_heard_and_the_longest_bar_on_the_forms_are_the_programs(officer, barred):
    row = proposed(the_program(), barred, officer)
    assert "통지하는 날 뒤로 10일 이상이어야 합니다." in page(officer, f"/agency/sanctions/{row.id}")
    commands.give_notice(sanction_id=row.id, hear_until_on=HEAR_UNTIL, by=officer.actor, at=NOTICED)

    assert "36개월까지 정할 수 있습니다." in page(officer, f"/agency/sanctions/{row.id}")


def a_recovery(made: settling.Settling):
    told = {"gain": 5 * M, "surcharge": 0, "paid_on": date(2024, 8, 5), "reason": "거짓 세금계산서"}
    return commands.propose_recovery(
        agreement_id=made.row.agreement_id, by=made.operator.actor, at=settling.CONFIRMED, **told
    )


def test_a_recovery_has_a_page_of_its_own_on_each_desk_where_it_is_decided_paid_and_confirmed(officer, lead):
    made = settling.confirmed()
    row = a_recovery(made)
    one = f"recoveries/{row.id}"
    assert f"/agency/{one}" in page(officer, f"/agency/settlements/{made.row.id}")
    assert made.company.client.get(f"/company/{one}").status_code == 404  # nobody has told it yet
    assert "환수 결정하고 통지하기" not in page(made.operator, f"/operator/{one}")
    assert "30일 이상이어야 합니다." in page(officer, f"/agency/{one}")
    assert "환수 결정하기" in page(officer, "/agency/waiting/")
    assert pressed(officer, f"/agency/{one}/do/order", due_on="2000-01-01") == 422
    assert pressed(officer, f"/agency/{one}/do/order", due_on="2099-01-01") == 302

    assert "거짓 세금계산서" in page(made.company, f"/company/{one}")
    assert "환수할 금액 내기" in page(made.company, "/company/waiting/")
    whole = queries.recovery_within_reach(row.id, of=officer.actor).amount
    today = legal_day(settings.GONGGO_CLOCK.now())
    assert pressed(made.operator, f"/operator/{one}/do/paid_in", amount=whole, on=today.isoformat()) == 302
    assert "환수 입금 확인하기" in page(officer, "/agency/waiting/")
    paid_in = row.paid_in.get()
    assert pressed(officer, f"/agency/{one}/do/seen", paid_in_id=str(paid_in.id)) == 302
    assert queries.recovery_within_reach(row.id, of=officer.actor).state == "done"
    assert "환수를 마침" in page(made.company, f"/company/{one}")


def test_a_proposed_recovery_is_dropped_with_a_reason_and_the_company_never_knew(officer):
    made = settling.confirmed()
    row = a_recovery(made)
    one = f"/agency/recoveries/{row.id}"
    assert pressed(officer, f"{one}/do/drop", reason="") == 422
    assert pressed(officer, f"{one}/do/drop", reason="정당한 지출로 확인") == 302

    assert "정당한 지출로 확인" in page(officer, one)
    assert pressed(officer, f"{one}/do/order", due_on="2099-01-01") == 404
    assert made.company.client.get(f"/company/recoveries/{row.id}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_lists_and_pages_of_recoveries_cost_at_most_twelve_selects_however_many_there_are(officer, count):
    made = settling.confirmed(disallowed=55 * M)
    rows = [a_recovery(made) for _ in range(count)]
    spent = {}
    for client, desk in ((made.operator.client, "operator"), (officer.client, "agency")):
        client.get(f"/{desk}/recoveries/")
        for address in ("recoveries/", f"recoveries/{rows[0].id}", f"settlements/{made.row.id}"):
            with counted() as found:
                assert client.get(f"/{desk}/{address}").status_code == 200
            spent[f"{desk}/{address}"] = found.count

    assert {address: cost for address, cost in spent.items() if cost > MOST} == {}


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
