"""The life of a registration as a table. ``docs/machines/pool.md`` is generated from it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import COMPANY_WRITERS, Role
from gonggo.kernel.moves import moves


class RegistrationState(TextChoices):
    DRAFT = "draft", _("작성 중")
    RECEIVED = "received", _("승인 대기")
    CORRECTION = "correction", _("보완요청")
    APPROVED = "approved", _("승인")
    CONDITIONAL = "conditional", _("조건부 승인")
    HELD = "held", _("승인 보류")
    HALTED = "halted", _("이용 정지")
    REFUSED = "refused", _("등록 제한")
    WITHDRAWN = "withdrawn", _("철회")


S = RegistrationState
JUDGES = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD})
"""Who reads registrations and decides on them."""

CURABLE = {S.CONDITIONAL, S.HELD}
"""What lapses when the first assessment opens, unless it was cured."""
FOLLOWED = frozenset({S.APPROVED, S.HALTED})
"""An approved supplier, whatever became of its business since: who succeeds it finds a draft."""
_OPEN = {S.DRAFT, S.RECEIVED, S.CORRECTION, S.WITHDRAWN}
"""What a receipt of the door may still move: nothing is decided yet."""

MOVES = moves(
    # command                 from                                     to             by whom
    ("receive",               _OPEN,                                   S.RECEIVED,    {Role.SYSTEM}),
    ("withdraw",              _OPEN,                                   S.WITHDRAWN,   {Role.SYSTEM}),  # as receive
    ("answer_correction",     {S.CORRECTION},                          S.RECEIVED,    COMPANY_WRITERS),
    ("ask_for_correction",    {S.RECEIVED, S.CONDITIONAL, S.HELD},     S.CORRECTION,  JUDGES),
    ("approve",               {S.RECEIVED, S.CONDITIONAL, S.HELD},     S.APPROVED,    JUDGES),
    ("approve_conditionally", {S.RECEIVED, S.HELD},                    S.CONDITIONAL, JUDGES),
    ("hold",                  {S.RECEIVED, S.CONDITIONAL},             S.HELD,        JUDGES),
    ("refuse",                {S.RECEIVED, S.CORRECTION, S.CONDITIONAL, S.HELD, S.HALTED}, S.REFUSED, JUDGES),
    ("lapse",                 CURABLE,                                 S.REFUSED,     {Role.SYSTEM}),
    ("halt",                  {S.APPROVED},                            S.HALTED,      {Role.SYSTEM}),
    ("resume",                {S.HALTED},                              S.APPROVED,    {Role.SYSTEM}),
)  # fmt: skip
