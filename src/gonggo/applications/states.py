"""The life of an application as a table. ``docs/machines/application.md`` is generated from it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import COMPANY_WRITERS, OPERATOR_ROLES, Role
from gonggo.kernel.moves import moves


class ApplicationState(TextChoices):
    DRAFT = "draft", _("작성 중")
    RECEIVED = "received", _("접수")
    WITHDRAWN = "withdrawn", _("철회")
    SUPPLEMENT = "supplement", _("보완 중")
    ELIGIBLE = "eligible", _("적합")
    REFUSED = "refused", _("부적합")
    RETURNED = "returned", _("반려")


class PartyState(TextChoices):
    INVITED = "invited", _("참여 요청 중")
    JOINED = "joined", _("참여")
    DECLINED = "declined", _("참여 거절")
    LEFT = "left", _("참여 종료")


REASSIGNERS = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD})
"""Who gives a received application to another operator."""


class SupplementState(TextChoices):
    ASKED = "asked", _("보완 요청")
    ANSWERED = "answered", _("보완 제출")
    UNANSWERED = "unanswered", _("보완하지 않음")


S = ApplicationState
P = PartyState
M = SupplementState

RECEIVED = frozenset({S.RECEIVED, S.SUPPLEMENT, S.ELIGIBLE, S.REFUSED, S.RETURNED})
"""Received and not withdrawn, whatever was decided since."""
UNDECIDED = frozenset({S.RECEIVED, S.SUPPLEMENT})
DECIDERS = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD})
"""Who says whether an application is eligible."""
SCREENERS = OPERATOR_ROLES | DECIDERS

APPLICATION_MOVES = moves(
    # command    from                                  to           by whom
    ("receive", {S.DRAFT, S.RECEIVED, S.WITHDRAWN}, S.RECEIVED, {Role.SYSTEM}),
    ("withdraw", {S.DRAFT, S.RECEIVED, S.WITHDRAWN}, S.WITHDRAWN, {Role.SYSTEM}),  # as receive: a receipt of the door
)

SCREENING_MOVES = moves(
    # command             from                        to            by whom
    ("ask_supplement", {S.RECEIVED}, S.SUPPLEMENT, SCREENERS),
    ("answer_supplement", {S.SUPPLEMENT}, S.RECEIVED, COMPANY_WRITERS),
    ("return_unanswered", {S.SUPPLEMENT}, S.RETURNED, {Role.SYSTEM}),
    ("find_eligible", {S.RECEIVED}, S.ELIGIBLE, DECIDERS),
    ("refuse", {S.RECEIVED, S.SUPPLEMENT}, S.REFUSED, DECIDERS),
    ("refuse_at_opening", {S.RECEIVED, S.SUPPLEMENT, S.ELIGIBLE}, S.REFUSED, {Role.SYSTEM}),
    ("reopen", {S.REFUSED, S.RETURNED}, S.RECEIVED, {Role.SYSTEM}),  # an objection to it was upheld
)

SUPPLEMENT_MOVES = moves(
    # command             from        to            by whom
    ("answer_supplement", {M.ASKED}, M.ANSWERED, COMPANY_WRITERS),
    ("return_unanswered", {M.ASKED}, M.UNANSWERED, {Role.SYSTEM}),
)

PARTY_MOVES = moves(
    # command          from                      to          by whom
    ("accept_party", {P.INVITED}, P.JOINED, COMPANY_WRITERS),
    ("decline_party", {P.INVITED}, P.DECLINED, COMPANY_WRITERS),
    ("leave_party", {P.JOINED}, P.LEFT, COMPANY_WRITERS),
    ("remove_party", {P.INVITED, P.JOINED}, P.LEFT, COMPANY_WRITERS),
)
