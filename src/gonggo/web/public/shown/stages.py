"""The procedure as a timeline, seen from an instant."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from gonggo.programs.definition import Program, Stage
from gonggo.selection.definition import ROOM
from gonggo.web.public.shown.words import said
from gonggo.web.ui import rows
from gonggo.web.ui.stages import standing


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
            url=reverse("public:results", args=[program.key]) if stage.key == ROOM and ROOM in program.rooms else "",
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
