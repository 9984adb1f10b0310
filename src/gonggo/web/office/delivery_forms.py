"""Forms of a delivery's page. Whether what they carry counts is the room's to say."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonggo.delivery.states import Finding, Outcome
from gonggo.web.accounts.uploads import FilesField
from gonggo.web.ui.fields import choose

_DAY = {"required": _("날짜를 골라 주세요."), "invalid": _("날짜를 2024-04-17처럼 적어 주세요.")}


def day_field(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, widget=widget, error_messages=_DAY)


def text_field(label: Any, help_text: Any = "", *, most: int = 4000, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": 6 if most > 500 else 3}),
        error_messages={"required": _("내용을 적어 주세요.")},
    )


class Nothing(forms.Form):
    """A button alone."""


class Plan(forms.Form):
    """The day of a progress check."""

    planned_on = day_field(_("점검 예정일"), _("참여 기업에 메일로 알립니다."))


class Reason(forms.Form):
    """Why something is decided."""

    reason = text_field(_("사유"), _("상대가 그대로 읽습니다."), most=500)


class Found(forms.Form):
    """What a progress check found."""

    outcome = forms.ChoiceField(
        label=_("점검 결과"), widget=forms.RadioSelect, error_messages={"required": _("점검 결과를 골라 주세요.")}
    )
    done_on = day_field(_("점검한 날"))
    text = text_field(_("점검 내용"), _("참여 기업이 읽습니다. 고칠 것이 있으면 무엇을 고칠지 적어 주세요."))
    papers = FilesField(label=_("점검표와 사진"))

    def __init__(self, offered: Sequence[str], data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, prefix="found")
        choose(self, "outcome", [(one, Finding(one).label) for one in offered])


class Inspected(forms.Form):
    """What the inspection of a completion found."""

    outcome = forms.ChoiceField(
        label=_("점검 결과"), widget=forms.RadioSelect, error_messages={"required": _("점검 결과를 골라 주세요.")}
    )
    inspected_on = day_field(_("점검한 날"))
    text = text_field(_("점검 내용"), _("확정되면 참여 기업이 읽습니다."))
    papers = FilesField(label=_("점검표와 사진"), required=False)

    def __init__(self, offered: Sequence[str], data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, prefix="inspected")
        choose(self, "outcome", [(one, Outcome(one).label) for one in offered])
