"""The life of an operator in one program as a table. ``docs/machines/operators.md`` is generated from it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import Role
from gonggo.kernel.moves import moves


class OperatorState(TextChoices):
    NAMED = "named", _("공고에 실림")
    ADMITTED = "admitted", _("선정")
    AGREED = "agreed", _("협약 중")
    SUSPENDED = "suspended", _("업무 정지")
    ENDED = "ended", _("종료")


S = OperatorState

CLOSED = frozenset({S.SUSPENDED, S.ENDED})
"""What nobody chooses any more, though the notice names it."""
HAS_AGREEMENT = frozenset({S.AGREED, S.SUSPENDED})
ADMITTERS = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD})
"""Who admits operators, agrees with them and lets them go."""

MOVES = moves(
    # command    from                                            to           by whom
    ("admit",   {S.NAMED},                                       S.ADMITTED,  ADMITTERS),
    ("agree",   {S.ADMITTED},                                    S.AGREED,    ADMITTERS),
    ("suspend", {S.AGREED},                                      S.SUSPENDED, ADMITTERS),
    ("resume",  {S.SUSPENDED},                                   S.AGREED,    ADMITTERS),
    ("end",     {S.NAMED, S.ADMITTED, S.AGREED, S.SUSPENDED},    S.ENDED,     ADMITTERS),
)  # fmt: skip
