"""What this room refuses, in both languages, with the way out."""

from gonggo.kernel.refusal import refusals

REFUSALS = refusals(
    (
        "already_objected",
        "이 결정에는 이미 이의신청을 하여 새로 접수하지 않았습니다. 한 결정에 한 번 할 수 있습니다.",
        "Your company has already objected to this decision; nothing was filed. It can be done once.",
        "먼저 낸 이의신청의 진행현황을 확인해 주세요.",
        "Please look at the objection that you have filed.",
    ),
    (
        "objection_ground_unknown",
        "이의신청의 범위를 고르지 않아 접수하지 않았습니다.",
        "What the objection is about was not chosen; nothing was filed.",
        "절차와 사실관계 가운데 하나를 골라 주세요.",
        "Please choose one of the grounds listed.",
    ),
    (
        "objection_text_missing",
        "이의신청의 내용이 없거나 {most}자를 넘어 접수하지 않았습니다.",
        "The text is missing or longer than {most} characters; nothing was filed.",
        "무엇이 잘못되었고 왜 그렇게 보는지 {most}자 안에서 적어 주세요.",
        "Please write in at most {most} characters what is wrong and why.",
    ),
    (
        "objection_before_notice",
        "아직 통지되지 않은 결정이어서 접수하지 않았습니다.",
        "The decision has not been notified yet; nothing was filed.",
        "통지서를 받은 날부터 이의신청할 수 있습니다.",
        "You can object from the day of the letter on.",
    ),
    (
        "took_part_in_decision",
        "이의신청한 결정에 참여한 사람은 이의신청을 결정할 수 없어 처리하지 않았습니다.",
        "Who took part in the decision objected to cannot decide on the objection; nothing was done.",
        "그 결정에 참여하지 않은 담당자에게 넘겨 주세요.",
        "Please hand it to somebody who had no part in that decision.",
    ),
    (
        "objection_of_own_company",
        "내가 속한 기업의 이의신청이어서 처리하지 않았습니다.",
        "You belong to the company that objects; nothing was done.",
        "다른 담당자에게 넘겨 주세요.",
        "Please hand it to another officer.",
    ),
    (
        "objection_answer_missing",
        "결정의 사유가 없거나 {most}자를 넘어 처리하지 않았습니다.",
        "The reason is missing or longer than {most} characters; nothing was done.",
        "신청기업이 읽을 사유를 {most}자 안에서 적어 주세요.",
        "Please write in at most {most} characters the reason that the company will read.",
    ),
    (
        "objection_not_extendable",
        "이 이의신청의 처리 기한은 더 늘릴 수 없어 처리하지 않았습니다.",
        "The time to answer this objection cannot be extended; nothing was done.",
        "{due:%Y-%m-%d}까지 결정해 주세요.",
        "Please decide by {due:%Y-%m-%d}.",
    ),
)
