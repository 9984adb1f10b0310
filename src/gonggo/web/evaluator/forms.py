"""What an evaluator fills in: the pledge with own ties, stepping back, the sheet of the program."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gonggo.evaluation.commands import Tie
from gonggo.evaluation.commands.declaring import MOST_NOTE
from gonggo.evaluation.commands.scoring import MOST_OPINION
from gonggo.evaluation.definition import Ground, Item, Rules, StageRules
from gonggo.evaluation.queries import SheetPage
from gonggo.kernel.basis import Basis
from gonggo.kernel.refusal import Refused
from gonggo.web.accounts.refused import put_into
from gonggo.web.office.assessing_words import FINDINGS
from gonggo.web.ui.speech import said


class GroundField(forms.ChoiceField):
    """The grounds that the program knows."""

    def __init__(self, rules: Rules, nothing: Any, *, required: bool, of: str = "") -> None:
        known = [(ground.value, said(words)) for ground, words in rules.grounds.items()]
        missing = {"required": _("사유를 골라 주세요.")}
        super().__init__(
            label=_of(_("사유"), of), choices=[("", nothing), *known], required=required, error_messages=missing
        )


class NoteField(forms.CharField):
    """What the tie is, in the member's words."""

    def __init__(self, *, required: bool, of: str = "") -> None:
        super().__init__(
            label=_of(_("어떤 관계인지"), of),
            max_length=MOST_NOTE,
            required=required,
            widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={"required": _("어떤 관계인지 적어 주세요.")},
        )


@dataclass(frozen=True, slots=True)
class TieRow:
    """One application on the page of the pledge, with the fields of a tie to it."""

    number: str
    title: str
    company: str
    ground: forms.BoundField
    note: forms.BoundField

    @property
    def is_open(self) -> bool:
        """Whether something is written there, or wrong."""
        return bool(self.ground.errors or self.note.errors or self.ground.value() or self.note.value())


class Pledge(forms.Form):
    """Every declaration of the program one by one, and own ties by application."""

    def __init__(
        self, rules: Rules, before: Sequence[tuple[UUID, str, str, str]], given: QueryDict | None = None
    ) -> None:
        super().__init__(given)
        self.declarations = [one.key for one in rules.declarations]
        self.before = before
        for one in rules.declarations:
            self.fields[f"declared-{one.key}"] = forms.BooleanField(
                label=f"{said(one.label)}: {said(one.says)}",
                error_messages={"required": _("읽고 표시해 주세요.")},
            )
        for application_id, number, *_words in before:
            nothing = _("이해관계 없음")
            self.fields[f"ground-{application_id}"] = GroundField(rules, nothing, required=False, of=number)
            self.fields[f"note-{application_id}"] = NoteField(required=False, of=number)

    def clean(self) -> None:
        """A ground needs its words, and words a ground."""
        for application_id, *_words in self.before:
            ground, note = f"ground-{application_id}", f"note-{application_id}"
            if self.cleaned_data.get(ground) and not self.cleaned_data.get(note) and note not in self.errors:
                self.add_error(note, gettext("어떤 관계인지 적어 주세요."))
            if self.cleaned_data.get(note) and not self.cleaned_data.get(ground) and ground not in self.errors:
                self.add_error(ground, gettext("사유를 골라 주세요."))

    @property
    def declared(self) -> list[forms.BoundField]:
        return [self[f"declared-{key}"] for key in self.declarations]

    @property
    def rows(self) -> list[TieRow]:
        return [
            TieRow(number, title, company, self[f"ground-{one}"], self[f"note-{one}"])
            for one, number, title, company in self.before
        ]

    @property
    def ties(self) -> list[Tie]:
        """What was named."""
        said_of = self.cleaned_data
        return [
            Tie(one, Ground(said_of[f"ground-{one}"]), said_of[f"note-{one}"])
            for one, *_words in self.before
            if said_of[f"ground-{one}"]
        ]


