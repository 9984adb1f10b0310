"""The pages of payments: asked for, prepared, approved with a fresh proof, read with their ledger; spending entered."""

from datetime import datetime

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

import paying
from costs import counted
from gonggo.agreements.queries import lines
from gonggo.payments.models import Spending, Tranche
from gonggo.wiring.fake_bank import Habit
from paying import ACCOUNT, APPROVED, ASKED, INVOICE, PREPARED, SENT, Paying, a_paying, again
from personas import an_owner
from world import a_pdf

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def on(db: None) -> Paying:
    return a_paying()


@pytest.fixture
def clock(monkeypatch):
    """Sets the program's clock."""

    def at(moment: datetime) -> None:
        monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: moment)

    return at


ASKING = {"amount": "35,000,000", "bank": "하나은행", "holder": "하나정밀", "account": ACCOUNT}
PREPARING = {
    "private_paid": "40,000,000",
    "guarantee_number": "SGI-1",
    "guarantee_won": "35,000,000",
    "guarantee_last_on": "2025-02-01",
    "checked_on": "2024-08-05",
    "business-halted": "none",
    "tax-arrears": "none",
    "local-tax-arrears": "none",
}


def spending() -> dict[str, object]:
    paper = SimpleUploadedFile("증빙.pdf", a_pdf("세금계산서"), content_type="application/pdf")
    said = {"amount": "10,000,000", "vat": "1,000,000", "supplier": "이음데이터", "spent_on": "2024-08-05"}
    said |= {"evidence": "e-tax-invoice", "invoice": INVOICE}
    return {f"spent-{key}": value for key, value in said.items()} | {"spent-paper": paper}


@pytest.mark.clause("1-roles-operator")
def test_money_is_asked_for_prepared_approved_and_followed_through_the_pages_of_three_desks(on, clock):
    clock(ASKED)
    company, money = on.company.client, f"/company/agreements/{on.agreement_id}/payments"
    assert "35,000,000" in company.get(money).content.decode()
    assert company.post(f"{money}/ask/1", ASKING).status_code == 302
    row = Tranche.objects.get()

    clock(PREPARED)
    operator, place = on.operator.client, f"/operator/payments/{row.id}"
    assert place in operator.get("/operator/payments/?state=asked").content.decode()
    assert operator.post(f"{place}/prepare", PREPARING)["Location"] == place
    assert again(row).state == "prepared"

    clock(APPROVED)
    agency, desk = on.accountant.client, f"/agency/payments/{row.id}"
    shown = agency.get(desk).content.decode()
    assert (again(row).content_digest in shown, on.operator.person.name in shown) == (True, True)
    assert "지급 전에 갖출 것" in shown
    assert agency.post(f"{desk}/approve", {"digest": again(row).content_digest})["Location"] == desk
    assert (paying.carried(on), again(row).state) == (1, "paid")
    assert "지급 전에 갖출 것" not in agency.get(desk).content.decode()  # it was asked before the approval

    shown = company.get(f"/company/payments/{row.id}").content.decode()
    assert ("지급 완료" in shown, "********6789" in shown, ACCOUNT in shown) == (True, True, False)


def test_what_was_spent_is_entered_with_its_evidence_shown_and_taken_back(on, clock):
    clock(SENT)
    client, money = on.company.client, f"/company/agreements/{on.agreement_id}/payments"
    line = lines(on.agreement_id)[0].key
    assert client.post(f"{money}/spend", spending() | {"spent-line": line})["Location"] == money
    row = Spending.objects.get()
    twice = client.post(f"{money}/spend", spending() | {"spent-line": line})
    assert (twice.status_code, "이미 쓰인 승인번호" in twice.content.decode()) == (422, True)

    place = f"/company/spending/{row.id}"
    assert INVOICE in client.get(place).content.decode()
    assert b"".join(client.post(f"{place}/evidence").streaming_content).startswith(b"%PDF")
    assert client.post(f"{place}/withdraw", {"reason": ""}).status_code == 422
    assert client.post(f"{place}/withdraw", {"reason": "잘못 등록함"})["Location"] == money
    for persona, desk in ((on.operator, "operator"), (on.accountant, "agency")):
        shown = persona.client.get(f"/{desk}/payments/agreements/{on.agreement_id}").content.decode()
        assert ("잘못 등록함" in shown, "집행 취소" in shown, "50,000,000" in shown) == (True, True, True)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"amount": "35,000,001"}, "35,000,000원까지"),
        ({"amount": "0.5"}, "금액을 숫자로"),
        ({"account": "12"}, "8~20자리"),
    ],
)
def test_what_cannot_be_asked_for_is_told_at_its_field(on, clock, said, words):
    clock(ASKED)
    answer = on.company.client.post(f"/company/agreements/{on.agreement_id}/payments/ask/1", ASKING | said)

    assert (answer.status_code, words in answer.content.decode(), Tranche.objects.count()) == (422, True, 0)


