"""A settlement: reported by the lead company, examined item by item, confirmed by another body, paid or given back."""

from datetime import date, timedelta

import pytest

import paying
import settling
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.payments import queries as payments
from gonggo.settlement import commands, queries
from gonggo.settlement.models import PaidIn, Return
from personas import an_officer
from settling import CONFIRMED, DAY, EXAMINED, OPENED, OVER_ON, REPORTED, WON

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def code(command, **told) -> str:
    with pytest.raises(Refused) as no:
        command(**told)
    return no.value.code


@pytest.mark.clause("1-roles-operator", "2-new")
def test_a_settlement_goes_from_the_end_of_the_work_to_the_second_tranche(db):
    made = settling.confirmed()

    assert (made.again().state, made.row.due_on) == ("confirmed", date(2025, 1, 30))
    assert (made.sum.recognised, made.sum.kept, made.sum.second, made.sum.returned) == (110 * M, 35 * M, 15 * M, 0)
    assert [one.name for one in timeline(made.row.ref)] == [
        f"settlement.{step}" for step in ("opened", "reported", *["item_found"] * 3, "examined", "confirmed")
    ]
    assert not Return.objects.exists()


M = 1_000_000


def test_what_is_above_is_given_back_and_kept_and_returned_are_what_was_paid(db):
    made = settling.confirmed(disallowed=55 * M)

    assert (made.sum.entitled, made.sum.kept, made.sum.returned, made.sum.second) == (25 * M, 25 * M, 10 * M, 0)
    found = queries.opened(made.row.id, of=made.company.actor).giving_back
    assert (found.state, found.amount, found.due_on) == ("ordered", 10 * M, date(2025, 2, 21))
    assert payments.committed_left(made.row.agreement_id) == 0  # what will not be paid is free again


def test_opening_twice_is_once_and_what_was_never_concluded_is_not_settled(db):
    made = settling.due()

    again = commands.open_settlement(agreement_id=made.row.agreement_id, over_on=OVER_ON, at=OPENED)
    assert (again.id, [one.name for one in timeline(made.row.ref)]) == (made.row.id, ["settlement.opened"])


@pytest.mark.parametrize("wrong", [{"interest": -1}, {"private_paid": 10**14}, {"vat_refund": 0.5}, {"interest": True}])
def test_a_report_with_amounts_that_cannot_be_is_refused_and_changes_nothing(due_one, wrong):
    told = {"settlement_id": due_one.row.id, "by": due_one.company.actor, "at": REPORTED}

    assert code(commands.report, **told | WON | wrong) == "settlement_won_wrong"
    assert (due_one.again().state, due_one.items) == ("due", [])


def test_the_lead_company_alone_reports_and_once(due_one, stranger):
    told = {"settlement_id": due_one.row.id, "at": REPORTED} | WON
    supplier = due_one.on.on.supplier

    assert code(commands.report, by=supplier.actor, **told) == "settlement_lead_only"
    assert code(commands.report, by=due_one.operator.actor, **told) == "wrong_role"
    with pytest.raises(OutOfReach):
        commands.report(by=stranger.actor, **told)
    assert due_one.again().state == "due"
    commands.report(by=due_one.company.actor, **told)
    assert code(commands.report, by=due_one.company.actor, **told) == "wrong_state"
    assert [one.amount for one in due_one.items] == [60 * M, 30 * M, 20 * M]


@pytest.fixture
def due_one(db):
    return settling.due()


def test_a_settlement_with_open_findings_is_neither_handed_on_nor_confirmed(due_one):
    made = settling.reported(due_one)
    told = {"by": made.operator.actor, "at": EXAMINED}
    assert code(commands.examine, settlement_id=made.row.id, **told) == "settlement_findings_open"
    commands.find_item(item_id=made.items[0].id, disallowed=0, reason="", **told)
    assert code(commands.examine, settlement_id=made.row.id, **told) == "settlement_findings_open"

    assert made.again().state == "reported"
    assert commands.recognise_rest(settlement_id=made.row.id, **told) == 2
    assert commands.examine(settlement_id=made.row.id, **told).state == "examined"


def test_a_disallowed_item_needs_a_reason_and_is_never_more_than_it_was(due_one):
    made = settling.reported(due_one)
    told = {"item_id": made.items[0].id, "by": made.operator.actor, "at": EXAMINED}

    assert code(commands.find_item, disallowed=1, reason=" ", **told) == "settlement_reason_missing"
    assert code(commands.find_item, disallowed=60 * M + 1, reason="넘음", **told) == "disallowed_too_much"
    assert code(commands.find_item, disallowed=-1, reason="음수", **told) == "settlement_won_wrong"
    assert code(commands.find_item, **told | {"by": made.company.actor}, disallowed=0, reason="") == "wrong_role"
    assert {one.verdict for one in made.items} == {"open"}
    commands.find_item(disallowed=1, reason="영수증 없음", **told)
    assert commands.find_item(disallowed=0, reason="", **told).verdict == "recognised"
    other = an_officer(Role.OPERATOR_LEAD, kind="operator")
    with pytest.raises(OutOfReach):
        commands.find_item(**told | {"by": other.actor}, disallowed=0, reason="")


