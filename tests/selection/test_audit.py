"""The audit finds a list, a place, a confirmer or a result that a hand has changed; nothing in a sound house."""

import pytest
from django.db import connection

from gonggo.journal.models import Entry
from gonggo.kernel.clock import machine_now
from gonggo.selection import commands
from gonggo.selection.models import Place, Round
from gonggo.wiring.audit.selection import check
from selections import INSTANT, a_selection, announced, confirmed, published, with_one_place

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def found() -> set[str]:
    return {finding.invariant for finding in check(machine_now())}


@pytest.fixture
def on(db):
    return a_selection((90, 80, 70, 0), program=with_one_place())


def by_hand(model, **changed) -> None:
    """A hand in the database: triggers off."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
    rows = changed.pop("rows", model.objects.all())
    rows.delete() if changed.pop("gone", False) else rows.update(**changed)


def test_a_sound_selection_has_no_findings_from_the_list_to_a_promotion(on):
    announced(on)
    assert found() == set()
    commands.publish_due(now=INSTANT)
    assert found() == set()
    commands.give_up(application_id=on.applications[0].id, reason="폐업", by=on.companies[0].actor, at=INSTANT)
    commands.promote(round_id=Round.objects.get().id, cell=on.cell, **on.as_officer(INSTANT))
    assert found() == set()


def test_an_edited_mark_is_found_by_the_digest_and_by_the_list(on):
    bundle = confirmed(on).bundle
    bundle["entries"][2]["mark"] = "99"
    by_hand(Round, bundle=bundle)

    assert found() == {"I12"}


def test_an_edited_place_is_found(on):
    published(on)
    by_hand(Place, rows=Place.objects.filter(number="T-4"), outcome="selected", rank=9)

    assert found() == {"I10", "I12"}


def test_a_confirmer_who_did_not_confirm_is_found(on):
    confirmed(on)
    by_hand(Round, second_by=on.companies[0].person.id)

    assert found() == {"I6"}


def test_a_list_that_was_shown_before_its_instant_is_found(on):
    announced(on)
    by_hand(Round, state="published")

    assert found() == {"I3", "I10"}


def test_more_in_than_there_are_places_is_found(on):
    published(on)
    by_hand(Place, rows=Place.objects.filter(outcome="reserve"), promoted_at=INSTANT)

    assert found() == {"I12"}


def test_a_result_that_was_not_told_is_found(on):
    published(on)
    by_hand(Entry, rows=Entry.objects.filter(id=Entry.objects.filter(name="selection.result").first().id), name="x.y")

    assert found() == {"I10"}
