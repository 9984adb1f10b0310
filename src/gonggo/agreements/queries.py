"""Everything that reads agreements. ``within_reach`` and ``terms`` are the only ways to one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from gonggo.agreements.models import Agreement, BudgetLine, Change
from gonggo.agreements.models import Party as PartyRow
from gonggo.agreements.states import OPEN_CHANGES, AgreementState, ChangeState
from gonggo.kernel.actor import AGENCY_ROLES, MINISTRY_ROLES, OPERATOR_ROLES, Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties.models import Agency
from gonggo.programs.definition import PartyRole, Program
from gonggo.programs.queries import program as program_version


@dataclass(frozen=True, slots=True)
class Party:
    """A company that an agreement binds, in its role."""

    company_id: UUID
    role: PartyRole
    leads: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the budget as it is agreed, in whole won; ``asked_*`` as the company laid it out."""

    key: str
    government: int
    cash: int
    in_kind: int
    asked_government: int
    asked_cash: int
    asked_in_kind: int
    reason: str
    """Why it was cut; empty where it was not."""

    @property
    def total(self) -> int:
        return self.government + self.cash + self.in_kind

    @property
    def asked(self) -> int:
        return self.asked_government + self.asked_cash + self.asked_in_kind


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed, by whom, for how long: what every later room asks. Amounts are whole won."""

    id: UUID
    application_id: UUID
    number: str
    program: str
    program_version: int
    track: str
    type: str
    title: str
    operator: str
    """The operator's key, as applications have it."""
    parties: tuple[Party, ...]
    """The lead adopter first, then adopters, then suppliers."""
    government: int
    private_cash: int
    private_in_kind: int
    cap: int
    """The most support that it may come to."""
    has_advance: bool
    """Whether something may be paid before the work is done: False without a guarantee."""
    state: AgreementState
    papers_due_on: date
    conclude_by_on: date
    company_says: str
    """Why the company does not agree with the cuts; empty where it does."""
    ruling: str
    end_reason: str
    concluded_at: datetime | None
    begins_on: date | None
    last_on: date | None
    """The last day inside the term."""

    @property
    def ref(self) -> Ref:
        return Ref(Kind.AGREEMENT, self.id)

    @property
    def total(self) -> int:
        return self.government + self.private_cash + self.private_in_kind

    @property
    def companies(self) -> list[UUID]:
        """Whom it binds, in the order of the parties."""
        return [one.company_id for one in self.parties]

    @property
    def lead(self) -> Party:
        return next(one for one in self.parties if one.leads)

    def role_of(self, company_id: UUID | None) -> PartyRole | None:
        """The role of a company in it, None for a stranger."""
        return next((one.role for one in self.parties if one.company_id == company_id), None)


def ref_of(agreement_id: UUID) -> Ref:
    return Ref(Kind.AGREEMENT, agreement_id)


def visible_to(of: Actor) -> QuerySet[Agreement]:
    """To the agency and the ministry all, to an operator its own, to a company those that bind it or are to bind it."""
    rows = Agreement.objects.all()
    if of.company_id is not None:
        bound = PartyRow.objects.filter(company_id=of.company_id, left_on=None)
        coming = Change.objects.filter(comes_id=of.company_id, state__in=sorted(OPEN_CHANGES))
        return rows.filter(Q(id__in=bound.values("agreement")) | Q(id__in=coming.values("agreement")))
    if of.role in OPERATOR_ROLES and of.agency_id is not None:
        return rows.filter(operator__in=Agency.objects.filter(id=of.agency_id).values("key"))
    if of.role in AGENCY_ROLES | MINISTRY_ROLES | {Role.SYSTEM}:
        return rows
    return rows.none()


def leading(column: str) -> Subquery:
    """Who leads an agreement now, as a part of a later room's query; ``column`` names the agreement there."""
    rows = PartyRow.objects.filter(agreement=OuterRef(column), leads=True, left_on=None)
    return Subquery(rows.values("company_id")[:1])


def led_by(company_id: UUID) -> "QuerySet[PartyRow, UUID]":
    """The agreements that a company leads now, as a part of a query."""
    rows = PartyRow.objects.filter(company_id=company_id, leads=True, left_on=None)
    return rows.values_list("agreement_id", flat=True)


def within_reach(agreement_id: UUID, *, of: Actor, lock: bool = False) -> Agreement:
    """The agreement, if this actor may know of it. Raises OutOfReach."""
    rows = visible_to(of)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=agreement_id).first()
    if found is None:
        raise OutOfReach(f"agreement:{agreement_id}")
    return found


