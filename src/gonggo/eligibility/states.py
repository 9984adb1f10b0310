"""Where a verdict stands as a table: only what the facts leave open is found by an officer, once."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import OPERATOR_ROLES, Role
from gonggo.kernel.moves import moves


class VerdictState(TextChoices):
    SETTLED = "settled", _("확인사항으로 정해짐")
    OPEN = "open", _("확인 필요")
    FOUND = "found", _("담당자 판단")


S = VerdictState
JUDGES = OPERATOR_ROLES | {Role.AGENCY_OFFICER, Role.AGENCY_LEAD}

MOVES = moves(
    # command from      to       by whom
    ("find", {S.OPEN}, S.FOUND, JUDGES),
)
