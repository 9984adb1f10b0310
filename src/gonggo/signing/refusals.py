"""Why a consent is not taken."""

from gonggo.kernel.refusal import refusals

REFUSALS = refusals(
    (
        "step_up_missing",
        "본인 재인증이 없거나 오래되어 동의를 받지 않았습니다.",
        "Your identity was not confirmed recently enough, so the consent was not taken.",
        "비밀번호나 패스키로 본인 재인증을 한 뒤 다시 동의해 주세요.",
        "Please confirm your identity with your password or passkey and consent again.",
    ),
    (
        "consent_text_changed",
        "동의서 내용이 바뀌어 동의를 받지 않았습니다.",
        "The text of the consent has changed, so the consent was not taken.",
        "바뀐 동의서를 읽고 다시 동의해 주세요.",
        "Please read the new text and consent again.",
    ),
    (
        "consent_missing",
        "거두어들일 동의가 없습니다.",
        "There is no standing consent to withdraw.",
        "화면을 새로 열어 동의 상태를 확인해 주세요.",
        "Please reload the page and look at the state of the consents.",
    ),
)
