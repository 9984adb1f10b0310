"""What this room refuses, in both languages, with the way out."""

from gonggo.kernel.refusal import refusals

REFUSALS = refusals(
    (
        "operator_reason_missing",
        "사유가 없거나 {most}자를 넘어 처리하지 않았습니다.",
        "The reason is missing or longer than {most} characters; nothing was done.",
        "그 기관이 읽을 사유를 {most}자 안에서 적어 주세요.",
        "Please write in at most {most} characters the reason that the operator will read.",
    ),
    (
        "own_operator",
        "내가 속한 기관이어서 처리하지 않았습니다.",
        "You belong to this operator; nothing was done.",
        "다른 담당자에게 넘겨 주세요.",
        "Please leave it to another officer.",
    ),
    (
        "agreement_number_wrong",
        "협약번호가 없거나 {most}자를 넘거나 이미 쓰인 번호여서 등록하지 않았습니다.",
        "The number is missing, longer than {most} characters or already used; nothing was registered.",
        "협약서에 적힌 번호를 그대로 적어 주세요.",
        "Please write the number as it stands on the agreement.",
    ),
    (
        "agreement_days_wrong",
        "협약일이나 협약기간이 맞지 않아 등록하지 않았습니다.",
        "The day or the term of the agreement cannot be; nothing was registered.",
        "협약일은 오늘이거나 그 전, 협약기간의 마지막 날은 첫날과 협약일 뒤여야 합니다.",
        "The day must not lie ahead, and the last day of the term not before its first or before that day.",
    ),
    (
        "agreement_paper_missing",
        "협약서 파일이 없어 등록하지 않았습니다.",
        "The agreement itself is missing; nothing was registered.",
        "서명한 협약서를 PDF로 올려 주세요.",
        "Please upload the signed agreement as a PDF.",
    ),
    (
        "operator_not_agreed",
        "지금 효력이 있는 협약이 없는 기관이어서 처리하지 않았습니다.",
        "This operator has no agreement in force; nothing was done.",
        "협약과 협약기간을 사업 담당자에게 확인해 주세요.",
        "Please ask the agency about the agreement and its term.",
    ),
    (
        "operator_closed",
        "업무가 정지되었거나 끝난 기관이어서 처리하지 않았습니다.",
        "This operator's work is suspended or over; nothing was done.",
        "다른 기관을 골라 주세요.",
        "Please choose another operator.",
    ),
)
