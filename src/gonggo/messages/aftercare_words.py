"""The texts of the mails of aftercare: subject and body, each in Korean and in English."""

from collections.abc import Mapping

AFTERCARE: Mapping[str, tuple[str, str, str, str]] = {
    "aftercare_opened": (
        "[{number}] 사후관리가 시작되었습니다",
        "{number}: aftercare has begun",
        (
            "{program} 과제 {number}의 사후관리가 시작되었습니다. 활용실적은 해마다 한 번 보고하고, 첫 보고의 기한은 "
            "{due}입니다.\n유지·보수 요청과 데이터 활용 동의도 같은 화면에 있습니다.\n{link}"
        ),
        (
            "Aftercare of task {number} of {program} has begun. Use is reported once a year, first by {due}.\n"
            "The same page has maintenance requests and the consent to use data.\n{link}"
        ),
    ),
    "aftercare_report_reminded": (
        "[{number}] {year}차 활용실적을 {due}까지 보고해 주세요",
        "{number}: use report {year} is due by {due}",
        (
            "{program} 과제 {number}의 {year}차 활용실적을 {due}까지 보고해 주세요. "
            "지난번에 보고하신 값이 채워져 있습니다.\n{link}"
        ),
        (
            "Please file use report {year} of task {number} of {program} by {due}. The figures that you reported last "
            "are filled in.\n{link}"
        ),
    ),
    "aftercare_report_submitted": (
        "[{number}] {year}차 활용실적이 들어왔습니다",
        "{number}: use report {year} was filed",
        "{company}에서 {program} 과제 {number}의 {year}차 활용실적을 보고했습니다.\n{link}",
        "{company} filed use report {year} of task {number} of {program}.\n{link}",
    ),
    "aftercare_report_submitted_late": (
        "[{number}] 늦었던 {year}차 활용실적이 들어왔습니다",
        "{number}: use report {year} was filed late",
        "{company}에서 {program} 과제 {number}의 {year}차 활용실적을 기한이 지나 보고했습니다.\n{link}",
        "{company} filed use report {year} of task {number} of {program} late.\n{link}",
    ),
    "aftercare_report_missed": (
        "[{number}] {year}차 활용실적이 보고되지 않았습니다",
        "{number}: use report {year} was missed",
        (
            "{program} 과제 {number}의 {year}차 활용실적이 기한까지 보고되지 않아 그렇게 남겼습니다. "
            "지금이라도 보고할 수 있습니다.\n{link}"
        ),
        (
            "Use report {year} of task {number} of {program} did not come in time, and that is on record. It can "
            "still be filed.\n{link}"
        ),
    ),
    "aftercare_request_asked": (
        "[{number}] 유지·보수 요청: {title}",
        "{number}: maintenance asked for: {title}",
        "{asker}에서 유지·보수를 요청했습니다. {due}까지 답해 주세요.\n요청: {title}\n지원사업: {program}\n{link}",
        "{asker} asks for maintenance. Please answer by {due}.\nRequest: {title}\nProgram: {program}\n{link}",
    ),
    "aftercare_request_answered": (
        "[{number}] 유지·보수 요청에 답이 왔습니다: {title}",
        "{number}: your maintenance request was answered: {title}",
        "{supplier}에서 유지·보수 요청에 답했습니다.\n요청: {title}\n{link}",
        "{supplier} has answered your maintenance request.\nRequest: {title}\n{link}",
    ),
    "aftercare_request_done": (
        "[{number}] 유지·보수를 처리했다고 합니다: {title}",
        "{number}: please confirm what was mended: {title}",
        "{supplier}에서 유지·보수를 처리했다고 합니다. 확인하거나 다시 요청해 주세요.\n요청: {title}\n{link}",
        "{supplier} says that it is mended. Please confirm it, or open the request again.\nRequest: {title}\n{link}",
    ),
    "aftercare_request_reopened": (
        "[{number}] 유지·보수를 다시 요청했습니다: {title}",
        "{number}: the maintenance request was opened again: {title}",
        "{asker}에서 유지·보수를 다시 요청했습니다. {due}까지 답해 주세요.\n요청: {title}\n{link}",
        "{asker} opened the maintenance request again. Please answer by {due}.\nRequest: {title}\n{link}",
    ),
    "aftercare_request_confirmed": (
        "[{number}] 유지·보수를 확인했습니다: {title}",
        "{number}: maintenance was confirmed: {title}",
        "{asker}에서 처리된 유지·보수를 확인했습니다.\n요청: {title}\n{link}",
        "{asker} confirmed what was mended.\nRequest: {title}\n{link}",
    ),
    "aftercare_data_consent_withdrawn": (
        "[{number}] 데이터 활용 동의를 거두었습니다",
        "{number}: the consent to use data was withdrawn",
        (
            "{program} 과제 {number}의 데이터 수집·분석·활용 동의가 {when}에 거두어졌습니다. "
            "그때부터 데이터를 모으거나 쓸 수 없습니다.\n{link}"
        ),
        (
            "The consent to collect, analyse and use data of task {number} of {program} was withdrawn on {when}. From "
            "then on no data may be collected or used.\n{link}"
        ),
    ),
}