def test_another_person_of_another_body_confirms_what_was_on_the_page(due_one):
    made = settling.examined(due_one)
    told = {"settlement_id": made.row.id, "at": CONFIRMED}
    seen = queries.opened(made.row.id, of=made.confirmer.actor).digest

    assert code(commands.confirm, digest=seen, by=made.operator.actor, **told) == "wrong_role"
    assert code(commands.confirm, digest="0" * 64, by=made.confirmer.actor, **told) == "settlement_changed"
    assert (made.again().state, made.again().sum) == ("examined", None)
    commands.send_back(reason="계약서를 다시 보아 주세요", by=made.confirmer.actor, **told)
    assert code(commands.confirm, digest=seen, by=made.confirmer.actor, **told) == "wrong_state"
    commands.examine(settlement_id=made.row.id, by=made.operator.actor, at=CONFIRMED)
    commands.confirm(digest=seen, by=made.confirmer.actor, **told)
    assert code(commands.confirm, digest=seen, by=made.confirmer.actor, **told) == "wrong_state"


def test_invoices_are_looked_up_again_once(due_one):
    made = settling.confirmed(due_one)
    told = {"settlement_id": made.row.id, "says": "취소된 것이 없음", "at": CONFIRMED + 90 * DAY}

    assert code(commands.recheck_invoices, by=made.confirmer.actor, **told) == "wrong_role"
    assert commands.recheck_invoices(by=made.operator.actor, **told).rechecked_says == "취소된 것이 없음"
    assert code(commands.recheck_invoices, by=made.operator.actor, **told) == "invoices_rechecked"


def ledger(made) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in payments.ledger(made.row.agreement_id):
        found[str(row.booking)] = found.get(str(row.booking), 0) + row.amount
    return found


def test_a_return_comes_in_by_instalments_each_seen_by_another_body_and_booked(due_one):
    made = settling.confirmed(due_one, disallowed=55 * M, interest=7)
    back = Return.objects.get()
    told = {"owed": back.ref, "on": date(2025, 2, 3), "at": CONFIRMED + 20 * DAY}
    first = commands.record_paid_in(amount=4 * M, by=made.operator.actor, **told)
    assert code(commands.record_paid_in, amount=6 * M + 8, by=made.operator.actor, **told) == "paid_in_wrong"
    assert code(commands.record_paid_in, amount=1, by=made.confirmer.actor, **told) == "wrong_role"
    early = told | {"on": date(2025, 1, 21)}
    assert code(commands.record_paid_in, amount=1, by=made.operator.actor, **early) == "paid_in_wrong"
    second = commands.record_paid_in(amount=6 * M + 7, by=made.operator.actor, **told)
    seen = {"by": made.confirmer.actor, "at": CONFIRMED + 21 * DAY}

    assert code(commands.confirm_paid_in, paid_in_id=first.id, **seen | {"by": made.operator.actor}) == "wrong_role"
    assert "returned" not in ledger(made)
    commands.confirm_paid_in(paid_in_id=first.id, **seen)
    assert code(commands.confirm_paid_in, paid_in_id=first.id, **seen) == "wrong_state"
    commands.confirm_paid_in(paid_in_id=second.id, **seen)
    assert Return.objects.get().state == "done"
    assert (ledger(made)["returned"], ledger(made)["paid"]) == (10 * M, 35 * M)  # interest was never paid as support
    assert code(commands.record_paid_in, amount=1, by=made.operator.actor, **told) == "wrong_state"


def test_a_return_in_default_is_reminded_and_then_the_guarantee_is_called(due_one):
    made = settling.confirmed(due_one, disallowed=55 * M)
    back = Return.objects.get()
    last = settling.datetime(2025, 2, 21, 14, 59, 59, tzinfo=settling.UTC)
    told = {"return_id": back.id}

    assert code(commands.remind, by=made.operator.actor, at=last, **told) == "return_not_due"
    assert code(commands.call_guarantee, by=made.confirmer.actor, at=last, **told) == "wrong_state"
    after = last + timedelta(seconds=1)
    assert commands.remind(by=made.operator.actor, at=after, **told).grace_until_on == date(2025, 3, 4)
    assert code(commands.call_guarantee, by=made.confirmer.actor, at=after + 9 * DAY, **told) == "return_not_due"
    assert code(commands.call_guarantee, by=made.operator.actor, at=after + 20 * DAY, **told) == "wrong_role"
    assert commands.call_guarantee(by=made.confirmer.actor, at=after + 20 * DAY, **told).state == "called"


