"""The texts of the mails about payments: subject and body, each in Korean and in English."""

from collections.abc import Mapping

PAYMENTS: Mapping[str, tuple[str, str, str, str]] = {
    "payment_asked": (
        "[{number}] {part} 지급 신청이 들어왔습니다",
        "{part} payment of {number} was asked for",
        "{company}에서 {part} 지원금 {amount}을 신청했습니다. 지급 전에 갖출 것을 확인하고 준비해 주세요.\n{link}",
        "{company} asked for {amount} ({part}). Please look at what has to hold and prepare the payment.\n{link}",
    ),
    "payment_prepared": (
        "[{number}] {part} 지급이 승인을 기다립니다",
        "{part} payment of {number} waits for approval",
        "{company}에 지급할 {part} 지원금 {amount}이 준비되었습니다. 내용을 확인하고 승인해 주세요.\n{link}",
        "{amount} for {company} ({part}) was prepared. Please read it and approve.\n{link}",
    ),
    "payment_sent_back": (
        "[{number}] {part} 지급 신청이 돌아왔습니다",
        "{part} payment of {number} came back to you",
        "{part} 지급 신청을 고쳐 다시 신청해 주세요.\n사유: {reason}\n{link}",
        "Please mend what you asked for ({part}) and ask again.\nReason: {reason}\n{link}",
    ),
    "payment_approved": (
        "[{number}] {part} 지급이 승인되었습니다",
        "{part} payment of {number} was approved",
        "{part} 지원금 {amount}의 지급이 승인되었습니다. 은행에서 처리하면 다시 알려 드립니다.\n{link}",
        "{amount} ({part}) was approved. You will be told when the bank has paid.\n{link}",
    ),
    "payment_paid": (
        "[{number}] {part} 지원금이 지급되었습니다",
        "{part} payment of {number} was paid",
        (
            "{part} 지원금 {amount}이 전용계좌로 지급되었습니다.\n지급 번호: {reference}\n\n"
            "집행한 돈은 증빙과 함께 등록해 주세요.\n{link}"
        ),
        (
            "{amount} ({part}) was paid into the dedicated account.\nReference: {reference}\n\n"
            "Please enter what you spend, with its evidence.\n{link}"
        ),
    ),
    "payment_refused": (
        "[{number}] 은행에서 {part} 지급을 처리하지 못했습니다",
        "The bank could not pay the {part} payment of {number}",
        "은행에서 {part} 지원금을 지급하지 못했습니다.\n은행의 답: {reason}\n\n계좌를 보고 다시 신청해 주세요.\n{link}",
        "The bank did not pay ({part}).\nIt says: {reason}\n\nPlease check the account and ask again.\n{link}",
    ),
    "payment_voided": (
        "[{number}] {part} 지급 신청이 무효가 되었습니다",
        "{part} payment of {number} is void",
        "{part} 지급 신청이 무효가 되었습니다. 지급된 돈은 없습니다.\n사유: {reason}\n{link}",
        "The {part} payment is void. Nothing was paid.\nReason: {reason}\n{link}",
    ),
}
