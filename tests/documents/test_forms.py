import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hwpx import HwpxDocument
from pypdf import PdfReader

from gonggo.documents import forms
from gonggo.documents.kinds import FileKind
from gonggo.documents.structure.finding import Finding
from gonggo.documents.structure.look import look_inside
from gonggo.kernel.text import Text
from gonggo.programs.definition import Form, Program
from gonggo.programs.loading import LIBRARY, read

SHEET = forms.FormSheet(
    language="ko",
    over="어느 지원사업",
    number="①",
    title="사업계획서",
    lines=("사실대로 적어 주세요.",),
    parts=(
        forms.SheetPart(
            label="기업 현황",
            says=("최근 상황을 적습니다.",),
            fields=(forms.SheetField("name", "1-1", "기업명"), forms.SheetField("now", "1-2", "현황과 문제", 60)),
            tables=(forms.SheetTable("costs", "1-3", "사업비", ("비목", "금액"), 3),),
        ),
    ),
    signed_by="대표자",
    foot="공고가 이 서식보다 앞섭니다.",
)
VALUES = {"name": "달빛제과 #strong[x] $1$ <&>\n둘째 줄"}
ROWS = {"costs": [["인건비", "1,000원"]]}
RECEIPT = forms.ReceiptSheet(
    language="ko",
    over="어느 지원사업",
    title="접수증",
    facts=(("접수번호", "AB-0001"), ("접수일시", "2024-04-30 16:41:07.382")),
    paper_title="낸 서류",
    paper_heads=("번호", "서류", "크기"),
    papers=(("①", "사업계획서", "1.2 MB"),),
    proof_title="위·변조 확인",
    proof=(("서명", "0123456789abcdef" * 8),),
    qr="https://localhost/receipts/1",
    qr_label="접수증을 확인하는 주소",
)


def the_shipped_program() -> Program:
    return read(LIBRARY / "smart-service-2024")


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_a_form_as_pdf_carries_its_words_and_what_was_filled_in_as_text():
    words = words_of(forms.pdf(SHEET, VALUES, ROWS))

    for said in (
        "어느 지원사업",
        "사업계획서",
        "1-1 기업명",
        "달빛제과 #strong[x] $1$ <&>",
        "둘째 줄",
        "인건비",
        "(서명 또는 인)",
    ):
        assert said in words


def test_a_form_set_twice_in_two_processes_is_the_same_bytes():
    script = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1]);"
        "from documents.test_forms import SHEET, VALUES, ROWS, RECEIPT;"
        "from gonggo.documents.forms import pdf, hwpx, receipt_pdf;"
        "print(*(hashlib.sha256(made).hexdigest() for made in"
        " (pdf(SHEET), pdf(SHEET, VALUES, ROWS), hwpx(SHEET, VALUES, ROWS), receipt_pdf(RECEIPT))))"
    )
    tests = str(Path(__file__).parent.parent)

    said = {
        subprocess.run([sys.executable, "-c", script, tests], capture_output=True, check=True).stdout for _ in range(2)
    }

    assert len(said) == 1
    assert len(said.pop().split()) == 4


def test_a_pdf_says_its_title_and_language_and_is_tagged():
    reader = PdfReader(io.BytesIO(forms.pdf(replace(SHEET, language="en", title="Business plan"))))

    assert reader.metadata.title == "Business plan"
    assert str(reader.trailer["/Root"]["/Lang"]).startswith("en")
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()


def test_a_form_as_hwpx_reopens_and_each_answer_stands_right_of_its_label():
    document = HwpxDocument.open(forms.hwpx(SHEET, VALUES, ROWS))

    assert document.validate().issues == ()
    found = document.tables.find_cell_by_label("1-1 기업명")["matches"][0]["target_cell"]["text"]
    assert found.splitlines() == VALUES["name"].splitlines()
    words = document.text.plain()
    for said in ("사업계획서", "사실대로 적어 주세요.", "인건비", "1,000원", "대표자"):
        assert said in words


def test_a_blank_hwpx_form_filled_in_by_label_keeps_what_was_written():
    document = HwpxDocument.open(forms.hwpx(SHEET))

    done = document.tables.fill_by_path({"1-2 현황과 문제 > right": "반죽 온도를 손으로 적습니다."})

    assert done["failed_count"] == 0
    assert "반죽 온도를 손으로 적습니다." in HwpxDocument.open(document.to_bytes()).text.plain()


