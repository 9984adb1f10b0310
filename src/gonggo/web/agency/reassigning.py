"""Giving a received application to another operator."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gonggo.applications import commands, queries
from gonggo.programs.definition import Program
from gonggo.web.office.desk import Desk, Request


class Choice(forms.Form):
    """Another operator of the program, and why."""

    operator = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": _("목록에서 하나를 골라 주세요.")}
    )
    reason = forms.CharField(
        label=_("바꾸는 사유"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("사유를 적어 주세요. 신청한 기업에도 알려집니다.")},
    )

    def __init__(self, program: Program, operator: str, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]  # a form's data, or none
        language = get_language() or "ko"
        field = self.fields["operator"]
        field.label = program.operator_label.said(language)
        others = [one for one in program.operators if one.key != operator]
        field.choices = [(one.key, one.name.said(language)) for one in others]  # type: ignore[attr-defined]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reassign(request: Request, desk: Desk, application_id: UUID) -> HttpResponse:
    """The choice of another operator with its reason; afterwards the application has it."""
    row = queries.within_reach(application_id, of=request.actor)
    program = queries.program_of(row)
    form = Choice(program, row.operator, request.POST) if request.method == "POST" else Choice(program, row.operator)
    if request.method == "POST" and form.is_valid():
        commands.reassign(application_id=row.id, by=request.actor, at=request.received_at, **form.cleaned_data)
        name = program.operator(form.cleaned_data["operator"]).name.said(get_language() or "ko")
        told = gettext("%(number)s 신청을 %(name)s에 맡겼습니다.") % {"number": row.number, "name": name}
        messages.success(request, told)
        return redirect(desk.address("application"), application_id=row.id)
    context = {
        "desk": desk.frame("received", of=request.actor),
        "id": row.id,
        "number": row.number,
        "has_it": program.operator(row.operator).name,
        "label": program.operator_label,
        "form": form,
        "has_errors": bool(form.errors),
    }
    return render(request, "agency/reassign.html", context, status=422 if form.errors else 200)
