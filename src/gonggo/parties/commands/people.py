"""People and offices: entered by whoever runs the house, corrected by themselves."""

from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction

from gonggo.journal.commands import record
from gonggo.kernel.actor import AGENCY_ROLES, COMPANY_ROLES, MINISTRY_ROLES, OPERATOR_ROLES, Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import personal, queries, rules
from gonggo.parties.models import Agency, Membership, Person
from gonggo.parties.states import GIVERS

ROLES_OF_OFFICE = {
    Agency.Office.OPERATOR: OPERATOR_ROLES | {Role.EXPERT},
    Agency.Office.AGENCY: AGENCY_ROLES | {Role.EVALUATOR},
    Agency.Office.MINISTRY: MINISTRY_ROLES,
}
TOTP_SEAL = "mfa.secret"


@transaction.atomic
def add_agency(*, key: str, kind: str, name: str, name_en: str = "", by: Actor, at: datetime) -> Agency:
    """Whoever runs the house enters an office: operator, agency or ministry. Refuses with: agency_known."""
    if by.role is not Role.SYSTEM:
        raise Refused("wrong_role")
    if Agency.objects.filter(key=key).exists():
        raise Refused("agency_known", field="key")

    agency = Agency.objects.create(key=key, kind=Agency.Office(kind), name=name, name_en=name_en)
    record("agency.added", subject=agency.ref, by=by, at=at, key=key, kind=kind)
    return agency


@transaction.atomic
def add_person(
    *,
    email: str,
    name: str,
    encoded: str | None,
    by: Actor,
    at: datetime,
    language: str = "ko",
    totp_secret: str = "",
) -> Person:
    """Whoever runs the house enters a person whose address needs no proof.

    ``encoded`` is the password as Django's ``make_password`` writes it; without one they come in by reset only.
    ``totp_secret`` (base32) sets up their authenticator app. Refuses with: wrong_role, email_taken.
    """
    if by.role is not Role.SYSTEM:
        raise Refused("wrong_role")
    address = rules.email(email)
    if Person.objects.filter(email=address).exists():
        raise Refused("email_taken", field="email")

    password = encoded or make_password(None)
    person = Person(email=address, name=name, language=language, joined_at=at, password=password)
    person.save(force_insert=True)
    EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    if totp_secret:
        sealed = {"secret": personal.seal(totp_secret, of=TOTP_SEAL)}
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data=sealed)
    record("person.added", subject=person.ref, by=by, at=at)
    return person


@transaction.atomic
def grant_role(*, person_id: UUID, organisation: Ref, role: Role, by: Actor, at: datetime) -> Membership:
    """Whoever runs the house gives a person a role in an office or a company.

    Refuses with: wrong_role, role_of_other_office, already_member.
    """
    if by.role is not Role.SYSTEM:
        raise Refused("wrong_role")
    if role not in _roles_of(organisation):
        raise Refused("role_of_other_office", field="role")
    return _grant(person_id, organisation, role, by=by, at=at)


@transaction.atomic
def add_expert(*, email: str, by: Actor, at: datetime) -> Membership:
    """An operator makes a person who has signed up one of its consulting experts.

    Refuses with: wrong_role, person_unknown, already_member.
    """
    return _add(email, Role.EXPERT, by=by, at=at)


@transaction.atomic
def add_evaluator(*, email: str, by: Actor, at: datetime) -> Membership:
    """The agency makes a person who has signed up one of its evaluators.

    Refuses with: wrong_role, person_unknown, already_member.
    """
    return _add(email, Role.EVALUATOR, by=by, at=at)


def _add(email: str, role: Role, *, by: Actor, at: datetime) -> Membership:
    """Somebody who has signed up gets ``role`` in the giver's own office."""
    if by.role not in GIVERS[role] or by.organisation is None:
        raise Refused("wrong_role")
    queries.hold_membership(by)
    person = queries.person_by_email(email)
    if person is None:
        raise Refused("person_unknown", field="email")
    return _grant(person.id, by.organisation, role, by=by, at=at)


def _grant(person_id: UUID, organisation: Ref, role: Role, *, by: Actor, at: datetime) -> Membership:
    where = {"company_id" if organisation.kind is Kind.COMPANY else "agency_id": organisation.id}
    if Membership.objects.filter(person_id=person_id, until_at=None, **where).exists():
        raise Refused("already_member", field="email")

    membership = Membership.objects.create(
        person_id=person_id, role=role, since_at=at, granted_by_id=by.person_id, **where
    )
    record("membership.granted", subject=organisation, by=by, at=at, membership=str(membership.id), role=role)
    return membership


def _roles_of(organisation: Ref) -> frozenset[Role]:
    if organisation.kind is Kind.COMPANY:
        return COMPANY_ROLES
    agency = Agency.objects.filter(id=organisation.id).first()
    if agency is None:
        raise OutOfReach(str(organisation))
    return ROLES_OF_OFFICE[Agency.Office(agency.kind)]


@transaction.atomic
def correct_person(*, name: str, language: str, phone: str, by: Actor, at: datetime) -> Person:
    """A person corrects their own name, language and telephone number (empty: none). Refuses with: phone_invalid."""
    person = Person.objects.select_for_update().get(id=queries.person_behind(by))
    number = rules.phone(phone) if phone.strip() else ""

    person.name, person.language = name.strip(), language
    person.phone_sealed = personal.seal(number, of=person.phone_seal) if number else ""
    person.phone_lookup = personal.lookup(number) if number else ""
    person.save(update_fields=["name", "language", "phone_sealed", "phone_lookup"])
    record("person.corrected", subject=Ref(Kind.PERSON, person.id), by=by, at=at)
    return person
