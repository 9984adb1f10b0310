"""What this room says no to, and what to do then."""

from gonggo.kernel.refusal import refusals

REFUSALS = refusals(
    (
        "finding_reason_missing",
        "판단한 사유가 없거나 500자를 넘어 저장하지 않았습니다.",
        "Nothing was saved: the reason is missing or longer than 500 characters.",
        "무엇을 보고 판단했는지 500자 안으로 적어 주세요.",
        "Please write in up to 500 characters what the decision rests on.",
    ),
    (
        "finding_answer_unknown",
        "판단을 고르지 않아 저장하지 않았습니다.",
        "Nothing was saved: no decision was chosen.",
        "두 가지 가운데 하나를 골라 주세요.",
        "Please choose one of the two.",
    ),
    (
        "finding_of_own_company",
        "판단하는 분이 속한 기업이라 처리하지 않았습니다.",
        "You belong to this company; nothing was done.",
        "다른 담당자에게 맡겨 주세요.",
        "Please hand it to another officer.",
    ),
    (
        "finding_agency_only",
        "사업을 총괄하는 기관만 결정할 수 있는 사항이라 처리하지 않았습니다.",
        "Only the agency decides this; nothing was done.",
        "그 기관의 담당자에게 요청해 주세요.",
        "Please ask an officer of the agency.",
    ),
    (
        "verdict_superseded",
        "그 뒤에 다시 확인한 결과가 있어 처리하지 않았습니다.",
        "It has been checked anew since; nothing was done.",
        "화면을 새로 열어 최근 결과에서 판단해 주세요.",
        "Please reload the page and decide on the latest result.",
    ),
    (
        "cure_unknown",
        "이 사항을 해소하는 확인사항이 아니라 저장하지 않았습니다.",
        "This does not cure or lift it; nothing was saved.",
        "목록에서 골라 주세요.",
        "Please choose from the list.",
    ),
    (
        "cure_day_wrong",
        "해소한 날이 없거나 오늘보다 뒤라 저장하지 않았습니다.",
        "Nothing was saved: the day is missing or lies after today.",
        "증빙에 적힌 날을 적어 주세요.",
        "Please write the day that stands in the evidence.",
    ),
)
