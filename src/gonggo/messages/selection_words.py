"""The texts of the mails of selection: subject and body, each in Korean and in English."""

from collections.abc import Mapping

SELECTION: Mapping[str, tuple[str, str, str, str]] = {
    "result_selected": (
        "[{number}] 선정되었습니다",
        "{number}: your application was selected",
        (
            "{program} 과제신청 {number}이(가) 선정되었습니다.\n\n다음 단계: {next}\n{next_says}\n\n"
            "종합의견과 이의신청 방법은 결과 화면에서 확인해 주세요. "
            "과제를 하지 않으시려면 같은 화면에서 포기하실 수 있습니다.\n{link}"
        ),
        (
            "Application {number} to {program} was selected.\n\nNext: {next}\n{next_says}\n\n"
            "The page of the result has the opinion and says how to object. If you do not want to go on, you can give "
            "the place up there.\n{link}"
        ),
    ),
    "result_reserve": (
        "[{number}] 예비 {place}순위입니다",
        "{number}: your application is in reserve, place {place}",
        (
            "{program} 과제신청 {number}이(가) 예비 {place}순위로 정해졌습니다. "
            "{ends}까지 빈 자리가 생기면 순서대로 선정합니다.\n\n"
            "선정되면 따로 알려 드립니다. 종합의견과 이의신청 방법은 결과 화면에서 확인해 주세요.\n{link}"
        ),
        (
            "Application {number} to {program} stands in reserve at place {place}. Until {ends} places that fall free "
            "are given in this order.\n\nYou will be told if you are selected. The page of the result has the opinion "
            "and says how to object.\n{link}"
        ),
    ),
    "result_not_selected": (
        "[{number}] 선정되지 않았습니다",
        "{number}: your application was not selected",
        (
            "{program} 과제신청 {number}이(가) 선정되지 않았습니다.\n\n"
            "종합의견과 이의신청 방법은 결과 화면에서 확인해 주세요.\n{link}"
        ),
        (
            "Application {number} to {program} was not selected.\n\n"
            "The page of the result has the opinion and says how to object.\n{link}"
        ),
    ),
    "selection_promoted": (
        "[{number}] 예비에서 선정되었습니다",
        "{number}: selected from the reserve list",
        (
            "예비였던 {program} 과제신청 {number}이(가) 빈 자리가 생겨 {when}에 선정되었습니다.\n\n"
            "다음 단계: {next}\n{next_says}\n{link}"
        ),
        (
            "Application {number} to {program} was in reserve. A place fell free, and it was selected on {when}.\n\n"
            "Next: {next}\n{next_says}\n{link}"
        ),
    ),
    "selection_given_up": (
        "[{number}] {company}에서 과제를 포기했습니다",
        "{number}: {company} has given its place up",
        "{program} 과제신청 {number}을(를) {company}에서 {when}에 포기했습니다.\n사유: {reason}\n{link}",
        "{company} gave up the place of application {number} to {program} on {when}.\nReason: {reason}\n{link}",
    ),
    "selection_announced": (
        "[{program}] 선정 결과 공개 시각: {when}",
        "Results of {program} are published on {when}",
        "확정하신 선정 명단이 {when}에 공개됩니다. 그때까지 공개 시각을 바꿀 수 있습니다.\n{link}",
        "The list that you confirmed is published on {when}. Until then the instant can be changed.\n{link}",
    ),
}
