"""The machines of this room: a claim to a company, and an invitation to join one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import COMPANY_ROLES, OFFICE_ROLES, OPERATOR_ROLES, Role
from gonggo.kernel.moves import moves

CLAIM_JUDGES = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD, Role.SYSTEM})
SIGNED_IN = frozenset({Role.MEMBER, Role.EXPERT, Role.EVALUATOR}) | COMPANY_ROLES | OFFICE_ROLES


class ClaimState(TextChoices):
    CLAIMED = "claimed", _("등록됨(확인 전)")  # the first: its people may draft
    CONTESTED = "contested", _("심사 중")  # made against a standing claim: gives no access yet
    CONFIRMED = "confirmed", _("확인됨")
    REFUSED = "refused", _("인정되지 않음")


class InvitationState(TextChoices):
    SENT = "sent", _("초대 보냄")
    ACCEPTED = "accepted", _("초대 수락됨")
    WITHDRAWN = "withdrawn", _("초대 취소됨")


C, I = ClaimState, InvitationState  # noqa: E741  # one letter each, so that a row of the table is one line

STANDING = frozenset({C.CLAIMED, C.CONFIRMED})

CLAIM_MOVES = moves(
    # command               from                                  to           by whom
    ("confirm_claim",       {C.CLAIMED, C.CONTESTED},              C.CONFIRMED, CLAIM_JUDGES),
    ("refuse_claim",        {C.CLAIMED, C.CONTESTED, C.CONFIRMED}, C.REFUSED,   CLAIM_JUDGES),
)  # fmt: skip

INVITATION_MOVES = moves(
    # command               from      to           by whom
    ("accept_invitation",   {I.SENT}, I.ACCEPTED,  SIGNED_IN),
    ("withdraw_invitation", {I.SENT}, I.WITHDRAWN, {Role.COMPANY_MANAGER}),
)  # fmt: skip

GIVERS = {Role.EXPERT: OPERATOR_ROLES, Role.EVALUATOR: frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD})}
"""Which roles of its own office an office gives and takes away by itself, and who of it does."""
