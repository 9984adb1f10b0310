"""The texts of the mails to an operator's officers and experts: subject and body, each in Korean and in English."""

from collections.abc import Mapping

OPERATORS: Mapping[str, tuple[str, str, str, str]] = {
    "operator_admitted": (
        "[{program}] {operator}이(가) 선정되었습니다",
        "{operator} was admitted to the program",
        "{program}에서 {operator}을(를) 선정했습니다.\n사유: {reason}\n\n협약을 맺은 뒤부터 업무를 시작합니다.\n{link}",
        "{operator} was admitted to {program}.\nReason: {reason}\n\nWork begins with the agreement.\n{link}",
    ),
    "operator_agreed": (
        "[{program}] {operator}의 협약이 등록되었습니다",
        "The agreement with {operator} was entered",
        (
            "{operator}의 협약을 등록했습니다.\n협약번호: {agreement}\n협약기간: {begins} ~ {last}\n\n"
            "협약기간에 사전진단과 방문을 맡습니다. 내용이 다르면 담당자에게 알려 주세요.\n{link}"
        ),
        (
            "The agreement with {operator} was entered.\nNumber: {agreement}\nTerm: {begins} to {last}\n\n"
            "Within the term you take consulting and visits on. If anything is wrong, tell the officer in charge.\n"
            "{link}"
        ),
    ),
    "operator_suspended": (
        "[{program}] {operator}의 업무가 정지되었습니다",
        "The work of {operator} is suspended",
        "{operator}의 업무를 정지했습니다.\n사유: {reason}\n\n그동안 사전진단과 방문을 새로 맡지 않습니다.\n{link}",
        "The work of {operator} is suspended.\nReason: {reason}\n\nTake on no consulting and no visits.\n{link}",
    ),
    "operator_resumed": (
        "[{program}] {operator}의 업무가 재개되었습니다",
        "The work of {operator} is resumed",
        "{operator}의 업무를 재개했습니다.\n사유: {reason}\n{link}",
        "The work of {operator} is resumed.\nReason: {reason}\n{link}",
    ),
    "operator_ended": (
        "[{program}] {operator}의 업무가 끝났습니다",
        "The work of {operator} is over",
        "{program}에서 {operator}의 업무를 끝냈습니다.\n사유: {reason}\n\n남은 신청은 다른 기관에 맡깁니다.\n{link}",
        "The work of {operator} in {program} is over.\nReason: {reason}\n\nOthers take what is left.\n{link}",
    ),
    "visits_handed_over": (
        "[{program}] 방문 {count}건이 {former}에게서 {receiver}에게 넘어갔습니다",
        "{count} visits went from {former} to {receiver}",
        (
            "사전진단 방문 {count}건을 {former}에게서 {receiver}에게 넘겼습니다.\n사유: {reason}\n\n"
            "방문일은 그대로입니다. 받은 분은 처리할 업무에서 기업과 날을 확인해 주세요."
        ),
        (
            "{count} consulting visits went from {former} to {receiver}.\nReason: {reason}\n\n"
            "The days stay as they were. Who received them finds companies and days at the desk."
        ),
    ),
}
