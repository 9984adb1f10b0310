"""Inviting, accepting, roles, leaving: and what a stranger may not."""

from datetime import timedelta

import pytest

from gonggo.intake import commands as door
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import commands, queries
from gonggo.parties.commands.members import INVITATION_LASTS
from gonggo.parties.models import Invitation, Membership
from personas import NOW, a_colleague_of, a_member, a_person, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def rows():
    return list(Membership.objects.order_by("id").values()), list(Invitation.objects.order_by("id").values())


def invited(owner, email="two@example.kr", role=Role.COMPANY_WRITER, at=NOW):
    return commands.invite_colleague(company_id=owner.company.id, email=email, role=role, by=owner.actor, at=at)


def membership_of(persona):
    return Membership.objects.get(person=persona.person, company=persona.company, until_at=None)


def test_invitation_accepted_makes_a_member_in_the_role_asked(owner):
    invitation, token = invited(owner, " Two@Example.KR ", Role.COMPANY_VIEWER)
    guest = a_member(a_person("둘", email="two@example.kr"))

    membership = commands.accept_invitation(token=token, by=guest.actor, at=NOW)

    assert queries.actor_for(guest.person.id, owner.company.ref).role is Role.COMPANY_VIEWER
    assert (membership.granted_by_id, membership.since_at) == (owner.person.id, NOW)
    invitation.refresh_from_db()
    assert (invitation.state, invitation.answered_at) == ("accepted", NOW)


def test_invitation_keeps_only_the_digest_of_its_token(owner):
    invitation, token = invited(owner)
    row = Invitation.objects.values().get(id=invitation.id)
    assert token not in str(row)
    assert row["token_digest"] == queries.token_digest(token)


@pytest.mark.parametrize("role", [Role.COMPANY_WRITER, Role.COMPANY_FINANCE, Role.COMPANY_VIEWER])
def test_invitation_by_another_than_the_manager_is_refused(owner, role):
    colleague = a_colleague_of(owner, role=role)
    before = rows()
    with pytest.raises(Refused, match="wrong_role"):
        commands.invite_colleague(
            company_id=owner.company.id, email="a@example.kr", role=role, by=colleague.actor, at=NOW
        )
    assert rows() == before


def test_invitation_by_a_stranger_is_out_of_reach(owner, stranger):
    with pytest.raises(OutOfReach):
        commands.invite_colleague(
            company_id=owner.company.id, email="a@example.kr", role=Role.COMPANY_WRITER, by=stranger.actor, at=NOW
        )


def test_invitation_by_who_is_no_longer_manager_is_refused_though_the_request_began_as_one(owner):
    second = a_colleague_of(owner, role=Role.COMPANY_MANAGER)
    commands.change_role(membership_id=membership_of(second).id, role=Role.COMPANY_VIEWER, by=owner.actor, at=NOW)
    with pytest.raises(Refused, match="wrong_role"):
        invited(second)


def test_invitation_of_a_member_or_twice_or_into_no_company_role_is_refused_and_changes_nothing(owner, colleague):
    invited(owner)
    before = rows()
    with pytest.raises(Refused, match="already_member"):
        invited(owner, colleague.person.email)
    with pytest.raises(Refused, match="invitation_open"):
        invited(owner)
    with pytest.raises(Refused, match="role_unknown"):
        invited(owner, "three@example.kr", Role.AGENCY_LEAD)
    assert rows() == before


def test_invitation_again_after_the_first_ran_out_replaces_it(owner):
    first, _ = invited(owner)
    second, _ = invited(owner, at=NOW + INVITATION_LASTS)
    first.refresh_from_db()
    assert (first.state, second.state) == ("withdrawn", "sent")


def test_acceptance_in_the_last_instant_is_taken_and_at_the_first_outside_refused(owner):
    _, token = invited(owner, "a@example.kr")
    _, late = invited(owner, "b@example.kr")
    a, b = (a_member(a_person(email=f"{name}@example.kr")) for name in "ab")
    commands.accept_invitation(token=token, by=a.actor, at=NOW + INVITATION_LASTS - timedelta(microseconds=1))
    before = rows()
    with pytest.raises(Refused, match="invitation_gone"):
        commands.accept_invitation(token=late, by=b.actor, at=NOW + INVITATION_LASTS)
    assert rows() == before


def test_acceptance_by_another_address_is_refused_and_changes_nothing(owner, stranger):
    _, token = invited(owner)
    before = rows()
    with pytest.raises(Refused, match="invitation_for_another"):
        commands.accept_invitation(token=token, by=stranger.actor, at=NOW)
    assert rows() == before


def test_acceptance_twice_is_refused_and_changes_nothing(owner):
    _, token = invited(owner)
    guest = a_member(a_person(email="two@example.kr"))
    commands.accept_invitation(token=token, by=guest.actor, at=NOW)
    before = rows()
    with pytest.raises(Refused, match="invitation_gone"):
        commands.accept_invitation(token=token, by=guest.actor, at=NOW)
    assert rows() == before


