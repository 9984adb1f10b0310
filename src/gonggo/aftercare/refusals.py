"""What this room refuses, in both languages, with the way out."""

from gonggo.kernel.refusal import refusals

REFUSALS = refusals(
    (
        "report_too_early",
        "활용실적은 {opens}부터 보고할 수 있어 받지 않았습니다.",
        "The use report can be filed from {opens} on; it was not taken.",
        "그날부터 기한까지 보고해 주세요.",
        "Please file it between that day and the due day.",
    ),
    (
        "report_figure_wrong",
        "빠진 값이 있거나 0 이상의 정수가 아닌 값이 있어 받지 않았습니다.",
        "A figure is missing or is no whole number of zero or more; the report was not taken.",
        "모든 값을 0 이상의 정수로 적어 주세요. 없으면 0을 적어 주세요.",
        "Please write every figure as a whole number, 0 where there is none.",
    ),
    (
        "report_comment_long",
        "설명이 {most}자를 넘어 받지 않았습니다.",
        "The remark is longer than {most} characters; the report was not taken.",
        "{most}자 안에서 적어 주세요.",
        "Please write at most {most} characters.",
    ),
    (
        "adopter_only",
        "솔루션을 쓰는 기업만 유지·보수를 요청할 수 있어 받지 않았습니다.",
        "Only a company that uses the solution can ask for maintenance; nothing was taken.",
        "솔루션을 쓰는 기업의 담당자가 요청해 주세요.",
        "Please have a person of the company that uses it ask.",
    ),
    (
        "supplier_unknown",
        "이 과제를 맡은 기업이 아니어서 요청을 받지 않았습니다.",
        "This company is not the supplier of the task; nothing was taken.",
        "화면에 있는 기업에서 골라 주세요.",
        "Please choose one of the companies on the page.",
    ),
    (
        "aftercare_over",
        "사후관리가 {ends}에 끝나 요청을 받지 않았습니다.",
        "Aftercare ended on {ends}; nothing was taken.",
        "솔루션을 맡은 기업에 직접 연락해 주세요.",
        "Please contact the supplier directly.",
    ),
    (
        "supplier_only",
        "요청을 받은 기업만 답할 수 있어 처리하지 않았습니다.",
        "Only the company that was asked can answer; nothing was done.",
        "요청을 받은 기업의 담당자가 답해 주세요.",
        "Please have a person of that company answer.",
    ),
    (
        "asker_only",
        "요청한 기업만 할 수 있는 일이라 처리하지 않았습니다.",
        "Only the company that asked can do this; nothing was done.",
        "요청한 기업의 담당자가 처리해 주세요.",
        "Please have a person of that company do it.",
    ),
    (
        "request_title_missing",
        "제목이 없거나 {most}자를 넘어 받지 않았습니다.",
        "The title is missing or longer than {most} characters; nothing was taken.",
        "무엇이 안 되는지 {most}자 안에서 적어 주세요.",
        "Please say in at most {most} characters what does not work.",
    ),
    (
        "request_text_missing",
        "내용이 없거나 {most}자를 넘어 받지 않았습니다. 쓰신 내용은 그대로 남아 있습니다.",
        "The text is missing or longer than {most} characters; nothing was taken. What you wrote is kept.",
        "{most}자 안에서 적어 주세요.",
        "Please write at most {most} characters.",
    ),
)
