"""Everything that reads consulting. ``within_reach`` is the only way to a request."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from gonggo.consulting.definition import Offer, Written, offer_of
from gonggo.consulting.models import Report, Request, Visit
from gonggo.consulting.states import OPEN, RequestState
from gonggo.kernel.actor import OPERATOR_ROLES, Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties.models import Agency
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_version


def ref_of(request_id: UUID) -> Ref:
    return Ref(Kind.CONSULTING, request_id)


def visible_to(of: Actor) -> QuerySet[Request]:
    """A company's own; what an operator was asked; to an expert, what they go to for that operator."""
    rows = Request.objects.all()
    if of.company_id is not None:
        return rows.filter(company_id=of.company_id)
    if of.role is Role.SYSTEM:
        return rows
    if of.agency_id is None or of.role not in OPERATOR_ROLES | {Role.EXPERT}:
        return rows.none()
    rows = rows.filter(operator__in=Agency.objects.filter(id=of.agency_id).values("key"))
    if of.role is Role.EXPERT and of.person_id is not None:
        theirs = Visit.objects.filter(request=OuterRef("pk"), expert_id=of.person_id, ended_on=None)
        return rows.filter(Exists(theirs))
    return rows


def within_reach(request_id: UUID, *, of: Actor, lock: bool = False) -> Request:
    """The request, if this actor may know that it exists. Raises OutOfReach."""
    rows = visible_to(of)
    if lock:
        rows = rows.select_for_update(of=("self",))
    try:
        return rows.get(pk=request_id)
    except Request.DoesNotExist as missing:
        raise OutOfReach(f"consulting:{request_id}") from missing


def program_of(request: Request) -> Program:
    """The version of the notice under which it was asked."""
    return program_version(request.program, request.program_version)


def offer_for(request: Request) -> Offer:
    return offer_of(program_of(request))


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as lists and pages show it, with the visit that stands and the last report that was filed."""

    id: UUID
    program: str
    program_version: int
    company_id: UUID
    operator: str
    state: RequestState
    wishes: str
    looks_at: str
    reason: str
    asked_by: UUID
    asked_at: datetime
    expert_id: UUID | None
    visit_on: date | None
    report_version: int | None
    filed_at: datetime | None


def requests(of: Actor, *, states: Collection[RequestState] = ()) -> list[Asked]:
    """What is within reach, the next visits first, then the longest waiting. One statement."""
    rows = visible_to(of)
    if states:
        rows = rows.filter(state__in=states)
    return [_asked(row) for row in _shown(rows).order_by(F("visit_on").asc(nulls_last=True), "asked_at", "id")]


def request(request_id: UUID, *, of: Actor) -> Asked:
    """One request. One statement. Raises OutOfReach."""
    found = _shown(visible_to(of).filter(pk=request_id)).first()
    if found is None:
        raise OutOfReach(f"consulting:{request_id}")
    return _asked(found)


def _shown(rows: QuerySet[Request]) -> QuerySet[Request]:
    visit = Visit.objects.filter(request=OuterRef("pk"), ended_on=None)
    filed = Report.objects.filter(request=OuterRef("pk"), filed_at__isnull=False).order_by("-version")
    return rows.annotate(
        expert_id=Subquery(visit.values("expert_id")[:1]),
        visit_on=Subquery(visit.values("on")[:1]),
        report_version=Subquery(filed.values("version")[:1]),
        last_filed_at=Subquery(filed.values("filed_at")[:1]),
    )


def _asked(row: Request) -> Asked:
    told = {name: getattr(row, name) for name in ("expert_id", "visit_on", "report_version")}
    return Asked(
        id=row.id,
        program=row.program,
        program_version=row.program_version,
        company_id=row.company_id,
        operator=row.operator,
        state=RequestState(row.state),
        wishes=row.wishes,
        looks_at=row.looks_at,
        reason=row.reason,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        filed_at=getattr(row, "last_filed_at"),  # noqa: B009  # annotated: the row's type does not know it
        **told,
    )


def ahead_of(expert_id: UUID, *, agency_id: UUID, on: date, lock: bool = False) -> list[Visit]:
    """The visits of an expert for one operator that come after this day, the next first. One statement."""
    rows = _standing(expert_id, agency_id).filter(on__gt=on)
    return list(rows.select_for_update(of=("self", "request")) if lock else rows)


def come_of(expert_id: UUID, *, agency_id: UUID, on: date) -> list[Visit]:
    """The visits whose day has come and whose report is not filed yet. One statement."""
    return list(_standing(expert_id, agency_id).filter(on__lte=on))


def _standing(expert_id: UUID, agency_id: UUID) -> QuerySet[Visit]:
    keys = Agency.objects.filter(id=agency_id).values("key")
    rows = Visit.objects.filter(
        expert_id=expert_id, ended_on=None, request__state=RequestState.ASSIGNED, request__operator__in=keys
    )
    return rows.select_related("request").order_by("on", "id")


def held_counts(program: str) -> dict[str, tuple[int, int]]:
    """Of each operator: how many requests are open, and how many of them have a visit planned. One statement."""
    rows = Request.objects.filter(program=program, state__in=OPEN).values_list("operator")
    counted = rows.annotate(all=Count("id"), planned=Count("id", filter=Q(state=RequestState.ASSIGNED))).order_by()
    return {operator: (requests, visits) for operator, requests, visits in counted}


def visit_of(request: Request) -> Visit | None:
    """The visit that stands."""
    return request.visits.filter(ended_on=None).first()


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the report as it was filed, or the draft (``filed_at`` is None)."""

    id: UUID
    version: int
    written: Written
    reason: str
    written_by: UUID
    filed_at: datetime | None


def reports(request_id: UUID, *, of: Actor) -> list[Version]:
    """Every version, newest first; a draft is shown to its expert alone. One statement. Raises OutOfReach."""
    rows = Report.objects.filter(request__in=visible_to(of).filter(pk=request_id)).order_by("-version")
    if of.role is not Role.EXPERT:
        rows = rows.filter(filed_at__isnull=False)
    return [Version(r.id, r.version, Written.read(r.parts), r.reason, r.written_by, r.filed_at) for r in rows]


def report(request_id: UUID, version: int, *, of: Actor) -> Version:
    """A version that was filed. Raises OutOfReach."""
    found = next((one for one in reports(request_id, of=of) if one.version == version and one.filed_at), None)
    if found is None:
        raise OutOfReach(f"report:{request_id}")
    return found


@dataclass(frozen=True, slots=True)
class Consulted:
    """A person who went to a company, or is to go, and for which operator."""

    person_id: UUID
    operator: str
    on: date


def consulted(company_id: UUID) -> list[Consulted]:
    """Everybody who consulted the company, or is to: they never score it. One statement."""
    return consulted_of([company_id]).get(company_id, [])


def consulted_of(company_ids: Collection[UUID]) -> dict[UUID, list[Consulted]]:
    """``consulted`` of many companies at once; those that nobody consulted are left out. One statement.

    A visit called off before its day does not count; one called off later does, since the expert may have been there.
    """
    rows = Visit.objects.filter(Q(ended_on=None) | Q(ended_on__gte=F("on")), request__company_id__in=set(company_ids))
    found: dict[UUID, list[Consulted]] = {}
    for row in rows.select_related("request").order_by("on", "id"):
        visit = Consulted(row.expert_id, row.request.operator, row.on)
        found.setdefault(row.request.company_id, []).append(visit)
    return found
