"""What happens in a company's life: who succeeds takes its place in all that runs, who halts is paid no more."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings

import agreements.test_succeeding as succeeding
from agreeing import Agreeing, a_concluded, an_agreement
from agreements.test_changing import event
from agreements.test_reviewing import refused
from gonggo.agreements import commands, newcomer, queries
from gonggo.agreements.models import Agreement, Change, Party
from gonggo.agreements.states import ChangeState
from gonggo.delivery import queries as deliveries
from gonggo.delivery.commands import open_delivery
from gonggo.facts.commands import state_looked_up
from gonggo.facts.queries import said_on
from gonggo.journal.commands import deliver
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.payments import commands as payments
from gonggo.payments import queries as books
from gonggo.settlement import queries as settled
from gonggo.settlement.commands import open_settlement
from gonggo.web.ui.waiting import waiting
from gonggo.wiring import audit
from paying import a_paying, again, approved, asked, carried, order_of, prepared, spent
from personas import Persona, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])
NOW = succeeding.NOW
HALTED = "business-halted"


def merged(made: Agreeing, new: Persona, whose: Persona | None = None, **changed) -> dict:
    """``whose`` (the lead, if nobody is said) has merged into ``new``."""
    said = {"item": "merger", "before": "하나정밀", "after": "새롬소프트", "reason": "합병 등기"}
    return event(made, whose or made.adopter, **said | {"successor_id": new.company.id} | changed)


def a_successor() -> Persona:
    return an_owner("한새롬", company_name="새롬소프트", at=NOW)


def consented(made: Agreeing, new: Persona, role: str) -> None:
    keys = [text.key for text in made.on.program.consents_of(role, "agreement")]
    told = {"agreement_id": made.agreement_id, "language": "ko", "stepped_up_at": machine_now()}
    commands.consent(keys=keys, **told, by=new.actor, at=NOW)


def accepted(made: Agreeing, new: Persona, **changed) -> Change:
    """The lead has merged, and the office accepts who succeeds it."""
    (change,) = commands.tell_event(**merged(made, new))
    consented(made, new, "adopter")
    return commands.accept_successor(**succeeding.prepared(made, change) | changed)


def test_who_succeeds_by_law_leads_what_the_other_led_and_the_other_has_no_part_in_it_any_more():
    made = a_concluded()
    open_delivery(agreement_id=made.agreement_id, at=NOW)
    open_settlement(agreement_id=made.agreement_id, over_on=date(2024, 10, 1), at=NOW)
    new = a_successor()

    change = accepted(made, new)

    assert change.state == ChangeState.APPROVED
    assert [(one.company_id, one.leads) for one in made.terms.parties] == [
        (new.company.id, True),
        (made.supplier.company.id, False),
    ]
    assert Party.objects.get(company_id=made.adopter.company.id).left_on == date(2024, 10, 1)
    task = deliveries.of_agreement(made.agreement_id, of=new.actor)
    assert task is not None
    assert task.lead_company_id == new.company.id
    (settlement,) = settled.settlements(of=new.actor)
    assert settlement.company_id == new.company.id
    assert settled.in_state(new.actor, settlement.state).count() == 1
    with pytest.raises(OutOfReach):
        queries.within_reach(made.agreement_id, of=made.adopter.actor)
    assert deliveries.of_agreement(made.agreement_id, of=made.adopter.actor) is None
    assert settled.settlements(of=made.adopter.actor) == []
    assert [one.invariant for one in audit.agreements._succession(made.row)] == []


def test_who_succeeds_by_contract_is_bound_once_all_have_signed():
    made = a_concluded()
    new = a_successor()
    told = {"item": "transfer", "before": "이음데이터", "after": "새롬소프트"}
    (change,) = commands.tell_event(**merged(made, new, made.supplier, **told))
    consented(made, new, "supplier")

    refused("change_needs_signatures", made, commands.accept_successor, **succeeding.prepared(made, change))
    commands.prepare_change(**succeeding.prepared(made, change))
    assert made.terms.role_of(new.company.id) is None
    succeeding.all_sign(made, new)

    assert made.terms.role_of(new.company.id) == "supplier"
    assert made.terms.role_of(made.supplier.company.id) is None
    assert [one.invariant for one in audit.agreements._succession(made.row)] == []


def test_a_successor_is_another_registered_company_that_is_no_party_and_only_where_one_succeeds():
    made = a_concluded()
    new = a_successor()

    for code, changed in (
        ("successor_missing", {"successor_id": None}),
        ("successor_is_self", {"successor_id": made.adopter.company.id}),
        ("successor_unknown", {"successor_id": made.agreement_id}),
        ("successor_is_party", {"successor_id": made.supplier.company.id}),
        ("successor_not_asked", {"item": "closing"}),
        ("change_cause_late", {"cause_on": date(2024, 10, 2)}),
    ):
        refused(code, made, commands.tell_event, **merged(made, new) | changed)
    assert Change.objects.count() == 0
    (change,) = commands.tell_event(**merged(made, new))
    assert commands.tell_event(**merged(made, new)) == [change]
    refused("change_open_already", made, commands.tell_event, **merged(made, new, after="다른 이름"))
    with pytest.raises(OutOfReach):
        commands.tell_event(**merged(made, new, by=new.actor))
    answer = succeeding.prepared(made, change)
    refused("agreement_consent_missing", made, commands.accept_successor, **answer)
    refused("wrong_role", made, commands.accept_successor, **answer | {"by": made.adopter.actor})
    refused(
        "change_needs_signatures", made, commands.approve_change, **{k: answer[k] for k in answer if k != "found_met"}
    )
    commands.refuse_change(**{k: answer[k] for k in answer if k != "found_met"})
    refused("wrong_state", made, commands.accept_successor, **answer)


def test_money_asked_for_by_the_one_before_is_void_and_the_successor_asks_into_its_own_account():
    on = a_paying(a_concluded())
    made, row, new = on.on, prepared(on), a_successor()
    spent(on)
    accepted(made, new)

    with pytest.raises(Refused) as caught:
        approved(on, row)
    assert caught.value.code == "payee_changed"
    deliver(now=machine_now())

    assert again(row).state == "void"
    assert books.tranches(of=made.adopter.actor) == []
    assert [one.id for one in books.tranches(of=new.actor)] == [row.id]
    (item,) = books.spending(made.agreement_id)
    assert books.spending_item(item.id, of=new.actor).id == item.id
    with pytest.raises(OutOfReach):
        books.spending_item(item.id, of=made.adopter.actor)
    assert asked(on, by=new.actor, at=NOW).payee_id == new.company.id
    payments.withdraw_spending(spending_id=item.id, reason="잘못 적음", by=new.actor, at=NOW)


def closed(made: Agreeing, whose: Persona, **changed) -> list[Change]:
    return commands.tell_event(**event(made, whose, item="closing", before="계속", after="폐업") | changed)


def business_of(whose: Persona, on: date) -> str:
    said = said_on([whose.company.id], [HALTED], on).get(whose.company.id, {})
    return said[HALTED].value if HALTED in said else ""


def test_a_closing_is_so_from_its_day_on_whatever_a_register_said_since_and_ends_with_the_resumption():
    on = a_paying(a_concluded())
    made = on.on
    prepared(on)  # its register said on 5 August that the business goes on

    closed(made, made.adopter, cause_on=date(2024, 8, 2))

    days = (date(2024, 8, 1), date(2024, 8, 2), date(2024, 8, 5), date(2024, 10, 1))
    assert [business_of(made.adopter, day) for day in days] == ["", "closed", "none", "closed"]
    commands.tell_event(
        **event(made, made.adopter, item="resumption", before="폐업", after="영업", cause_on=NOW.date())
    )
    assert business_of(made.adopter, NOW.date()) == "none"


def test_nothing_is_approved_for_a_company_that_is_closed_on_that_day_nor_sent():
    on = a_paying(a_concluded())
    made, row = on.on, prepared(on)
    at = datetime(2024, 8, 5, 2, 30, tzinfo=UTC)
    first = approved(on, row)
    closed(made, made.adopter, cause_on=date(2024, 8, 5), at=at)

    assert carried(on) == 0
    assert (again(first).state, order_of(first).state) == ("void", "dropped")
    assert "휴업·폐업" in again(first).reason
    second = asked(on)
    with pytest.raises(Refused) as caught:
        prepared(on, second)
    assert (caught.value.code, caught.value.facts["gate"]) == ("gate_shut", HALTED)
    told = event(made, made.adopter, item="resumption", before="폐업", after="영업", cause_on=date(2024, 8, 5), at=at)
    commands.tell_event(**told)
    assert prepared(on, second).state == "prepared"


def test_an_agreement_beyond_its_day_and_an_event_that_nobody_decided_on_are_found(monkeypatch):
    made = a_concluded()
    closed(made, made.supplier)

    def found(now: datetime) -> list[str]:
        monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: now)
        return [one.about for one in audit.undecided.check(now)]

    about = f"agreement:{made.agreement_id}"
    assert found(datetime(2024, 10, 16, 1, 0, tzinfo=UTC)) == []
    assert found(datetime(2024, 10, 17, 1, 0, tzinfo=UTC)) == [about]
    change = Change.objects.get()
    commands.approve_change(change_id=change.id, answer="다른 기업을 찾음", by=made.operator.actor, at=NOW)
    assert found(datetime(2024, 10, 17, 1, 0, tzinfo=UTC)) == []
    Change.objects.all().delete()
    assert found(datetime(2024, 10, 17, 1, 0, tzinfo=UTC)) == [about]  # known of the register, told by nobody
    assert found(datetime(2024, 10, 16, 1, 0, tzinfo=UTC)) == []

    Agreement.objects.update(state="papers", concluded_at=None, begins_on=None, last_on=None)
    due = made.row.conclude_by_on
    assert found(datetime(due.year, due.month, due.day, 14, 59, tzinfo=UTC)) == []
    assert found(datetime(due.year, due.month, due.day, 15, 0, tzinfo=UTC)) == [about]


def test_the_companies_and_the_office_do_all_of_it_at_their_pages(monkeypatch):
    made = a_concluded()
    new = a_successor()
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: NOW)
    page = f"/company/agreements/{made.agreement_id}"
    said = {"item": "merger", "before": "하나정밀", "after": "새롬소프트", "reason": "등기", "cause_on": "2024-09-25"}

    for number in ("", "1", "1234567890", made.adopter.company.brn):
        assert made.adopter.client.post(f"{page}/change", said | {"successor": number}).status_code == 422
    assert made.adopter.client.post(f"{page}/change", said | {"successor": new.company.brn}).status_code == 302
    office = made.operator.client.get(f"/operator/tasks/{made.agreement_id}").content.decode()
    assert "폐업" in office
    assert "새 기업이 갖춘 것으로 확인한 자격요건" in office
    consented(made, new, "adopter")
    change = Change.objects.get()
    answer = {"is_approved": "yes", "answer": "확인함", "found_met": sorted(succeeding.everything(made))}
    found = [one.key for one in newcomer.left_open(change.id, at=NOW) or ()]
    posted = made.operator.client.post(f"/operator/tasks/changes/{change.id}", answer | {"found_met": found})

    assert posted.status_code == 302
    assert new.client.get(page).status_code == 200
    assert made.adopter.client.get(page).status_code == 404
    assert "폐업" not in new.client.get(page).content.decode().split("<section")[0]


def test_an_application_of_a_company_that_has_halted_waits_for_its_offices_until_it_is_decided_or_goes_on():
    made, other = an_agreement(), a_concluded()
    at = NOW

    def waits(of: Persona) -> list[tuple[str, str]]:
        return [
            (one.whose, one.url) for one in waiting(of.actor, at=at) if one.what == "휴업·폐업한 기업의 과제 정하기"
        ]

    def register(whose: Persona, value: str) -> None:
        told = {"company_id": whose.company.id, "values": {HALTED: value}, "on": at.date()}
        state_looked_up(**told, by=made.officer.actor, at=at)

    assert waits(made.officer) == []
    for one in (made.supplier, other.supplier):
        register(one, "closed")
    url = f"/agency/applications/{made.application.id}/eligibility"
    assert [name for name, _ in waits(made.officer)] == ["하나정밀"]
    assert [link for _, link in waits(made.officer)] == [url]
    assert len(waits(made.operator)) == 1
    register(made.supplier, "none")
    assert waits(made.officer) == []
    register(made.supplier, "suspended")
    commands.refuse(agreement_id=made.agreement_id, reason="공급기업 휴업", by=made.officer.actor, at=at)
    assert waits(made.officer) == waits(made.operator) == []
