"""Forms of the company's desk. Whether an answer counts is the room's to say; these only show and carry it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonggo.applications.had import Had
from gonggo.objections.states import Ground
from gonggo.operators.queries import closed
from gonggo.programs.definition import History, Program, Question, QuestionKind, QuestionSection
from gonggo.web.company.pages.letters import Choice
from gonggo.web.company.pages.start import value_of
from gonggo.web.ui.fields import WonField, choose


class AnswerField(forms.CharField):
    """An answer as it is typed. Nothing is cut off while one types: the count beside it says what is too long."""

    def __init__(self, *, most: int, **options: Any) -> None:
        super().__init__(required=False, strip=False, **options)
        self.max_length = most

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:  # noqa: ARG002  # Django calls it so
        return {}


_INPUTS: Mapping[QuestionKind, dict[str, str]] = {
    QuestionKind.WHOLE: {"inputmode": "numeric", "autocomplete": "off"},
    QuestionKind.PHONE: {"inputmode": "tel", "autocomplete": "off"},
    QuestionKind.EMAIL: {"inputmode": "email", "autocomplete": "off"},
    QuestionKind.DATE: {"inputmode": "numeric", "autocomplete": "off"},
    QuestionKind.TEXT: {"autocomplete": "off"},
}


class ValidityForm(forms.Form):
    """The days that a certificate bears, as they are printed on it."""

    issued_on = forms.DateField(label=_("발급일"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    valid_until = forms.DateField(
        label=_("유효기간의 마지막 날"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("서류에 유효기간이 없으면 비워 두세요."),
    )


class AnswerForm(forms.Form):
    """A page of questions with what stands in them; bound, so that what is wrong can be put to its field."""

    def __init__(
        self, section: QuestionSection, language: str, values: Mapping[str, str], had: Sequence[Had] = ()
    ) -> None:
        super().__init__(dict(values))
        self.fields = {
            question.key: _chosen(question, language, values.get(question.key, ""), had) or _field(question, language)
            for question in section.questions
        }


def _chosen(question: Question, language: str, value: str, had: Sequence[Had]) -> forms.Field | None:
    """Of one's own history there is a choice; what was written by hand before stays in it."""
    if question.history is None or not had:
        return None
    of_each = [one.title if question.history is History.TITLE else str(one.year) for one in had]
    named = {choice.key for choice in question.choices}
    offered = [said for said in dict.fromkeys([*of_each, value]) if said and (not named or said in named)]
    if not offered:
        return None
    return forms.ChoiceField(
        required=False,
        choices=[(said, said) for said in offered],
        widget=forms.RadioSelect,
        label=question.label.said(language),
        help_text=_("우리 회사가 전에 한 과제에서 골라 주세요."),
    )


def _field(question: Question, language: str) -> forms.Field:
    words: dict[str, Any] = {"label": question.label.said(language), "help_text": question.hint.said(language)}
    match question.kind:
        case QuestionKind.WON:
            return WonField(required=False, **words)
        case QuestionKind.CHOICE:
            choices = [(choice.key, choice.label.said(language)) for choice in question.choices]
            return forms.ChoiceField(required=False, choices=choices, widget=forms.RadioSelect, **words)
        case QuestionKind.TABLE:  # its cells are drawn on their own; the field carries label, hint and what is wrong
            return AnswerField(most=question.max_length, widget=forms.HiddenInput, **words)
        case QuestionKind.LONGTEXT:
            return AnswerField(most=question.max_length, widget=forms.Textarea(attrs={"rows": 6}), **words)
    return AnswerField(most=question.max_length, widget=forms.TextInput(attrs=_INPUTS[question.kind]), **words)


