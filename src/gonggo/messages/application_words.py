"""The texts of the mails of those who apply together: subject and body, each in Korean and in English."""

from collections.abc import Mapping

APPLICATIONS: Mapping[str, tuple[str, str, str, str]] = {
    "party_invited": (
        "[{program}] {company}에서 함께 신청하기를 요청했습니다",
        "{company} asks you to apply together: {program}",
        (
            "{company}에서 귀사({brn})에 {role}(으)로 함께 신청하기를 요청했습니다.\n"
            "과제신청 번호: {number}\n접수 마감: {closes}\n\n"
            "아래 주소에서 내용을 확인하고 참여 여부를 알려 주세요.\n{link}"
        ),
        (
            "{company} asks your company ({brn}) to take part in its application as {role}.\nApplication: {number}\n"
            "Closes: {closes}\n\nPlease see the details and answer at\n{link}"
        ),
    ),
    "party_joined": (
        "[{number}] {partner}이(가) 참여했습니다",
        "{partner} takes part in {number}",
        "{partner}이(가) 과제신청 {number}에 {role}(으)로 참여했습니다.\n{link}",
        "{partner} now takes part in application {number} as {role}.\n{link}",
    ),
    "party_declined": (
        "[{number}] 참여 요청이 거절되었습니다",
        "An invitation to {number} was declined",
        (
            "과제신청 {number}에 보낸 {role} 참여 요청을 상대 기업이 거절했습니다. 다른 기업에 요청하실 수 있습니다.\n"
            "{link}"
        ),
        "The company you invited to application {number} as {role} declined. You may invite another.\n{link}",
    ),
    "consent_requested": (
        "[{number}] 제출 전 동의가 필요합니다",
        "Your consent is needed before {number} can be submitted",
        (
            "과제신청 {number}의 제출 전 최종 확인이 끝났습니다. {company}의 동의가 있어야 제출할 수 있습니다.\n"
            "접수 마감: {closes}\n\n"
            "아래 주소에서 내용을 확인하고 동의해 주세요.\n{link}"
        ),
        (
            "Application {number} has been checked and waits for the consent of {company} before it can be submitted.\n"
            "Closes: {closes}\n\nPlease read it and consent at\n{link}"
        ),
    ),
    "consent_stale": (
        "[{number}] 내용이 바뀌어 다시 동의해 주셔야 합니다",
        "{number} has changed: please consent again",
        (
            "동의하신 뒤에 과제신청 {number}의 내용이 바뀌었습니다. "
            "{company}의 동의를 다시 받아야 제출할 수 있습니다.\n접수 마감: {closes}\n\n"
            "아래 주소에서 바뀐 내용을 확인하고 다시 동의해 주세요.\n{link}"
        ),
        (
            "Application {number} has changed since you consented. {company} must consent again before it can be "
            "submitted.\nCloses: {closes}\n\nPlease see what has changed and consent at\n{link}"
        ),
    ),
    "notice_amended": (
        "[{program}] 공고가 바뀌었습니다",
        "The notice has changed: {program}",
        (
            "작성 중인 과제신청 {number}의 공고가 바뀌었습니다({issued}).\n사유: {reason}\n접수 마감: {closes}\n\n"
            "바뀐 내용을 확인하고 이어서 작성해 주세요.\n{link}"
        ),
        (
            "The notice of your draft {number} has changed ({issued}).\nReason: {reason}\nCloses: {closes}\n\n"
            "Please see what has changed and go on with your draft.\n{link}"
        ),
    ),
    "application_reassigned": (
        "[{number}] 담당 기관이 {operator}(으)로 바뀌었습니다",
        "{number} is now in the hands of {operator}",
        (
            "접수된 과제신청 {number}의 담당 기관이 {before}에서 {operator}(으)로 바뀌었습니다.\n사유: {reason}\n\n"
            "접수된 내용과 접수증은 그대로이며 다시 하실 일은 없습니다.\n{link}"
        ),
        (
            "Application {number} was given from {before} to {operator}.\nReason: {reason}\n\n"
            "What was received and your receipt stay as they are; there is nothing for you to do.\n{link}"
        ),
    ),
}
