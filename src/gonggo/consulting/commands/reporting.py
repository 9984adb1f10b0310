"""The expert writes the report: saved as a draft, filed once, corrected by a later version."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.consulting import queries
from gonggo.consulting.commands.moving import move, note
from gonggo.consulting.definition import Written
from gonggo.consulting.models import Report, Request
from gonggo.consulting.states import MOVES, RequestState
from gonggo.kernel.actor import Actor
from gonggo.kernel.canonical import digest
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused, written
from gonggo.parties import queries as parties


@transaction.atomic
def save_report(*, request_id: UUID, parts: Mapping[str, str], by: Actor, at: datetime) -> Report:
    """The expert keeps what is written so far, of the first version or of a correction; nobody else sees it.

    Refuses with: wrong_role, wrong_state, report_part_unknown, report_part_too_long.
    """
    request = queries.within_reach(request_id, of=by, lock=True)
    _check_may_write(request, by)
    draft = _draft(request, parts, by=by, at=at)
    note("consulting.report_saved", request, by=by, at=at, version=draft.version)
    return draft


@transaction.atomic
def file_report(*, request_id: UUID, parts: Mapping[str, str], by: Actor, at: datetime) -> Report:
    """The expert files the report, from the day of the visit on; from then on it does not change.

    Refuses with: wrong_role, wrong_state, visit_not_yet, report_part_unknown, report_part_too_long,
    report_part_missing.
    """
    request = queries.within_reach(request_id, of=by, lock=True)
    move(request, "file_report", by=by, at=at)
    visit = queries.visit_of(request)
    if visit is not None and legal_day(at) < visit.on:
        raise Refused("visit_not_yet", on=visit.on)
    report = _file(request, parts, reason="", by=by, at=at)
    note("consulting.reported", request, by=by, at=at, version=report.version, digest=digest(report.parts))
    return report


@transaction.atomic
def correct_report(*, request_id: UUID, parts: Mapping[str, str], reason: str, by: Actor, at: datetime) -> Report:
    """The expert files another version and says why; the earlier ones stay as they are.

    Refuses with: wrong_role, wrong_state, reason_missing, report_part_unknown, report_part_too_long,
    report_part_missing.
    """
    request = queries.within_reach(request_id, of=by, lock=True)
    move(request, "correct_report", by=by, at=at)
    report = _file(request, parts, reason=written(reason, "reason_missing"), by=by, at=at)
    note("consulting.report_corrected", request, by=by, at=at, version=report.version, digest=digest(report.parts))
    return report


def _check_may_write(request: Request, by: Actor) -> None:
    """Whoever may file the next version may write it."""
    corrects = request.state == RequestState.REPORTED
    MOVES.check("correct_report" if corrects else "file_report", RequestState(request.state), by)


def _draft(request: Request, parts: Mapping[str, str], *, by: Actor, at: datetime) -> Report:
    offer = queries.offer_for(request)
    written = {key: text.strip() for key, text in parts.items()}
    if not written.keys() <= offer.places:
        raise Refused("report_part_unknown")
    for part in offer.parts:
        if len(written.get(part.key, "")) > part.most:
            raise Refused("report_part_too_long", field=part.key, part=part.label, most=part.most)
    draft = request.reports.filter(filed_at=None).first() or Report(
        request=request, version=request.reports.count() + 1
    )
    draft.parts, draft.written_by, draft.saved_at = Written(written).kept(), parties.person_behind(by), at
    draft.save()
    return draft


def _file(request: Request, parts: Mapping[str, str], *, reason: str, by: Actor, at: datetime) -> Report:
    for part in queries.offer_for(request).parts:
        if not parts.get(part.key, "").strip():
            raise Refused("report_part_missing", field=part.key, part=part.label)
    report = _draft(request, parts, by=by, at=at)
    report.reason, report.filed_at = reason, at
    report.save(update_fields=["reason", "filed_at"])
    return report
