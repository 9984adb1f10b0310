"""Forms of an extension: what the first officer says of it, what the second decides. The commands say what holds."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonggo.outages.definition import MOVES, STAYS
from gonggo.web.ui.wording import local

LONGEST = 500
_SECONDS = "%Y-%m-%dT%H:%M:%S"


class ProposeForm(forms.Form):
    """When recovery was announced, whether the day of judgement moves, and why it is extended."""

    announced_at = forms.DateTimeField(
        label=_("복구를 알린 시각"),
        help_text=_("마감이 장애 중이었다면 이때부터 셉니다. 아직 알리지 않았다면 지금입니다."),
        input_formats=[_SECONDS, "%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": "1"}, format=_SECONDS),
        error_messages={"required": _("시각을 적어 주세요."), "invalid": _("날짜와 시각을 적어 주세요.")},
    )
    as_of = forms.ChoiceField(
        label=_("기준일(접수 마감일 현재)"),
        widget=forms.RadioSelect,
        choices=[(MOVES, _("새 마감과 함께 옮기기")), (STAYS, _("처음 기준일 그대로 두기"))],
        error_messages={"required": _("하나를 골라 주세요."), "invalid_choice": _("하나를 골라 주세요.")},
    )
    reason = forms.CharField(
        label=_("연장하는 사유"),
        max_length=LONGEST,
        help_text=_("결정과 함께 남습니다. 연장공고에는 장애가 시작되고 끝난 시각이 실립니다."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("사유를 적어 주세요.")},
    )

    def __init__(self, now: datetime, *, moves: bool, data: Any = None) -> None:
        initial = {"announced_at": local(now).replace(tzinfo=None), "as_of": MOVES if moves else STAYS}
        super().__init__(data, initial=initial)


class DecisionForm(forms.Form):
    """What the officer looked at before deciding."""

    decision = forms.CharField(
        label=_("결정의 사유"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("사유를 적어 주세요.")},
    )
