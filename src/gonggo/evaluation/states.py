"""The life of a panel as a table. ``docs/machines/evaluation.md`` is generated from it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import OPERATOR_ROLES, Role
from gonggo.kernel.moves import moves


class PanelState(TextChoices):
    FORMING = "forming", _("구성 중")
    OPEN = "open", _("평가 중")
    CLOSED = "closed", _("종료")


S = PanelState

AGENCY_CONVENERS = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD})
"""Who convenes committees, and anything else that is convened."""

CONVENERS = AGENCY_CONVENERS | OPERATOR_ROLES
"""Who convenes panels: an operator those of its own experts alone."""

SCORERS = frozenset({Role.EVALUATOR, Role.EXPERT})
"""Who sits in panels."""

MOVES = moves(
    # command        from         to         by whom
    ("seat",        {S.FORMING}, S.FORMING, CONVENERS),
    ("unseat",      {S.FORMING}, S.FORMING, CONVENERS),
    ("put",         {S.FORMING}, S.FORMING, CONVENERS),
    ("take_out",    {S.FORMING}, S.FORMING, CONVENERS),
    ("open_panel",  {S.FORMING}, S.OPEN,    CONVENERS),
    ("substitute",  {S.OPEN},    S.OPEN,    CONVENERS),
    ("set_aside",   {S.OPEN},    S.OPEN,    CONVENERS),
    ("elect_chair", {S.OPEN},    S.OPEN,    CONVENERS),
    ("save_sheet",  {S.OPEN},    S.OPEN,    SCORERS),
    ("file_sheet",  {S.OPEN},    S.OPEN,    SCORERS),
    ("close_panel", {S.OPEN},    S.CLOSED,  CONVENERS),
)  # fmt: skip
