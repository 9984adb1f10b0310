"""A member writes a sheet: saved as a draft, filed once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.evaluation import queries
from gonggo.evaluation.commands.moving import note, taken
from gonggo.evaluation.definition import Finding, Rules, StageRules
from gonggo.evaluation.models import Seat, Sheet, SheetDraft
from gonggo.evaluation.queries.bench import rules_for
from gonggo.evaluation.states import MOVES, PanelState
from gonggo.kernel.actor import Actor
from gonggo.kernel.canonical import digest
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused

MOST_OPINION = 2000


@transaction.atomic
def save_sheet(
    *,
    seat_id: UUID,
    application_id: UUID,
    points: Mapping[str, int],
    opinion: str,
    finding: str,
    money_flag: bool,
    by: Actor,
    at: datetime,
) -> SheetDraft:
    """The member keeps what is written so far; nobody else sees it. Items may be missing.

    Refuses with: wrong_state, pledge_missing, sheet_filed, sheet_item_unknown, sheet_points_wrong, opinion_too_long,
    finding_wrong, money_flag_wrong. Raises OutOfReach, for an application in conflict too.
    """
    seat, _, stage = _may_write("save_sheet", seat_id, application_id, by=by)
    written = _written(stage, points, opinion, finding, money_flag=money_flag)
    draft, _ = SheetDraft.objects.update_or_create(
        seat=seat, application_id=application_id, defaults=written | {"saved_at": at}
    )
    note("evaluation.sheet_saved", seat.panel, by=by, at=at, seat=str(seat.id), application=str(application_id))
    return draft


@transaction.atomic
def file_sheet(
    *,
    seat_id: UUID,
    application_id: UUID,
    points: Mapping[str, int],
    opinion: str,
    finding: str,
    money_flag: bool,
    by: Actor,
    at: datetime,
) -> Sheet:
    """The member files the sheet, from the panel's day on; from then on it does not change.

    Refuses with what ``save_sheet`` does, and with: assessment_not_yet, sheet_points_missing, opinion_missing.
    """
    seat, rules, stage = _may_write("file_sheet", seat_id, application_id, by=by)
    if legal_day(at) < seat.panel.on:
        raise Refused("assessment_not_yet", rules.opening, on=seat.panel.on)
    written = _written(stage, points, opinion, finding, money_flag=money_flag)
    for item in stage.items:
        if item.key not in written["points"]:
            raise Refused("sheet_points_missing", item.basis, field=item.key, item=item.label)
    if not written["opinion"]:
        raise Refused("opinion_missing", stage.clause, field="opinion")
    if stage.finds and not finding:
        raise Refused("finding_wrong", stage.basis("finding"), field="finding")

    SheetDraft.objects.filter(seat=seat, application_id=application_id).delete()
    sheet = Sheet.objects.create(seat=seat, application_id=application_id, filed_at=at, **written)
    note(
        "evaluation.sheet_filed",
        seat.panel,
        by=by,
        at=at,
        basis=stage.clause,
        seat=str(seat.id),
        application=str(application_id),
        digest=digest({"sheet": str(sheet.id), **written}),  # the sheet's own id keeps the points from being guessed
    )
    return sheet


def _may_write(command: str, seat_id: UUID, application_id: UUID, *, by: Actor) -> tuple[Seat, Rules, StageRules]:
    """The seat of a member who has pledged and may score the application, its panel locked."""
    seat = taken(seat_id, by=by)
    MOVES.check(command, PanelState(seat.panel.state), by)
    if seat.pledged_at is None:
        raise Refused("pledge_missing", rules_for(seat.panel)[0].pledging)
    scope = queries.check_may_score(seat, application_id)
    if Sheet.objects.filter(seat=seat, application_id=application_id).exists():
        raise Refused("sheet_filed")
    return seat, scope.rules, scope.stage


def _written(
    stage: StageRules, points: Mapping[str, int], opinion: str, finding: str, *, money_flag: bool
) -> dict[str, Any]:
    weights = {item.key: item for item in stage.items}
    for key, given in points.items():
        if key not in weights:
            raise Refused("sheet_item_unknown", stage.clause)
        if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= weights[key].weight:
            item = weights[key]
            raise Refused("sheet_points_wrong", item.basis, field=key, item=item.label, most=item.weight)
    if len(opinion.strip()) > MOST_OPINION:
        raise Refused("opinion_too_long", field="opinion", most=MOST_OPINION)
    if finding and (not stage.finds or finding not in set(Finding)):
        raise Refused("finding_wrong", stage.clause, field="finding")
    if money_flag and not stage.flags_money:
        raise Refused("money_flag_wrong", stage.clause, field="money_flag")
    return {"points": dict(points), "opinion": opinion.strip(), "finding": finding, "money_flag": money_flag}
