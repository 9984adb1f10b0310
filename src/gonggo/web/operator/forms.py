"""Forms of the operator's desk. Whether what they carry counts is the room's to say."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gonggo.consulting.definition import Offer
from gonggo.web.ui.fields import choose


class Decline(forms.Form):
    """Why the operator does not take a request on: the company reads it."""

    reason = forms.CharField(
        label=_("맡지 않는 사유"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("사유를 적어 주세요. 신청한 기업이 읽습니다.")},
    )


class Assign(forms.Form):
    """The expert, the day, and whether the company agreed to a day off."""

    expert = forms.TypedChoiceField(
        label=_("전문가"), coerce=UUID, error_messages={"required": _("전문가를 골라 주세요.")}
    )
    on = forms.DateField(
        label=_("방문일"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("방문일을 골라 주세요."), "invalid": _("날짜를 2024-04-17처럼 적어 주세요.")},
    )
    day_off_agreed = forms.BooleanField(label=_("쉬는 날 방문하기로 기업과 합의했습니다"), required=False)

    def __init__(self, experts: Sequence[tuple[UUID, str]], data: Any = None, **initial: object) -> None:
        super().__init__(data, initial=initial)
        choose(self, "expert", [("", _("고르기")), *((str(key), name) for key, name in experts)])


class Report(forms.Form):
    """Every part that the program names, and the reason where a filed report is corrected."""

    def __init__(self, offer: Offer, language: str, data: Any = None, *, corrects: bool, **initial: str) -> None:
        super().__init__(data, initial=initial)
        self.parts = [part.key for part in offer.parts]
        for part in offer.parts:
            self.fields[part.key] = forms.CharField(
                label=part.label.said(language),
                help_text=part.says.said(language),
                required=False,
                max_length=part.most,
                widget=forms.Textarea(attrs={"rows": 8}),
            )
        if corrects:
            self.fields["reason"] = forms.CharField(
                label=_("고치는 사유"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
            )

    def written(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in self.parts}


class AddExpert(forms.Form):
    """Who becomes an expert: a person who has signed up, by their address."""

    email = forms.EmailField(
        label=_("가입한 이메일"),
        help_text=_("회원으로 가입한 분만 전문가로 등록할 수 있습니다."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
