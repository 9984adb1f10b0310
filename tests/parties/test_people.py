"""Who acts, and how people and offices are entered."""

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from gonggo.kernel.actor import SYSTEM, VISITOR, Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import commands, personal, queries
from gonggo.parties.models import Membership, Person
from personas import NOW, PASSWORD, a_person

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def request_of(person=None, organisation=""):
    request = RequestFactory().get("/")
    request.user = person or AnonymousUser()
    request.session = SessionStore()
    if organisation:
        request.session[queries.ORGANISATION] = organisation
    return request


def test_request_of_a_visitor_acts_as_nobody():
    assert queries.acting_as(request_of()) == VISITOR


def test_request_without_an_organisation_or_with_nonsense_acts_as_a_member(member):
    plain = Actor(member.person.id, Role.MEMBER)
    assert queries.acting_as(request_of(member.person)) == plain
    assert queries.acting_as(request_of(member.person, "company:what")) == plain
    assert queries.acting_as(request_of(member.person, str(member.person.ref))) == plain


def test_request_acts_for_the_organisation_of_its_session_at_one_statement(owner, django_assert_num_queries):
    request = request_of(owner.person, str(owner.company.ref))
    with django_assert_num_queries(1):
        assert queries.acting_as(request) == owner.actor


def test_request_for_anothers_organisation_acts_as_a_mere_member(owner, stranger):
    acting = queries.acting_as(request_of(stranger.person, str(owner.company.ref)))
    assert acting == Actor(stranger.person.id, Role.MEMBER)


def test_request_after_a_role_was_taken_away_acts_without_it(owner, colleague):
    request = request_of(colleague.person, str(owner.company.ref))
    assert queries.acting_as(request) == colleague.actor

    held = Membership.objects.get(person=colleague.person)
    commands.end_membership(membership_id=held.id, by=owner.actor, at=NOW)

    assert queries.acting_as(request) == Actor(colleague.person.id, Role.MEMBER)


def test_person_is_entered_with_a_verified_address_in_lower_case():
    person = commands.add_person(email=" Kim@Example.KR", name="김", encoded=make_password(PASSWORD), by=SYSTEM, at=NOW)

    assert (person.email, person.joined_at, person.check_password(PASSWORD)) == ("kim@example.kr", NOW, True)
    address = person.emailaddress_set.get()
    assert (address.email, address.verified, address.primary) == ("kim@example.kr", True, True)
    assert queries.person_by_email("KIM@example.kr") == person


def test_person_with_a_known_address_is_refused_whatever_its_case():
    a_person(email="kim@example.kr")
    with pytest.raises(Refused, match="email_taken"):
        a_person(email="KIM@EXAMPLE.KR")
    assert Person.objects.count() == 1


def test_address_in_upper_case_is_refused_by_the_database_itself():
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="Kim@example.kr")


def test_person_is_entered_by_the_system_only(agency_officer):
    with pytest.raises(Refused, match="wrong_role"):
        commands.add_person(email="a@example.kr", name="", encoded=None, by=agency_officer.actor, at=NOW)
    with pytest.raises(Refused, match="wrong_role"):
        commands.add_agency(key="k", kind="agency", name="", by=agency_officer.actor, at=NOW)


def test_agency_with_a_known_key_is_refused():
    commands.add_agency(key="tp", kind="operator", name="테크노파크", by=SYSTEM, at=NOW)
    with pytest.raises(Refused, match="agency_known"):
        commands.add_agency(key="tp", kind="operator", name="테크노파크", by=SYSTEM, at=NOW)


@pytest.mark.parametrize(
    ("kind", "role"),
    [("operator", Role.AGENCY_LEAD), ("agency", Role.MINISTRY), ("ministry", Role.OPERATOR_LEAD)],
)
def test_role_of_another_kind_of_office_is_refused(kind, role, member):
    agency = commands.add_agency(key="k", kind=kind, name="기관", by=SYSTEM, at=NOW)
    with pytest.raises(Refused, match="role_of_other_office"):
        commands.grant_role(person_id=member.person.id, organisation=agency.ref, role=role, by=SYSTEM, at=NOW)
    assert queries.organisations_of(member.person.id) == []


