"""A paper signed in a fixed order, over exactly the bytes that were signed before."""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from gonggo.documents import vault
from gonggo.journal.models import Access, Entry
from gonggo.kernel.actor import SYSTEM, Actor, Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.signing import queries, waiting
from gonggo.signing.commands import complete, open_signed, sign, void_signing
from gonggo.signing.models import Signature, Signing
from personas import NOW, a_colleague_of, an_officer
from signings import Table, a_table, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return a_table()


def everything() -> tuple[list[dict[str, object]], list[dict[str, object]], int]:
    """All rows of this room, and how many facts there are."""
    told = Entry.objects.filter(name__startswith="signing.").count()
    return list(Signing.objects.values()), list(Signature.objects.order_by("place").values()), told


def is_refused(code: str, act: object, **told: object) -> Refused:
    before = everything()
    with pytest.raises(Refused, match=code) as refused:
        act(**told)  # type: ignore[operator]
    assert everything() == before
    return refused.value


def facts() -> list[str]:
    return list(Entry.objects.filter(name__startswith="signing.").order_by("id").values_list("name", flat=True))


def kept(sha256: str) -> bytes:
    with vault.opened(sha256) as file:
        return file.read()


def test_signing_by_all_in_order_completes_and_each_signature_stands_over_the_one_before(table: Table) -> None:
    given = [table.signs(place, at=NOW + timedelta(days=place)) for place in (1, 2, 3, 4)]

    found = queries.signing_of(table.signing.subject)
    assert found is not None
    assert (found.state, found.completed_at, found.next) == ("completed", NOW + timedelta(days=4), None)
    assert [one.before for one in given] == [table.signing.sha256, *(one.after for one in given[:3])]
    assert [(one.person, one.signed_at) for one in found.signers] == [
        (name, NOW + timedelta(days=place))
        for place, name in enumerate(("이전담", "박수행", "김도입", "최공급"), start=1)
    ]
    assert facts() == ["signing.opened", *["signing.signed"] * 4, "signing.completed"]
    bytes_of = [kept(sha256) for sha256 in (given[0].before, *(one.after for one in given))]
    assert [later.startswith(earlier) for earlier, later in pairwise(bytes_of)] == [True] * 4


def test_signing_before_ones_turn_is_refused_and_names_whose_turn_it_is(table: Table) -> None:
    refused = is_refused("signature_out_of_order", table.signs, place=2)

    assert refused.facts["next"].ko == "전담기관명(전담기관)"


def test_signing_twice_is_refused(table: Table) -> None:
    table.signs(1)

    is_refused("signed_already", table.signs, place=1)


def test_signing_is_allowed_five_minutes_after_the_proof_and_not_later(table: Table) -> None:
    is_refused("step_up_missing", table.signs, place=1, proved=timedelta(minutes=5, seconds=1))
    table.signs(1, proved=timedelta(minutes=4, seconds=50))

    one = table.people[1].actor
    is_refused(
        "step_up_missing",
        sign,
        signing_id=table.signing.id,
        party=one.organisation,
        stepped_up_at=None,
        by=one,
        at=NOW,
    )


def test_signing_over_a_file_that_was_changed_is_refused(table: Table) -> None:
    first = table.signs(1)
    with Path(vault.default_storage.path(vault.place(first.after))).open("r+b") as file:
        file.seek(100)
        file.write(b"X")

    is_refused("signed_bytes_changed", table.signs, place=2)


def test_signing_over_a_file_that_is_gone_is_refused(table: Table) -> None:
    first = table.signs(1)
    vault.default_storage.delete(vault.place(first.after))

    is_refused("signed_bytes_changed", table.signs, place=2)


def test_signing_for_another_party_is_refused(table: Table) -> None:
    mine, theirs = table.people[1].actor, table.people[0].actor
    told = {"signing_id": table.signing.id, "stepped_up_at": machine_now(), "at": NOW}

    is_refused("not_a_signer", sign, party=theirs.organisation, by=mine, **told)
    agency = an_officer(Role.AGENCY_OFFICER, kind="agency").actor
    is_refused("not_a_signer", sign, party=agency.organisation, by=agency, **told)


