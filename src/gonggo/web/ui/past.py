"""처리이력: who did what when, in words, the newest first. For offices: it names people."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gonggo.journal.queries import Happening
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import legal_day
from gonggo.parties.queries import names_of_people
from gonggo.parties.roles import label
from gonggo.web.ui import wording
from gonggo.web.ui.agreements import FACTS as AGREEMENTS
from gonggo.web.ui.payments import FACTS as PAYMENTS
from gonggo.web.ui.rows import Cell, Row, Table
from gonggo.web.ui.settlements import FACTS as SETTLEMENTS
from gonggo.web.ui.speech import language

WORDS: Mapping[str, "str | Promise"] = {
    **AGREEMENTS,
    **PAYMENTS,
    **SETTLEMENTS,
    "application.started": _("신청을 시작함"),
    "application.party_invited": _("참여할 기업을 초대함"),
    "application.party_joined": _("참여를 수락함"),
    "application.party_declined": _("참여를 거절함"),
    "application.party_left": _("신청에서 나감"),
    "application.party_removed": _("초대나 참여를 거둠"),
    "application.party_exchanged": _("함께할 기업을 바꿈"),
    "application.section_opened": _("다른 기업에 쪽을 엶"),
    "application.section_closed": _("다른 기업에 연 쪽을 닫음"),
    "application.answer_restored": _("이전 답으로 되돌림"),
    "application.person_named": _("동의할 사람을 등록함"),
    "application.person_removed": _("동의할 사람을 뺌"),
    "application.person_link_sent": _("동의할 사람에게 링크를 다시 보냄"),
    "application.person_code_sent": _("동의할 사람에게 인증번호를 보냄"),
    "application.person_declined": _("본인이 동의하지 않음"),
    "consent.given_in_person": _("본인이 개인정보 활용에 동의함"),
    "consent.withdrawn_in_person": _("본인이 동의를 거둠"),
    "application.paper_placed": _("서류를 올림"),
    "application.paper_removed": _("서류를 뺌"),
    "application.paper_released": _("보류 서류를 확인함"),
    "application.found_incomplete": _("모자란 것이 있어 제출하지 못함"),
    "application.sealed": _("최종 확인을 마침"),
    "application.received": _("접수됨"),
    "application.refused_at_door": _("접수되지 않음"),
    "application.withdrawn": _("신청을 철회함"),
    "application.reassigned": _("담당 기관을 바꿈"),
    "application.supplement_asked": _("보완을 요청함"),
    "application.supplement_paper_placed": _("보완 서류를 올림"),
    "application.supplement_answered": _("보완을 제출함"),
    "application.returned": _("보완하지 않아 반려함"),
    "application.found_eligible": _("적합으로 정함"),
    "application.refused": _("부적합으로 정함"),
    "application.reopened": _("이의신청이 인용되어 결정을 취소함"),
    "consent.given": _("동의함"),
    "consent.withdrawn": _("동의를 거둠"),
    "eligibility.run": _("자격을 일괄확인함"),
    "eligibility.found": _("자격요건을 판단함"),
    "evaluation.bonus_fixed": _("가점을 확정함"),
    "selection.result": _("선정 결과를 공개함"),
    "selection.given_up": _("선정이나 예비 순위를 포기함"),
    "selection.promoted": _("예비에서 선정함"),
    "selection.put_first": _("이의신청이 인용되어 예비의 맨 앞에 둠"),
    "delivery.opened": _("과제 수행을 시작함"),
    "delivery.extended": _("협약기간이 바뀌어 기한을 다시 정함"),
    "delivery.ended": _("협약이 해약되어 과제를 끝냄"),
    "delivery.check_planned": _("과제추진점검 날을 정함"),
    "delivery.check_replanned": _("과제추진점검 날을 바꿈"),
    "delivery.check_passed": _("과제추진점검: 계속"),
    "delivery.correction_asked": _("과제추진점검: 고치게 함"),
    "delivery.stop_proposed": _("과제추진점검: 중단을 제안함"),
    "delivery.went_on": _("중단하지 않고 계속하게 함"),
    "delivery.check_called_off": _("과제추진점검을 취소함"),
    "delivery.reported": _("사업완료를 보고함"),
    "delivery.report_sent_back": _("완료보고를 돌려보냄"),
    "delivery.passed_on": _("완료보고를 점검하도록 넘김"),
    "delivery.inspected": _("사업완료를 점검함"),
    "delivery.inspection_set_aside": _("점검 결과를 확정하지 않음"),
    "delivery.completed": _("사업완료를 확정함"),
    "delivery.supplement_asked": _("보완을 확정함"),
    "delivery.supplement_answered": _("보완을 보고함"),
    "delivery.found_incomplete": _("미완료를 확정함"),
    "aftercare.opened": _("사후관리를 시작함"),
    "aftercare.report_reminded": _("활용실적 보고를 알림"),
    "aftercare.report_submitted": _("활용실적을 보고함"),
    "aftercare.report_missed": _("활용실적을 보고하지 않음"),
    "aftercare.report_submitted_late": _("활용실적을 늦게 보고함"),
    "aftercare.request_asked": _("유지·보수를 요청함"),
    "aftercare.request_answered": _("유지·보수 요청에 답함"),
    "aftercare.request_done": _("유지·보수를 처리함"),
    "aftercare.request_confirmed": _("유지·보수를 확인함"),
    "aftercare.request_reopened": _("유지·보수를 다시 요청함"),
    "aftercare.request_withdrawn": _("유지·보수 요청을 거둠"),
    "aftercare.requests_handed_over": _("유지·보수 요청을 새로 맡은 기업에 넘김"),
    "aftercare.data_consent_withdrawn": _("데이터 활용 동의를 거둠"),
    "letter.withheld": _("근거 법률이 없어 통지서를 보내지 않음"),
    "pool.started": _("등록을 시작함"),
    "pool.begun_for_successor": _("이어받은 기업의 등록 초안을 만듦"),
    "pool.page_saved": _("내용을 저장함"),
    "pool.paper_placed": _("서류를 올림"),
    "pool.paper_removed": _("서류를 뺌"),
    "pool.paper_released": _("보류 서류를 확인함"),
    "pool.sealed": _("최종 확인을 마침"),
    "pool.received": _("접수됨"),
    "pool.refused_at_door": _("접수되지 않음"),
    "pool.withdrawn": _("신청을 철회함"),
    "pool.approved": _("승인함"),
    "pool.approved_conditionally": _("조건부로 승인함"),
    "pool.held": _("승인을 보류함"),
    "pool.correction_asked": _("보완을 요청함"),
    "pool.correction_answered": _("보완을 제출함"),
    "pool.refused": _("등록을 제한함"),
    "pool.lapsed": _("사유가 해소되지 않아 등록을 제한함"),
    "pool.halted": _("휴업·폐업으로 이용을 정지함"),
    "pool.resumed": _("영업을 재개하여 다시 이용함"),
    "consulting.asked": _("사전진단을 신청함"),
    "consulting.accepted": _("신청을 수락함"),
    "consulting.declined": _("맡지 않기로 함"),
    "consulting.assigned": _("전문가와 방문일을 정함"),
    "consulting.reassigned": _("전문가나 방문일을 바꿈"),
    "consulting.cancelled": _("신청을 취소함"),
    "consulting.report_saved": _("보고서를 저장함"),
    "signing.opened": _("서명을 시작함"),
    "signing.signed": _("서명함"),
    "signing.completed": _("모두 서명함"),
    "signing.voided": _("서명을 취소함"),
    "consulting.handed_over": _("다른 전문가에게 넘김"),
    "consulting.reported": _("보고서를 제출함"),
    "consulting.report_corrected": _("보고서를 고침"),
}
"""What each fact is called; openings are not here, they stand in the access log."""


def past(happened: Sequence[Happening]) -> Table:
    """Everything that happened to a subject, as its timeline has it. One statement."""
    told = [one for one in happened if one.name in WORDS][::-1]
    names = names_of_people({one.person_id for one in told if one.person_id}) if told else {}
    heads = [gettext("언제"), gettext("무엇"), gettext("누가"), gettext("역할")]
    return Table(
        gettext("처리이력"),
        heads,
        [_row(list(alike), names) for _, alike in groupby(told, key=_alike)],
    )


def _alike(one: Happening) -> tuple[object, ...]:
    """What the same person does again and again on one day makes one line."""
    return one.name, one.person_id, one.role, legal_day(one.at), one.data.get("reason", "")


def _row(alike: Sequence[Happening], names: Mapping[UUID, str]) -> Row:
    one, notes = alike[0], [str(alike[0].data.get("reason", ""))]
    if len(alike) > 1:
        notes.append(gettext("모두 %(count)s번") % {"count": len(alike)})
    return Row(
        [
            wording.desk_instant(one.at, language()),
            Cell(str(WORDS[one.name]), note=" · ".join(filter(None, notes))),
            names.get(one.person_id, "-") if one.person_id else gettext("저절로"),
            _role(one),
        ]
    )


def _role(one: Happening) -> str:
    return "-" if one.role == Role.SYSTEM else label(Role(one.role)).said(language())
