"""What this room refuses, in both languages, with the way out."""

from gonggo.kernel.refusal import refusals

REFUSALS = refusals(
    (
        "record_broken",
        "점검 기록이 이어지지 않아 받지 않았습니다({why}).",
        "The record does not go on where it stands here; nothing was taken over ({why}).",
        "기록 파일을 고치지 말고 그대로 다시 보내 주세요. 파일이 상했다면 새 기록으로 시작해 주세요.",
        "Please send the file as it was written; if it is damaged, begin a new record.",
    ),
    (
        "record_too_long",
        "한 번에 {most}줄까지만 받습니다. 받지 않았습니다.",
        "At most {most} lines are taken at once; nothing was taken over.",
        "나누어 보내 주세요.",
        "Please send it in parts.",
    ),
    (
        "outage_lasts",
        "장애가 아직 끝나지 않아 연장을 제안하지 않았습니다.",
        "The outage is not over; nothing was proposed.",
        "복구된 뒤에 다시 제안해 주세요. 새 마감은 복구된 시각으로 정해집니다.",
        "Please propose it after recovery: the new deadline is counted from there.",
    ),
    (
        "no_extension_due",
        "기준에 맞는 장애가 없어 연장을 제안하지 않았습니다.",
        "No outage on record moves this deadline; nothing was proposed.",
        "점검 기록을 확인해 주세요. 마감 앞 {near}시간 안에 복구되었거나 마감이 장애 중이었을 때만 연장합니다.",
        "Please look at the record: it moves for an outage at the deadline or one over less than {near} hours before.",
    ),
    (
        "proposal_open",
        "이미 제안된 연장이 있어 새로 제안하지 않았습니다.",
        "An extension is proposed already; nothing was proposed.",
        "그 제안을 확정하거나 거둔 뒤에 다시 제안해 주세요.",
        "Please confirm or drop that one first.",
    ),
    (
        "announcement_wrong",
        "복구를 알린 시각이 복구 전이거나 아직 오지 않은 때여서 제안하지 않았습니다.",
        "Recovery cannot have been announced before it, nor later than now; nothing was proposed.",
        "{recovered} 이후, 지금까지의 시각으로 적어 주세요.",
        "Please give an instant from {recovered} until now.",
    ),
    (
        "extension_over",
        "기준이 정한 새 마감({closes})이 이미 지나 처리하지 않았습니다.",
        "The deadline that the rule gives ({closes}) is over; nothing was done.",
        "이 기준으로는 연장할 수 없습니다. 필요하면 정정공고로 정해 주세요.",
        "The rule cannot extend any more. If it is needed, please publish an amendment.",
    ),
    (
        "extension_stale",
        "제안한 뒤에 점검 기록이나 마감이 달라져 확정하지 않았습니다.",
        "The record or the deadline has changed since it was proposed; nothing was confirmed.",
        "제안을 거두고, 지금의 기록으로 다시 제안해 주세요.",
        "Please drop it and propose anew from the record as it is now.",
    ),
    (
        "extension_second_person",
        "연장을 제안한 사람은 확정할 수 없습니다. 확정하지 않았습니다.",
        "Whoever proposed an extension cannot confirm it; nothing was confirmed.",
        "다른 담당자가 확정해 주세요.",
        "Please have another officer confirm it.",
    ),
    (
        "extension_reason_missing",
        "사유가 없거나 {most}자를 넘어 처리하지 않았습니다.",
        "The reason is missing or longer than {most} characters; nothing was done.",
        "사유를 {most}자 안에서 적어 주세요.",
        "Please write the reason in at most {most} characters.",
    ),
)
