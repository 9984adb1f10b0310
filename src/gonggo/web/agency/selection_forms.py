"""Forms of the selection: what people decide, each with its reason. The commands say what holds."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gonggo.selection.overview import CellRow, TieGroup
from gonggo.web.ui.fields import choose

LONGEST = 500
_NOTHING = {"required": _("사유를 적어 주세요.")}


def _reason(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}), error_messages=_NOTHING
    )


class SeedForm(forms.Form):
    """The text of the draw."""

    prefix = "seed"
    text = forms.CharField(
        label=_("추첨 씨앗값"),
        max_length=200,
        help_text=_("마지막 평가의 결과가 나오기 전에 남깁니다. 한 번 남기면 바꿀 수 없습니다."),
        error_messages={"required": _("씨앗값을 적어 주세요.")},
    )


class TieForm(forms.Form):
    """A place for each that ties, the first being the highest."""

    reason = _reason(_("위원회가 이렇게 정한 사유"))

    def __init__(self, group: TieGroup, data: Any = None) -> None:
        super().__init__(data, prefix=group.entries[0].number)
        self.group = group
        choices = [("", gettext("순서 고르기"))]
        choices += [(str(place), str(place)) for place in range(1, len(group.entries) + 1)]
        given = {number: str(place) for place, number in enumerate(group.order, start=1)}
        orders = {
            f"place-{one.number}": forms.ChoiceField(
                label=gettext("%(number)s의 순서") % {"number": one.number},
                choices=choices,
                initial=given.get(one.number, ""),
                error_messages={"required": gettext("순서를 골라 주세요.")},
            )
            for one in group.entries
        }
        self.fields = {**orders, **self.fields}

    def clean(self) -> dict[str, Any]:
        """Every place once."""
        given = super().clean() or {}
        places = [given.get(f"place-{one.number}") for one in self.group.entries]
        if all(places) and len(set(places)) != len(places):
            raise forms.ValidationError(gettext("같은 순서를 두 번 고를 수 없습니다."))
        return given

    @property
    def numbers(self) -> list[str]:
        """In the order that was chosen."""
        numbers = [one.number for one in self.group.entries]
        return sorted(numbers, key=lambda number: int(self.cleaned_data[f"place-{number}"]))


class MoveForm(forms.Form):
    """Unused places of one track and type for another."""

    prefix = "move"
    source = forms.ChoiceField(label=_("남는 곳"), error_messages={"required": _("어디에서 옮길지 골라 주세요.")})
    target = forms.ChoiceField(label=_("옮길 곳"), error_messages={"required": _("어디로 옮길지 골라 주세요.")})
    places = forms.IntegerField(
        label=_("옮길 자리 수"), min_value=1, error_messages={"required": _("몇 자리를 옮길지 적어 주세요.")}
    )
    reason = _reason(_("옮기는 사유"))

    def __init__(self, cells: Sequence[tuple[CellRow, str]], data: Any = None) -> None:
        super().__init__(data)
        empty = [("", gettext("골라 주세요"))]
        unused = [
            (_key(row), gettext("%(cell)s (남는 자리 %(count)d)") % {"cell": words, "count": row.unused})
            for row, words in cells
            if row.unused
        ]
        choose(self, "source", [*empty, *unused])
        choose(self, "target", [*empty, *[(_key(row), words) for row, words in cells]])


class AnnounceForm(forms.Form):
    """The instant, by the clocks of Seoul."""

    prefix = "announce"
    publish_at = forms.DateTimeField(
        label=_("공개 시각"),
        help_text=_("한국 시각입니다. 이 시각에 결과가 스스로 공개되고 기업에 알려집니다."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": _("공개할 날과 시각을 적어 주세요."),
            "invalid": _("날과 시각을 2024-07-05 14:00처럼 적어 주세요."),
        },
    )


class VoidForm(forms.Form):
    """Why a list is set aside."""

    prefix = "void"
    reason = _reason(_("명단을 거두는 사유"))


def _key(row: CellRow) -> str:
    return "/".join(row.cell)


def cell_of(key: str) -> tuple[str, str]:
    """The track and type of a choice."""
    track, _, kind = key.partition("/")
    return track, kind
