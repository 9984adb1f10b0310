"""The texts of the mails of settlement and sanctions: subject and body, each in Korean and in English."""

from collections.abc import Mapping

SETTLEMENTS: Mapping[str, tuple[str, str, str, str]] = {
    "settlement_opened": (
        "[{number}] 사업비 정산을 {due}까지 보고해 주세요",
        "{number}: please report the settlement by {due}",
        "{program} 과제 {number}의 사업비 정산을 {due}까지 보고해 주세요. 쓴 돈을 먼저 모두 올려 주세요.\n{link}",
        "Please report the settlement of project {number} of {program} by {due}, once all spending is entered.\n{link}",
    ),
    "settlement_reported": (
        "[{number}] 정산 보고가 들어왔습니다",
        "{number}: the settlement was reported",
        "{company}이(가) 과제 {number}의 사업비 정산을 보고했습니다. 항목마다 인정 여부를 정해 주세요.\n{link}",
        "{company} reported the settlement of project {number}. Please find on each item.\n{link}",
    ),
    "settlement_examined": (
        "[{number}] 정산 검토가 끝나 확정을 기다립니다",
        "{number}: a settlement waits for confirmation",
        "과제 {number}의 정산 검토가 끝났습니다. 금액을 확인하고 확정해 주세요.\n{link}",
        "The settlement of project {number} was examined. Please look at the sum and confirm it.\n{link}",
    ),
    "settlement_sent_back": (
        "[{number}] 정산을 다시 검토해 주세요",
        "{number}: please examine the settlement again",
        "과제 {number}의 정산을 다시 검토해 주세요.\n사유: {reason}\n{link}",
        "Please examine the settlement of project {number} again.\nReason: {reason}\n{link}",
    ),
    "settlement_confirmed": (
        "[{number}] 사업비 정산이 확정되었습니다",
        "{number}: the settlement is confirmed",
        "{program} 과제 {number}의 정산이 확정되었습니다.\n더 받을 지원금: {second}\n반납할 금액: {returned}\n{link}",
        (
            "The settlement of project {number} of {program} is confirmed.\nStill to be paid: {second}\n"
            "To be given back: {returned}\n{link}"
        ),
    ),
    "return_done": (
        "[{number}] 반납을 마쳤습니다",
        "{number}: everything was given back",
        "과제 {number}에서 반납할 금액이 모두 들어왔습니다. 고맙습니다.\n{link}",
        "Everything that was to be given back for project {number} has come in. Thank you.\n{link}",
    ),
    "sanction_heard": (
        "[{program}] {company}이(가) 참여제한에 의견을 냈습니다",
        "[{program}] {company} was heard on a sanction",
        "{company}이(가) 참여제한 사전통지에 의견을 제출했습니다. 읽고 검토해 주세요.\n{link}",
        "{company} said what it has to say on the prior notice of a sanction. Please read it.\n{link}",
    ),
    "sanction_dropped": (
        "[{program}] {company}을(를) 제재하지 않기로 했습니다",
        "[{program}] {company} is not barred",
        "사전통지한 참여제한을 하지 않기로 했습니다.\n사유: {reason}\n{link}",
        "Nothing comes of the sanction that you were told of.\nReason: {reason}\n{link}",
    ),
    "sanction_stayed": (
        "[{program}] {company}의 참여제한이 멈추었습니다",
        "[{program}] the bar of {company} is stayed",
        "집행정지에 따라 {on}부터 참여제한이 멈춥니다.\n{link}",
        "The bar is stayed from {on} on.\n{link}",
    ),
    "sanction_resumed": (
        "[{program}] {company}의 참여제한이 다시 시작됩니다",
        "[{program}] the bar of {company} goes on",
        "집행정지가 끝나 {on}부터 남은 기간의 참여제한이 다시 시작됩니다.\n{link}",
        "The stay is over: the days that are left run from {on} on.\n{link}",
    ),
    "sanction_lifted": (
        "[{program}] {company}의 참여제한이 취소되었습니다",
        "[{program}] the bar of {company} is lifted",
        "참여제한을 취소했습니다.\n사유: {reason}\n{link}",
        "The bar is lifted.\nReason: {reason}\n{link}",
    ),
    "sanction_ended": (
        "[{program}] {company}의 참여제한 기간이 끝났습니다",
        "[{program}] the bar of {company} is over",
        "참여제한 기간이 끝났습니다. 이제 지원사업에 신청할 수 있습니다.\n{link}",
        "The bar is over; you can apply to support programs again.\n{link}",
    ),
}
