"""Who may act for whom, who belongs where, and how people and companies are called."""

import hashlib
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from gonggo.kernel.actor import AGENCY_ROLES, MINISTRY_ROLES, VISITOR, Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties import personal, rules
from gonggo.parties.models import Agency, Claim, Company, Invitation, Membership, Person
from gonggo.parties.states import CLAIM_JUDGES, STANDING, ClaimState, InvitationState

ORGANISATION = "organisation"  # the session's key: the text of the Ref that this session acts for
_OFFICE = AGENCY_ROLES | MINISTRY_ROLES | {Role.SYSTEM}


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation a person may act for. ``name`` is empty for a company: its name is a fact (room facts)."""

    ref: Ref
    role: Role
    brn: str
    name: str
    name_en: str
    confirmed: bool

    @property
    def written_brn(self) -> str:
        return rules.written_brn(self.brn) if self.brn else ""


@dataclass(frozen=True, slots=True)
class Member:
    """A person in an organisation."""

    membership_id: uuid.UUID
    person_id: uuid.UUID
    name: str
    email: str
    role: Role
    since_at: datetime


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that waits for its answer."""

    id: uuid.UUID
    email: str
    role: Role
    invited_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in the officer's list, or in the claimant's own."""

    id: uuid.UUID
    company_id: uuid.UUID
    brn: str
    state: ClaimState
    claimant_id: uuid.UUID
    claimant: str
    claimed_at: datetime
    certificate_id: uuid.UUID | None
    reason: str


def _membership_in(organisation: Ref) -> Q:
    return Q(company_id=organisation.id) if organisation.kind is Kind.COMPANY else Q(agency_id=organisation.id)


def actor_for(person_id: uuid.UUID, organisation: Ref | None) -> Actor:
    """The person in the role held for ``organisation`` at this moment, or a mere member. At most one statement."""
    if organisation is None or organisation.kind not in {Kind.COMPANY, Kind.AGENCY}:
        return Actor(person_id, Role.MEMBER)
    held = Membership.objects.filter(_membership_in(organisation), person_id=person_id, until_at=None)
    role = held.values_list("role", flat=True).first()
    return Actor(person_id, Role.MEMBER) if role is None else Actor(person_id, Role(role), organisation)


def hold_membership(of: Actor) -> None:
    """The membership that ``of`` acts by, read anew and locked to the end of the transaction. Raises OutOfReach."""
    if of.organisation is None or of.person_id is None:
        raise OutOfReach("membership")
    mine = Membership.objects.filter(
        _membership_in(of.organisation), person_id=of.person_id, role=of.role, until_at=None
    )
    if not mine.select_for_update().values_list("id", flat=True):
        raise OutOfReach(f"membership:{of.organisation}")


def acting_as(request: HttpRequest) -> Actor:
    """Who makes this request: role and organisation read from the database anew, so a right taken away is gone."""
    if not request.user.is_authenticated:
        return VISITOR
    person_id: uuid.UUID = request.user.pk
    try:
        organisation = Ref.parse(request.session.get(ORGANISATION, ""))
    except ValueError:
        return Actor(person_id, Role.MEMBER)
    return actor_for(person_id, organisation)


def organisations_of(person_id: uuid.UUID) -> list[Organisation]:
    """Everything this person may act for, companies first, oldest first. One statement."""
    confirmed = Claim.objects.filter(company=OuterRef("company_id"), state=ClaimState.CONFIRMED)
    rows = (
        Membership.objects.filter(person_id=person_id, until_at=None)
        .select_related("company", "agency")
        .annotate(confirmed=Exists(confirmed))
        .order_by("agency_id", "since_at", "id")
    )
    return [
        Organisation(
            ref=row.organisation,
            role=Role(row.role),
            brn=row.company.brn if row.company else "",
            name=row.agency.name if row.agency else "",
            name_en=(row.agency.name_en or row.agency.name) if row.agency else "",
            confirmed=row.confirmed,
        )
        for row in rows
    ]


def members_of(organisation: Ref) -> list[Member]:
    """Everybody who now belongs to it, in the order of joining. One statement."""
    rows = Membership.objects.filter(_membership_in(organisation), until_at=None).select_related("person")
    return [
        Member(row.id, row.person_id, row.person.name, row.person.email, Role(row.role), row.since_at)
        for row in rows.order_by("since_at", "id")
    ]


def people_who(roles: Collection[Role], organisation: Ref) -> list[Member]:
    """The members who hold one of ``roles``. One statement."""
    return [member for member in members_of(organisation) if member.role in roles]


def names_of_people(person_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """How each is called; an address where no name was given. One statement."""
    rows = Person.objects.filter(id__in=set(person_ids)).values_list("id", "name", "email")
    return {person_id: name or email for person_id, name, email in rows}


def person_behind(actor: Actor) -> uuid.UUID:
    """Who acts, as a person. Raises OutOfReach for a visitor and for the system."""
    if actor.person_id is None:
        raise OutOfReach("person")
    return actor.person_id


def person(person_id: uuid.UUID) -> Person:
    """Raises OutOfReach."""
    try:
        return Person.objects.get(id=person_id)
    except Person.DoesNotExist as missing:
        raise OutOfReach(f"person:{person_id}") from missing


def person_by_email(email: str) -> Person | None:
    return Person.objects.filter(email=rules.email(email)).first()


def phone_of(one: Person) -> str:
    """The telephone number in the clear, or an empty text. Each reading belongs in the access log."""
    return personal.opened(one.phone_sealed, of=one.phone_seal) if one.phone_sealed else ""


def company(company_id: uuid.UUID) -> Company:
    """Raises OutOfReach."""
    try:
        return Company.objects.get(id=company_id)
    except Company.DoesNotExist as missing:
        raise OutOfReach(f"company:{company_id}") from missing


def companies(company_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Company]:
    """Those that exist, by id. One statement."""
    return Company.objects.in_bulk(set(company_ids))


def company_by_brn(written: str) -> Company | None:
    """The company of this number if anybody ever registered it. Refuses with: brn_invalid."""
    return Company.objects.filter(brn=rules.brn(written)).first()


def agencies(kind: str = "") -> list[Agency]:
    """The offices, by key; of one kind if said. One statement."""
    rows = Agency.objects.order_by("key")
    return list(rows.filter(kind=kind) if kind else rows)


def agency_by_key(key: str) -> Agency | None:
    return Agency.objects.filter(key=key).first()


def agencies_by_id(agency_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Agency]:
    return Agency.objects.in_bulk(set(agency_ids))


def within_reach(company_id: uuid.UUID, *, of: Actor, lock: bool = False) -> Company:
    """The company, for its own people, the agency, the ministry and the system. Raises OutOfReach."""
    if of.company_id != company_id and of.role not in _OFFICE:
        raise OutOfReach(f"company:{company_id}")
    rows = Company.objects.filter(id=company_id)
    found = (rows.select_for_update() if lock else rows).first()
    if found is None:
        raise OutOfReach(f"company:{company_id}")
    return found


def claim_within_reach(claim_id: uuid.UUID, *, of: Actor, lock: bool = False) -> Claim:
    """The claim, for who made it and who may judge it. Raises OutOfReach."""
    rows = Claim.objects.select_related("company")
    if of.role not in CLAIM_JUDGES:
        rows = rows.filter(claimant_id=of.person_id)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(id=claim_id).first()
    if found is None:
        raise OutOfReach(f"claim:{claim_id}")
    return found


def claims_to_decide(of: Actor) -> list[ClaimRow]:
    """For officers: what waits for a decision, contests first, oldest first. One statement. Raises OutOfReach."""
    if of.role not in CLAIM_JUDGES:
        raise OutOfReach("claims")
    rows = Claim.objects.filter(state__in=[ClaimState.CONTESTED, ClaimState.CLAIMED])
    return _claim_rows(rows.order_by("-state", "claimed_at", "id"))


def claims_of_company(company_id: uuid.UUID, *, of: Actor) -> list[ClaimRow]:
    """For officers: all claims ever made to one company, oldest first. One statement. Raises OutOfReach."""
    if of.role not in CLAIM_JUDGES:
        raise OutOfReach("claims")
    return _claim_rows(Claim.objects.filter(company_id=company_id).order_by("claimed_at", "id"))


def claims_by(person_id: uuid.UUID) -> list[ClaimRow]:
    """The claims a person has made that are not yet, or no longer, a membership. One statement."""
    rows = Claim.objects.filter(claimant_id=person_id, state__in=[ClaimState.CONTESTED, ClaimState.REFUSED])
    return _claim_rows(rows.order_by("claimed_at", "id"))


def _claim_rows(rows: QuerySet[Claim]) -> list[ClaimRow]:
    return [
        ClaimRow(
            id=row.id,
            company_id=row.company_id,
            brn=row.company.brn,
            state=ClaimState(row.state),
            claimant_id=row.claimant_id,
            claimant=str(row.claimant),
            claimed_at=row.claimed_at,
            certificate_id=row.certificate_id,
            reason=row.reason,
        )
        for row in rows.select_related("company", "claimant")
    ]


def standing_claim(company_id: uuid.UUID) -> Claim | None:
    """The claim by which the company's people have their access."""
    return Claim.objects.filter(company_id=company_id, state__in=STANDING).first()


def open_invitations(company_id: uuid.UUID, *, of: Actor) -> list[OpenInvitation]:
    """What the company has sent and nobody has answered. Two statements. Raises OutOfReach."""
    within_reach(company_id, of=of)
    rows = Invitation.objects.filter(company_id=company_id, state=InvitationState.SENT).order_by("invited_at", "id")
    return [OpenInvitation(row.id, row.email, Role(row.role), row.invited_at, row.expires_at) for row in rows]


def token_digest(token: str) -> str:
    """What is kept of an invitation's token."""
    return hashlib.sha256(token.encode("utf-8")).hexdigest()


def invitation_by_token(token: str) -> Invitation:
    """The invitation of a link, whatever its state. Raises OutOfReach if there never was one."""
    found = Invitation.objects.select_related("company").filter(token_digest=token_digest(token)).first()
    if found is None:
        raise OutOfReach("invitation")
    return found


def is_usable(invitation: Invitation, *, at: datetime) -> bool:
    """Whether it can still be accepted at this instant."""
    return invitation.state == InvitationState.SENT and at < invitation.expires_at