class Recuse(forms.Form):
    """회피: on which ground, and what the tie is."""

    def __init__(self, rules: Rules, given: QueryDict | None = None) -> None:
        super().__init__(given)
        self.fields["ground"] = GroundField(rules, _("고르기"), required=True)
        self.fields["note"] = NoteField(required=True)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of the sheet with its field and where its weight comes from."""

    field: forms.BoundField
    basis: Basis


class Sheet(forms.Form):
    """Points for every item, the opinion, and what else the stage asks for."""

    def __init__(self, page: SheetPage, given: QueryDict | None = None) -> None:
        stage = page.rules
        super().__init__(given, initial=_written(page))
        self.stage = stage
        for item in stage.items:
            self.fields[_name(item.key)] = _points(item)
        if stage.finds:
            self.fields["finding"] = forms.ChoiceField(
                label=said(_label(stage, "finding")),
                choices=list(FINDINGS.items()),
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("적정과 부적정 가운데 골라 주세요.")},
            )
        if stage.flags_money:
            self.fields["money_flag"] = forms.BooleanField(label=said(_label(stage, "money-flag")), required=False)
        self.fields["opinion"] = forms.CharField(
            label=_("평가의견"),
            help_text=_("점수의 까닭을 적어 주세요."),
            max_length=MOST_OPINION,
            required=False,
            widget=forms.Textarea(attrs={"rows": 10}),
        )

    @property
    def item_rows(self) -> list[ItemRow]:
        return [ItemRow(self[_name(item.key)], item.basis) for item in self.stage.items]

    @property
    def total(self) -> int:
        """The sum of what stands in the fields as far as it can be added."""
        values = [str(self[_name(item.key)].value() or "").strip() for item in self.stage.items]
        return sum(int(value) for value in values if value.isascii() and value.isdigit())

    @property
    def written(self) -> dict[str, Any]:
        """What the commands take."""
        given = self.cleaned_data
        points = {item.key: given[_name(item.key)] for item in self.stage.items}
        return {
            "points": {key: value for key, value in points.items() if value is not None},
            "opinion": given["opinion"],
            "finding": given.get("finding", ""),
            "money_flag": given.get("money_flag", False),
        }

    def is_complete(self) -> bool:
        """Whether it can be filed; everything that is missing is said at its field at once."""
        given = self.cleaned_data
        for item in self.stage.items:
            if given[_name(item.key)] is None:
                self.refuse(Refused("sheet_points_missing", item.basis, field=item.key, item=item.label))
        if self.stage.finds and not given["finding"]:
            self.add_error("finding", gettext("적정과 부적정 가운데 골라 주세요."))
        if not given["opinion"].strip():
            self.refuse(Refused("opinion_missing", self.stage.clause, field="opinion"))
        return not self.errors

    def refuse(self, refused: Refused) -> None:
        """The refusal next to the field that it names."""
        keys = {item.key for item in self.stage.items}
        put_into(self, refused, field=_name(refused.field) if refused.field in keys else None)


def _of(label: Any, number: str) -> Any:
    """The label, with the application that it is about where several stand on one page."""
    return f"{number}: {label}" if number else label


def _name(key: str) -> str:
    return f"points-{key}"


def _points(item: Item) -> forms.IntegerField:
    wrong = _("0부터 %(most)s까지의 정수로 적어 주세요.") % {"most": item.weight}
    return forms.IntegerField(
        label=said(item.label),
        help_text=_("0점부터 %(most)s점까지") % {"most": item.weight},
        min_value=0,
        max_value=item.weight,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-points": ""}),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


def _written(page: SheetPage) -> dict[str, Any]:
    return {_name(key): value for key, value in page.points.items()} | {
        "opinion": page.opinion,
        "finding": page.finding,
        "money_flag": page.money_flag,
    }


def _label(stage: StageRules, key: str) -> Any:
    return next(value.label for value in stage.group.values if value.key == key)
