"""A year ends in the middle of an agreement: what is unspent is spent on once it was carried over."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings

from gonggo.agreements.models import Agreement
from gonggo.journal.queries import timeline
from gonggo.kernel.refusal import Refused
from gonggo.payments import carried, waiting
from gonggo.payments.models import CarryOver
from paying import carried_over, paid, spent

pytestmark = pytest.mark.django_db(databases=["default", "door"])
NEW_YEAR = datetime(2024, 12, 31, 15, 0, tzinfo=UTC)  # midnight in Seoul
LAST_DAY = datetime(2024, 12, 31, 14, 59, tzinfo=UTC)
JANUARY = datetime(2025, 1, 20, 1, 0, tzinfo=UTC)


def refused(act, *told, **changed) -> tuple[str, str | None]:
    before = CarryOver.objects.count()
    with pytest.raises(Refused) as no:
        act(*told, **changed)
    assert CarryOver.objects.count() == before
    return no.value.code, no.value.field


def test_what_stands_in_the_account_and_what_is_still_to_be_paid_is_carried_over_by_a_recorded_act(on):
    paid(on)
    spent(on, amount=30_000_000)
    row = carried_over(on)

    assert (row.held, row.promised) == (45_000_000, 15_000_000)
    [shown] = carried.carried(on.agreement_id)
    assert (shown.year, shown.amount, shown.reason) == (2024, 60_000_000, "협약기간이 다음 해까지임")
    fact = timeline(on.on.terms.ref)[-1]
    assert carried.carried_in([fact]) == [shown]
    assert (fact.name, fact.data["year"], fact.data["amount"]) == ("payment.carried_over", 2024, 60_000_000)


@pytest.mark.parametrize(("day", "counts"), [(date(2024, 12, 31), True), (date(2025, 1, 1), False)])
def test_until_then_what_was_spent_in_the_new_year_is_not_entered(on, day, counts):
    if counts:
        assert spent(on, spent_on=day, at=JANUARY).spent_on == day
    else:
        assert refused(spent, on, spent_on=day, at=JANUARY) == ("year_not_carried_over", "spent_on")
        carried_over(on)
        assert spent(on, spent_on=day, at=JANUARY).spent_on == day


def test_a_year_is_carried_over_once_and_only_when_it_is_over(on):
    assert refused(carried_over, on, at=LAST_DAY)[0] == "nothing_to_carry_over"
    assert refused(carried_over, on, year=2025)[0] == "nothing_to_carry_over"
    assert refused(carried_over, on, reason=" ") == ("payment_reason_missing", "reason")
    assert refused(carried_over, on, by=on.company.actor)[0] == "wrong_role"
    assert refused(carried_over, on, by=on.operator.actor)[0] == "wrong_role"
    carried_over(on, at=NEW_YEAR)

    assert refused(carried_over, on)[0] == "nothing_to_carry_over"


def test_it_waits_for_the_agency_from_new_years_day_until_it_is_done(on):
    def waits(day: date) -> list[object]:
        return [one.id for one in waiting.to_carry_over(on.accountant.actor, day)]

    assert (waits(date(2024, 12, 31)), waits(date(2025, 1, 1))) == ([], [on.agreement_id])
    assert waits(date(2026, 1, 1)) == []  # the term was over before
    carried_over(on)
    assert waits(date(2025, 1, 2)) == []


def test_the_agency_carries_over_on_the_page_of_the_money_and_the_company_reads_it(on, monkeypatch):
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: JANUARY)
    page, address = f"/agency/payments/agreements/{on.agreement_id}", on.agreement_id
    offered = on.accountant.client.get(page).content.decode()
    assert (f"{page}/over/2024" in offered, "9,000만원을 이월해야" in offered) == (True, True)
    assert "/over/" not in on.operator.client.get(f"/operator/payments/agreements/{address}").content.decode()
    assert on.accountant.client.post(f"{page}/over/2024", {"reason": ""}).status_code == 422
    assert on.accountant.client.post(f"{page}/over/2024", {"reason": "장비가 늦음"})["Location"] == page

    assert "/over/" not in on.accountant.client.get(page).content.decode()
    for who, place in ((on.accountant, page), (on.company, f"/company/agreements/{address}/payments")):
        assert "장비가 늦음" in who.client.get(place).content.decode()


def test_a_terminated_agreement_carries_nothing_over(on):
    Agreement.objects.filter(id=on.agreement_id).update(
        state="terminated", in_good_faith=True, end_reason="해약", ended_at=LAST_DAY
    )

    assert refused(carried_over, on)[0] == "agreement_not_in_force"