def test_to_a_company_that_does_not_sign_there_is_no_signing(table: Table, stranger) -> None:
    told = {"signing_id": table.signing.id, "by": stranger.actor, "at": NOW}

    with pytest.raises(OutOfReach):
        sign(party=stranger.actor.organisation, stepped_up_at=machine_now(), **told)
    with pytest.raises(OutOfReach):
        open_signed(origin="127.0.0.1", **told)


def test_a_writer_of_a_company_may_read_and_not_sign(table: Table) -> None:
    table.signs(1)
    table.signs(2)
    writer = a_colleague_of(table.people[2]).actor
    told = {"signing_id": table.signing.id, "by": writer, "at": NOW}

    is_refused("wrong_role", sign, party=writer.organisation, stepped_up_at=machine_now(), **told)
    with open_signed(origin="127.0.0.1", **told).stream as file:
        assert file.read(5) == b"%PDF-"
    opened_by = Access.objects.filter(entry__name="signing.paper_opened", person_id=writer.person_id)
    assert sorted(opened_by.values_list("whose", "purpose")) == sorted(
        (str(one.company.ref), "paper") for one in table.people[2:]
    )


def test_a_signing_that_was_called_off_is_signed_no_more_and_may_be_opened_anew(table: Table) -> None:
    table.signs(1)
    void_signing(signing_id=table.signing.id, reason="사업비가 바뀌었습니다.", by=SYSTEM, at=NOW)

    is_refused("signing_void", table.signs, place=2)
    again = opened(table.people, table.signing.subject)
    assert queries.signing_of(table.signing.subject) != table.signing
    assert facts() == ["signing.opened", "signing.signed", "signing.voided", "signing.opened"]
    assert Table(again, table.people).signs(1).before == again.sha256


def test_calling_off_needs_a_reason_and_somebody_who_may_and_a_signing_that_is_not_complete(table: Table) -> None:
    told = {"signing_id": table.signing.id, "at": NOW}

    is_refused("signing_reason_missing", void_signing, reason=" ", by=SYSTEM, **told)
    is_refused("wrong_role", void_signing, reason="사유", by=table.people[2].actor, **told)
    for place in (1, 2, 3, 4):
        table.signs(place)
    is_refused("wrong_state", void_signing, reason="사유", by=SYSTEM, **told)


def test_a_second_signing_of_the_same_subject_is_refused(table: Table) -> None:
    is_refused("signing_open_already", opened, people=table.people, subject=table.signing.subject)


def test_completing_while_somebody_has_not_signed_is_refused(table: Table) -> None:
    is_refused("signatures_missing", complete, signing_id=table.signing.id, by=table.people[0].actor, at=NOW)


def test_the_database_takes_no_second_signature_over_the_same_bytes(table: Table) -> None:
    table.signs(1)
    given = Signature.objects.filter(place=1).values("before", "person_id", "stepped_up_at", "signed_at", "document_id")

    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.filter(place=2).update(after="f" * 64, **given.get())


def test_only_who_is_next_has_it_waiting(table: Table) -> None:
    def waits() -> list[int]:
        return [waiting.to_sign(one.actor).count() for one in table.people]

    assert waits() == [1, 0, 0, 0]
    table.signs(1)
    assert waits() == [0, 1, 0, 0]
    table.signs(2)
    table.signs(3)
    table.signs(4)
    assert waits() == [0, 0, 0, 0]
    assert waiting.to_sign(Actor(None, Role.VISITOR)).count() == 0


def test_a_signing_is_read_at_the_same_cost_with_one_signature_and_with_four(
    table: Table, django_assert_num_queries
) -> None:
    table.signs(1)
    with django_assert_num_queries(3):
        queries.signing_of(table.signing.subject)
    for place in (2, 3, 4):
        table.signs(place)
    with django_assert_num_queries(3):
        queries.signing_of(table.signing.subject)
