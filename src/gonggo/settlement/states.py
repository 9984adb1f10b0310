"""The lives of this room's things as tables. The pages of ``docs/machines`` are generated from them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import COMPANY_WRITERS, OPERATOR_ROLES, Role
from gonggo.kernel.moves import moves


class SanctionState(TextChoices):
    PROPOSED = "proposed", _("검토 중")
    NOTICED = "noticed", _("사전통지")
    HEARD = "heard", _("의견제출")
    DRAWN = "drawn", _("결정안")
    DECIDED = "decided", _("참여제한 중")
    STAYED = "stayed", _("집행정지")
    ENDED = "ended", _("기간 끝남")
    LIFTED = "lifted", _("취소")
    DROPPED = "dropped", _("제재하지 않음")


class GroundKind(TextChoices):
    """Of which nature a bar is: the days to object differ."""

    AGREEMENT = "agreement", _("협약에 따른 조치")
    DISPOSITION = "disposition", _("법에 따른 처분")


N = SanctionState

SANCTIONERS = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD})
"""Who of the agency notices, draws up and decides."""
PROPOSERS = SANCTIONERS | OPERATOR_ROLES
BEFORE_DECISION = frozenset({N.PROPOSED, N.NOTICED, N.HEARD, N.DRAWN})
ONCE_DECIDED = frozenset({N.DECIDED, N.STAYED, N.ENDED, N.LIFTED})

SANCTION_MOVES = moves(
    # command            from                                      to           by whom
    ("give_notice",      {N.PROPOSED},                             N.NOTICED,   SANCTIONERS),
    ("be_heard",         {N.NOTICED},                              N.HEARD,     COMPANY_WRITERS),
    ("draw_up_sanction", {N.NOTICED, N.HEARD, N.DRAWN},            N.DRAWN,     SANCTIONERS),
    ("decide_sanction",  {N.DRAWN},                                N.DECIDED,   SANCTIONERS),
    ("drop_sanction",    {N.PROPOSED, N.NOTICED, N.HEARD, N.DRAWN}, N.DROPPED,  SANCTIONERS),
    ("stay_sanction",    {N.DECIDED},                              N.STAYED,    SANCTIONERS),
    ("resume_sanction",  {N.STAYED},                               N.DECIDED,   SANCTIONERS),
    ("lift_sanction",    {N.DECIDED, N.STAYED},                    N.LIFTED,    SANCTIONERS | {Role.SYSTEM}),
    ("end_sanction",     {N.DECIDED},                              N.ENDED,     {Role.SYSTEM}),
)  # fmt: skip
