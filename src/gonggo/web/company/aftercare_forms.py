"""Forms of aftercare. Whether what they carry counts is the room's to say."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gonggo.aftercare.definition import Rules
from gonggo.web.ui.fields import WonField, choose

MOVES: Mapping[str, "tuple[str | Promise, str | Promise]"] = {
    "answer": (_("답변하기"), _("언제까지 무엇을 할지 적어 주세요.")),
    "finish": (_("처리했다고 알리기"), _("어떻게 처리했는지 적어 주세요.")),
    "confirm": (_("처리된 것을 확인하기"), ""),
    "reopen": (_("다시 요청하기"), _("아직 안 되는 것을 적어 주세요.")),
    "withdraw": (_("요청 거두기"), ""),
}
"""What a side may do to a request: what the button says, and what is to be written; nothing where that is empty."""


def _text(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("내용을 적어 주세요.")},
    )


class UseReport(forms.Form):
    """The figures that the program asks for; those of the last report stand in them."""

    def __init__(self, rules: Rules, language: str, before: Mapping[str, int], data: Any = None) -> None:
        super().__init__(data, initial=dict(before))
        wrong = {"required": _("값을 적어 주세요. 없으면 0을 적어 주세요.")}
        for one in rules.figures:
            label = f"{one.label.said(language)} ({one.unit.said(language)})"
            most: dict[str, Any] = {"error_messages": wrong, "label": label, "max_value": 10**15}
            self.fields[one.key] = WonField(**most) if one.is_won else forms.IntegerField(min_value=0, **most)
        self.fields["comment"] = forms.CharField(
            label=_("설명"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
        )


class Ask(forms.Form):
    """What does not work, and who is to mend it."""

    supplier_id = forms.TypedChoiceField(coerce=UUID, label=_("맡을 기업"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("무엇이 안 되나요?"), max_length=120, error_messages={"required": _("무엇이 안 되는지 적어 주세요.")}
    )
    text = _text(_("내용"), _("언제부터 어떤 화면에서 그런지 적으면 빨리 고칠 수 있습니다."))

    def __init__(self, suppliers: Sequence[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data, initial={"supplier_id": suppliers[0][0]} if len(suppliers) == 1 else None)
        choose(self, "supplier_id", suppliers)


class Answer(forms.Form):
    """What one side says with what it does."""

    def __init__(self, move: str, data: Any = None) -> None:
        super().__init__(data, prefix=move)
        if MOVES[move][1]:
            self.fields["text"] = _text(_("내용"), MOVES[move][1])
