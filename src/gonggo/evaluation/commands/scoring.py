"""A member writes a sheet: saved as a draft, filed once."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from gonggo.evaluation.models import Sheet, SheetDraft
from gonggo.kernel.actor import Actor


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
    raise NotImplementedError


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
    raise NotImplementedError
