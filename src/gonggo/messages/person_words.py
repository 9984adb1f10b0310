"""Words of what is sent to natural persons whose data is in an application: mails, and short texts to a telephone."""

from collections.abc import Mapping

PERSONS: Mapping[str, tuple[str, str, str, str]] = {
    "person_link": (
        "[{program}] 개인정보 동의를 부탁드립니다",
        "Please consent to the use of your data: {program}",
        (
            "{company}의 과제신청({number})에 {name} 님의 정보가 담깁니다. 아래 주소에서 내용을 확인하고 본인이 직접 "
            "동의하거나 거절해 주세요. 가입하지 않아도 됩니다.\n{link}\n\n접수 마감: {closes}\n"
            "이 주소를 다른 사람에게 보내지 마세요. 모르는 일이면 열지 않아도 됩니다."
        ),
        (
            "The application {number} of {company} holds data about {name}. Please see what it says and consent or "
            "refuse yourself at the address below. No account is needed.\n{link}\n\nCloses: {closes}\n"
            "Do not pass this address on. If you know nothing of it, leave it unopened."
        ),
    ),
    "person_stale": (
        "[{program}] 내 정보가 바뀌어 다시 확인이 필요합니다",
        "What is said of you has changed: {program}",
        (
            "동의하신 뒤에 {company}의 과제신청({number})에 담긴 {name} 님의 정보가 바뀌었습니다. 무엇이 바뀌었는지 "
            "확인하고 다시 동의하거나 거절해 주세요.\n{link}\n\n접수 마감: {closes}"
        ),
        (
            "What the application {number} of {company} says of {name} has changed since you consented. Please see "
            "what changed and consent again or refuse.\n{link}\n\nCloses: {closes}"
        ),
    ),
    "person_declined": (
        "[{number}] 정보가 담긴 사람이 동의하지 않았습니다",
        "{number}: a person has not consented",
        (
            "과제신청 {number}에 정보가 담긴 사람이 동의하지 않거나 동의를 거두었습니다. "
            "그 사람을 빼거나 다시 동의를 받기 전에는 제출할 수 없습니다.\n{link}"
        ),
        (
            "A person whose data is in application {number} did not consent or took the consent back. It cannot be "
            "submitted until they consent or are taken out.\n{link}"
        ),
    ),
    "person_code": (
        "인증번호 {code}",
        "Your code is {code}",
        "인증번호는 {code}입니다. 10분 안에 입력해 주세요. 다른 사람에게 알려 주지 마세요.",
        "The code is {code}. Please enter it within ten minutes and tell it to nobody.",
    ),
}
TEXTS: Mapping[str, tuple[str, str, str, str]] = {
    "person_link_text": (
        "문자: 개인정보 동의",
        "Text message: consent",
        "[{program}] {company}의 신청에 담긴 {name} 님의 정보를 확인하고 본인이 동의하거나 거절해 주세요. {link}",
        "[{program}] {company} asks {name} to see what its application says of you and to consent or refuse. {link}",
    ),
    "person_stale_text": (
        "문자: 다시 동의",
        "Text message: consent again",
        "[{program}] {company}의 신청에 담긴 {name} 님의 정보가 바뀌었습니다. 확인하고 다시 답해 주세요. {link}",
        "[{program}] What {company} says of {name} has changed. Please read it and answer again. {link}",
    ),
    "person_code_text": (
        "문자: 인증번호",
        "Text message: code",
        "[개인정보 동의] 인증번호 {code}. 10분 안에 입력하고 다른 사람에게 알려 주지 마세요.",
        "[Consent] Code {code}. Enter it within ten minutes and tell it to nobody.",
    ),
}
