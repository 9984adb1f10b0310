"""The texts of mails as a table: a key, the subject and body in Korean and in English, named fields only."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from gonggo.kernel.text import Text
from gonggo.messages.aftercare_words import AFTERCARE
from gonggo.messages.agreement_words import AGREEMENTS
from gonggo.messages.application_words import APPLICATIONS
from gonggo.messages.delivery_words import DELIVERY
from gonggo.messages.evaluation_words import PANELS
from gonggo.messages.extension_words import EXTENSIONS
from gonggo.messages.inquiry_words import INQUIRIES
from gonggo.messages.operator_words import OPERATORS
from gonggo.messages.payment_words import PAYMENTS
from gonggo.messages.person_words import PERSONS, TEXTS
from gonggo.messages.pool_words import POOL
from gonggo.messages.screening_words import SCREENING
from gonggo.messages.selection_words import SELECTION
from gonggo.messages.settlement_words import SETTLEMENTS


@dataclass(frozen=True, slots=True)
class Template:
    """One mail's words. Fields stand in braces; each must be given."""

    subject: Text
    body: Text

    @property
    def fields(self) -> frozenset[str]:
        """The names of the fields that the words use, in either language."""
        texts = (self.subject.ko, self.subject.en, self.body.ko, self.body.en)
        return frozenset(name for text in texts for _, name, _, _ in Formatter().parse(text) if name)

    def filled(self, language: str, **fields: object) -> tuple[str, str]:
        """Subject and body in ``language``. Raises KeyError if a field is missing or not one of the text's."""
        strange = fields.keys() - self.fields
        if strange:
            raise KeyError(f"no such field: {sorted(strange)[0]}")
        return self.subject.filled(language, **fields), self.body.filled(language, **fields)


_END = Text(
    "\n\n이 메일은 발신 전용입니다. 궁금한 점은 아래 문의처로 연락해 주세요.\n{site}\n",
    "\n\nThis address does not receive mail. For questions see the contacts at\n{site}\n",
)


def _mail(subject_ko: str, subject_en: str, body_ko: str, body_en: str) -> Template:
    return Template(Text(subject_ko, subject_en), Text(body_ko + _END.ko, body_en + _END.en))


