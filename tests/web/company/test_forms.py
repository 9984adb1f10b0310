"""The program's forms filled with a company's own answers, and a filled one read back into them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hwpx import HwpxDocument

from documents import crafted
from documents.test_forms import words_of
from gonggo.applications import queries
from gonggo.documents.kinds import MEDIA_TYPES, FileKind
from gonggo.intake import queries as door
from gonggo.kernel.actor import Role
from personas import a_colleague_of
from web.company.test_receipts import answered
from world import a_complete_draft, a_draft, a_ready_application, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])
HWPX = MEDIA_TYPES[FileKind.HWPX]


def page(case, *more: str) -> str:
    return "/".join([f"/company/applications/{case.id}/forms", *more])


def got(case, which: str, persona=None, form: str = "form-1") -> bytes:
    answer = (persona or case.adopter).client.get(page(case, form, which))
    assert answer.status_code == 200
    return answer.content


def standing(case, persona=None) -> dict[str, str]:
    company_id = (persona or case.adopter).actor.company_id
    drafts = door.drafts(queries.ref_of(case.id)).get(company_id, {})
    return {key: draft.value for key, draft in drafts.items()}


def filled(case, **answers: str) -> bytes:
    """The company's form 1, opened and written into at the labels given."""
    document = HwpxDocument.open(got(case, "now.hwpx"))
    done = document.tables.fill_by_path({f"{label} > right": value for label, value in answers.items()})
    assert done["failed_count"] == 0
    return document.to_bytes()


def read(case, content: bytes, name: str = "서식 1.hwpx", persona=None):
    file = SimpleUploadedFile(name, content, HWPX)
    return (persona or case.adopter).client.post(page(case, "form-1", "read"), {"file": file})


@pytest.mark.clause("4-forms-download")
def test_the_plan_as_pdf_holds_the_answers_the_company_and_the_frame_and_is_the_same_bytes_again():
    case = a_complete_draft()

    first, second = got(case, "now.pdf"), got(case, "now.pdf")
    words = words_of(first)

    assert first == second
    for said in (
        "무엇을 만들어 무엇이 나아지나요? 답",
        "하나정밀",
        "50,000,000",
        "신규",
        case.program.operators[0].name.ko,
    ):
        assert said in words
    assert "솔루션의 이름은 무엇인가요? 답" not in words


@pytest.mark.clause("4-forms-download")
def test_each_company_gets_the_forms_of_its_own_papers_filled_with_its_own_name():
    case = a_complete_draft()

    for persona, name in ((case.adopter, "하나정밀"), (case.supplier, "이음데이터")):
        said = persona.client.get(page(case)).content.decode()
        for form in ("form-2", "form-3", "form-5"):
            assert page(case, form, "now.pdf") in said
            assert name in words_of(got(case, "now.pdf", persona, form))
    assert page(case, "form-8", "now.pdf") not in case.adopter.client.get(page(case)).content.decode()
    assert case.adopter.client.get(page(case, "form-8", "now.pdf")).status_code == 404


def test_a_certificates_sheet_names_issuer_address_and_validity():
    case = a_draft()

    said = case.adopter.client.get(page(case)).content.decode()

    for words in ("홈택스", "https://www.hometax.go.kr", "2024년 4월 1일 이후에 발급되고 접수 마감일에 유효한 것"):
        assert words in said


@pytest.mark.clause("4-forms-download")
def test_what_was_submitted_is_on_the_form_whatever_was_written_afterwards():
    case = a_ready_application()
    assert case.adopter.client.get(page(case, "form-1", "submitted.pdf")).status_code == 404
    answered(case, "submitted")
    before = got(case, "submitted.pdf")
    write(case, case.adopter, {"task-title": "나중에 고친 이름"})

    assert got(case, "submitted.pdf") == before
    assert "나중에 고친 이름" not in words_of(before)
    assert "나중에 고친 이름" in words_of(got(case, "now.pdf"))


def test_the_suppliers_copy_of_what_was_submitted_has_the_plan_without_the_leads_contacts():
    case = a_ready_application()
    answered(case, "submitted")

    words = words_of(got(case, "submitted.pdf", case.supplier))

    assert "솔루션의 이름은 무엇인가요? 답" in words
    assert "무엇을 만들어 무엇이 나아지나요? 답" in words
    assert "manager@example.kr" not in words


def test_a_form_as_it_was_downloaded_is_recognised_whole_and_changes_nothing():
    case = a_complete_draft()

    answer = read(case, got(case, "now.hwpx"))

    assert answer.status_code == 200
    assert answer.context["page"].taken == []
    assert answer.context["page"].unknown == ()
    own = {row.cells[0]: row.cells[1].text for row in answer.context["page"].report.rows}
    assert own["1.1 과제명"] == "지금 쓴 답과 같습니다"
    assert own["1.2 지원 구분(신규·고도화)"] == "이 화면에서 바꾸는 항목이 아닙니다"


