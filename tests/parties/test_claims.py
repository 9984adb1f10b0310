"""Claiming a company, contesting a claim, and the officer's decision."""

import uuid
from dataclasses import replace

import pytest

from gonggo.facts.commands import register_company
from gonggo.facts.models import Fact
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import VISITOR, Role
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import commands, queries
from gonggo.parties.models import Claim, Company, Membership
from personas import NOW, a_brn, a_colleague_of, a_member, a_person, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def rows():
    """Everything this room would change by a claim."""
    return (
        list(Company.objects.order_by("id").values()),
        list(Claim.objects.order_by("id").values()),
        list(Membership.objects.order_by("id").values()),
        list(Fact.objects.order_by("id").values()),
    )


def names(company):
    return [happening.name for happening in timeline(company.ref)]


def test_claim_of_a_free_number_makes_its_claimant_the_manager(member):
    brn = a_brn()

    company = commands.claim_company(brn=brn, by=member.actor, at=NOW)

    claim = Claim.objects.get(company=company)
    assert (company.brn, claim.state, claim.claimant_id) == (brn, "claimed", member.person.id)
    assert queries.actor_for(member.person.id, company.ref).role is Role.COMPANY_MANAGER
    assert names(company) == ["company.claimed"]


def test_claim_of_a_wrong_number_is_refused_and_changes_nothing(member):
    before = rows()
    with pytest.raises(Refused, match="brn_invalid"):
        commands.claim_company(brn="123-45-67890", by=member.actor, at=NOW)
    assert rows() == before


def test_claim_of_a_taken_number_is_refused_says_nothing_of_its_holder_and_changes_nothing(owner, member):
    before = rows()

    with pytest.raises(Refused) as no:
        register_company(
            brn=owner.company.brn, name="가로챔", representative="나", address="어딘가", by=member.actor, at=NOW
        )

    assert (no.value.code, no.value.field, no.value.facts) == ("company_taken", "brn", {})
    assert rows() == before


def test_claim_of_a_taken_number_is_answered_alike_whatever_state_its_claim_is_in(owner, member, agency_officer):
    answers = []
    for decide in (False, True):
        if decide:
            claim = queries.standing_claim(owner.company.id)
            commands.confirm_claim(claim_id=claim.id, reason="증명원 확인", by=agency_officer.actor, at=NOW)
        with pytest.raises(Refused) as no:
            commands.claim_company(brn=owner.company.brn, by=member.actor, at=NOW)
        answers.append((no.value.code, no.value.field, no.value.facts))
    assert answers[0] == answers[1]


def test_claim_of_ones_own_company_again_is_refused_and_changes_nothing(owner):
    before = rows()
    with pytest.raises(Refused, match="already_member"):
        commands.claim_company(brn=owner.company.brn, by=owner.actor, at=NOW)
    assert rows() == before


def test_claim_by_nobody_is_out_of_reach(db):
    with pytest.raises(OutOfReach):
        commands.claim_company(brn=a_brn(), by=VISITOR, at=NOW)


def test_contest_gives_no_access_and_leaves_the_standing_claim(owner, stranger):
    claim = commands.contest_claim(brn=owner.company.brn, certificate_id=uuid.uuid4(), by=stranger.actor, at=NOW)

    assert claim.state == "contested"
    assert queries.standing_claim(owner.company.id).claimant_id == owner.person.id
    assert queries.actor_for(stranger.person.id, owner.company.ref).role is Role.MEMBER
    with pytest.raises(OutOfReach):
        queries.within_reach(owner.company.id, of=stranger.actor)


def test_contest_of_a_free_number_is_refused(member):
    with pytest.raises(Refused, match="nothing_to_contest"):
        commands.contest_claim(brn=a_brn(), certificate_id=uuid.uuid4(), by=member.actor, at=NOW)


def test_contest_twice_is_refused_and_changes_nothing(owner, stranger):
    commands.contest_claim(brn=owner.company.brn, certificate_id=uuid.uuid4(), by=stranger.actor, at=NOW)
    before = rows()
    with pytest.raises(Refused, match="claim_under_review"):
        commands.contest_claim(brn=owner.company.brn, certificate_id=uuid.uuid4(), by=stranger.actor, at=NOW)
    assert rows() == before


def test_contest_by_a_member_of_the_company_is_refused(owner, colleague):
    with pytest.raises(Refused, match="already_member"):
        commands.contest_claim(brn=owner.company.brn, certificate_id=uuid.uuid4(), by=colleague.actor, at=NOW)


def test_confirmed_contest_moves_the_company_and_all_who_were_in_it_lose_access_at_once(
    owner, colleague, member, agency_officer
):
    company = owner.company
    contest = commands.contest_claim(brn=company.brn, certificate_id=uuid.uuid4(), by=member.actor, at=NOW)

    commands.confirm_claim(claim_id=contest.id, reason="증명원의 대표자와 같음", by=agency_officer.actor, at=NOW)

    assert [row.person_id for row in queries.members_of(company.ref)] == [member.person.id]
    assert queries.actor_for(owner.person.id, company.ref).role is Role.MEMBER
    assert queries.actor_for(colleague.person.id, company.ref).role is Role.MEMBER
    states = {claim.claimant_id: claim.state for claim in Claim.objects.filter(company=company)}
    assert states == {owner.person.id: "refused", member.person.id: "confirmed"}
    assert names(company)[-5:] == [
        "claim.contested",
        "membership.ended",
        "membership.ended",
        "claim.refused",
        "claim.confirmed",
    ]


