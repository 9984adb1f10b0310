"""The operator prepares a tranche once every gate is open, with what the registers say on the day."""

from datetime import date

import pytest

from gonggo.facts.definition import Source
from gonggo.facts.queries import dated
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import Role
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.payments.definition import rules_of
from gonggo.payments.rules import Guarantee
from paying import (
    asked,
    prepared,
    refused,
)
from personas import an_officer

pytestmark = pytest.mark.django_db(databases=["default", "door"])


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
