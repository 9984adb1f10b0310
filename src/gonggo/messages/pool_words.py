"""The texts of the mails to an approved supplier whose business halts, goes on again or passes to another company."""

from collections.abc import Mapping

POOL: Mapping[str, tuple[str, str, str, str]] = {
    "pool_halted": (
        "[{number}] 풀 이용이 정지되었습니다",
        "{number}: your place in the pool is halted",
        (
            "{company}이(가) 휴업하거나 폐업한 것이 확인되어 풀 이용을 정지했습니다. 검색과 추천에 나타나지 않습니다.\n"
            "지원사업: {program}\n근거: {ground}\n사유: {reason}\n\n영업을 재개하면 저절로 되돌아옵니다.\n{link}"
        ),
        (
            "{company} is known to have suspended or closed its business, so its place in the pool is halted: "
            "it is neither found nor recommended.\nProgram: {program}\nGround: {ground}\nReason: {reason}\n\n"
            "It comes back by itself once the business goes on.\n{link}"
        ),
    ),
    "pool_begun_for_successor": (
        "[{number}] 이어받은 풀 등록의 초안을 확인해 주세요",
        "{number}: a draft of your registration in the pool waits for you",
        (
            "{company}이(가) 승인된 등록({before})을 이어받아 풀 등록 초안을 만들었습니다. 승인은 넘어오지 않습니다. "
            "내용을 확인하고 서류를 더해 {closes}까지 제출하면 승인 여부를 새로 정합니다.\n"
            "지원사업: {program}\n\n이어받은 과제는 그대로 수행합니다.\n{link}"
        ),
        (
            "{company} has succeeded a company that is approved ({before}), and a draft of its registration was begun. "
            "The approval has not passed: check the draft, add your papers and submit by {closes}; it is "
            "then decided anew.\nProgram: {program}\n\nThe tasks that you took over go on meanwhile.\n{link}"
        ),
    ),
    "pool_resumed": (
        "[{number}] 풀 이용이 다시 시작되었습니다",
        "{number}: your place in the pool is back",
        "{company}의 영업 재개가 확인되어 다시 검색에 나타납니다.\n지원사업: {program}\n{link}",
        "{company} has taken its business up again; the search shows it from now on.\nProgram: {program}\n{link}",
    ),
}
