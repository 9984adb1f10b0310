"""What waits for whom: every room's part of 처리할 업무 in one table (shapes: ``web/ui/waiting.py``)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from gonggo.agreements.states import REVIEWERS
from gonggo.agreements.states import AgreementState as G
from gonggo.applications.states import DECIDERS
from gonggo.consulting.states import RequestState as R
from gonggo.delivery.states import CONFIRMERS, INSPECTORS
from gonggo.delivery.states import DeliveryState as D
from gonggo.eligibility.states import JUDGES as VERDICT_JUDGES
from gonggo.evaluation.states import AGENCY_CONVENERS, SCORERS
from gonggo.inquiries.states import ANSWERERS
from gonggo.journal.queries import ACCESS_REVIEWERS
from gonggo.kernel.actor import AGENCY_ROLES, COMPANY_ROLES, COMPANY_WRITERS, OPERATOR_ROLES, Role
from gonggo.objections.states import JUDGES as OBJECTION_JUDGES
from gonggo.outages.states import EXTENDERS
from gonggo.parties.states import CLAIM_JUDGES
from gonggo.payments.states import APPROVERS, ASKERS
from gonggo.pool.definition import POOL, pool_of
from gonggo.pool.queue import due
from gonggo.pool.states import JUDGES as POOL_JUDGES
from gonggo.pool.states import RegistrationState as S
from gonggo.programs.definition import Program
from gonggo.selection.definition import rules_of
from gonggo.selection.states import SELECTORS
from gonggo.settlement.states import CONFIRMERS as SETTLERS
from gonggo.settlement.states import EXAMINERS, REPORTERS, SANCTIONERS
from gonggo.settlement.states import SettlementState as T
from gonggo.signing.states import SIGNERS
from gonggo.web.ui.waiting import Contributor, Until
from gonggo.wiring import open_tasks as tasks
from gonggo.wiring import open_work as work


def _application_closes(program: Program, _since: datetime) -> Until:
    return program.window("application").closes


def _pool_closes(program: Program, _since: datetime) -> Until | None:
    return program.window(POOL).closes if POOL in program.windows else None


def _succession_closes(program: Program, since: datetime) -> Until | None:
    pool = pool_of(program)
    return pool.succession.closes_at(since, program.window(POOL).closes) if pool and pool.succession else None


def _pool_due(program: Program, since: datetime) -> Until:
    return due(program, since).last


def _reserve_ends(program: Program, _since: datetime) -> Until:
    return rules_of(program).reserve_ends_at


_A, _C, _SUP, _D, _R = "application__", "company:", "supplement__application__", "delivery__", "aftercare__"
WAITING: tuple[Contributor, ...] = (
    Contributor("draft", COMPANY_WRITERS, work.drafts, _("과제신청 이어서 작성하고 제출하기"), f"{_C}application",
                "started_at", until=_application_closes, ends=True, number="number"),
    Contributor("invitation", COMPANY_WRITERS, work.invitations, _("참여 요청에 답하기"), f"{_C}invitation",
                "invited_at", whose=f"{_A}lead_company_id", program=f"{_A}program",
                until=_application_closes, ends=True),
    Contributor("consent", COMPANY_WRITERS, work.consents, _("확인을 마친 신청에 동의하기"), f"{_C}check",
                "at", key="subject_id", until=_application_closes, ends=True, number="application_number"),
    Contributor("supplement", COMPANY_WRITERS, work.asked_supplements, _("과제신청 보완하기"), f"{_C}supplement",
                "asked_at", key="application_id", program=f"{_A}program", due="due_on", ends=True,
                number="application__number"),
    Contributor("agreement.budget", COMPANY_WRITERS, tasks.agreements_led(G.BUDGET), _("비목별 사업비 제출하기"),
                f"{_C}agreement", "opened_at", due="papers_due_on", number="number"),
    Contributor("agreement.answer", COMPANY_WRITERS, tasks.agreements_led(G.ANSWERING), _("사업비 검토 의견에 답하기"),
                f"{_C}agreement", "opened_at", number="number"),
    Contributor("agreement.papers", COMPANY_WRITERS, tasks.papers_to_bring, _("협약 서류 내기"),
                f"{_C}agreement", "opened_at", due="papers_due_on", once=tasks.papers_asked, number="number"),
    Contributor("agreement.consents", COMPANY_WRITERS, tasks.agreements_unconsented, _("협약 동의와 서약하기"),
                f"{_C}agreement", "opened_at", whose="lead_company_id", due="papers_due_on"),
    Contributor("agreement.review", REVIEWERS, tasks.budgets_to_review, _("사업비 검토하기"), "agency:task_agreements",
                "opened_at", is_counted=True),
    Contributor("agreement.look", OPERATOR_ROLES, tasks.agreement_papers, _("협약 서류 확인하기"),
                "operator:task_agreements", "placed_at", program="agreement__program", is_counted=True),
    Contributor("agreement.prepare", OPERATOR_ROLES, tasks.agreements_to_prepare, _("협약서 준비하기"),
                "operator:task_agreements", "opened_at", due="conclude_by_on", is_counted=True,
                once=tasks.papers_asked),
    Contributor("agreement.change", OPERATOR_ROLES, tasks.agreement_changes, _("협약 변경 신청에 답하기"),
                "operator:task_agreements", "asked_at", program="agreement__program", due="due_on", is_counted=True),
    Contributor("letter", COMPANY_WRITERS, work.unread_letters, _("통지서 읽기"), f"{_C}letter",
                "issued_at", due="until_on", number="number"),
    Contributor("pool.draft", COMPANY_WRITERS, work.registrations(S.DRAFT), _("풀 등록 신청 이어서 작성하기"),
                f"{_C}pool_registration", "started_at", until=_pool_closes, ends=True, number="number"),
    Contributor("pool.succession", COMPANY_WRITERS, work.registrations(S.DRAFT, succeeding=True),
                _("이어받은 풀 등록 확인하고 제출하기"), f"{_C}pool_registration", "started_at",
                until=_succession_closes, ends=True, number="number"),
    Contributor("pool.correction", COMPANY_WRITERS, work.registrations(S.CORRECTION), _("풀 등록 보완요청에 답하기"),
                f"{_C}pool_registration", "decided_at", number="number"),
    Contributor("consulting.asked", OPERATOR_ROLES, work.requests(R.ASKED), _("사전진단 신청을 맡을지 정하기"),
                "operator:consulting", "asked_at", is_counted=True),
    Contributor("consulting.accepted", OPERATOR_ROLES, work.requests(R.ACCEPTED), _("사전진단 전문가와 방문일 정하기"),
                "operator:consulting", "asked_at", is_counted=True),
    Contributor("consulting.visit", frozenset({Role.EXPERT}), work.visits, _("방문하고 보고서 제출하기"),
                "operator:consulting_request", "asked_at", whose="company_id", due="on"),
    Contributor("evaluation.pledge", SCORERS, work.pledges, _("평가에 앞서 서약하기"), "evaluator:pledge",
                "seated_at", program="panel__program", due="panel__on"),
    Contributor("evaluation.sheet", SCORERS, work.sheets, _("평가표 쓰고 제출하기"), "evaluator:panels",
                "panel__opened_at", program="panel__program", is_counted=True),
    Contributor("verdict.operator", OPERATOR_ROLES & VERDICT_JUDGES, work.verdicts, _("자격요건 판단하기"),
                "operator:verdicts", "run__at", is_counted=True),
    Contributor("verdict.agency", AGENCY_ROLES & VERDICT_JUDGES, work.verdicts, _("자격요건 판단하기"),
                "agency:verdicts", "run__at", is_counted=True),
    Contributor("supplemented.operator", OPERATOR_ROLES, work.answered_supplements, _("제출된 보완 확인하기"),
                "operator:received", "received_at", asked="state=supplemented", is_counted=True),
    Contributor("supplemented.agency", DECIDERS, work.answered_supplements, _("제출된 보완 확인하기"),
                "agency:received", "received_at", asked="state=supplemented", is_counted=True),
    Contributor("undecided", DECIDERS, work.undecided, _("적합 여부 정하기"), "agency:received",
                "received_at", asked="state=received", is_counted=True),
    Contributor("halted.operator", OPERATOR_ROLES, work.halted, _("휴업·폐업한 기업의 과제 정하기"),
                "operator:eligibility", "received_at", whose="lead_company_id"),
    Contributor("halted.agency", DECIDERS, work.halted, _("휴업·폐업한 기업의 과제 정하기"),
                "agency:eligibility", "received_at", whose="lead_company_id"),
    Contributor("held.operator", OPERATOR_ROLES, work.held, _("보류 서류 확인하기"), "operator:held",
                "placed_at", program=f"{_A}program", is_counted=True),
    Contributor("held.agency", AGENCY_ROLES, work.held, _("보류 서류 확인하기"), "agency:held",
                "placed_at", program=f"{_A}program", is_counted=True),
    Contributor("held.supplement.operator", OPERATOR_ROLES, work.held_supplemented, _("보완한 보류 서류 확인하기"),
                "operator:held", "handed_in_at", program=f"{_SUP}program", is_counted=True),
    Contributor("held.supplement.agency", AGENCY_ROLES, work.held_supplemented, _("보완한 보류 서류 확인하기"),
                "agency:held", "handed_in_at", program=f"{_SUP}program", is_counted=True),
    Contributor("to_put.operator", OPERATOR_ROLES, work.to_put, _("평가반에 배정하기"), "operator:panels",
                "decided_at", asked="", is_counted=True),
    Contributor("to_put.agency", AGENCY_CONVENERS, work.to_put, _("평가반과 평가위원회에 배정하기"), "agency:panels",
                "decided_at", asked="", is_counted=True),
    Contributor("panel.open.operator", OPERATOR_ROLES, work.panels_to_open, _("평가반 구성하고 열기"),
                "operator:panels", "formed_at", due="on", asked="", is_counted=True),
    Contributor("panel.open.agency", AGENCY_CONVENERS, work.panels_to_open, _("평가위원회 구성하고 열기"),
                "agency:panels", "formed_at", due="on", asked="", is_counted=True),
    Contributor("panel.close.operator", OPERATOR_ROLES, work.panels_to_close, _("평가 종료하기"),
                "operator:panels", "opened_at", due="on", asked="", is_counted=True),
    Contributor("panel.close.agency", AGENCY_CONVENERS, work.panels_to_close, _("평가 종료하기"),
                "agency:panels", "opened_at", due="on", asked="", is_counted=True),
    Contributor("extension.confirm", EXTENDERS, work.extensions_to_confirm, _("접수 마감 연장 확정하기"),
                "agency:outages", "proposed_at", asked="", is_counted=True),
    Contributor("selection.confirm", SELECTORS, work.lists_to_confirm, _("선정 명단 확정하기"), "agency:selection",
                "drawn_at", asked="", is_counted=True),
    Contributor("selection.announce", SELECTORS, work.lists_to_announce, _("선정 결과의 공개 시각 정하기"),
                "agency:selection", "second_at", asked="", is_counted=True),
    Contributor("selection.free", SELECTORS, work.free_places, _("빈 자리에 예비 과제 올리기"), "agency:selection",
                "given_up_at", program="round__program", until=_reserve_ends, asked="", ends=True, is_counted=True),
    Contributor("agreement.sign", COMPANY_ROLES & SIGNERS, tasks.agreements_to_sign, _("협약서에 서명하기"),
                f"{_C}agreement_signing", "opened_at", key="subject_id", due="due_on", number="agreement_number"),
    Contributor("agreement.sign.operator", OPERATOR_ROLES & SIGNERS, tasks.agreements_to_sign, _("협약서에 서명하기"),
                "operator:to_sign", "opened_at", due="due_on", is_counted=True),
    Contributor("agreement.sign.agency", AGENCY_ROLES & SIGNERS, tasks.agreements_to_sign, _("협약서에 서명하기"),
                "agency:to_sign", "opened_at", due="due_on", is_counted=True),
    Contributor("delivery.report", COMPANY_WRITERS, tasks.completions_to_report, _("사업완료나 보완을 보고하기"),
                "company:delivery", "since_at", whose="lead_company_id", due="due_on"),
    Contributor("delivery.correction", COMPANY_WRITERS, tasks.corrections, _("과제추진점검에서 고칠 것 고치기"),
                "company:delivery", "planned_at", key="delivery_id", whose="lead_company_id",
                program=f"{_D}program", due="due_on"),
    Contributor("delivery.plan", OPERATOR_ROLES, tasks.checks_to_plan, _("과제추진점검 날 정하기"),
                "operator:deliveries", "opened_at", asked="", is_counted=True),
    Contributor("delivery.check", OPERATOR_ROLES, tasks.checks_planned, _("과제추진점검하기"), "operator:delivery",
                "planned_at", key="delivery_id", whose="lead_company_id", program=f"{_D}program",
                due="planned_on"),
    Contributor("delivery.recheck", OPERATOR_ROLES, tasks.corrections, _("고친 것 다시 점검하기"), "operator:delivery",
                "planned_at", key="delivery_id", whose="lead_company_id", program=f"{_D}program", due="due_on"),
    Contributor("delivery.look", OPERATOR_ROLES, tasks.deliveries(D.REPORTED), _("완료보고 살펴보고 넘기기"),
                "operator:delivery", "since_at", whose="lead_company_id", due="due_on"),
    Contributor("delivery.inspect", INSPECTORS, tasks.deliveries(D.PASSED_ON), _("사업완료 점검하기"),
                "agency:delivery", "since_at", whose="lead_company_id", due="due_on"),
    Contributor("delivery.confirm", CONFIRMERS, tasks.inspections_to_confirm, _("사업완료 점검 결과 확정하기"),
                "agency:delivery", "since_at", whose="lead_company_id", due="due_on"),
    Contributor("delivery.stop", CONFIRMERS, tasks.proposals_to_stop, _("중단 제안을 보고 해약 여부 정하기"),
                "agency:delivery", "planned_at", key="delivery_id", whose="lead_company_id",
                program=f"{_D}program"),
    Contributor("payment.ask", ASKERS, tasks.payments_to_ask, _("지원금 지급 신청하기"), "company:payments",
                "concluded_at", number="number"),
    Contributor("payment.mend", ASKERS, tasks.payments_to_mend, _("돌려받은 지급 신청 고치기"), "company:payment",
                "asked_at", number="agreement_number"),
    Contributor("payment.prepare", OPERATOR_ROLES, tasks.payments_to_prepare, _("지급 준비하기"), "operator:payments",
                "asked_at", asked="", is_counted=True),
    Contributor("payment.approve", APPROVERS, tasks.payments_to_approve, _("지급 승인하기"), "agency:payments",
                "prepared_at", asked="", is_counted=True),
    Contributor("payment.clear.operator", OPERATOR_ROLES, tasks.payments_to_clear, _("은행의 답이 다른 지급 확인하기"),
                "operator:payment", "asked_at", number="agreement_number"),
    Contributor("payment.carry_over", APPROVERS, tasks.payments_to_carry_over, _("해를 넘긴 사업비 이월하기"),
                "agency:payments_of", "concluded_at", number="number"),
    Contributor("payment.clear.agency", APPROVERS, tasks.payments_to_clear, _("은행의 답이 다른 지급 확정하기"),
                "agency:payment", "asked_at", number="agreement_number"),
    Contributor("aftercare.report", COMPANY_WRITERS, tasks.use_reports, _("활용실적 보고하기"), "company:aftercare",
                "since_at", key="aftercare_id", whose="lead_company_id", program=f"{_R}program", due="due_on"),
    Contributor("aftercare.missed", COMPANY_WRITERS, tasks.missed_reports, _("기한이 지난 활용실적 보고하기"),
                "company:aftercare", "since_at", key="aftercare_id", whose="lead_company_id",
                program=f"{_R}program", due="due_on"),
    Contributor("aftercare.request", COMPANY_WRITERS, tasks.requests_to_answer, _("유지·보수 요청에 답하기"),
                "company:aftercare", "since_at", key="aftercare_id", whose="company_id", program=f"{_R}program",
                due="due_on"),
    Contributor("aftercare.done", COMPANY_WRITERS, tasks.requests_to_confirm, _("처리된 유지·보수 확인하기"),
                "company:aftercare", "since_at", key="aftercare_id", whose="supplier_id", program=f"{_R}program"),
    Contributor("aftercare.overdue", OPERATOR_ROLES, tasks.overdue_requests, _("답이 늦은 유지·보수 요청 챙기기"),
                "operator:aftercares", "since_at", program=f"{_R}program", due="due_on", asked="", is_counted=True),
    Contributor("objection", OBJECTION_JUDGES, work.objections, _("이의신청에 답하기"), "agency:objections",
                "filed_at", due="due_on", is_counted=True),
    Contributor("inquiry", ANSWERERS, work.inquiries, _("문의에 답하기"), "agency:inquiries", "asked_at",
                is_counted=True),
    Contributor("inquiry.operator", OPERATOR_ROLES, work.inquiries, _("문의에 답하기"), "operator:inquiries",
                "asked_at", is_counted=True),
    Contributor("settlement.report", REPORTERS, tasks.settlements(T.DUE), _("사업비 정산 보고하기"),
                "company:settlement", "opened_at", due="due_on", number="agreement_number"),
    Contributor("settlement.examine", EXAMINERS, tasks.settlements(T.REPORTED), _("정산 검토하기"),
                "operator:settlements", "reported_at", asked="state=reported", is_counted=True),
    Contributor("settlement.confirm", SETTLERS, tasks.settlements(T.EXAMINED), _("정산 확정하기"), "agency:settlements",
                "examined_at", asked="state=examined", is_counted=True),
    Contributor("return.pay", REPORTERS, tasks.returns_to_pay, _("반납할 금액 내기"), "company:settlement",
                "ordered_at", key="settlement_id", due="due_on", number="agreement_number"),
    Contributor("return.remind", EXAMINERS, tasks.returns_overdue, _("반납 독촉하기"), "operator:settlement",
                "ordered_at", key="settlement_id", due="due_on", number="agreement_number"),
    Contributor("return.confirm", SETTLERS, tasks.paid_in_to_confirm, _("반납 입금 확인하기"), "agency:settlement",
                "recorded_at", key="settled", number="agreement_number"),
    Contributor("recovery.decide", SANCTIONERS, tasks.recoveries_to_decide, _("환수 결정하기"), "agency:recoveries",
                "proposed_at", asked="state=proposed", is_counted=True),
    Contributor("recovery.pay", REPORTERS, tasks.recoveries_to_pay, _("환수할 금액 내기"), "company:recovery",
                "ordered_at", due="due_on", number="agreement_number"),
    Contributor("recovery.confirm", SETTLERS, tasks.recoveries_to_confirm, _("환수 입금 확인하기"), "agency:recovery",
                "ordered_at", number="agreement_number"),
    Contributor("sanction.notice", SANCTIONERS, tasks.sanctions_to_notice, _("참여제한 사전통지하기"),
                "agency:sanctions", "proposed_at", asked="state=proposed", is_counted=True),
    Contributor("sanction.hear", COMPANY_WRITERS, tasks.sanctions_to_be_heard, _("참여제한에 의견 내기"),
                "company:sanction", "noticed_at", due="hear_until_on", number="agreement_number"),
    Contributor("sanction.draw", SANCTIONERS, tasks.sanctions_to_draw_up, _("참여제한 결정안 만들기"),
                "agency:sanctions", "noticed_at", asked="", is_counted=True),
    Contributor("sanction.decide", SANCTIONERS, tasks.sanctions_to_decide, _("참여제한 결정하기"), "agency:sanctions",
                "drawn_at", asked="state=drawn", is_counted=True),
    Contributor("claim", CLAIM_JUDGES, work.claims, _("기업 등록 확인하기"), "agency:claims",
                "claimed_at", program="", is_counted=True),
    Contributor("pool.received", POOL_JUDGES, work.registrations(S.RECEIVED), _("풀 등록 심사하기"), "agency:pool",
                "complete_at", until=_pool_due, is_counted=True),
    Contributor("access_log", ACCESS_REVIEWERS, work.unreviewed, _("지난달 접속기록 점검하기"), "agency:access_log",
                "at", program="", is_counted=True),
)  # fmt: skip
"""처리할 업무: what waits for whom, read by one statement, until it is done or can no longer be done."""
