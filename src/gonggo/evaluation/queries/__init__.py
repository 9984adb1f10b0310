"""Everything that reads evaluation. ``panel_within_reach`` and ``seat_within_reach`` are the only ways in."""

from gonggo.evaluation.queries.candidates import (
    EvaluatorRow,
    due,
    evaluator_within_reach,
    evaluators,
    passed_until,
    skipped,
)
from gonggo.evaluation.queries.panels import AssessedRow, ConflictRow, PanelPage, PanelRow, SeatRow, panel, panels
from gonggo.evaluation.queries.progress import Progress, progress, scored
from gonggo.evaluation.queries.reach import panel_ref, panel_within_reach, seat_within_reach, visible_panels
from gonggo.evaluation.queries.results import Result, Scored, results, results_of, took_part
from gonggo.evaluation.queries.sheets import (
    FiledRow,
    MySheet,
    SheetPage,
    check_may_score,
    filed_sheets,
    my_sheets,
    sheet,
)

__all__ = [
    "AssessedRow",
    "ConflictRow",
    "EvaluatorRow",
    "FiledRow",
    "MySheet",
    "PanelPage",
    "PanelRow",
    "Progress",
    "Result",
    "Scored",
    "SeatRow",
    "SheetPage",
    "check_may_score",
    "due",
    "evaluator_within_reach",
    "evaluators",
    "filed_sheets",
    "my_sheets",
    "panel",
    "panel_ref",
    "panel_within_reach",
    "panels",
    "passed_until",
    "progress",
    "results",
    "results_of",
    "scored",
    "seat_within_reach",
    "sheet",
    "skipped",
    "took_part",
    "visible_panels",
]
