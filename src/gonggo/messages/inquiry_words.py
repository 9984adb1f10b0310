"""The mail that answers an online inquiry: subject and body, each in Korean and in English."""

from collections.abc import Mapping

INQUIRIES: Mapping[str, tuple[str, str, str, str]] = {
    "inquiry_answered": (
        "[{program}] 문의하신 내용에 답변드립니다: {subject}",
        "[{program}] The answer to your question: {subject}",
        "문의하신 내용\n{question}\n\n답변({office})\n{answer}",
        "Your question\n{question}\n\nAnswer from {office}\n{answer}",
    ),
}
