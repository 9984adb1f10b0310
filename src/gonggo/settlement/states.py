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


class SettlementState(TextChoices):
    DUE = "due", _("보고 전")
    REPORTED = "reported", _("검토 중")
    EXAMINED = "examined", _("확정 대기")
    CONFIRMED = "confirmed", _("확정")


class Verdict(TextChoices):
    OPEN = "open", _("검토 전")
    RECOGNISED = "recognised", _("인정")
    DISALLOWED = "disallowed", _("불인정")


class ReturnState(TextChoices):
    ORDERED = "ordered", _("반납 통지")
    REMINDED = "reminded", _("독촉")
    CALLED = "called", _("보증 청구")
    DONE = "done", _("반납 완료")


class RecoveryState(TextChoices):
    PROPOSED = "proposed", _("환수 검토 중")
    ORDERED = "ordered", _("환수 통지")
    DONE = "done", _("환수 완료")
    LIFTED = "lifted", _("환수 취소")
    DROPPED = "dropped", _("환수하지 않음")


T, B, C = SettlementState, ReturnState, RecoveryState
OWED = frozenset({B.ORDERED, B.REMINDED, B.CALLED, C.ORDERED})
"""Won of a return or a recovery are still to come in."""
N = SanctionState

REPORTERS = COMPANY_WRITERS | {Role.COMPANY_FINANCE}
"""Who of the lead company reports."""
EXAMINERS = OPERATOR_ROLES
CONFIRMERS = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD, Role.ACCOUNTANT})
"""Who of the agency confirms a settlement and that money came in."""

SANCTIONERS = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD})
"""Who of the agency notices, draws up and decides."""
PROPOSERS = SANCTIONERS | OPERATOR_ROLES
BEFORE_DECISION = frozenset({N.PROPOSED, N.NOTICED, N.HEARD, N.DRAWN})
ONCE_DECIDED = frozenset({N.DECIDED, N.STAYED, N.ENDED, N.LIFTED})

MOVES = moves(
    # command      from           to           by whom
    ("report",     {T.DUE},       T.REPORTED,  REPORTERS),
    ("examine",    {T.REPORTED},  T.EXAMINED,  EXAMINERS),
    ("send_back",  {T.EXAMINED},  T.REPORTED,  CONFIRMERS),
    ("confirm",    {T.EXAMINED},  T.CONFIRMED, CONFIRMERS),
)  # fmt: skip

RETURN_MOVES = moves(
    # command           from                                to          by whom
    ("remind",          {B.ORDERED},                        B.REMINDED, EXAMINERS | SANCTIONERS),
    ("call_guarantee",  {B.REMINDED},                       B.CALLED,   SANCTIONERS),
    ("close_return",    {B.ORDERED, B.REMINDED, B.CALLED},  B.DONE,     CONFIRMERS),
)  # fmt: skip

RECOVERY_MOVES = moves(
    # command           from           to          by whom
    ("order_recovery",  {C.PROPOSED},  C.ORDERED,  SANCTIONERS),
    ("drop_recovery",   {C.PROPOSED},  C.DROPPED,  SANCTIONERS),
    ("lift_recovery",   {C.ORDERED},   C.LIFTED,   {Role.SYSTEM}),
    ("close_recovery",  {C.ORDERED},   C.DONE,     CONFIRMERS),
)  # fmt: skip

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
