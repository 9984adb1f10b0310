"""What the account templates need beside the house's components."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """A value as JSON text, for a data attribute (escaped there like any text)."""
    return json.dumps(value, cls=DjangoJSONEncoder)
