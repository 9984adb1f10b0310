"""Why an application's command is not carried out, and what is missing before it can be sealed."""

from gonggo.kernel.refusal import refusals

REFUSALS = refusals(
    (
        "application_window_closed",
        "신청 접수기간이 아니어서 시작하지 않았습니다. 접수기간은 {opens} ~ {closes}입니다.",
        "The application window is not open ({opens} to {closes}), so nothing was started.",
        "접수기간 안에 다시 시작해 주세요.",
        "Please start within the application window.",
    ),
    (
        "already_started",
        "같은 지원사업에 작성 중인 신청({number})이 있어 새로 시작하지 않았습니다.",
        "Your company already has an application ({number}) for this program, so no second one was started.",
        "이어서 작성하거나, 다른 과제라면 따로 시작한다고 표시해 주세요.",
        "Please continue that one, or say that you want a second one for another task.",
    ),
    (
        "operator_unknown",
        "고른 수행기관이 이 공고에 없어 시작하지 않았습니다.",
        "The chosen operator is not in this notice, so nothing was started.",
        "목록에서 수행기관을 골라 주세요.",
        "Please choose an operator from the list.",
    ),
    (
        "lead_company_only",
        "대표 도입기업만 할 수 있는 일이라 처리하지 않았습니다.",
        "Only the lead adopter can do this; nothing was done.",
        "대표 도입기업의 담당자에게 요청해 주세요.",
        "Please ask the lead adopter's people.",
    ),
    (
        "party_role_unknown",
        "이 공고에 없는 역할이라 초대하지 않았습니다.",
        "This notice has no such role, so nobody was invited.",
        "도입기업과 공급기업 가운데 골라 주세요.",
        "Please choose adopter or supplier.",
    ),
    (
        "party_twice",
        "이미 이 신청에 참여 중이거나 초대한 기업이라 다시 초대하지 않았습니다.",
        "This company is already in the application or invited, so it was not invited again.",
        "참여 기업 목록을 확인해 주세요.",
        "Please look at the list of companies.",
    ),
    (
        "party_no_room",
        "한 신청에 참여할 수 있는 기업 수를 넘어 초대하지 않았습니다.",
        "The application already has as many companies of this role as the program allows, so nobody was invited.",
        "참여하지 않는 기업의 초대를 거두거나, 나머지 기업과 신청해 주세요.",
        "Please take an invitation back, or apply with the companies that are in.",
    ),
    (
        "party_other_company",
        "초대받은 기업과 지금 선택한 기업이 달라 참여하지 않았습니다.",
        "The invitation is for another company than the one you act for, so nothing was joined.",
        "초대받은 사업자등록번호의 기업으로 바꾸어 다시 열어 주세요.",
        "Please switch to the company with the invited business number and open the link again.",
    ),
    (
        "lead_cannot_leave",
        "대표 도입기업은 신청에서 나갈 수 없어 처리하지 않았습니다.",
        "The lead adopter cannot leave its own application; nothing was done.",
        "신청을 그만두려면 신청 철회를 이용해 주세요.",
        "To give the application up, please withdraw it.",
    ),
    (
        "slot_unknown",
        "이 기업이 낼 서류가 아니어서 올리지 않았습니다.",
        "This is not a paper that this company hands in, so it was not placed.",
        "제출 서류 목록에서 올릴 곳을 골라 주세요.",
        "Please choose a place from the list of papers.",
    ),
    (
        "incomplete",
        "빠진 것이 {count}가지 있어 제출할 수 있게 만들지 않았습니다. 쓰신 내용은 그대로 있습니다.",
        "{count} things are missing, so the application was not made ready to submit. What you wrote is kept.",
        "아래 목록의 항목을 채운 뒤 다시 확인해 주세요.",
        "Please complete the items listed and check again.",
    ),
    (
        "nothing_sealed",
        "최종 확인을 마친 내용이 없어 처리하지 않았습니다.",
        "No checked version exists yet, so nothing was done.",
        "제출 전 최종 확인을 먼저 해 주세요.",
        "Please go through the check page first.",
    ),
    (
        "consent_stale",
        "확인하는 사이에 내용이 바뀌어 동의를 받지 않았습니다.",
        "The content changed while you were reading, so the consent was not taken.",
        "바뀐 내용을 확인하고 다시 동의해 주세요.",
        "Please look at what changed and consent again.",
    ),
    (
        "consents_missing",
        "모든 참여 기업의 동의가 있어야 제출할 수 있습니다. 아직 동의하지 않은 기업: {companies}.",
        "Every company must consent before the application can be submitted. Still missing: {companies}.",
        "해당 기업에 동의를 요청해 주세요.",
        "Please ask these companies for their consent.",
    ),
    (
        "not_received",
        "접수된 신청이 아니어서 철회할 것이 없습니다.",
        "The application has not been received, so there is nothing to withdraw.",
        "작성 중인 신청은 제출하지 않으면 접수되지 않습니다.",
        "A draft that is not submitted is not received.",
    ),
)

GAPS = refusals(
    (
        "answer_missing",
        "{label}: 답이 비어 있습니다.",
        "{label}: no answer yet.",
        "답을 적어 주세요.",
        "Please answer it.",
    ),
    (
        "answer_malformed",
        "{label}: 적은 내용을 읽을 수 없습니다.",
        "{label}: what was entered cannot be read.",
        "안내에 맞게 고쳐 주세요.",
        "Please correct it as the hint says.",
    ),
    (
        "answer_too_long",
        "{label}: {limit}자까지 적을 수 있는데 {length}자입니다.",
        "{label}: {length} characters, at most {limit} are possible.",
        "{limit}자 이내로 줄여 주세요.",
        "Please shorten it to {limit} characters.",
    ),
    (
        "supplier_missing",
        "함께 신청할 공급기업이 없습니다.",
        "There is no supplier in the application yet.",
        "공급기업을 초대하고 참여 수락을 받아 주세요.",
        "Please invite a supplier and have it accept.",
    ),
    (
        "party_unanswered",
        "초대에 아직 답하지 않은 기업이 있습니다 ({brn}).",
        "A company has not answered the invitation yet ({brn}).",
        "답을 받거나 초대를 거두어 주세요.",
        "Please wait for the answer or take the invitation back.",
    ),
)
