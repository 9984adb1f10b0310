"""A tranche from the asking to the bank: who may, what is refused, what an approval is bound to."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from agreeing import a_concluded, an_agreement
from gonggo.agreements.models import Agreement
from gonggo.facts.definition import Source
from gonggo.facts.queries import dated
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import commands as parties
from gonggo.payments import commands, queries, waiting
from gonggo.payments.accounts import AccountKind
from gonggo.payments.definition import rules_of
from gonggo.payments.models import Instruction, Posting, Tranche
from gonggo.payments.rules import Guarantee
from gonggo.payments.states import TrancheState
from gonggo.wiring.fake_bank import Habit
from paying import (
    ACCOUNT,
    APPROVED,
    ASKED,
    SENT,
    Paying,
    a_paying,
    again,
    approved,
    asked,
    carried,
    completed,
    granted,
    order_of,
    paid,
    prepared,
)
from personas import a_colleague_of, an_officer, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def on(db: None) -> Paying:
    return a_paying()


def refused(act, *told, **changed) -> tuple[str, str | None]:
    """The refusal of an act, and that no tranche, posting or instruction changed by it."""
    before = _all()
    with pytest.raises(Refused) as no:
        act(*told, **changed)
    assert _all() == before
    return no.value.code, no.value.field


def _all() -> list[object]:
    return [list(rows.objects.order_by("pk").values()) for rows in (Tranche, Posting, Instruction)]


def facts(on: Paying) -> list[str]:
    return [one.name for one in timeline(on.on.terms.ref) if one.name.startswith("payment.")]


@pytest.mark.clause("1-roles-operator", "2-new")
def test_a_tranche_is_asked_for_prepared_approved_and_paid_once_and_stands_in_the_ledger(on):
    row = paid(on)

    assert (row.state, facts(on)) == (
        TrancheState.PAID,
        [f"payment.{step}" for step in ("asked", "prepared", "approved", "instructed", "paid")],
    )
    assert on.books.paid == {str(order_of(row).id): 35_000_000}
    assert queries.paid(on.agreement_id) == 35_000_000
    assert queries.balances(queries.ledger(on.agreement_id)) == dict.fromkeys(AccountKind, 0) | {
        AccountKind.BUDGET: -50_000_000,
        AccountKind.COMMITTED: 15_000_000,
        AccountKind.PRIVATE: -40_000_000,
        AccountKind.DEDICATED: 75_000_000,
    }


def test_an_agreement_stands_in_the_ledger_once_however_often_it_is_told(on):
    assert commands.commit_support(agreement_id=on.agreement_id, at=ASKED) is False
    assert Posting.objects.count() == 2


@pytest.mark.clause("2-new")
@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"amount": 35_000_001}, ("payment_above", "amount")),
        ({"amount": 0}, ("payment_won_wrong", "amount")),
        ({"amount": 0.5}, ("payment_won_wrong", "amount")),
        ({"number": 3}, ("tranche_unknown", "number")),
        ({"account": "12-34"}, ("account_wrong", "account")),
        ({"account": "계좌번호"}, ("account_wrong", "account")),
        ({"holder": " "}, ("account_wrong", "holder")),
    ],
)
def test_what_cannot_be_asked_for_is_refused_at_its_field_and_nothing_changes(on, changed, answer):
    assert refused(asked, on, **changed) == answer


def test_a_tranche_that_stands_is_not_asked_for_twice(on):
    asked(on)

    assert refused(asked, on)[0] == "tranche_standing"


@pytest.mark.parametrize(("what", "changed"), [("cap", {"cap": 49_999_999}), ("share", {"cash": 9_999_999})])
def test_an_agreement_above_cap_or_share_cannot_even_stand(on, what, changed):
    with pytest.raises(DatabaseError), transaction.atomic():
        Agreement.objects.filter(id=on.agreement_id).update(in_kind=20_000_000, **changed)


def test_nothing_is_asked_for_before_there_is_an_agreement(db):
    made = an_agreement()
    on = Paying(made, made.operator, made.reviewer)

    assert refused(asked, on)[0] == "agreement_not_in_force"


def test_only_the_lead_company_asks_and_nobody_who_may_only_read(on):
    viewer = a_colleague_of(on.company, role=Role.COMPANY_VIEWER)

    assert refused(asked, on, by=on.on.supplier.actor)[0] == "lead_company_only"
    assert refused(asked, on, by=viewer.actor)[0] == "wrong_role"
    with pytest.raises(OutOfReach):
        asked(on, by=an_owner("최낯선", company_name="먼나라").actor)


def test_the_account_number_is_encrypted_and_shown_by_its_last_digits(on):
    row = asked(on)

    assert ACCOUNT.replace("-", "") not in str(Tranche.objects.filter(id=row.id).values())
    assert queries.tranche(row.id, of=on.operator.actor).account == "********6789"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"private_paid": 39_999_999}, "gate_shut"),
        ({"guarantee": None}, "gate_shut"),
        ({"guarantee": Guarantee("G", 34_999_999, date(2025, 2, 1))}, "gate_shut"),
        ({"checked": {}}, "gate_shut"),
        ({"checked_on": date(2024, 7, 29)}, "gate_shut"),
        ({"checked_on": date(2024, 8, 6)}, "check_day_wrong"),
    ],
)
def test_a_tranche_with_a_shut_gate_is_not_prepared(on, changed, code):
    row = asked(on)

    assert refused(prepared, on, row, **changed)[0] == code


def test_what_the_registers_said_becomes_dated_facts_of_the_company_as_the_offices_word(on):
    row = asked(on)
    kinds = rules_of(on.on.on.program).checks.kinds

    def known() -> set[tuple]:
        found = dated([row.payee_id], kinds, program=row.program).get(row.payee_id, [])
        return {(one.kind, one.value, one.since_on, one.until_on, one.source) for one in found}

    before = known()
    with pytest.raises(Refused):
        prepared(on, row, checked=dict.fromkeys(kinds, "unpaid"))
    assert known() == before
    prepared(on, row)

    assert known() - before == {(kind, "none", date(2024, 8, 5), None, Source.OFFICER) for kind in kinds}
    stated = [one for one in timeline(on.company.company.ref) if one.name == "fact.stated"]
    assert {one.person_id for one in stated[-len(kinds) :]} == {on.operator.person.id}


def test_only_the_operator_of_the_application_prepares(on):
    row = asked(on)
    another = an_officer(Role.OPERATOR_OFFICER, kind="operator")

    assert refused(prepared, on, row, by=on.accountant.actor)[0] == "wrong_role"
    with pytest.raises(OutOfReach):
        prepared(on, row, by=another.actor)


def test_who_asked_prepared_or_sits_with_them_approves_nothing(on):
    row = prepared(on)
    told = {"person_id": on.accountant.person.id, "by": SYSTEM, "at": ASKED}
    parties.grant_role(organisation=on.operator.actor.organisation, role=Role.OPERATOR_OFFICER, **told)
    assert refused(approved, on, row)[0] == "payment_same_organisation"

    both = an_officer(Role.AGENCY_LEAD, kind="agency", key="agency")
    Tranche.objects.filter(id=row.id).update(asked_by=both.person.id)
    assert refused(approved, on, row, by=both.actor)[0] == "payment_same_person"
    assert refused(approved, on, row, by=on.operator.actor)[0] == "wrong_role"


def test_the_database_itself_wants_three_people_of_three_organisations(on):
    row = approved(on)
    for other in ({"approved_by": row.prepared_by}, {"approved_for": row.prepared_for}, {"approved_by": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Tranche.objects.filter(id=row.id).update(**other)
    copy = {one.attname: getattr(row, one.attname) for one in Tranche._meta.concrete_fields if one.name != "id"}
    for other in ({"prepared_for": row.asked_for}, {"approved_by": row.asked_by}, {"approved_digest": "f" * 64}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Tranche.objects.create(**(copy | {"number": 2} | other))


def test_approving_wants_a_fresh_proof_of_who_it_is(on):
    row = prepared(on)
    old = datetime.now(tz=UTC) - timedelta(minutes=6)

    assert refused(approved, on, row, stepped_up_at=None)[0] == "step_up_missing"
    assert refused(approved, on, row, stepped_up_at=old)[0] == "step_up_missing"


def test_an_approval_holds_for_what_was_seen_and_for_nothing_else(on):
    row = prepared(on)
    assert refused(approved, on, row, digest="0" * 64)[0] == "tranche_changed"

    Tranche.objects.filter(id=row.id).update(amount=1)
    assert refused(approved, on, row)[0] == "tranche_changed"


def test_a_check_that_has_grown_old_is_made_anew_before_the_approval(on):
    row = prepared(on)

    assert refused(approved, on, row, at=APPROVED + timedelta(days=7))[0] == "gate_shut"


def test_an_agreement_that_changes_after_the_preparation_is_not_approved_over(on):
    row = prepared(on)
    Agreement.objects.filter(id=on.agreement_id).update(government=49_000_000)

    assert refused(approved, on, row)[0] == "tranche_changed"


def test_correcting_what_was_prepared_sets_the_preparation_aside(on):
    row = prepared(on)
    told = {
        "bank": "다른은행",
        "holder": "하나정밀",
        "account": "999-888-77777",
        "by": on.company.actor,
        "at": APPROVED,
    }
    mended = commands.ask_again(tranche_id=row.id, amount=30_000_000, **told)

    assert (mended.state, mended.content_digest, mended.prepared_by) == (TrancheState.ASKED, "", None)
    assert refused(approved, on, row)[0] == "wrong_state"


def test_what_was_approved_cannot_be_changed_by_anybody(on):
    row = approved(on)
    told = {"bank": "다른은행", "holder": "x", "account": ACCOUNT, "by": on.company.actor, "at": APPROVED}

    assert refused(commands.ask_again, tranche_id=row.id, amount=1, **told)[0] == "wrong_state"
    assert refused(commands.void, tranche_id=row.id, reason="x", by=on.company.actor, at=APPROVED)[0] == "wrong_state"
    for column in ({"amount": 1}, {"payee_id": row.id}, {"account_sealed": "x"}, {"approved_digest": "x"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Tranche.objects.filter(id=row.id).update(**column)
    with pytest.raises(DatabaseError), transaction.atomic():
        Tranche.objects.filter(id=row.id)._raw_delete("default")


def test_an_agreement_that_changes_after_the_approval_voids_it_and_nothing_is_sent(on):
    row = approved(on)
    Agreement.objects.filter(id=on.agreement_id).update(government=49_000_000)

    assert (carried(on), again(row).state, order_of(row).state, on.books.orders) == (0, "void", "dropped", {})
    assert queries.paid(on.agreement_id) == 0
    assert asked(on, amount=34_300_000).state == TrancheState.ASKED


def test_what_comes_back_is_mended_and_asked_for_again(on):
    row = asked(on)
    assert refused(commands.send_back, tranche_id=row.id, reason=" ", by=on.operator.actor, at=APPROVED)[0] == (
        "payment_reason_missing"
    )
    commands.send_back(tranche_id=row.id, reason="예금주가 다름", by=on.operator.actor, at=APPROVED)
    assert [one.id for one in waiting.to_mend(on.company.actor)] == [row.id]

    told = {"bank": "하나은행", "holder": "하나정밀", "account": ACCOUNT, "by": on.company.actor, "at": APPROVED}
    assert commands.ask_again(tranche_id=row.id, amount=35_000_000, **told).state == TrancheState.ASKED
    assert [one.id for one in waiting.to_prepare(on.operator.actor)] == [row.id]


def test_what_waits_is_shown_to_who_can_do_it(on):
    assert [one.id for one in waiting.to_ask(on.company.actor)] == [on.agreement_id]
    row = prepared(on)

    assert not waiting.to_ask(on.company.actor).exists()
    assert [one.id for one in waiting.to_approve(on.accountant.actor)] == [row.id]
    assert not waiting.to_approve(on.operator.actor).exists()


def test_a_company_takes_back_what_nobody_approved(on):
    row = prepared(on)
    commands.void(tranche_id=row.id, reason="계좌를 바꿈", by=on.company.actor, at=APPROVED)

    assert (again(row).state, refused(approved, on, row)[0]) == ("void", "wrong_state")


def test_what_the_bank_refuses_is_not_paid_and_can_be_asked_for_anew(on):
    row = approved(on)
    assert (carried(on, Habit.REFUSE), again(row).state, queries.paid(on.agreement_id)) == (1, "refused", 0)

    new = approved(on, prepared(on, asked(on)))
    assert (carried(on), again(new).state, queries.paid(on.agreement_id)) == (1, "paid", 35_000_000)


@pytest.mark.clause("1-roles-operator")
def test_the_second_tranche_waits_for_completion_and_settlement_and_takes_the_rest(on):
    paid(on)
    assert refused(asked, on, number=2, amount=15_000_000)[0] == "settlement_first"
    granted(on)
    second = asked(on, number=2, amount=15_000_000)
    assert refused(prepared, on, second)[0] == "gate_shut"

    completed(on)
    assert carried_second(on, second) == ("paid", 50_000_000)
    assert refused(asked, on, number=2, amount=1)[0] == "tranche_standing"


def carried_second(on: Paying, row: Tranche) -> tuple[str, int]:
    approved(on, prepared(on, row))
    carried(on)
    return again(row).state, queries.paid(on.agreement_id)


def test_more_than_the_settlement_left_is_not_asked_for_and_the_rest_is_free(on):
    paid(on)
    granted(on, 9_000_000)

    assert refused(asked, on, number=2, amount=9_000_001) == ("payment_above", "amount")
    assert queries.committed_left(on.agreement_id) == 9_000_000
    second = asked(on, number=2, amount=8_000_000)
    assert (
        commands.ask_again(
            tranche_id=second.id,
            amount=9_000_000,
            bank="하나은행",
            holder="하나정밀",
            account=ACCOUNT,
            by=on.company.actor,
            at=SENT,
        ).amount
        == 9_000_000
    )


def test_a_settlement_that_leaves_nothing_leaves_nothing_to_ask_for(on):
    paid(on)
    granted(on, 0)

    assert refused(asked, on, number=2, amount=1) == ("payment_above", "amount")
    assert queries.committed_left(on.agreement_id) == 0


def test_what_was_asked_for_before_the_settlement_is_void_with_it(on):
    row = approved(on)
    granted(on)

    assert (again(row).state, order_of(row).state) == ("void", "dropped")
    assert refused(asked, on)[0] == "settled_already"


def test_no_settlement_is_confirmed_while_the_bank_has_a_payment(on):
    row = approved(on)
    carried(on, Habit.LOSE_REPLY)

    assert refused(granted, on)[0] == "payment_with_bank"
    assert (again(row).state, queries.granted(on.agreement_id)) == ("unclear", None)


def test_without_a_guarantee_nothing_is_paid_in_advance_and_everything_after_completion(db):
    on = a_paying(a_concluded())
    Agreement.objects.filter(id=on.agreement_id).update(has_advance=False)
    assert refused(asked, on)[0] == "no_advance"

    completed(on)
    granted(on, 50_000_000)
    assert carried_second(on, asked(on, number=2, amount=50_000_000)) == ("paid", 50_000_000)
    assert refused(asked, on)[0] in {"no_advance", "tranche_out_of_order"}


def test_a_terminated_agreement_is_paid_no_more_and_what_was_promised_is_free(on):
    paid(on)
    granted(on)
    second = asked(on, number=2, amount=15_000_000)
    Agreement.objects.filter(id=on.agreement_id).update(
        state="terminated", in_good_faith=True, end_reason="해약", ended_at=SENT
    )

    assert commands.stop_payments(agreement_id=on.agreement_id, at=SENT) == 1
    assert (again(second).state, queries.committed_left(on.agreement_id)) == ("void", 0)
    assert refused(asked, on, number=2, amount=15_000_000)[0] == "agreement_not_in_force"


def test_nobody_without_a_part_in_it_knows_of_a_tranche(on):
    row = asked(on)
    for stranger in (
        an_owner("최낯선", company_name="먼나라"),
        on.on.supplier,
        an_officer(Role.EVALUATOR, kind="agency"),
    ):
        with pytest.raises(OutOfReach):
            queries.tranche(row.id, of=stranger.actor)
    assert queries.tranche(row.id, of=an_officer(Role.AUDITOR, kind="ministry").actor).id == row.id


def contradicted(on: Paying) -> Tranche:
    """The bank says that it paid one won less than was ordered."""
    row = approved(on)
    carried(on, Habit.PAY_LESS)
    return again(row)


STATED = {"was_paid": True, "reference": "2024080500017", "says": "8월 5일 거래내역", "at": SENT}


def test_what_the_bank_says_of_another_amount_waits_for_two_people_and_is_never_booked_as_it_is(on):
    row = contradicted(on)
    assert (row.state, queries.paid(on.agreement_id)) == ("unclear", 0)
    assert [one.id for one in waiting.to_clear(on.operator.actor)] == [row.id]
    told = {"tranche_id": row.id, **STATED}
    confirms = {"tranche_id": row.id, "stepped_up_at": datetime.now(tz=UTC), "at": SENT}
    assert refused(commands.confirm_outcome, by=on.accountant.actor, **confirms)[0] == "bank_answer_awaited"
    assert refused(commands.state_outcome, by=on.accountant.actor, **told)[0] == "wrong_role"
    assert refused(commands.state_outcome, by=on.operator.actor, **told | {"reference": " "})[0] == (
        "bank_reference_wrong"
    )
    commands.state_outcome(by=on.operator.actor, **told)

    assert [one.id for one in waiting.to_clear(on.accountant.actor)] == [row.id]
    assert refused(commands.confirm_outcome, by=on.operator.actor, **confirms)[0] == "wrong_role"
    stale = confirms | {"stepped_up_at": None}
    assert refused(commands.confirm_outcome, by=on.accountant.actor, **stale)[0] == "step_up_missing"
    commands.confirm_outcome(by=on.accountant.actor, **confirms)
    assert (again(row).state, queries.paid(on.agreement_id)) == ("paid", 35_000_000)
    assert order_of(row).bank_reference == "2024080500017"
    assert refused(commands.confirm_outcome, by=on.accountant.actor, **confirms)[0] == "bank_answer_awaited"


def test_what_the_statement_does_not_show_is_refused_and_asked_for_anew(on):
    row = contradicted(on)
    told = STATED | {"was_paid": False, "reference": ""}
    commands.state_outcome(tranche_id=row.id, by=on.operator.actor, **told)
    commands.confirm_outcome(tranche_id=row.id, stepped_up_at=datetime.now(tz=UTC), by=on.accountant.actor, at=SENT)

    assert (again(row).state, queries.paid(on.agreement_id)) == ("refused", 0)
    assert asked(on).state == "asked"


def test_who_said_what_the_statement_shows_does_not_confirm_it_for_the_agency_either(on):
    row = contradicted(on)
    commands.state_outcome(tranche_id=row.id, by=on.operator.actor, **STATED)
    both = an_officer(Role.ACCOUNTANT, kind="agency", key="agency", name="박둘다")
    parties.grant_role(
        person_id=both.person.id,
        organisation=on.operator.actor.organisation,
        role=Role.OPERATOR_OFFICER,
        by=SYSTEM,
        at=SENT,
    )
    confirms = {"tranche_id": row.id, "stepped_up_at": datetime.now(tz=UTC), "at": SENT}

    assert refused(commands.confirm_outcome, by=both.actor, **confirms)[0] == "payment_same_organisation"


def test_an_answer_that_is_only_late_is_left_to_the_bank(on):
    row = approved(on)
    carried(on, Habit.TIME_OUT)

    assert again(row).state == "unclear"
    assert refused(commands.state_outcome, tranche_id=row.id, by=on.operator.actor, **STATED)[0] == (
        "bank_answer_awaited"
    )