def test_confirmed_first_claim_keeps_its_people_and_refuses_the_contest(owner, colleague, stranger, agency_officer):
    company = owner.company
    commands.contest_claim(brn=company.brn, certificate_id=uuid.uuid4(), by=stranger.actor, at=NOW)
    standing = queries.standing_claim(company.id)

    commands.confirm_claim(claim_id=standing.id, reason="대표자 본인 확인", by=agency_officer.actor, at=NOW)

    assert {row.person_id for row in queries.members_of(company.ref)} == {owner.person.id, colleague.person.id}
    states = {claim.claimant_id: claim.state for claim in Claim.objects.filter(company=company)}
    assert states == {owner.person.id: "confirmed", stranger.person.id: "refused"}


def test_refused_sole_claim_leaves_the_company_to_whom_its_certificate_proves(owner, member, agency_officer):
    brn, standing = owner.company.brn, queries.standing_claim(owner.company.id)
    commands.refuse_claim(claim_id=standing.id, reason="무관한 사람", by=agency_officer.actor, at=NOW)
    before = rows()

    for by in (owner, member):
        with pytest.raises(Refused, match="company_taken"):
            commands.claim_company(brn=brn, by=by.actor, at=NOW)
    assert rows() == before

    contest = commands.contest_claim(brn=brn, certificate_id=uuid.uuid4(), by=member.actor, at=NOW)
    commands.confirm_claim(claim_id=contest.id, reason="증명원 확인", by=agency_officer.actor, at=NOW)
    assert [row.person_id for row in queries.members_of(owner.company.ref)] == [member.person.id]


def test_whom_the_loser_of_a_claim_had_invited_does_not_come_in(owner, member, agency_officer):
    guest = a_member(a_person("한손님"))
    _, token = commands.invite_colleague(
        company_id=owner.company.id, email=guest.person.email, role="company_manager", by=owner.actor, at=NOW
    )
    contest = commands.contest_claim(brn=owner.company.brn, certificate_id=uuid.uuid4(), by=member.actor, at=NOW)
    commands.confirm_claim(claim_id=contest.id, reason="증명원 확인", by=agency_officer.actor, at=NOW)

    with pytest.raises(Refused, match="invitation_gone"):
        commands.accept_invitation(token=token, by=guest.actor, at=NOW)

    assert [row.person_id for row in queries.members_of(owner.company.ref)] == [member.person.id]
    assert "invitation.withdrawn" in names(owner.company)


@pytest.mark.parametrize("decide", [commands.confirm_claim, commands.refuse_claim])
def test_officer_does_not_decide_over_a_company_of_their_own(owner, stranger, agency_officer, decide):
    contest = commands.contest_claim(brn=owner.company.brn, certificate_id=uuid.uuid4(), by=stranger.actor, at=NOW)
    both = replace(agency_officer.actor, person_id=owner.person.id)
    before = rows()

    with pytest.raises(Refused, match="own_company"):
        decide(claim_id=contest.id, reason="내 회사", by=both, at=NOW)

    assert rows() == before


def test_decision_on_a_decided_claim_is_refused_and_changes_nothing(owner, agency_officer):
    standing = queries.standing_claim(owner.company.id)
    commands.confirm_claim(claim_id=standing.id, reason="확인", by=agency_officer.actor, at=NOW)
    before = rows()
    with pytest.raises(Refused, match="wrong_state"):
        commands.confirm_claim(claim_id=standing.id, reason="다시", by=agency_officer.actor, at=NOW)
    assert rows() == before


@pytest.mark.parametrize("decide", [commands.confirm_claim, commands.refuse_claim])
def test_decision_by_the_claimant_is_refused_and_by_others_out_of_reach(
    owner, stranger, operator_officer, ministry, decide
):
    claim = queries.standing_claim(owner.company.id)
    before = rows()
    with pytest.raises(Refused, match="wrong_role"):
        decide(claim_id=claim.id, reason="", by=owner.actor, at=NOW)
    for persona in (stranger, operator_officer, ministry):
        with pytest.raises(OutOfReach):
            decide(claim_id=claim.id, reason="", by=persona.actor, at=NOW)
    assert rows() == before


def test_list_of_claims_to_decide_is_for_the_agency_only_and_shows_contests_first(owner, stranger, agency_officer):
    commands.contest_claim(brn=owner.company.brn, certificate_id=uuid.uuid4(), by=stranger.actor, at=NOW)

    assert [row.state for row in queries.claims_to_decide(agency_officer.actor)] == ["contested", "claimed", "claimed"]
    with pytest.raises(OutOfReach):
        queries.claims_to_decide(owner.actor)


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_claims_costs_one_statement_for_any_number(agency_officer, django_assert_num_queries, count):
    for _ in range(count):
        an_owner()
    with django_assert_num_queries(1):
        assert len(queries.claims_to_decide(agency_officer.actor)) == count


def test_claims_of_a_person_show_what_is_under_review_and_what_was_refused(owner, agency_officer):
    rival = a_member(a_person("나경쟁"))
    commands.contest_claim(brn=owner.company.brn, certificate_id=uuid.uuid4(), by=rival.actor, at=NOW)
    assert [row.state for row in queries.claims_by(rival.person.id)] == ["contested"]

    standing = queries.standing_claim(owner.company.id)
    commands.confirm_claim(claim_id=standing.id, reason="확인", by=agency_officer.actor, at=NOW)
    assert [row.state for row in queries.claims_by(rival.person.id)] == ["refused"]


def test_registering_states_the_facts_with_the_claim(owner):
    a_colleague_of(owner)
    assert names(owner.company) == [
        "company.claimed",
        "fact.stated",
        "fact.stated",
        "fact.stated",
        "membership.granted",
    ]
