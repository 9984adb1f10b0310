"""The operator's desk: its name and its menu."""

from django.utils.translation import gettext_lazy as _

from gonggo.web.office.desk import Desk

DESK = Desk(
    "operator",
    _("수행기관"),
    (
        (_("처리할 업무"), "waiting"),
        (
            _("신청과 자격"),
            (
                (_("과제신청 접수"), "received"),
                (_("제출 시도"), "attempts"),
                (_("자격요건 판단"), "verdicts"),
                (_("보류 서류"), "held"),
            ),
        ),
        (
            _("사전진단"),
            ((_("사전진단 신청"), "consulting"), (_("컨설팅 전문가"), "experts"), (_("방문과 보고서"), "visits")),
        ),
        (
            _("평가와 선정"),
            (
                (_("평가반"), "panels"),
                (_("평가위원"), "evaluators"),
                (_("내 평가"), "evaluator:panels"),
                (_("선정 결과"), "results"),
            ),
        ),
        (
            _("협약과 점검"),
            (
                (_("과제 협약"), "task_agreements"),
                (_("협약서 서명"), "to_sign"),
                (_("과제 점검"), "deliveries"),
                (_("사후관리"), "aftercares"),
                (_("우리 기관의 협약"), "agreements"),
            ),
        ),
        (
            _("지급과 정산"),
            (
                (_("지급"), "payments"),
                (_("정산"), "settlements"),
                (_("환수"), "recoveries"),
                (_("참여제한"), "sanctions"),
            ),
        ),
        (_("문의"), "inquiries"),
    ),
)
