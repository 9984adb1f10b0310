"""Companies come in by invitation and go out; what one hands in does not exist for the others."""

from datetime import timedelta

import pytest

from gonggo.applications import commands, queries
from gonggo.applications.states import PartyState
from gonggo.intake import queries as door
from gonggo.journal.models import Entry
from gonggo.kernel.actor import Role
from gonggo.kernel.refusal import OutOfReach, Refused
from personas import NOW, a_brn, a_colleague_of, an_owner
from world import a_complete_draft, a_draft, join, place

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def invite(consortium, *, by=None, brn="", role="supplier"):
    return commands.invite_party(
        application_id=consortium.id,
        role=role,
        brn=brn or a_brn(),
        email="new@example.kr",
        by=by or consortium.adopter.actor,
        at=NOW,
    )


def states(consortium) -> list[tuple[str, str]]:
    """Sorted: companies invited at the same instant have no order among them."""
    return sorted((party.role, party.state) for party in queries.parties_of(consortium.application))


@pytest.mark.clause("3-joint")
def test_several_companies_join_one_application():
    consortium = a_draft()
    other_adopter, other_supplier = an_owner(company_name="두리"), an_owner(company_name="세움")
    join(consortium.application, consortium.adopter, other_supplier)
    party = invite(consortium, brn=other_adopter.company.brn, role="adopter")
    commands.accept_party(party_id=party.id, by=other_adopter.actor, at=NOW)

    assert states(consortium) == [
        ("adopter", PartyState.JOINED),
        ("adopter", PartyState.JOINED),
        ("supplier", PartyState.JOINED),
        ("supplier", PartyState.JOINED),
    ]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"role": "evaluator"}, "party_role_unknown"),
        ({"brn": "123-45-67890"}, "brn_invalid"),
    ],
)
def test_invitation_with_a_bad_field_is_refused_and_nobody_is_invited(asked, code):
    consortium = a_draft()
    before = states(consortium)

    with pytest.raises(Refused) as no:
        invite(consortium, **asked)

    assert (no.value.code, states(consortium)) == (code, before)


def test_invitation_of_a_company_that_is_in_is_refused():
    consortium = a_draft()

    with pytest.raises(Refused) as no:
        invite(consortium, brn=consortium.supplier.company.brn)

    assert no.value.code == "party_twice"


def test_invitation_beyond_what_the_program_allows_is_refused_with_its_basis():
    consortium = a_draft()
    most = consortium.program.consortium.most_suppliers
    for _ in range(most.value - 1):
        invite(consortium)

    with pytest.raises(Refused) as no:
        invite(consortium)

    assert (no.value.code, no.value.basis) == ("party_no_room", most.basis)


@pytest.mark.parametrize("who", ["supplier", "viewer"])
def test_invitation_by_another_than_the_leads_writers_is_refused(who):
    consortium = a_draft()
    viewer = a_colleague_of(consortium.adopter, role=Role.COMPANY_VIEWER)
    by = {"supplier": consortium.supplier, "viewer": viewer}[who].actor

    with pytest.raises(Refused) as no:
        invite(consortium, by=by)

    assert no.value.code == {"supplier": "lead_company_only", "viewer": "wrong_role"}[who]


def test_invitation_is_answered_only_for_the_company_that_was_invited(stranger):
    consortium = a_draft()
    party = invite(consortium)

    with pytest.raises(Refused) as no:
        commands.accept_party(party_id=party.id, by=stranger.actor, at=NOW)

    assert (no.value.code, states(consortium)) == (
        "party_other_company",
        [("adopter", PartyState.JOINED), ("supplier", PartyState.INVITED), ("supplier", PartyState.JOINED)],
    )


@pytest.mark.parametrize("act", ["invite", "accept", "leave", "remove"])
def test_companies_come_and_go_until_the_last_microsecond_before_the_deadline_and_not_at_it(act):
    consortium, invited = a_draft(), an_owner()
    waiting = invite(consortium, brn=invited.company.brn)
    supplier = next(p for p in queries.parties_of(consortium.application) if p.role == "supplier" and p.company_id)
    adopter, name = consortium.adopter.actor, {"application_id": consortium.id}
    deadline = door.gate(queries.ref_of(consortium.id)).closes_at

    def do(at):
        match act:
            case "invite":
                commands.invite_party(**name, role="supplier", brn=a_brn(), email="late@example.kr", by=adopter, at=at)
            case "accept":
                commands.accept_party(party_id=waiting.id, by=invited.actor, at=at)
            case "leave":
                commands.leave_party(**name, by=consortium.supplier.actor, at=at)
            case "remove":
                commands.remove_party(**name, party_id=supplier.id, by=adopter, at=at)

    before = states(consortium)
    with pytest.raises(Refused) as no:
        do(deadline)
    assert (no.value.code, str(no.value.basis), states(consortium)) == ("consortium_closed", "4-window", before)

    do(deadline - timedelta(microseconds=1))
    assert states(consortium) != before


