"""What this room refuses, and what to do next. Of a file there are five problems and no more."""

from gonggo.kernel.refusal import refusals
from gonggo.kernel.text import Text

LOCKED = "file_locked"
EMPTY = "file_empty"
TOO_BIG = "file_too_big"
MISMATCH = "file_mismatch"
MALWARE = "file_malware"
FILE_PROBLEMS = (LOCKED, EMPTY, TOO_BIG, MISMATCH, MALWARE)
UNREADABLE = "upload_unreadable"
ELSEWHERE = "upload_elsewhere"
CHANGED = "upload_changed"
UPLOAD_PROBLEMS = (UNREADABLE, CHANGED)
"""What may be wrong with the pieces of a file, whatever is in it."""
NOT_YET_OPEN = "file_not_yet_open"
NOT_A_FORM = "file_not_a_form"
VALIDITY_UNREADABLE = "validity_unreadable"

NOT_WHAT_ITS_NAME_SAYS = Text(
    "이름은 {said}인데 내용은 {found}입니다.", "The name says {said}, but the content is {found}."
)
BROKEN = Text(
    "이름은 {said}인데 {said}로 열 수 없습니다: {found}입니다.",
    "The name says {said}, but it does not open as {said}: it is {found}.",
)
NOT_TAKEN_HERE = Text("{said} 파일은 여기에서 받지 않습니다.", "{said} files are not accepted here.")
NO_EXTENSION = Text(
    "이름에 형식을 알리는 끝(예: .pdf)이 없습니다.", "The name has no ending that tells its format (such as .pdf)."
)

REFUSALS = refusals(
    (
        LOCKED,
        "암호가 걸려 있어 열 수 없습니다. 이 파일은 올리지 않았고, 다른 파일은 그대로 있습니다.",
        "The file is locked with a password and cannot be opened. It was not uploaded; your other files are untouched.",
        (
            "문서를 만든 프로그램에서 암호를 풀고 다시 저장한 뒤 그 파일을 올려 주세요. "
            "회사 보안 프로그램(DRM)으로 잠긴 파일이면 잠금을 푼 파일을 받아 올려 주세요."
        ),
        (
            "Please remove the password in the program the document was made with, save it again and upload that file. "
            "If your company's document security (DRM) locked it, ask for an unlocked copy and upload that."
        ),
    ),
    (
        EMPTY,
        "파일이 비어 있습니다. 이 파일은 올리지 않았고, 다른 파일은 그대로 있습니다.",
        "The file is empty. It was not uploaded; your other files are untouched.",
        "파일을 열어 내용이 보이는지 확인한 뒤 다시 올려 주세요. 내려받던 파일이면 끝까지 받은 뒤 올려 주세요.",
        (
            "Please open it on your computer to see that it has content, then upload it again. If it was still being "
            "downloaded, wait until that is done."
        ),
    ),
    (
        TOO_BIG,
        "파일이 너무 큽니다. 여기에는 {limit}까지 올릴 수 있습니다. 올리지 않았고, 다른 파일은 그대로 있습니다.",
        "The file is too big. Up to {limit} can be uploaded here. It was not uploaded; your other files are untouched.",
        "스캔한 문서는 흑백, 200dpi로 다시 저장하면 작아집니다. 여러 쪽이면 필요한 쪽만 담아 올려 주세요.",
        (
            "A scanned document gets smaller when saved again in black and white at 200 dpi. Please keep only the "
            "pages that are needed."
        ),
    ),
    (
        MISMATCH,
        "{why} 이 파일은 올리지 않았고, 다른 파일은 그대로 있습니다.",
        "{why} It was not uploaded; your other files are untouched.",
        (
            "만든 프로그램에서 열어 '다른 이름으로 저장'으로 {wanted} 가운데 한 형식으로 저장한 뒤 올려 주세요. "
            "이름의 끝만 바꾸면 형식은 바뀌지 않습니다."
        ),
        (
            "Please open it in the program it was made with, use 'Save as' with one of these formats: {wanted}, and "
            "upload that file. Changing the end of the name does not change the format."
        ),
    ),
    (
        MALWARE,
        "악성코드가 들어 있어 받지 않았습니다. 다른 파일은 그대로 있습니다.",
        "The file contains malware and was not accepted. Your other files are untouched.",
        "백신으로 컴퓨터를 검사한 뒤, 원본에서 새로 만든 파일을 올려 주세요.",
        "Please check your computer with an antivirus program, then upload a file made anew from the original.",
    ),
    (
        UNREADABLE,
        "보낸 조각이 알려 준 파일과 맞지 않아 받지 않았습니다. 다른 파일은 그대로 있습니다.",
        "What was sent does not fit the file that was announced and was not taken. Your other files are untouched.",
        "화면을 새로 열고 파일을 다시 골라 주세요. 받은 곳부터 이어서 올립니다.",
        "Please open the page anew and choose the file again. The upload goes on from what has arrived.",
    ),
    (
        ELSEWHERE,
        "여기까지 {arrived}를 받았습니다. 이번 조각은 그다음이 아니어서 받지 않았습니다.",
        "{arrived} have arrived so far. This piece is not the one that follows, so it was not taken.",
        "파일을 다시 골라 주세요. 받은 곳부터 이어서 올립니다.",
        "Please choose the file again. The upload goes on from what has arrived.",
    ),
    (
        CHANGED,
        "올리는 동안 파일의 내용이 바뀌어 받지 않았습니다. 다른 파일은 그대로 있습니다.",
        "The file changed while it was being uploaded, so it was not taken. Your other files are untouched.",
        "파일을 저장하고 닫은 뒤 다시 골라 주세요. 처음부터 올립니다.",
        "Please save and close the file, then choose it again. It is uploaded from the beginning.",
    ),
    (
        NOT_YET_OPEN,
        "이 파일은 아직 안전한지 확인되지 않아 열지 않았습니다.",
        "This file has not been found safe yet, so it was not opened.",
        "검사가 끝나면 열 수 있습니다. 잠시 뒤 다시 열어 보고, 계속 열리지 않으면 담당자에게 알려 주세요.",
        (
            "It opens once the check is done. Please try again in a while; if it still does not open, tell the officer "
            "in charge."
        ),
    ),
    (
        NOT_A_FORM,
        "이 서식이 아니어서 읽지 않았습니다. 지금까지 쓴 답은 그대로 있습니다.",
        "The file is not this form, so nothing was read. Your answers are untouched.",
        (
            "이 화면에서 내려받은 한글(HWPX) 서식에 적어 저장한 뒤 그 파일을 골라 주세요. "
            "항목의 번호와 이름은 그대로 두어야 합니다."
        ),
        (
            "Please fill in the Hangul (HWPX) form downloaded from this page, save it and choose that file. Numbers "
            "and names of the items must stay as they are."
        ),
    ),
    (
        VALIDITY_UNREADABLE,
        "발급일과 유효기간을 읽을 수 없어 적지 않았습니다. 파일은 그대로 있습니다.",
        "The dates cannot be read, so they were not noted. The file is untouched.",
        "서류에 적힌 발급일이나 유효기간을 적어 주세요. 유효기간은 발급일보다 앞설 수 없습니다.",
        "Please give the day of issue or the last day of validity as on the paper; validity cannot end before issue.",
    ),
    (
        "release_reason_missing",
        "까닭이 없어 보류를 풀지 않았습니다.",
        "The hold was not ended: no reason was given.",
        "무엇을 확인했고 왜 열어도 되는지 적은 뒤 다시 눌러 주세요. 결정과 함께 남습니다.",
        "Please write what you looked at and why it may be opened, then press again. It is kept with the decision.",
    ),
)
