"""The audit finds what a hand has done to a signed paper, and nothing where it was signed by the commands."""

from datetime import timedelta
from pathlib import Path

import pytest

from gonggo.documents import vault
from gonggo.journal.models import Entry
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import machine_now
from gonggo.signing.commands import void_signing
from gonggo.signing.models import Signature, Signing
from gonggo.wiring.audit import signing as audit
from personas import NOW
from signings import Table, a_table, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    """Two of four have signed."""
    made = a_table()
    made.signs(1)
    made.signs(2, at=NOW + timedelta(hours=1))
    return made


def found() -> list[str]:
    return [one.says.en for one in audit.check(machine_now())]


def test_what_the_commands_signed_completed_and_called_off_is_sound(table: Table) -> None:
    assert found() == []
    void_signing(signing_id=table.signing.id, reason="사유", by=SYSTEM, at=NOW)
    again = Table(opened(table.people, table.signing.subject), table.people)
    for place in (1, 2, 3, 4):
        again.signs(place)

    assert found() == []


def test_a_file_that_was_changed_is_found(table: Table) -> None:
    last = Signature.objects.get(place=2)
    with Path(vault.default_storage.path(vault.place(last.after))).open("r+b") as file:
        file.seek(60)
        file.write(b"X")

    assert found() == ["A signed file is not what was signed."]


def test_a_signature_put_in_another_order_is_found(table: Table) -> None:
    Signature.objects.filter(place=3).update(place=9)

    assert found() == ["The signatures are not in their order."]


def test_a_signing_that_is_called_complete_too_early_is_found(table: Table) -> None:
    Signing.objects.update(state="completed", completed_at=NOW)

    assert found() == ["State and signatures do not agree.", "Signatures and the journal do not agree."]


def test_a_signature_of_another_time_or_another_party_is_found(table: Table) -> None:
    Signature.objects.filter(place=2).update(signed_at=NOW + timedelta(hours=2))
    assert found() == ["A signature gives another time."]

    Signature.objects.filter(place=1).update(party=str(table.people[2].company.ref) + "0")
    assert "Signatures and the journal do not agree." in found()


def test_a_signature_without_a_fact_is_found(table: Table) -> None:
    last = Signature.objects.get(place=2)
    other = Signature.objects.get(place=1)
    Signature.objects.filter(id=last.id).update(document_id=other.document_id)
    assert found() == ["The record of a signed file has changed."]

    Signature.objects.filter(id=last.id).update(
        document_id=None, signed_at=None, person_id=None, stepped_up_at=None, before="", after=""
    )
    assert Entry.objects.filter(name="signing.signed").count() == 2
    assert found() == ["Signatures and the journal do not agree."]
