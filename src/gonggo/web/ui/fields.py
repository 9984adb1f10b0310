"""Form fields that read what people type."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class WonField(forms.IntegerField):
    """An amount in whole won; 60,000,000 and 60000000원 are the same. Never negative."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("금액을 숫자로 적어 주세요. 예: 60,000,000"),
        "min_value": _("금액은 0원보다 작을 수 없습니다."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=options.pop("max_value", 10**12), **options)

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = value.replace(",", "").replace(" ", "").removesuffix("원")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """A number is shown with its thousands."""
        if isinstance(value, int):
            return f"{value:,}"
        return f"{int(value):,}" if isinstance(value, str) and value.isdigit() else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:  # noqa: ARG002  # Django gives it
        return {"inputmode": "numeric", "autocomplete": "off", "data-money": ""}


def choose(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """The field ``name`` offers ``choices`` (value, label), which are known only when its form is made."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
