"""What this room refuses, in both languages, with every way out."""

from gonggo.kernel.refusal import refusals

REFUSALS = refusals(
    (
        "track_unknown",
        "이 사업에 없는 지원 구분이라 받지 않았습니다.",
        "This program has no such track; nothing was saved.",
        "보이는 구분 가운데 하나를 골라 주세요.",
        "Please choose one of the tracks shown.",
    ),
    (
        "type_unknown",
        "이 사업에 없는 지원유형이라 받지 않았습니다.",
        "This program has no such type; nothing was saved.",
        "보이는 유형 가운데 하나를 골라 주세요.",
        "Please choose one of the types shown.",
    ),
    (
        "combination_closed",
        "{track}에서는 ‘{type}’ 유형을 신청할 수 없어 받지 않았습니다. 쓰신 내용은 그대로 남아 있습니다.",
        "{track} is not open for the type “{type}”; it was not accepted. What you wrote is kept.",
        "신청할 수 있는 유형({open_types})을 고르거나, 다른 지원 구분을 골라 주세요.",
        "Please choose a type that is open ({open_types}), or another track.",
    ),
    (
        "won_not_whole",
        "금액이 원 단위의 정수가 아니라 받지 않았습니다.",
        "The amount is not in whole won; it was not accepted.",
        "소수점과 단위 없이 숫자만 적어 주세요. 예: 12500000",
        "Please write digits only, without decimals or units, such as 12500000.",
    ),
    (
        "won_negative",
        "금액이 0원보다 작아({amount:,}원) 받지 않았습니다.",
        "The amount is below zero (KRW {amount:,}); it was not accepted.",
        "0원 이상으로 적어 주세요.",
        "Please write 0 or more.",
    ),
    (
        "government_missing",
        "정부지원금이 0원이라 제출할 수 없습니다.",
        "The government support is 0; this cannot be submitted.",
        "받으려는 정부지원금을 적어 주세요.",
        "Please write the support that you ask for.",
    ),
    (
        "cap_exceeded",
        "정부지원금 {government:,}원이 한도 {cap:,}원을 넘습니다.",
        "The government support of KRW {government:,} is above the cap of KRW {cap:,}.",
        "{lower:,}원을 기업부담으로 옮기거나, 정부지원금을 {lower:,}원 줄여 주세요.",
        "Please move KRW {lower:,} to the private share, or lower the government support by KRW {lower:,}.",
    ),
    (
        "share_exceeded",
        "정부지원금이 총사업비 {total:,}원의 {share}입니다. {limit} 이내여야 합니다.",
        "The government support is {share} of the total of KRW {total:,}; at most {limit} is allowed.",
        "{move:,}원을 기업부담으로 옮기거나, 정부지원금을 {lower:,}원 줄이거나, 기업부담을 {raise:,}원 늘려 주세요.",
        "Please move KRW {move:,} to the private share, lower it by KRW {lower:,}, or add KRW {raise:,} of your own.",
    ),
    (
        "cash_short",
        "기업부담 {private:,}원 가운데 현금이 {cash:,}원입니다. {least} 이상이어야 합니다.",
        "Of the private share of KRW {private:,} only KRW {cash:,} is cash; at least {least} is needed.",
        "{move:,}원을 현물에서 현금으로 옮기거나, 현물을 {lower:,}원 줄여 주세요.",
        "Please move KRW {move:,} from kind to cash, or lower what is in kind by KRW {lower:,}.",
    ),
    (
        "paper_missing",
        "아직 내지 않은 서류: {number} {label}.",
        "{number} {label} is still missing.",
        "제출 서류에서 올리거나 동의해 주세요.",
        "Please upload it, or give the consent, under papers.",
    ),
    (
        "program_version_changed",
        "이미 올린 판({key} {version}판)과 내용이 달라 올리지 않았습니다.",
        "This differs from the version already loaded ({key}, version {version}); nothing was loaded.",
        "고친 내용은 새 판으로 만들어 날짜와 이유를 적어 주세요.",
        "Please make a new version of it, with its own date and reason.",
    ),
    (
        "deadline_not_later",
        "새 마감이 지금의 마감보다 늦지 않아 연장하지 않았습니다.",
        "The new deadline is not later than the one in force; nothing was extended.",
        "마감은 늦출 수만 있습니다. 지금의 마감을 확인해 주세요.",
        "A deadline only moves later. Please look at the one in force.",
    ),
    (
        "program_version_gap",
        "{version}판 앞의 판이 없거나 이력이 달라 올리지 않았습니다.",
        "The version before version {version} is not loaded, or its history differs; nothing was loaded.",
        "앞의 판부터 차례로 올리고, 이력은 고치지 말아 주세요.",
        "Please load the versions in order and leave their history as it is.",
    ),
)
