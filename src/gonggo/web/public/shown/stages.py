"""The procedure as a timeline, seen from an instant."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext

from gonggo.kernel.clock import SEOUL
from gonggo.programs.definition import Program, Stage
from gonggo.web.public.shown.words import said
from gonggo.web.ui import rows

DONE, NOW, LATER = "done", "now", "later"


def timeline(program: Program, at: datetime) -> tuple[rows.Stage, ...]:
    """Every stage; a date that was moved says from when, and why."""
    return tuple(
        rows.Stage(
            title=stage.label,
            when=stage.when,
            who=stage.who,
            note=_note(stage),
            state=standing(program, stage, at),
            basis=stage.basis,
            anchor=f"stage-{stage.key}",
        )
        for stage in program.stages
    )


def _note(stage: Stage) -> str:
    moved = (
        gettext("일정이 바뀌었습니다. 전에는 %(old)s. 까닭: %(reason)s (공고 %(version)s판)")
        % {"old": said(change.old), "reason": said(change.reason), "version": change.version}
        for change in stage.changes
    )
    return " ".join((said(stage.says), *moved))


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
