"""The lives of a tranche and of its instruction as tables. ``docs/machines`` is generated from them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import COMPANY_ROLES, OPERATOR_ROLES, Role
from gonggo.kernel.moves import moves


class TrancheState(TextChoices):
    ASKED = "asked", _("지급 신청")
    PREPARED = "prepared", _("승인 대기")
    SENT_BACK = "sent_back", _("돌려보냄")
    APPROVED = "approved", _("승인")
    INSTRUCTED = "instructed", _("은행에 요청함")
    UNCLEAR = "unclear", _("은행에 확인 중")
    PAID = "paid", _("지급 완료")
    REFUSED = "refused", _("은행 거절")
    VOID = "void", _("무효")


class InstructionState(TextChoices):
    """What the house knows of the one instruction of a tranche."""

    WAITING = "waiting", _("보낼 차례를 기다림")
    SENT = "sent", _("보냄")
    UNCLEAR = "unclear", _("답이 분명하지 않음")
    PAID = "paid", _("지급됨")
    REFUSED = "refused", _("거절됨")
    DROPPED = "dropped", _("보내지 않음")


S = TrancheState

ASKERS = COMPANY_ROLES - {Role.COMPANY_VIEWER}
"""Who of the lead company asks for money and enters what was spent."""
PREPARERS = OPERATOR_ROLES
APPROVERS = frozenset({Role.AGENCY_LEAD, Role.ACCOUNTANT})
"""Who of the agency approves money."""
CHANGEABLE = frozenset({S.ASKED, S.PREPARED, S.SENT_BACK})
"""Nobody has approved it."""
GONE = frozenset({S.REFUSED, S.VOID})
"""It stands for nothing any more: another of the same number may be asked for."""
STANDING = frozenset(S) - GONE
WITH_BANK = frozenset({S.INSTRUCTED, S.UNCLEAR})
"""The bank has it, and its answer is not known."""
APPROVED = frozenset({S.APPROVED, S.INSTRUCTED, S.UNCLEAR, S.PAID, S.REFUSED})
"""Two people of two organisations stand behind it."""
OPEN_INSTRUCTIONS = frozenset({InstructionState.WAITING, InstructionState.SENT, InstructionState.UNCLEAR})

MOVES = moves(
    # command      from                                  to             by whom
    ("ask_again",  {S.ASKED, S.PREPARED, S.SENT_BACK},   S.ASKED,       ASKERS),
    ("prepare",    {S.ASKED},                            S.PREPARED,    PREPARERS),
    ("send_back",  {S.ASKED, S.PREPARED},                S.SENT_BACK,   PREPARERS | APPROVERS),
    ("approve",    {S.PREPARED},                         S.APPROVED,    APPROVERS),
    ("instruct",   {S.APPROVED},                         S.INSTRUCTED,  {Role.SYSTEM}),
    ("doubt",      {S.INSTRUCTED, S.UNCLEAR},            S.UNCLEAR,     {Role.SYSTEM}),
    ("pay",        {S.INSTRUCTED, S.UNCLEAR},            S.PAID,        {Role.SYSTEM}),
    ("refuse",     {S.INSTRUCTED, S.UNCLEAR},            S.REFUSED,     {Role.SYSTEM}),
    ("void",       {S.ASKED, S.PREPARED, S.SENT_BACK, S.APPROVED}, S.VOID, ASKERS | {Role.SYSTEM}),
)  # fmt: skip
