"""Forms of those who apply together: people who consent, a company that comes for another, a page that is opened."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonggo.programs.definition import Program
from gonggo.web.ui.fields import choose


class PersonForm(forms.Form):
    """A person whose data is in the application."""

    name = forms.CharField(label=_("이름"), max_length=60, error_messages={"required": _("이름을 적어 주세요.")})
    capacities = forms.MultipleChoiceField(
        label=_("신청에서 맡은 자격"),
        help_text=_("한 사람이 여럿을 맡으면 모두 골라 주세요."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("하나 이상 골라 주세요.")},
    )
    contact = forms.CharField(
        label=_("본인의 휴대전화 번호나 이메일"),
        help_text=_("동의 링크와 인증번호를 이곳으로 보냅니다. 암호화해 보관하고 다른 데 쓰지 않습니다."),
        max_length=254,
        error_messages={"required": _("본인이 받는 번호나 주소를 적어 주세요.")},
    )

    def __init__(
        self, program: Program, role: str, language: str, data: Any = None, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        choose(self, "capacities", [(one.key, one.label.said(language)) for one in program.capacities_of(role)])


class ExchangeForm(forms.Form):
    """A company takes the place of another."""

    brn = forms.CharField(
        label=_("새 기업의 사업자등록번호"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("사업자등록번호를 적어 주세요.")},
    )
    email = forms.EmailField(
        label=_("새 기업 담당자의 이메일"), error_messages={"required": _("이메일을 적어 주세요.")}
    )
    reason = forms.CharField(
        label=_("바꾸는 사유"),
        help_text=_("두 기업과 담당 기관이 볼 수 있습니다."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("사유를 적어 주세요.")},
    )


class OpenSectionForm(forms.Form):
    """A page of the lead is opened to a supplier."""

    section = forms.ChoiceField(label=_("열 쪽"), error_messages={"required": _("열 쪽을 골라 주세요.")})
    company = forms.ChoiceField(label=_("함께 쓸 기업"), error_messages={"required": _("기업을 골라 주세요.")})

    def __init__(
        self, sections: Sequence[tuple[str, str]], companies: Sequence[tuple[str, str]], data: Any = None
    ) -> None:
        super().__init__(data)
        for name, choices in (("section", sections), ("company", companies)):
            choose(self, name, choices)
