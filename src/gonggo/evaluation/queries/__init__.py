"""Everything that reads evaluation. ``panel_within_reach`` and ``seat_within_reach`` are the only ways in."""

from gonggo.evaluation.queries.bench import rules_for
from gonggo.evaluation.queries.candidates import (
    EvaluatorRow,
    due,
    evaluator_within_reach,
    evaluators,
    passed_until,
    role_left,
    skipped,
)
from gonggo.evaluation.queries.filed import BeforePage, ScorerRow, before_panel
from gonggo.evaluation.queries.panels import AssessedRow, ConflictRow, PanelPage, PanelRow, SeatRow, panel, panels
from gonggo.evaluation.queries.progress import Progress, progress, scored
from gonggo.evaluation.queries.proposals import PlacedRow, placed_rows
from gonggo.evaluation.queries.reach import panel_ref, panel_within_reach, seat_within_reach, visible_panels
from gonggo.evaluation.queries.results import (
    Result,
    Scored,
    bonuses,
    item_means_of,
    results,
    results_of,
    results_of_panel,
    took_part,
)
from gonggo.evaluation.queries.seating import SeatPage, one_seat
from gonggo.evaluation.queries.seats import (
    MySeat,
    MySheet,
    StaysOut,
    my_seat,
    my_seats,
    my_sheets,
    people_seated,
    unfiled,
    unpledged,
)
from gonggo.evaluation.queries.sheets import FiledRow, Scope, SheetPage, check_may_score, filed_sheets, sheet
from gonggo.evaluation.queries.steps import Step, steps_of
from gonggo.evaluation.queries.waiting import before_no_panel, over, own_panels

__all__ = [
    "AssessedRow",
    "BeforePage",
    "ConflictRow",
    "EvaluatorRow",
    "FiledRow",
    "MySeat",
    "MySheet",
    "PanelPage",
    "PanelRow",
    "PlacedRow",
    "Progress",
    "Result",
    "Scope",
    "Scored",
    "ScorerRow",
    "SeatPage",
    "SeatRow",
    "SheetPage",
    "StaysOut",
    "Step",
    "before_no_panel",
    "before_panel",
    "bonuses",
    "check_may_score",
    "due",
    "evaluator_within_reach",
    "evaluators",
    "filed_sheets",
    "item_means_of",
    "my_seat",
    "my_seats",
    "my_sheets",
    "one_seat",
    "over",
    "own_panels",
    "panel",
    "panel_ref",
    "panel_within_reach",
    "panels",
    "passed_until",
    "people_seated",
    "placed_rows",
    "progress",
    "results",
    "results_of",
    "results_of_panel",
    "role_left",
    "rules_for",
    "scored",
    "seat_within_reach",
    "sheet",
    "skipped",
    "steps_of",
    "took_part",
    "unfiled",
    "unpledged",
    "visible_panels",
]
