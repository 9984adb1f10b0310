"""A use report and a maintenance request as tables; ``report.md`` and ``request.md`` are drawn from them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import COMPANY_WRITERS, Role
from gonggo.kernel.moves import moves


class ReportState(TextChoices):
    SCHEDULED = "scheduled", _("보고 예정")
    SUBMITTED = "submitted", _("보고함")
    MISSED = "missed", _("보고하지 않음")
    LATE = "late", _("늦게 보고함")


class RequestState(TextChoices):
    ASKED = "asked", _("요청함")
    ANSWERED = "answered", _("답변함")
    DONE = "done", _("처리함")
    CONFIRMED = "confirmed", _("확인함")
    REOPENED = "reopened", _("다시 요청함")
    WITHDRAWN = "withdrawn", _("요청을 거둠")


P, Q = ReportState, RequestState
FILED = frozenset({P.SUBMITTED, P.LATE})
UNANSWERED = frozenset({Q.ASKED, Q.REOPENED})
"""The supplier has until a day to answer."""
OVER = frozenset({Q.CONFIRMED, Q.WITHDRAWN})

REPORT_MOVES = moves(
    # command        from              to             by whom
    ("submit",      {P.SCHEDULED},    P.SUBMITTED,   COMPANY_WRITERS),
    ("miss",        {P.SCHEDULED},    P.MISSED,      {Role.SYSTEM}),
    ("submit_late", {P.MISSED},       P.LATE,        COMPANY_WRITERS),
)  # fmt: skip

REQUEST_MOVES = moves(
    # command     from                                   to            by whom
    ("answer",   {Q.ASKED, Q.REOPENED},                 Q.ANSWERED,   COMPANY_WRITERS),
    ("finish",   {Q.ASKED, Q.REOPENED, Q.ANSWERED},     Q.DONE,       COMPANY_WRITERS),
    ("confirm",  {Q.DONE},                              Q.CONFIRMED,  COMPANY_WRITERS),
    ("reopen",   {Q.DONE},                              Q.REOPENED,   COMPANY_WRITERS),
    ("withdraw", {Q.ASKED, Q.ANSWERED, Q.REOPENED},     Q.WITHDRAWN,  COMPANY_WRITERS),
)  # fmt: skip

OF_SUPPLIER = frozenset({"answer", "finish"})
"""What the supplier does to a request; the rest is the adopter's."""
