"""The life of a proposed extension as a table. ``docs/machines/outages.md`` is generated from it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import Role
from gonggo.kernel.moves import moves


class ProposalState(TextChoices):
    PROPOSED = "proposed", _("확정 전")
    CONFIRMED = "confirmed", _("연장공고")
    DROPPED = "dropped", _("거둠")


S = ProposalState

EXTENDERS = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD})
"""Who proposes an extension and who confirms it: never the same person."""

MOVES = moves(
    # command    from           to           by whom
    ("confirm", {S.PROPOSED}, S.CONFIRMED, EXTENDERS),
    ("drop",    {S.PROPOSED}, S.DROPPED,   EXTENDERS),
)  # fmt: skip
