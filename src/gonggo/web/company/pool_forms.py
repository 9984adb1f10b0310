"""Forms of the pool's pages. Whether an answer counts is the room's to say; these only show and carry it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gonggo.pool import form as rules
from gonggo.pool.definition import Field, FieldKind, Page, Pool
from gonggo.web.accounts.refused import put_into
from gonggo.web.company.forms import AnswerField
from gonggo.web.ui.fields import choose

_INPUTS: Mapping[FieldKind, dict[str, str]] = {
    FieldKind.WHOLE: {"inputmode": "numeric", "autocomplete": "off"},
    FieldKind.PHONE: {"inputmode": "tel", "autocomplete": "off"},
    FieldKind.EMAIL: {"inputmode": "email", "autocomplete": "off"},
    FieldKind.TEXT: {"autocomplete": "off"},
}


class PageForm(forms.Form):
    """A page of the registration, as it stands or as it was sent."""

    def __init__(self, page: Page, language: str, answers: rules.Answers, data: QueryDict | None = None) -> None:
        initial = {
            asked.key: list(answers.fields.get(asked.key, ()))
            if asked.kind is FieldKind.CHOICES
            else answers.text(asked.key)
            for asked in page.fields
        }
        super().__init__(data, initial=initial)
        self.page = page
        self.sent = {asked.key: tuple(data.getlist(asked.key)) for asked in page.fields} if data is not None else {}
        self.fields = {asked.key: _field(asked, language) for asked in page.fields}

    def is_right(self) -> bool:
        """Whether the room takes it; what it does not take stands at its field."""
        for gap in rules.page_gaps(self.page, rules.Answers(rules.cleaned(self.sent))):
            put_into(self, gap.refused())
        return not self.errors


def _field(asked: Field, language: str) -> forms.Field:
    words: dict[str, Any] = {"label": asked.label.said(language), "help_text": asked.hint.said(language)}
    options = [(option.key, option.label.said(language)) for option in asked.options]
    match asked.kind:
        case FieldKind.CHOICES:
            return forms.MultipleChoiceField(
                required=False, choices=options, widget=forms.CheckboxSelectMultiple, **words
            )
        case FieldKind.CHOICE:
            return forms.ChoiceField(required=False, choices=options, widget=forms.RadioSelect, **words)
        case FieldKind.LONGTEXT:
            return AnswerField(most=asked.most, widget=forms.Textarea(attrs={"rows": 6}), **words)
    return AnswerField(most=asked.most, widget=forms.TextInput(attrs=_INPUTS[asked.kind]), **words)


class SolutionForm(forms.Form):
    """A solution that is added."""

    name = AnswerField(
        label=_("솔루션 이름"), most=rules.NAME_MOST, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    technologies = forms.MultipleChoiceField(label=_("적용 기술"), required=False, widget=forms.CheckboxSelectMultiple)
    summary = AnswerField(
        label=_("무엇을 해 주나요?"), most=rules.SUMMARY_MOST, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, pool: Pool, language: str, data: QueryDict | None = None) -> None:
        super().__init__(data)
        choose(self, "technologies", [(option.key, option.label.said(language)) for option in pool.technologies])
        self.pool = pool
        self.sent = rules.Solution(
            data.get("name", "").strip() if data else "",
            tuple(dict.fromkeys(data.getlist("technologies"))) if data else (),
            data.get("summary", "").strip() if data else "",
        )

    def is_right(self) -> bool:
        """Whether the room takes it; what it does not take stands at its field."""
        gap = rules.solution_gap(self.pool, self.sent)
        if gap is not None:
            put_into(self, gap.refused())
        return not self.errors