def test_more_rows_than_the_form_has_are_all_set():
    rows = {"costs": [[f"비목 {number}", "1원"] for number in range(40)]}

    assert "비목 39" in words_of(forms.pdf(SHEET, rows=rows))
    assert "비목 39" in HwpxDocument.open(forms.hwpx(SHEET, rows=rows)).text.plain()


def test_what_we_make_passes_our_own_look(tmp_path: Path):
    papers = {
        "a.pdf": forms.pdf(SHEET, VALUES),
        "a.hwpx": forms.hwpx(SHEET, VALUES),
        "r.pdf": forms.receipt_pdf(RECEIPT),
    }
    for name, content in papers.items():
        (tmp_path / name).write_bytes(content)

    found = {name: look_inside(tmp_path / name) for name in papers}

    assert found == {"a.pdf": Finding(FileKind.PDF), "a.hwpx": Finding(FileKind.HWPX), "r.pdf": Finding(FileKind.PDF)}


def test_a_hwpx_form_begins_with_its_mimetype_stored_plainly():
    with zipfile.ZipFile(io.BytesIO(forms.hwpx(SHEET))) as archive:
        first = archive.infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_a_manual_fits_one_page_and_numbers_its_steps():
    sheet = forms.ManualSheet(
        "ko",
        "어느 지원사업",
        "신청하기",
        "처음부터 접수증까지.",
        (("가입", "코드를 넣습니다."),) * 8,
        ("신청: 02-000-0000",),
    )

    made = forms.manual_pdf(sheet)

    assert len(PdfReader(io.BytesIO(made)).pages) == 1
    assert "8. 가입" in words_of(made)


@pytest.mark.parametrize("qr", ["https://localhost/receipts/1", ""])
def test_a_receipt_has_its_facts_papers_and_proof_with_and_without_a_mark(qr: str):
    words = words_of(forms.receipt_pdf(replace(RECEIPT, qr=qr)))

    assert "AB-0001" in words
    assert "사업계획서" in words
    assert "0123456789abcdef" * 8 in words.replace("\r\n", "").replace("\n", "")
    assert ("접수증을 확인하는 주소" in words) is bool(qr)


def test_a_blank_form_is_made_once():
    assert forms.pdf(SHEET) is forms.pdf(replace(SHEET))
    assert forms.hwpx(SHEET) is forms.hwpx(replace(SHEET))


def test_a_programs_form_is_read_in_the_order_of_its_numbers():
    words = {"ko": "가", "en": "a"}
    form = Form.model_validate(
        {
            "key": "plan",
            "default": "ours",
            "number": {"ko": "서식 1", "en": "Form 1"},
            "title": {"ko": "계획서", "en": "Plan"},
            "what": words,
            "kind": "written",
            "where": "application",
            "lines": [words],
            "part": [
                {
                    "label": {"ko": "계획", "en": "The plan"},
                    "field": [
                        {"number": "1.1", "label": words, "fact": "name"},
                        {"number": "1.9", "label": words, "question": "plan-goal", "lines": 4},
                        {"number": "1.11", "label": words},
                    ],
                    "table": [{"number": "1.10", "label": words, "heads": [words], "rows": 2}],
                }
            ],
        }
    )

    sheet = forms.sheet_of(
        form, "en", program=the_shipped_program(), consent=(Text("동의", "Agreed"),), foot=Text("끝", "End")
    )

    assert sheet == forms.FormSheet(
        language="en",
        over=the_shipped_program().title.en,
        number="Form 1",
        title="Plan",
        lines=("a", "Agreed"),
        parts=(
            forms.SheetPart(
                "The plan",
                fields=(forms.SheetField("name", "1.1", "a"), forms.SheetField("plan-goal", "1.9", "a", 4)),
                tables=(forms.SheetTable("1.10", "1.10", "a", ("a",), 2),),
            ),
            forms.SheetPart("", fields=(forms.SheetField("1.11", "1.11", "a"),)),
        ),
        foot="End",
    )


@pytest.mark.clause("4-forms-download")
def test_every_form_and_manual_of_the_shipped_programs_is_set_in_both_languages():
    for folder in sorted(path.parent for path in LIBRARY.glob("*/program.toml")):
        program = read(folder)
        for language in ("ko", "en"):
            for form in program.forms:
                sheet = forms.sheet_of(form, language, program=program)
                assert form.title.said(language) in " ".join(words_of(forms.pdf(sheet)).split())
                assert form.title.said(language) in HwpxDocument.open(forms.hwpx(sheet)).text.plain()
            for manual in program.manuals:
                made = forms.manual_pdf(forms.manual_sheet(manual, language, over=program.title))
                assert len(PdfReader(io.BytesIO(made)).pages) == 1
