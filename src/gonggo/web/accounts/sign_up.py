"""What sign-up asks beside address and password. A module of its own: allauth's forms derive from it on import."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class NameFirst(forms.Form):
    """The name, above all other questions."""

    name = forms.CharField(label=_("이름"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ["name", "email", "password1"]

    def signup(self, request: HttpRequest, user: Any) -> None:
        """Nothing is left to do: the adapter has kept the name (allauth asks for this method)."""
