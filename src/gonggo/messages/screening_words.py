"""The texts of the mails of 요건검토: subject and body, each in Korean and in English."""

from collections.abc import Mapping

SCREENING: Mapping[str, tuple[str, str, str, str]] = {
    "supplement_asked": (
        "[{number}] {due}까지 보완해 주세요",
        "{number}: please supplement your application by {due}",
        (
            "과제신청 {number}의 요건검토에서 {company}에 보완을 요청합니다.\n보완할 것: {items}\n사유: {reason}\n"
            "기한: {due}까지\n\n"
            "기한까지 보완하지 않으면 신청이 반려됩니다. 접수된 계획과 사업비는 고치지 않습니다.\n{link}"
        ),
        (
            "Screening application {number}, we ask {company} for a supplement.\nWhat: {items}\nReason: {reason}\n"
            "Due: until the end of {due}\n\nWithout an answer by then the application is returned. "
            "Plan and budget stay as received.\n{link}"
        ),
    ),
    "supplement_answered": (
        "[{number}] 보완 서류를 받았습니다",
        "{number}: your supplement was received",
        "과제신청 {number}의 보완을 {when}에 받았습니다. 담당자가 확인합니다.\n{link}",
        "The supplement of application {number} was received on {when}. An officer looks at it.\n{link}",
    ),
    "application_eligible": (
        "[{number}] 요건검토 결과: 적합",
        "{number}: found eligible",
        "과제신청 {number}이(가) 요건검토에서 적합으로 정해졌습니다. 다음은 평가입니다.\n{link}",
        "Application {number} was found eligible. Evaluation comes next.\n{link}",
    ),
    "application_ineligible": (
        "[{number}] 요건검토 결과: 부적합",
        "{number}: found not eligible",
        "과제신청 {number}이(가) 요건검토에서 부적합으로 정해졌습니다.\n사유: {reason}\n근거: {basis}\n{link}",
        "Application {number} was found not eligible.\nReason: {reason}\nBasis: {basis}\n{link}",
    ),
    "application_returned": (
        "[{number}] 보완하지 않아 신청이 반려되었습니다",
        "{number} was returned: the supplement was not answered",
        "과제신청 {number}의 보완 기한이 지나 신청이 반려되었습니다.\n보완을 요청한 사유: {reason}\n{link}",
        (
            "Application {number} was returned because the supplement was not answered in time.\n"
            "What was asked for: {reason}\n{link}"
        ),
    ),
    "application_reopened": (
        "[{number}] 이의신청을 받아들여 요건검토를 다시 합니다",
        "{number} is screened again: the objection was upheld",
        (
            "이의신청을 인용하여 과제신청 {number}의 결정을 취소하고 요건검토를 다시 합니다. "
            "지금 하실 일은 없으며, 결정되면 알려 드립니다.\n{link}"
        ),
        (
            "The objection was upheld: the decision on application {number} stands no more and it is screened again. "
            "There is nothing for you to do; we write when it is decided.\n{link}"
        ),
    ),
    "supplement_to_look_at": (
        "[{number}] {company}의 보완이 제출되었습니다",
        "{number}: {company} handed in its supplement",
        "{company}이(가) 과제신청 {number}의 보완을 {when}에 제출했습니다. 확인해 주세요.\n{link}",
        "{company} handed in the supplement of application {number} on {when}. Please look at it.\n{link}",
    ),
}
