"""What this room says no to, and what to do then."""

from gonggo.kernel.refusal import refusals

REFUSALS = refusals(
    (
        "fact_malformed",
        "저장하지 않았습니다. 비어 있거나 300자를 넘습니다.",
        "Nothing was saved: the text is empty or longer than 300 characters.",
        "사업자등록증에 적힌 대로 1자 이상 300자 이하로 적어 주세요.",
        "Please write it as on the business registration certificate, in 1 to 300 characters.",
    ),
)
