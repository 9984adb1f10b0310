"""The life of an objection as a table. ``docs/machines/objections.md`` is generated from it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import COMPANY_WRITERS, Role
from gonggo.kernel.moves import moves


class ObjectionState(TextChoices):
    FILED = "filed", _("심사 중")
    PETITION = "petition", _("진정으로 접수")
    UPHELD = "upheld", _("인용")
    DISMISSED = "dismissed", _("기각")
    ANSWERED = "answered", _("회신")
    WITHDRAWN = "withdrawn", _("취하")


class Ground(TextChoices):
    PROCEDURE = "procedure", _("절차")
    FACTS = "facts", _("사실관계")


S = ObjectionState

OPEN = frozenset({S.FILED, S.PETITION})
DECIDED = frozenset({S.UPHELD, S.DISMISSED, S.ANSWERED})
JUDGES = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD})
"""Who decides, unless they took part in the decision."""

MOVES = moves(
    # command           from                    to           by whom
    ("extend",          {S.FILED},              S.FILED,     JUDGES),
    ("uphold",          {S.FILED},              S.UPHELD,    JUDGES),
    ("dismiss",         {S.FILED},              S.DISMISSED, JUDGES),
    ("answer_petition", {S.PETITION},           S.ANSWERED,  JUDGES),
    ("withdraw",        {S.FILED, S.PETITION},  S.WITHDRAWN, COMPANY_WRITERS),
)  # fmt: skip