def terms(agreement_id: UUID, *, of: Actor, lock: bool = False) -> Terms:
    """What was agreed, or is about to be. Two statements. Raises OutOfReach."""
    return _terms([within_reach(agreement_id, of=of, lock=lock)])[0]


def terms_of_applications(application_ids: Collection[UUID], *, of: Actor) -> dict[UUID, Terms]:
    """By application, those of these that this actor may know of. Two statements, however many."""
    found = _terms(list(visible_to(of).filter(application_id__in=application_ids)))
    return {one.application_id: one for one in found}


def terms_among(agreement_ids: Collection[UUID], *, of: Actor) -> list[Terms]:
    """Those of these that this actor may know of, by number. Two statements, however many."""
    return _terms(list(visible_to(of).filter(id__in=agreement_ids).order_by("number")))


def agreements(*, of: Actor, program: str = "", state: str = "", limit: int = 200) -> list[Terms]:
    """Those within reach, of one program or state if said, the latest first. Two statements."""
    rows = visible_to(of).order_by("-opened_at", "number")
    rows = rows.filter(program=program) if program else rows
    return _terms(list((rows.filter(state=state) if state else rows)[:limit]))


def lines(agreement_id: UUID) -> tuple[Line, ...]:
    """The budget of an agreement whose terms one has, in the program's order; empty until it is laid out.

    One statement.
    """
    amounts = ("government", "cash", "in_kind", "asked_government", "asked_cash", "asked_in_kind")
    rows = BudgetLine.objects.filter(agreement=agreement_id).order_by("place")
    return tuple(Line(*row) for row in rows.values_list("line", *amounts, "reason"))


def companies_of(of: Actor) -> set[UUID]:
    """The companies that agreements within reach bind. One statement."""
    return set(PartyRow.objects.filter(agreement__in=visible_to(of)).values_list("company_id", flat=True))


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change that was asked for or notified; an extension is one of ``months``."""

    id: UUID
    item: str
    state: ChangeState
    months: int
    before: str
    after: str
    reason: str
    cause_on: date
    due_on: date
    answer: str
    leaves_id: UUID | None
    comes_id: UUID | None
    """Who takes the place of whom; None where nobody does."""


def changes_of(agreement_id: UUID) -> list[ChangeRow]:
    """The changes of an agreement that one may know of, the latest first. One statement."""
    return [
        ChangeRow(
            row.id,
            row.item,
            ChangeState(row.state),
            row.months,
            row.before,
            row.after,
            row.reason,
            row.cause_on,
            row.due_on,
            row.answer,
            row.leaves_id,
            row.comes_id,
        )
        for row in Change.objects.filter(agreement=agreement_id).order_by("-asked_at", "id")
    ]


def coming(agreement_id: UUID, company_id: UUID | None) -> Change | None:
    """The open change by which this company is to come into the agreement. One statement."""
    rows = Change.objects.filter(agreement=agreement_id, comes_id=company_id, state__in=sorted(OPEN_CHANGES))
    return rows.first() if company_id is not None else None


def program_of(agreement: Agreement) -> Program:
    """The version of the notice that the agreement is made under."""
    return program_version(agreement.program, agreement.program_version)


def _terms(rows: list[Agreement]) -> list[Terms]:
    ids = [row.id for row in rows]
    parties: dict[UUID, list[Party]] = {one: [] for one in ids}
    for party in PartyRow.objects.filter(agreement__in=ids, left_on=None).order_by("place") if ids else ():
        parties[party.agreement_id].append(Party(party.company_id, PartyRole(party.role), party.leads))
    return [_one(row, tuple(parties[row.id])) for row in rows]


def _one(row: Agreement, parties: tuple[Party, ...]) -> Terms:
    return Terms(
        id=row.id,
        application_id=row.application_id,
        number=row.number,
        program=row.program,
        program_version=row.program_version,
        track=row.track,
        type=row.type,
        title=row.title,
        operator=row.operator,
        parties=parties,
        government=row.government,
        private_cash=row.cash,
        private_in_kind=row.in_kind,
        cap=row.cap,
        has_advance=row.has_advance,
        state=AgreementState(row.state),
        papers_due_on=row.papers_due_on,
        conclude_by_on=row.conclude_by_on,
        company_says=row.company_says,
        ruling=row.ruling,
        end_reason=row.end_reason,
        concluded_at=row.concluded_at,
        begins_on=row.begins_on,
        last_on=row.last_on,
    )
