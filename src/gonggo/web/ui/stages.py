"""Where the procedure stands: each stage of the notice before, within or after an instant."""

from datetime import date, datetime, timedelta

from gonggo.kernel.clock import SEOUL
from gonggo.programs.definition import Program, Stage
from gonggo.web.ui import rows

DONE, NOW, LATER = "done", "now", "later"
_SHOWN = 4


def ahead(program: Program, at: datetime) -> list[rows.Stage]:
    """The application's stage, once it is over the one at hand, and the few that follow: when, and who acts.

    At hand is by the calendar the last that has begun, or where that is over already the one after it.
    """
    place = next((i for i, stage in enumerate(program.stages) if stage.window == "application"), 0)
    first = place
    if at >= program.window("application").closes:
        begun = [i for i, stage in enumerate(program.stages) if i >= place and standing(program, stage, at) != LATER]
        first = begun[-1] + (standing(program, program.stages[begun[-1]], at) == DONE)
    return [
        rows.Stage(
            title=stage.label,
            when=stage.when,
            who=stage.who,
            state=NOW if i == 0 and (first == place or standing(program, stage, at) != LATER) else LATER,
            basis=stage.basis if stage.basis.is_default else None,
        )
        for i, stage in enumerate(program.stages[first : first + _SHOWN])
    ]


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
