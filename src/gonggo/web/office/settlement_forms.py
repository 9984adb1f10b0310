"""Forms of settlement, return, recovery and sanctions. Whether what they carry counts is the room's to say."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gonggo.web.ui.fields import choose

_DAY = {"required": _("날짜를 골라 주세요."), "invalid": _("날짜를 2024-04-17처럼 적어 주세요.")}
_WON = {
    "required": _("금액을 적어 주세요. 없으면 0을 적어 주세요."),
    "invalid": _("금액을 원 단위의 숫자로 적어 주세요."),
    "min_value": _("금액을 0원 이상으로 적어 주세요."),
}
Choices = Sequence[tuple[str, Any]]


def won(label: Any, help_text: Any = "") -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "step": "1", "min": "0"})
    return forms.IntegerField(label=label, help_text=help_text, min_value=0, widget=widget, error_messages=_WON)


def on_day(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, widget=widget, error_messages=_DAY)


def text(label: Any, help_text: Any = "", *, most: int = 500, rows: int = 3, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("내용을 적어 주세요.")},
    )


def one_of(label: Any, choices: Choices) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=list(choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("하나를 골라 주세요."), "invalid_choice": _("목록에서 골라 주세요.")},
    )


class Nothing(forms.Form):
    """A press of the button is all."""


class Chosen(forms.Form):
    """One of the things that wait; its key is put into the command under ``name``."""

    def __init__(self, name: str, label: Any, choices: Choices, data: Any = None) -> None:
        super().__init__(data)
        self.fields[name] = one_of(label, choices)


class Report(forms.Form):
    """What the company reports besides its spending."""

    private_paid = won(_("낸 민간부담금"), _("현금과 현물을 더해, 증빙이 있는 금액을 적어 주세요."))
    interest = won(_("사업비 전용계좌의 이자"))
    vat_refund = won(_("환급받은 부가가치세"))


class Find(Chosen):
    """An item and how much of it is not recognised."""

    disallowed = won(_("불인정액"), _("모두 인정하면 0을 적어 주세요."))
    reason = text(_("불인정 사유"), _("기업이 그대로 읽습니다. 모두 인정하면 비워 두세요."), required=False)


class Reason(forms.Form):
    """Why."""

    reason = text(_("사유"), _("상대가 그대로 읽습니다."))


class Dropped(forms.Form):
    """Why nothing comes of what the company never knew of."""

    reason = text(_("사유"))


class Says(forms.Form):
    """What came of looking again."""

    says = text(_("확인한 결과"))


class CameIn(forms.Form):
    """Won that stand in the account."""

    amount = won(_("들어온 금액"))
    on = on_day(_("들어온 날"))


class Recover(forms.Form):
    """An unlawful gain, and a surcharge of at most ``times`` it."""

    gain = won(_("부정이익"), _("지급한 지원금 가운데 아직 돌려받지 않은 금액까지 적을 수 있습니다."))
    surcharge = won(_("제재부가금"))
    paid_on = on_day(_("지급한 날"), _("이자를 이 날부터 셉니다."))
    reason = text(_("사유"), _("통지서에 그대로 적힙니다."))

    def __init__(self, times: int, data: Any = None) -> None:
        super().__init__(data)
        self.fields["surcharge"].help_text = gettext("부정이익의 %(times)s배까지 정할 수 있습니다.") % {"times": times}


class OrderRecovery(forms.Form):
    """The last day to pay, at least the program's ``days`` after that of the decision."""

    due_on = on_day(_("납부 기한"))

    def __init__(self, days: int, data: Any = None) -> None:
        super().__init__(data)
        self.fields["due_on"].help_text = gettext("결정하는 날 뒤로 %(days)s일 이상이어야 합니다.") % {"days": days}


class FindCompany(forms.Form):
    """Under which program, and the company by its name or number."""

    program = forms.ChoiceField(label=_("지원사업"), error_messages={"required": _("지원사업을 골라 주세요.")})
    words = forms.CharField(
        label=_("기업 이름이나 사업자등록번호"),
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search"}),
        error_messages={"required": _("이름이나 번호를 적어 주세요.")},
    )

    def __init__(self, programs: Choices, data: Any = None) -> None:
        super().__init__(data)
        choose(self, "program", list(programs))


class Propose(forms.Form):
    """Why one of the companies found ought to be barred, on a ground of the program."""

    reason = text(_("사실관계"), _("사전통지서에 그대로 적힙니다."))

    def __init__(self, companies: Choices, grounds: Choices, data: Any = None) -> None:
        super().__init__(data)
        self.companies = companies
        self.fields["company"] = one_of(_("기업"), companies)
        self.fields["ground"] = one_of(_("제재 사유"), grounds)
        self.order_fields(["company", "ground", "reason"])


class Notice(forms.Form):
    """The last day to be heard, at least the program's ``days`` after that of the notice."""

    hear_until_on = on_day(_("의견제출 기한"))

    def __init__(self, days: int, data: Any = None) -> None:
        super().__init__(data)
        says = gettext("통지하는 날 뒤로 %(days)s일 이상이어야 합니다.") % {"days": days}
        self.fields["hear_until_on"].help_text = says


class Opinion(forms.Form):
    """What the company has to say."""

    opinion = text(_("의견"), most=4000, rows=8)


class Decision(forms.Form):
    """What the committee decided: ``most`` months at most, ``persons`` are the representatives one may name."""

    decided_on = on_day(_("위원회가 결정한 날"), _("이 날부터 제한합니다."))
    months = forms.IntegerField(
        label=_("기간(개월)"),
        min_value=1,
        error_messages={"required": _("개월 수를 적어 주세요."), "invalid": _("개월 수를 숫자로 적어 주세요.")},
    )
    reason = text(_("결정의 사유"), _("통지서에 그대로 적힙니다."))

    def __init__(self, persons: Sequence[str], most: int, data: Any = None) -> None:
        super().__init__(data)
        self.fields["months"].help_text = gettext("%(most)s개월까지 정할 수 있습니다.") % {"most": most}
        if persons:
            self.fields["persons"] = forms.MultipleChoiceField(
                label=_("함께 제한하는 대표자"),
                choices=[(one, one) for one in persons],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )


class Stay(forms.Form):
    """An order that stays a bar."""

    order = forms.CharField(
        label=_("결정한 곳과 번호"), max_length=200, error_messages={"required": _("결정한 곳과 번호를 적어 주세요.")}
    )
    on = on_day(_("집행정지가 시작된 날"))


class Resume(forms.Form):
    """The end of a stay."""

    on = on_day(_("집행정지가 끝나 다시 시작하는 날"))