def test_a_shut_gate_is_told_on_the_operators_page_and_nothing_is_prepared(on, clock):
    row = paying.asked(on)
    clock(PREPARED)
    answer = on.operator.client.post(f"/operator/payments/{row.id}/prepare", PREPARING | {"tax-arrears": "unpaid"})

    assert (answer.status_code, again(row).state) == (422, "asked")


def test_it_goes_back_with_a_reason_and_is_mended_or_taken_back(on, clock):
    row = paying.asked(on)
    clock(PREPARED)
    place = f"/operator/payments/{row.id}"
    assert on.operator.client.post(f"{place}/back", {"reason": ""}).status_code == 422
    assert on.operator.client.post(f"{place}/back", {"reason": "예금주가 다름"}).status_code == 302

    client, own = on.company.client, f"/company/payments/{row.id}"
    assert "예금주가 다름" in client.get(own).content.decode()
    assert client.post(f"{own}/again", ASKING | {"holder": "하나정밀(주)"})["Location"] == own
    assert (again(row).state, again(row).holder) == ("asked", "하나정밀(주)")
    assert client.post(f"{own}/void", {"reason": "나중에 다시"})["Location"] == own
    assert again(row).state == "void"


def test_an_approval_of_something_else_is_refused_and_a_stale_proof_asked_for_anew(on, clock, monkeypatch):
    row = paying.prepared(on)
    clock(APPROVED)
    client, place = on.accountant.client, f"/agency/payments/{row.id}/approve"
    refused = client.post(place, {"digest": "0" * 64})
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [one | {"at": one["at"] - 3600} for one in records]
    session.save()
    stale = client.post(place, {"digest": row.content_digest})

    assert (refused.status_code, stale.status_code, again(row).state) == (409, 302, "prepared")
    assert stale["Location"].startswith("/accounts/again/")


def test_nobody_without_a_part_in_it_finds_the_pages(on):
    row, item = paying.asked(on), paying.spent(on)
    stranger = an_owner("최낯선", company_name="먼나라").client
    places = [f"/company/payments/{row.id}", f"/company/agreements/{on.agreement_id}/payments"]
    for place in (*places, f"/company/spending/{item.id}"):
        assert stranger.get(place).status_code == 404


def test_lists_and_pages_cost_the_same_for_one_and_for_three(on, clock):
    row = paying.asked(on)
    clock(PREPARED)
    pages = [(on.operator, "/operator/payments/"), (on.accountant, "/agency/payments/")]
    pages += [(on.operator, f"/operator/payments/{row.id}"), (on.company, f"/company/payments/{row.id}")]
    pages += [(on.company, f"/company/agreements/{on.agreement_id}/payments")]
    pages += [(on.accountant, f"/agency/payments/agreements/{on.agreement_id}")]
    paying.spent(on)
    first = [cost(*one) for one in pages]
    for _ in range(2):
        commands_void_and_ask(on)
        paying.spent(on, invoice=str(Spending.objects.count()) * 24)

    assert [cost(*one) for one in pages] == first
    assert max(first) <= 12


def commands_void_and_ask(on: Paying) -> None:
    from gonggo.payments import commands

    standing = Tranche.objects.exclude(state="void").get()
    commands.void(tranche_id=standing.id, reason="다시", by=on.company.actor, at=PREPARED)
    paying.asked(on)


def cost(persona, place: str) -> int:
    client = persona.client
    with counted() as spent:
        assert client.get(place).status_code == 200
    return spent.count


def test_two_offices_settle_at_their_pages_what_the_bank_answered_otherwise(on, clock):
    row = paying.approved(on)
    paying.carried(on, Habit.PAY_LESS)
    clock(APPROVED)
    operator, agency = on.operator.client, on.accountant.client
    place = f"/operator/payments/{row.id}"
    assert "9,999" in operator.get(place).content.decode()
    assert operator.post(f"{place}/outcome", {"was_paid": "yes", "says": ""}).status_code == 422
    told = {"was_paid": "yes", "reference": "20240805-17", "says": "8월 5일 거래내역을 보았음"}
    assert operator.post(f"{place}/outcome", told)["Location"] == place

    seen = f"/agency/payments/{row.id}"
    assert "20240805-17" in agency.get(seen).content.decode()
    assert agency.post(f"{seen}/outcome")["Location"] == seen
    assert (again(row).state, cost(on.operator, place) <= 12) == ("paid", True)
