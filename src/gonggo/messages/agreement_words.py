"""The texts of the mails of agreements: subject and body, each in Korean and in English."""

from collections.abc import Mapping

AGREEMENTS: Mapping[str, tuple[str, str, str, str]] = {
    "agreement_opened": (
        "[{number}] 협약을 준비해 주세요: 서류는 {papers_due}까지",
        "{number}: please prepare the agreement; papers are due by {papers_due}",
        (
            "{program} 과제의 협약을 시작합니다. 대표 기업은 사업비를 비목별로 나누어 제출해 주세요.\n"
            "협약 서류와 동의는 {papers_due}까지 갖추고, 협약은 {conclude_by}까지 맺습니다.\n{link}"
        ),
        (
            "The agreement on your task of {program} begins. The lead company lays the money out by budget lines first."
            "\nPapers and consents are due by {papers_due}; the agreement is made by {conclude_by}.\n{link}"
        ),
    ),
    "agreement_laid_out": (
        "[{number}] 사업비 검토를 기다립니다",
        "{number}: a budget waits for the cost review",
        "{company}에서 비목별 사업비를 제출했습니다. 검토해 주세요.\n{link}",
        "{company} laid its budget out. Please review the costs.\n{link}",
    ),
    "agreement_cut": (
        "[{number}] 사업비 검토 의견에 답해 주세요",
        "{number}: please answer the cost review",
        "사업비 검토에서 줄인 비목이 있습니다. 비목마다 적힌 사유를 읽고 동의하거나 답변해 주세요.\n{link}",
        "The cost review lowered some lines, each with its reason. Please accept or say why not.\n{link}",
    ),
    "agreement_disputed": (
        "[{number}] 검토 의견에 답변이 왔습니다",
        "{number}: the cost review was disputed",
        "{company}에서 사업비 검토 의견에 동의하지 않았습니다. 답변을 읽고 확정해 주세요.\n답변: {reason}\n{link}",
        "{company} does not accept the cost review. Please read the answer and settle it.\nIt says: {reason}\n{link}",
    ),
    "agreement_cost_settled": (
        "[{number}] 사업비가 확정되었습니다: 서류는 {papers_due}까지",
        "{number}: the costs are settled; papers are due by {papers_due}",
        (
            "정부지원금 {government}으로 사업비가 확정되었습니다.\n"
            "협약 서류와 동의를 {papers_due}까지 갖추어 주세요.\n{link}"
        ),
        (
            "The costs are settled: {government} of government support.\n"
            "Please bring the papers and give the consents by {papers_due}.\n{link}"
        ),
    ),
    "agreement_paper_sent_back": (
        "[{number}] 협약 서류를 다시 올려 주세요: {paper}",
        "{number}: please upload again: {paper}",
        "협약 서류를 되돌려 보냈습니다: {paper}\n사유: {reason}\n고쳐서 {conclude_by}까지 올려 주세요.\n{link}",
        (
            "A paper of the agreement came back: {paper}.\nReason: {reason}\n"
            "Please mend it and upload it by {conclude_by}.\n{link}"
        ),
    ),
    "agreement_put_off": (
        "[{number}] 협약 기한이 늦춰졌습니다: 서류는 {papers_due}까지",
        "{number}: more time for the agreement; papers are due by {papers_due}",
        "협약 서류는 {papers_due}까지 내고, 협약은 {conclude_by}까지 맺습니다.\n사유: {reason}\n{link}",
        "Papers are now due by {papers_due}, the agreement by {conclude_by}.\nReason: {reason}\n{link}",
    ),
    "agreement_to_sign": (
        "[{number}] 협약서에 서명할 차례입니다",
        "{number}: it is your turn to sign the agreement",
        "{program} 과제의 협약서에 서명할 차례입니다. 협약서를 읽고 본인 재인증을 한 뒤 서명해 주세요.\n{link}",
        "It is your turn to sign the agreement of {program}. Read it, confirm your identity and sign.\n{link}",
    ),
    "agreement_taken_back": (
        "[{number}] 협약서의 서명을 거두었습니다",
        "{number}: the signing of the agreement was called off",
        "협약서를 다시 준비하려고 서명을 거두었습니다. 이미 한 서명은 쓰지 않습니다.\n사유: {reason}\n{link}",
        "The signing was called off to prepare the paper anew; signatures do not count.\nReason: {reason}\n{link}",
    ),
    "agreement_concluded": (
        "[{number}] 협약을 맺었습니다: {last}까지",
        "{number}: the agreement stands until {last}",
        "모두 서명하여 협약을 맺었습니다.\n구축기간: {begins} ~ {last}\n서명한 협약서는 아래에 있습니다.\n{link}",
        "All have signed: the agreement stands.\nTime to build: {begins} to {last}\nThe signed paper is here:\n{link}",
    ),
    "agreement_change_asked": (
        "[{number}] 협약변경 신청: {item}",
        "{number}: a change was asked for: {item}",
        (
            "{company}에서 협약변경을 신청했습니다.\n항목: {item}\n변경 전: {before}\n변경 후: {after}\n"
            "{due}까지 답해 주세요.\n{link}"
        ),
        "{company} asks for a change.\nItem: {item}\nBefore: {before}\nAfter: {after}\nPlease answer by {due}.\n{link}",
    ),
    "agreement_change_notified": (
        "[{number}] 협약변경 통보: {item}",
        "{number}: a change was notified: {item}",
        "{company}에서 협약변경을 알렸습니다.\n항목: {item}\n변경 전: {before}\n변경 후: {after}\n{link}",
        "{company} tells of a change.\nItem: {item}\nBefore: {before}\nAfter: {after}\n{link}",
    ),
    "agreement_change_approved": (
        "[{number}] 협약변경을 승인했습니다: {item}",
        "{number}: the change was approved: {item}",
        "신청한 협약변경을 승인했습니다.\n항목: {item}\n변경 후: {after}\n구축기간: {last}까지\n답변: {answer}\n{link}",
        "The change was approved.\nItem: {item}\nAfter: {after}\nTime to build: until {last}\nAnswer: {answer}\n{link}",
    ),
    "agreement_change_refused": (
        "[{number}] 협약변경을 승인하지 않았습니다: {item}",
        "{number}: the change was not approved: {item}",
        "신청한 협약변경을 승인하지 않았습니다. 협약은 그대로입니다.\n항목: {item}\n사유: {answer}\n{link}",
        "The change was not approved; the agreement stays as it is.\nItem: {item}\nReason: {answer}\n{link}",
    ),
    "agreement_party_changed": (
        "[{number}] 참여기업이 바뀌었습니다: {joined}",
        "{number}: a company of the agreement changed: {joined}",
        "모든 당사자가 서명하여 {left} 대신 {joined}이(가) {program} 과제의 협약에 참여합니다.",
        "All have signed: {joined} takes the place of {left} in the agreement of {program}.",
    ),
    "agreement_succeeded": (
        "[{number}] 다른 기업이 협약을 이어받았습니다: {joined}",
        "{number}: another company has succeeded to the agreement: {joined}",
        "{left}의 자리를 {joined}이(가) 이어받아 {program} 과제의 협약에 참여합니다.",
        "{joined} has succeeded to the place of {left} in the agreement of {program}.",
    ),
    "agreement_refused": (
        "[{number}] 협약하지 않기로 했습니다",
        "{number}: no agreement is made",
        "{program} 과제는 협약하지 않기로 했습니다.\n사유: {reason}\n{link}",
        "No agreement is made on your task of {program}.\nReason: {reason}\n{link}",
    ),
    "agreement_lapsed": (
        "[{number}] 과제를 포기하여 협약하지 않습니다",
        "{number}: the place was given up, there will be no agreement",
        "대표 기업이 과제를 포기하여 {program} 과제의 협약을 맺지 않습니다.\n사유: {reason}\n{link}",
        "The lead company gave its place up: no agreement is made on the task of {program}.\nReason: {reason}\n{link}",
    ),
    "agreement_terminated": (
        "[{number}] 협약이 해약되었습니다",
        "{number}: the agreement was terminated",
        "{program} 과제의 협약이 해약되었습니다. 이어서 사업비를 정산합니다.\n사유: {reason}\n{link}",
        "The agreement on the task of {program} was terminated. The money is settled next.\nReason: {reason}\n{link}",
    ),
    "agreement_ended": (
        "[{number}] 협약이 끝났습니다",
        "{number}: the agreement has ended",
        "{program} 과제의 정산까지 마쳐 협약이 끝났습니다. 사후관리는 이어집니다.\n{link}",
        "The task of {program} is settled and its agreement has ended. Aftercare goes on.\n{link}",
    ),
}
