"""What this room says no to, and what to do then."""

from gonggo.kernel.refusal import refusals

REFUSALS = refusals(
    (
        "brn_invalid",
        "등록하지 않았습니다. 사업자등록번호 10자리가 맞지 않습니다.",
        "Nothing was registered. This is not a business registration number: its ten digits do not fit together.",
        "사업자등록증을 보고 번호 10자리를 다시 적어 주세요. 예: 123-45-67890",
        "Please copy the ten digits from the business registration certificate again, such as 123-45-67890.",
    ),
    (
        "phone_invalid",
        "저장하지 않았습니다. 전화번호의 자릿수가 맞지 않습니다.",
        "Nothing was saved. The telephone number has too few or too many digits.",
        "지역번호나 010부터 숫자를 모두 적어 주세요. 예: 010-1234-5678",
        "Please write all digits from the area code or 010 on, such as 010-1234-5678.",
    ),
    (
        "company_taken",
        "등록하지 않았습니다. 이 사업자등록번호로 이미 등록한 분이 있습니다.",
        "Nothing was registered. Somebody has already registered this number.",
        "같은 회사 동료라면 초대를 받아 주세요. 아니라면 사업자등록증명원을 보내 주세요. 담당자가 확인합니다.",
        "If a colleague did it, ask to be invited. If not, send your business certificate; an officer will decide.",
    ),
    (
        "already_member",
        "바뀐 것은 없습니다. 이미 이 회사의 구성원입니다.",
        "Nothing was changed: this person is already a member of the company.",
        "구성원 목록에서 맡은 역할을 확인해 주세요.",
        "Please look at the roles in the list of members.",
    ),
    (
        "claim_under_review",
        "다시 받지 않았습니다. 보내신 증명원을 담당자가 확인하고 있습니다.",
        "Not taken again: an officer is looking at the certificate you have sent.",
        "결과를 메일로 알려 드립니다. 기다려 주세요.",
        "You will be told the result by mail. Please wait.",
    ),
    (
        "nothing_to_contest",
        "증명원을 받지 않았습니다. 아직 아무도 이 번호를 등록하지 않았습니다.",
        "The certificate was not taken: nobody has registered this number yet.",
        "증명원 없이 바로 회사를 등록해 주세요.",
        "Please register the company right away, without a certificate.",
    ),
    (
        "role_unknown",
        "바꾸지 않았습니다. 회사에서 맡을 수 있는 역할이 아닙니다.",
        "Nothing was changed: this is not a role in a company.",
        "관리자, 작성자, 재무 담당, 열람자 가운데 하나를 골라 주세요.",
        "Please choose one of manager, writer, finance and viewer.",
    ),
    (
        "last_manager",
        "바꾸지 않았습니다. 관리자가 한 분뿐이어서 그대로 두었습니다.",
        "Nothing was changed: this is the only manager of the company.",
        "먼저 다른 구성원을 관리자로 정해 주세요.",
        "Please make another member a manager first.",
    ),
    (
        "invitation_open",
        "다시 보내지 않았습니다. 이 주소로 보낸 초대가 아직 열려 있습니다.",
        "Not sent again: an invitation to this address is still open.",
        "받은 메일을 찾아보도록 안내하거나, 먼저 보낸 초대를 취소하고 다시 보내 주세요.",
        "Ask them to look for the mail, or withdraw that invitation and send another.",
    ),
    (
        "invitation_gone",
        "초대를 수락하지 못했습니다. 이미 쓰였거나 취소되었거나 기간이 지난 초대입니다.",
        "The invitation was not accepted: it has been used, withdrawn, or its time is over.",
        "초대한 분께 새 초대를 부탁해 주세요.",
        "Please ask whoever invited you for a new one.",
    ),
    (
        "invitation_for_another",
        "초대를 수락하지 못했습니다. 지금 로그인한 주소로 온 초대가 아닙니다.",
        "The invitation was not accepted: it was sent to another address than the one you are signed in with.",
        "초대 메일을 받은 주소로 로그인하거나 가입한 뒤 링크를 다시 열어 주세요.",
        "Please sign in or sign up with the address that got the mail, then open the link again.",
    ),
    (
        "email_taken",
        "등록하지 않았습니다. 이 전자우편 주소를 쓰는 사람이 이미 있습니다.",
        "Nothing was registered: somebody has this e-mail address already.",
        "다른 주소를 적어 주세요.",
        "Please give another address.",
    ),
    (
        "agency_known",
        "등록하지 않았습니다. 같은 이름표(key)의 기관이 이미 있습니다.",
        "Nothing was registered: an office with this key exists already.",
        "다른 이름표를 정해 주세요.",
        "Please choose another key.",
    ),
    (
        "role_of_other_office",
        "등록하지 않았습니다. 그 기관에서 맡을 수 있는 역할이 아닙니다.",
        "Nothing was registered: this role does not exist in that kind of office.",
        "기관의 종류에 맞는 역할을 골라 주세요.",
        "Please choose a role that fits the kind of office.",
    ),
)
