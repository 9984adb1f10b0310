"""Several people of one office who sign at the same moment: one signature, over one set of bytes."""

import pytest
from django.db import connections

from at_once import at_once
from gonggo.journal.models import Entry
from gonggo.kernel.actor import SYSTEM, Actor, Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import Refused
from gonggo.parties.commands import grant_role
from gonggo.signing.commands import sign
from gonggo.signing.models import Signature
from gonggo.wiring.audit import signing as audit
from personas import NOW, a_person
from signings import Table, a_table

MANY = 8


@pytest.fixture
def table(committing: None) -> Table:
    return a_table()


def colleagues(table: Table) -> list[Actor]:
    """Officers of the office that signs first."""
    office = table.people[0].actor.organisation
    assert office is not None
    found = []
    for place in range(MANY):
        person = a_person(f"담당{place}")
        grant_role(person_id=person.id, organisation=office, role=Role.AGENCY_OFFICER, by=SYSTEM, at=NOW)
        found.append(Actor(person.id, Role.AGENCY_OFFICER, office))
    return found


def test_many_who_sign_for_one_party_at_once_give_one_signature(table: Table) -> None:
    def signs(who: Actor) -> str:
        assert who.organisation is not None
        proved = machine_now()
        try:
            sign(signing_id=table.signing.id, party=who.organisation, stepped_up_at=proved, by=who, at=NOW)
        except Refused as no:
            return no.code
        finally:
            connections.close_all()
        return ""

    codes = at_once(*((lambda one=one: signs(one)) for one in colleagues(table)))

    assert sorted(codes) == ["", *["signed_already"] * (MANY - 1)]
    assert Signature.objects.exclude(signed_at=None).count() == 1
    assert Entry.objects.filter(name="signing.signed").count() == 1
    assert list(audit.check(machine_now())) == []
