"""The people of every permission test: an owner, a colleague, a stranger, and one of each office."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.contrib.auth.hashers import make_password

from gonggo.facts.commands import register_company
from gonggo.kernel.actor import SYSTEM, Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.parties import commands, queries
from gonggo.parties.models import Company, Person
from gonggo.parties.rules import check_digit
from visiting import Visitor

NOW = datetime(2024, 4, 29, 1, 0, tzinfo=UTC)  # 10:00 in Seoul, a Monday inside the window
PASSWORD = "벚꽃이 피는 강변 서재"


@dataclass(frozen=True, slots=True)
class Persona:
    """A person in one role for at most one organisation, and a browser signed in as them."""

    person: Person
    actor: Actor

    @property
    def company(self) -> Company:
        assert self.actor.company_id is not None
        return queries.company(self.actor.company_id)

    @property
    def client(self) -> Visitor:
        """A new browser in which they are signed in for their organisation; office people with their second factor."""
        client = Visitor()
        client.force_login(self.person)
        session = client.session
        if self.actor.organisation is not None:
            session[queries.ORGANISATION] = str(self.actor.organisation)
        records = [{"method": "password", "at": datetime.now(tz=UTC).timestamp(), "email": self.person.email}]
        if self.actor.agency_id is not None:
            records.append({"method": "mfa", "at": datetime.now(tz=UTC).timestamp(), "type": "totp"})
        session["account_authentication_methods"] = records
        session["account_authentication_methods_user"] = str(self.person.pk)
        session.save()
        return client


def a_brn() -> str:
    """A number that passes the check digit and that no other test has."""
    nine = f"{secrets.randbelow(10**9):09d}"
    return f"{nine}{check_digit(nine)}"


def a_person(name: str = "김하나", *, email: str = "", password: str | None = PASSWORD) -> Person:
    """Signed up, verified, in no organisation."""
    address = email or f"{uuid.uuid4().hex[:10]}@example.kr"
    return commands.add_person(email=address, name=name, encoded=make_password(password), by=SYSTEM, at=NOW)


def a_member(person: Person) -> Persona:
    return Persona(person, Actor(person.id, Role.MEMBER))


def an_owner(name: str = "김하나", *, company_name: str = "하나정밀", at: datetime = NOW) -> Persona:
    """The manager of a company of their own."""
    person = a_person(name)
    company = register_company(
        brn=a_brn(),
        name=company_name,
        representative=name,
        address="경기도 안산시 단원구 별망로 1",
        by=Actor(person.id, Role.MEMBER),
        at=at,
    )
    return Persona(person, Actor(person.id, Role.COMPANY_MANAGER, company.ref))


def a_colleague_of(owner: Persona, name: str = "이두리", *, role: Role = Role.COMPANY_WRITER) -> Persona:
    person = a_person(name)
    commands.grant_role(person_id=person.id, organisation=owner.company.ref, role=role, by=SYSTEM, at=NOW)
    return Persona(person, Actor(person.id, role, owner.company.ref))


def an_officer(role: Role, *, kind: str, key: str = "", name: str = "박세움") -> Persona:
    """A person in an office; made with the office if no ``key`` of an existing one is given."""
    agency = queries.agency_by_key(key) if key else None
    if agency is None:
        key = key or f"{kind}-{uuid.uuid4().hex[:8]}"
        agency = commands.add_agency(key=key, kind=kind, name=f"{kind} 기관", name_en=kind, by=SYSTEM, at=NOW)
    person = a_person(name)
    commands.grant_role(person_id=person.id, organisation=agency.ref, role=role, by=SYSTEM, at=NOW)
    return Persona(person, Actor(person.id, role, Ref(Kind.AGENCY, agency.id)))


@pytest.fixture
def owner(db: None) -> Persona:
    """The manager of a company: what is hers she may see and change."""
    return an_owner()


@pytest.fixture
def colleague(owner: Persona) -> Persona:
    """A writer in the owner's company."""
    return a_colleague_of(owner)


@pytest.fixture
def stranger(db: None) -> Persona:
    """The manager of another company: to them nothing of the owner's exists."""
    return an_owner("최낯선", company_name="먼나라")


@pytest.fixture
def member(db: None) -> Persona:
    """Signed in, in no organisation."""
    return a_member(a_person("정혼자"))


@pytest.fixture
def agency_officer(db: None) -> Persona:
    return an_officer(Role.AGENCY_OFFICER, kind="agency")


@pytest.fixture
def operator_officer(db: None) -> Persona:
    return an_officer(Role.OPERATOR_OFFICER, kind="operator")


@pytest.fixture
def ministry(db: None) -> Persona:
    return an_officer(Role.MINISTRY, kind="ministry")


@pytest.fixture
def personas(  # noqa: PLR0917  # fixtures, by name
    owner: Persona,
    colleague: Persona,
    stranger: Persona,
    member: Persona,
    agency_officer: Persona,
    operator_officer: Persona,
    ministry: Persona,
) -> dict[str, Persona]:
    """All of them by name."""
    return {
        "owner": owner,
        "colleague": colleague,
        "stranger": stranger,
        "member": member,
        "agency_officer": agency_officer,
        "operator_officer": operator_officer,
        "ministry": ministry,
    }
