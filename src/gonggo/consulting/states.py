"""The life of a request as a table. ``docs/machines/consulting.md`` is generated from it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import COMPANY_WRITERS, OPERATOR_ROLES, Role
from gonggo.kernel.moves import moves


class RequestState(TextChoices):
    ASKED = "asked", _("신청")
    ACCEPTED = "accepted", _("수락")
    ASSIGNED = "assigned", _("방문 예정")
    REPORTED = "reported", _("보고서 완료")
    DECLINED = "declined", _("맡지 않음")
    CANCELLED = "cancelled", _("신청 취소")


S = RequestState

OPEN = frozenset({S.ASKED, S.ACCEPTED, S.ASSIGNED})
STANDING = OPEN | {S.REPORTED}
"""What stands in the way of another request of the same company."""

MOVES = moves(
    # command           from                               to           by whom
    ("accept",         {S.ASKED},                          S.ACCEPTED,  OPERATOR_ROLES),
    ("decline",        {S.ASKED, S.ACCEPTED},              S.DECLINED,  OPERATOR_ROLES),
    ("assign",         {S.ACCEPTED},                       S.ASSIGNED,  OPERATOR_ROLES),
    ("reassign",       {S.ASSIGNED},                       S.ASSIGNED,  OPERATOR_ROLES),
    ("cancel",         {S.ASKED, S.ACCEPTED, S.ASSIGNED},  S.CANCELLED, COMPANY_WRITERS),
    ("file_report",    {S.ASSIGNED},                       S.REPORTED,  {Role.EXPERT}),
    ("correct_report", {S.REPORTED},                       S.REPORTED,  {Role.EXPERT}),
)  # fmt: skip
