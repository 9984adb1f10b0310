"""자격 자가진단: anyone answers the conditions of a program for themselves; nothing of it is kept."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gonggo.eligibility.definition import Condition, Standing, conditions_of
from gonggo.eligibility.rules import binds
from gonggo.programs import queries
from gonggo.programs.definition import Answer, Program
from gonggo.web.public.kept import kept
from gonggo.web.public.views.asked import Request
from gonggo.web.ui import verdicts
from gonggo.web.ui.rows import Cell, Link, Row, Table
from gonggo.web.ui.speech import said

ASKED = "answered"
"""The parameter that comes with answers."""
_WORDS = {False: (_("충족"), _("미충족")), True: (_("해당 없음"), _("해당"))}


class SelfCheck(forms.Form):
    """One question for each condition; the clause stands beside it."""

    def __init__(self, conditions: Sequence[Condition], given: QueryDict | None = None) -> None:
        super().__init__(given)
        self.conditions = conditions
        for place, condition in enumerate(conditions):
            met, not_met = _WORDS[condition.is_exclusion]
            self.fields[f"condition{place}"] = forms.ChoiceField(
                label=verdicts.name_of(condition),
                help_text=said(condition.says),
                choices=[(Answer.MET, met), (Answer.NOT_MET, not_met), (Answer.UNKNOWN, _("확인 필요"))],
                initial=Answer.UNKNOWN,
                widget=forms.RadioSelect,
                error_messages={"required": _("하나를 골라 주세요."), "invalid_choice": _("하나를 골라 주세요.")},
            )

    @property
    def questions(self) -> list[tuple[forms.BoundField, Condition]]:
        return list(zip(self.visible_fields(), self.conditions, strict=True))

    def answered(self) -> list[tuple[Condition, Answer]]:
        return [(one, Answer(self.cleaned_data[f"condition{place}"])) for place, one in enumerate(self.conditions)]


@kept
def self_check(request: Request, key: str) -> HttpResponse:
    """The questions for a role on a track and, once they are answered, what follows by which clause."""
    program = queries.program(key)
    roles, tracks = [str(role.key) for role in program.roles], [track.key for track in program.tracks]
    role, track = _chosen(request, "role", roles), _chosen(request, "track", tracks)
    bound = [one for one in conditions_of(program, track) if binds(one, role=role, is_person=False) and one.probes]
    form = SelfCheck(bound, request.GET if ASKED in request.GET else None)
    context = {
        "program": program,
        "program_key": program.key,
        "form": form,
        "links": _links(program, roles, tracks, role, track),
        "role": role,
        "track": track,
        "asked": ASKED,
        "result": _result(form) if form.is_valid() else None,
        "has_errors": bool(form.errors),
    }
    return render(request, "public/self_check.html", context, status=422 if form.errors else 200)


def _chosen(request: Request, name: str, known: Sequence[str]) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in known else known[0]


def _links(program: Program, roles: Sequence[str], tracks: Sequence[str], role: str, track: str) -> list[Link]:
    return [
        Link(
            f"{said(program.role(one).applying)} · {said(program.track(other).label)}",
            f"?{urlencode({'role': one, 'track': other})}",
            is_current=(one, other) == (role, track),
        )
        for other in tracks
        for one in roles
    ]


def _result(form: SelfCheck) -> Table:
    """What is not plainly good, with the clause and what can still be done."""
    rows = [
        Row(
            [
                Cell(verdicts.name_of(condition), basis=condition.basis, note=condition.says),
                verdicts.answer_cell(condition, answer, _standing(condition, answer)),
                Cell(condition.doubt or ""),
            ]
        )
        for condition, answer in form.answered()
        if answer is not Answer.MET
    ]
    return Table(gettext("더 볼 것"), [gettext("조건"), gettext("답"), gettext("확인하는 방법")], rows)


def _standing(condition: Condition, answer: Answer) -> Standing:
    """A hit that may be cured says until when, whatever the time now: the page may be kept."""
    return Standing.CURABLE if answer is Answer.NOT_MET and condition.curable_until else Standing.PLAIN
