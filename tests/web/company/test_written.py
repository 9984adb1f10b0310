"""The forms of a company as it has filled them in so far: texts in their places, tables as tables."""

import io

import pypdfium2
import pytest
from hwpx import HwpxDocument

from gonggo.kernel.table import written
from world import a_budget, a_draft, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])
KPI = {"indicator": "=취소율 #강조[x]", "now": "9%", "target": "5%", "measured": "예약 기록"}


@pytest.fixture
def case():
    found = a_draft()
    write(found, found.adopter, {"plan-indicators": written([KPI]), "budget": a_budget(government="48000000")})
    return found


def path(case, name: str) -> str:
    return f"/company/applications/{case.id}/forms/{name}"


@pytest.mark.clause("4-forms-download")
def test_the_plan_is_set_with_its_tables_as_pdf_and_for_hangul(case):
    client = case.adopter.client
    listed = client.get(f"/company/applications/{case.id}/forms").content.decode()

    pdf, hwpx = (client.get(path(case, f"form-1/now.{ending}")) for ending in ("pdf", "hwpx"))

    assert path(case, "form-1/now.pdf") in listed
    assert path(case, "form-1/now.hwpx") in listed
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf.content))
    document = HwpxDocument.open(io.BytesIO(hwpx.content))
    for said in (*KPI.values(), "하나정밀", "인건비", "48,000,000"):
        assert said in text
        assert said in document.text.plain()
    assert pdf["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("name", ["form-1/now.docx", "form-9/now.pdf", "form-1/submitted.pdf"])
def test_a_form_that_is_not_there_or_in_another_shape_is_not_found(case, name):
    assert case.adopter.client.get(path(case, name)).status_code == 404
