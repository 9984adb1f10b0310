"""The supplier's people are written to at receipt and at each decision, once, in their own language."""

import pytest

from gonggo.journal.commands import deliver
from gonggo.kernel.clock import machine_now
from gonggo.messages.queries import mails_about
from gonggo.pool import commands, queries
from personas import NOW
from suppliers import Supplying, an_officer_of_the_agency, received, withdrawn

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def delivered(case: Supplying) -> list[tuple[str, str]]:
    while deliver(now=machine_now()):
        pass
    return [(mail.template, mail.to) for mail in mails_about(queries.ref_of(case.id))]


@pytest.mark.parametrize(
    ("command", "more", "template"),
    [
        ("approve", {}, "pool_approved"),
        ("approve_conditionally", {"ground": "(2)"}, "pool_conditional"),
        ("hold", {"ground": "(2)"}, "pool_held"),
        ("ask_for_correction", {}, "pool_correction"),
        ("refuse", {"ground": "(5)"}, "pool_refused"),
    ],
)
def test_receipt_and_decision_are_written_to_the_supplier_once(command, more, template):
    case = received()
    officer = an_officer_of_the_agency()

    getattr(commands, command)(registration_id=case.id, reason="완납증명서 확인", by=officer.actor, at=NOW, **more)

    to = case.supplier.person.email
    assert delivered(case) == [("pool_received", to), (template, to)]
    mail = mails_about(queries.ref_of(case.id))[-1]
    assert ("완납증명서 확인" in mail.body) == (command != "approve")
    assert f"/go/registration/{case.id}" in mail.body
    assert delivered(case) == [("pool_received", to), (template, to)]


def test_withdrawal_is_written_to_the_supplier_with_the_day_until_which_it_may_submit_again():
    case = withdrawn()

    assert [template for template, _ in delivered(case)] == ["pool_received", "pool_withdrawn"]
    assert "2024. 4. 30.(화) 18:00" in mails_about(queries.ref_of(case.id))[-1].body


def test_lapse_is_written_to_the_supplier_with_its_ground_and_reason():
    case = received()
    officer = an_officer_of_the_agency()
    commands.hold(registration_id=case.id, reason="완납 전", ground="(2)", by=officer.actor, at=NOW)

    commands.lapse_due(now=case.program.moment("evaluation.opens"))

    assert [template for template, _ in delivered(case)] == ["pool_received", "pool_held", "pool_lapsed"]
    mail = mails_about(queries.ref_of(case.id))[-1]
    assert "완납 전" in mail.body
    assert "(2)" in mail.body
