"""The life of an application as a table. ``docs/machines/application.md`` is generated from it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import COMPANY_WRITERS, Role
from gonggo.kernel.moves import moves


class ApplicationState(TextChoices):
    DRAFT = "draft", _("작성 중")
    RECEIVED = "received", _("접수")
    WITHDRAWN = "withdrawn", _("철회")


class PartyState(TextChoices):
    INVITED = "invited", _("참여 요청 중")
    JOINED = "joined", _("참여")
    DECLINED = "declined", _("참여 거절")
    LEFT = "left", _("참여 종료")


REASSIGNERS = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD})
"""Who gives a received application to another operator."""

S = ApplicationState
P = PartyState

APPLICATION_MOVES = moves(
    # command    from                                  to           by whom
    ("receive", {S.DRAFT, S.RECEIVED, S.WITHDRAWN}, S.RECEIVED, {Role.SYSTEM}),
    ("withdraw", {S.DRAFT, S.RECEIVED, S.WITHDRAWN}, S.WITHDRAWN, {Role.SYSTEM}),  # as receive: a receipt of the door
)

PARTY_MOVES = moves(
    # command          from                      to          by whom
    ("accept_party", {P.INVITED}, P.JOINED, COMPANY_WRITERS),
    ("decline_party", {P.INVITED}, P.DECLINED, COMPANY_WRITERS),
    ("leave_party", {P.JOINED}, P.LEFT, COMPANY_WRITERS),
    ("remove_party", {P.INVITED, P.JOINED}, P.LEFT, COMPANY_WRITERS),
)
