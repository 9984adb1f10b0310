"""Where one looks round on the demo in a role for which nothing waits."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import AGENCY_ROLES, COMPANY_ROLES, MINISTRY_ROLES, OPERATOR_ROLES, Role


@dataclass(frozen=True, slots=True)
class Look:
    """A page of the role's desk, and what is to be seen there."""

    what: "str | Promise"
    page: str

    @property
    def url(self) -> str:
        return reverse(self.page)


_LOOKS = (
    (COMPANY_ROLES, Look(_("우리 기업의 과제신청 보기"), "company:applications")),
    (OPERATOR_ROLES, Look(_("맡은 과제신청 보기"), "operator:received")),
    (frozenset({Role.EXPERT}), Look(_("맡은 방문과 보고서 보기"), "operator:visits")),
    (frozenset({Role.EXPERT}), Look(_("맡은 평가와 낸 평가표 보기"), "evaluator:panels")),
    (frozenset({Role.EVALUATOR}), Look(_("맡은 평가와 낸 평가표 보기"), "evaluator:panels")),
    (frozenset({Role.COST_REVIEWER}), Look(_("과제 협약 보기"), "agency:task_agreements")),
    (frozenset({Role.ACCOUNTANT}), Look(_("지급 내역 보기"), "agency:payments")),
    (frozenset({Role.INSPECTOR}), Look(_("과제 점검 보기"), "agency:deliveries")),
    (
        AGENCY_ROLES - {Role.COST_REVIEWER, Role.ACCOUNTANT, Role.INSPECTOR},
        Look(_("접수와 심사 보기"), "agency:received"),
    ),
    (MINISTRY_ROLES, Look(_("접수와 심사 현황 보기"), "agency:received")),
)


def looks(role: Role) -> list[Look]:
    """Empty for a role that no demo has."""
    return [one for roles, one in _LOOKS if role in roles]
