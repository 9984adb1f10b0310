"""The tasks that companies had before an application: what an advanced task may build on (reads only)."""

from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import ExtractYear

from gonggo.agreements.models import Party
from gonggo.agreements.states import WAS_CONCLUDED


def tasks_before(companies: Any, on: date) -> QuerySet[Party]:
    """The part of each of these companies in an agreement that began in an earlier year than ``on``. Not yet read."""
    rows = Party.objects.filter(
        company_id__in=companies,
        agreement__state__in=sorted(WAS_CONCLUDED),
        agreement__begins_on__year__lt=on.year,
    )
    return rows.annotate(title=F("agreement__title"), year=ExtractYear("agreement__begins_on"))
