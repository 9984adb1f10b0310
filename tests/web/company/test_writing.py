"""Question pages and papers: saved with a button, mended at the field, two texts kept, five file problems."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gonggo.applications import queries
from gonggo.intake import queries as door
from gonggo.kernel.table import written
from gonggo.programs.definition import PaperKind
from world import a_draft, a_pdf, an_answer, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def page(consortium, key: str = "overview") -> str:
    return f"/company/applications/{consortium.id}/sections/{key}"


def standing(consortium, persona=None) -> dict[str, str]:
    company_id = (persona or consortium.adopter).actor.company_id
    drafts = door.drafts(queries.ref_of(consortium.id)).get(company_id, {})
    return {key: draft.value for key, draft in drafts.items()}


def test_page_saved_with_its_button_keeps_every_answer_and_goes_on():
    consortium = a_draft()
    section = consortium.program.sections_of("adopter", "new")[0]
    typed = {question.key: an_answer(question) for question in section.questions}

    answer = consortium.adopter.client.post(page(consortium, section.key), {**typed, "go": "next"})

    following = consortium.program.sections_of("adopter", "new")[1].key
    assert (answer.status_code, answer["Location"]) == (302, page(consortium, following))
    assert standing(consortium) == typed


def test_half_a_page_is_saved_without_complaint():
    consortium = a_draft()

    answer = consortium.adopter.client.post(page(consortium), {"task-title": "반만 쓴 것", "go": "stay"})

    assert answer["Location"] == page(consortium)
    assert standing(consortium) == {"task-title": "반만 쓴 것"}
    assert "저장됨" in consortium.colleague.client.get(page(consortium)).content.decode()


def test_text_that_is_too_long_is_refused_at_its_field_and_what_was_typed_stays_on_the_page():
    consortium = a_draft()
    long = "가" * 61

    answer = consortium.adopter.client.post(page(consortium), {"task-title": long})

    said = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>오류:" in said
    assert "저장 안 됨" in said
    assert long in said
    assert "60자를 넘어 저장하지 않았습니다" in answer.context["page"].form.errors["task-title"][0]
    assert standing(consortium) == {}


@pytest.mark.parametrize(
    ("government", "cash", "in_kind", "words"),
    [
        ("60,000,001", "60,000,001", "", "한도 60,000,000원을 넘습니다"),
        ("50,020,000", "50,000,000", "", "50.00"),
        ("30,000,000", "10,000,000", "20,000,000", "현금"),
    ],
)
def test_money_over_a_limit_is_saved_and_said_at_its_table_with_every_way_out(government, cash, in_kind, words):
    consortium = a_draft()
    amounts = {"government": government, "cash": cash, "in_kind": in_kind}
    line = {"line": "labour", "content": "개발", "ground": "두 명", **amounts}

    answer = consortium.adopter.client.post(
        page(consortium, "money"), {f"budget.0.{column}": cell for column, cell in line.items()}
    )

    kept = {column: cell.replace(",", "") for column, cell in line.items()}
    assert answer.status_code == 422
    assert words in answer.context["page"].form.errors["budget"][0]
    assert "/programs/smart-service-2024#2-new" in answer.content.decode()
    assert standing(consortium) == {"budget": written([kept])}


def test_text_over_a_colleagues_is_kept_beside_it_and_either_can_be_chosen():
    consortium = a_draft()
    adopter, colleague = consortium.adopter.client, consortium.colleague.client
    colleague.post(page(consortium), {"task-title": "동료의 제목", "base.task-title": "0"})

    adopter.post(page(consortium), {"task-title": "나의 제목", "base.task-title": "0"})

    said = adopter.get(page(consortium)).content.decode()
    assert "이두리 님이 먼저 고쳤습니다" in said
    assert "나의 제목" in said
    assert "동료의 제목" in said
    assert standing(consortium) == {"task-title": "동료의 제목"}
    assert "먼저 고쳤습니다" not in colleague.get(page(consortium)).content.decode()

    adopter.post(f"{page(consortium)}/keep", {"question": "task-title", "choice": "theirs"})
    assert standing(consortium) == {"task-title": "동료의 제목"}
    assert "먼저 고쳤습니다" not in adopter.get(page(consortium)).content.decode()

    adopter.post(page(consortium), {"task-title": "다시 나의 제목", "base.task-title": "1"})
    adopter.post(f"{page(consortium)}/keep", {"question": "task-title", "choice": "mine"})
    assert standing(consortium) == {"task-title": "다시 나의 제목"}


def test_second_tab_that_sends_its_whole_page_erases_nothing():
    consortium = a_draft()
    client = consortium.adopter.client
    keys = [question.key for question in consortium.program.sections_of("adopter", "new")[0].questions]
    untouched = dict.fromkeys(keys, "") | {f"base.{key}": "0" for key in keys}
    client.post(page(consortium), {**untouched, keys[0]: "첫 탭의 글"})

    client.post(page(consortium), {**untouched, keys[1]: an_answer(consortium.program.question(keys[1]))})

    assert standing(consortium)[keys[0]] == "첫 탭의 글"
    assert keys[1] in standing(consortium)
    assert "먼저 고쳤습니다" not in client.get(page(consortium)).content.decode()


def test_page_that_was_refused_still_names_the_revisions_it_began_from():
    consortium = a_draft()
    consortium.colleague.client.post(page(consortium), {"task-title": "동료의 제목"})

    answer = consortium.adopter.client.post(page(consortium), {"task-title": "가" * 61, "base.task-title": "0"})

    assert '<input type="hidden" name="base.task-title" value="0">' in answer.content.decode()


def test_question_page_is_kept_by_no_browser():
    consortium = a_draft()

    assert "no-store" in consortium.adopter.client.get(page(consortium))["Cache-Control"]


def test_answer_to_a_question_of_another_page_is_not_taken():
    consortium = a_draft()

    consortium.adopter.client.post(page(consortium), {"task-title": "제목", "plan-months": "6"})

    assert standing(consortium) == {"task-title": "제목"}


def a_slot(consortium, role: str = "adopter") -> str:
    return next(p.slot for p in consortium.program.papers_of(role) if p.kind is PaperKind.UPLOAD)


def send(consortium, content: bytes, name: str = "증명서.pdf", *, part: bool = False, slot: str = ""):
    url = f"/company/applications/{consortium.id}/papers/{slot or a_slot(consortium)}/file"
    headers = {"X-Part": "slot"} if part else {}
    return consortium.adopter.client.post(url, {"file": SimpleUploadedFile(name, content)}, headers=headers)


def held(consortium) -> list[tuple[str, bool]]:
    rows = queries.paper_rows(consortium.application, consortium.adopter.actor.company_id)
    return [(row.document.name, row.is_current) for row in rows]


def test_file_comes_into_its_slot_and_the_row_alone_answers_a_script():
    consortium = a_draft()

    answer = send(consortium, a_pdf(), part=True)

    said = answer.content.decode()
    assert answer.status_code == 200
    assert said.strip().startswith(f'<li id="slot-{a_slot(consortium)}"')
    assert "완료" in said
    assert "<html" not in said
    assert held(consortium) == [("증명서.pdf", True)]


def test_replaced_file_stays_among_the_versions_and_can_be_fetched():
    consortium = a_draft()
    send(consortium, a_pdf("처음"), "처음.pdf")
    send(consortium, a_pdf("다음"), "다음.pdf")

    versions = consortium.adopter.client.get(
        f"/company/applications/{consortium.id}/papers/{a_slot(consortium)}/versions"
    ).content.decode()

    assert held(consortium) == [("다음.pdf", True), ("처음.pdf", False)]
    assert versions.index("다음.pdf") < versions.index("처음.pdf")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.pdf", "파일이 비어 있습니다"),
        (b"<html>", "a.pdf", "이름은 PDF인데"),
        (b"MZ", "a.exe", "EXE 파일은 여기에서 받지 않습니다"),
        (b"%PDF-1.4" + b"0" * (30 * 1024 * 1024), "a.pdf", "파일이 너무 큽니다"),
    ],
)
@pytest.mark.parametrize("part", [True, False])
def test_bad_file_is_said_in_its_row_and_the_other_files_stay(content, name, words, part):
    consortium = a_draft()
    other = [p.slot for p in consortium.program.papers_of("adopter") if p.kind is PaperKind.UPLOAD][1]
    send(consortium, a_pdf(), slot=other)

    answer = send(consortium, content, name, part=part)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert held(consortium) == [("증명서.pdf", True)]


def test_slot_of_the_partner_takes_nothing():
    consortium = a_draft()
    theirs = {p.slot for p in consortium.program.papers_of("supplier")} - {
        p.slot for p in consortium.program.papers_of("adopter")
    }

    assert send(consortium, a_pdf(), slot=sorted(theirs)[0]).status_code == 404


def test_file_taken_out_leaves_its_slot_empty_and_stays_among_the_versions():
    consortium = a_draft()
    send(consortium, a_pdf())

    consortium.adopter.client.post(f"/company/applications/{consortium.id}/papers/{a_slot(consortium)}/remove")

    assert held(consortium) == [("증명서.pdf", False)]


def test_hub_says_each_task_in_words_and_what_goes_on():
    consortium = a_draft()
    hub = f"/company/applications/{consortium.id}"
    empty = consortium.adopter.client.get(hub).content.decode()

    write(consortium, consortium.adopter)
    send(consortium, a_pdf())
    after = consortium.adopter.client.get(hub).content.decode()

    assert "작성 시작: 과제 개요" in empty
    assert "지금 시작할 수 없음" in empty
    assert "이어서 작성: 제출 서류" in after
    assert "등록하지 않음" in after
    assert "#3-supplier-registered" in after
    assert "4월 30일(화) 18:00" in after
