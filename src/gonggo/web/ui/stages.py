"""Where the procedure stands: each stage of the notice before, within or after an instant."""

from datetime import date, datetime, timedelta

from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import SEOUL
from gonggo.programs.definition import Program, Stage
from gonggo.web.ui import rows
from gonggo.web.ui.rows import Words

DONE, NOW, LATER = "done", "now", "later"
UNKNOWN = "-"
_SHOWN = 4


def ahead(program: Program, at: datetime) -> list[rows.Stage]:
    """The first few of what lies ahead of an applicant, for an aside."""
    return to_the_end(program, at)[:_SHOWN]


def to_the_end(program: Program, at: datetime) -> list[rows.Stage]:
    """The application's stage, once it is over the one at hand, and all that follow: when, and who acts.

    At hand is by the calendar the last that has begun, or where that is over already the one after it.
    """
    stages, first = program.stages_from("application"), 0
    if at >= program.window("application").closes:
        begun = [i for i, stage in enumerate(stages) if standing(program, stage, at) != LATER]
        first = begun[-1] + (standing(program, stages[begun[-1]], at) == DONE)
    return [
        foreseen(stage, NOW if i == 0 and (first == 0 or standing(program, stage, at) != LATER) else LATER)
        for i, stage in enumerate(stages[first:])
    ]


def expected(program: Program, key: str) -> tuple[Words, Basis | None]:
    """When the notice foresees a stage, with the basis of a date that is only a default; a dash if it does not."""
    stage = next((one for one in program.stages if one.key == key), None)
    return (UNKNOWN, None) if stage is None else (stage.when, foreseen(stage).basis)


def foreseen(stage: Stage, state: str = LATER) -> rows.Stage:
    """A stage as the notice foresees it: when, who acts, and whether the date is only a default."""
    basis = stage.basis if stage.basis.is_default else None
    return rows.Stage(title=stage.label, when=stage.when, who=stage.who, state=state, basis=basis)


def standing(program: Program, stage: Stage, at: datetime) -> str:
    """Before, within or after; a stage without a date of its own lies ahead."""
    begins, ends = span(program, stage)
    if begins is None or at < begins:
        return LATER
    return NOW if ends is None or at < ends else DONE


def span(program: Program, stage: Stage) -> tuple[datetime | None, datetime | None]:
    """[from, until) of a stage as instants, as far as they are known."""
    if stage.window in program.windows:
        window = program.windows[stage.window]
        return window.opens, window.closes
    after = stage.until_on + timedelta(days=1) if stage.until_on else None
    return _midnight(stage.from_on), _midnight(after)


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime(day.year, day.month, day.day, tzinfo=SEOUL)
