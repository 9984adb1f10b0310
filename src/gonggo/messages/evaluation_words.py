"""The texts of the mails to who sits in a panel: subject and body, each in Korean and in English."""

from collections.abc import Mapping

PANELS: Mapping[str, tuple[str, str, str, str]] = {
    "panel_seated": (
        "[{program}] {stage}에 배정되었습니다: {day}",
        "You are seated for an assessment: {day}",
        (
            "{program}의 {stage}({panel})에 배정되었습니다. 평가일은 {day}입니다.\n\n"
            "아래 주소에서 서약하고, 이해관계가 있는 과제를 알려 주세요. "
            "서약한 뒤 평가가 열리면 신청 내용을 볼 수 있습니다.\n{link}"
        ),
        (
            "You are seated in {panel} ({stage}, {program}). It assesses on {day}.\n\n"
            "Please pledge at the address below and name the applications in which you have an interest. "
            "Once you have pledged and the panel is open, you can read what was submitted.\n{link}"
        ),
    ),
    "panel_open": (
        "[{program}] {stage} 시작: {panel}",
        "The panel is open: {panel}",
        (
            "{program}의 {stage}({panel})에서 이제 신청 내용을 읽고 평가표를 쓸 수 있습니다. "
            "평가표는 {day}부터 제출할 수 있습니다.\n{link}"
        ),
        (
            "{panel} ({stage}, {program}) is open. You can read what was submitted and write your sheets now; "
            "they can be filed from {day} on.\n{link}"
        ),
    ),
    "panel_unseated": (
        "[{program}] {stage} 배정이 취소되었습니다",
        "You are no longer seated for an assessment",
        "{day}에 하는 {program}의 {stage}({panel})에 배정된 것이 취소되었습니다. 더 하실 일은 없습니다.",
        (
            "You are no longer seated in {panel} ({stage}, {program}), which assesses on {day}. "
            "There is nothing left for you to do."
        ),
    ),
}
