"""Forms in which an officer decides what the facts leave open, or states what took a hit away."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gonggo.eligibility.definition import Condition, cures
from gonggo.eligibility.queries import VerdictRow
from gonggo.programs.definition import Program
from gonggo.web.ui import verdicts
from gonggo.web.ui.speech import said


class Decision(forms.Form):
    """What the officer finds, and why."""

    answer = forms.ChoiceField(
        label=_("판단"),
        widget=forms.RadioSelect,
        error_messages={"required": _("판단을 골라 주세요."), "invalid_choice": _("판단을 골라 주세요.")},
    )
    reason = forms.CharField(
        label=_("판단한 사유"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("사유를 적어 주세요. 판단과 함께 남고, 그 기업에 보입니다.")},
    )

    def __init__(self, condition: Condition, given: QueryDict | None = None) -> None:
        super().__init__(given)
        met, not_met = (_("해당 없음"), _("해당")) if condition.is_exclusion else (_("충족"), _("미충족"))
        self.fields["answer"].choices = [("met", met), ("not_met", not_met)]  # type: ignore[attr-defined]


class Cure(forms.Form):
    """What took a hit away, since when."""

    fact = forms.ChoiceField(
        label=_("해소하거나 예외로 인정받은 것"),
        error_messages={"required": _("하나를 골라 주세요."), "invalid_choice": _("하나를 골라 주세요.")},
    )
    since_on = forms.DateField(
        label=_("증빙에 적힌 날"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("날짜를 적어 주세요."), "invalid": _("날짜를 2024-05-10처럼 적어 주세요.")},
    )

    def __init__(self, program: Program, condition: Condition, given: QueryDict | None = None) -> None:
        super().__init__(given)
        self.fields["fact"].choices = [  # type: ignore[attr-defined]
            (fact, f"{said(program.fact_kind(fact).label)}: {_value(program, fact, value)}")
            for fact, value in cures(program, condition).items()
        ]


def _value(program: Program, fact: str, value: str) -> str:
    found: str = next(said(one.label) for one in program.fact_kind(fact).values if one.key == value)
    return found


class Decisions(forms.Form):
    """One answer and one reason for many: those that are ticked, or every one that is open."""

    answer = forms.ChoiceField(
        label=_("판단"),
        widget=forms.RadioSelect,
        choices=[("met", _("충족 · 해당 없음")), ("not_met", _("미충족 · 해당"))],
        error_messages={"required": _("판단을 골라 주세요."), "invalid_choice": _("판단을 골라 주세요.")},
    )
    every = forms.BooleanField(label=_("열려 있는 것을 모두 고릅니다"), required=False)
    reason = forms.CharField(
        label=_("판단한 사유"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("사유를 적어 주세요. 판단과 함께 남고, 그 기업에 보입니다.")},
    )

    def __init__(
        self,
        rows: Sequence[tuple[VerdictRow, Condition]],
        names: Mapping[UUID, str],
        given: QueryDict | None = None,
    ) -> None:
        super().__init__(given)
        self.groups: list[str] = []
        self.open = [row.id for row, _condition in rows]
        for of_one in dict.fromkeys((row.company_id, row.person) for row, _condition in rows):
            self._add(of_one, rows, names)

    def _add(
        self, of_one: tuple[UUID, str], rows: Sequence[tuple[VerdictRow, Condition]], names: Mapping[UUID, str]
    ) -> None:
        company_id, person = of_one
        name = f"of-{len(self.groups)}"
        self.groups.append(name)
        self.fields[name] = forms.MultipleChoiceField(
            label=f"{names.get(company_id, gettext('이름을 알 수 없음'))} · {verdicts.person_words(person)}",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[
                (str(row.id), verdicts.name_of(condition))
                for row, condition in rows
                if (row.company_id, row.person) == of_one
            ],
            error_messages={"invalid_choice": _("화면을 새로 열어 주세요. 그 사이에 결정된 것이 있습니다.")},
        )

    def ticked(self) -> Iterator[BoundField]:
        """The boxes, person by person."""
        return (self[name] for name in self.groups)

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if not given.get("every") and not self._chosen(given):
            self.add_error("every", gettext("판단할 조건을 고르거나 모두 고르기를 눌러 주세요."))
        return given

    def _chosen(self, given: Mapping[str, object]) -> list[str]:
        return [one for name in self.groups for one in given.get(name) or []]  # type: ignore[attr-defined]

    @property
    def answers(self) -> dict[UUID, str]:
        """verdict → answer of what was chosen."""
        given = self.cleaned_data
        chosen = self.open if given.get("every") else [UUID(one) for one in self._chosen(given)]
        return dict.fromkeys(chosen, given["answer"])
