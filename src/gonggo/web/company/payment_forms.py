"""Forms of a company's payments. Whether what they carry counts is the room's to say."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonggo.web.ui.fields import WonField, choose


class Account(forms.Form):
    """How much, and into which dedicated account."""

    amount = WonField(label=_("신청 금액"), error_messages={"required": _("금액을 적어 주세요.")})
    bank = forms.CharField(label=_("은행"), max_length=40, error_messages={"required": _("은행 이름을 적어 주세요.")})
    holder = forms.CharField(label=_("예금주"), max_length=80, error_messages={"required": _("예금주를 적어 주세요.")})
    account = forms.CharField(
        label=_("사업비 전용계좌 번호"),
        max_length=40,
        help_text=_("암호로 바꾸어 보관하고 화면에는 끝 네 자리만 보입니다."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("계좌번호를 적어 주세요.")},
    )


class Reason(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("사유"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("사유를 적어 주세요.")},
    )


class Spent(forms.Form):
    """One thing that was paid for, with its evidence."""

    line = forms.ChoiceField(label=_("비목"), error_messages={"required": _("비목을 골라 주세요.")})
    amount = WonField(label=_("금액(부가가치세 제외)"), error_messages={"required": _("금액을 적어 주세요.")})
    vat = WonField(
        label=_("부가가치세"),
        help_text=_("없으면 0을 적어 주세요. 지원금으로 쓰지 않습니다."),
        error_messages={"required": _("부가가치세를 적어 주세요. 없으면 0입니다.")},
    )
    supplier = forms.CharField(
        label=_("거래처"), max_length=80, error_messages={"required": _("거래처를 적어 주세요.")}
    )
    spent_on = forms.DateField(
        label=_("쓴 날"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("날짜를 골라 주세요."), "invalid": _("날짜를 2024-08-05처럼 적어 주세요.")},
    )
    evidence = forms.ChoiceField(
        label=_("증빙"),
        help_text=_("현물로 부담한 것은 현물의 증빙을 고릅니다. 전용계좌에서 나가지 않습니다."),
        widget=forms.RadioSelect,
        error_messages={"required": _("증빙을 골라 주세요.")},
    )
    invoice = forms.CharField(
        label=_("전자세금계산서 승인번호"),
        required=False,
        max_length=40,
        help_text=_("24자리 숫자. 다른 증빙이면 비워 두세요."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    paper = forms.FileField(
        label=_("증빙 파일"),
        help_text=_("PDF나 그림 파일, 30MB까지 받습니다."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"required": _("증빙 파일을 골라 주세요.")},
    )

    def __init__(
        self, lines: Mapping[str, str], evidence: Sequence[tuple[str, str]], data: Any = None, files: Any = None
    ) -> None:
        super().__init__(data, files, prefix="spent")
        for name, choices in (("line", list(lines.items())), ("evidence", list(evidence))):
            choose(self, name, choices)
