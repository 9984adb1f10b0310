"""Forms of a payment at the offices. Whether what they carry counts is the room's to say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonggo.payments.definition import Gate
from gonggo.payments.overview import Opened
from gonggo.payments.rules import Guarantee
from gonggo.web.ui.fields import WonField

_DAY = {"required": _("날짜를 골라 주세요."), "invalid": _("날짜를 2024-08-05처럼 적어 주세요.")}


def day_field(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, widget=widget, error_messages=_DAY)


class Prepare(forms.Form):
    """What the operator saw: the private share, the guarantee, and what the registers say today."""

    private_paid = WonField(
        label=_("전용계좌에 납입된 민간부담금(현금)"),
        error_messages={"required": _("통장에서 확인한 금액을 적어 주세요.")},
    )
    guarantee_number = forms.CharField(
        label=_("보증서 번호"), max_length=60, error_messages={"required": _("보증서 번호를 적어 주세요.")}
    )
    guarantee_won = WonField(label=_("보증 금액"), error_messages={"required": _("보증서에 적힌 금액을 적어 주세요.")})
    guarantee_last_on = day_field(_("보증의 마지막 날"))
    checked_on = day_field(_("다시 확인한 날"))

    def __init__(
        self, found: Opened, language: str, data: Any = None, *, heard: dict[str, object] | None = None
    ) -> None:
        super().__init__(data, initial=heard)
        self._kinds = found.rules.checks.kinds
        portion = found.rules.portion(found.row.number)
        needed = portion.gates if portion else ()
        if Gate.GUARANTEE not in needed:
            for name in ("guarantee_number", "guarantee_won", "guarantee_last_on"):
                del self.fields[name]
        if Gate.PRIVATE_SHARE not in needed:
            del self.fields["private_paid"]
        for kind in self._kinds:
            told = found.program.fact_kind(kind)
            self.fields[kind] = forms.ChoiceField(
                label=told.label.said(language),
                choices=[(one.key, one.label.said(language)) for one in told.values],
                widget=forms.RadioSelect,
                error_messages={"required": _("확인한 내용을 골라 주세요.")},
            )

    @property
    def seen(self) -> dict[str, Any]:
        """As the command takes it."""
        told = self.cleaned_data
        guarantee = None
        if "guarantee_number" in told:
            guarantee = Guarantee(told["guarantee_number"], told["guarantee_won"], told["guarantee_last_on"])
        return {
            "private_paid": told.get("private_paid", 0),
            "guarantee": guarantee,
            "checked": {kind: told[kind] for kind in self._kinds},
            "checked_on": told["checked_on"],
        }


class Outcome(forms.Form):
    """What the bank's statement shows of a payment of which it answered another amount."""

    was_paid = forms.TypedChoiceField(
        label=_("거래내역에서 확인한 결과"),
        choices=[("yes", _("요청한 금액이 모두 지급됨")), ("no", _("지급된 금액이 없음"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("확인한 결과를 골라 주세요.")},
    )
    reference = forms.CharField(
        label=_("은행 거래번호"), max_length=80, required=False, help_text=_("모두 지급되었을 때 적어 주세요.")
    )
    says = forms.CharField(
        label=_("확인한 내용"),
        max_length=500,
        help_text=_("언제 어떤 거래내역을 보았는지 적어 주세요."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("확인한 내용을 적어 주세요.")},
    )


class CarryOver(forms.Form):
    """Why what is unspent may be spent in the year that follows."""

    reason = forms.CharField(
        label=_("이월하는 사유"),
        max_length=500,
        help_text=_("기업이 그대로 읽습니다."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("사유를 적어 주세요.")},
    )


class SendBack(forms.Form):
    """What the company has to mend."""

    reason = forms.CharField(
        label=_("돌려보내는 사유"),
        max_length=500,
        help_text=_("기업이 그대로 읽습니다."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("사유를 적어 주세요.")},
    )
