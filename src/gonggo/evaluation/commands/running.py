"""A panel opens, elects its chair, closes; closing decides."""

from datetime import datetime
from uuid import UUID

from gonggo.evaluation.models import Panel, StageResult
from gonggo.kernel.actor import Actor


def open_panel(*, panel_id: UUID, by: Actor, at: datetime) -> Panel:
    """The panel opens: from now on its members read and score; disqualifications by rule are recorded.

    Refuses with: wrong_role, wrong_state, evaluation_not_begun, panel_empty, panel_too_small, panel_lacks_sector,
    pledge_missing, too_few_free.
    """
    raise NotImplementedError


def elect_chair(*, panel_id: UUID, seat_id: UUID, by: Actor, at: datetime) -> Panel:
    """The members present have elected their chair, before the first sheet is filed.

    Refuses with: wrong_role, wrong_state, no_chair_here, seat_given_up, pledge_missing, chair_too_late.
    """
    raise NotImplementedError


def close_panel(*, panel_id: UUID, by: Actor, at: datetime) -> list[StageResult]:
    """The panel closes and decides each of its applications; scores show from now on and never change.

    Refuses with: wrong_role, wrong_state, chair_missing, sheets_missing.
    """
    raise NotImplementedError
