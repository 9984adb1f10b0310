"""평가위원: who may score, admitted by the office that they score for, and let go."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonggo.evaluation import commands, queries
from gonggo.evaluation.commands import Employment
from gonggo.evaluation.definition import Sector, rules_of
from gonggo.evaluation.queries import EvaluatorRow
from gonggo.evaluation.states import CONVENERS
from gonggo.kernel.refusal import Refused
from gonggo.parties.rules import brn, written_brn
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_in_force
from gonggo.web.accounts.refused import taken
from gonggo.web.office.assessing import (
    Page,
    form_page,
    operator_name,
    own_operator,
    pressed,
    programs_asked,
    programs_needed,
)
from gonggo.web.office.assessing_words import SECTORS
from gonggo.web.office.desk import Desk, Request
from gonggo.web.ui.fields import choose
from gonggo.web.ui.refusals import worded
from gonggo.web.ui.rows import Cell, Link, Problem, Row, Table
from gonggo.web.ui.speech import said
from gonggo.web.ui.wording import desk_day

EARLIER = 4
"""How many earlier employers the form has room for."""


class BrnField(forms.CharField):
    """A registration number, or nothing; the ten digits."""

    def clean(self, value: Any) -> str:
        written = str(super().clean(value))
        try:
            return brn(written) if written else ""
        except Refused as refused:
            raise forms.ValidationError(str(worded(refused))) from refused


class Admit(forms.Form):
    """A person by their address, where they come from, whom they work and worked for."""

    email = forms.EmailField(
        label=_("가입한 이메일"),
        help_text=_("회원으로 가입한 분만 위촉할 수 있습니다. 평가위원 역할이 없으면 함께 줍니다."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    operator = forms.ChoiceField(label=_("평가하는 곳"), required=False)
    sector = forms.TypedChoiceField(
        label=_("부문"),
        coerce=Sector,
        widget=forms.RadioSelect,
        choices=[(one.value, label) for one, label in SECTORS.items()],
        error_messages={"required": _("부문을 골라 주세요.")},
    )
    employer = forms.CharField(
        label=_("지금 소속"), max_length=120, error_messages={"required": _("지금 소속을 적어 주세요.")}
    )
    employer_brn = BrnField(label=_("지금 소속의 사업자등록번호"), required=False, max_length=20)

    def __init__(self, operators: Sequence[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        choose(self, "operator", operators)
        if len(operators) == 1:
            del self.fields["operator"]
        for place in range(1, EARLIER + 1):
            words = {"place": place}
            self.fields[f"name-{place}"] = forms.CharField(
                label=gettext("지난 소속 %(place)s: 이름") % words, required=False, max_length=120
            )
            self.fields[f"brn-{place}"] = BrnField(
                label=gettext("지난 소속 %(place)s: 사업자등록번호") % words, required=False, max_length=20
            )
            self.fields[f"until-{place}"] = forms.DateField(
                label=gettext("지난 소속 %(place)s: 그만둔 다음 날") % words,
                required=False,
                widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
                error_messages={"invalid": _("날짜를 2024-04-17처럼 적어 주세요.")},
            )

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        for place in range(1, EARLIER + 1):
            name, until = told.get(f"name-{place}"), told.get(f"until-{place}")
            if (name or told.get(f"brn-{place}")) and not until and f"until-{place}" not in self.errors:
                self.add_error(f"until-{place}", gettext("그만둔 다음 날을 골라 주세요."))
            if until and not name and f"name-{place}" not in self.errors:
                self.add_error(f"name-{place}", gettext("지난 소속의 이름을 적어 주세요."))
        return told

    @property
    def before(self) -> list[Employment]:
        told = self.cleaned_data
        rows = [(told[f"name-{one}"], told[f"brn-{one}"], told[f"until-{one}"]) for one in range(1, EARLIER + 1)]
        return [Employment(name, number, until) for name, number, until in rows if name]


@never_cache
@require_safe
def evaluators(request: Request, desk: Desk) -> HttpResponse:
    """Everybody admitted, an operator's own."""
    return _list(request, desk, [])


def _list(request: Request, desk: Desk, problems: list[Problem]) -> HttpResponse:
    programs = programs_asked(request)
    rows = queries.evaluators(programs.chosen.key, of=request.actor) if programs else []
    may = request.actor.role in CONVENERS
    admit_url = f"{reverse(desk.address('admit_evaluator'))}?program={programs.chosen.key}" if programs and may else ""
    context = {
        "desk": desk.frame("evaluators", of=request.actor),
        "programs": programs.links if programs else [],
        "table": _table(programs.chosen, rows, desk, may=may) if programs else None,
        "admit_url": admit_url,
        "problems": problems,
    }
    return render(request, "office/evaluators.html", context)


