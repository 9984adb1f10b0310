"""The life of an inquiry as a table. ``docs/machines/inquiries.md`` is generated from it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import OPERATOR_ROLES, Role
from gonggo.kernel.moves import moves


class InquiryState(TextChoices):
    ASKED = "asked", _("답변 대기")
    ANSWERED = "answered", _("답변 완료")
    PUBLISHED = "published", _("공개")


S = InquiryState
ANSWERERS = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD})
"""The agency: who answers what is its own, takes over, and decides what everybody may read."""

MOVES = moves(
    # command      from                       to            by whom
    ("take_over",  {S.ASKED},                 S.ASKED,      ANSWERERS),
    ("answer",     {S.ASKED, S.ANSWERED},     S.ANSWERED,   ANSWERERS | OPERATOR_ROLES),
    ("publish",    {S.ANSWERED, S.PUBLISHED}, S.PUBLISHED,  ANSWERERS),
    ("take_down",  {S.PUBLISHED},             S.ANSWERED,   ANSWERERS),
)  # fmt: skip
