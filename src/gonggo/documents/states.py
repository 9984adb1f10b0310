"""Where a stored file stands with the virus scanner, and whether an officer must look at it first."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import AGENCY_ROLES, OPERATOR_ROLES, Role
from gonggo.kernel.moves import moves


class Scan(TextChoices):
    WAITING = "waiting", _("검사 중")
    NOT_SCANNED = "not_scanned", _("검사하지 않음")
    CLEAN = "clean", _("완료")
    INFECTED = "infected", _("문제")


class Hold(TextChoices):
    """A file that can act (a script, a macro, a program inside) is held until an officer has looked."""

    NONE = "none", _("해당 없음")
    HELD = "held", _("담당자 확인 중")
    RELEASED = "released", _("담당자 확인 완료")


MOVES = moves(
    # command            from                                           to                by whom
    ("pass_scan",       {Scan.WAITING, Scan.NOT_SCANNED},              Scan.CLEAN,       {Role.SYSTEM}),
    ("find_infected",   {Scan.WAITING, Scan.NOT_SCANNED},              Scan.INFECTED,    {Role.SYSTEM}),
    ("leave_unscanned", {Scan.WAITING},                                Scan.NOT_SCANNED, {Role.SYSTEM}),
)  # fmt: skip

HOLD_MOVES = moves(
    ("release",         {Hold.HELD},                                   Hold.RELEASED,    OPERATOR_ROLES | AGENCY_ROLES),
)  # fmt: skip
