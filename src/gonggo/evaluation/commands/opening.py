"""A member reads an application and its papers; each reading is on record and in the access log."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.applications.commands.opening import OpenedApplication
from gonggo.applications.models import Application
from gonggo.applications.queries import paper_rows, ref_of
from gonggo.applications.sealed import revision
from gonggo.documents.commands import OpenedFile, open_for
from gonggo.documents.refusals import NOT_YET_OPEN
from gonggo.documents.states import Hold
from gonggo.evaluation import queries
from gonggo.evaluation.definition import Rules, StageRules
from gonggo.evaluation.models import Seat
from gonggo.evaluation.states import PanelState
from gonggo.journal.commands import record_access
from gonggo.journal.purposes import Purpose
from gonggo.kernel.actor import Actor
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused


@dataclass(frozen=True, slots=True)
class OpenedToScore(OpenedApplication):
    """An application as it was submitted, with the seat that reads it and the rules of its panel."""

    seat: Seat
    rules: Rules
    stage: StageRules


@transaction.atomic
def open_application(*, seat_id: UUID, application_id: UUID, by: Actor, at: datetime, origin: str) -> OpenedToScore:
    """A member opens an application before their panel, while it is open and after their pledge, as it was submitted.

    ``at`` is the moment of reading, ``origin`` the network address that the member came from. Raises OutOfReach, for
    an application in conflict too; refuses with: wrong_state, pledge_missing.
    """
    seat, scope = _may_read(seat_id, application_id, by=by)
    application = scope.application
    submitted = revision(application.sealed_revision_id) if application.sealed_revision_id else None
    if submitted is None:
        raise OutOfReach(f"application:{application_id}")
    companies = [UUID(party["company"]) for party in submitted.content["parties"]]
    _note("evaluation.application_opened", seat, application, companies, by=by, at=at, origin=origin)
    return OpenedToScore(application, submitted, seat, scope.rules, scope.stage)


def open_paper(
    *,
    seat_id: UUID,
    application_id: UUID,
    company_id: UUID,
    slot: str,
    sha256: str,
    by: Actor,
    at: datetime,
    origin: str,
) -> OpenedFile:
    """A member takes a paper as it was submitted. As ``open_application``; refuses with: file_not_yet_open too."""
    seat, scope = _may_read(seat_id, application_id, by=by)
    application = scope.application
    held = paper_rows(application, company_id)
    paper = next((row for row in held if (row.slot, row.document.sha256) == (slot, sha256)), None)
    if paper is None:
        raise OutOfReach(f"slot:{slot}")
    if paper.document.hold is Hold.HELD:  # what can act is for officers to look at
        raise Refused(NOT_YET_OPEN)
    opened = open_for(paper.document.id, by=by, at=at, as_uploader=False, as_staff=True)
    data = {"company": str(company_id), "slot": slot, "document": str(paper.document.id)}
    _note("evaluation.paper_opened", seat, application, [company_id], by=by, at=at, origin=origin, **data)
    return opened


def _may_read(seat_id: UUID, application_id: UUID, *, by: Actor) -> tuple[Seat, queries.Scope]:
    seat = queries.seat_within_reach(seat_id, of=by)
    scope = queries.check_may_score(seat, application_id)
    if seat.panel.state != PanelState.OPEN:
        raise Refused("wrong_state", state=seat.panel.state)
    if seat.pledged_at is None:
        raise Refused("pledge_missing", scope.rules.pledging)
    return seat, scope


@transaction.atomic
def _note(
    name: str,
    seat: Seat,
    application: Application,
    companies: Collection[UUID],
    *,
    by: Actor,
    at: datetime,
    origin: str,
    **data: str,
) -> None:
    record_access(
        name,
        subject=ref_of(application.id),
        whose=[Ref(Kind.COMPANY, company_id) for company_id in companies],
        purpose=Purpose.EVALUATION,
        origin=origin,
        by=by,
        at=at,
        program=application.program,
        number=application.number,
        panel=str(seat.panel_id),
        **data,
    )
