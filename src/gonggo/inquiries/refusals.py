"""What this room refuses, and what to do next."""

from gonggo.kernel.refusal import refusals

REFUSALS = refusals(
    (
        "inquiry_subject_unknown",
        "고른 주제가 이 공고에 없어 문의를 보내지 않았습니다.",
        "The notice has no such subject, so nothing was sent.",
        "목록에서 주제를 골라 주세요.",
        "Please choose a subject from the list.",
    ),
    (
        "inquiry_application_unknown",
        "고른 과제신청이 우리 기업의 것이 아니어서 문의를 보내지 않았습니다.",
        "The application chosen is none of your company's, so nothing was sent.",
        "목록에서 과제신청을 골라 주세요.",
        "Please choose an application from the list.",
    ),
    (
        "inquiry_operator_unknown",
        "고른 기관이 이 공고에 없어 문의를 보내지 않았습니다.",
        "The notice has no such office, so nothing was sent.",
        "목록에서 기관을 골라 주세요.",
        "Please choose an office from the list.",
    ),
    (
        "inquiry_of_operator",
        "다른 기관이 답할 문의여서 답변을 보내지 않았습니다.",
        "Another office answers this question, so nothing was sent.",
        "직접 답하려면 먼저 문의를 넘겨받아 주세요.",
        "Take the question over first if you want to answer it.",
    ),
    (
        "inquiry_ours",
        "이미 우리 기관이 답할 문의여서 넘겨받을 것이 없습니다.",
        "Your office answers this question already; nothing was taken over.",
        "화면을 새로 열어 바로 답해 주세요.",
        "Please reload the page and answer.",
    ),
    (
        "inquiry_text_missing",
        "문의 내용이 없거나 {most}자를 넘어 보내지 않았습니다.",
        "The question is empty or longer than {most} characters, so nothing was sent.",
        "궁금한 점을 {most}자 안으로 적어 주세요.",
        "Please write your question in up to {most} characters.",
    ),
    (
        "inquiry_address_missing",
        "답을 받을 이메일 주소를 읽을 수 없어 보내지 않았습니다.",
        "The address for the answer cannot be read, so nothing was sent.",
        "답을 받을 이메일 주소를 적어 주세요.",
        "Please give the e-mail address that the answer goes to.",
    ),
    (
        "inquiry_too_many",
        "한 시간에 {most}건까지 문의할 수 있어 보내지 않았습니다.",
        "Up to {most} questions an hour can be sent; this one was not.",
        "잠시 뒤에 다시 보내거나 문의처로 전화해 주세요.",
        "Please try again in a while, or call.",
    ),
    (
        "inquiry_answer_missing",
        "답변이 없거나 {most}자를 넘어 저장하지 않았습니다.",
        "The answer is empty or longer than {most} characters, so it was not sent.",
        "답변을 {most}자 안으로 적어 주세요.",
        "Please write the answer in up to {most} characters.",
    ),
    (
        "inquiry_public_missing",
        "공개할 글이 없거나 {most}자를 넘어 공개하지 않았습니다.",
        "The words to publish are empty or longer than {most} characters; nothing was published.",
        "개인정보를 뺀 질문과 답변을 적어 주세요.",
        "Please write question and answer without anything personal.",
    ),
    (
        "inquiry_personal",
        "공개할 글에 개인정보로 보이는 것이 있어 공개하지 않았습니다: {found}",
        "The words to publish hold what looks personal: {found}. Nothing was published.",
        "그 부분을 지우거나 바꾸어 적어 주세요.",
        "Please remove it or write it in other words.",
    ),
)
