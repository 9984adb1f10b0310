"""What this room says no to, and what to do then."""

from gonggo.kernel.refusal import refusals

REFUSALS = refusals(
    (
        "month_not_over",
        "아직 끝나지 않은 달이라 점검을 마친 것으로 남기지 않았습니다.",
        "The month is not over yet, so its review was not recorded.",
        "{month}이 끝난 뒤 다시 눌러 주세요. 그 전에도 접속기록은 볼 수 있습니다.",
        "Please press again once {month} is over. The access log can be read before that.",
    ),
)
