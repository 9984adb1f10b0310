"""Refusals of the commands and of the demo's panel."""

from gonggo.kernel.refusal import refusals

REFUSALS = refusals(
    (
        "office_unknown",
        "{key}: 등록된 기관이 아니라 아무것도 하지 않았습니다.",
        "{key}: no such office; nothing was done.",
        "기관의 키를 확인해 주세요. 지원사업을 게시하면 그 기관들이 함께 등록됩니다.",
        "Look at the key of the office. Operators are entered when a program is loaded.",
    ),
    (
        "clock_backwards",
        "시계는 앞으로만 갈 수 있어 바꾸지 않았습니다.",
        "The clock only moves forward; it was not changed.",
        "지금보다 뒤의 시각을 고르거나, 새 시연을 시작해 주세요(make demo RESET=1).",
        "Choose a later instant, or begin a new demo (make demo RESET=1).",
    ),
    (
        "demo_day_unknown",
        "시연에 그런 날이 없어 아무것도 하지 않았습니다.",
        "The demo has no such day; nothing was done.",
        "이 가운데 하나를 골라 주세요: {days}.",
        "Choose one of these: {days}.",
    ),
)
