"""A refusal said where it belongs: at the field of a form, or above it."""

from collections.abc import Callable

from django import forms

from gonggo.kernel.refusal import Refused
from gonggo.web.ui.refusals import worded


def put_into(form: forms.Form, refused: Refused, *, field: str | None = None) -> None:
    """The refusal becomes an error of ``field`` or of the field that it names, else of the form."""
    place = field or refused.field
    form.add_error(place if place in form.fields else None, str(worded(refused)))


def taken(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form was good and ``act`` was done; a refusal becomes an error at its field."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act()
    except Refused as refused:
        put_into(form, refused)
        return False
    return True