def test_invitation_declined_is_over_and_cannot_be_accepted():
    consortium, invited = a_draft(), an_owner()
    party = invite(consortium, brn=invited.company.brn)
    commands.decline_party(party_id=party.id, by=invited.actor, at=NOW)

    with pytest.raises(Refused) as no:
        commands.accept_party(party_id=party.id, by=invited.actor, at=NOW)

    assert (no.value.code, len(states(consortium))) == ("wrong_state", 2)


def test_company_that_leaves_reaches_nothing_more_and_every_right_at_the_door_is_gone():
    consortium = a_draft()
    epoch = door.gate(queries.ref_of(consortium.id)).epoch

    commands.leave_party(application_id=consortium.id, by=consortium.supplier.actor, at=NOW)

    assert door.gate(queries.ref_of(consortium.id)).epoch == epoch + 1
    with pytest.raises(OutOfReach):
        queries.within_reach(consortium.id, of=consortium.supplier.actor)


def test_lead_cannot_leave():
    consortium = a_draft()

    with pytest.raises(Refused) as no:
        commands.leave_party(application_id=consortium.id, by=consortium.adopter.actor, at=NOW)

    assert no.value.code == "lead_cannot_leave"


@pytest.mark.parametrize("persona", ["stranger", "member", "operator_officer", "agency_officer", "ministry"])
def test_draft_does_not_exist_for_anybody_outside_the_consortium(persona, request):
    consortium = a_draft()
    other = request.getfixturevalue(persona)

    with pytest.raises(OutOfReach):
        queries.within_reach(consortium.id, of=other.actor)


@pytest.mark.clause("5-documents")
def test_partners_paper_does_not_exist_for_the_other_company():
    consortium = a_complete_draft()
    theirs = queries.paper_rows(consortium.application, consortium.supplier.actor.company_id)[0].document.id

    own = queries.paper_within_reach(consortium.id, theirs, of=consortium.supplier.actor)

    assert own.company_id == consortium.supplier.actor.company_id
    with pytest.raises(OutOfReach):
        queries.paper_within_reach(consortium.id, theirs, of=consortium.adopter.actor)


def test_paper_in_a_slot_of_another_role_is_refused():
    consortium = a_draft()
    only_supplier = {p.slot for p in consortium.program.papers_of("supplier")} - {
        p.slot for p in consortium.program.papers_of("adopter")
    }

    with pytest.raises(Refused) as no:
        place(consortium, consortium.adopter, sorted(only_supplier)[0])

    assert no.value.code == "slot_unknown"


def test_document_of_another_company_cannot_be_placed(stranger):
    consortium = a_complete_draft()
    theirs = queries.paper_rows(consortium.application, consortium.supplier.actor.company_id)[0]
    slot = next(p.slot for p in consortium.program.papers_of("adopter") if p.kind == "upload")

    with pytest.raises(OutOfReach):
        commands.place_paper(
            application_id=consortium.id,
            slot=slot,
            document_id=theirs.document.id,
            by=consortium.adopter.actor,
            at=NOW,
        )


def test_replaced_paper_is_kept_as_a_version():
    consortium = a_draft()
    slot = next(p.slot for p in consortium.program.papers_of("adopter") if p.kind == "upload")
    place(consortium, consortium.adopter, slot, words="처음 것")
    place(consortium, consortium.colleague, slot, words="다음 것")

    rows = queries.paper_rows(consortium.application, consortium.adopter.actor.company_id)

    assert sorted(row.is_current for row in rows) == [False, True]


def test_a_paper_placed_again_because_the_answer_was_lost_stands_once_and_is_told_once():
    case = a_complete_draft()
    paper = queries.paper_rows(case.application, case.adopter.actor.company_id)[0]
    told = Entry.objects.filter(subject_id=case.id, name="application.paper_placed")
    before = told.count()

    commands.place_paper(
        application_id=case.id,
        slot=paper.slot,
        document_id=paper.document.id,
        by=case.adopter.actor,
        at=NOW + timedelta(seconds=30),
    )

    rows = queries.paper_rows(case.application, case.adopter.actor.company_id)
    assert [row.document.id for row in rows if row.slot == paper.slot] == [paper.document.id]
    assert told.count() == before
