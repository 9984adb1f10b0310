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
    (
        "fact_since_too_late",
        "아직 오지 않은 날이라 저장하지 않았습니다.",
        "Nothing was saved: that day has not come yet.",
        "바뀐 날을 오늘이나 그 전으로 적어 주세요. 앞으로 바뀔 것은 바뀐 뒤에 적어 주세요.",
        "Please give today or an earlier day. What is going to change can be entered once it has changed.",
    ),
    (
        "fact_since_too_early",
        "지금의 정보가 {began}부터라 그 전 날로는 저장하지 않았습니다.",
        "Nothing was saved: what is known now holds since {began}, and the day given is before it.",
        "{began}이나 그 뒤의 날을 적어 주세요. {began}을 적으면 지금의 정보가 처음부터 바로잡힙니다.",
        "Please give {began} or a later day. With {began} what is known now is corrected from its beginning.",
    ),
    (
        "tax_office_silent",
        "국세청 조회에서 답을 받지 못해 확인 필요로 남겼습니다.",
        "The tax office did not answer, so nothing is known and nothing was saved.",
        "잠시 뒤에 다시 조회하거나, 홈택스에서 직접 확인하여 답을 골라 주세요.",
        "Please try again in a while, or look it up yourself at Hometax and choose what it says.",
    ),
    (
        "business_unregistered",
        "국세청에 등록되지 않은 사업자등록번호({number})여서 저장하지 않았습니다.",
        "The tax office knows no business of the number {number}; nothing was saved.",
        "기업에 사업자등록증을 확인해 달라고 하고, 번호가 틀리면 지급을 돌려보내 주세요.",
        "Please have the company check its certificate; if the number is wrong, send the payment back.",
    ),
)
