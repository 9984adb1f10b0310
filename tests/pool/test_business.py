"""An approved supplier that suspends or closes its business is found no longer, and comes back with its business."""

from datetime import timedelta

import pytest

from gonggo.facts.commands import state_fact, state_looked_up
from gonggo.facts.definition import BUSINESS_HALTED, FactKind
from gonggo.facts.queries import said_on
from gonggo.journal.commands import deliver
from gonggo.journal.models import Delivery
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import Refused
from gonggo.messages.models import Mail
from gonggo.pool import commands, queries
from gonggo.pool.models import Supplier
from gonggo.wiring import audit
from suppliers import NOW, Supplying, an_officer_of_the_agency, approved, received

pytestmark = pytest.mark.django_db(databases=["default", "door"])
LATER = NOW + timedelta(days=40)


def business(case: Supplying, value: str, at=LATER) -> None:
    """The register says so, and every reader has heard it."""
    told = {"by": an_officer_of_the_agency().actor, "at": at, "on": at.date()}
    state_looked_up(company_id=case.again().company_id, values={BUSINESS_HALTED: value}, **told)
    deliver(now=machine_now())
    deliver(now=machine_now())  # what the first reader made known


@pytest.mark.clause("A2-restrictions")
def test_an_approved_supplier_that_closes_is_halted_and_back_once_its_business_goes_on():
    case, other = approved(), approved(name="딴데이터")

    business(case, "closed")
    assert (case.state, other.state) == ("halted", "approved")
    assert [row.name for row in Supplier.objects.all()] == ["딴데이터"]
    (last, *_) = queries.decisions(case.again())
    assert (last.state, last.ground, last.basis) == ("halted", "(1)", "A2-restrictions")
    assert str(LATER.date()) in last.reason
    standing = queries.standing_of([case.again().company_id], queries.program_of(case.again()), LATER)
    assert not standing[case.again().company_id].is_approved
    business(case, "suspended")  # it is halted already
    assert len(queries.decisions(case.again())) == 2

    business(case, "none", at=LATER + timedelta(days=1))
    assert case.state == "approved"
    assert Supplier.objects.count() == 2
    said = said_on([case.again().company_id], [FactKind.POOL_REGISTRATION], LATER.date(), program=case.again().program)
    assert said[case.again().company_id][FactKind.POOL_REGISTRATION].value == "approved"
    assert {"pool_halted", "pool_resumed"} <= set(Mail.objects.values_list("template", flat=True))
    assert [one.about for one in audit.pool.check(machine_now()) if one.invariant in {"I6", "I10"}] == []


def test_what_says_nothing_of_the_business_costs_no_delivery_and_who_waits_is_not_moved():
    waits = received()
    before = Delivery.objects.count()
    company = Ref(Kind.COMPANY, waits.again().company_id)
    told = {"subject": company, "by": SYSTEM, "at": NOW, "since_on": NOW.date()}
    state_fact(kind="tax-arrears", value="none", **told)
    assert Delivery.objects.count() == before

    state_fact(kind=BUSINESS_HALTED, value="suspended", **told)
    deliver(now=machine_now())
    assert waits.state == "received"


def test_a_company_that_has_halted_is_not_approved_and_a_halted_one_can_be_refused_for_good():
    waits, done = received(), approved(name="딴데이터")
    business(waits, "closed")
    business(done, "closed")
    told = {"by": an_officer_of_the_agency().actor, "at": LATER}

    with pytest.raises(Refused) as caught:
        commands.approve(registration_id=waits.id, reason="", **told)
    assert (caught.value.code, waits.state) == ("pool_halted", "received")
    with pytest.raises(Refused) as wrong:
        commands.approve(registration_id=done.id, reason="", **told)
    assert wrong.value.code in {"wrong_state", "pool_halted"}
    commands.refuse(registration_id=done.id, reason="폐업", ground="(1)", **told)
    business(done, "none", at=LATER + timedelta(days=1))
    assert (done.state, Supplier.objects.count()) == ("refused", 0)
