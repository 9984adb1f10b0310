"""Who works for an operator reads what was decided over it, in their language; nobody else does."""

import pytest

from gonggo.journal.commands import deliver
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import machine_now
from gonggo.messages.models import Mail
from gonggo.operators import commands
from gonggo.operators.models import Operator
from personas import NOW, an_officer
from world import agree_with_operators, the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def test_each_decision_is_one_mail_to_each_of_the_operators_people_with_number_term_and_reason():
    program = the_program()
    first = program.operators[0].key
    people = [an_officer(role, kind="operator", key=first) for role in (Role.OPERATOR_OFFICER, Role.OPERATOR_LEAD)]
    expert = an_officer(Role.EXPERT, kind="operator", key=first)
    agree_with_operators(program)
    lead, row = an_officer(Role.AGENCY_LEAD, kind="agency"), Operator.objects.get(operator=first)
    for step in (commands.suspend, commands.resume, commands.end):
        step(operator_id=row.id, reason="협약 위반을 확인함", by=lead.actor, at=NOW)
    while deliver(now=machine_now()):
        pass

    told = Mail.objects.filter(template__startswith="operator_")
    assert sorted(told.values_list("template", "to")) == sorted(
        (f"operator_{step}", one.person.email)
        for step in ("admitted", "agreed", "suspended", "resumed", "ended")
        for one in people
    )
    agreed = told.filter(template="operator_agreed").first()
    assert all(word in agreed.body for word in (row.number, "2024. 4. 1.", f"/go/operator/{row.id}"))
    assert all("협약 위반을 확인함" in mail.body for mail in told.filter(template="operator_ended"))
    assert not told.filter(to=expert.person.email).exists()