RECOVERY = {"gain": 20 * M, "surcharge": 100 * M, "paid_on": date(2024, 8, 5), "reason": "거짓 세금계산서"}


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"gain": 35 * M + 1}, "gain_above_paid"),
        ({"gain": 0}, "gain_above_paid"),
        ({"gain": 0.5}, "gain_above_paid"),
        ({"surcharge": 100 * M + 1}, "surcharge_too_high"),
        ({"surcharge": -1}, "surcharge_too_high"),
        ({"paid_on": date(2030, 1, 1)}, "recovery_day_wrong"),
        ({"reason": " "}, "settlement_reason_missing"),
    ],
)
def test_a_recovery_beyond_what_the_law_and_the_payments_allow_is_refused(due_one, changed, refused):
    told = {"agreement_id": due_one.row.agreement_id, "by": due_one.operator.actor, "at": REPORTED}

    assert code(commands.propose_recovery, **told | RECOVERY | changed) == refused
    assert queries.recoveries(due_one.row.agreement_id, of=SYSTEM) == []


def test_a_recovery_is_anothers_decision_comes_in_and_only_its_gain_stands_in_the_ledger(due_one):
    told = {"at": REPORTED, "by": due_one.confirmer.actor}
    row = commands.propose_recovery(agreement_id=due_one.row.agreement_id, **RECOVERY, **told)
    order = {"recovery_id": row.id, "at": REPORTED}
    day = date(2025, 2, 9)
    assert row.interest == 20 * M * 35 * 158 // 1000 // 365
    assert queries.recoveries(due_one.row.agreement_id, of=due_one.company.actor) == []
    assert code(commands.order_recovery, due_on=day, by=due_one.confirmer.actor, **order) == "recovery_second_person"
    lead = an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency", name="박셋째")
    assert code(commands.order_recovery, due_on=day - DAY, by=lead.actor, **order) == "recovery_day_wrong"
    commands.order_recovery(due_on=day, by=lead.actor, **order)

    paid = commands.record_paid_in(
        owed=row.ref, amount=row.amount, on=date(2025, 2, 1), by=due_one.operator.actor, at=REPORTED + 30 * DAY
    )
    commands.confirm_paid_in(paid_in_id=paid.id, by=lead.actor, at=REPORTED + 31 * DAY)
    (found,) = queries.recoveries(due_one.row.agreement_id, of=due_one.company.actor)
    assert (found.state, found.left, ledger(due_one)["recovered"]) == ("done", 0, 20 * M)
    assert PaidIn.objects.get().booked == 20 * M


@pytest.mark.parametrize("count", [1, 3])
def test_a_settlement_costs_the_same_however_many_items_it_has(db, count, costs):
    made = settling.reported(settling.due(spent=(10 * M,) * count))
    with costs() as found:
        queries.opened(made.row.id, of=made.confirmer.actor)

    assert found.count <= 8, str(found)


def test_paid_in_by_the_same_body_is_confirmed_by_nobody_of_it(due_one):
    made = settling.confirmed(due_one, disallowed=55 * M)
    back = Return.objects.get()
    paid = commands.record_paid_in(
        owed=back.ref, amount=1, on=date(2025, 2, 3), by=made.operator.actor, at=CONFIRMED + 20 * DAY
    )
    both = an_officer(Role.ACCOUNTANT, kind="agency", key="agency", name="정회계")

    assert commands.confirm_paid_in(paid_in_id=paid.id, by=both.actor, at=CONFIRMED + 21 * DAY).booked == 1
    assert paying.again is not None


def test_the_settlement_says_what_is_still_paid_and_frees_the_rest(due_one):
    paying.completed(due_one.on)
    made = settling.confirmed(due_one, disallowed=10 * M)
    agreement_id = made.row.agreement_id

    assert (made.sum.second, made.sum.returned) == (10_454_546, 0)
    assert payments.granted(agreement_id) == payments.committed_left(agreement_id) == 10_454_546
    assert ledger(made)["freed"] == 15 * M - 10_454_546


def test_of_work_that_was_never_confirmed_nothing_more_is_paid(due_one):
    made = settling.confirmed(due_one)

    assert made.sum.second == 15 * M
    assert (payments.granted(made.row.agreement_id), ledger(made)["freed"]) == (0, 15 * M)


def test_what_is_being_recovered_is_not_asked_back_as_a_return_too(due_one):
    told = {"at": REPORTED, "by": due_one.confirmer.actor}
    agreement_id = due_one.row.agreement_id
    commands.propose_recovery(agreement_id=agreement_id, **RECOVERY | {"gain": 30 * M}, **told)
    made = settling.confirmed(due_one, disallowed=55 * M, interest=7)

    assert made.sum.returned == 10 * M
    assert (Return.objects.get().of_support, Return.objects.get().amount) == (5 * M, 5 * M + 7)
    again = {"agreement_id": agreement_id, **told, **RECOVERY}
    assert code(commands.propose_recovery, **again | {"gain": 1, "surcharge": 0}) == "gain_above_paid"
