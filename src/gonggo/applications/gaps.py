"""What is missing before an application can be sealed, in both languages, with the way out."""

from gonggo.applications.refusals_of_consortium import GAP_ROWS
from gonggo.kernel.refusal import refusals

GAPS = refusals(
    *GAP_ROWS,
    (
        "answer_missing",
        "‘{label}’에 답하지 않았습니다.",
        "“{label}” has no answer yet.",
        "답을 적어 주세요.",
        "Please answer it.",
    ),
    (
        "answer_malformed",
        "‘{label}’에 적은 내용을 읽을 수 없습니다.",
        "What was entered for “{label}” cannot be read.",
        "안내에 맞게 고쳐 주세요.",
        "Please correct it as the hint says.",
    ),
    (
        "cell_missing",
        "{label}: {row}번째 줄의 ‘{column}’이(가) 비어 있습니다.",
        "{label}: row {row}, “{column}”, is empty.",
        "칸을 채우거나 그 줄을 지워 주세요.",
        "Please fill it in, or take the row away.",
    ),
    (
        "cell_too_small",
        "{label}: {row}번째 줄의 ‘{column}’은(는) {least}부터입니다.",
        "{label}: row {row}, “{column}”, begins at {least}.",
        "{least} 이상으로 적어 주세요.",
        "Please write {least} or more.",
    ),
    (
        "cell_too_large",
        "{label}: {row}번째 줄의 ‘{column}’이(가) {most}을(를) 넘습니다.",
        "{label}: row {row}, “{column}”, is above {most}.",
        "{most} 이하로 적어 주세요.",
        "Please write {most} or less.",
    ),
    (
        "cell_before",
        "{label}: {row}번째 줄의 ‘{column}’이(가) ‘{earlier}’보다 작습니다.",
        "{label}: row {row}, “{column}”, is below “{earlier}”.",
        "두 칸의 차례를 확인해 주세요.",
        "Please look at the order of the two.",
    ),
    (
        "cell_paper_missing",
        "{label}: {row}번째 줄의 ‘{column}’에 고른 ‘{paper}’ 파일이 없습니다.",
        "{label}: row {row}, “{column}”, names “{paper}”, and there is no such file.",
        "제출 서류에서 파일을 올리거나, 그 칸을 비워 주세요.",
        "Please upload it among the papers, or leave the cell empty.",
    ),
    (
        "answer_too_long",
        "‘{label}’에는 {limit}자까지 적을 수 있는데 {length}자입니다.",
        "“{label}” has {length} characters; at most {limit} are possible.",
        "{limit}자 이내로 줄여 주세요.",
        "Please shorten it to {limit} characters.",
    ),
    (
        "earlier_task_not_had",
        "{label}: 기록에 있는 이전 과제 가운데 하나가 아닙니다.",
        "{label}: this is none of the earlier tasks on record.",
        "전에 한 과제의 목록에서 골라 주세요.",
        "Please choose one from the list of your earlier tasks.",
    ),
    (
        "earlier_year_other",
        "{label}: 고른 과제의 해가 아닙니다. 기록에는 {years}년입니다.",
        "{label}: this is not the year of the chosen task, which is {years} on record.",
        "그 과제의 해를 골라 주세요.",
        "Please choose the year of that task.",
    ),
    (
        "supplier_missing",
        "함께 신청할 기업이 없습니다: {label}.",
        "The application still lacks a company: {label}.",
        "기업을 초대하고 참여 수락을 받아 주세요.",
        "Please invite the company and have it accept.",
    ),
    (
        "party_unanswered",
        "초대에 아직 답하지 않은 기업이 있습니다 ({brn}).",
        "A company has not answered the invitation yet ({brn}).",
        "답을 받거나 초대를 거두어 주세요.",
        "Please wait for the answer or take the invitation back.",
    ),
)
