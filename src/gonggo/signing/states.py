"""The life of a paper that is signed in a fixed order. ``docs/machines/signing.md`` is generated from it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import OPERATOR_ROLES, Role
from gonggo.kernel.moves import moves


class SigningState(TextChoices):
    OPEN = "open", _("서명 중")
    COMPLETED = "completed", _("서명 완료")
    VOID = "void", _("서명 취소")


S = SigningState

SIGNERS = OPERATOR_ROLES | {Role.AGENCY_OFFICER, Role.AGENCY_LEAD, Role.COMPANY_MANAGER}
"""Who may sign in the name of an organisation."""
VOIDERS = OPERATOR_ROLES | {Role.AGENCY_OFFICER, Role.AGENCY_LEAD, Role.SYSTEM}
"""Who may call a signing off; the room that owns the subject decides over what."""

MOVES = moves(
    # command        from       to           by whom
    ("sign",         {S.OPEN},  S.OPEN,      SIGNERS),
    ("complete",     {S.OPEN},  S.COMPLETED, SIGNERS),
    ("void_signing", {S.OPEN},  S.VOID,      VOIDERS),
)  # fmt: skip
