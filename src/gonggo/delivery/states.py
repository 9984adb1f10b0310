"""Delivery and its progress checks as tables; ``docs/machines/delivery.md`` and ``check.md`` are drawn from them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import COMPANY_WRITERS, OPERATOR_ROLES, Role
from gonggo.kernel.moves import moves


class DeliveryState(TextChoices):
    UNDERWAY = "underway", _("과제 수행 중")
    REPORTED = "reported", _("완료보고")
    PASSED_ON = "passed_on", _("사업완료 점검 중")
    INSPECTED = "inspected", _("점검 결과 확정 전")
    SUPPLEMENT = "supplement", _("보완")
    COMPLETED = "completed", _("사업완료")
    INCOMPLETE = "incomplete", _("미완료")
    ENDED = "ended", _("협약 해약")


class CheckState(TextChoices):
    PLANNED = "planned", _("점검 예정")
    CORRECTION = "correction", _("고치는 중")
    PASSED = "passed", _("계속")
    STOP = "stop", _("중단 제안")
    CALLED_OFF = "called_off", _("취소")


class Finding(TextChoices):
    """What a progress check finds; a program names those that it uses."""

    CONTINUE = "continue", _("계속")
    CORRECT = "correct", _("고침")
    STOP_GOOD_FAITH = "stop-good-faith", _("중단(성실)")
    STOP_BAD_FAITH = "stop-bad-faith", _("중단(불성실)")


class Outcome(TextChoices):
    """What the inspection of a completion finds; a program names those that it uses."""

    COMPLETE = "complete", _("완료")
    SUPPLEMENT = "supplement", _("보완")
    INCOMPLETE = "incomplete", _("미완료")


S, C = DeliveryState, CheckState
OPEN = frozenset({S.UNDERWAY, S.REPORTED, S.PASSED_ON, S.INSPECTED, S.SUPPLEMENT})
OPEN_CHECKS = frozenset({C.PLANNED, C.CORRECTION})
INSPECTORS = frozenset({Role.INSPECTOR, Role.AGENCY_OFFICER, Role.AGENCY_LEAD})
"""Who inspects: people of the agency, whoever helps them."""
CONFIRMERS = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD})
"""Who signs what was inspected, and decides on a proposal to stop: people of the agency alone."""

MOVES = moves(
    # command                  from                        to             by whom
    ("report_completion",     {S.UNDERWAY},               S.REPORTED,    COMPANY_WRITERS),
    ("send_back",             {S.REPORTED},               S.UNDERWAY,    OPERATOR_ROLES),
    ("pass_on",               {S.REPORTED},               S.PASSED_ON,   OPERATOR_ROLES),
    ("inspect",               {S.PASSED_ON},              S.INSPECTED,   INSPECTORS),
    ("set_inspection_aside",  {S.INSPECTED},              S.PASSED_ON,   CONFIRMERS),
    ("confirm_completion",    {S.INSPECTED},              S.COMPLETED,   CONFIRMERS),
    ("confirm_supplement",    {S.INSPECTED},              S.SUPPLEMENT,  CONFIRMERS),
    ("confirm_incompletion",  {S.INSPECTED},              S.INCOMPLETE,  CONFIRMERS),
    ("answer_supplement",     {S.SUPPLEMENT},             S.PASSED_ON,   COMPANY_WRITERS),
    ("end",                   set(OPEN),                  S.ENDED,       {Role.SYSTEM}),
)  # fmt: skip

CHECK_MOVES = moves(
    # command          from                          to             by whom
    ("replan",         {C.PLANNED},                  C.PLANNED,     OPERATOR_ROLES),
    ("find_on_course", {C.PLANNED, C.CORRECTION},    C.PASSED,      OPERATOR_ROLES),
    ("ask_to_correct", {C.PLANNED},                  C.CORRECTION,  OPERATOR_ROLES),
    ("propose_stop",   {C.PLANNED, C.CORRECTION},    C.STOP,        OPERATOR_ROLES),
    ("go_on",          {C.STOP},                     C.PASSED,      CONFIRMERS),
    ("call_off",       {C.PLANNED, C.CORRECTION},    C.CALLED_OFF,  {Role.SYSTEM}),
)  # fmt: skip

CONFIRMED_BY = {
    Outcome.COMPLETE: "confirm_completion",
    Outcome.SUPPLEMENT: "confirm_supplement",
    Outcome.INCOMPLETE: "confirm_incompletion",
}
"""By which move each outcome of an inspection is confirmed."""
