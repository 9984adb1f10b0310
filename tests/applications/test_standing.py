"""One application whole: what its pages are built from agrees with the rooms' own queries, at a constant cost."""

import pytest

from gonggo.applications import form, queries, sealed
from gonggo.applications.standing import standing
from gonggo.kernel.refusal import OutOfReach
from personas import NOW
from world import a_complete_draft, a_draft, a_ready_application

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def test_whole_application_says_what_the_rooms_queries_say():
    consortium = a_ready_application()

    whole = standing(consortium.id, of=consortium.adopter.actor, at=NOW)

    application = consortium.again()
    assert whole.draft == queries.draft_of(application)
    assert whole.parties == tuple(queries.parties_of(application))
    assert form.gaps(whole.draft) == []
    assert whole.gate.sealed.content == sealed.open_revision(application.id).content
    companies, people = {m.company_id for m in whole.draft.members}, {one.named.id for one in whole.named}
    assert {c.party_id for c in whole.consents} == companies | people
    assert {(one.named.name, one.is_reader) for one in whole.named} == {("김하나", True), ("오지환", False)}
    assert whole.names == {
        consortium.adopter.company.id: "하나정밀",
        consortium.supplier.company.id: "이음데이터",
    }
    assert {(p.name, p.company_id) for p in whole.people} == {
        ("김하나", consortium.adopter.company.id),
        ("이두리", consortium.adopter.company.id),
        ("오지환", consortium.supplier.company.id),
    }


def test_whole_application_costs_three_statements_however_much_it_holds(django_assert_num_queries):
    empty, full = a_draft(), a_complete_draft()
    standing(empty.id, of=empty.adopter.actor, at=NOW)

    for consortium in (empty, full):
        with django_assert_num_queries(2), django_assert_num_queries(1, using="door"):
            standing(consortium.id, of=consortium.adopter.actor, at=NOW)


def test_whole_application_does_not_exist_for_a_stranger(stranger):
    consortium = a_draft()

    with pytest.raises(OutOfReach):
        standing(consortium.id, of=stranger.actor, at=NOW)
