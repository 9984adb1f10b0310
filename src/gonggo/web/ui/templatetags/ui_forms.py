"""The components of forms; loaded with ``{% load ui %}``."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select, Textarea
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gonggo.kernel.basis import Basis
from gonggo.web.ui import rows
from gonggo.web.ui.fields import WonField
from gonggo.web.ui.speech import said
from gonggo.web.ui.unsaved import unsaved

register = template.Library()
_PARTS = "ui/components"
_LOOKS = {"primary": "primary", "second": "secondary", "plain": "tertiary", "text": "text"}


@register.simple_tag
def button(
    label: Any,
    url: str = "",
    look: str = "primary",
    *,
    size: str = "large",
    name: str = "",
    value: str = "",
    confirm: str = "",
    form: str = "",
) -> SafeString:
    """A button that says what happens; with ``url`` a link. ``look`` is primary (one a view), second, plain or text.

    ``form`` is the id of the form it sends, for a button outside of it; ``confirm`` the key of a dialog that asks.
    """
    classes = f"krds-btn {size} {_LOOKS[look]}"
    if url:
        return format_html('<a class="{}" href="{}">{}</a>', classes, url, said(label))
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    asks = format_html(' data-confirm="{}"', confirm) if confirm else ""
    sends = format_html(' form="{}"', form) if form else ""
    return format_html('<button type="submit" class="{}"{}{}{}>{}</button>', classes, named, asks, sends, said(label))


@register.inclusion_tag(f"{_PARTS}/field.html", takes_context=True)
def field(
    context: Any,
    field: BoundField,
    basis: Basis | None = None,
    *,
    optional: Any = None,
    units: bool = False,
    wide: bool = True,
) -> dict[str, Any]:
    """A field of a form: label, hint, error and input. ``optional`` defaults to the field's own; ``units`` repeats an
    amount in Korean units while it is typed; ``wide`` lets the input fill the column. Text that its author could not
    save because the session was over stands in it again."""
    _fill_again(field, context.get("request"))
    return {
        "field": field,
        "control": _control(field, wide=wide),
        "kind": _kind(field),
        "counts": _limit(field),
        "length": len(str(field.value() or "")),
        "is_optional": not field.field.required if optional is None else optional,
        "units": units,
        "basis": basis,
        "program_key": context.get("program_key", ""),
        "request": context.get("request"),
    }


def _fill_again(field: BoundField, request: HttpRequest | None) -> None:
    typed = unsaved(request) if request is not None and not field.form.is_bound else {}
    if field.html_name in typed:
        field.form.initial[field.name] = typed[field.html_name]


def _limit(field: BoundField) -> int | None:
    """How many characters a long text may have; None where nothing is counted."""
    return getattr(field.field, "max_length", None) if isinstance(field.field.widget, Textarea) else None


def _kind(field: BoundField) -> str:
    match field.field.widget:
        case RadioSelect() | CheckboxSelectMultiple():
            return "choices"
        case CheckboxInput():
            return "check"
    return "input"


def _control(field: BoundField, *, wide: bool) -> SafeString:
    """The input with the classes of its look."""
    classes = "krds-input"
    match field.field.widget:
        case RadioSelect() | CheckboxSelectMultiple() | CheckboxInput():
            classes = ""
        case Select():
            classes = "krds-form-select"
    if isinstance(field.field, WonField):
        classes += " g-money"
    if wide and classes:
        classes += " wide"
    if field.errors and classes:
        classes += " is-error"
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{classes} {own}".strip()} if classes or own else {})


@register.inclusion_tag(f"{_PARTS}/fields.html", takes_context=True)
def fields(context: Any, form: BaseForm) -> dict[str, Any]:
    """All fields of a form, one after the other, the hidden ones too."""
    return {"form": form, "program_key": context.get("program_key", ""), "request": context.get("request")}


@register.inclusion_tag(f"{_PARTS}/error_summary.html")
def error_summary(
    form: BaseForm | None = None, problems: Sequence[rows.Problem] = (), title: Any = ""
) -> dict[str, Any]:
    """What has to be mended, each a link to its field; takes focus when the page opens. Nothing if nothing is wrong."""
    return {"problems": [*_problems_of(form), *problems], "title": title}


def _problems_of(form: BaseForm | None) -> list[rows.Problem]:
    if form is None or not form.is_bound:
        return []
    found = [rows.Problem(str(error)) for error in form.non_field_errors()]
    for bound in form:
        target = f"#{bound.id_for_label or bound.auto_id}"
        found += [rows.Problem(f"{str(bound.label).rstrip('?.')}: {error}", target) for error in bound.errors]
    return found
