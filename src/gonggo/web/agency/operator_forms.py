"""Forms of an operator's page. Whether what they carry counts is the rooms' to say."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonggo.programs.definition import Operator, Program
from gonggo.web.ui.fields import choose

CHANGES = {
    "admit": _("선정"),
    "suspend": _("업무 정지"),
    "resume": _("업무 재개"),
    "end": _("종료"),
}
_DAY = {"required": _("날짜를 골라 주세요."), "invalid": _("날짜를 2024-04-17처럼 적어 주세요.")}


def _reason(help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=_("사유"),
        max_length=500,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("사유를 적어 주세요.")},
    )


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, error_messages=_DAY)


class Change(forms.Form):
    """What is decided over an operator, and why."""

    move = forms.ChoiceField(
        label=_("결정"),
        widget=forms.RadioSelect,
        error_messages={"required": _("무엇으로 결정할지 골라 주세요.")},
    )
    reason = _reason(_("그 기관의 담당자가 그대로 읽습니다."))

    def __init__(self, offered: Sequence[str], data: Any = None) -> None:
        super().__init__(data)
        choose(self, "move", [(move, CHANGES[move]) for move in offered])


class Agreement(forms.Form):
    """An agreement as it was signed."""

    number = forms.CharField(
        label=_("협약번호"), max_length=40, error_messages={"required": _("협약번호를 적어 주세요.")}
    )
    agreed_on = _day(_("협약일"))
    begins_on = _day(_("협약기간의 첫날"))
    last_on = _day(_("협약기간의 마지막 날"))
    paper = forms.FileField(
        label=_("협약서"),
        help_text=_("서명한 협약서를 PDF로 올려 주세요. 30MB까지 받습니다."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf"}),
        error_messages={"required": _("협약서 파일을 골라 주세요.")},
    )


class GiveAll(forms.Form):
    """Another operator of the program, and why everything goes to it."""

    operator = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": _("목록에서 하나를 골라 주세요.")}
    )
    reason = _reason(_("신청한 기업에도 알려집니다."))

    def __init__(self, program: Program, others: Sequence[Operator], language: str, data: Any = None) -> None:
        super().__init__(data, prefix="give")
        self.fields["operator"].label = program.operator_label.said(language)
        choose(self, "operator", [(one.key, one.name.said(language)) for one in others])
