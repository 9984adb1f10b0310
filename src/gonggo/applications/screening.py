"""Applications as they are judged, and their verdicts for those who may read them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gonggo.applications import queries
from gonggo.applications.models import Application, Party, Reversal
from gonggo.applications.states import UNDECIDED, ApplicationState, PartyState
from gonggo.eligibility import queries as eligibility
from gonggo.eligibility.definition import Candidate, Judged, Moment, Reached
from gonggo.eligibility.queries import VerdictRow
from gonggo.kernel.actor import AGENCY_ROLES, OPERATOR_ROLES, Actor
from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.definition import PartyRole, Program

CONSORTIUM = "consortium"
"""The kind of fact that an application shows by itself."""
FORMED, ALONE = "formed", "alone"
PAGE = 50


def candidates(applications: Iterable[Application]) -> list[Candidate]:
    """Applications with the companies that take part. One statement, however many they are."""
    rows = list(applications)
    joined: dict[UUID, list[Judged]] = {row.id: [] for row in rows}
    parties = Party.objects.filter(application__in=joined, state=PartyState.JOINED)
    for party in parties.order_by("-is_lead", "joined_at", "brn"):
        assert party.company_id is not None  # a joined party is known
        joined[party.application_id].append(Judged(party.company_id, party.role))
    return [_candidate(row.id, row.track, joined[row.id]) for row in rows]


def candidate(application_id: UUID, track: str, members: Iterable[tuple[UUID, str]]) -> Candidate:
    """An application whose companies, each with its role, are known already."""
    return _candidate(application_id, track, [Judged(company_id, role) for company_id, role in members])


def _candidate(application_id: UUID, track: str, parties: Sequence[Judged]) -> Candidate:
    return Candidate(queries.ref_of(application_id), track, tuple(parties), {CONSORTIUM: _formed(parties)})


def _formed(parties: Sequence[Judged]) -> str:
    return FORMED if any(party.role == PartyRole.SUPPLIER for party in parties) else ALONE


def to_judge(program: Program, cause: str) -> QuerySet[Application]:
    """The received applications of a program that were not judged for a cause."""
    judged = UNDECIDED | {ApplicationState.ELIGIBLE}
    rows = Application.objects.filter(program=program.key, state__in=judged)
    return rows.exclude(id__in=eligibility.judged_for(cause)).order_by("received_at", "number")


def as_judge(application_id: UUID, of: Actor) -> Application:
    """A received application for the offices that read its papers. Raises OutOfReach."""
    if of.role not in OPERATOR_ROLES | AGENCY_ROLES:
        raise OutOfReach(f"application:{application_id}")
    return queries.within_reach(application_id, of=of)


def verdicts(application: Application) -> list[VerdictRow]:
    """The verdicts of the last run, of every company. One statement."""
    return eligibility.last_verdicts(application.id)


def lifted(application_ids: Collection[UUID]) -> set[tuple[UUID, str]]:
    """(application, condition) of what a refusal rested on that an upheld objection undid. One statement."""
    rows = Reversal.objects.filter(application__in=application_ids).values_list("application_id", "conditions")
    return {(application_id, key) for application_id, kept in rows for key in kept["conditions"]}


def own_verdicts(application_id: UUID, company_id: UUID) -> list[VerdictRow]:
    """A company's own verdicts of the last run that is more than advice. One statement."""
    rows = eligibility.last_verdicts(application_id, company_id=company_id)
    return [row for row in rows if row.moment is not Moment.SUBMISSION]


def advice(program: Program, candidate: Candidate, company_id: UUID, *, at: datetime) -> list[Reached]:
    """What the conditions say of one company now. Three statements."""
    own = tuple(party for party in candidate.parties if party.company_id == company_id)
    alone = Candidate(candidate.subject, candidate.track, own, candidate.own)
    return eligibility.reached(program, [alone], at=at)


def open_verdicts(*, of: Actor, program: str, page: int = 1) -> tuple[list[VerdictRow], dict[UUID, Application]]:
    """What waits for this officer's decision, with the applications; one more than a page. Two statements."""
    if of.role not in OPERATOR_ROLES | AGENCY_ROLES:
        raise OutOfReach("verdicts")
    within: QuerySet[Any, Any] = queries.visible_to(of).filter(program=program).values_list("id", flat=True)
    rows = eligibility.open_verdicts(within, offset=(page - 1) * PAGE, limit=PAGE + 1)
    found = Application.objects.in_bulk({row.subject_id for row in rows}) if rows else {}
    return rows, found