def test_role_in_an_office_that_is_not_there_is_out_of_reach(member):
    nowhere = Ref(Kind.AGENCY, member.person.id)
    with pytest.raises(OutOfReach):
        commands.grant_role(person_id=member.person.id, organisation=nowhere, role=Role.MINISTRY, by=SYSTEM, at=NOW)


def test_phone_is_sealed_found_by_its_hash_and_opens_for_its_person_only(owner, stranger):
    commands.correct_person(name="김하나", language="ko", phone="010-1234-5678", by=owner.actor, at=NOW)

    person = Person.objects.get(id=owner.person.id)
    assert queries.phone_of(person) == "01012345678"
    assert "01012345678" not in person.phone_sealed
    assert person.phone_sealed.startswith("demo-personal-")
    assert Person.objects.get(phone_lookup=personal.lookup("01012345678")) == person
    with pytest.raises(personal.NotOpened):
        personal.opened(person.phone_sealed, of=stranger.person.phone_seal)
    with pytest.raises(personal.NotOpened):
        personal.opened("gone-key:00:00", of=person.phone_seal)


def test_phone_that_is_none_is_refused_and_changes_nothing(owner):
    before = Person.objects.values().get(id=owner.person.id)
    with pytest.raises(Refused, match="phone_invalid"):
        commands.correct_person(name="다른 이름", language="en", phone="12", by=owner.actor, at=NOW)
    assert Person.objects.values().get(id=owner.person.id) == before


def test_names_of_people_and_companies_cost_one_statement(owner, stranger, django_assert_num_queries):
    ids = [owner.person.id, stranger.person.id]
    with django_assert_num_queries(1):
        assert queries.names_of_people(ids) == {owner.person.id: "김하나", stranger.person.id: "최낯선"}


def test_an_operator_makes_a_person_its_expert_and_takes_them_off_again(operator_officer):
    person = a_person("새전문")

    membership = commands.add_expert(email=person.email.upper(), by=operator_officer.actor, at=NOW)

    organisation = operator_officer.actor.organisation
    assert queries.actor_for(person.id, organisation).role is Role.EXPERT
    assert membership.granted_by_id == operator_officer.person.id
    commands.end_membership(membership_id=membership.id, by=operator_officer.actor, at=NOW)
    assert queries.actor_for(person.id, organisation).role is Role.MEMBER


@pytest.mark.parametrize("who", ["owner", "agency_officer", "ministry", "member"])
def test_nobody_but_an_operator_adds_experts(who, request):
    person = a_person("새전문")

    with pytest.raises(Refused) as refused:
        commands.add_expert(email=person.email, by=request.getfixturevalue(who).actor, at=NOW)

    assert refused.value.code == "wrong_role"
    assert queries.organisations_of(person.id) == []


def test_the_agency_makes_a_person_its_evaluator(agency_officer):
    person = a_person("새평가")

    commands.add_evaluator(email=person.email, by=agency_officer.actor, at=NOW)

    assert queries.actor_for(person.id, agency_officer.actor.organisation).role is Role.EVALUATOR


@pytest.mark.parametrize("who", ["owner", "operator_officer", "ministry", "member"])
def test_nobody_but_the_agency_adds_evaluators(who, request):
    person = a_person("새평가")

    with pytest.raises(Refused) as refused:
        commands.add_evaluator(email=person.email, by=request.getfixturevalue(who).actor, at=NOW)

    assert refused.value.code == "wrong_role"
    assert queries.organisations_of(person.id) == []


def test_who_works_for_the_operator_already_or_has_not_signed_up_does_not_become_its_expert(operator_officer):
    codes = []
    for email in (operator_officer.person.email, "nobody@example.kr"):
        with pytest.raises(Refused) as refused:
            commands.add_expert(email=email, by=operator_officer.actor, at=NOW)
        codes.append(refused.value.code)

    assert codes == ["already_member", "person_unknown"]