def test_a_filled_form_shows_old_and_new_and_saves_only_what_was_chosen():
    case = a_draft()
    write(case, case.adopter, {"task-title": "처음 이름", "task-need": ""})
    before = standing(case)
    content = filled(case, **{"1.1 과제명": "서식의 이름", "5.1 지금의 어려움과 필요성": "첫 줄\n둘째 줄"})

    shown = read(case, content).context["page"]

    assert standing(case) == before
    assert [(one.key, one.was, one.is_now, one.is_chosen) for one in shown.taken] == [
        ("task-title", "처음 이름", "서식의 이름", False),
        ("task-need", "", "첫 줄\n둘째 줄", True),
    ]
    posted = {f"value.{one.key}": one.value for one in shown.taken}
    posted |= {f"base.{one.key}": one.revision for one in shown.taken}
    case.adopter.client.post(page(case, "form-1", "take"), {**posted, "take": ["task-need"]})
    assert standing(case) == before | {"task-need": "첫 줄\n둘째 줄"}


def test_choices_are_read_by_their_words_and_what_cannot_be_an_answer_is_said_and_not_offered():
    case = a_draft(track="advanced")
    content = filled(
        case,
        **{
            "4.1 선정된 해": "2021년",
            "4.4 기능 개선 또는 서비스 범위 확장": "둘 다",
            "6.6 구축 기간(개월)": "여섯",
            "1.1 과제명": "가" * 61,
        },
    )

    shown = read(case, content).context["page"]

    assert {one.key: one.value for one in shown.taken} == {"earlier-year": "2021"}
    said = {row.cells[0]: row.cells[1].text for row in shown.report.rows}
    assert "읽을 수 없습니다" in said["4.4 기능 개선 또는 서비스 범위 확장"]
    assert "읽을 수 없습니다" in said["6.6 구축 기간(개월)"]
    assert "60자까지" in said["1.1 과제명"]
    assert said["5.1 지금의 어려움과 필요성"] == "파일에 비어 있습니다"


def test_text_that_somebody_saved_meanwhile_is_kept_beside_the_forms():
    case = a_draft()
    write(case, case.adopter, {"task-title": "처음 이름"})
    shown = read(case, filled(case, **{"1.1 과제명": "서식의 이름"})).context["page"].taken[0]
    write(case, case.colleague, {"task-title": "동료의 이름"})

    posted = {"value.task-title": shown.value, "base.task-title": shown.revision, "take": "task-title"}
    answer = case.adopter.client.post(page(case, "form-1", "take"), posted)

    assert answer["Location"] == f"/company/applications/{case.id}/sections/overview"
    assert standing(case)["task-title"] == "동료의 이름"
    assert "서식의 이름" in case.adopter.client.get(answer["Location"]).content.decode()


def test_answers_of_another_party_or_of_nobody_are_not_saved_whatever_is_posted():
    case = a_draft()
    before = standing(case, case.supplier)

    posted = {"take": ["solution-name", "status"], "value.solution-name": "남의 것", "value.status": "received"}
    answer = case.adopter.client.post(page(case, "form-1", "take"), posted)

    assert answer.status_code == 302
    assert (standing(case), standing(case, case.supplier)) == ({}, before)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("서식.hwpx", crafted.docx(), "이름은 HWPX인데"),
        ("서식.hwpx", b"", "파일이 비어 있습니다"),
        ("서식.docx", crafted.docx(), "여기에서 받지 않습니다"),
        ("서식.hwpx", crafted.hwpx(), "이 서식이 아니어서"),
        ("서식.hwpx", crafted.hwpx(**{"Contents/section0.xml": "<s>"}), "이 서식이 아니어서"),
        ("서식.hwpx", crafted.hwpx(**{"Contents/section0.xml": "<!DOCTYPE s><s/>"}), "이름은 HWPX인데"),
        ("서식.hwpx", b"PK\x03\x04" + b"\0" * 500, "이름은 HWPX인데"),
    ],
)
def test_a_foreign_broken_or_empty_file_is_refused_and_changes_nothing(name, content, words):
    case = a_draft()
    write(case, case.adopter)
    before = standing(case)

    answer = read(case, content, name)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert standing(case) == before


def test_another_form_of_the_program_is_refused_though_some_of_its_lines_are_the_same():
    case = a_draft()

    answer = read(case, case.adopter.client.get(page(case, "form-2", "now.hwpx")).content)

    assert (answer.status_code, "이 서식이 아니어서" in answer.content.decode()) == (422, True)


def test_a_section_too_long_to_be_a_form_is_refused():
    case = a_draft()
    row = "<hp:t>" + "가" * 1000 + "</hp:t>"
    noise = crafted.noise(17 * 1024 * 1024 // 2).hex()
    huge = crafted.hwpx(**{"Contents/section0.xml": f"<s>{row}<!--{noise}--></s>"})

    answer = read(case, huge)

    assert (answer.status_code, "이 서식이 아니어서" in answer.content.decode()) == (422, True)


def test_who_may_only_read_downloads_the_form_and_can_not_read_one_back():
    case = a_complete_draft()
    viewer = a_colleague_of(case.adopter, "최보기", role=Role.COMPANY_VIEWER)

    content = got(case, "now.hwpx", viewer)

    assert read(case, content, persona=viewer).status_code == 409
    assert "파일 읽어 보기" not in viewer.client.get(page(case)).content.decode()
