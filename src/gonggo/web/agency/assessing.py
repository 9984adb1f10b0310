"""What the agency alone decides of evaluation: a stage is skipped, bonus points are fixed."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gonggo.applications import queries as applications
from gonggo.evaluation import commands, queries
from gonggo.evaluation.definition import Stage
from gonggo.kernel.refusal import OutOfReach
from gonggo.web.accounts.refused import taken
from gonggo.web.agency.claims import DESK
from gonggo.web.office.assessing import Page, form_page, programs_needed
from gonggo.web.office.desk import Request
from gonggo.web.office.panel import list_url
from gonggo.web.ui.rows import Link


class Skip(forms.Form):
    """Why a stage is skipped."""

    reason = forms.CharField(
        label=_("생략하는 사유"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("사유를 적어 주세요. 결정과 함께 남습니다.")},
    )


class FixBonus(forms.Form):
    """On which ground, how many points."""

    ground = forms.CharField(
        label=_("가점 사유"), max_length=200, error_messages={"required": _("가점 사유를 적어 주세요.")}
    )
    points = forms.IntegerField(
        label=_("가점"),
        min_value=1,
        error_messages={
            "required": _("가점을 적어 주세요."),
            "invalid": _("가점을 숫자로 적어 주세요."),
            "min_value": _("1점 이상을 적어 주세요."),
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def skip_stage(request: Request) -> HttpResponse:
    """평가 단계 생략, with its reason."""
    programs = programs_needed(request)
    stage = next((one for one in programs.rules.stages if one.stage == request.GET.get("stage")), None)
    if stage is None or not stage.skippable:
        raise OutOfReach("stage")
    key = programs.chosen.key
    form = Skip(request.POST if request.method == "POST" else None)
    if taken(form, lambda: _skip(request, key, stage.stage, form.cleaned_data["reason"])):
        messages.success(request, gettext("이 단계를 생략하기로 기록했습니다."))
        return redirect(list_url(DESK, key, stage.stage))
    back = Link(stage.label, list_url(DESK, key, stage.stage))
    lead = gettext("생략하면 앞 단계를 통과한 과제가 바로 다음 단계의 대상이 됩니다. 되돌릴 수 없습니다.")
    return form_page(request, DESK, Page("panels", back, gettext("평가 단계 생략"), gettext("생략하기"), lead), form)


def _skip(request: Request, key: str, stage: Stage, reason: str) -> None:
    commands.skip_stage(program_key=key, stage=stage, reason=reason, by=request.actor, at=request.received_at)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fix_bonus(request: Request, application_id: UUID) -> HttpResponse:
    """가점 of one application, and what was fixed before."""
    row = applications.within_reach(application_id, of=request.actor)
    form = FixBonus(request.POST if request.method == "POST" else None)
    if taken(form, lambda: _fix(request, application_id, form.cleaned_data)):
        messages.success(request, gettext("가점을 확정했습니다."))
        return redirect("agency:fix_bonus", application_id)
    fixed = [(one.ground, one.points) for one in queries.bonuses(application_id)]
    back = Link(row.number, reverse("agency:application", args=[application_id]))
    lead = gettext("최초 평가 개시 전에만 확정할 수 있고, 확정하면 바뀌지 않습니다.")
    if fixed:
        said = ", ".join(f"{ground} {points}" for ground, points in fixed)
        lead = gettext("이미 확정한 가점: %(fixed)s") % {"fixed": said}
    return form_page(request, DESK, Page("received", back, gettext("가점"), gettext("가점 확정하기"), lead), form)


def _fix(request: Request, application_id: UUID, told: dict[str, Any]) -> None:
    commands.fix_bonus(application_id=application_id, by=request.actor, at=request.received_at, **told)