_TABLES = (
    POOL,
    EXTENSIONS,
    APPLICATIONS,
    SCREENING,
    PANELS,
    SELECTION,
    OPERATORS,
    AGREEMENTS,
    DELIVERY,
    PAYMENTS,
    SETTLEMENTS,
    AFTERCARE,
    INQUIRIES,
    PERSONS,
)
TEMPLATES: Mapping[str, Template] = {
    "claim_confirmed": _mail(
        "[{company}] 기업 등록이 확인되었습니다",
        "The registration of {company} is confirmed",
        "{company}의 기업 등록을 확인했습니다. 이제 이 기업을 대표하여 신청을 진행하실 수 있습니다.\n{link}",
        "The registration of {company} is confirmed. You may now apply on its behalf.\n{link}",
    ),
    "claim_refused": _mail(
        "[{company}] 기업 등록이 확인되지 않았습니다",
        "The registration of {company} was not confirmed",
        "제출하신 자료로는 {company}의 기업 등록을 확인할 수 없었습니다.\n사유: {reason}\n\n"
        "사실과 다르다면 사업자등록증명원을 준비하여 다시 신청하거나 문의처로 연락해 주세요.\n{link}",
        "The registration of {company} could not be confirmed from what you sent.\nReason: {reason}\n\n"
        "If this is wrong, apply again with a current certificate of business registration, or ask the contacts.\n"
        "{link}",
    ),
    "application_received": _mail(
        "[{number}] 과제신청이 접수되었습니다",
        "Application {number} has been received",
        "과제신청이 접수되었습니다.\n\n"
        "접수번호: {receipt}\n접수일시: {received}\n과제명: {title}\n신청기업: {company}\n"
        "지원사업: {program}\n\n접수증은 아래 주소에서 내려받아 위·변조 여부를 직접 확인하실 수 있습니다. "
        "접수 마감({closes}) 전에는 고쳐서 다시 제출하실 수 있고, 마지막으로 접수된 내용이 효력을 가집니다.\n{link}\n\n"
        "다음 일정\n{ahead}",
        "The application has been received.\n\nReceipt no.: {receipt}\nReceived: {received}\nTask: {title}\n"
        "Applicant: {company}\nProgram: {program}\n\nThe receipt can be downloaded and verified at the address below. "
        "Until the closing time ({closes}) you may change and submit again; the last one received counts.\n{link}\n\n"
        "What comes next\n{ahead}",
    ),
    "application_withdrawn": _mail(
        "[{number}] 신청이 철회되었습니다",
        "Application {number} has been withdrawn",
        "과제신청 {number}이(가) 철회되었습니다.\n철회일시: {withdrawn}\n신청기업: {company}\n\n"
        "접수 마감({closes}) 전에는 다시 제출하실 수 있습니다.\n{link}",
        "Application {number} has been withdrawn.\nWithdrawn: {withdrawn}\nApplicant: {company}\n\n"
        "Until the closing time ({closes}) it can be submitted again.\n{link}",
    ),
    "application_refused_late": _mail(
        "[{number}] 접수 마감 이후에 제출되어 접수되지 않았습니다",
        "{number} arrived after the closing time and was not received",
        "접수 마감({closes}) 이후에 제출되어 접수되지 않았습니다.\n제출 시각: {stamped}\n과제신청 번호: {number}\n"
        "미접수 확인서 번호: {receipt}\n\n미접수 확인서는 아래 주소에서 내려받을 수 있습니다. "
        "마감 전에 접수된 내용이 있다면 그 내용은 그대로 유효합니다.\n{link}",
        "It was submitted after the closing time ({closes}) and was not received.\nSubmitted: {stamped}\n"
        "Application: {number}\nConfirmation no.: {receipt}\n\n"
        "The signed confirmation can be downloaded at the address below. "
        "Whatever was received before the closing time stays in force.\n{link}",
    ),
    "visit_planned": _mail(
        "[{program}] {stage} 방문일: {day}",
        "Day of your visit: {day}",
        "{number} 과제의 {stage}를 위해 {operator}의 전문가가 {day}에 방문합니다.\n\n"
        "그날 사업장에서 설명할 분이 계시도록 준비해 주세요.\n{link}",
        "Experts of {operator} visit you on {day} ({stage}, {number}).\n\n"
        "Please have somebody there who can explain the task.\n{link}",
    ),
    "visit_off": _mail(
        "[{program}] 알려 드린 {stage} 방문일이 취소되었습니다",
        "The day of your visit no longer holds",
        "{number} 과제에 대해 알려 드린 {operator}의 방문이 취소되었습니다. 새로 정해지면 다시 알려 드립니다.\n{link}",
        "The visit of {operator} ({stage}, {number}) is off. You will be told of another day.\n{link}",
    ),
    "consulting_asked": _mail(
        "[{program}] {company}에서 사전진단을 신청했습니다",
        "{company} asks for consulting: {program}",
        "{company}에서 사전진단·컨설팅을 신청했습니다.\n\n아래 주소에서 내용을 확인하고 답해 주세요.\n{link}",
        "{company} asks for pre-diagnosis consulting.\n\nPlease see the request and answer at\n{link}",
    ),
    "consulting_accepted": _mail(
        "[{program}] 사전진단 신청을 수락했습니다",
        "Your request for consulting was accepted: {program}",
        "{operator}에서 사전진단 신청을 수락했습니다. 전문가와 방문일이 정해지면 알려 드립니다.\n{link}",
        "{operator} has accepted your request. You will be told the expert and the day of the visit.\n{link}",
    ),
    "consulting_declined": _mail(
        "[{program}] 사전진단 신청을 맡지 못하게 되었습니다",
        "Your request for consulting was declined: {program}",
        "{operator}에서 사전진단 신청을 맡지 못합니다.\n사유: {reason}\n\n"
        "신청기간({closes}까지) 안에는 다른 담당 기관에 신청하실 수 있습니다.\n{link}",
        "{operator} cannot take your request on.\nReason: {reason}\n\n"
        "You may ask another operator while requests are taken (until {closes}).\n{link}",
    ),
    "consulting_planned": _mail(
        "[{program}] 사전진단 방문일: {day}",
        "Day of your consulting visit: {day}",
        "{operator}의 컨설팅 전문가 {expert}이(가) {day}에 방문합니다. 앞서 알려 드린 날이나 전문가와 다르면 "
        "이 안내를 따라 주세요.\n\n방문 전날까지 아래 주소에서 취소할 수 있습니다.\n{link}",
        "{expert}, consulting expert of {operator}, visits you on {day}. If you were told another day or expert "
        "before, this one holds.\n\nUntil the day before you can cancel at\n{link}",
    ),
    "consulting_visit": _mail(
        "[{program}] {day} {company} 방문을 맡으셨습니다",
        "You visit {company} on {day}",
        "{operator}에서 {company}의 사전진단 방문을 맡겼습니다.\n방문일: {day}\n\n"
        "아래 주소에서 신청 내용을 확인하고, 방문한 뒤 보고서를 제출해 주세요.\n{link}",
        "{operator} asks you to visit {company}.\nDay: {day}\n\n"
        "Please see the request and, after the visit, file your report at\n{link}",
    ),
    "consulting_visit_off": _mail(
        "[{program}] {company} 방문이 없어졌습니다",
        "Your visit to {company} is off",
        "{company}의 사전진단 방문이 취소되었거나 다른 전문가에게 넘어갔습니다. 방문하지 않으셔도 됩니다.",
        "The visit to {company} was cancelled or given to another expert. You need not go.",
    ),
    "consulting_cancelled": _mail(
        "[{program}] {company}에서 사전진단 신청을 취소했습니다",
        "{company} has cancelled its request for consulting",
        "{company}에서 사전진단 신청을 취소했습니다. 정해진 방문이 있었다면 함께 취소되었습니다.\n{link}",
        "{company} has cancelled its request. A visit that was planned is off too.\n{link}",
    ),
    "consulting_reported": _mail(
        "[{program}] 사전진단 보고서가 나왔습니다",
        "Your consulting report is ready: {program}",
        "사전진단 보고서 {version}판이 제출되었습니다. 원하시면 과제신청에 첨부하실 수 있습니다.\n{link}",
        "Version {version} of your consulting report has been filed. You may attach it to your application.\n{link}",
    ),
    "pool_received": _mail(
        "[{number}] 풀 등록이 접수되었습니다",
        "{number}: your pool registration was received",
        "{company}의 풀 등록·현행화를 접수했습니다.\n지원사업: {program}\n접수번호: {receipt}\n접수일시: {received}\n\n"
        "{first}부터 {last} 사이에 결과를 알려 드립니다.\n{link}",
        "The pool registration of {company} was received.\nProgram: {program}\nReceipt: {receipt}\n"
        "Received: {received}\n\nYou will hear from us between {first} and {last}.\n{link}",
    ),
    "pool_withdrawn": _mail(
        "[{number}] 풀 등록이 철회되었습니다",
        "{number}: your pool registration has been withdrawn",
        "{company}의 풀 등록·현행화가 철회되었습니다.\n지원사업: {program}\n철회일시: {withdrawn}\n\n"
        "등록 마감({closes}) 전에는 다시 제출하실 수 있습니다.\n{link}",
        "The pool registration of {company} has been withdrawn.\nProgram: {program}\nWithdrawn: {withdrawn}\n\n"
        "Until registration closes ({closes}) it can be submitted again.\n{link}",
    ),
    "pool_refused_late": _mail(
        "[{number}] 풀 등록이 접수되지 않았습니다",
        "{number}: your pool registration was not received",
        "등록 마감 이후에 제출되어 접수되지 않았습니다.\n기업: {company}\n지원사업: {program}\n번호: {receipt}\n"
        "제출 시각: {stamped}\n{link}",
        "It was submitted after registration closed and was not received.\nCompany: {company}\nProgram: {program}\n"
        "Number: {receipt}\nSubmitted: {stamped}\n{link}",
    ),
    "pool_approved": _mail(
        "[{number}] 풀 등록이 승인되었습니다",
        "{number}: your pool registration is approved",
        "{company}의 풀 등록·현행화를 승인했습니다. 이제 검색에 나타납니다.\n지원사업: {program}\n{link}",
        "The pool registration of {company} is approved; the search shows it from now on.\nProgram: {program}\n{link}",
    ),
    "pool_conditional": _mail(
        "[{number}] 풀 등록이 조건부 승인되었습니다",
        "{number}: your pool registration is approved conditionally",
        "{company}의 풀 등록·현행화를 조건부 승인했습니다.\n지원사업: {program}\n근거: {ground}\n사유: {reason}\n\n"
        "{until} 전에 사유를 해소해 주세요. 그때까지 해소되지 않으면 등록이 제한됩니다.\n{link}",
        "The pool registration of {company} is approved conditionally.\nProgram: {program}\nGround: {ground}\n"
        "Reason: {reason}\n\nPlease cure it before {until}; otherwise the registration is refused then.\n{link}",
    ),
    "pool_held": _mail(
        "[{number}] 풀 등록의 승인이 보류되었습니다",
        "{number}: the approval of your pool registration is held",
        "{company}의 풀 등록·현행화의 승인을 보류했습니다.\n지원사업: {program}\n근거: {ground}\n사유: {reason}\n\n"
        "{until} 전에 사유를 해소해 주세요. 그때까지 해소되지 않으면 등록이 제한됩니다.\n{link}",
        "The approval of the pool registration of {company} is held.\nProgram: {program}\nGround: {ground}\n"
        "Reason: {reason}\n\nPlease cure it before {until}; otherwise the registration is refused then.\n{link}",
    ),
    "pool_correction": _mail(
        "[{number}] 풀 등록의 보완을 요청합니다",
        "{number}: please mend your pool registration",
        "{company}의 풀 등록·현행화에서 아래 내용을 보완해 주세요.\n지원사업: {program}\n보완할 것: {reason}\n{link}",
        "Please mend the pool registration of {company}.\nProgram: {program}\nWhat: {reason}\n{link}",
    ),
    "pool_lapsed": _mail(
        "[{number}] 풀 등록이 제한되었습니다",
        "{number}: your pool registration lapsed",
        "{until} 전에 사유가 해소되지 않아 {company}의 풀 등록·현행화가 제한되었습니다.\n지원사업: {program}\n"
        "근거: {ground}\n사유: {reason}\n{link}",
        "The reason was not cured before {until}, so the pool registration of {company} is refused.\n"
        "Program: {program}\nGround: {ground}\nReason: {reason}\n{link}",
    ),
    "pool_refused": _mail(
        "[{number}] 풀 등록이 제한되었습니다",
        "{number}: your pool registration was refused",
        "{company}의 풀 등록·현행화를 승인하지 않았습니다.\n지원사업: {program}\n근거: {ground}\n사유: {reason}\n"
        "{link}",
        "The pool registration of {company} was refused.\nProgram: {program}\nGround: {ground}\nReason: {reason}\n"
        "{link}",
    ),
    **{key: _mail(*words) for table in _TABLES for key, words in table.items()},
    **{key: Template(Text(*words[:2]), Text(*words[2:])) for key, words in TEXTS.items()},
    "letter_issued": _mail(
        "[{number}] {title}",
        "{number}: {title}",
        "{company}에 통지서를 보냈습니다.\n통지서: {title}\n지원사업: {program}\n시행일: {issued}\n\n{objection}.\n"
        "통지서 내려받기: {link}",
        "A letter was issued to {company}.\nLetter: {title}\nProgram: {program}\nDate: {issued}\n\n{objection}.\n"
        "To read it: {link}",
    ),
}
