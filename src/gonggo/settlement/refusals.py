"""What this room refuses, in both languages, with the way out."""

from gonggo.kernel.refusal import refusals

REFUSALS = refusals(
    (
        "sanction_ground_unknown",
        "이 사업의 참여제한 사유가 아니어서 처리하지 않았습니다.",
        "This is no ground of the program; nothing was done.",
        "목록에서 사유를 골라 주세요.",
        "Please choose a ground from the list.",
    ),
    (
        "sanction_reason_missing",
        "사유가 없거나 {most}자를 넘어 처리하지 않았습니다.",
        "The reason is missing or longer than {most} characters; nothing was done.",
        "그 기업이 읽을 사유를 {most}자 안에서 적어 주세요.",
        "Please write in at most {most} characters the reason that the company will read.",
    ),
    (
        "sanction_of_own_company",
        "내가 속한 기업에 관한 일이어서 처리하지 않았습니다.",
        "You belong to this company; nothing was done.",
        "다른 담당자에게 넘겨 주세요.",
        "Please leave it to another officer.",
    ),
    (
        "hearing_too_short",
        "의견을 낼 날이 모자라 통지하지 않았습니다.",
        "There are too few days to be heard; the notice was not given.",
        "의견제출 기한을 {least}이나 그 뒤로 정해 주세요.",
        "Please name {least} or a later day.",
    ),
    (
        "hearing_over",
        "의견제출 기한({until})이 지나 받지 않았습니다.",
        "The last day to be heard was {until}; nothing was received.",
        "결정 통지를 받은 뒤 이의신청할 수 있습니다. 문의처로 연락해 주세요.",
        "You can object once you are told of the decision. Please ask the contacts.",
    ),
    (
        "hearing_opinion_missing",
        "의견이 없거나 {most}자를 넘어 제출하지 않았습니다.",
        "The opinion is missing or longer than {most} characters; nothing was sent.",
        "의견을 {most}자 안에서 적어 주세요.",
        "Please write your opinion in at most {most} characters.",
    ),
    (
        "hearing_open",
        "의견제출 기한({until})이 지나지 않아 결정안을 만들지 않았습니다.",
        "The company can be heard until {until}; no decision was drawn up.",
        "의견이 들어오거나 기한이 지난 뒤에 만들어 주세요.",
        "Please wait for its opinion or for the last day.",
    ),
    (
        "decision_day_wrong",
        "위원회가 결정할 수 없는 날이어서 만들지 않았습니다.",
        "The committee cannot have decided on that day; nothing was drawn up.",
        "의견을 들은 뒤인 {least}부터 오늘까지의 날을 적어 주세요.",
        "Please give a day from {least} until today, after the company was heard.",
    ),
    (
        "sanction_too_long",
        "참여제한 기간이 1개월에서 {most}개월 사이가 아니어서 만들지 않았습니다.",
        "The bar is not between 1 and {most} months long; nothing was drawn up.",
        "기간을 {most}개월 안에서 적어 주세요.",
        "Please name at most {most} months.",
    ),
    (
        "sanction_person_unknown",
        "지금의 대표자가 아닌 사람이 있어 만들지 않았습니다.",
        "One of the people is no representative now; nothing was drawn up.",
        "화면을 새로 열어 대표자를 다시 골라 주세요.",
        "Please reload the page and choose among the representatives.",
    ),
    (
        "sanction_second_person",
        "결정안을 만든 사람은 결정할 수 없어 처리하지 않았습니다.",
        "Who drew the decision up cannot decide on it; nothing was done.",
        "다른 담당자가 결정합니다.",
        "Another officer decides.",
    ),
    (
        "sanction_changed",
        "보고 계신 결정안이 그 뒤에 바뀌어 결정하지 않았습니다.",
        "What you were looking at has changed since; nothing was decided.",
        "화면을 새로 열어 결정안을 다시 확인해 주세요.",
        "Please reload the page and look at it again.",
    ),
    (
        "stay_day_wrong",
        "집행정지의 날이 맞지 않아 처리하지 않았습니다.",
        "The day of the stay cannot be; nothing was done.",
        "{least}부터 오늘까지의 날을 적어 주세요.",
        "Please give a day from {least} until today.",
    ),
)
