"""The life of an agreement as a table. ``docs/machines/agreements.md`` is generated from it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import COMPANY_WRITERS, OPERATOR_ROLES, Role
from gonggo.kernel.moves import moves


class ChangeState(TextChoices):
    ASKED = "asked", _("승인 대기")
    SIGNING = "signing", _("변경 협약서 서명")
    APPROVED = "approved", _("승인")
    REFUSED = "refused", _("승인하지 않음")
    NOTIFIED = "notified", _("통보함")


class AgreementState(TextChoices):
    BUDGET = "budget", _("비목별 사업비 작성")
    COST_REVIEW = "cost_review", _("사업비 검토")
    ANSWERING = "answering", _("검토 의견에 답변")
    RULING = "ruling", _("검토 확정")
    PAPERS = "papers", _("협약 서류")
    SIGNING = "signing", _("협약서 서명")
    CONCLUDED = "concluded", _("협약 중")
    ENDED = "ended", _("협약 종료")
    LAPSED = "lapsed", _("협약하지 않음")
    TERMINATED = "terminated", _("협약 해약")


S = AgreementState

IN_REVIEW = frozenset({S.BUDGET, S.COST_REVIEW, S.ANSWERING, S.RULING})
"""The figures are not settled yet."""
BEFORE = IN_REVIEW | {S.PAPERS, S.SIGNING}
"""Nothing has been agreed yet."""
WAS_CONCLUDED = frozenset({S.CONCLUDED, S.ENDED, S.TERMINATED})
"""It has a first and a last day."""
SIGNED = WAS_CONCLUDED | {S.SIGNING}
"""There is a paper to sign."""
REVIEWERS = frozenset({Role.COST_REVIEWER, Role.AGENCY_LEAD})
"""Who reviews the costs."""
OFFICERS = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD})
"""Who decides for the agency whether there is an agreement, and whether it goes on."""

MOVES = moves(
    # command            from                            to             by whom
    ("lay_out",          {S.BUDGET},                     S.COST_REVIEW, COMPANY_WRITERS),
    ("pass_budget",      {S.COST_REVIEW},                S.PAPERS,      REVIEWERS),
    ("cut",              {S.COST_REVIEW},                S.ANSWERING,   REVIEWERS),
    ("accept_cuts",      {S.ANSWERING},                  S.PAPERS,      COMPANY_WRITERS),
    ("dispute_cuts",     {S.ANSWERING},                  S.RULING,      COMPANY_WRITERS),
    ("rule",             {S.RULING},                     S.PAPERS,      REVIEWERS),
    ("prepare_signing",  {S.PAPERS},                     S.SIGNING,     OPERATOR_ROLES | OFFICERS),
    ("conclude",         {S.SIGNING},                    S.CONCLUDED,   {Role.SYSTEM}),
    ("refuse",           set(BEFORE),                    S.LAPSED,      OFFICERS),
    ("lapse",            set(BEFORE),                    S.LAPSED,      {Role.SYSTEM}),
    ("take_back",        {S.SIGNING},                    S.PAPERS,      OFFICERS | {Role.SYSTEM}),
    ("terminate",        {S.CONCLUDED},                  S.TERMINATED,  OFFICERS),
    ("end",              {S.CONCLUDED},                  S.ENDED,       {Role.SYSTEM}),
)  # fmt: skip

ANSWERERS = OPERATOR_ROLES | OFFICERS
"""Who looks at the papers and answers a request to change an agreement."""

H = ChangeState
OPEN_CHANGES = frozenset({H.ASKED, H.SIGNING})

CHANGE_MOVES = moves(
    # command           from                   to          by whom
    ("approve_change",  {H.ASKED},             H.APPROVED, ANSWERERS),
    ("prepare_change",  {H.ASKED},             H.SIGNING,  ANSWERERS),
    ("conclude_change", {H.SIGNING},           H.APPROVED, {Role.SYSTEM}),
    ("accept_successor", {H.ASKED},             H.APPROVED, ANSWERERS),
    ("refuse_change",   {H.ASKED, H.SIGNING},  H.REFUSED,  ANSWERERS),
)  # fmt: skip
