"""Forms of an agreement's page at a company. Whether what they carry counts is the room's to say."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gonggo.agreements.changes import MEMBERS, ChangeRules, item_word
from gonggo.agreements.definition import AMOUNTS, Amounts, Rules
from gonggo.web.ui import agreements as shown
from gonggo.web.ui.fields import WonField, choose
from gonggo.web.ui.speech import language

_MONEY = {"government": _("정부지원금"), "cash": _("현금"), "in_kind": _("현물")}
_DAY = {"required": _("날짜를 골라 주세요."), "invalid": _("날짜를 2024-04-17처럼 적어 주세요.")}


def _text(label: Any, *, most: int = 500, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("내용을 적어 주세요.")},
    )


def _cause() -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=_("사유가 생긴 날"), widget=widget, error_messages=_DAY)


class Budget(forms.Form):
    """The money that was applied for, by budget lines; it begins as it was ``asked`` for."""

    def __init__(self, rules: Rules, data: Any = None, *, asked: Mapping[str, Amounts] | None = None) -> None:
        super().__init__(data)
        self._rules = rules
        for line in rules.lines:
            for name in AMOUNTS:
                label = f"{line.label.said(language())} {_MONEY[name]}"
                won = (asked or {}).get(line.key, {}).get(name, 0)
                self.fields[f"{line.key}.{name}"] = WonField(label=label, initial=won)

    def lines(self) -> list[list[forms.BoundField]]:
        """The fields of each line beside each other."""
        return [[self[f"{line.key}.{name}"] for name in AMOUNTS] for line in self._rules.lines]

    def amounts(self) -> dict[str, dict[str, int]]:
        said = self.cleaned_data
        return {line.key: {name: said[f"{line.key}.{name}"] for name in AMOUNTS} for line in self._rules.lines}


class Answer(forms.Form):
    """Whether the company agrees with the cuts, and if not why."""

    agrees = forms.ChoiceField(
        label=_("검토 의견에 대한 답"),
        choices=[("yes", _("줄인 금액에 동의합니다.")), ("no", _("동의하지 않습니다."))],
        widget=forms.RadioSelect,
        error_messages={"required": _("답을 골라 주세요.")},
    )
    says = forms.CharField(
        label=_("동의하지 않는 까닭"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ChangeForm(forms.Form):
    """A change: what stood, what shall stand, why, since when."""

    item = forms.ChoiceField(label=_("변경 항목"), error_messages={"required": _("항목을 골라 주세요.")})
    before = _text(_("변경 전"), most=1000)
    after = _text(_("변경 후"), most=1000)
    successor = forms.CharField(
        label=_("이어받을 기업의 사업자등록번호"),
        max_length=12,
        required=False,
        help_text=_("합병처럼 다른 기업이 이어받을 때만 적습니다. 그 기업이 먼저 이곳에 등록해야 합니다."),
    )
    reason = _text(_("사유"))
    cause_on = _cause()

    def __init__(self, rules: ChangeRules, data: Any = None, *, leads: bool) -> None:
        """Who does not lead tells only what happens in its own life."""
        super().__init__(data, auto_id="change-%s")
        choose(
            self,
            "item",
            [
                (one.key, f"{item_word(one.key).said(language())} ({shown.EFFECTS[one.effect]})")
                for one in rules.kinds
                if one.key != MEMBERS and (one.is_event or leads)
            ],
        )


class SupplierForm(forms.Form):
    """Which company leaves, and the number of the one of the pool that takes its place."""

    leaves_id = forms.TypedChoiceField(
        label=_("나갈 기업"), coerce=UUID, error_messages={"required": _("나갈 기업을 골라 주세요.")}
    )
    brn = forms.CharField(
        label=_("들어올 기업의 사업자등록번호"),
        max_length=12,
        help_text=_("이 사업의 풀에 승인된 기업이어야 합니다."),
        error_messages={"required": _("사업자등록번호를 적어 주세요.")},
    )
    reason = _text(_("사유"))
    cause_on = _cause()

    def __init__(self, names: Mapping[UUID, str], data: Any = None) -> None:
        super().__init__(data, auto_id="supplier-%s")
        choose(self, "leaves_id", [(str(key), name) for key, name in names.items()])


class ExtensionForm(forms.Form):
    """More months to build."""

    months = forms.IntegerField(
        label=_("몇 개월을 연장하나요?"),
        min_value=1,
        error_messages={"required": _("개월 수를 적어 주세요."), "min_value": _("1개월 이상이어야 합니다.")},
    )
    reason = _text(_("사유"))
    cause_on = _cause()

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="extension-%s")  # a change has fields of the same names on the page