def _table(program: Program, rows: Sequence[EvaluatorRow], desk: Desk, *, may: bool) -> Table:
    labels = [gettext("이름"), gettext("평가하는 곳"), gettext("부문"), gettext("지금 소속"), gettext("지난 소속")]
    here = str(gettext("평가위원회"))
    return Table(
        gettext("평가위원"),
        [*labels, gettext("맡은 자리")],
        [
            Row(
                [
                    Cell(row.name, url=reverse(desk.address("evaluator"), args=[row.id]) if may else ""),
                    operator_name(program, row.operator) if row.operator else here,
                    str(SECTORS[row.sector]),
                    Cell(row.employer, note=written_brn(row.employer_brn) if row.employer_brn else ""),
                    "\n".join(f"{name} (~ {desk_day(until)})" for name, _brn, until in row.employed_before) or "-",
                    Cell(str(row.seats), kind="number"),
                ]
            )
            for row in rows
        ],
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def admit(request: Request, desk: Desk) -> HttpResponse:
    """The form that admits somebody."""
    programs = programs_needed(request)
    own = own_operator(request)
    form = Admit(_offices(programs.chosen, own), request.POST if request.method == "POST" else None)
    if taken(form, lambda: _admit(request, programs.chosen, form, own)):
        messages.success(request, gettext("평가위원으로 위촉했습니다."))
        return redirect(f"{reverse(desk.address('evaluators'))}?program={programs.chosen.key}")
    back = Link(gettext("평가위원"), f"{reverse(desk.address('evaluators'))}?program={programs.chosen.key}")
    lead = gettext("지금 소속과 지난 %(years)s년의 소속을 모두 적어 주세요. 이해충돌을 찾는 데 씁니다.") % {
        "years": rules_of(programs.chosen).employer_years
    }
    page = Page("evaluators", back, gettext("평가위원 위촉"), gettext("위촉하기"), lead)
    return form_page(request, desk, page, form)


def _admit(request: Request, program: Program, form: Admit, own: str) -> None:
    told = form.cleaned_data
    commands.appoint_evaluator(
        program_key=program.key,
        email=told["email"],
        operator=own or told.get("operator", ""),
        sector=told["sector"],
        employer=told["employer"],
        employer_brn=told["employer_brn"],
        employed_before=form.before,
        by=request.actor,
        at=request.received_at,
    )


def _offices(program: Program, own: str) -> list[tuple[str, str]]:
    if own:
        return [(own, operator_name(program, own))]
    visits = [(one.key, str(said(one.name))) for one in program.operators]
    return [("", gettext("평가위원회")), *visits]


@never_cache
@require_safe
def evaluator(request: Request, desk: Desk, evaluator_id: UUID) -> HttpResponse:
    """One evaluator, and the button that lets them go."""
    return _one(request, desk, evaluator_id, [])


def _one(request: Request, desk: Desk, evaluator_id: UUID, problems: list[Problem]) -> HttpResponse:
    row = queries.evaluator_within_reach(evaluator_id, of=request.actor)
    shown = next((one for one in queries.evaluators(row.program, of=request.actor) if one.id == evaluator_id), None)
    context = {
        "desk": desk.frame("evaluators", of=request.actor),
        "list_url": f"{reverse(desk.address('evaluators'))}?program={row.program}",
        "name": shown.name if shown else gettext("해촉한 평가위원"),
        "table": _table(program_in_force(row.program), [shown], desk, may=False) if shown else None,
        "takes_role": desk.namespace == "agency" and not shown and queries.role_left(row, of=request.actor) is not None,
        "evaluator_id": evaluator_id,
        "end_url": reverse(desk.address("end_evaluator"), args=[evaluator_id]) if shown else "",
        "problems": problems,
    }
    return render(request, "office/evaluator.html", context)


ACTS = {
    "end": (commands.end_evaluator, _("해촉했습니다. 이미 한 평가는 그대로 남습니다.")),
    "take_role": (
        commands.take_role,
        _("평가위원 역할을 거두었습니다. 이제 평가 화면을 열 수 없습니다."),
    ),
}
"""Somebody does not score any more; and the agency takes the role itself from who scores nowhere any more."""


@never_cache
@require_POST
def act(request: Request, desk: Desk, evaluator_id: UUID, what: str) -> HttpResponse:
    """One of ``ACTS`` on an evaluator."""
    command, done = ACTS[what]
    return pressed(
        request,
        lambda: command(evaluator_id=evaluator_id, by=request.actor, at=request.received_at),
        str(done),
        reverse(desk.address("evaluators")),
        lambda problems: _one(request, desk, evaluator_id, problems),
    )
