"""Forms of an agreement's page at the offices. Whether what they carry counts is the rooms' to say."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gonggo.agreements.commands import Cut
from gonggo.agreements.definition import AMOUNTS, Rules
from gonggo.agreements.queries import Line, Terms
from gonggo.eligibility.definition import Condition
from gonggo.web.ui.fields import WonField, choose
from gonggo.web.ui.speech import language

MOVES = {
    "judge": _("자격 다시 확인하기"),
    "let_pass": _("미충족 항목이 있으나 진행하기"),
    "prepare_signing": _("협약서 확정하고 서명 시작하기"),
    "take_back": _("서명을 거두고 다시 준비하기"),
    "refuse": _("협약하지 않기"),
    "terminate_in_good_faith": _("해약하기(성실)"),
    "terminate_in_bad_faith": _("해약하기(불성실)"),
}
WITH_REASON = frozenset(MOVES) - {"judge", "prepare_signing"}
_MONEY = {"government": _("정부지원금"), "cash": _("현금"), "in_kind": _("현물")}


_DAY = {"required": _("날짜를 골라 주세요."), "invalid": _("날짜를 2024-07-05처럼 적어 주세요.")}


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _reason(*, is_required: bool = True, label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=500,
        required=is_required,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("사유를 적어 주세요.")},
    )


class Move(forms.Form):
    """What is decided over an agreement, and why where a reason is due."""

    move = forms.ChoiceField(
        label=_("무엇으로 정할까요?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("무엇으로 결정할지 골라 주세요.")},
    )
    reason = _reason(is_required=False, label=_("사유(기업이 읽음)"))

    def __init__(self, offered: Sequence[str], data: Any = None) -> None:
        super().__init__(data)
        choose(self, "move", [(move, MOVES[move]) for move in offered])


class PutOff(forms.Form):
    """Later days for the papers and for the agreement, and why."""

    papers_due_on = forms.DateField(label=_("협약 서류 기한"), widget=_day(), error_messages=_DAY)
    conclude_by_on = forms.DateField(label=_("협약 기한"), widget=_day(), error_messages=_DAY)
    reason = _reason(label=_("늦추는 사유(기업이 읽음)"))

    def __init__(self, terms: Terms, data: Any = None) -> None:
        days = {"papers_due_on": terms.papers_due_on, "conclude_by_on": terms.conclude_by_on}
        super().__init__(data, initial=days, auto_id="off-%s")


class Look(forms.Form):
    """A paper is accepted, or sent back with a reason."""

    is_accepted = forms.ChoiceField(
        label=_("확인 결과"),
        choices=[("yes", _("확인함")), ("no", _("되돌려 보냄"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("확인 결과를 골라 주세요.")},
    )
    reason = forms.CharField(label=_("되돌려 보내는 사유"), max_length=500, required=False)


class Answer(forms.Form):
    """A change is approved or not, with words that the company reads."""

    is_approved = forms.ChoiceField(
        label=_("답"),
        choices=[("yes", _("승인")), ("no", _("승인하지 않음"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("답을 골라 주세요.")},
    )
    answer = _reason(label=_("까닭"))
    found_met = forms.MultipleChoiceField(
        label=_("새 기업이 갖춘 것으로 확인한 자격요건"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("증빙을 보고 확인한 것만 골라 주세요. 모두 골라야 승인할 수 있습니다."),
    )

    def __init__(
        self, data: Any = None, *, left_open: Sequence[Condition] | None = None, auto_id: str = "id_%s"
    ) -> None:
        super().__init__(data, auto_id=auto_id)
        choose(self, "found_met", [(one.key, one.label.said(language())) for one in left_open or ()])
        if not left_open:
            del self.fields["found_met"]


class Review(forms.Form):
    """The lines of a budget, each with what it comes down to and why; ``ruling`` once the company was heard."""

    def __init__(self, rules: Rules, lines: Sequence[Line], data: Any = None, *, is_ruling: bool = False) -> None:
        super().__init__(data)
        self._lines = [one for one in lines if one.total or one.asked]
        for one in self._lines:
            label = rules.line(one.key).label.said(language())
            for name in AMOUNTS:
                won = WonField(label=f"{label} {_MONEY[name]}", initial=getattr(one, name))
                self.fields[f"{one.key}.{name}"] = won
            why = forms.CharField(
                label=f"{label} {gettext('줄인 사유')}", max_length=500, required=False, initial=one.reason
            )
            self.fields[f"{one.key}.reason"] = why
        if is_ruling:
            self.fields["reason"] = _reason(label=_("확정한 까닭"))

    def lines(self) -> list[list[forms.BoundField]]:
        """The fields of each line beside each other."""
        return [[self[f"{one.key}.{name}"] for name in (*AMOUNTS, "reason")] for one in self._lines]

    def rest(self) -> list[forms.BoundField]:
        """What is said of all lines together."""
        return [self["reason"]] if "reason" in self.fields else []

    def cuts(self) -> list[Cut]:
        """Every line that differs from what was asked, or from what stands."""
        said = self.cleaned_data
        cuts = [
            Cut(line=one.key, reason=said[f"{one.key}.reason"], **{name: said[f"{one.key}.{name}"] for name in AMOUNTS})
            for one in self._lines
        ]
        return [cut for cut, one in zip(cuts, self._lines, strict=True) if _differs(cut, one)]


def _differs(cut: Cut, line: Line) -> bool:
    return cut.amounts != {"government": line.government, "cash": line.cash, "in_kind": line.in_kind}