class StartForm(forms.Form):
    """Track and type as one choice, and the operator. What cannot be combined is refused by the command."""

    what = forms.ChoiceField(
        label=_("구분과 유형"), error_messages={"required": _("신청할 구분과 유형을 골라 주세요.")}
    )
    operator = forms.ChoiceField(label=_("담당 기관"), error_messages={"required": _("어디에 신청할지 골라 주세요.")})

    def __init__(self, program: Program, data: Any = None) -> None:
        super().__init__(data)
        choices = {
            "what": [value_of(row.track, row.type) for row in program.combinations],
            "operator": [operator.key for operator in program.operators],
        }
        for name, values in choices.items():
            choose(self, name, [(value, value) for value in values])


class InviteForm(forms.Form):
    """A company is asked to take part: its number and where to write."""

    role = forms.ChoiceField(label=_("역할"), widget=forms.RadioSelect)
    brn = forms.CharField(
        label=_("사업자등록번호"),
        help_text=_("숫자 10자리입니다. 줄표는 있어도 되고 없어도 됩니다."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("담당자 이메일"),
        help_text=_("이 주소로 참여를 요청하는 링크를 보냅니다."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, program: Program, language: str, data: Any = None, *, role: str = "") -> None:
        super().__init__(data, initial={"role": role})
        choose(self, "role", [(one.key, one.applying.said(language)) for one in program.roles])


class ConsultingForm(forms.Form):
    """A day of consulting is asked for: whom, in which role, when it would suit, what to look at."""

    role = forms.ChoiceField(
        label=_("어떤 기업으로 신청하나요?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("어떤 기업으로 신청하는지 골라 주세요.")},
    )
    operator = forms.ChoiceField(
        label=_("담당 기관"),
        widget=forms.RadioSelect,
        error_messages={"required": _("담당 기관을 골라 주세요.")},
    )
    wishes = forms.CharField(
        label=_("희망하는 날"),
        help_text=_("하루 방문합니다. 가능한 날을 두세 개 적어 주세요."),
        max_length=300,
        error_messages={"required": _("희망하는 날을 적어 주세요.")},
    )
    looks_at = forms.CharField(
        label=_("보고 싶은 내용"),
        help_text=_("지금 겪는 어려움과 알고 싶은 것을 적어 주세요."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("보고 싶은 내용을 적어 주세요.")},
    )

    def __init__(self, program: Program, language: str, data: Any = None) -> None:
        super().__init__(data)
        gone = closed(program.key)
        choices = {
            "role": [(str(one.key), one.applying.said(language)) for one in program.roles],
            "operator": [(one.key, one.name.said(language)) for one in program.operators if one.key not in gone],
        }
        for name, named in choices.items():
            choose(self, name, named)


class ObjectionForm(forms.Form):
    """A decision is objected to: which, on procedure or facts, and why."""

    letter = forms.ChoiceField(
        label=_("이의신청할 결정"),
        widget=forms.RadioSelect,
        error_messages={"required": _("어떤 결정에 이의신청하는지 골라 주세요.")},
    )
    ground = forms.ChoiceField(
        label=_("무엇에 대한 이의인가요?"),
        choices=Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("절차와 사실관계 가운데 하나를 골라 주세요.")},
    )
    text = forms.CharField(
        label=_("이의신청 내용"),
        help_text=_("무엇이 잘못되었고 왜 그렇게 보는지 적어 주세요."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("이의신청 내용을 적어 주세요.")},
    )

    def __init__(self, choices: Sequence[Choice], data: Any = None, chosen: str = "") -> None:
        super().__init__(data, initial={"letter": chosen})
        choose(self, "letter", [(str(one.letter.id), one.label) for one in choices])


class GiveUpForm(forms.Form):
    """Why a place is given up, and that it is for good."""

    reason = forms.CharField(
        label=_("포기하는 사유"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("사유를 적어 주세요.")},
    )
    sure = forms.BooleanField(
        label=_("포기하면 되돌릴 수 없다는 것을 확인했습니다."),
        error_messages={"required": _("되돌릴 수 없다는 것을 확인해 주세요.")},
    )