def test_acceptance_of_a_withdrawn_or_unknown_invitation_is_no(owner, stranger):
    invitation, token = invited(owner)
    with pytest.raises(OutOfReach):
        commands.withdraw_invitation(invitation_id=invitation.id, by=stranger.actor, at=NOW)
    commands.withdraw_invitation(invitation_id=invitation.id, by=owner.actor, at=NOW)
    with pytest.raises(Refused, match="wrong_state"):
        commands.withdraw_invitation(invitation_id=invitation.id, by=owner.actor, at=NOW)

    guest = a_member(a_person(email="two@example.kr"))
    with pytest.raises(Refused, match="invitation_gone"):
        commands.accept_invitation(token=token, by=guest.actor, at=NOW)
    with pytest.raises(OutOfReach):
        commands.accept_invitation(token="made-up", by=guest.actor, at=NOW)


def test_role_changed_ends_one_membership_and_begins_another_after_the_door_was_told(owner, colleague, monkeypatch):
    told = []
    held = membership_of(colleague)

    def told_while_the_right_still_stands(person_id):
        told.append((person_id, Membership.objects.get(id=held.id).until_at))

    monkeypatch.setattr("gonggo.parties.commands.members.raise_person_epochs", told_while_the_right_still_stands)
    commands.change_role(membership_id=held.id, role=Role.COMPANY_FINANCE, by=owner.actor, at=NOW)

    assert told == [(colleague.person.id, None)]
    assert queries.actor_for(colleague.person.id, owner.company.ref).role is Role.COMPANY_FINANCE
    held.refresh_from_db()
    assert held.until_at == NOW


def test_role_changed_to_the_same_changes_nothing(owner, colleague):
    before = rows()
    commands.change_role(membership_id=membership_of(colleague).id, role=Role.COMPANY_WRITER, by=owner.actor, at=NOW)
    assert rows() == before


def test_role_of_the_last_manager_stays_and_nobody_else_may_change_roles(owner, colleague, stranger):
    mine, theirs = membership_of(owner).id, membership_of(colleague).id
    before = rows()
    with pytest.raises(Refused, match="last_manager"):
        commands.change_role(membership_id=mine, role=Role.COMPANY_VIEWER, by=owner.actor, at=NOW)
    with pytest.raises(Refused, match="last_manager"):
        commands.end_membership(membership_id=mine, by=owner.actor, at=NOW)
    with pytest.raises(Refused, match="wrong_role"):
        commands.change_role(membership_id=theirs, role=Role.COMPANY_MANAGER, by=colleague.actor, at=NOW)
    with pytest.raises(OutOfReach):
        commands.change_role(membership_id=theirs, role=Role.COMPANY_VIEWER, by=stranger.actor, at=NOW)
    with pytest.raises(OutOfReach):
        commands.end_membership(membership_id=theirs, by=stranger.actor, at=NOW)
    assert rows() == before


def test_membership_ended_by_the_manager_is_gone_and_ending_it_again_is_refused(owner, colleague):
    held = membership_of(colleague)
    commands.end_membership(membership_id=held.id, by=owner.actor, at=NOW)

    assert queries.actor_for(colleague.person.id, owner.company.ref).role is Role.MEMBER
    before = rows()
    with pytest.raises(Refused, match="wrong_state"):
        commands.end_membership(membership_id=held.id, by=owner.actor, at=NOW)
    assert rows() == before


def test_member_may_leave_and_a_former_member_may_come_back(owner, colleague):
    commands.end_membership(membership_id=membership_of(colleague).id, by=colleague.actor, at=NOW)
    _, token = invited(owner, colleague.person.email)
    commands.accept_invitation(token=token, by=a_member(colleague.person).actor, at=NOW)
    assert {row.person_id for row in queries.members_of(owner.company.ref)} == {owner.person.id, colleague.person.id}


def test_office_role_is_ended_by_the_system_only(operator_officer, agency_officer):
    held = Membership.objects.get(person=operator_officer.person)
    with pytest.raises(OutOfReach):
        commands.end_membership(membership_id=held.id, by=agency_officer.actor, at=NOW)
    commands.end_membership(membership_id=held.id, by=SYSTEM, at=NOW)
    assert queries.organisations_of(operator_officer.person.id) == []


def test_members_and_open_invitations_are_for_the_company_only(owner, stranger):
    invited(owner)
    assert [row.email for row in queries.open_invitations(owner.company.id, of=owner.actor)] == ["two@example.kr"]
    with pytest.raises(OutOfReach):
        queries.open_invitations(owner.company.id, of=stranger.actor)


@pytest.mark.parametrize("count", [1, 3])
def test_organisations_of_a_person_cost_one_statement_for_any_number(django_assert_num_queries, count):
    person = a_person()
    for _ in range(count):
        company = an_owner().company
        commands.grant_role(person_id=person.id, organisation=company.ref, role=Role.COMPANY_VIEWER, by=SYSTEM, at=NOW)
    with django_assert_num_queries(1):
        assert len(queries.organisations_of(person.id)) == count


def test_the_door_has_the_command_that_takes_capabilities_away():
    assert callable(door.raise_person_epochs)
