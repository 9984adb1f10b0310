"""The door's refusals: those it records and signs, and those it only answers because no right was shown."""

from collections.abc import Mapping

from gonggo.intake.receipts import EventRow, instant
from gonggo.kernel.clock import SEOUL
from gonggo.kernel.refusal import RefusalWords, refusals

_RELOAD = (
    "제출 전 최종 확인 화면을 새로 열어 다시 시도해 주세요.",
    "Please open the check page anew and try again.",
)

REFUSALS = refusals(
    (
        "late",
        "접수 마감({deadline}) 이후에 제출되어 접수되지 않았습니다. 제출 시각 {arrived}.",
        "This was submitted after the closing time ({deadline}) and was not received. Submitted at {arrived}.",
        "작성한 내용은 남아 있습니다. 담당기관에 문의해 주세요. 접수기간이 연장되면 다시 제출할 수 있습니다.",
        "What you wrote is kept. Please call the contact named in the notice. After an extension you can submit again.",
    ),
    (
        "not_open_yet",
        "접수기간이 시작되기 전이라 접수되지 않았습니다. 제출 시각 {arrived}.",
        "The window has not opened yet; this was not received. Submitted at {arrived}.",
        "접수기간이 시작된 뒤에 다시 제출해 주세요.",
        "Please submit again once the window has opened.",
    ),
    (
        "no_gate",
        "접수 대상으로 등록되지 않은 신청이라 접수되지 않았습니다.",
        "There is no open gate for this application; it was not received.",
        "신청 화면을 새로 열어 주세요. 계속되면 담당기관에 문의해 주세요.",
        "Please open the application anew. If this stays, call the contact named in the notice.",
    ),
    (
        "not_admitted",
        "이 신청에 대한 권한이 바뀌어 접수되지 않았습니다.",
        "Your right to act for this application has changed; it was not received.",
        "회사 관리자에게 권한을 확인한 뒤 화면을 새로 열어 주세요.",
        "Please ask your company's manager about your role, then open the page anew.",
    ),
    (
        "right_changed",
        "최종 확인 뒤에 동의나 참여기업이 바뀌어 접수되지 않았습니다.",
        "A consent or a member changed after the check; this was not received.",
        *_RELOAD,
    ),
    (
        "seal_superseded",
        "최종 확인 뒤에 새로 확인된 내용이 있어 이 내용은 접수되지 않았습니다.",
        "A newer revision was checked after this one; this one was not received.",
        *_RELOAD,
    ),
    (
        "nothing_to_withdraw",
        "접수된 신청이 없어 철회할 것이 없습니다.",
        "Nothing of this application stands as submitted, so there is nothing to withdraw.",
        "진행현황에서 신청 상태를 확인해 주세요.",
        "Please look at the application's state in its timeline.",
    ),
    (
        "capability_foreign",
        "이 화면에서 만들어진 요청이 아니어서 처리하지 않았습니다.",
        "This request was not made by a page of this site; nothing was done.",
        *_RELOAD,
    ),
    (
        "capability_expired",
        "화면을 연 지 오래되어 처리하지 않았습니다.",
        "The page was opened too long ago; nothing was done.",
        *_RELOAD,
    ),
    (
        "other_session",
        "로그인이 끝났거나 다른 사람으로 로그인되어 처리하지 않았습니다.",
        "You are signed out, or signed in as somebody else; nothing was done.",
        "다시 로그인한 뒤 같은 화면을 열어 주세요. 작성한 내용은 남아 있습니다.",
        "Please sign in again and open the same page. What you wrote is kept.",
    ),
    (
        "foreign_origin",
        "다른 사이트에서 보낸 요청이어서 처리하지 않았습니다.",
        "This request came from another site; nothing was done.",
        *_RELOAD,
    ),
    (
        "request_malformed",
        "요청의 형식이 맞지 않아 처리하지 않았습니다.",
        "The request is not well formed; nothing was done.",
        *_RELOAD,
    ),
    (
        "request_too_large",
        "요청이 너무 커서 처리하지 않았습니다. 한 번에 {limit}바이트까지 보낼 수 있습니다.",
        "The request is too large; nothing was done. At most {limit} bytes can be sent at once.",
        "내용을 줄이거나 나누어 저장해 주세요.",
        "Please shorten the text or save it in parts.",
    ),
    (
        "request_too_slow",
        "요청이 끝까지 도착하지 않아 처리하지 않았습니다.",
        "The request did not arrive completely; nothing was done.",
        "네트워크 연결을 확인한 뒤 다시 시도해 주세요.",
        "Please check the network and try again.",
    ),
    (
        "store_away",
        "시스템 장애로 아직 처리하지 못했습니다. 도착 시각 {arrived}은(는) 기록해 두었습니다.",
        "A system outage keeps this from being done yet. Its time of arrival, {arrived}, is kept.",
        "이 화면을 닫지 마시고 잠시 뒤 다시 보내 주세요. 도착 시각은 그대로 인정됩니다.",
        "Please keep this page open and send again in a moment. The time of arrival stays as it is.",
    ),
    (
        "save_away",
        "시스템 장애로 저장하지 못했습니다. 쓰신 글은 이 화면에 그대로 있습니다.",
        "A system outage kept this from being saved. What you wrote is still on this page.",
        "이 화면을 닫지 말아 주세요. 잠시 뒤 저절로 다시 저장합니다.",
        "Please keep this page open; it saves again by itself in a moment.",
    ),
    (
        "read_away",
        "시스템 장애로 지금은 보여 드릴 수 없습니다.",
        "A system outage keeps this from being shown now.",
        "잠시 뒤 다시 열어 주세요. 이미 받은 접수증은 그대로 유효합니다.",
        "Please open it again in a moment. Receipts that were given stay valid.",
    ),
    (
        "door_faulty",
        "시스템 오류로 처리하지 못했습니다. 접수되지 않았습니다.",
        "A fault of the system kept this from being done. Nothing was received.",
        "잠시 뒤 다시 시도하고, 계속되면 담당기관에 바로 알려 주세요.",
        "Please try again in a moment; if it stays, tell the contact named in the notice at once.",
    ),
    (
        "draft_key_unknown",
        "이 화면에서 저장할 수 없는 항목이 있어 저장하지 않았습니다.",
        "There is a field that cannot be saved from this page; nothing was saved.",
        "화면을 새로 열어 주세요.",
        "Please open the page anew.",
    ),
    (
        "draft_value_invalid",
        "형식에 맞지 않는 값이 있어 저장하지 않았습니다.",
        "A value does not have the right form; nothing was saved.",
        "표시된 항목의 형식을 확인해 주세요.",
        "Please look at the form of the field marked.",
    ),
    (
        "draft_too_long",
        "{limit}자를 넘어 저장하지 않았습니다. 지금 {length}자입니다.",
        "This is longer than {limit} characters and was not saved. It has {length} now.",
        "내용을 줄여 주세요.",
        "Please shorten the text.",
    ),
    (
        "draft_rows_many",
        "{limit}줄을 넘어 저장하지 않았습니다. 지금 {rows}줄입니다.",
        "This has more than {limit} rows and was not saved. It has {rows} now.",
        "비슷한 줄을 합쳐 주세요.",
        "Please join rows that are alike.",
    ),
    (
        "draft_cell_invalid",
        "{row}번째 줄의 ‘{column}’에 적을 수 없는 값이 있어 저장하지 않았습니다.",
        "Row {row}, “{column}”, holds a value that does not belong there; nothing was saved.",
        "금액과 수는 0 이상의 정수로 적고, 고르는 칸은 보이는 것 가운데 골라 주세요.",
        "Please write amounts and numbers as whole numbers from 0 on, and choose among what is offered.",
    ),
    (
        "draft_cell_long",
        "{row}번째 줄의 ‘{column}’이(가) {limit}자를 넘어 저장하지 않았습니다. 지금 {length}자입니다.",
        "Row {row}, “{column}”, is longer than {limit} characters and was not saved. It has {length} now.",
        "내용을 줄여 주세요.",
        "Please shorten the text.",
    ),
    (
        "draft_conflict",
        "그 사이 다른 사람이 같은 항목을 저장했습니다. 두 내용을 모두 보관했습니다.",
        "Somebody else saved the same field in the meantime. Both texts are kept.",
        "두 내용을 비교하여 남길 내용을 골라 주세요.",
        "Please compare both and choose what stays.",
    ),
    (
        "too_often",
        "저장 요청이 너무 잦아 잠시 미루었습니다.",
        "Saves came too often; this one has to wait a moment.",
        "1초 뒤에 자동으로 다시 저장됩니다.",
        "It will be saved by itself in a second.",
    ),
)


def facts_of(row: EventRow) -> dict[str, str]:
    """What fills the words of a recorded refusal: the two times in Seoul, with the day where it differs."""
    arrived = instant(row.stamped_at).astimezone(SEOUL)
    if row.closes_at is None:
        return {"arrived": f"{arrived:%H:%M:%S}", "deadline": ""}
    deadline = instant(row.closes_at).astimezone(SEOUL)
    day = "" if arrived.date() == deadline.date() else "%Y-%m-%d "
    return {"arrived": arrived.strftime(f"{day}%H:%M:%S"), "deadline": deadline.strftime(f"{day}%H:%M")}


def words(code: str, facts: Mapping[str, object]) -> RefusalWords:
    """The words of a refusal with its facts put in."""
    row = REFUSALS[code]
    return RefusalWords(row.says.format(**facts), row.remedy.format(**facts))
