"""What this room refuses, in both languages, with the way out."""

from gonggo.kernel.refusal import refusals

REFUSALS = refusals(
    (
        "evaluation_not_offered",
        "이 지원사업에는 평가 규정이 없어 처리하지 않았습니다.",
        "This program says nothing of assessment; nothing was done.",
        "사업 공고의 평가 절차를 확인해 주세요.",
        "Please look at the assessment procedure of the notice.",
    ),
    (
        "stage_unknown",
        "이 지원사업에 없는 평가 단계여서 처리하지 않았습니다.",
        "The program has no such stage of assessment; nothing was done.",
        "목록에서 평가 단계를 골라 주세요.",
        "Please choose a stage from the list.",
    ),
)
