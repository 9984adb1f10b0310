"""Why a consent or a signature is not taken."""

from gonggo.kernel.refusal import refusals

REFUSALS = refusals(
    (
        "step_up_missing",
        "본인 재인증이 없거나 오래되어 동의나 서명을 받지 않았습니다.",
        "Your identity was not confirmed recently enough, so the consent or signature was not taken.",
        "비밀번호나 패스키로 본인 재인증을 한 뒤 다시 해 주세요.",
        "Please confirm your identity with your password or passkey and try again.",
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
    (
        "signature_out_of_order",
        "앞선 순서의 서명이 끝나지 않아 서명하지 않았습니다. 지금은 {next} 차례입니다.",
        "The signatures before yours are not given yet, so nothing was signed. It is the turn of {next}.",
        "차례가 되면 처리할 업무에 나타납니다. 그때 서명해 주세요.",
        "It will appear among what waits for you when it is your turn. Please sign then.",
    ),
    (
        "signed_already",
        "이미 서명하셔서 다시 서명하지 않았습니다.",
        "This party has signed already; nothing was signed again.",
        "서명된 파일을 내려받아 확인해 주세요.",
        "Please download the signed file and look at it.",
    ),
    (
        "signed_bytes_changed",
        "보관된 파일이 서명된 내용과 달라 서명하지 않았습니다.",
        "The stored file is not the one that was signed, so nothing was signed.",
        "서명을 멈추고 사업 담당자에게 알려 주세요. 담당자가 파일을 확인해 다시 준비합니다.",
        "Please stop and tell the agency: it looks at the file and prepares it anew.",
    ),
    (
        "not_a_signer",
        "이 문서의 서명자가 아니어서 서명하지 않았습니다.",
        "You are not a signer of this paper; nothing was signed.",
        "어느 기관이나 회사로 로그인했는지 확인해 주세요.",
        "Please check for which organisation you are signed in.",
    ),
    (
        "signing_void",
        "취소된 서명이어서 서명하지 않았습니다.",
        "This signing was called off; nothing was signed.",
        "새로 준비된 문서가 있는지 확인해 주세요.",
        "Please look whether the paper was prepared anew.",
    ),
    (
        "signing_reason_missing",
        "서명을 취소하는 사유가 없거나 {most}자를 넘어 처리하지 않았습니다.",
        "The reason for calling the signing off is missing or longer than {most} characters; nothing was done.",
        "서명자들이 읽을 사유를 {most}자 안에서 적어 주세요.",
        "Please write in at most {most} characters the reason that the signers will read.",
    ),
    (
        "signatures_missing",
        "아직 서명하지 않은 곳이 있어 마치지 않았습니다.",
        "Somebody has not signed yet, so the signing is not complete.",
        "남은 서명을 기다려 주세요.",
        "Please wait for the signatures that are missing.",
    ),
    (
        "signing_open_already",
        "이미 서명을 받고 있거나 서명이 끝난 문서가 있어 새로 준비하지 않았습니다.",
        "A paper of this is being signed or was signed already; nothing was prepared.",
        "먼저 준비된 문서를 확인하고, 고쳐야 하면 그 서명을 취소해 주세요.",
        "Please look at that paper first; if it has to change, call its signing off.",
    ),
)
