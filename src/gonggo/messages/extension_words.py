"""Mails of an extension: to who writes in an open draft, of an application or of a registration."""

from collections.abc import Mapping

EXTENSIONS: Mapping[str, tuple[str, str, str, str]] = {
    "deadline_extended": (
        "[{program}] 접수 마감이 {closes}(으)로 연장되었습니다",
        "The deadline is extended to {closes}: {program}",
        (
            "작성 중인 과제신청 {number}의 접수 마감이 연장되었습니다.\n"
            "새 마감: {closes}\n이전 마감: {old}\n사유: {reason}\n\n"
            "마감 뒤에 제출해 접수되지 않았다면, 새 마감 전에 한 번 더 제출해 주세요. "
            "앞의 제출은 접수되지 않았습니다.\n"
            "{link}"
        ),
        (
            "The deadline of your draft {number} is extended.\n"
            "New deadline: {closes}\nBefore: {old}\nReason: {reason}\n\n"
            "If you submitted after the old deadline and were refused, please submit once more before the new one: "
            "what was refused has not been received.\n{link}"
        ),
    ),
    "pool_extended": (
        "[{program}] 풀 등록 마감이 {closes}(으)로 연장되었습니다",
        "Pool registration is extended to {closes}: {program}",
        (
            "작성 중인 풀 등록·현행화 {number}({company})의 마감이 연장되었습니다.\n"
            "새 마감: {closes}\n이전 마감: {old}\n사유: {reason}\n\n"
            "마감 뒤에 제출해 접수되지 않았다면, 새 마감 전에 한 번 더 제출해 주세요.\n{link}"
        ),
        (
            "The deadline of pool registration {number} ({company}) is extended.\n"
            "New deadline: {closes}\nBefore: {old}\n"
            "Reason: {reason}\n\n"
            "If you submitted after the old deadline and were refused, please submit once more before the new one.\n"
            "{link}"
        ),
    ),
}
