"""Board and library: forms and manuals by their titles, as files of our own making."""

import io
import re
import zipfile
from html import escape
from urllib.parse import unquote

import pypdf
import pytest

from gonggo.parties import queries
from gonggo.programs.definition import FormKind

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def saved_as(answer) -> str:
    """The name under which a browser saves it."""
    kind, _, name = answer["Content-Disposition"].partition("; ")
    assert (kind, answer["X-Content-Type-Options"]) == ("attachment", "nosniff")
    return unquote(name.rpartition("''")[2])


@pytest.mark.clause("4-forms-download", "A1-form")
def test_the_library_lists_every_form_and_manual_by_its_title(visitor, program):
    said = words(visitor.get("/library/"))

    assert [form.title.ko for form in program.forms if form.title.ko not in said] == []
    assert [manual.title.ko for manual in program.manuals if manual.title.ko not in said] == []
    assert {form.where for form in program.forms} == {"application", "consulting", "pool"}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_form_downloads_as_pdf_under_its_name(visitor, program, language):
    for form in program.forms:
        where = f"/library/{program.key}/forms/{form.key}.pdf"
        answer = visitor.get(where, headers={"accept-language": language})

        assert saved_as(answer) == f"{form.number.said(language)} {form.title.said(language)}.pdf"
        pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
        assert form.title.said(language)[:6] in "".join(page.extract_text() for page in pages)


def test_each_form_downloads_as_hwpx_under_its_name(visitor, program):
    for form in program.forms:
        answer = visitor.get(f"/library/{program.key}/forms/{form.key}.hwpx")

        assert saved_as(answer) == f"{form.number.ko} {form.title.ko}.hwpx"
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert archive.read("mimetype") == b"application/hwp+zip"


@pytest.mark.clause("4-forms-download")
def test_a_company_that_is_signed_in_gets_the_form_filled_with_what_is_known_of_it(program, owner):
    where = f"/library/{program.key}/forms/form-4"
    pdf, hwpx = (owner.client.get(f"{where}.{ending}") for ending in ("pdf", "hwpx"))

    said = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.content)).pages)
    with zipfile.ZipFile(io.BytesIO(hwpx.content)) as archive:
        written = archive.read("Contents/section0.xml").decode()
    number = queries.organisations_of(owner.person.id)[0].written_brn
    assert [("하나정밀" in text, number in text) for text in (said, written)] == [(True, True), (True, True)]
    assert (pdf.get("Surrogate-Control"), hwpx.get("Surrogate-Control")) == (None, None)


def test_each_manual_downloads_as_one_page(visitor, program):
    for manual in program.manuals:
        answer = visitor.get(f"/library/{program.key}/manuals/{manual.key}.pdf")

        assert saved_as(answer) == f"{manual.title.ko}.pdf"
        assert len(pypdf.PdfReader(io.BytesIO(answer.content)).pages) == 1


def test_each_manual_downloads_for_hangul_with_every_step(visitor, program):
    for manual in program.manuals:
        answer = visitor.get(f"/library/{program.key}/manuals/{manual.key}.hwpx")

        assert saved_as(answer) == f"{manual.title.ko}.hwpx"
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            written = archive.read("Contents/section0.xml").decode()
        assert [step.says.ko for step in manual.steps if escape(step.says.ko, quote=False) not in written] == []


def test_all_forms_at_once_hold_each_form_twice_and_are_the_same_bytes_each_time(visitor, program):
    first, second = (visitor.get(f"/library/{program.key}/forms.zip") for _ in range(2))

    with zipfile.ZipFile(io.BytesIO(first.content)) as archive:
        names = archive.namelist()
    titles = [f"{form.number.ko} {form.title.ko}" for form in program.forms]
    assert names == [f"{title}.{ending}" for title in titles for ending in ("pdf", "hwpx")]
    assert first.content == second.content


def test_a_certificates_sheet_names_who_issues_it_and_when_it_counts(visitor, program):
    for form in program.forms:
        papers = [paper for paper in program.papers if paper.form == form.key]
        said = words(visitor.get(f"/library/{program.key}/forms/{form.key}"))
        assert [p.where.ko in said and (p.validity is None or p.validity.ko in said) for p in papers if p.where] == [
            True
        ] * len(papers)
    assert [form.key for form in program.forms if form.kind is FormKind.CERTIFICATE][:4] == [
        "form-4",
        "form-5",
        "form-6",
        "form-7",
    ]


def test_the_notices_post_carries_the_application_forms(visitor, program):
    said = words(visitor.get(f"/board/{program.key}/notice"))

    assert [f.title.ko for f in program.forms if f.where == "application" and f.title.ko not in said] == []
