"""The texts of the mails of delivery: subject and body, each in Korean and in English."""

from collections.abc import Mapping

DELIVERY: Mapping[str, tuple[str, str, str, str]] = {
    "delivery_check_planned": (
        "[{number}] 과제추진점검 날은 {on}입니다",
        "{number}: the progress check is on {on}",
        "{program} 과제 {number}의 과제추진점검을 {on}에 합니다.\n{link}",
        "The progress check of task {number} of {program} is on {on}.\n{link}",
    ),
    "delivery_check_replanned": (
        "[{number}] 과제추진점검 날이 {on}(으)로 바뀌었습니다",
        "{number}: the progress check moved to {on}",
        "{program} 과제 {number}의 과제추진점검을 {on}에 합니다. 전에 알려 드린 날에는 하지 않습니다.\n{link}",
        "The progress check of task {number} of {program} is on {on}, not on the day told before.\n{link}",
    ),
    "delivery_check_passed": (
        "[{number}] 과제추진점검을 마쳤습니다: 계속",
        "{number}: the progress check found the task on course",
        "{program} 과제 {number}의 과제추진점검을 마쳤습니다. 협약대로 계속해 주세요.\n{link}",
        "The progress check of task {number} of {program} is done. Please go on as agreed.\n{link}",
    ),
    "delivery_correction_asked": (
        "[{number}] {due}까지 고쳐 주세요: 과제추진점검",
        "{number}: please correct by {due} what the progress check found",
        (
            "{program} 과제 {number}의 과제추진점검에서 고칠 것이 있었습니다. {due}까지 고쳐 주세요. "
            "그때 다시 점검합니다.\n무엇을 고칠지는 화면에 있습니다.\n{link}"
        ),
        (
            "The progress check of task {number} of {program} found something to correct by {due}. It is looked at "
            "again then.\nThe page says what it is.\n{link}"
        ),
    ),
    "delivery_stop_proposed": (
        "[{number}] 과제추진점검에서 중단이 제안되었습니다",
        "{number}: the progress check proposes to stop",
        (
            "{program} 과제 {number}의 과제추진점검에서 중단이 제안되었습니다. 협약 해약 여부를 곧 정합니다. "
            "그때까지 완료보고는 받지 않습니다.\n{link}"
        ),
        (
            "The progress check of task {number} of {program} proposes to stop. The agency decides whether the "
            "agreement is terminated; until then no report of completion is taken.\n{link}"
        ),
    ),
    "delivery_went_on": (
        "[{number}] 과제를 계속하기로 했습니다",
        "{number}: the task goes on",
        "{program} 과제 {number}을(를) 중단하지 않고 계속하기로 했습니다.\n사유: {reason}\n{link}",
        "Task {number} of {program} is not stopped and goes on.\nReason: {reason}\n{link}",
    ),
    "delivery_reported": (
        "[{number}] 완료보고가 들어왔습니다",
        "{number}: completion was reported",
        "{company}에서 {program} 과제 {number}의 완료를 보고했습니다. {due}까지 살펴보고 넘겨 주세요.\n{link}",
        "{company} reported the completion of task {number} of {program}. Please look at it by {due}.\n{link}",
    ),
    "delivery_report_sent_back": (
        "[{number}] 완료보고를 다시 내 주세요",
        "{number}: please report completion again",
        "{program} 과제 {number}의 완료보고를 돌려보냈습니다.\n사유: {reason}\n고쳐서 다시 내 주세요.\n{link}",
        (
            "The report of completion of task {number} of {program} was sent back.\nReason: {reason}\n"
            "Please mend it and report again.\n{link}"
        ),
    ),
    "delivery_passed_on": (
        "[{number}] 사업완료 점검을 {due}까지 합니다",
        "{number}: completion is inspected by {due}",
        "{program} 과제 {number}의 완료보고를 살펴보고 넘겼습니다. 사업완료 점검을 {due}까지 합니다.\n{link}",
        "The agency has the report of completion of task {number} of {program} and inspects it by {due}.\n{link}",
    ),
    "delivery_inspected": (
        "[{number}] 사업완료 점검 결과를 확정해 주세요",
        "{number}: please confirm what was inspected",
        (
            "{program} 과제 {number}의 사업완료 점검 결과가 들어왔습니다. "
            "점검하지 않은 다른 담당자가 확정해 주세요.\n{link}"
        ),
        (
            "Task {number} of {program} was inspected. Somebody who did not inspect it has to confirm what was "
            "found.\n{link}"
        ),
    ),
    "delivery_completed": (
        "[{number}] 사업완료가 확인되었습니다",
        "{number}: completion is confirmed",
        "{program} 과제 {number}의 사업완료를 {on}에 확인했습니다. 이어서 정산과 사후관리가 시작됩니다.\n{link}",
        "The completion of task {number} of {program} was confirmed on {on}. Settlement and aftercare follow.\n{link}",
    ),
    "delivery_supplement_asked": (
        "[{number}] {due}까지 보완해 주세요: 사업완료 점검",
        "{number}: please supplement by {due} what the completion check found",
        (
            "{program} 과제 {number}의 사업완료 점검에서 보완할 것이 있었습니다. {due}까지 보완하고 보고해 주세요.\n"
            "무엇을 보완할지는 화면에 있습니다.\n{link}"
        ),
        (
            "The completion check of task {number} of {program} found something missing. Please supplement it by "
            "{due} and report it.\nThe page says what it is.\n{link}"
        ),
    ),
    "delivery_supplement_answered": (
        "[{number}] 보완 보고가 들어왔습니다",
        "{number}: the supplement was reported",
        "{company}에서 {program} 과제 {number}의 보완을 보고했습니다. {due}까지 다시 점검해 주세요.\n{link}",
        "{company} reported the supplement of task {number} of {program}. Please inspect it again by {due}.\n{link}",
    ),
    "delivery_found_incomplete": (
        "[{number}] 사업완료 점검 결과: 미완료",
        "{number}: the completion check found the task incomplete",
        "{program} 과제 {number}은(는) 사업완료 점검에서 미완료로 확정되었습니다. 점검 내용은 화면에 있습니다.\n{link}",
        "The completion check found task {number} of {program} incomplete. The page says why.\n{link}",
    ),
}
